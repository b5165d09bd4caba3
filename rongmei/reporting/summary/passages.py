"""Where something stands in a document, in words a reader can follow: 第3段, 第1个表第2行第3格.

Reports (missing glyphs, leaks) name places with these; a place without its sentence is hard to find, so both are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rongmei.reporting.summary.document import Block, Document, Heading, Inline, Paragraph, Picture, Table, plain

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]?[”’」』）)]*")
_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Passage:
    """One run of inlines and its place. `block` is the block it comes from, None for title, attachments and signature."""

    place: str
    content: tuple[Inline, ...]
    block: Block | None = None


def passages(document: Document) -> Iterator[Passage]:
    """Every run of inlines in reading order. Headings and paragraphs are counted together, as a reader counts 段."""
    yield Passage("标题", document.title)
    paragraphs = tables = pictures = 0
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            paragraphs += 1
            yield Passage(f"第{paragraphs}段", block.content, block)
        elif isinstance(block, Table):
            tables += 1
            yield from _table_passages(block, tables)
        else:
            pictures += 1
            yield Passage(f"图{pictures}的说明", block.caption, block)
    for number, attachment in enumerate(document.attachments, start=1):
        yield Passage(f"附件{number}的名称", attachment)
    yield Passage("署名", document.signed_by)
    yield Passage("成文日期", document.signed_on)


def _table_passages(table: Table, number: int) -> Iterator[Passage]:
    yield Passage(f"表{number}的说明", table.caption, table)
    for r, row in enumerate(table.rows, start=1):
        for c, cell in enumerate(row, start=1):
            yield Passage(f"表{number}第{r}行第{c}格", cell, table)


def sentences(content: tuple[Inline, ...]) -> Iterator[str]:
    """The sentences of a passage, with their full stops."""
    for found in _SENTENCE.finditer(plain(content)):
        if found.group().strip():
            yield found.group()


def quoted(place: str, sentence: str, around: str = "") -> str:
    """Place and sentence in one phrase, a long sentence cut to the words near `around`: 第3段：“……”."""
    sentence = sentence.strip()
    if len(sentence) > _LONGEST_QUOTE:
        middle = max(sentence.find(around), 0) + len(around) // 2
        start = min(max(middle - _LONGEST_QUOTE // 2, 0), len(sentence) - _LONGEST_QUOTE)
        cut = sentence[start : start + _LONGEST_QUOTE]
        sentence = ("……" if start else "") + cut + ("……" if start + _LONGEST_QUOTE < len(sentence) else "")
    return f"{place}：“{sentence}”"


def picture_alts(document: Document) -> Iterator[tuple[str, str]]:
    """The alternative text of each picture and its place; it is read aloud, so it says as much as the caption."""
    pictures = [block for block in document.blocks if isinstance(block, Picture)]
    for number, picture in enumerate(pictures, start=1):
        yield f"图{number}的替代文字", picture.alt
