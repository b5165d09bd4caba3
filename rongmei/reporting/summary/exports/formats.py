"""The formats a document leaves the house in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rongmei.reporting.summary.document import Document
from rongmei.reporting.summary.exports.docx import to_docx
from rongmei.reporting.summary.exports.html import to_html
from rongmei.reporting.summary.exports.pdf import to_pdf
from rongmei.reporting.summary.exports.text import to_text


@dataclass(frozen=True, slots=True)
class Format:
    """`key` is also the suffix of the file's name; `write` gives its bytes."""

    key: str
    media_type: str
    write: Callable[[Document], bytes]


def _html(document: Document) -> bytes:
    return to_html(document).encode()


def _text(document: Document) -> bytes:
    return to_text(document).encode()


FORMATS = (
    Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
    Format("pdf", "application/pdf", to_pdf),
    Format("html", "text/html; charset=utf-8", _html),
    Format("txt", "text/plain; charset=utf-8", _text),
)
