"""Facts a text states about days, times, sums, shares, growth, ages and quantities, checked against each other and against the ledgers.

One file per noun; each has ``check(stated) -> list[Finding]`` and says nothing where it is not certain.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from ..finding import Finding
from ..protocols import KnownFigures
from . import ages, anniversaries, dates, growth, ledger_figures, quantities, shares, spans, sums, times, weekdays
from .stated import Stated

__all__ = ["Stated", "check", "check_figures", "check_stated"]

NOUNS: Final = (dates, times, weekdays, spans, sums, shares, growth, ages, anniversaries, quantities)


def check(text: str, *, on: datetime.date | None = None) -> list[Finding]:
    """Every finding on the facts of a whole text, in order. on: the day the text is of; dates without a year, 今年 and ages are read by it."""
    return check_stated(Stated.of(text, on))


def check_stated(stated: Stated) -> list[Finding]:
    """The same on a text that is prepared already."""
    return _as_given(stated, (finding for noun in NOUNS for finding in noun.check(stated)))


def check_figures(stated: Stated, figures: KnownFigures) -> list[Finding]:
    """Findings on figures of a whole text that the office's ledgers contradict."""
    return _as_given(stated, ledger_figures.check(stated, figures))


def _as_given(stated: Stated, found: Iterable[Finding]) -> list[Finding]:
    """In order, counting and quoting the text as given and not as it was read."""
    given = []
    for one in found:
        start, end = stated.as_given(one.start, one.end)
        also = tuple(stated.as_given(*span) for span in one.also)
        given.append(replace(one, start=start, end=end, found=stated.given[start:end], also=also))
    return sorted(given, key=lambda one: (one.start, one.end, one.rule))
