"""The corpus built and read once for all tests of a process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rongmei.reporting.summary.document import Document, Inline, Picture, Slot, Table, Text
from rongmei.reporting.summary.reading import FoundSlot, ReadDocument, read_docx

from .composing import Summary, compose
from .making import make_docx, soffice
from .markup import Line, Place
from .offices import OFFICES


@dataclass(frozen=True, slots=True)
class Built:
    summary: Summary
    data: bytes
    read: ReadDocument

    def judged(self) -> tuple[list[tuple[Place, FoundSlot]], list[str], list[str]]:
        """Places met with what was found there, places missed, and words taken for a place that are none."""
        by_ref = {slot.ref: slot for slot in self.read.found}
        met, missed, extra = [], [], []
        for (text, slots), line in zip(written_lines(self.read.document), self.summary.lines(), strict=True):
            truth = {(place.start, place.end): place for place in line.places}
            for span, ref in slots.items():
                if span in truth:
                    met.append((truth.pop(span), by_ref[ref]))
                else:
                    extra.append(_shown(text, *span))
            missed += [_shown(line.text, place.start, place.end) for place in truth.values()]
        return met, missed, extra


@cache
def built(index: int) -> Built:
    summary = compose(OFFICES[index], index + 1)
    data = make_docx(summary)
    return Built(summary, data, read_docx(data))


def buildable() -> list[int]:
    """The offices whose files can be made on this machine: some were saved by LibreOffice."""
    return [i for i, office in enumerate(OFFICES) if not office.through or soffice()]


def written_lines(document: Document) -> list[tuple[str, dict[tuple[int, int], str]]]:
    """The words of a document line by line in reading order, with where its slots stand."""
    lines = []
    for content in _contents(document):
        text, slots = "", {}
        for inline in content:
            words = inline.text if isinstance(inline, Text) else inline.shown
            if isinstance(inline, Slot):
                slots[len(text), len(text) + len(words)] = inline.ref
            text += words
        if text:
            lines.append((text, slots))
    return lines


def _contents(document: Document) -> list[tuple[Inline, ...]]:
    found = [document.title]
    for block in document.blocks:
        if isinstance(block, Table):
            found += [block.caption, *(cell for row in block.rows for cell in row)]
        elif isinstance(block, Picture):
            found.append(block.caption)
        else:
            found.append(block.content)
    return [*found, document.signed_by, document.signed_on]


def _shown(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 8) : start]}[{text[start:end]}]{text[end : end + 6]}"


__all__ = ["Built", "Line", "buildable", "built", "written_lines"]
