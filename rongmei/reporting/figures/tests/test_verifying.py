"""Tampering by SQL, the seal off: whichever column of a reading is changed, it is noticed and the reading is named."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rongmei.base.directory.enums import Role
from rongmei.reporting.figures import actions
from rongmei.reporting.figures.engine import rows_blob
from rongmei.reporting.figures.models import Reading
from rongmei.reporting.figures.queries import verify_readings, verifying
from rongmei.reporting.figures.scope import Scope

from .factories import FigureFactory, clip, formula, user

pytestmark = pytest.mark.django_db

OTHER = {
    "figure_key": "another",
    "figure_version": 9,
    "label": "另一个数",
    "definition": {"label": "另一个数"},
    "ledger": "honours",
    "start": dt.date(2021, 1, 1),
    "end": dt.date(2023, 1, 1),
    "conditions": [{"dim": "level", "op": "is", "value": "national"}],
    "tick": 10**6,
    "value": Decimal(9999),
    "at_least": True,
    "problem": "无",
    "rows": 9999,
    "waiting": 9999,
    "rows_blob": rows_blob.pack([5 * 2**20 + 1]),
    "digest": "0" * 64,
    "shown_text": "9999",
    "override": {"value": "1"},
    "holder_kind": "summary",
    "holder_id": "4711",
    "taken_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
}


@pytest.fixture
def readings() -> list[Reading]:
    """A formula with its two parts, and a figure on its own."""
    clip(reads=5), clip(reads=7)
    FigureFactory(key="one")
    FigureFactory(key="two", measure="reads")
    wanted = [actions.Wanted(figure, Scope.year(2022), "12") for figure in (formula("both", "{one} + {two}"), FigureFactory(key="alone"))]
    actions.take_readings(actor=user(Role.SECTION_CHIEF), wanted=wanted, holder_kind="edition", holder_id=7)
    made = list(Reading.objects.order_by("pk"))
    assert [reading.figure_key for reading in made] == ["both", "alone", "one", "two"]
    return made


def altered() -> list[tuple[str, int]]:
    return [(row.table, row.pk) for row in verify_readings()]


def test_what_nobody_touched_is_whole(readings: list[Reading]):
    assert altered() == []


@pytest.mark.parametrize("column", [*OTHER, "figure", "whole", "taken_by"])
@pytest.mark.parametrize("which", [0, 1, 2])
def test_any_column_changed_names_the_reading(readings: list[Reading], column: str, which: int):
    reading = readings[which]
    others = {"figure": readings[3].figure, "whole": None if reading.whole_id else readings[3], "taken_by": user(Role.HEAD)}
    Reading.objects.filter(pk=reading.pk).update(**{column: (OTHER | others)[column]})
    assert ("reading", reading.pk) in altered()


def test_a_changed_part_names_the_whole_only_where_its_digest_went_along(readings: list[Reading]):
    """The part named is the one that was changed; a forged digest also breaks what was computed from it."""
    whole, part = readings[0], readings[2]
    Reading.objects.filter(pk=part.pk).update(value=3)
    assert altered() == [("reading", part.pk)]
    Reading.objects.filter(pk=part.pk).update(digest="1" * 64)
    assert altered() == [("reading", whole.pk), ("reading", part.pk)]


def test_a_deleted_and_a_made_up_reading_are_named(readings: list[Reading]):
    gone = readings[1].pk
    made_up = Reading.objects.get(pk=gone)
    Reading.objects.filter(pk=gone)._raw_delete("default")
    assert altered() == [("reading", gone)]
    made_up.pk = None
    made_up.save(force_insert=True)
    Reading.objects.filter(pk=readings[2].pk)._raw_delete("default")
    assert set(altered()) >= {("reading", gone), ("reading", readings[0].pk), ("reading", readings[2].pk)}


def test_a_reading_put_in_is_named(readings: list[Reading]):
    copy = Reading.objects.get(pk=readings[1].pk)
    copy.pk = None
    copy.save(force_insert=True)
    assert altered() == [("reading", copy.pk)]


def test_queries_grow_by_the_hundred_and_not_by_the_reading(readings: list[Reading], monkeypatch: pytest.MonkeyPatch):
    with CaptureQueriesContext(connection) as few:
        altered()
    wanted = [actions.Wanted(readings[1].figure, Scope.year(2022)) for _n in range(40)]
    actions.take_readings(actor=user(Role.SECTION_CHIEF), wanted=wanted)
    with CaptureQueriesContext(connection) as more:
        altered()
    assert len(more) == len(few) == 4
    monkeypatch.setattr(verifying, "AT_ONCE", 10)
    assert altered() == []
