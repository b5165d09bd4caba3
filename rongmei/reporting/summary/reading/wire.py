"""What crosses the pipe from the child process as JSON: a document with its places, and back."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from rongmei.reporting.summary.document import (
    Block,
    Document,
    Heading,
    Inline,
    Merge,
    Paragraph,
    Picture,
    Slot,
    SlotKind,
    Table,
    Text,
)
from rongmei.reporting.summary.wording import Form

from .found import FoundSlot, Guess, MaskOf, ReadDocument

_SAME = ("ref", "original", "is_mask", "mask_length", "measure_word", "before", "after", "sentence", "place")


def read_to_json(read: ReadDocument) -> dict[str, Any]:
    document = read.document
    return {
        "title": _content_out(document.title),
        "blocks": [_block_out(block) for block in document.blocks],
        "signed_by": _content_out(document.signed_by),
        "signed_on": _content_out(document.signed_on),
        "found": [_found_out(slot) for slot in read.found],
        "notes": list(read.notes),
    }


def read_from_json(data: dict[str, Any]) -> ReadDocument:
    document = Document(
        title=_content_in(data["title"]),
        blocks=tuple(_block_in(block) for block in data["blocks"]),
        signed_by=_content_in(data["signed_by"]),
        signed_on=_content_in(data["signed_on"]),
    )
    return ReadDocument(document, tuple(_found_in(slot) for slot in data["found"]), tuple(data["notes"]))


def _content_out(content: Iterable[Inline]) -> list[list[Any]]:
    return [[i.text, i.bold, i.italic] if isinstance(i, Text) else [i.ref, i.shown] for i in content]


def _content_in(data: list[list[Any]]) -> tuple[Inline, ...]:
    return tuple(Text(*item) if len(item) == 3 else Slot(item[0], SlotKind.OPEN, item[1]) for item in data)


def _block_out(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, content):
            return {"heading": level, "content": _content_out(content)}
        case Paragraph(content, align, indent):
            return {"content": _content_out(content), "align": align, "indent": indent}
        case Table(rows, header_rows, caption, merges):
            cells = [[_content_out(cell) for cell in row] for row in rows]
            return {"rows": cells, "header_rows": header_rows, "caption": _content_out(caption), "merges": [list(m) for m in merges]}
        case Picture(data, media_type, alt, caption):
            encoded = base64.b64encode(data).decode()
            return {"picture": encoded, "media_type": media_type, "alt": alt, "caption": _content_out(caption)}


def _block_in(data: dict[str, Any]) -> Block:
    if "heading" in data:
        return Heading(data["heading"], _content_in(data["content"]))
    if "rows" in data:
        rows = tuple(tuple(_content_in(cell) for cell in row) for row in data["rows"])
        return Table(rows, data["header_rows"], _content_in(data["caption"]), tuple(Merge(*merge) for merge in data["merges"]))
    if "picture" in data:
        caption = _content_in(data["caption"])
        return Picture(base64.b64decode(data["picture"]), data["media_type"], data["alt"], caption)
    return Paragraph(_content_in(data["content"]), data["align"], data["indent"])


def _found_out(slot: FoundSlot) -> dict[str, Any]:
    return {name: getattr(slot, name) for name in _SAME} | {
        "form": slot.form,
        "low": None if slot.low is None else str(slot.low),
        "high": None if slot.high is None else str(slot.high),
        "mask_of": slot.mask_of,
        "heading_trail": list(slot.heading_trail),
        "kind_guess": slot.kind_guess,
    }


def _found_in(data: dict[str, Any]) -> FoundSlot:
    return FoundSlot(
        **{name: data[name] for name in _SAME},
        form=None if data["form"] is None else Form(data["form"]),
        low=None if data["low"] is None else Decimal(data["low"]),
        high=None if data["high"] is None else Decimal(data["high"]),
        mask_of=None if data["mask_of"] is None else MaskOf(data["mask_of"]),
        heading_trail=tuple(data["heading_trail"]),
        kind_guess=Guess(data["kind_guess"]),
    )
