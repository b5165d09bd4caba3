from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rongmei.base.ledger.imports.diffing import Comparer
from rongmei.base.ledger.imports.reading import SheetReader, unquoted
from rongmei.base.ledger.imports.written import cells_written
from rongmei.base.ledger.kinds import ReadContext
from rongmei.base.ledger.reading import RowReader, key_of, to_json

from .import_steps import clips
from .world import World

FIELDS = ("unit", "published_on", "medium", "title", "level", "reads", "author", "original", "fee", "link", "note", "covered", "reprints")
CELLS: dict[str, st.SearchStrategy[Any]] = {
    "unit": st.sampled_from(["文学院", "数统学院", " 法学院 ", "文院", None, "—"]),
    "published_on": st.sampled_from(["2026-03-05", "２０２６年３月５日", "3月5日", 46086, "下周", None, "2026年3月", True]),
    "medium": st.sampled_from(["新华网", "新华网（客户端）", "人民网 ", 7, None]),
    "title": st.one_of(st.text(max_size=130), st.integers(0, 99999), st.none(), st.sampled_from(["#REF!", " #N/A　"])),
    "level": st.sampled_from(["国家级", "national", "无", "厅级", None, 1]),
    "reads": st.one_of(st.integers(-5, 10**6), st.sampled_from(["10万+", "约30", "1,263", "５１２", "", None, True, 1, 1.5, "—", "无"])),
    "author": st.sampled_from(["王敏", "王敏（201001）", "201002", "路人", None, "/"]),
    "original": st.sampled_from(["是", "否", "√", True, False, 1, "也许", None, "/"]),
    "fee": st.sampled_from([12.5, "12.50", 3, "12.345", "约3", None, "—"]),
    "link": st.sampled_from(["https://a.edu.cn/1", "a.edu.cn", None, "无"]),
    "note": st.one_of(st.text(max_size=20), st.none()),
    "covered": st.sampled_from(["文学院(35)、法学院：20", "文院(3)", "文学院", None, "—", "文学院(3.5人)"]),
    "reprints": st.sampled_from(["江城日报｜2026-03-06\n江城晚报", "江城日报｜下周", None, "a｜b｜c", "#REF!", "江城日报｜#N/A"]),
}


def reader(context: ReadContext | None = None, **more: Any) -> SheetReader:
    return SheetReader(clips(), context or ReadContext(year=2026), dict(enumerate(FIELDS)), sheet="表", **more)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(rows=st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=4))
def test_sheet_reader_agrees_with_row_reader(world: World, rows: list[dict[str, Any]]) -> None:
    fast, slow = reader(), RowReader(clips(), ReadContext(year=2026))
    for number, raw in enumerate(rows, 2):
        out, problems = fast.read(number, [raw[name] for name in FIELDS])
        values, expected = slow.read(raw)
        assert [(problem["field"], problem["sentence"]) for problem in problems] == [(p.field, str(p.sentence)) for p in expected]
        if not problems:
            assert dict(zip(fast.names, out, strict=True)) == values
            assert fast.key(out) == key_of(clips(), values)
            assert dict(zip(fast.names, Comparer(clips(), fast.names).encode(out), strict=True)) == to_json(clips(), values)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(raw=st.fixed_dictionaries(CELLS))
def test_cells_written_for_values_read_back(world: World, raw: dict[str, Any]) -> None:
    fast = reader()
    out, problems = fast.read(2, [raw[name] for name in FIELDS])
    if problems:
        return
    values = Comparer(clips(), fast.names).encode(out)
    cells = cells_written(clips(), fast.names, values)
    again, problems = fast.read(2, [cells[name] for name in FIELDS])
    assert problems == []
    assert Comparer(clips(), fast.names).encode(again) == values


@pytest.mark.parametrize(
    ("cell", "meant"), [("'=1+1", "=1+1"), ("'+86", "+86"), ("''tis", "'tis"), ("'tis", "'tis"), ("'", "'"), ("", ""), (None, None), (5, 5)]
)
def test_csv_quote_before_a_formula_sign_is_taken_away(cell: Any, meant: Any) -> None:
    assert unquoted(cell) == meant


def test_number_in_a_merged_block_waits(world: World) -> None:
    row = ["文学院", "2026-03-05", "新华网", "甲", None, 300, None, None, None, None, None, None, None]
    _out, problems = reader().read(9, row, (0, 5))
    assert [(problem["field"], problem["cell"]) for problem in problems] == [("reads", "表!F9")]


def test_true_and_one_are_told_apart(world: World) -> None:
    fast = reader()
    base = ["文学院", "2026-03-05", "新华网", "甲"]
    assert fast.read(2, [*base, None, 1])[1] == []
    assert [problem["cell"] for problem in fast.read(3, [*base, None, True])[1]] == ["表!F3"]


def test_unit_of_the_sheet_is_every_rows_unit(world: World) -> None:
    unit = world.units["法学院"]
    fast = SheetReader(clips(), ReadContext(), {0: "published_on", 1: "medium", 2: "title"}, sheet="表", unit_id=unit.pk)
    out, problems = fast.read(2, ["2026-03-05", "新华网", "甲"])
    assert problems == []
    assert fast.complete(out)["unit"] == unit.pk
    assert fast.missing == []


def test_rule_of_the_room_becomes_a_problem_with_address(world: World) -> None:
    _out, problems = reader().read(4, ["文学院", "2026-03-05", "新华网", "甲", "国家级", 13])
    assert problems == [{"field": "reads", "cell": "表!F4", "sentence": "国家级媒体的阅读量不会是 13。"}]
