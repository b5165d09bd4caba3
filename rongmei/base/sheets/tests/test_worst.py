import dataclasses
import datetime

import pytest

from rongmei.base.sheets.cells import Number, Problem, read_date, read_number
from rongmei.base.sheets.columns import FieldNames, propose_mapping
from rongmei.base.sheets.sandbox import inspect, open_book, rows
from rongmei.base.sheets.tests.worst import COLUMNS, Truth, worst_spreadsheet


@pytest.fixture(scope="module")
def worst(tmp_path_factory):
    path = tmp_path_factory.mktemp("worst") / "媒体发稿.xlsx"
    return path, worst_spreadsheet(path)


def _dropped(sheet) -> dict[int, str]:
    return {row: item.why for item in sheet.dropped for row in range(item.row_no, item.last_row_no + 1)}


def test_worst_spreadsheet_has_its_table_found(worst):
    path, truth = worst
    found = inspect(path)
    assert [(sheet.name, sheet.hidden, sheet.row_count) for sheet in found.sheets] == [
        ("媒体发稿", False, 20_000),
        ("旧数据", True, 1),
        ("Sheet3", False, 0),
    ]
    sheet = found.sheet("媒体发稿")
    assert [column.title for column in sheet.columns] == COLUMNS
    assert "".join(column.letter for column in sheet.columns) == "ABCDEFGHI"
    assert (sheet.header_rows, sheet.first_data_row) == ((3, 4), 5)
    assert _dropped(sheet) == truth.dropped
    assert sheet.samples[0] == tuple(next(rows(path, "媒体发稿")).values)


def test_worst_spreadsheet_gives_every_record_with_its_row_number(worst):
    path, truth = worst
    with open_book(path) as book:
        found = [(row.row_no, *_day_and_reads(row.values), row.values[2], row.values[3]) for row in book.rows("媒体发稿")]
    assert found == [(row_no, day, reads, outlet, title) for row_no, day, outlet, title, reads in truth.records]


def test_worst_spreadsheet_says_what_is_wrong_with_each_bad_row(worst):
    path, truth = worst
    bad = {
        row.row_no
        for row in rows(path, "媒体发稿")
        if isinstance(read_date(row.values[1]), Problem) or isinstance(read_number(row.values[5]), Problem)
    }
    assert bad == truth.bad
    assert len(bad) > 400


def test_worst_spreadsheet_columns_are_mapped_by_names(worst):
    path, _ = worst
    titles = [column.title for column in inspect(path).sheets[0].columns]
    fields = [
        FieldNames("published_on", ("发布日期", "日期", "见报时间")),
        FieldNames("outlet", ("媒体", "媒体名称")),
        FieldNames("title", ("标题", "稿件标题")),
        FieldNames("unit", ("所属单位", "供稿单位")),
        FieldNames("reads", ("阅读量", "阅读数")),
        FieldNames("likes", ("点赞量",)),
        FieldNames("note", ("备注",)),
    ]
    mapping = {titles[index]: proposal.field for index, proposal in propose_mapping(titles, fields).items()}
    assert mapping == {
        "发布日期": "published_on",
        "媒体": "outlet",
        "标题": "title",
        "单位": "unit",
        "发布情况/阅读量": "reads",
        "发布情况/点赞数": "likes",
        "备注": "note",
    }


def test_worst_spreadsheet_is_found_again_by_its_fingerprint(worst, tmp_path):
    path, _ = worst
    again = tmp_path / "明年.xlsx"
    worst_spreadsheet(again, records=30)
    first, second = inspect(path).sheets[0], inspect(again).sheets[0]
    assert first.fingerprint == second.fingerprint
    swapped = dataclasses.replace(first, columns=first.columns[::-1])
    assert swapped.fingerprint != first.fingerprint


def _day_and_reads(values: list[object]) -> tuple[datetime.date | None, int | None]:
    day, reads = read_date(values[1]), read_number(values[5])
    return (
        day if isinstance(day, datetime.date) else None,
        reads.value if isinstance(reads, Number) else None,
    )


def test_worst_spreadsheet_truth_has_what_the_scenario_asks(worst):
    _, truth = worst
    assert isinstance(truth, Truth)
    assert len(truth.records) == 20_000
    assert 500 < truth.duplicates < 1_500
