"""The words of a Word file before anything is concluded from them: what crosses the pipe from the child process."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from rongmei.reporting.summary.document import Merge


@dataclass(frozen=True, slots=True)
class RawRun:
    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class RawPicture:
    data: bytes
    media_type: str
    alt: str


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """`label` is an automatic list number as a reader sees it; `outline` 0..8 from the style or the paragraph itself;
    `size` in half-points of most of its text (0: not said); `bookmarks` are (name, start, end) in the text without label."""

    runs: tuple[RawRun, ...] = ()
    label: str = ""
    style: str = ""
    outline: int | None = None
    align: str = ""
    size: int = 0
    font: str = ""
    bookmarks: tuple[tuple[str, int, int], ...] = ()
    pictures: tuple[RawPicture, ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class RawTable:
    """Cells are lists of paragraphs; the shadow of a merged cell is an empty list."""

    rows: tuple[tuple[tuple[RawParagraph, ...], ...], ...]
    header_rows: int = 0
    merges: tuple[Merge, ...] = ()


RawBlock = RawParagraph | RawTable


@dataclass(frozen=True, slots=True)
class RawFile:
    blocks: tuple[RawBlock, ...]
    notes: tuple[str, ...] = ()


def to_json(file: RawFile) -> dict[str, Any]:
    return {"blocks": [_block_out(block) for block in file.blocks], "notes": list(file.notes)}


def from_json(data: dict[str, Any]) -> RawFile:
    return RawFile(tuple(_block_in(block) for block in data["blocks"]), tuple(data["notes"]))


def _block_out(block: RawBlock) -> dict[str, Any]:
    if isinstance(block, RawParagraph):
        return _paragraph_out(block)
    rows = [[[_paragraph_out(p) for p in cell] for cell in row] for row in block.rows]
    return {"rows": rows, "header_rows": block.header_rows, "merges": [list(merge) for merge in block.merges]}


def _paragraph_out(paragraph: RawParagraph) -> dict[str, Any]:
    data: dict[str, Any] = {
        "runs": [[run.text, run.bold, run.italic] for run in paragraph.runs],
        "bookmarks": [list(mark) for mark in paragraph.bookmarks],
        "pictures": [[base64.b64encode(p.data).decode(), p.media_type, p.alt] for p in paragraph.pictures],
    }
    for name in ("label", "style", "outline", "align", "size", "font"):
        data[name] = getattr(paragraph, name)
    return data


def _block_in(data: dict[str, Any]) -> RawBlock:
    if "rows" not in data:
        return _paragraph_in(data)
    rows = tuple(tuple(tuple(_paragraph_in(p) for p in cell) for cell in row) for row in data["rows"])
    return RawTable(rows, data["header_rows"], tuple(Merge(*merge) for merge in data["merges"]))


def _paragraph_in(data: dict[str, Any]) -> RawParagraph:
    return RawParagraph(
        runs=tuple(RawRun(*run) for run in data["runs"]),
        label=data["label"],
        style=data["style"],
        outline=data["outline"],
        align=data["align"],
        size=data["size"],
        font=data["font"],
        bookmarks=tuple((name, start, end) for name, start, end in data["bookmarks"]),
        pictures=tuple(RawPicture(base64.b64decode(d), media, alt) for d, media, alt in data["pictures"]),
    )
