"""A signed summary altered by SQL is named."""

from __future__ import annotations

import pytest
from django.utils import timezone

from rongmei.base.history.queries import Altered
from rongmei.reporting.figures.models import Reading
from rongmei.reporting.figures.queries import verify_readings
from rongmei.reporting.summary import actions
from rongmei.reporting.summary.enums import SummaryState
from rongmei.reporting.summary.models import Summary
from rongmei.reporting.summary.queries import verify_summaries

from .conftest import Office
from .test_main_path import settle_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(summary: Summary, office: Office) -> Summary:
    settle_all(summary, office)
    return actions.sign_summary(actor=office.head, summary=summary)


def named() -> list[tuple[str, int]]:
    return [(row.table, row.pk) for row in (*verify_readings(), *verify_summaries())]


def test_what_was_signed_and_what_replaced_it_are_whole(signed: Summary, office: Office) -> None:
    assert named() == []
    revised = actions.revise_summary(actor=office.manager, summary=signed)
    assert named() == []
    actions.sign_summary(actor=office.head, summary=revised)
    assert named() == []


@pytest.mark.parametrize(
    "changed",
    [
        {"frozen": "{}"},
        {"digest": "0" * 64},
        {"reasons": {"proof:more": "另有说明"}},
        {"version": 99},
        {"signed_by": None},
        {"state": SummaryState.DRAFTING, "signed_at": None, "frozen": ""},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_signed_summary_altered_is_named(signed: Summary, changed: dict[str, object]) -> None:
    Summary.objects.filter(pk=signed.pk).update(**changed)
    assert named() == [("summary", signed.pk)]


def test_the_sentence_says_which_summary(signed: Summary) -> None:
    Summary.objects.filter(pk=signed.pk).update(frozen="{}")
    sentence = f"“2026年理论学习工作总结（1）”（编号 {signed.pk}）已不是签发时的文字：有人改动过。"
    assert list(verify_summaries()) == [Altered("summary", signed.pk, sentence)]


def test_a_reading_of_it_altered_is_named(signed: Summary) -> None:
    reading = Reading.objects.filter(figure_key="lecture.count").get()
    Reading.objects.filter(pk=reading.pk).update(shown_text="6")
    assert named() == [("reading", reading.pk)]


def test_a_summary_deleted_or_made_up_is_named(signed: Summary, office: Office) -> None:
    made_up = actions.create_summary(actor=office.manager, year=2020)
    Summary.objects.filter(pk=made_up.pk).update(state=SummaryState.SIGNED, signed_at=timezone.now(), frozen="{}")
    assert named() == [("summary", made_up.pk)]
    gone = signed.pk
    signed.slots.all().delete()
    Summary.objects.filter(pk=gone)._raw_delete("default")
    assert ("summary", gone) in named()
