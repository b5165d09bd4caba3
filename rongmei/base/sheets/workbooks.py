"""The cells of xlsx, xls, ods and csv files as plain values. Runs in the child only."""

from __future__ import annotations

import codecs
import csv
import datetime
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import python_calamine as calamine

from rongmei.base.sandbox import MB
from rongmei.base.sheets.limits import Limits, SheetRefused
from rongmei.base.sheets.ods import Merge, OdsScan
from rongmei.base.sheets.packages import check_package
from rongmei.base.sheets.precheck import locked_sentence
from rongmei.base.sheets.tables import Cell
from rongmei.base.sheets.xlsx import Errors, XlsxScan


@dataclass
class RawSheet:
    """One sheet: ``rows`` from row 1 on, every row a list aligned with column A, of one width."""

    name: str
    hidden: bool
    rows: Iterable[list[Cell]]
    merges: list[Merge] = field(default_factory=list)


def read_workbook(path: Path, kind: str, label: str, limits: Limits, only: str | None = None) -> Iterator[RawSheet]:
    """The sheets of a file, one parsed at a time; ``only`` reads a single one. Raises SheetRefused."""
    if kind == "csv":
        return _read_csv(path, label, limits)
    scan: XlsxScan | OdsScan | None = None
    if kind == "xlsx":
        scan = XlsxScan(label, limits)
    elif kind == "ods":
        scan = OdsScan(label, limits)
    if scan is not None:
        check_package(path, label, limits, scan.scanner_for)
        if not scan.is_workbook:
            raise SheetRefused(
                f"文件“{label}”虽是 .{kind} 扩展名，里面却没有工作表（像是 Word、演示文稿或普通压缩包）；"
                "请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传，不要只改扩展名。"
            )
    return _read_calamine(path, label, limits, scan, only)


def _read_calamine(path: Path, label: str, limits: Limits, scan: XlsxScan | OdsScan | None, only: str | None) -> Iterator[RawSheet]:
    try:
        book = calamine.CalamineWorkbook.from_path(path)
        metadata = book.sheets_metadata
        if len(metadata) > limits.sheets:
            raise SheetRefused(f"文件“{label}”有 {len(metadata)} 张工作表，上限是 {limits.sheets} 张；请拆成几个文件分别导入。")
        for place, meta in enumerate(metadata):
            if only is not None and meta.name != only:
                continue
            hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                yield RawSheet(meta.name, hidden, ())
                continue
            sheet = book.get_sheet_by_index(place)
            yield _raw_sheet(sheet, hidden, label, limits, scan)
    except calamine.PasswordError as error:
        raise SheetRefused(locked_sentence(label)) from error
    except calamine.CalamineError as error:
        raise SheetRefused(
            f"文件“{label}”内部结构已损坏，读不出工作表；请用 Excel 或 WPS 打开并修复，另存为新的 .xlsx 后再上传。"
        ) from error


def _raw_sheet(sheet: calamine.CalamineSheet, hidden: bool, label: str, limits: Limits, scan: XlsxScan | OdsScan | None) -> RawSheet:
    if sheet.start is None or sheet.end is None:
        return RawSheet(sheet.name, hidden, ())
    last_row, last_column = sheet.end
    if last_row >= limits.rows or last_column >= limits.columns:
        raise SheetRefused(
            f"文件“{label}”的工作表“{sheet.name}”有 {last_row + 1} 行、{last_column + 1} 列，"
            f"最多 {limits.rows} 行、{limits.columns} 列；请删去数据区以外的行和列，保存后再上传。"
        )
    if sheet.height * sheet.width > limits.grid_cells:
        raise SheetRefused(
            f"文件“{label}”的工作表“{sheet.name}”从第一个到最后一个有内容的单元格共占 {sheet.height} 行 × {sheet.width} 列，"
            f"超过 {limits.grid_cells // 10_000} 万格；请删去数据区以外的零星内容，或拆成几个文件分别导入。"
        )
    merges: list[Merge] = []
    errors: Errors = {}
    if isinstance(scan, OdsScan):
        merges = scan.merges.get(sheet.name, [])
        errors = scan.errors.get(sheet.name, {})
    else:
        merges = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
        errors = scan.errors_of(sheet.name) if scan is not None else {}
    rows = plain_rows(sheet.iter_rows(), sheet.start[1])
    if errors:
        rows = _with_errors(rows, errors)
    return RawSheet(sheet.name, hidden, rows, merges)


def plain_rows(rows: Iterable[list[Any]], left: int) -> Iterator[list[Cell]]:
    """Typed values of the parser as plain cells, padded to column A.

    Texts and floats are told apart in the comprehension: a function call for each of a million cells would double
    the time of this step.
    """
    pad: list[Cell] = [None] * left
    other = _plain
    for row in rows:
        cells: list[Cell] = [
            (value or None)
            if (kind := type(value)) is str
            else (int(value) if value.is_integer() else value)
            if kind is float
            else other(value)
            for value in row
        ]
        yield pad + cells if left else cells


_WRITTEN: dict[type, Callable[[Any], Cell]] = {
    bool: lambda value: value,
    int: lambda value: value,
    datetime.date: datetime.date.isoformat,
    datetime.datetime: lambda value: value.isoformat(timespec="seconds"),
    datetime.time: lambda value: value.isoformat("seconds"),
    datetime.timedelta: lambda value: _hours(round(value.total_seconds())),
}


def _plain(value: Any) -> Cell:
    return _WRITTEN.get(type(value), str)(value)


def _hours(seconds: int) -> str:
    """A length of time as spreadsheets show it: 30:00:00."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _with_errors(rows: Iterable[list[Cell]], errors: Errors) -> Iterator[list[Cell]]:
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (row_index, column), text in errors.items():
        by_row.setdefault(row_index, []).append((column, text))
    for index, row in enumerate(rows):
        for column, text in by_row.get(index, ()):
            if column < len(row) and row[column] is None:
                row[column] = text
        yield row


# --- csv ------------------------------------------------------------------------------------------------------


def _read_csv(path: Path, label: str, limits: Limits) -> Iterator[RawSheet]:
    encoding = _encoding(path, label, limits)
    csv.field_size_limit(limits.line_bytes)
    with path.open(encoding=encoding, newline="") as file:
        head = file.read(64 * 1024)
        delimiter = _delimiter(head)
        file.seek(0)
        yield RawSheet(path.stem if not label else label.rsplit(".", 1)[0], False, _csv_rows(file, delimiter, label, limits))


def _encoding(path: Path, label: str, limits: Limits) -> str:
    """UTF-8 (with or without mark), UTF-16 with mark, else GB18030. The whole file is decoded once to be sure."""
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            candidates = ["utf-16"]
        elif start.startswith(codecs.BOM_UTF8):
            candidates = ["utf-8-sig"]
        else:
            candidates = ["utf-8", "gb18030"]
        for encoding in candidates:
            file.seek(0)
            if _decodes(file, encoding, label, limits):
                return encoding
    raise SheetRefused(f"文件“{label}”的文字编码认不出来，应为 UTF-8 或 GB18030（GBK）；请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。")


def _decodes(file: io.BufferedReader, encoding: str, label: str, limits: Limits) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 0
    while True:
        piece = file.read(MB // 4)
        breaks = piece.rfind(b"\n"), piece.rfind(b"\r")
        line = line + len(piece) if max(breaks) < 0 else len(piece) - max(breaks)
        if line > limits.line_bytes:
            raise SheetRefused(
                f"文件“{label}”里有一行超过 {limits.line_bytes // MB} MB，正常台账一行只有几百字；"
                "请检查文件是否完整，用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"
            )
        try:
            text = decoder.decode(piece, not piece)
        except UnicodeDecodeError:
            return False
        if "\x00" in text:
            raise SheetRefused(f"文件“{label}”夹有二进制内容，应为纯文字的 csv；请用 Excel 打开，另存为 .xlsx 后再上传。")
        if not piece:
            return True


def _delimiter(head: str) -> str:
    """The separator that cuts the first lines into most pieces of equal number."""
    lines = [line for line in head.splitlines()[:30] if line.strip()]

    def evenness(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines]
        common = max(counts, key=counts.count, default=0)
        return (counts.count(common) * min(common, 1), common)

    return max((",", "\t", ";", "|", "，"), key=evenness)


def _csv_rows(file: io.TextIOBase, delimiter: str, label: str, limits: Limits) -> Iterator[list[Cell]]:
    """Two passes: the first finds the widest row, so that all rows come out alike."""
    width = number = 0
    try:
        for number, row in enumerate(csv.reader(file, delimiter=delimiter), 1):
            width = max(width, len(row))
            if number > limits.rows or width > limits.columns:
                raise SheetRefused(
                    f"文件“{label}”第 {number} 行有 {len(row)} 列，表格最多 {limits.rows} 行、{limits.columns} 列；"
                    "请检查分隔符是否为逗号，或拆成几个文件分别导入。"
                )
    except csv.Error as error:
        raise SheetRefused(
            f"文件“{label}”第 {number + 1} 行读不懂（多半是引号没有成对）；请改正这一行，或用 Excel 另存为 .xlsx 后再上传。"
        ) from error
    file.seek(0)
    for row in csv.reader(file, delimiter=delimiter):
        cells: list[Cell] = [value or None for value in row]
        yield cells if len(cells) == width else cells + [None] * (width - len(cells))
