"""The one intermediate form of a document: everything that leaves the house is emitted from it.

DOCX, PDF, HTML and plain text are four ways to write the same `Document`; masking is one function from `Document` to
`Document`. So the formats cannot disagree, and the masked edition has the structure of the plain one by construction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple


class SlotKind(StrEnum):
    """What stands in a slot of a sentence."""

    FIGURE = "figure"  # a number computed from records
    NAME = "name"  # a protected name: the university, a unit, a person
    ROWS = "rows"  # a list of rows: 被A、B、C等报道
    OPEN = "open"  # found in last year's document, not bound yet


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words. No markup inside: emphasis is a property of the run."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """One live place in a sentence. `shown` is exactly what the reader reads there."""

    ref: str
    kind: SlotKind
    shown: str
    title: str = ""  # what it is, for a tooltip or a list of slots
    note: str = ""  # what is wrong with it, empty when nothing is


Inline = Text | Slot


@dataclass(frozen=True, slots=True)
class Heading:
    """Levels 1–4 are 一、 （一） 1. （1） of GB/T 9704; the number is part of the text, as offices write it."""

    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: tuple[Inline, ...]
    align: str = "justify"  # justify | center | right | left
    indent: bool = True  # two characters before the first line


class Merge(NamedTuple):
    """A cell that reaches over others: where it stands, counted from 0, and over how many rows and columns."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first `header_rows` rows are headings. A merged cell is written once, its shadow cells are empty."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    header_rows: int = 1
    caption: tuple[Inline, ...] = ()
    merges: tuple[Merge, ...] = ()

    def reach(self) -> dict[tuple[int, int], Merge]:
        """Every place a merged cell covers, its own too, with the merged cell."""
        return {
            (row, column): merge
            for merge in self.merges
            for row in range(merge.row, merge.row + merge.rows)
            for column in range(merge.column, merge.column + merge.columns)
        }


@dataclass(frozen=True, slots=True)
class Picture:
    data: bytes
    media_type: str  # image/png or image/jpeg
    alt: str
    caption: tuple[Inline, ...] = ()


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A title, blocks, and the signature 落款 (office and date, each may be empty)."""

    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    signed_by: tuple[Inline, ...] = ()
    signed_on: tuple[Inline, ...] = ()
    attachments: tuple[tuple[Inline, ...], ...] = field(default=())

    def inlines(self) -> Iterator[Inline]:
        """Every run and slot in reading order."""
        yield from self.title
        for block in self.blocks:
            yield from block_inlines(block)
        for attachment in self.attachments:
            yield from attachment
        yield from self.signed_by
        yield from self.signed_on

    def slots(self) -> list[Slot]:
        """The slots in reading order; a slot used twice stands twice."""
        return [inline for inline in self.inlines() if isinstance(inline, Slot)]

    def map_inlines(self, change: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]) -> Document:
        """The same document with every run of inlines (title, heading, paragraph, cell, caption …) passed through `change`."""
        return Document(
            title=change(self.title),
            blocks=tuple(map_block(block, change) for block in self.blocks),
            signed_by=change(self.signed_by),
            signed_on=change(self.signed_on),
            attachments=tuple(change(a) for a in self.attachments),
        )


def block_inlines(block: Block) -> Iterator[Inline]:
    if isinstance(block, Table):
        yield from block.caption
        for row in block.rows:
            for cell in row:
                yield from cell
    elif isinstance(block, Picture):
        yield from block.caption
    else:
        yield from block.content


def map_block(block: Block, change: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]) -> Block:
    if isinstance(block, Table):
        rows = tuple(tuple(change(cell) for cell in row) for row in block.rows)
        return replace(block, rows=rows, caption=change(block.caption))
    if isinstance(block, Picture):
        return replace(block, caption=change(block.caption))
    return replace(block, content=change(block.content))


def plain(content: tuple[Inline, ...]) -> str:
    """What a reader reads, without markup."""
    return "".join(inline.text if isinstance(inline, Text) else inline.shown for inline in content)
