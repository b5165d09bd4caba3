"""House words and rules: proposed, decided, and in force at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from rongmei.base.directory.actions import add_person, end_post, hold_post, rank_post, register_outlet
from rongmei.base.directory.enums import OutletKind
from rongmei.base.directory.models import Post, Unit
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import InvalidRow, create_row, move_rows
from rongmei.base.ledger.enums import RowState
from rongmei.content.proofing.source import Scope

from .. import actions, engine
from ..models import HouseRule, HouseWord
from .conftest import post_json
from .factories import RULES

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 5)


def found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    checked = engine.check_passages([(text, Scope.BODY)], style="web", on=DAY)
    return [(one.finding.found, one.finding.suggestions) for one in checked.findings]


def test_a_word_taught_by_a_chief_is_flagged_at_once(people: Any):
    assert found("学院开展主题团日活动日。") == []
    actions.teach(actor=people["chief"], wrong="主题团日活动日", right="主题团日", message="依据团委通知")
    assert found("学院开展主题团日活动日。") == [("主题团日活动日", ("主题团日",))]


def test_a_word_taught_by_a_correspondent_waits_for_a_decision(people: Any):
    word = actions.teach(actor=people["correspondent"], wrong="主题团日活动日", right="主题团日")
    assert (word.state, word.unit.name) == (RowState.SUBMITTED, "材料科学与工程学院")
    assert found("学院开展主题团日活动日。") == []
    ledger = registry.get("house_word")
    refused = move_rows(actor=people["correspondent"], ledger=ledger, pks=[word.pk], to=RowState.CONFIRMED)
    assert (refused.done, len(refused.refused)) == ([], 1)
    move_rows(actor=people["manager"], ledger=ledger, pks=[word.pk], to=RowState.CONFIRMED)
    assert found("学院开展主题团日活动日。") == [("主题团日活动日", ("主题团日",))]


def test_a_remark_ignored_everywhere_is_not_made_again(people: Any):
    assert found("今天，，开会。") == [("，，", ("，",))]
    actions.accept_everywhere(actor=people["manager"], found="，，", rule="gbt15834.double-mark", reason="本刊体例")
    assert found("今天，，开会。") == []
    assert found("今天；；开会。") != []


def test_the_editor_teaches_and_ignores_through_its_addresses(people: Any):
    editor = people["editor"]
    assert post_json(editor, "/console/proof/teach/", {"wrong": "院团委会", "right": "学院团委"}) == (
        200,
        {"done": True, "sentence": "已提议“院团委会”，待科长、部领导或办公室主任确认后生效。"},
    )
    assert HouseWord.objects.get().state == RowState.SUBMITTED
    everywhere = {"everywhere": True, "rule": "x.y", "found": "某词", "reason": "体例"}
    assert post_json(people["manager"], "/console/proof/ignore/", everywhere) == (
        200,
        {"done": True, "sentence": "“某词”已列入本单位用词。"},
    )
    assert post_json(editor, "/console/proof/teach/", {"wrong": "甲", "right": ""})[0] == 422
    assert post_json(editor, "/console/proof/ignore/", {"kind": "x", "id": "1", "rule": "r", "found": "f", "reason": "因"})[0] == 403


def test_an_auditor_teaches_nothing(people: Any):
    with pytest.raises(Refused):
        actions.teach(actor=people["auditor"], wrong="甲乙", right="乙甲")


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"wrong": "院团委", "use": "不这样写"}, "right"),
        ({"wrong": "院团委", "use": "不这样写", "right": "院团委"}, "right"),
        ({"wrong": "院团委", "use": "认可，不再提示", "right": "学院团委"}, "right"),
        ({"wrong": "院团委", "use": "不这样写", "right": "学院团委", "rule": "x"}, "rule"),
    ],
)
def test_a_word_that_says_two_things_is_refused(people: Any, raw: dict[str, str], field: str):
    with pytest.raises(InvalidRow) as refused:
        create_row(actor=people["chief"], ledger=registry.get("house_word"), raw={**raw, "unit": "党委宣传部"})
    assert [problem.field for problem in refused.value.problems] == [field]


def test_the_same_word_is_not_added_twice(people: Any):
    actions.teach(actor=people["chief"], wrong="院团委会", right="学院团委")
    with pytest.raises(Invalid, match="已"):
        actions.teach(actor=people["chief"], wrong="院团委会", right="学院团委")


def test_a_house_rule_holds_when_it_is_confirmed(people: Any):
    raw = {"title": "活动用语", "text": RULES, "unit": "党委宣传部"}
    rule = create_row(actor=people["editor"], ledger=registry.get("house_rule"), raw=raw)
    assert found("开展主题党日活动日。") == []
    move_rows(actor=people["manager"], ledger=registry.get("house_rule"), pks=[rule.pk], to=RowState.CONFIRMED)
    assert found("开展主题党日活动日。") == [("主题党日活动日", ("主题党日",))]


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("extends: substitution", "extends: magic", "extends 写的是“magic”"),
        ('good: ["开展主题党日"]', 'good: ["主题党日活动日"]', "在正例“主题党日活动日”里误提示了“主题党日活动日”"),
        ('bad: ["开展主题党日活动日": "开展主题党日"]', 'bad: ["开展活动"]', "的反例“开展活动”没有被查出"),
        ('"开展主题党日"]\n      good', '"开展活动"]\n      good', "例子里写的是“开展活动”"),
        ("rules:", "regeln:", "没有 rules"),
    ],
)
def test_a_rule_that_fails_its_own_examples_is_refused_with_the_sentence_that_mends_it(people: Any, old: str, new: str, part: str):
    text = RULES.replace(old, new)
    assert text != RULES
    with pytest.raises(InvalidRow) as refused:
        create_row(actor=people["chief"], ledger=registry.get("house_rule"), raw={"title": "活动", "text": text, "unit": "党委宣传部"})
    assert [(problem.field, part in str(problem.sentence)) for problem in refused.value.problems] == [("text", True)]
    assert not HouseRule.objects.exists()


def test_the_directory_is_read_again_when_somebody_changes_it(people: Any):
    before = engine.known().directory
    engine.proofreader("web")
    person = add_person(actor=SYSTEM, campus_id="19990002", name="周知远")
    hold_post(actor=SYSTEM, person=person, title="副校长", unit=None, from_on=dt.date(2024, 1, 1))
    assert engine.known().directory != before
    from ..engine.directory import read_directory

    held = {one.name: one.posts for one in read_directory("x").people()}
    assert [(post.title, post.since) for post in held["周知远"]] == [("副校长", dt.date(2024, 1, 1))]
    end_post(actor=SYSTEM, post=Post.objects.get(person=person), last_day=dt.date(2026, 6, 30))
    held = {one.name: one.posts for one in read_directory("x").people()}
    assert [post.until for post in held["周知远"]] == [dt.date(2026, 6, 30)]


def test_names_of_outlets_are_known_with_the_directory(people: Any):
    def found() -> list[str]:
        return [one.found for one in engine.proofreader("web")[0].check("影象云岭推出毕业季专题。", on=dt.date(2026, 11, 5)).findings]

    assert found() == ["影象"]
    register_outlet(actor=SYSTEM, name="影象云岭", kind=OutletKind.WECHAT, unit=Unit.objects.get(name="党委宣传部"))
    assert found() == []


def test_leaders_out_of_the_directory_s_order_are_a_suggestion(people: Any):
    posts = {}
    for rank, (name, title) in enumerate([("沈嘉禾", "党委书记"), ("周知远", "校长"), ("陆望舒", "副校长")], 1):
        person = add_person(actor=SYSTEM, campus_id=f"1998000{rank}", name=name)
        posts[name] = hold_post(actor=SYSTEM, person=person, title=title, from_on=dt.date(2024, 1, 1), rank=rank)

    def order(text: str) -> list[tuple[str, tuple[str, ...]]]:
        report = engine.proofreader("web")[0].check(text, on=dt.date(2026, 11, 5))
        return [(one.level.value, one.suggestions) for one in report.findings if one.rule == "directory.order"]

    assert order("沈嘉禾、周知远、陆望舒出席会议。") == []
    assert order("沈嘉禾、陆望舒、周知远出席会议。") == [("suggestion", ("沈嘉禾、周知远、陆望舒",))]
    rank_post(actor=SYSTEM, post=posts["陆望舒"], rank=None)
    assert order("沈嘉禾、陆望舒、周知远出席会议。") == []


def test_one_proofreader_serves_until_something_changes(people: Any):
    first, _known = engine.proofreader("web")
    assert engine.proofreader("web")[0] is first
    actions.teach(actor=people["chief"], wrong="院团委会", right="学院团委")
    assert engine.proofreader("web")[0] is not first
