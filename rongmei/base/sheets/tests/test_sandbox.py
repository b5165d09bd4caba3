import dataclasses
import subprocess
import sys
import time
from pathlib import Path

import pytest

import rongmei
from rongmei.base.sandbox import start
from rongmei.base.sheets import sandbox
from rongmei.base.sheets.limits import LIMITS, SheetRefused
from rongmei.base.sheets.sandbox import inspect, open_book, rows
from rongmei.base.sheets.tables import cell_address, column_letter
from rongmei.base.sheets.tests import hostile


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "小表.xlsx"
    hostile.xlsx(path)
    return path


def children() -> set[str]:
    return {child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()}


def test_rows_of_a_sheet_that_is_not_there(small):
    with pytest.raises(KeyError):
        list(rows(small, "没有这张表"))
    with open_book(small) as book, pytest.raises(KeyError):
        list(book.rows("没有这张表"))


def test_book_rows_can_be_read_twice(small):
    with open_book(small) as book:
        first = list(book.rows("媒体发稿"))
        assert first == list(book.rows("媒体发稿")) == list(rows(small, "媒体发稿"))
        assert [tuple(row) for row in first] == [(2, ["校报", 5], ())]


def test_uploaded_name_decides_what_is_expected(small, tmp_path):
    stored = small.rename(tmp_path / "3f2a9c.upload")
    assert inspect(stored, filename="媒体台账.XLSX").kind == "xlsx"
    with pytest.raises(SheetRefused) as refused:
        inspect(stored, filename="../../媒体台账.xls")
    assert refused.value.sentence == (
        "文件“媒体台账.xls”的扩展名是 .xls，内容却是zip 压缩格式（xlsx、ods 一类）；请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传，不要只改扩展名。"
    )


def test_extension_that_is_not_read(small, tmp_path):
    with pytest.raises(SheetRefused) as refused:
        inspect(small, filename="台账.et")
    assert refused.value.sentence == (
        "文件“台账.et”是WPS 表格，能导入的是 .xlsx、.xls、.ods、.csv；请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"
    )


def test_missing_file_is_a_refusal(tmp_path):
    with pytest.raises(SheetRefused) as refused:
        inspect(tmp_path / "没有.xlsx")
    assert refused.value.sentence == "文件“没有.xlsx”打不开：磁盘上没有找到可读的文件；请重新上传。"


def test_child_out_of_processor_time_is_a_refusal(tmp_path):
    path = tmp_path / "long.csv"
    path.write_bytes("媒体,篇数\n".encode() + b"a,1\n" * 190_000)
    with pytest.raises(SheetRefused) as refused:
        inspect(path, limits=dataclasses.replace(LIMITS, child=dataclasses.replace(LIMITS.child, cpu_seconds=0)))
    assert refused.value.sentence.split("，")[0] == "文件“long.csv”没有读完：读取所需的计算时间超过上限"


def test_silent_child_is_ended(small, monkeypatch):
    monkeypatch.setattr(sandbox, "start", lambda _module, bounds: start("rongmei.base.sandbox.tests.probe", "sleep", bounds=bounds))
    before, began = children(), time.monotonic()
    with pytest.raises(SheetRefused) as refused:
        inspect(small, limits=dataclasses.replace(LIMITS, child=dataclasses.replace(LIMITS.child, wall_seconds=1)))
    assert refused.value.sentence.split("，")[0] == "文件“小表.xlsx”没有读完：读取时间过长"
    assert time.monotonic() - began < 5
    assert children() <= before


def test_child_is_ended_when_the_reader_stops_half_way(tmp_path):
    path = tmp_path / "long.csv"
    path.write_bytes("媒体,篇数\n".encode() + b"a,1\n" * 150_000)
    before = children()
    reading = rows(path, "long")
    assert next(reading).values == ["a", "1"]
    assert len(children() - before) == 1
    reading.close()
    assert children() <= before


def test_package_needs_no_django():
    asked = (
        "import sys; import rongmei.base.sheets.child, rongmei.base.sheets.sandbox, "
        "rongmei.base.sheets.cells, rongmei.base.sheets.columns; print('django' in sys.modules)"
    )
    found = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=Path(rongmei.__file__).parent.parent
    )
    assert found.stdout == "False\n"


def test_addresses():
    assert [column_letter(index) for index in (0, 25, 26, 51, 199, 701, 702)] == ["A", "Z", "AA", "AZ", "GR", "ZZ", "AAA"]
    assert cell_address("媒体发稿", 42, 4) == "媒体发稿!E42"
