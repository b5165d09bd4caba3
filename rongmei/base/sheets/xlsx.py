"""The XML of an xlsx workbook, seen while it is inflated: far cells (before a parser makes room for them) and
error cells (which the parser would give as empty)."""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import dataclass, field

from rongmei.base.sandbox import MB
from rongmei.base.sheets.limits import Limits, SheetRefused
from rongmei.base.sheets.packages import Scanner

Errors = dict[tuple[int, int], str]
"""(row, column), both from 0 → text such as ``#REF!``."""

_FAR = re.compile(
    rb" r=[\"'](?:(?P<column>(?:[A-Za-z]{3}|[H-Zh-z][A-Za-z]|[Gg][S-Zs-z])[A-Za-z]*[0-9]+)|(?P<row>[2-9][0-9]{5}|[0-9]{7,})[\"'])"
)
_ERROR_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*\bt=\"e\"[^>]*)>(.{0,20000}?)</(?:\w+:)?c>", re.DOTALL)
_CELL_WITH_CONTENT = re.compile(rb"(?:<(?:\w+:)?c\b[^>]*/>\s*)*<(?:\w+:)?c\b[^>]*[^/]>")
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]{1,40})</")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
LONGEST_TAG = 4 * MB


def column_number(letters: str) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


@dataclass
class XlsxScan:
    """Collects what the parser does not tell. ``errors_of(sheet name)`` after the package was checked."""

    label: str
    limits: Limits
    kept: dict[str, bytearray] = field(default_factory=dict)
    errors: dict[str, Errors] = field(default_factory=dict)
    is_workbook: bool = False

    def scanner_for(self, part: str) -> Scanner | None:
        """The scanner of one part of the package."""
        lower = part.lower()
        if lower.startswith("xl/worksheets/") and lower.endswith(".xml"):
            return _SheetScanner(self, part).feed
        if lower in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
            self.is_workbook = True
            return self.kept.setdefault(lower, bytearray()).extend
        return None

    def errors_of(self, sheet_name: str) -> Errors:
        """Error cells of a sheet."""
        part = self._parts().get(sheet_name, "")
        return self.errors.get(part.lower(), {})

    def sheet_of(self, part: str) -> str:
        """The name of the sheet kept in a part, or the part's own name when the workbook does not say."""
        for name, known in self._parts().items():
            if known.lower() == part.lower():
                return name
        return posixpath.basename(part)

    def _parts(self) -> dict[str, str]:
        targets = {}
        for tag in _RELATION.findall(self._text("xl/_rels/workbook.xml.rels")):
            found = _attributes(tag)
            target = found.get("Target", "")
            targets[found.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        parts = {}
        for tag in _SHEET.findall(self._text("xl/workbook.xml")):
            found = _attributes(tag)
            identity = next((value for name, value in found.items() if name.endswith(":id")), "")
            parts[found.get("name", "")] = posixpath.normpath(targets.get(identity, ""))
        return parts

    def _text(self, part: str) -> str:
        return bytes(self.kept.get(part, b"")[:MB]).decode("utf-8", "replace")


def _attributes(tag: str) -> dict[str, str]:
    return {name: html.unescape(first or second) for name, first, second in _ATTRIBUTE.findall(tag)}


class _SheetScanner:
    def __init__(self, scan: XlsxScan, part: str) -> None:
        self.scan = scan
        self.part = part
        self.carry = b""
        self.cells = 0
        self.errors = scan.errors.setdefault(part.lower(), {})

    def feed(self, piece: bytes) -> None:
        text = self.carry + piece
        cut = len(text)
        if piece:
            # A cell is looked at when all of it has arrived.
            cut = text.rfind(b"<c ")
            if cut <= 0:
                cut = max(text.rfind(b"<"), 0)
        self.carry = text[cut:]
        if len(self.carry) > LONGEST_TAG:
            raise SheetRefused(
                f"文件“{self.scan.label}”的 {self.part} 里有一段 {LONGEST_TAG // MB} MB 以上、没有分隔的内容，"
                "正常单元格最多 32767 字；请把数据复制到新建的工作簿，另存为 .xlsx 后再上传。"
            )
        self.cells += text.count(b"</c>", 0, cut)
        if self.cells > self.scan.limits.grid_cells:
            raise SheetRefused(
                f"文件“{self.scan.label}”的工作表“{self.scan.sheet_of(self.part)}”有内容的单元格超过 "
                f"{self.scan.limits.grid_cells // 10_000} 万个，普通台账到不了；请删去不需要的行和列，或拆成几个文件分别导入。"
            )
        for match in _FAR.finditer(text, 0, cut):
            self._check(text, match)
        if b't="e"' in text:
            for found in _ERROR_CELL.finditer(text, 0, cut):
                self._keep_error(found)

    def _check(self, text: bytes, match: re.Match[bytes]) -> None:
        limits = self.scan.limits
        end = text.find(b">", match.end())
        if end < 0 or text[end - 1 : end] == b"/":
            return  # a blank cell or row that only carries formatting takes no room
        if address := match["column"]:
            where = address.decode().upper()[:20]
            if column_number(where.rstrip("0123456789")) >= limits.columns:
                raise self._too_far(f" {where} ")
        elif int(match["row"][:12]) > limits.rows and _CELL_WITH_CONTENT.match(text[end + 1 : end + 400].lstrip()):
            raise self._too_far(f"第 {int(match['row'][:12])} 行")

    def _too_far(self, where: str) -> SheetRefused:
        limits = self.scan.limits
        return SheetRefused(
            f"文件“{self.scan.label}”的工作表“{self.scan.sheet_of(self.part)}”在{where}还有内容，"
            f"表格最多 {limits.rows} 行、{limits.columns} 列；请删去数据区以外的行和列，保存后再上传。"
        )

    def _keep_error(self, found: re.Match[bytes]) -> None:
        reference = _REFERENCE.search(found.group(1))
        value = _VALUE.search(found.group(2))
        if reference and value:
            place = int(reference.group(2)) - 1, column_number(reference.group(1).decode())
            self.errors[place] = html.unescape(value.group(1).decode("utf-8", "replace"))
