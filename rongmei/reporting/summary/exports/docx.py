"""`Document` → Word file in the layout of GB/T 9704, by python-docx.

Every slot stands in a bookmark `slot_<ref>`. Bookmarks survive editing and saving in Word, WPS and LibreOffice (content-control
tags do not), so an edited file that comes back can be compared slot by slot.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from itertools import zip_longest
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from rongmei.base.paper.fonts import Role, printable
from rongmei.reporting.summary.document import Block, Document, Heading, Inline, Merge, Paragraph, Picture, Slot, Table, Text, plain
from rongmei.reporting.summary.exports import layout
from rongmei.reporting.summary.exports.pictures import measured
from rongmei.reporting.summary.exports.titles import title_lines
from rongmei.reporting.summary.exports.word_parts import EARLIEST, STYLES, empty_package, indent, run_fonts

_STAMP = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST_REF = 31  # Word cuts bookmark names at 40 characters: slot_ before it, __99 after it
_EMU_PER_MM = 36000
_ALIGN = {"justify": "both", "center": "center", "right": "right", "left": "left"}


def to_docx(document: Document) -> bytes:
    """The Word file; the same document always gives the same bytes, so that a digest can be frozen at sign-off.

    Raises `UnreadablePicture` when a picture cannot be read.
    """
    package = docx.Document(BytesIO(empty_package()))
    writer = _Writer(package)
    writer.write(document)
    properties = package.core_properties
    properties.title = printable(plain(document.title)).replace("\n", "")[:255]
    properties.language = "zh-CN"
    properties.created = properties.modified = _STAMP
    properties.revision = 1
    saved = BytesIO()
    package.save(saved)
    return _without_clock(saved)


def bookmark_names(document: Document) -> list[tuple[str, Slot]]:
    """The bookmark around each slot, in reading order: `slot_<ref>`, the second use of a ref `slot_<ref>__2`."""
    used: Counter[str] = Counter()
    names: list[tuple[str, Slot]] = []
    for slot in document.slots():
        used[slot.ref] += 1
        names.append((_bookmark_name(slot.ref, used[slot.ref]), slot))
    return names


def _spans(merge: Merge, row: int) -> str:
    """How far a cell reaches, in the order the schema wants: across, then down."""
    across = f'<w:gridSpan w:val="{merge.columns}"/>' if merge.columns > 1 else ""
    down = '<w:vMerge w:val="restart"/>' if row == merge.row else "<w:vMerge/>"
    return across + (down if merge.rows > 1 else "")


def _bookmark_name(ref: str, use: int) -> str:
    """Word takes letters, digits and _ only; a ref with anything else, or a long one, is written with a digest in its place."""
    if not re.fullmatch(r"[A-Za-z0-9]+(_[A-Za-z0-9]+)*_?", ref) or len(ref) > _LONGEST_REF:
        readable = re.sub(r"[^A-Za-z0-9]+", "_", ref).strip("_")[:16]
        ref = f"{readable}_{sha256(ref.encode()).hexdigest()[:12]}".lstrip("_")
    return f"slot_{ref}" if use == 1 else f"slot_{ref}__{use}"


class _Writer:
    """Writes blocks before the section properties of the body. Paragraphs are made as XML: twelve pages in milliseconds."""

    def __init__(self, package: Any) -> None:
        self.package = package
        self.body = package.element.body
        self.end = self.body.find(qn("w:sectPr"))
        self.uses: Counter[str] = Counter()
        self.bookmarks = 0

    def write(self, document: Document) -> None:
        if document.title:
            self._add(_paragraph("Title", "<w:r><w:br/></w:r>".join(self._runs(line, Role.TITLE) for line in title_lines(document.title))))
            self._add(_paragraph("BodyText", ""))
        for block, following in zip_longest(document.blocks, document.blocks[1:]):
            self._block(block)
            # Word joins two tables that touch, and wants a paragraph after the last one.
            if isinstance(block, Table) and not isinstance(following, Heading | Paragraph) and not _starts_with_caption(following):
                self._add(_paragraph("TableText", ""))
        self._attachments(document)
        self._signature(document)

    def _add(self, xml: str) -> None:
        self.end.addprevious(parse_xml(xml))

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                style = f"Heading{min(max(block.level, 1), 4)}"
                self._add(_paragraph(style, self._runs(block.content, STYLES[style].role)))
            case Paragraph():
                self._add(_paragraph("BodyText", self._runs(block.content, Role.BODY), _own_format(block)))
            case Table():
                if block.caption:
                    self._add(_paragraph("Caption", self._runs(block.caption, Role.BODY), "<w:keepNext/>"))
                self._add(self._table(block))
            case Picture():
                self._picture(block)

    def _runs(self, content: tuple[Inline, ...], role: Role) -> str:
        return "".join(self._run(inline, role) for inline in content)

    def _run(self, inline: Inline, role: Role) -> str:
        if isinstance(inline, Text):
            # Italic is set in 楷, as Chinese has no slanted letters.
            fonts = run_fonts(Role.KAI if inline.italic else role)
            return _run_xml(inline.text, fonts + ("<w:b/><w:bCs/>" if inline.bold else ""))
        self.uses[inline.ref] += 1
        self.bookmarks += 1
        name = _bookmark_name(inline.ref, self.uses[inline.ref])
        run = _run_xml(inline.shown, run_fonts(role))
        return f'<w:bookmarkStart w:id="{self.bookmarks}" w:name="{name}"/>{run}<w:bookmarkEnd w:id="{self.bookmarks}"/>'

    def _table(self, table: Table) -> str:
        width = layout.twips(layout.BODY_WIDTH)
        widths = [round(share * width) for share in layout.column_shares(table)]
        edges = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _EDGES)
        columns = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
        rows = "".join(self._row(table, n, widths) for n in range(len(table.rows)))
        return (
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        )

    def _row(self, table: Table, number: int, widths: list[int]) -> str:
        row, reach = table.rows[number], table.reach()
        is_head = number < table.header_rows
        style = "TableHead" if is_head else "TableText"
        cells: list[tuple[Inline, ...]] = [*row, *[()] * (len(widths) - len(row))]
        inside = ""
        for column, cell in enumerate(cells):
            merge = reach.get((number, column), Merge(number, column, 1, 1))
            if column > merge.column:
                continue
            width = sum(widths[column : column + merge.columns])
            paragraph = _paragraph(style, self._runs(cell, STYLES[style].role), declare=False)
            inside += f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_spans(merge, number)}<w:vAlign w:val="center"/></w:tcPr>{paragraph}</w:tc>'
        return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_head else ''}</w:trPr>{inside}</w:tr>"

    def _picture(self, picture: Picture) -> None:
        size = measured(picture)
        paragraph = parse_xml(_paragraph("Picture", "<w:r/>", "<w:keepNext/>" if picture.caption else ""))
        inline = self.package.part.new_pic_inline(
            BytesIO(picture.data), width=round(size.width * _EMU_PER_MM), height=round(size.height * _EMU_PER_MM)
        )
        for side in ("distT", "distB", "distL", "distR"):  # unsaid, LibreOffice takes an eighth of an inch
            inline.set(side, "0")
        inline.docPr.set("descr", printable(picture.alt))
        paragraph.find(qn("w:r")).add_drawing(inline)
        self.end.addprevious(paragraph)
        if picture.caption:
            self._add(_paragraph("Caption", self._runs(picture.caption, Role.BODY)))

    def _attachments(self, document: Document) -> None:
        if not document.attachments:
            return
        self._add(_paragraph("BodyText", ""))
        label = layout.text_width(layout.ATTACHMENT_LABEL)
        for n, number in enumerate(layout.attachment_numbers(len(document.attachments))):
            lead = label if n == 0 else 0.0
            text_begins = layout.INDENT_CHARS + label + layout.text_width(number)
            inside = indent(left=text_begins, hanging=lead + layout.text_width(number))
            words = (layout.ATTACHMENT_LABEL if n == 0 else "") + number
            runs = (_run_xml(words, run_fonts(Role.BODY)) if words else "") + self._runs(document.attachments[n], Role.BODY)
            self._add(_paragraph("Attachment", runs, inside))

    def _signature(self, document: Document) -> None:
        if not document.signed_by and not document.signed_on:
            return
        self._add(_paragraph("BodyText", "", "<w:keepNext/>"))
        by_inset, on_inset = layout.signature_insets(document.signed_by, document.signed_on)
        if document.signed_by:
            keep = "<w:keepNext/>" if document.signed_on else ""
            self._add(_paragraph("Signature", self._runs(document.signed_by, Role.BODY), keep + indent(right=by_inset)))
        if document.signed_on:
            self._add(_paragraph("Date", self._runs(document.signed_on, Role.BODY), indent(right=on_inset)))


_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _starts_with_caption(block: Block | None) -> bool:
    return isinstance(block, Picture) or (isinstance(block, Table) and bool(block.caption))


def _own_format(paragraph: Paragraph) -> str:
    """What differs from the style: no indent, another alignment. The indent is repeated so that it survives a change of style."""
    inside = indent(first=layout.INDENT_CHARS) if paragraph.indent else '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    return inside + ("" if paragraph.align == "justify" else f'<w:jc w:val="{_ALIGN.get(paragraph.align, "both")}"/>')


def _paragraph(style: str, runs: str, own: str = "", *, declare: bool = True) -> str:
    return f'<w:p{" " + nsdecls("w") if declare else ""}><w:pPr><w:pStyle w:val="{style}"/>{own}</w:pPr>{runs}</w:p>'


def _run_xml(text: str, properties: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{''.join(_run_content(printable(text)))}</w:r>"


def _run_content(text: str) -> Iterator[str]:
    for piece in re.split(r"([\n\t])", text):
        if piece == "\n":
            yield "<w:br/>"
        elif piece == "\t":
            yield "<w:tab/>"
        elif piece:
            yield f'<w:t xml:space="preserve">{escape(piece)}</w:t>'


def _without_clock(saved: BytesIO) -> bytes:
    """The same package with one fixed date on every member; python-docx stamps the time of day."""
    made = BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(made, "w") as target:
        for member in source.infolist():
            info = zipfile.ZipInfo(member.filename, EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(member), compresslevel=6)
    return made.getvalue()
