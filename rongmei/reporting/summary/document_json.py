"""A document as canonical JSON: what a signature freezes. The same document gives the same bytes, so a digest stands for it."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from .document import Block, Document, Heading, Inline, Merge, Paragraph, Picture, Slot, SlotKind, Table, Text


def dump(document: Document) -> str:
    """Canonical JSON text."""
    data = {
        "title": _inlines(document.title),
        "blocks": [_block(block) for block in document.blocks],
        "signed_by": _inlines(document.signed_by),
        "signed_on": _inlines(document.signed_on),
        "attachments": [_inlines(a) for a in document.attachments],
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def load(text: str) -> Document:
    """The inverse of dump. Raises KeyError or ValueError for anything dump did not write."""
    data = json.loads(text)
    return Document(
        title=_read(data["title"]),
        blocks=tuple(_read_block(block) for block in data["blocks"]),
        signed_by=_read(data["signed_by"]),
        signed_on=_read(data["signed_on"]),
        attachments=tuple(_read(a) for a in data["attachments"]),
    )


def digest(text: str) -> str:
    """64 hex digits of SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()


def _inlines(content: tuple[Inline, ...]) -> list[list[Any]]:
    return [
        ["t", inline.text, int(inline.bold), int(inline.italic)]
        if isinstance(inline, Text)
        else ["s", inline.ref, str(inline.kind), inline.shown, inline.title, inline.note]
        for inline in content
    ]


def _read(stored: list[list[Any]]) -> tuple[Inline, ...]:
    return tuple(
        Text(item[1], bool(item[2]), bool(item[3])) if item[0] == "t" else Slot(item[1], SlotKind(item[2]), item[3], item[4], item[5])
        for item in stored
    )


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"k": "h", "level": block.level, "content": _inlines(block.content)}
    if isinstance(block, Paragraph):
        return {"k": "p", "content": _inlines(block.content), "align": block.align, "indent": block.indent}
    if isinstance(block, Table):
        rows = [[_inlines(cell) for cell in row] for row in block.rows]
        table = {"k": "t", "rows": rows, "header_rows": block.header_rows, "caption": _inlines(block.caption)}
        return table | ({"merges": [list(merge) for merge in block.merges]} if block.merges else {})
    data = base64.b64encode(block.data).decode()
    return {"k": "i", "data": data, "media_type": block.media_type, "alt": block.alt, "caption": _inlines(block.caption)}


def _read_block(stored: dict[str, Any]) -> Block:
    if stored["k"] == "h":
        return Heading(stored["level"], _read(stored["content"]))
    if stored["k"] == "p":
        return Paragraph(_read(stored["content"]), stored["align"], stored["indent"])
    if stored["k"] == "t":
        rows = tuple(tuple(_read(cell) for cell in row) for row in stored["rows"])
        merges = tuple(Merge(*merge) for merge in stored.get("merges", ()))
        return Table(rows, stored["header_rows"], _read(stored["caption"]), merges)
    return Picture(base64.b64decode(stored["data"]), stored["media_type"], stored["alt"], _read(stored["caption"]))
