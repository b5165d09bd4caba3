"""Quarters of a year, and which of them lack study sessions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass


def quarter_of(day: dt.date) -> int:
    return (day.month - 1) // 3 + 1


def quarter_end(year: int, quarter: int) -> dt.date:
    """The last day of the quarter."""
    return dt.date(year, 12, 31) if quarter == 4 else dt.date(year, quarter * 3 + 1, 1) - dt.timedelta(days=1)


def quarter_start(year: int, quarter: int) -> dt.date:
    return dt.date(year, quarter * 3 - 2, 1)


@dataclass(frozen=True)
class QuarterShort:
    """A quarter in which a group held fewer discussions than it owes."""

    unit_id: int
    unit_name: str
    level: str
    year: int
    quarter: int
    held: int
    owed: int

    @property
    def ends_on(self) -> dt.date:
        return quarter_end(self.year, self.quarter)


def short_quarters(held: Mapping[int, int], owed: int) -> list[int]:
    """The quarters of a year (1 to 4) in which fewer than `owed` were held. `held`: quarter → discussions."""
    return [quarter for quarter in (1, 2, 3, 4) if held.get(quarter, 0) < owed]
