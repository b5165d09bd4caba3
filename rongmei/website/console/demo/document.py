"""Last year's summary as the office's own Word file: fonts and spacing of its own, names and some numbers under marks."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from rongmei.reporting.summary.wording import Form, Worded, render

from .text import TABLE, TABLE_HEAD, Mark, pieces, title
from .units import OFFICE

STAR = "*"
# Fonts of the office's own template, none of them from the national standard's list of this system.
FONTS = {"title": ("方正小标宋简体", 22), "chapter": ("黑体", 16), "section": ("楷体", 16), "text": ("仿宋", 16)}


def form_for(amount: Decimal, form: str, at_least: bool = False) -> Form:
    """The form asked for, or the nearest one that is true of the number."""
    for wanted in (Form(form), Form.YU, Form.EXACT):
        if isinstance(render(amount, wanted, at_least=at_least), Worded):
            return wanted
    return Form.EXACT


def in_words(amount: Decimal, form: str) -> str:
    worded = render(amount, form_for(amount, form))
    return worded.text if isinstance(worded, Worded) else "0"


class LastYear:
    """The summary of `year` - 1 as a Word file, and what stands at each mark of the text of `year`.

    amount: figure key, years back → the number that was written. name: what a name mark stands for.
    """

    def __init__(self, year: int, amount: Callable[[str, int], Decimal], name: Callable[[Mark], str]) -> None:
        self.year, self._amount, self._name = year, amount, name
        self.written: list[tuple[Mark, str]] = []

    def shown(self, mark: Mark) -> str:
        if mark.what == "@year":
            text = str(self.year - 1)
        elif not mark.is_figure:
            text = STAR * max(len(self._name(mark)), 2)
        else:
            text = in_words(self._amount(mark.what, int("back" in mark.more)), mark.form)
            if "masked" in mark.more:
                text = "".join(STAR if char.isdigit() else char for char in text)
        self.written.append((mark, text))
        return text

    def bytes(self) -> bytes:
        document = Document()
        _page(document)
        _paragraph(document, title(self.year - 1), "title")
        for piece in pieces(self.year):
            if piece.kind == "table":
                self._table(document)
                continue
            text = "".join(self.shown(part) if isinstance(part, Mark) else part for part in piece.parts())
            _paragraph(document, text, piece.kind)
        for line in (OFFICE, f"{self.year}年1月28日"):
            _paragraph(document, line, "text").alignment = WD_ALIGN_PARAGRAPH.RIGHT
        out = BytesIO()
        document.save(out)
        return out.getvalue()

    def _table(self, document: Any) -> None:
        table = document.add_table(rows=1 + len(TABLE), cols=len(TABLE_HEAD))
        table.style = "Table Grid"
        for column, text in enumerate(TABLE_HEAD):
            table.cell(0, column).text = text
        for line, (heading, key) in enumerate(TABLE, 1):
            cells = (heading, self.shown(Mark(key)), self.shown(Mark(key, more=frozenset({"back"}))))
            for column, text in enumerate(cells):
                table.cell(line, column).text = text


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3), Cm(2.6)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)


def _paragraph(document: Any, text: str, kind: str) -> Any:
    """Offices mark their headings by font alone, so no heading style is used."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    font, size = FONTS[kind]
    run.font.size, run.font.name = Pt(size), font
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    layout = paragraph.paragraph_format
    layout.line_spacing = Pt(28)
    if kind == "title":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        layout.first_line_indent = Pt(size * 2)
    return paragraph
