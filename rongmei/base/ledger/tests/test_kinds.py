"""Every kind of column: what is written, stored and exported reads back to the same value."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rongmei.base.ledger.declaration import Column
from rongmei.base.ledger.kinds import KINDS, Kind, LinesKind, ReadContext, Unreadable, kind_of
from rongmei.base.ledger.kinds.numbers import AtLeast
from rongmei.base.ledger.reading import RowReader, from_json, to_json, values_of

from .app.models import Clip, ClipReprint, ClipUnit
from .steps import clip, clips, written
from .world import World

PRINTABLE = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=60)
WORDS = st.lists(PRINTABLE, min_size=1, max_size=3).map(" ".join).filter(lambda text: len(text) <= 120)
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2100, 12, 31))
COUNTS = st.integers(0, 2_147_483_647)
AMOUNTS = st.decimals(0, Decimal("9999999.99"), places=2, allow_nan=False, allow_infinity=False)


def kind(name: str) -> Kind:
    return clips().kind_map[name]


def read(name: str, raw: Any) -> Any:
    return kind(name).reader(ReadContext(year=2026))(raw)


def through_json(name: str, value: Any) -> Any:
    return kind(name).from_json(json.loads(json.dumps(kind(name).to_json(value))))


def test_every_kind_is_met_by_the_clips_ledger():
    assert {type(kind).name for kind in clips().kind_map.values()} == {kind.name for kind in KINDS}


def test_model_field_no_kind_can_hold_is_refused():
    with pytest.raises(TypeError):
        kind_of(Clip._meta.get_field("recorded_at"), Column("recorded_at"))


@given(WORDS)
def test_words_read_and_store_to_themselves(text: str):
    row = Clip(title=text)
    assert read("title", kind("title").cell(row)) == text
    assert through_json("title", text) == text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_long_text_keeps_its_inner_blanks(text: str):
    assert read("note", f" {text}\n") == text.strip()


@given(DAYS)
def test_day_reads_from_its_cell_and_json(day: dt.date):
    assert read("published_on", kind("published_on").cell(Clip(published_on=day)).isoformat()) == day
    assert through_json("published_on", day) == day
    assert read("published_on", f"{day.year}年{day.month}月{day.day}日") == day


@given(COUNTS, st.booleans())
def test_count_reads_from_its_cell_with_its_floor(count: int, at_least: bool):
    cell = kind("reads").cell(Clip(reads=count, reads_is_floor=at_least))
    value = read("reads", cell)
    assert (int(value), type(value) is AtLeast) == (count, at_least)
    assert through_json("reads", count) == count


@given(AMOUNTS)
def test_amount_reads_from_its_cell_and_json(amount: Decimal):
    assert read("fee", kind("fee").cell(Clip(fee=amount))) == amount
    assert through_json("fee", amount) == amount


@pytest.mark.parametrize("value", [*Clip.Level.values])
def test_choice_reads_from_its_cell_value_and_label(value: str):
    assert [read("level", word) for word in (kind("level").cell(Clip(level=value)), value, Clip.Level(value).label)] == [value] * 3


@pytest.mark.parametrize("value", [True, False])
def test_yes_or_no_reads_from_its_cell(value: bool):
    assert read("original", kind("original").cell(Clip(original=value))) is value


@pytest.mark.parametrize(
    ("raw", "value", "at_least"),
    [
        ("100万+", 1_000_000, True), ("１０万＋", 100_000, True), ("5.3万", 53_000, False), ("100余", 100, True), ("100多", 100, True), ("约1200余", 1200, True), ("1,263", 1263, False),
    ],
)  # fmt: skip
def test_count_as_offices_write_it(raw: str, value: int, at_least: bool):
    found = read("reads", raw)
    assert (int(found), type(found) is AtLeast) == (value, at_least)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("reads", "约"), ("reads", "-5"), ("reads", "1.5"), ("reads", "99999999999"), ("reads", "很多"), ("fee", "100万+"), ("fee", "1.234"),
        ("fee", "-1"), ("fee", "12345678901"), ("published_on", "春天"), ("published_on", "2026-02-30"), ("level", "厅级"),
        ("original", "也许"), ("link", "news.example.edu.cn"), ("link", "javascript:alert(1)"), ("link", "ftp://x.example/1"),
        ("title", "长" * 121),
    ],
)  # fmt: skip
def test_cell_that_cannot_be_read_says_what_was_found(name: str, raw: str):
    with pytest.raises(Unreadable) as refused:
        read(name, raw)
    assert raw[:20].replace("-1", "1") in str(refused.value).replace("-1", "1")


@pytest.mark.parametrize("raw", ["约100", "近100", "100左右", "≈100", "约一百"])
def test_approximate_number_is_neither_exact_nor_a_lower_bound(raw: str):
    with pytest.raises(Unreadable) as refused:
        read("reads", raw)
    assert str(refused.value) == f"“{raw}”可多可少：请填准确的数；拿不准时填确实达到的数并加“+”，例如 95+。"


def test_count_without_a_floor_column_must_be_exact():
    heads = LinesKind(clips().lines_map["covered"]).kinds["heads"]
    with pytest.raises(Unreadable):
        heads.reader(ReadContext())("100+")


def test_references_read_by_every_name(world: World):
    unit = world.units["数学与统计学院"]
    assert {read("unit", name) for name in ("数学与统计学院", "数统学院", " 数学与 统计学院")} == {unit.pk}
    person = world.people["王敏"]
    assert {read("author", name) for name in ("王敏", person.campus_id, f"王敏（{person.campus_id}）")} == {person.pk}
    assert read("medium", "新华网") == world.media["新华网"].pk


def test_name_of_several_needs_more(world: World):
    from rongmei.base.directory.tests.factories import PersonFactory, UnitFactory

    second = PersonFactory(name="王敏", campus_id="9")
    with pytest.raises(Unreadable):
        read("author", "王敏")
    assert read("author", kind("author").cell(Clip(author=second))) == second.pk
    here, there = (UnitFactory(name="综合科", parent=world.units[name]) for name in ("文学院", "法学院"))
    with pytest.raises(Unreadable):
        read("unit", "综合科")
    for unit in (here, there):
        assert read("unit", kind("unit").cell(Clip(unit=unit))) == unit.pk
    offered = [value for value, _label in kind("unit").choices()]
    assert len(offered) == len(set(offered))
    assert [read("unit", name) for name in ("文学院-综合科", "法学院-综合科")] == [here.pk, there.pk]


def test_lines_read_from_the_cell_an_export_writes(world: World):
    row = clip(
        covered="文学院(35)、法学院(20)、宣传部",
        reprints="光明网｜2026-03-06\n人民网",
    )
    for name, lines in clips().lines_map.items():
        kind = LinesKind(lines)
        values = kind.of(row)
        assert kind.reader(ReadContext())(kind.cell(row)) == values
        assert kind.from_json(json.loads(json.dumps(kind.to_json(values)))) == values
        assert name in ("covered", "reprints")
    assert [(line.unit.name, line.heads) for line in ClipUnit.objects.all()] == [("文学院", 35), ("法学院", 20), ("宣传部", None)]
    assert [(line.medium, line.on) for line in ClipReprint.objects.all()] == [("光明网", dt.date(2026, 3, 6)), ("人民网", None)]


@given(
    title=WORDS, day=DAYS, reads=st.none() | COUNTS, at_least=st.booleans(), fee=st.none() | AMOUNTS, original=st.booleans(),
    note=st.text(st.characters(exclude_categories=("C",)), max_size=80), level=st.sampled_from(["", *Clip.Level.values]),
)  # fmt: skip
def test_whole_row_is_the_same_through_cells_and_json(title, day, reads, at_least, fee, original, note, level):
    from unittest import mock

    row = Clip(
        unit_id=1, medium_id=2, title=title, published_on=day, reads=reads, reads_is_floor=at_least and reads is not None,
        fee=fee, original=original, note=note.strip(), level=level,
    )  # fmt: skip
    ledger = clips()
    values = values_of(ledger, row, lines=False)
    assert from_json(ledger, json.loads(json.dumps(to_json(ledger, values)))) == values
    plain = [name for name, kind in ledger.kind_map.items() if not kind.field.is_relation]
    raw = {name: ledger.kind_map[name].cell(row) for name in plain}
    raw["published_on"] = raw["published_on"].isoformat()  # as a day leaves the sandbox
    with mock.patch.object(ledger, "check", return_value=()):
        read_back, problems = RowReader(ledger, ReadContext(), fields=plain).read(raw)
    assert problems == []
    assert read_back == {name: values[name] for name in read_back}


def test_reading_what_is_typed_gives_what_is_stored(world: World):
    row = Clip.objects.get(pk=clip(reads="10万+", author="李玥", covered="法学院(3)").pk)
    values, problems = RowReader(clips(), ReadContext()).read(written(reads="10万+", author="李玥", covered="法学院(3)"))
    assert problems == []
    assert values == values_of(clips(), row)
