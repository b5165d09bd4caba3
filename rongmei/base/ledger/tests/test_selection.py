"""Conditions: what an address asks, what it may not ask, and which rows it finds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from rongmei.base.directory.tests.factories import UnitFactory
from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger.enums import Op, RowState
from rongmei.base.ledger.querystring import conditions_from_query, period_from_query, query_of
from rongmei.base.ledger.selection import Condition, Selection, describe, read_conditions

from .app.models import Clip
from .steps import clip, clips
from .world import World


def conditions(query: str) -> tuple[Condition, ...]:
    return conditions_from_query(clips(), QueryDict(query))


def titles(query: str, *, counted: bool = False) -> list[str]:
    selection = Selection(clips(), conditions(query), *period_from_query(QueryDict(query)), counted=counted)
    return sorted(selection.rows().values_list("title", flat=True))


def values_for(name: str) -> st.SearchStrategy[Any]:
    kind = clips().dim_kind(name)
    if kind.field.is_relation:
        return st.integers(1, 10**6)
    return {
        "date": st.dates(dt.date(1990, 1, 1), dt.date(2099, 1, 1)),
        "integer": st.integers(0, 2_000_000_000),
        "number": st.decimals(0, 99_999, places=2),
        "yesno": st.booleans(),
        "choice": st.sampled_from([value for value, _label in kind.field.flatchoices if value]),
    }.get(kind.name, st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=40))


@st.composite
def asked(draw: st.DrawFn) -> Condition:
    name = draw(st.sampled_from(sorted(name for name in clips().dim_map if clips().dim_kind(name).name != "link")))
    op = draw(st.sampled_from(clips().dim_ops(name)))
    if op in (Op.EMPTY, Op.FILLED):
        return Condition(name, op)
    if op in (Op.ANY_OF, Op.NONE_OF):
        return Condition(name, op, draw(st.lists(values_for(name), min_size=1, max_size=3)))
    return Condition(name, op, draw(values_for(name)))


def gathered(items: list[Condition]) -> list[Condition]:
    """One "is one of" a dimension, one "is empty": an address gathers what is said twice."""
    seen: set[tuple[str, Op]] = set()
    once = (Op.ANY_OF, Op.NONE_OF, Op.EMPTY, Op.FILLED)
    return [c for c in items if c.op not in once or not ((c.dim, c.op) in seen or seen.add((c.dim, c.op)))]  # type: ignore[func-returns-value]


@given(st.lists(asked(), max_size=6).map(gathered), st.none() | st.dates(), st.none() | st.dates())
def test_address_says_exactly_the_conditions(items: list[Condition], start: dt.date | None, end: dt.date | None):
    if start and end and end < start:
        start, end = end, start
    query = QueryDict(query_of(clips(), items, start, end))
    found = conditions_from_query(clips(), query)
    assert sorted(map(repr, found)) == sorted(map(repr, items))
    if all(day is None or 1900 <= day.year <= 2100 for day in (start, end)):
        assert period_from_query(query) == (start, end)
    assert read_conditions(clips(), [condition.stored(clips()) for condition in items]) == tuple(items)


@pytest.mark.parametrize(
    "query",
    [
        "f.nothing.is=1", "f.unit__name.is=文学院", "f.unit__path.contains=/", "f.recorded_by.is=1", "f.key_hash.is=1", "f.state.is=confirmed",
        "f.title.gte=a", "f.title.__in=a", "f.title.is__regex=a", "f.level.contains=国", "f.original.in=是", "f.reads.contains=1",
        "f.published_on.is=春天", "f.level.is=厅级", "f.unit.is=不存在学院", "f.medium.under=1", "f.reads.gte=很多", "f.fee.lte=1.234",
        "f.original.is=也许", "f.reads.is=" + "9" * 600, "f.title.contains=" + "长" * 501, "f.title.contains=a%00b",
        "&".join(f"f.title.in={n}" for n in range(201)), "&".join(f"f.title.contains={n}" for n in range(41)),
        "start=春天", "end=2026-13-01", "start=2026-12-31&end=2026-01-01",
    ],
)  # fmt: skip
def test_address_that_cannot_be_read_is_one_sentence(world: World, query: str):
    with pytest.raises(Invalid) as refused:
        titles(query)
    assert refused.value.sentence


@pytest.mark.parametrize(
    "query", ["", "f.title.is=", "f.title=1", "g.title.is=1", "f.a.b.c=1", "q=1", "p=2", "sort=x", "f.title.contains=%20"]
)
def test_address_without_conditions_asks_nothing(query: str):
    assert conditions(query) == ()


@pytest.mark.parametrize(
    "stored",
    [
        [{}], [{"dim": "unit"}], [{"dim": "unit", "op": "is"}], [{"dim": "unit", "op": "is", "value": {"a": 1}}],
        [{"dim": "unit", "op": "is", "value": True}], [{"dim": "unit", "op": "in", "value": 1}], [{"dim": "unit", "op": "in", "value": []}],
        [{"dim": "unit", "op": "in", "value": [[1]]}], [{"dim": "reads", "op": "is", "value": float("nan")}],
        [{"dim": ["unit"], "op": "is", "value": 1}],
    ],
)  # fmt: skip
def test_stored_conditions_that_make_no_sense_are_one_sentence(world: World, stored: list[dict[str, Any]]):
    with pytest.raises(Invalid):
        read_conditions(clips(), stored)


@pytest.fixture
def rows(world: World) -> World:
    section = UnitFactory(name="文学院办公室", parent=world.units["文学院"])
    below = UnitFactory(name="资料室", parent=section)
    clip(RowState.CONFIRMED, title="甲", reads="10", level="国家级", covered="法学院(3)、文学院(2)、资料室", reprints="光明网\n人民网")
    clip(RowState.CONFIRMED, title="乙", unit="文学院办公室", reads="20", published_on="2026-04-01", reprints="人民网")
    clip(title="丙", unit="资料室", level="省级", author="王敏", covered="文学院办公室(9)")
    clip(RowState.DRAFT, title="丁", unit="法学院", medium="人民网", original="是", fee="10", published_on="2027-01-01")
    assert below.path.startswith(section.path)
    return world


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "丁丙乙甲"), ("f.unit.is=文学院", "甲"), ("f.unit.under=文学院", "丙乙甲"), ("f.unit.under=文学院办公室", "丙乙"),
        ("f.unit.in=文学院&f.unit.in=法学院", "丁甲"), ("f.covered_unit.is=文学院", "甲"), ("f.covered_unit.under=文学院", "丙甲"),
        ("f.covered_unit.is=法学院&f.covered_unit.is=文学院", "甲"), ("f.reprinted_by.is=人民网", "乙甲"),
        ("f.reprinted_by.is=人民网&f.reprinted_by.is=光明网", "甲"), ("f.reprinted_by.in=人民网&f.reprinted_by.in=光明网", "乙甲"),
        ("f.reads.gte=10&f.reads.lte=15", "甲"), ("f.reads.empty=1", "丁丙"), ("f.reads.filled=1", "乙甲"), ("f.level.empty=1", "丁乙"),
        ("f.level.not_in=国家级", "丁丙乙"), ("f.author.is=王敏", "丙"), ("f.author.empty=1", "丁乙甲"), ("f.original.is=是", "丁"),
        ("f.fee.gte=9.5", "丁"), ("f.unit_kind.is=other", "丁甲"), ("start=2026-04-01", "丁乙"), ("end=2026-03-31", "丙甲"),
        ("start=2026-03-05&end=2026-04-01", "丙乙甲"), ("f.published_on.is=2026-04-01", "乙"), ("f.title.contains=甲", "甲"),
        ("f.unit.is=999999", ""), ("f.unit.under=999999", ""), ("f.unit.is=99999999999999999999999", ""), ("f.unit.under=99999999999999999999", ""),
        ("f.unit.in=99999999999999999999999", ""),
    ],
)  # fmt: skip
def test_address_finds_its_rows_each_once(rows: World, query: str, expected: str):
    assert titles(query) == sorted(expected)


def test_only_confirmed_rows_count_and_the_rest_waits(rows: World):
    selection = Selection(clips(), conditions("f.unit.under=文学院"))
    assert sorted(selection.rows().values_list("title", flat=True)) == sorted("甲乙")
    assert [row.title for row in selection.waiting()] == ["丙"]


@pytest.mark.django_db
def test_units_below_are_collected_before_the_rows_where_the_database_would_guess_their_number(world: World):
    sql = str(Selection(clips(), (Condition("covered_unit", Op.UNDER, 1),)).rows().query)
    assert ("= ANY(ARRAY(SELECT" in sql) == (connection.vendor == "postgresql")


def test_unit_moved_below_another_is_found_there(rows: World):
    from rongmei.base.directory.actions import move_unit
    from rongmei.base.directory.models import Unit
    from rongmei.base.history.actors import SYSTEM

    move_unit(actor=SYSTEM, unit=Unit.objects.get(name="文学院办公室"), parent=Unit.objects.get(name="法学院"))
    assert titles("f.unit.under=法学院") == sorted("丁丙乙")


def test_building_a_filter_asks_the_database_nothing(rows: World, django_assert_num_queries: Any):
    items = conditions("f.unit.under=文学院&f.covered_unit.under=法学院&f.reprinted_by.is=人民网")
    with django_assert_num_queries(0):
        found = Selection(clips(), items).rows()
    with django_assert_num_queries(1):
        assert [row.title for row in found] == ["甲"]


def test_conditions_in_words(rows: World):
    words = describe(clips(), conditions("f.level.is=国家级&f.unit.under=文学院&f.original.is=是&f.author.empty=1"))
    for part in ("国家级", "文学院", "作者"):
        assert part in words
    assert Clip.objects.count() == 4


def test_conditions_on_numbers_and_days_in_their_own_words(rows: World):
    assert describe(clips(), conditions("f.reads.gte=100&f.reads.lte=500")) == "阅读量 不少于 100，阅读量 不超过 500"
    assert describe(clips(), conditions("f.published_on.gte=2026-03-01")) == "发布日期 从 2026-03-01"
