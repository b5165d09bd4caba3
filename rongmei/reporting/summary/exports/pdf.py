"""`Document` → PDF in the layout of GB/T 9704."""

from __future__ import annotations

from rongmei.reporting.summary.document import Document


def to_pdf(document: Document) -> bytes:
    """The PDF. Raises `MissingGlyphs` when a character is in no installed font: never a silent □."""
    raise NotImplementedError
