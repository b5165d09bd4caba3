"""The error book: what an error counts for, and what an issue comes to."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.models import Event
from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import InvalidRow, create_row
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.selection import Selection

from .. import actions, queries
from ..enums import Answer
from ..models import CheckedIssue, ErrorMark
from .conftest import client_of
from .factories import CheckedIssueFactory, ErrorMarkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(people: Any) -> CheckedIssue:
    raw = {"issued_on": "2026-03-15", "title": "第612期", "publication": "报纸", "characters": "6600", "unit": "党委宣传部"}
    return create_row(actor=people["chief"], ledger=registry.get("checked_issue"), raw=raw, to=RowState.CONFIRMED)


def enter(actor: Any, **raw: Any) -> ErrorMark:
    given = {"found_on": "2026-03-16", "issue": "第612期", "step": "二校", "unit": "党委宣传部", **raw}
    return create_row(actor=actor, ledger=registry.get("error_mark"), raw=given, to=RowState.CONFIRMED)


def test_an_issue_comes_to_sixteen_point_six_seven(people: Any, issue: CheckedIssue):
    """The page of newsroom scenario 5: 6 600 characters, eleven errors, 16.67 in ten thousand, over the limit of 3."""
    chief = people["chief"]
    for number in (1, 2):
        enter(chief, found=f"题字{number}", right="提", sort="错别字", place="标题")
    for number in range(5):
        enter(chief, found="贯测", right="贯彻", sort="错别字", location=f"2版{number}段")
    enter(chief, found="漏四字", right="", sort="多字、漏字", length="4")
    enter(chief, found="1200", right="1300", sort="数字错误")
    for number in range(12):
        enter(chief, found=f"{number}余", right="多", sort="数字用法", location=str(number))
    rated = queries.rate_of(issue)
    assert (rated.rate.errors, rated.rate.rate_per_10000, rated.rate.passed) == (Decimal(11), Decimal("16.67"), False)
    assert [(line.publication, line.issues, line.passed, line.errors, line.within) for line in queries.by_kind(queries.rates(2026))] == [
        ("newspaper", 1, 0, Decimal(11), False)
    ]


def test_an_error_counts_by_the_scheme_of_its_issue(people: Any, issue: CheckedIssue):
    chief = people["chief"]
    assert enter(chief, found="甲", sort="错别字", place="标题").weight == Decimal("2.00")
    assert enter(chief, found="乙", sort="标点").weight == Decimal("0.10")
    assert enter(chief, found="丙", sort="错别字", length="6").weight == Decimal("4.00")
    assert enter(chief, found="丁", sort="错别字", weight="0.5").weight == Decimal("0.50")


def test_a_sort_the_scheme_does_not_count_is_refused(people: Any, issue: CheckedIssue):
    with pytest.raises(InvalidRow) as refused:
        enter(people["chief"], found="甲", sort="政治性差错")
    assert [problem.field for problem in refused.value.problems] == ["sort"]


def test_an_error_names_who_missed_it_and_counts_by_person_and_step(people: Any, issue: CheckedIssue):
    ledger = registry.get("error_mark")
    mark = enter(people["chief"], found="甲", sort="错别字", introduced_by="林见月1", missed="林见月2（一校）、林见月3（二校）")
    assert [(one.person.name, one.step) for one in mark.missed.all()] == [("林见月2", "first"), ("林见月3", "second")]
    year = Selection(ledger, start=dt.date(2026, 1, 1), end=dt.date(2026, 12, 31))
    assert list(year.rows()) == [mark]
    assert queries.by_person(2026) == [{"introduced_by__name": "林见月1", "count": 1, "weight": Decimal("1.00")}]
    assert [(row["step"], row["count"]) for row in queries.by_step(2026)] == [("second", 1)]


def test_only_confirmed_errors_count(people: Any, issue: CheckedIssue):
    ErrorMarkFactory(issue=issue, state=RowState.SUBMITTED)
    assert queries.rate_of(issue).rate.errors == 0
    assert queries.rate_of(issue).rate.passed


def test_accepted_remarks_are_entered_once_as_the_machines(people: Any, issue: CheckedIssue):
    editor = people["editor"]
    run = actions.take_text(actor=editor, text="今天，，我们开会。", style="web", on=dt.date(2026, 3, 1))[1]
    with pytest.raises(Invalid, match="没有采纳"):
        actions.book_findings(actor=editor, run=run, issue=issue)
    finding = run.findings.get(found="，，")
    actions.answer_finding(actor=editor, pk=finding.pk, answer=Answer.ACCEPTED)
    (made,) = actions.book_findings(actor=editor, run=run, issue=issue)
    assert (made.found, made.right, made.sort, made.by, made.state) == ("，，", "，", "punctuation", "machine", RowState.SUBMITTED)
    assert actions.book_findings(actor=editor, run=run, issue=issue) == []
    with pytest.raises(Refused):
        actions.book_findings(actor=people["correspondent"], run=run, issue=issue)


def scheme_form(**changes: str) -> dict[str, str]:
    scheme = queries.scheme_of("newspaper")
    form = {"limit": "3", "year": "2020", "source": scheme.source, "reason": "核对附件原文"}
    for sort in scheme.sorts.values():
        form[f"weights:{sort.key}"] = "/".join(str(weight) for _upto, weight in sort.steps)
        form[f"most:{sort.key}"] = "" if sort.most is None else str(sort.most)
        form[f"same:{sort.key}"] = "" if sort.same is None else str(sort.same)
        form[f"mark:{sort.key}"] = sort.mark
    return form | changes


def test_a_weight_set_by_the_manager_changes_every_rate_and_stands_in_history(people: Any, issue: CheckedIssue):
    enter(people["chief"], found="，，", right="，", sort="标点")
    page = reverse("proofdesk:scheme", args=["newspaper"])
    form = scheme_form(**{"weights:punctuation": "0.5", "mark:punctuation": "verified"})
    assert client_of(people["manager"]).post(page, form).status_code == 302
    assert queries.rate_of(issue).rate.errors == Decimal("0.5")
    assert queries.scheme_of("newspaper").sorts["punctuation"].mark == "verified"
    event = Event.objects.get(kind="proof.weight_set")
    assert (event.subject_id, event.data["reason"]) == ("newspaper", "核对附件原文")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"weights:punctuation": "很多"}, "标点符号：“很多”不是数：请写成 0.5 这样。"),
        ({"weights:character": "1/2"}, "错字、别字：写了 2 个数，应为 3 个：每档一个，用 / 隔开。"),
        ({"reason": ""}, "还没有写理由：请写明依据哪份文件修改。"),
        ({"limit": "-1"}, "合格线：“-1”不是数：请写成 0.5 这样。"),
    ],
)
def test_a_weight_that_makes_no_sense_is_refused_and_the_form_keeps_it(people: Any, changes: dict[str, str], sentence: str):
    answer = client_of(people["manager"]).post(reverse("proofdesk:scheme", args=["newspaper"]), scheme_form(**changes))
    assert (answer.status_code, [str(message) for message in answer.context["messages"]]) == (422, [sentence])


def test_an_editor_reads_weights_and_may_not_set_them(people: Any):
    client = client_of(people["editor"])
    assert client.get(reverse("proofdesk:scheme", args=["book"])).status_code == 200
    answer = client.post(reverse("proofdesk:scheme", args=["newspaper"]), scheme_form())
    assert [str(message) for message in answer.context["messages"]] == ["差错计分由办公室主任和部领导确定。"]


def test_the_page_of_rates_costs_the_same_for_one_issue_and_for_three(people: Any, django_assert_num_queries: Any):
    client = client_of(people["manager"])
    page = reverse("proofdesk:rates") + "?year=2026"
    ErrorMarkFactory(issue=CheckedIssueFactory())
    client.get(page)
    with django_assert_num_queries(15):
        client.get(page)
    for _number in range(2):
        ErrorMarkFactory(issue=CheckedIssueFactory())
    with django_assert_num_queries(15):
        assert client.get(page).status_code == 200


def test_the_record_of_an_issue_shows_its_rate(people: Any, issue: CheckedIssue):
    enter(people["chief"], found="甲", right="乙", sort="错别字")
    answer = client_of(people["editor"]).get(reverse("ledger:record", args=["checked_issue", issue.pk]))
    assert "1个差错÷6600字＝1.52/10000，不超过报纸的3/10000，合格" in answer.content.decode()
