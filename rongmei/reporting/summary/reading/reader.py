"""The words of a Word file → a document whose numbers and masked runs are open slots. Runs in the child process."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rongmei.reporting.summary.document import Block, Document, Heading, Inline, Paragraph, Picture

from .found import ReadDocument
from .raw import RawBlock, RawFile, RawParagraph, RawRun, RawTable
from .slots import Collector, stripped
from .structure import Outline, outline, words

_TABLE_CAPTION = re.compile(r"^(?:附?表)\s*[\d０-９一二三四五六七八九十]")
_PICTURE_CAPTION = re.compile(r"^(?:附?图)\s*[\d０-９一二三四五六七八九十]")
_ALIGN = {"center": "center", "right": "right", "left": "left"}


def read_blocks(file: RawFile) -> ReadDocument:
    """Title, headings, tables, signature, and a slot at every place."""
    return _Reader(file).read()


class _Reader:
    def __init__(self, file: RawFile) -> None:
        self.file = file
        self.outline: Outline = outline(file.blocks)
        self.levels = dict(self.outline.headings)
        self.collector = Collector()
        self.counts = {"paragraph": 0, "table": 0}
        self.notes = list(file.notes)

    def read(self) -> ReadDocument:
        shape = self.outline
        title = self._lines(shape.title, "标题")
        ended = {*shape.title, *shape.signed_by, shape.signed_on}
        blocks: list[Block] = []
        caption: RawParagraph | None = None
        for i, raw in enumerate(self.file.blocks):
            if i in ended:
                continue
            following = _next_written(self.file.blocks, i)
            if isinstance(raw, RawParagraph) and isinstance(following, RawTable) and _is_caption(raw, _TABLE_CAPTION):
                caption = raw
            elif isinstance(raw, RawTable):
                blocks.append(self._table(raw, caption))
                caption = None
            else:
                self._paragraph(i, raw, blocks)
        signed_by = self._lines(shape.signed_by, "落款")
        signed_on = self._lines(() if shape.signed_on is None else (shape.signed_on,), "日期")
        document = Document(title, tuple(blocks), signed_by, signed_on)
        return ReadDocument(document, tuple(self.collector.found), tuple(self.notes))

    def _lines(self, indexes: Sequence[int], place: str) -> tuple[Inline, ...]:
        """Several paragraphs as the lines of one."""
        runs: list[RawRun] = []
        for i in indexes:
            block = self.file.blocks[i]
            assert isinstance(block, RawParagraph)
            if runs:
                runs.append(RawRun("\n"))
            runs.extend(stripped(block))
        return self.collector.content(runs, place, keep_bold=False)

    def _paragraph(self, index: int, raw: RawParagraph, blocks: list[Block]) -> None:
        text = words(raw)
        if text and blocks and isinstance(blocks[-1], Picture) and not blocks[-1].caption and _is_caption(raw, _PICTURE_CAPTION):
            picture = blocks[-1]
            blocks[-1] = Picture(picture.data, picture.media_type, picture.alt, self.collector.content(stripped(raw), "图题"))
        elif text:
            self.counts["paragraph"] += 1
            blocks.append(self._written(index, raw, f"第{self.counts['paragraph']}段"))
        blocks.extend(Picture(p.data, p.media_type, p.alt) for p in raw.pictures)

    def _written(self, index: int, raw: RawParagraph, place: str) -> Block:
        level = self.levels.get(index)
        if level is None:
            align = _ALIGN.get(raw.align, "justify")
            return Paragraph(self.collector.content(stripped(raw), place), align, indent=align == "justify")
        content = self.collector.content(stripped(raw), place, keep_bold=False)
        self.collector.enter(level, words(raw))
        return Heading(level, content)

    def _table(self, raw: RawTable, caption: RawParagraph | None) -> Block:
        self.counts["table"] += 1
        place = f"表{self.counts['table']}"
        above = self.collector.content(stripped(caption), place) if caption else ()
        if caption:
            self.collector.enter(9, words(caption))
        pictures = sum(len(p.pictures) for row in raw.rows for cell in row for p in cell)
        if pictures:
            self.notes.append(f"{place}里有 {pictures} 张图片，没有读入；请在新总结里另行插入。")
        table = self.collector.table(raw, place)
        if caption:
            self.collector.trail.pop()
        return replace(table, caption=above)


def _next_written(blocks: Sequence[RawBlock], index: int) -> RawBlock | None:
    for block in blocks[index + 1 :]:
        if not isinstance(block, RawParagraph) or words(block) or block.pictures:
            return block
    return None


def _is_caption(paragraph: RawParagraph, pattern: re.Pattern[str]) -> bool:
    text = words(paragraph)
    return bool(pattern.match(text)) and len(text) <= 60 and not text.endswith("。")
