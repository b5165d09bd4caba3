"""WordprocessingML → the words a reader sees: tracked changes accepted, fields by their result, hidden text left out.

Runs in the child process. Text boxes, footnotes and pictures of formats other than PNG and JPEG are counted and named in
the notes, never silently lost.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TypeVar

from lxml import etree

from rongmei.reporting.summary.document import Merge

from .found import WordRefused
from .limits import BLOCKS, CHARACTERS
from .numbering import Numbering, read_numbering
from .package import Package
from .raw import RawBlock, RawFile, RawParagraph, RawPicture, RawRun, RawTable
from .styles import Styles, W, child, read_styles, switch, value, whole

T = TypeVar("T")

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

DEEPEST = 40

_THROUGH = {W + n for n in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent")}
_THROUGH |= {W + "sdt", W + "ruby", W + "rubyBase", M + "oMath", M + "oMathPara"}
_SKIPPED = {W + n for n in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "rt", "sdtPr", "sdtEndPr", "rubyPr")}
_CHARACTERS = {W + "tab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-", W + "ptab": "\t"}
_NOTED = {
    W + "txbxContent": "文本框",
    W + "footnoteReference": "脚注",
    W + "endnoteReference": "尾注",
    W + "altChunk": "嵌入的其他文档",
}
_MEDIA = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(slots=True)
class _Line:
    """A paragraph being read."""

    runs: list[RawRun] = field(default_factory=list)
    sizes: Counter[int] = field(default_factory=Counter)
    fonts: Counter[str] = field(default_factory=Counter)
    length: int = 0
    starts: dict[str, tuple[str, int]] = field(default_factory=dict)
    bookmarks: list[tuple[str, int, int]] = field(default_factory=list)
    pictures: list[RawPicture] = field(default_factory=list)
    field_depth: int = 0
    in_instruction: bool = False


def read_package(package: Package) -> RawFile:
    """Every paragraph and table of the body, in order. Raises WordRefused."""
    return _Reader(package).read()


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        part = package.main_part()
        root = package.xml(part)
        self.body = None if root is None else root.find(W + "body")
        if self.body is None:
            raise WordRefused("文件不是 Word 文档：正文部件里没有正文；请用 Word 或 WPS 打开，另存为新的 .docx 后再上传。")
        self.relationships = package.relationships(part)
        self.styles = read_styles(self._related("/styles")) or Styles()
        self.numbering: Numbering = read_numbering(self._related("/numbering"))
        self.noted: Counter[str] = Counter()
        self.characters = 0
        self.paragraphs = 0

    def _related(self, kind: str) -> etree._Element | None:
        for found, target in self.relationships.values():
            if found.endswith(kind):
                return self.package.xml(target)
        return None

    def read(self) -> RawFile:
        blocks = self._blocks(self.body, 0)
        notes = tuple(
            f"文件里有 {count} 处{name}，没有读入；其中如有要用的文字，请复制到正文里再上传。" for name, count in self.noted.items()
        )
        return RawFile(tuple(blocks), notes)

    def _blocks(self, parent: etree._Element | None, depth: int) -> list[RawBlock]:
        blocks: list[RawBlock] = []
        joined: RawParagraph | None = None
        for element in () if parent is None or depth > DEEPEST else parent:
            if element.tag == W + "p":
                paragraph = self._paragraph(element)
                if joined is not None:
                    paragraph = _join(joined, paragraph)
                joined = paragraph if self._mark_deleted(element) else None
                if joined is None and (paragraph.runs or paragraph.pictures):
                    blocks.append(paragraph)
                continue
            if joined is not None:
                blocks.append(joined)
                joined = None
            if element.tag == W + "tbl":
                blocks.append(self._table(element, depth + 1))
            elif element.tag in _THROUGH or element.tag == MC + "AlternateContent":
                blocks.extend(self._blocks(_chosen(element), depth + 1))
            elif element.tag in _NOTED:
                self.noted[_NOTED[element.tag]] += 1
        if joined is not None:
            blocks.append(joined)
        return blocks

    def _mark_deleted(self, paragraph: etree._Element) -> bool:
        """The end of this paragraph was deleted with changes tracked: it runs on into the next."""
        return child(paragraph, "pPr", "rPr", "del") is not None

    # paragraphs

    def _paragraph(self, element: etree._Element) -> RawParagraph:
        self.paragraphs += 1
        if self.paragraphs > BLOCKS:
            raise WordRefused(f"文件超过 {BLOCKS // 10_000} 万个段落，正常的总结到不了；请只保留总结的正文再上传。")
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle"))
        line = _Line()
        self._inline(element, line, depth=0, plain=RawRun(""))
        for name, start in line.starts.values():
            line.bookmarks.append((name, start, line.length))
        self.characters += line.length
        if self.characters > CHARACTERS:
            raise WordRefused(f"文件超过 {CHARACTERS // 10_000} 万字，正常的总结到不了；请只保留总结的正文再上传。")
        outline = whole(value(self._property(properties, style, "outlineLvl")))
        return RawParagraph(
            runs=_merged(line.runs),
            label=self._label(properties, style) if line.length else "",
            style=self.styles.name(style),
            outline=outline if outline is not None and outline < 9 else None,
            align={"both": "justify", "end": "right", "start": "left"}.get(align := value(self._property(properties, style, "jc")), align),
            size=_most(line.sizes) or whole(value(self.styles.first(style, "rPr", "sz"))) or 0,
            font=_most(line.fonts) or value(self.styles.first(style, "rPr", "rFonts"), "eastAsia"),
            bookmarks=tuple(line.bookmarks),
            pictures=tuple(line.pictures),
        )

    def _property(self, properties: etree._Element | None, style: str, name: str) -> etree._Element | None:
        direct = child(properties, name)
        return direct if direct is not None else self.styles.first(style, "pPr", name)

    def _label(self, properties: etree._Element | None, style: str) -> str:
        numbered = child(properties, "numPr")
        inherited = self.styles.first(style, "pPr", "numPr")
        number = value(child(numbered, "numId")) or value(child(inherited, "numId"))
        level = value(child(numbered, "ilvl")) or value(child(inherited, "ilvl")) or "0"
        return self.numbering.label(number, whole(level) or 0) if number not in ("", "0") else ""

    def _inline(self, parent: etree._Element, line: _Line, depth: int, plain: RawRun) -> None:
        if depth > DEEPEST:
            return
        for element in parent:
            tag = element.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == W + "r":
                self._run(element, line, depth + 1)
            elif tag == MC + "AlternateContent":
                self._inline(_chosen(element), line, depth + 1, plain)
            elif tag in _THROUGH:
                self._inline(element, line, depth + 1, plain)
            elif tag in (W + "bookmarkStart", W + "bookmarkEnd"):
                _bookmark(element, line)
            elif tag.startswith(M):
                self._math(element, line)
            else:
                self._piece(element, line, plain, depth)

    def _run(self, element: etree._Element, line: _Line, depth: int) -> None:
        properties = child(element, "rPr")
        if switch(properties, "vanish"):
            return
        before = line.length
        self._inline(element, line, depth, RawRun("", bool(switch(properties, "b")), bool(switch(properties, "i"))))
        written = line.length - before
        if written:
            line.sizes[whole(value(child(properties, "sz"))) or 0] += written
            line.fonts[value(child(properties, "rFonts"), "eastAsia")] += written

    def _piece(self, element: etree._Element, line: _Line, plain: RawRun, depth: int) -> None:
        tag = element.tag
        if tag == W + "fldChar":
            _field_mark(value(element, "fldCharType"), line)
        elif tag in _NOTED:
            self.noted[_NOTED[tag]] += 1
        elif tag in (W + "drawing", W + "pict", W + "object"):
            self._drawing(element, line)
        elif line.in_instruction:
            return
        elif tag == W + "t":
            _write(line, plain, element.text or "")
        elif tag == W + "br":
            _write(line, plain, "" if value(element, "type") in ("page", "column") else "\n")
        elif tag in _CHARACTERS:
            _write(line, plain, _CHARACTERS[tag])
        elif tag == W + "sym":
            self.noted["特殊符号"] += 1

    def _math(self, element: etree._Element, line: _Line) -> None:
        _write(line, RawRun(""), "".join(text.text or "" for text in element.iter(M + "t")))

    def _drawing(self, element: etree._Element, line: _Line) -> None:
        boxes = [box for box in element.iter(W + "txbxContent") if "".join(box.itertext()).strip()]
        if boxes and not any(True for box in element.iter(MC + "Fallback")):
            self.noted["文本框"] += len(boxes)
        elif boxes:
            self.noted["文本框"] += max(1, len(boxes) // 2)
        names = element.find(f".//{WP}docPr")
        alt = "" if names is None else names.get("descr") or ""
        for blip in (*element.iter(A + "blip"), *element.iter(V + "imagedata")):
            self._picture(blip.get(R + "embed") or blip.get(R + "id") or "", alt, line)

    def _picture(self, relationship: str, alt: str, line: _Line) -> None:
        data = self.package.picture(self.relationships.get(relationship, ("", ""))[1])
        media = next((m for head, m in _MEDIA.items() if data and data.startswith(head)), None)
        if data is None or media is None:
            self.noted["图片（不是 PNG 或 JPEG，或过大）"] += 1
            return
        line.pictures.append(RawPicture(data, media, alt[:500]))

    # tables

    def _table(self, element: etree._Element, depth: int) -> RawTable:
        rows: list[tuple[tuple[RawParagraph, ...], ...]] = []
        headers = 0
        open_above: dict[int, Merge] = {}  # column → the cell that may reach down into this row
        merges: list[Merge] = []
        for row in _rows(element):
            cells: list[tuple[RawParagraph, ...]] = []
            reaching: dict[int, Merge] = {}
            for cell in _cells(row):
                column, span = len(cells), min(whole(value(child(cell, "tcPr", "gridSpan"))) or 1, 64)
                above = open_above.pop(column, None) if _goes_on(cell) else None
                goes_on = above is not None and above.columns == span
                reaching[column] = above._replace(rows=above.rows + 1) if above and goes_on else Merge(len(rows), column, 1, span)
                cells.append(self._cell(cell, depth))
                cells.extend(() for _ in range(span - 1))
            merges.extend(open_above.values())
            open_above = reaching
            if headers == len(rows) and switch(child(row, "trPr"), "tblHeader"):
                headers += 1
            rows.append(tuple(cells))
        width = max((len(row) for row in rows), default=0)
        found = sorted(merge for merge in (*merges, *open_above.values()) if merge.rows > 1 or merge.columns > 1)
        return RawTable(tuple(row + ((),) * (width - len(row)) for row in rows), headers, tuple(found))

    def _cell(self, cell: etree._Element, depth: int) -> tuple[RawParagraph, ...]:
        if _goes_on(cell):
            return ()
        paragraphs: list[RawParagraph] = []
        for block in self._blocks(cell, depth):
            if isinstance(block, RawTable):  # a table in a cell: its words stay, its lines do not
                paragraphs.extend(p for row in block.rows for inner in row for p in inner)
            else:
                paragraphs.append(block)
        return tuple(p for p in paragraphs if p.text.strip() or p.pictures)


def _goes_on(cell: etree._Element) -> bool:
    """Does the cell above reach down to here?"""
    merged = child(cell, "tcPr", "vMerge")
    return merged is not None and value(merged) != "restart"


def _rows(table: etree._Element) -> list[etree._Element]:
    """The rows, also inside content controls; a row deleted with changes tracked is gone."""
    found = []
    for element in table:
        if element.tag == W + "tr":
            if child(element, "trPr", "del") is None:
                found.append(element)
        elif element.tag in _THROUGH:
            found.extend(_rows(element))
    return found


def _cells(row: etree._Element) -> list[etree._Element]:
    found = []
    for element in row:
        if element.tag == W + "tc":
            found.append(element)
        elif element.tag in _THROUGH:
            found.extend(_cells(element))
    return found


def _chosen(element: etree._Element) -> etree._Element:
    """Of alternate contents the first choice: both say the same words."""
    if element.tag != MC + "AlternateContent":
        return element
    for name in ("Choice", "Fallback"):
        choice = element.find(MC + name)
        if choice is not None:
            return choice
    return element


def _bookmark(element: etree._Element, line: _Line) -> None:
    identity = value(element, "id")
    if element.tag == W + "bookmarkStart":
        line.starts[identity] = (value(element, "name"), line.length)
    elif identity in line.starts:
        name, start = line.starts.pop(identity)
        line.bookmarks.append((name, start, line.length))


def _field_mark(kind: str, line: _Line) -> None:
    """Between `begin` and `separate` stands the instruction of a field, not its result."""
    if kind == "begin":
        line.field_depth += 1
        line.in_instruction = True
    elif kind == "separate":
        line.in_instruction = False
    elif kind == "end":
        line.field_depth = max(0, line.field_depth - 1)
        line.in_instruction = False


def _write(line: _Line, plain: RawRun, text: str) -> None:
    if text:
        line.runs.append(replace(plain, text=text))
        line.length += len(text)


def _merged(runs: list[RawRun]) -> tuple[RawRun, ...]:
    """Neighbours of one look become one run: Word splits `130` into `1` and `30` as it likes."""
    merged: list[RawRun] = []
    for run in runs:
        if merged and (merged[-1].bold, merged[-1].italic) == (run.bold, run.italic):
            merged[-1] = replace(run, text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return tuple(merged)


def _join(first: RawParagraph, second: RawParagraph) -> RawParagraph:
    shift = len(first.text)
    marks = tuple((name, start + shift, end + shift) for name, start, end in second.bookmarks)
    return replace(
        first,
        runs=_merged([*first.runs, *second.runs]),
        bookmarks=first.bookmarks + marks,
        pictures=first.pictures + second.pictures,
    )


def _most(counts: Counter[T]) -> T | None:
    return counts.most_common(1)[0][0] if counts else None
