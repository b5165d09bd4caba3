"""Looking at the demo's numbers and files without the machinery that made them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from statistics import median
from typing import Any

from docx import Document as WordDocument
from pypdf import PdfReader

from rongmei.reporting.figures.engine import measure_of, selection_of
from rongmei.reporting.figures.models import Figure
from rongmei.reporting.figures.scope import Scope
from rongmei.reporting.summary.masking import ProtectedName


def recomputed(figure: Figure, scope: Scope) -> Any:
    """The measure over the drilled rows, one by one, without any aggregate."""
    measure, selection = measure_of(figure), selection_of(figure, scope)
    things: list[Any] = list(selection.rows())
    if measure.through:
        lines = selection.ledger.lines_map[measure.through].model
        things = list(lines.objects.filter(selection.q("entry__", measure.through), entry__in=[row.pk for row in things]))
    values = [getattr(thing, measure.field) for thing in things]
    if measure.how == "count":
        return len(values)
    if measure.how == "distinct":
        return len({value for value in values if value not in (None, "")})
    known = [value for value in values if value is not None]
    return median(known) if measure.how == "median" else sum(known)


def forms(names: list[ProtectedName]) -> list[str]:
    """Every way a protected name is written. One-character names do not exist."""
    return [form for name in names for form in (name.name, *name.aliases) if len(form) > 1]


def read_back(data: bytes, to: str) -> str:
    """Words of the file, without page numbers, styles and markup."""
    if to == "docx":
        word = WordDocument(BytesIO(data))
        cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        return "\n".join([paragraph.text for paragraph in word.paragraphs] + cells)
    if to == "pdf":
        lines = [line for page in PdfReader(BytesIO(data)).pages for line in page.extract_text().splitlines()]
        return "\n".join(line for line in lines if not re.fullmatch(r"[\s—–-]*\d+[\s—–-]*", line))
    if to == "html":
        reader = _Words()
        reader.feed(data.decode())
        return "\n".join(reader.words)
    return data.decode()


class _Words(HTMLParser):
    """What a reader of the page sees."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.hidden = tag in ("style", "script")

    def handle_data(self, text: str) -> None:
        if not self.hidden:
            self.words.append(text)
