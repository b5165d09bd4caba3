"""Between the editor's text and the intermediate form: rich text with `<embed embedtype="slot" ref="…"/>` ↔ inlines."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from typing import Any

from wagtail.images.models import Image

from .document import Block, Heading, Inline, Merge, Paragraph, Picture, Slot, Table, Text, plain

HEADINGS = {"h2": 1, "h3": 2, "h4": 3, "h5": 4}
LEFT, UP = "←", "↑"
JOINS = (LEFT, UP)
TAG_OF_LEVEL = {level: tag for tag, level in HEADINGS.items()}
SlotOf = Callable[[str], Slot]


class _RichText(HTMLParser):
    """Reads the few tags the editor's features allow; anything else is read for its words."""

    def __init__(self, slot_of: SlotOf) -> None:
        super().__init__(convert_charrefs=True)
        self.slot_of = slot_of
        self.blocks: list[tuple[str, list[Inline]]] = []
        self.bold = self.italic = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HEADINGS or tag in ("p", "li"):
            self.blocks.append((tag, []))
        elif tag in ("b", "strong"):
            self.bold += 1
        elif tag in ("i", "em"):
            self.italic += 1
        elif tag == "br":
            self.handle_data("\n")
        elif tag == "embed":
            found = dict(attrs)
            if found.get("embedtype") == "slot" and found.get("ref"):
                self.current().append(self.slot_of(str(found["ref"])))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("b", "strong"):
            self.bold = max(0, self.bold - 1)
        elif tag in ("i", "em"):
            self.italic = max(0, self.italic - 1)

    def handle_data(self, data: str) -> None:
        if not self.blocks and not data.strip():
            return
        content = self.current()
        text = Text(data, bool(self.bold), bool(self.italic))
        last = content[-1] if content else None
        if isinstance(last, Text) and (last.bold, last.italic) == (text.bold, text.italic):
            content[-1] = Text(last.text + data, text.bold, text.italic)
        else:
            content.append(text)

    def current(self) -> list[Inline]:
        if not self.blocks:
            self.blocks.append(("p", []))
        return self.blocks[-1][1]


def read_rich_text(source: str, slot_of: SlotOf) -> list[tuple[str, tuple[Inline, ...]]]:
    """[(tag, content)] of the blocks in a rich text value."""
    parser = _RichText(slot_of)
    parser.feed(source)
    parser.close()
    return [(tag, tuple(content)) for tag, content in parser.blocks if content]


def read_inline(source: str, slot_of: SlotOf) -> tuple[Inline, ...]:
    """All inlines of a rich text value as one run (cells, captions)."""
    return tuple(inline for _tag, content in read_rich_text(source, slot_of) for inline in content)


def read_body(stream: Iterable[Any], slot_of: SlotOf) -> tuple[Block, ...]:
    """Blocks of the intermediate form from a StreamField value."""
    blocks: list[Block] = []
    for child in stream:
        if child.block_type == "text":
            for tag, content in read_rich_text(child.value.source, slot_of):
                blocks.append(Heading(HEADINGS[tag], content) if tag in HEADINGS else Paragraph(content))
        elif child.block_type == "table":
            blocks.append(_table(child.value, slot_of))
        elif child.block_type == "picture" and child.value["image"]:
            blocks.append(_picture(child.value, slot_of))
    return tuple(blocks)


def _table(value: Any, slot_of: SlotOf) -> Table:
    header = tuple((Text(column["heading"]),) if column["heading"] else () for column in value.columns)
    rows = tuple(tuple(read_inline(cell.value.source, slot_of) for cell in row) for row in value.rows)
    caption = (Text(value.caption),) if value.caption else ()
    if not any(header):
        return joined(Table(rows, 0, caption))
    table = joined(Table((header, *rows), 1, caption))
    return replace(table, header_rows=max((merge.rows for merge in table.merges if merge.row == 0), default=1))


def joined(table: Table) -> Table:
    """Cells of ← alone are joined to the cell on their left, cells of ↑ to the one above; an arrow that leads nowhere stays an arrow."""
    signs = {(r, c): plain(cell).strip() for r, row in enumerate(table.rows) for c, cell in enumerate(row)}
    taken: set[tuple[int, int]] = set()
    merges = []
    for (r, c), sign in signs.items():
        if (r, c) in taken or sign in JOINS:
            continue
        columns = next(n for n in itertools.count(1) if signs.get((r, c + n)) != LEFT)
        rows = next(n for n in itertools.count(1) if not _reaches(signs, r + n, c, columns))
        if rows * columns > 1:
            merges.append(Merge(r, c, rows, columns))
            taken.update((r + y, c + x) for y in range(rows) for x in range(columns) if (y, x) != (0, 0))
    cells = tuple(tuple(() if (r, c) in taken else cell for c, cell in enumerate(row)) for r, row in enumerate(table.rows))
    return replace(table, rows=cells, merges=tuple(merges))


def _reaches(signs: dict[tuple[int, int], str], row: int, column: int, columns: int) -> bool:
    return signs.get((row, column)) == UP and all(signs.get((row, column + n)) in JOINS for n in range(1, columns))


def _parted(table: Table) -> tuple[tuple[tuple[Inline, ...], ...], ...]:
    """The inverse of `joined`: rows with arrows where a merged cell reaches."""
    reach = table.reach()

    def cell(r: int, c: int, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        merge = reach.get((r, c))
        if merge is None or (r, c) == (merge.row, merge.column):
            return content
        return (Text(LEFT if r == merge.row else UP),)

    return tuple(tuple(cell(r, c, content) for c, content in enumerate(row)) for r, row in enumerate(table.rows))


def _picture(value: Any, slot_of: SlotOf) -> Picture:
    """The picture re-encoded at print size, without the camera's data."""
    image: Image = value["image"]
    with image.get_rendition("max-1600x1600|format-jpeg|jpegquality-85").file.open("rb") as file:
        data = file.read()
    caption = read_inline(value["caption"].source, slot_of) if value["caption"] else ()
    return Picture(data, "image/jpeg", value["alt"], caption)


def write_inlines(content: tuple[Inline, ...]) -> str:
    """Rich text of a run of inlines."""
    return "".join(_written(inline) for inline in content)


def _written(inline: Inline) -> str:
    if isinstance(inline, Slot):
        return f'<embed embedtype="slot" ref="{escape(inline.ref)}"/>'
    text = escape(inline.text, quote=False).replace("\n", "<br/>")
    if inline.bold:
        text = f"<b>{text}</b>"
    return f"<i>{text}</i>" if inline.italic else text


def write_body(blocks: Iterable[Block], keep_picture: Callable[[Picture], int | None]) -> list[dict[str, Any]]:
    """Stream data of a document's blocks; neighbouring headings and paragraphs become one text block.

    keep_picture stores a picture in the media library and returns its number, or None to leave it out.
    """
    stream: list[dict[str, Any]] = []
    text: list[str] = []

    def flush() -> None:
        if text:
            stream.append({"type": "text", "value": "".join(text)})
            text.clear()

    for block in blocks:
        if isinstance(block, Heading):
            tag = TAG_OF_LEVEL[min(max(block.level, 1), 4)]
            text.append(f"<{tag}>{write_inlines(block.content)}</{tag}>")
        elif isinstance(block, Paragraph):
            text.append(f"<p>{write_inlines(block.content)}</p>")
        elif isinstance(block, Table):
            flush()
            stream.append({"type": "table", "value": _write_table(block)})
        else:
            number = keep_picture(block)
            if number:
                flush()
                caption = f"<p>{write_inlines(block.caption)}</p>" if block.caption else ""
                stream.append({"type": "picture", "value": {"image": number, "alt": block.alt or "图", "caption": caption}})
    flush()
    return stream


def _write_table(table: Table) -> dict[str, Any]:
    width = max((len(row) for row in table.rows), default=0)
    rows = _parted(table)
    plain_head = bool(rows) and table.header_rows > 0 and all(isinstance(inline, Text) for cell in rows[0] for inline in cell)
    head = [plain(cell) for cell in rows[0]] if plain_head else [""] * width
    rows = rows[1:] if plain_head else rows
    return {
        "caption": plain(table.caption),
        "columns": [{"type": "cell", "heading": heading} for heading in (head + [""] * width)[:width]],
        "rows": [{"values": [f"<p>{write_inlines(cell)}</p>" for cell in (*row, *([()] * (width - len(row))))]} for row in rows],
    }
