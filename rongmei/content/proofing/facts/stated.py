"""A text as the checks of facts read it: narrowed, without the spaces some set around figures, with what several ask for found once."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from .days import Day, days_of, years_named
from .numerals import narrow
from .sentences import quoted

_SPACE = re.compile(r"[ \u00a0](?:(?<=[\d%万亿].)(?=[\u4e00-\u9fff（(])|(?<=[\u4e00-\u9fff（(].)(?=\d))")


@dataclass(frozen=True)
class Stated:
    """text: narrowed and squeezed. on: the day the text is of, None when nobody knows. dropped: where spaces stood in the text as given."""

    text: str
    on: datetime.date | None = None
    dropped: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: str, on: datetime.date | None = None) -> Stated:
        narrowed = narrow(text)
        dropped = tuple(space.start() for space in _SPACE.finditer(narrowed)) if " " in narrowed or "\u00a0" in narrowed else ()
        return cls(_SPACE.sub("", narrowed) if dropped else narrowed, on, dropped)

    def given(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch in the text as given."""
        return (self._given(start), self._given(end - 1) + 1) if self.dropped else (start, end)

    def _given(self, at: int) -> int:
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
    def _quoted(self) -> list[tuple[int, int]]:
        return sorted(quoted(self.text))

    def in_quotation(self, start: int, end: int) -> bool:
        """Does the stretch stand in somebody else's words?"""
        spans = self._quoted
        at = bisect_right(spans, (start, len(self.text))) - 1
        return (at >= 0 and start < spans[at][1]) or (at + 1 < len(spans) and spans[at + 1][0] < end)
