"""A text as the checks of facts read it: narrowed, with what several of them ask for found once."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from .days import Day, days_of, years_named
from .numerals import narrow
from .sentences import quoted


@dataclass(frozen=True)
class Stated:
    """text: narrowed. on: the day the text is of, None when nobody knows."""

    text: str
    on: datetime.date | None = None

    @classmethod
    def of(cls, text: str, on: datetime.date | None = None) -> Stated:
        return cls(narrow(text), on)

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
