"""Lists as spreadsheets. What is written here reads back to the same values."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid
from rongmei.base.sheets.tables import FORMULA_STARTS

from .declaration import Ledger, in_chinese
from .kinds import Kind, LinesKind
from .models import Entry, ImportBatch, StagedRow

LONGEST_CELL = 32_767  # the most a spreadsheet program lets a cell hold
BIGGEST_EXACT = 10**15  # beyond it a spreadsheet program rounds
OPTIONS = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
LIST_ROWS = 2_000  # rows of the template that offer the choices


def header(ledger: Ledger) -> list[str]:
    """Chinese headings of everything a row shows, in declared order."""
    return [in_chinese(ledger.label_of(name)) for name in ledger.exportable]


def cells_of(ledger: Ledger, rows: Iterable[Entry]) -> Iterator[list[Any]]:
    """Each row as cells that read back to its values, derived columns apart. Fetch references and lines with the rows."""
    kinds: list[Kind | LinesKind] = [
        ledger.kind_map[name] if name in ledger.kind_map else LinesKind(ledger.lines_map[name]) for name in ledger.exportable
    ]
    for row in rows:
        yield [kind.cell(row) for kind in kinds]  # type: ignore[arg-type]


def write_xlsx(ledger: Ledger, rows: Iterable[Entry], stream: IO[bytes]) -> int:
    """The rows as one sheet; the number of rows. Raises Invalid for a text longer than a cell can hold."""
    book = xlsxwriter.Workbook(stream, OPTIONS)
    page = book.add_worksheet(_sheet_name(ledger))
    writer = _Writer(book, page)
    titles = header(ledger)
    writer.head(titles)
    count = 0
    for count, cells in enumerate(cells_of(ledger, rows), 1):
        writer.row(count, cells, titles)
    book.close()
    return count


def write_csv(ledger: Ledger, rows: Iterable[Entry], stream: IO[bytes]) -> int:
    """The rows as UTF-8 with a byte-order mark, as spreadsheet programs of Chinese offices expect it; the number of rows.

    A text that a spreadsheet program would run as a formula gets ' in front; the import takes it away again.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(header(ledger))
    count = 0
    for cells in cells_of(ledger, rows):
        writer.writerow([_for_csv(cell) for cell in cells])
        count += 1
    text.flush()
    text.detach()
    return count


def _for_csv(cell: Any) -> Any:
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
    return cell.isoformat() if isinstance(cell, dt.date) else cell


def _sheet_name(ledger: Ledger) -> str:
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in in_chinese(ledger.label))[:31].strip("' ") or ledger.key[:31]


class _Writer:
    """Writes typed cells: texts as texts, never as formulas or links; days as days."""

    def __init__(self, book: Any, page: Any) -> None:
        self.page = page
        self.bold = book.add_format({"bold": True, "bg_color": "#EEF2F6", "bottom": 1, "text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def head(self, titles: Sequence[str]) -> None:
        self.page.freeze_panes(1, 0)
        for column, title in enumerate(titles):
            self.page.set_column(column, column, max(10, min(40, 2 * len(title) + 4)))
        for column, title in enumerate(titles):
            self.page.write_string(0, column, title, self.bold)

    def row(self, number: int, cells: Sequence[Any], titles: Sequence[str]) -> None:
        for column, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                self._text(number, column, cell, titles)
            elif isinstance(cell, dt.date):
                self.page.write_datetime(number, column, dt.datetime(cell.year, cell.month, cell.day), self.day)
            elif isinstance(cell, bool) or abs(cell) < BIGGEST_EXACT:
                self.page.write(number, column, cell)
            else:
                self._text(number, column, str(cell), titles)

    def _text(self, number: int, column: int, text: str, titles: Sequence[str]) -> None:
        if len(text) > LONGEST_CELL:
            raise Invalid(
                _("a text of %(length)d characters does not fit a cell (at most %(limit)d): export as CSV.")
                % {"length": len(text), "limit": LONGEST_CELL},
                f"{titles[column]} {number}",
            )
        self.page.write_string(number, column, text, self.wrapped if "\n" in text else None)


# ---- the empty form ---------------------------------------------------------------------------------------------------


def write_template(ledger: Ledger, stream: IO[bytes]) -> None:
    """A form to fill in: headings with choice lists; a second sheet says how each column is written, with an example."""
    book = xlsxwriter.Workbook(stream, {key: value for key, value in OPTIONS.items() if key != "constant_memory"})
    page = book.add_worksheet(_sheet_name(ledger))
    guide = book.add_worksheet("填写说明")
    lists = book.add_worksheet("选项")
    lists.hide()
    titles = [in_chinese(ledger.label_of(name)) for name in ledger.importable]
    _Writer(book, page).head(titles)
    writer = _Writer(book, guide)
    writer.head(["栏目", "是否必填", "怎么填", "示例"])
    guide.set_column(2, 2, 60)
    listed = 0
    for column, name in enumerate(ledger.importable):
        choices = _choices(ledger, name)
        if choices:
            lists.write_column(0, listed, choices)
            letter = xlsxwriter.utility.xl_col_to_name(listed, col_abs=True)
            source = f"=选项!{letter}$1:{letter}${len(choices)}"
            page.data_validation(1, column, LIST_ROWS, column, {"validate": "list", "source": source, "error_type": "warning"})
            listed += 1
        how, example = _guidance(ledger, name, choices)
        required = name in ledger.kind_map and ledger.kind_map[name].required
        writer.row(column + 1, [titles[column], "必填" if required else "", how, example], titles)
    book.close()


def _choices(ledger: Ledger, name: str) -> list[str]:
    kind = ledger.kind_map.get(name)
    if kind is None:
        return []
    if kind.name == "yesno":
        return ["是", "否"]
    if kind.name == "choice":
        return [in_chinese(label) for value, label in kind.field.flatchoices if value not in ("", None)]
    if kind.field.is_relation and kind.name != "person":
        return [choice for choice, _label in kind.choices() if choice][:2_000]  # type: ignore[attr-defined]
    return []


_HOW = {
    "date": ("年月日齐全，例如 2026-03-05、2026年3月5日", "2026-03-05"),
    "integer": ("整数", "120"),
    "number": ("数字", "12.5"),
    "link": ("以 http:// 或 https:// 开头的网址", "https://www.example.edu.cn/1"),
    "person": ("姓名；有重名时写“姓名（工号）”", "张三（2010001）"),
    "words": ("文字", "……"),
}


def _guidance(ledger: Ledger, name: str, choices: Sequence[str]) -> tuple[str, str]:
    """How a column is written, and an example."""
    if name in ledger.lines_map:
        return _lines_guidance(LinesKind(ledger.lines_map[name]))
    kind, column = ledger.kind_map[name], ledger.column_map[name]
    how, example = _HOW.get(kind.name, ("从下拉列表中选", choices[0] if choices else ""))
    if column.floor:
        how, example = "整数；只知道下限时写“10万+”一类", "10万+"
    return (f"{how}。{in_chinese(column.help)}" if column.help else how), example


def _lines_guidance(kind: LinesKind) -> tuple[str, str]:
    parts = [in_chinese(part.field.verbose_name) for part in kind.kinds.values()]
    if kind.lines.counted:
        return f"“{parts[0]}（{parts[-1]}）”，用顿号分开", f"{parts[0]}甲(35)、{parts[0]}乙(20)"
    return "一行写一条，各部分用“｜”分开：" + "｜".join(parts), "｜".join(parts)


# ---- rows that were not taken in --------------------------------------------------------------------------------------


def write_rejected(ledger: Ledger, batch: ImportBatch, rows: Iterable[StagedRow], stream: IO[bytes]) -> int:
    """Rows that wait, as they stand now, with the reasons beside them; the number of rows."""
    titles = {
        int(index): str(title) or letter
        for sheet in batch.inspection["sheets"]
        if sheet["name"] == batch.sheet
        for index, letter, title in sheet["columns"]
    }
    taken = sorted((int(index), name) for index, name in batch.mapping.items() if name)
    heads = [*(titles[index].replace("/", "") for index, _name in taken), "原因", "原文件位置"]
    book = xlsxwriter.Workbook(stream, OPTIONS)
    page = book.add_worksheet(_("Not taken in")[:31])
    writer = _Writer(book, page)
    writer.head(heads)
    count = 0
    for count, row in enumerate(rows, 1):
        said = {**row.raw, **row.mended}
        reasons = "\n".join(f"{problem['cell']}：{problem['sentence']}" for problem in row.problems)
        reasons = reasons or str(StagedRow.Outcome(row.outcome).label)
        writer.row(count, [*(said.get(name) for _index, name in taken), reasons, f"{batch.file_name}!{batch.sheet}!{row.row_no}"], heads)
    book.close()
    return count
