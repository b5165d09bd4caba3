"""The content of an ods workbook, seen while it is inflated: repeated cells that would fill the memory, merged
blocks and error cells (the parser gives neither)."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from rongmei.base.sheets.limits import Limits, SheetRefused
from rongmei.base.sheets.packages import Scanner
from rongmei.base.sheets.xlsx import Errors

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, all from 0."""


@dataclass
class OdsScan:
    """Collects what the parser does not tell, sheet by sheet."""

    label: str
    limits: Limits
    merges: dict[str, list[Merge]] = field(default_factory=dict)
    errors: dict[str, Errors] = field(default_factory=dict)
    is_workbook: bool = False

    def scanner_for(self, part: str) -> Scanner | None:
        """The scanner of one part of the package."""
        if part == "content.xml":
            return _ContentScanner(self).feed
        return None


class _ContentScanner:
    """Walks tables, rows and cells with expat. Entities were refused before; a DTD ends the walk."""

    def __init__(self, scan: OdsScan) -> None:
        self.scan = scan
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.sheet = ""
        self.row = self.column = self.row_repeats = 0
        self.filled_to = -1
        self.grid = 0
        self.cell: tuple[int, int, bool] | None = None
        self.heard = ""

    def feed(self, piece: bytes) -> None:
        try:
            self.parser.Parse(piece, not piece)
        except expat.ExpatError as error:
            raise SheetRefused(
                f"文件“{self.scan.label}”的内容在第 {error.lineno} 行损坏，不是完整的表格；"
                "请用 WPS 或 LibreOffice 打开并修复，另存为 .xlsx 后再上传。"
            ) from error

    def doctype(self, *_: object) -> None:
        raise SheetRefused(f"文件“{self.scan.label}”带有文档类型定义，正常表格没有；请另存为新的 .xlsx 后再上传。")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)
        elif name == "table:table-row":
            self.column = 0
            self.filled_to = -1
            self.row_repeats = _count(attributes.get("table:number-rows-repeated"))
        elif name == "table:table":
            self.sheet = attributes.get("table:name", "")
            self.scan.is_workbook = True
            self.row = self.grid = 0

    def _cell(self, attributes: dict[str, str]) -> None:
        repeats = _count(attributes.get("table:number-columns-repeated"))
        if "office:value-type" in attributes or "table:formula" in attributes:
            self.filled_to = self.column + repeats - 1
        tall = _count(attributes.get("table:number-rows-spanned"))
        wide = _count(attributes.get("table:number-columns-spanned"))
        if tall > 1 or wide > 1:
            block = (self.row, self.column, self.row + tall - 1, self.column + wide - 1)
            self.scan.merges.setdefault(self.sheet, []).append(block)
        self.cell = (self.row, self.column, attributes.get("calcext:value-type") == "error")
        self.heard = ""
        self.column += repeats

    def text(self, data: str) -> None:
        if self.cell and len(self.heard) < 40:
            self.heard += data

    def end(self, name: str) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            if self.cell and self.heard.strip():
                row, column, is_error = self.cell
                self.filled_to = max(self.filled_to, column)
                if is_error:
                    self.scan.errors.setdefault(self.sheet, {})[row, column] = self.heard.strip()
            self.cell = None
        elif name == "table:table-row":
            self._row_ended()

    def _row_ended(self) -> None:
        limits = self.scan.limits
        last = self.row + self.row_repeats
        if self.filled_to >= 0:
            self.grid += self.row_repeats * (self.filled_to + 1)
            if last > limits.rows or self.filled_to >= limits.columns or self.grid > limits.grid_cells:
                raise SheetRefused(
                    f"文件“{self.scan.label}”的工作表“{self.sheet}”在第 {last} 行、第 {self.filled_to + 1} 列还有内容，"
                    f"表格最多 {limits.rows} 行、{limits.columns} 列；请删去数据区以外的行和列，保存后再上传。"
                )
        self.row = last


def _count(text: str | None) -> int:
    """A repeat count; anything odd counts as one, anything huge as huge."""
    if text is None or not text.isdigit():
        return 1
    return max(1, int(text[:9]))
