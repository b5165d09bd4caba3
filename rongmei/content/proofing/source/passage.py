"""Source: the checked text, its paragraphs, and the places its characters are stored."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from ..matcher import Grams
from .masking import Mask, Masks, masks_of

BREAK = "\n"  # between two paragraphs


class Scope(StrEnum):
    """What a paragraph is for; rules may hold in some scopes only."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    CAPTION = "caption"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Piece:
    """text[start:end] is stored in ``block`` from ``offset`` on, in ``length`` units there.

    When ``length`` is not ``end - start`` the piece is one character written as several (``&amp;``, an emoji counted in UTF-16 units).
    """

    start: int
    end: int
    block: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one stored block: ``stored[start:end]``, in the units of that block (see the constructors)."""

    block: str
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """Text checked as one, and what in it is left alone. ``given``: masks known from outside (``<code>``, a figure slot)."""

    text: str
    given: Mapping[Mask, Sequence[tuple[int, int]]] = field(default_factory=dict)

    @cached_property
    def grams(self) -> Grams:
        """What stands side by side: every list of phrases and every gate is looked up in it."""
        return Grams(self.text)

    @cached_property
    def masks(self) -> Masks:
        found = masks_of(self.text)
        for kind, spans in self.given.items():
            found.setdefault(kind, []).extend(spans)
        return Masks(found)


class Whole:
    """The text all paragraphs are of, known once the last is there: what stands side by side is looked up in one go for all of them."""

    text: str = ""

    @cached_property
    def grams(self) -> Grams:
        return Grams(self.text)


@dataclass(frozen=True)
class Paragraph(Passage):
    """One paragraph, title, caption or table cell. ``start``: its first character in the whole text. Findings count from 0 here."""

    start: int = 0
    scope: Scope = Scope.BODY
    whole: Whole | None = field(default=None, compare=False, repr=False)

    @cached_property
    def grams(self) -> Grams:
        return self.whole.grams.part(self.start, self.end) if self.whole else Grams(self.text)

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True)
class Source(Passage):
    """A whole text: paragraphs joined by line breaks.

    ``stored``: the strings the pieces point into, by block; fixes are written there, byte-equal elsewhere. ``markup``: blocks in which
    ``<`` and ``&`` must be escaped. ``memory``: what several checks of this text share.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    whole: Whole | None = field(default=None, compare=False, repr=False)
    pieces: tuple[Piece, ...] = ()
    stored: Mapping[str, str] = field(default_factory=dict)
    markup: frozenset[str] = frozenset()
    memory: dict[object, object] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def grams(self) -> Grams:
        return self.whole.grams if self.whole else Grams(self.text)

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    @cached_property
    def _piece_starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def pieces_of(self, start: int, end: int) -> Iterator[Piece]:
        """The parts of pieces that hold text[start:end], in order; nothing for the breaks between paragraphs."""
        at = max(bisect_right(self._piece_starts, start) - 1, 0)
        while at < len(self.pieces) and self.pieces[at].start < end:
            piece = self.pieces[at]
            at += 1
            if piece.end <= start:
                continue
            if piece.length != piece.end - piece.start:
                yield piece
                continue
            first, last = max(start, piece.start), min(end, piece.end)
            yield Piece(first, last, piece.block, piece.offset + first - piece.start, last - first)

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Where text[start:end] is stored, neighbours in one block joined. An empty span has the place before its next character."""
        if start == end:
            return self._gap(start)
        found: list[Place] = []
        for piece in self.pieces_of(start, end):
            last = piece.offset + piece.length
            if found and found[-1].block == piece.block and found[-1].end == piece.offset:
                found[-1] = Place(piece.block, found[-1].start, last)
            else:
                found.append(Place(piece.block, piece.offset, last))
        return tuple(found)

    def _gap(self, at: int) -> tuple[Place, ...]:
        for piece in self.pieces_of(at, at + 1):
            return (Place(piece.block, piece.offset, piece.offset),)
        for piece in self.pieces_of(at - 1, at):
            last = piece.offset + piece.length
            return (Place(piece.block, last, last),)
        return ()

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that holds the character at ``offset``."""
        at = bisect_right(self._paragraph_starts, offset) - 1
        return self.paragraphs[at] if at >= 0 else None


class Builder:
    """Puts a source together, piece by piece. Constructors use it; nobody else."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._open: list[str] = []
        self._start = 0  # of the open paragraph
        self._length = 0
        self._pieces: list[Piece] = []
        self._paragraphs: list[Paragraph] = []
        self._given: dict[Mask, list[tuple[int, int]]] = {}
        self._whole = Whole()
        self.stored: dict[str, str] = {}
        self.markup: set[str] = set()

    def add(self, text: str, block: str, offset: int, length: int | None = None, mask: Mask | None = None) -> None:
        """Characters that follow what stands; ``length``: how many units they take where they are stored."""
        if not text:
            return
        end = self._length + len(text)
        self._pieces.append(Piece(self._length, end, block, offset, len(text) if length is None else length))
        if mask is not None:
            self._given.setdefault(mask, []).append((self._length - self._start, end - self._start))
        self._open.append(text)
        self._length = end

    @property
    def empty(self) -> bool:
        """Whether nothing was added since the last paragraph."""
        return not self._open

    def close(self, scope: Scope = Scope.BODY, *, keep_empty: bool = False) -> None:
        """End the paragraph. An empty one leaves no trace, or an empty line where ``keep_empty``."""
        if self.empty and not keep_empty:
            return
        text = "".join(self._open)
        if text:
            self._paragraphs.append(Paragraph(text, self._given, self._start, scope, self._whole))
        self._done.append(text)
        self._open, self._given = [], {}
        self._length += 1
        self._start = self._length

    def build(self) -> Source:
        paragraphs = tuple(self._paragraphs)
        pieces = tuple(self._pieces)
        self._whole.text = text = BREAK.join(self._done)
        return Source(text, _masks_of_all(paragraphs), paragraphs, self._whole, pieces, self.stored, frozenset(self.markup))


def _masks_of_all(paragraphs: Iterable[Paragraph]) -> dict[Mask, list[tuple[int, int]]]:
    given: dict[Mask, list[tuple[int, int]]] = {}
    for paragraph in paragraphs:
        for mask, spans in paragraph.given.items():
            given.setdefault(mask, []).extend((paragraph.start + start, paragraph.start + end) for start, end in spans)
    return given
