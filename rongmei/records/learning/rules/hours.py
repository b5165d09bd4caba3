"""Class hours by the office's table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

CENT = Decimal("0.01")
BEGINNING = dt.date(2000, 1, 1)  # the starting table applies to every class an office may import


@dataclass(frozen=True)
class Rate:
    """One row of the table: `hours` class hours each, from the day `since` on."""

    since: dt.date
    hours: Decimal
    source: str
    mark: str

    @property
    def from_the_start(self) -> bool:
        return self.since == BEGINNING


def rate_on(rates: Iterable[Rate], day: dt.date) -> Rate | None:
    """The rate in force on the day, or None when the table begins later."""
    begun = [rate for rate in rates if rate.since <= day]
    return max(begun, key=lambda rate: rate.since) if begun else None


def class_hours(amount: Decimal, rate: Rate) -> Decimal:
    """Class hours 学时 of `amount` units, to two decimals."""
    return (amount * rate.hours).quantize(CENT)
