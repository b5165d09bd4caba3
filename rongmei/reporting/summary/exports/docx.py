"""`Document` → Word file in the layout of GB/T 9704."""

from __future__ import annotations

from rongmei.reporting.summary.document import Document, Slot


def to_docx(document: Document) -> bytes:
    """The Word file; the same document always gives the same bytes, so that a digest can be frozen at sign-off."""
    raise NotImplementedError


def bookmark_names(document: Document) -> list[tuple[str, Slot]]:
    """The bookmark around each slot, in reading order: `slot_<ref>`, the second use of a ref `slot_<ref>__2`."""
    raise NotImplementedError
