"""A text as the checks of facts read it: narrowed, without the spaces some set around figures, with what several ask for found once."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .amounts import Amount, amount_of, numbers
from .days import Day, days_of, years_named
from .numerals import narrow
from .sentences import LONGEST, ends_of, quoted, sentence_at, sentences

_SPACE = re.compile(r"[ \u00a0](?:(?<=[\d%万亿].)(?=[\u4e00-\u9fff（(])|(?<=[\u4e00-\u9fff（(].)(?=\d))")


@dataclass(frozen=True)
class Stated:
    """text: narrowed and squeezed. given: as somebody wrote it. on: the day it is of, None when nobody knows. dropped: where spaces stood."""

    text: str
    given: str
    on: datetime.date | None = None
    dropped: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: str, on: datetime.date | None = None) -> Stated:
        narrowed = narrow(text)
        dropped = tuple(space.start() for space in _SPACE.finditer(narrowed)) if " " in narrowed or "\u00a0" in narrowed else ()
        return cls(_SPACE.sub("", narrowed) if dropped else narrowed, text, on, dropped)

    def as_given(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch in the text as given."""
        return (self._place(start), self._place(end - 1) + 1) if self.dropped else (start, end)

    def _place(self, at: int) -> int:
        """Every space before a character pushes it one on; each dropped place is counted in the text as given."""
        return at + bisect_right(self._shifted, at)

    @cached_property
    def _shifted(self) -> list[int]:
        return [place - before for before, place in enumerate(self.dropped)]

    @cached_property
    def days(self) -> list[Day]:
        return days_of(self.text, self.on)

    @cached_property
    def years(self) -> frozenset[int]:
        """Every year written out; a date without one may belong to any of them."""
        return years_named(self.text)

    @cached_property
    def _ends(self) -> list[int]:
        return ends_of(self.text)

    def sentences(self, *gates: str) -> Iterator[tuple[int, int]]:
        """Sentences that hold at least one of the gates, in order, none longer than anybody writes."""
        return sentences(self.text, self._ends, gates)

    def crowded(self, least: int, *gates: str) -> Iterator[tuple[int, int]]:
        """The same, of them those in which at least so many amounts may stand."""
        starts, ends = self._numbers[0], self._ends
        at = 0
        while at + least <= len(starts):
            start, end = sentence_at(self.text, ends, starts[at])
            following = bisect_left(starts, end, at)
            if following - at >= least:
                if end - start > LONGEST:
                    parts = sentences(self.text, ends, gates, start, end)
                    yield from (one for one in parts if self.numbers(*one) >= least)
                elif any(self.text.find(gate, start, end) >= 0 for gate in gates):
                    yield start, end
            at = following

    def sentence_at(self, at: int) -> tuple[int, int]:
        """The whole sentence in which the place lies."""
        return sentence_at(self.text, self._ends, at)

    @cached_property
    def _numbers(self) -> tuple[list[int], list[re.Match[str]], dict[int, Amount | None]]:
        """Numbers with a measure word: where they begin, what was read, and the amounts somebody asked for, by the order of the text."""
        found = list(numbers(self.text))
        return [one.start() for one in found], found, {}

    def numbers(self, start: int, end: int) -> int:
        """How many amounts there may be in text[start:end]: what is cheap to know before they are read."""
        starts, _found, _read = self._numbers
        return bisect_left(starts, end) - bisect_left(starts, start)

    @property
    def figures(self) -> list[re.Match[str]]:
        """All that looks like an amount with its measure word, in order and unread."""
        return self._numbers[1]

    def amounts(self, start: int, end: int) -> list[Amount]:
        """The amounts with a measure word in text[start:end], in order."""
        starts = self._numbers[0]
        places = range(bisect_left(starts, start), bisect_left(starts, end))
        return [amount for at in places if (amount := self.amount(at)) is not None and amount.end <= end]

    def amount(self, at: int) -> Amount | None:
        """What ``figures[at]`` claims; None when it is no amount."""
        _starts, found, read = self._numbers
        if at not in read:
            read[at] = amount_of(found[at])
        return read[at]

    @cached_property
    def _quoted(self) -> list[tuple[int, int]]:
        return sorted(quoted(self.text))

    def in_quotation(self, start: int, end: int) -> bool:
        """Does the stretch stand in somebody else's words?"""
        spans = self._quoted
        at = bisect_right(spans, (start, len(self.text))) - 1
        return (at >= 0 and start < spans[at][1]) or (at + 1 < len(spans) and spans[at + 1][0] < end)
