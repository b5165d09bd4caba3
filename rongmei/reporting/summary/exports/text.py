"""`Document` → plain text."""

from __future__ import annotations

from rongmei.reporting.summary.document import Document


def to_text(document: Document) -> str:
    """UTF-8 text, one paragraph a line, two full-width blanks before it, cells divided by tabs."""
    raise NotImplementedError
