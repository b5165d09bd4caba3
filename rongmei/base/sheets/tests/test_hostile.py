import os
import resource
from pathlib import Path

import pytest

from rongmei.base.sandbox import MB
from rongmei.base.sheets.limits import SheetRefused
from rongmei.base.sheets.sandbox import inspect, open_book
from rongmei.base.sheets.tests import hostile

CLEAN = {"lying_dimension.xlsx", "merged_everything.xlsx", "merged_many_times.xlsx", "as_many_cells_as_allowed.xlsx", "far_but_blank.ods"}
"""Odd but harmless files: they are read."""
BY_MEMORY = {"far_cell_spaced_out.xlsx", "far_corner_within_limits.xlsx", "shared_string_amplified.xlsx"}
"""Files that only the child's memory limit stops."""


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MB


def processor_seconds() -> float:
    """Processor time of this process and its ended children: the time a verdict takes on a machine with nothing else to do."""
    return sum(
        used.ru_utime + used.ru_stime for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def read_all(path: Path) -> int:
    with open_book(path) as book:
        return sum(1 for sheet in book.inspection.sheets for _ in book.rows(sheet.name))


def test_hostile_corpus_is_large_enough():
    assert len(hostile.FILES) >= 50


@pytest.mark.parametrize("name", hostile.FILES)
def test_hostile_file_is_refused_or_read_within_bounds(name, tmp_path):
    path = tmp_path / name
    hostile.FILES[name](path)
    before, began = resident_mb(), processor_seconds()
    sentence = ""
    try:
        read_all(path)
    except SheetRefused as refusal:
        sentence = refusal.sentence
    took, grown = processor_seconds() - began, resident_mb() - before
    assert (sentence == "") == (name in CLEAN), sentence
    assert took <= 5, f"{took:.1f} s"
    assert grown <= 64, f"{grown:.0f} MB"
    if sentence:
        assert sentence.endswith("。")
        assert sentence.count("。") == 1
        assert "；" in sentence  # what was found; how to mend it
        assert ("没有读完" in sentence) == (name in BY_MEMORY)


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("far_row.xlsx", "工作表“媒体发稿”在第 1048576 行还有内容"),
        ("absurd_address.xlsx", "工作表“媒体发稿”在 ZZZZZZZZZZ9999999999 还有内容"),
        ("repeated_cells.ods", "工作表“表”在第 1000 行、第 16384 列还有内容"),
        ("giant_cell.xlsx", "工作表“媒体发稿”第 2 行有一个单元格长达 200000 字"),
        ("too_many_rows.csv", "第 200001 行有 2 列"),
    ],
)
def test_refusal_names_the_place(name, where, tmp_path):
    path = tmp_path / name
    hostile.FILES[name](path)
    with pytest.raises(SheetRefused) as refused:
        inspect(path)
    assert refused.value.sentence.split("，")[0].removeprefix(f"文件“{name}”").removeprefix("的") == where


def test_zip_slip_writes_nothing(tmp_path):
    path = tmp_path / "zip_slip.xlsx"
    hostile.zip_slip(path)
    with pytest.raises(SheetRefused):
        inspect(path)
    assert not Path("/tmp/evil.xml").exists()
    assert [found.name for found in tmp_path.iterdir()] == ["zip_slip.xlsx"]


def test_formatting_far_below_the_table_is_no_refusal(tmp_path):
    """Offices colour whole columns: blank cells down to the last row carry a style and nothing else."""
    path = tmp_path / "coloured.xlsx"
    blank = hostile.row(b'<c r="A1048576" s="0"/><c r="XFD1048576" s="0"/>', 1048576)
    hostile.xlsx(path, hostile.SMALL.replace(b"</sheetData>", blank + b'<row r="1048575"/></sheetData>'))
    (sheet,) = inspect(path).sheets
    assert (sheet.row_count, [column.title for column in sheet.columns]) == (1, ["媒体", "阅读量"])
