"""Counting working days: weekends are free, the office's table of holidays and swapped days says otherwise where it says anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..enums import Counting

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class WorkingCalendar:
    """`special`: days that differ from the week, True where the day is worked."""

    special: Mapping[dt.date, bool] = field(default_factory=dict)

    def is_worked(self, day: dt.date) -> bool:
        known = self.special.get(day)
        return day.weekday() < 5 if known is None else known

    def shift(self, day: dt.date, days: int) -> dt.date:
        """The `days`-th working day after `day` (before it, when negative); `day` itself is not counted. 0 gives `day`."""
        step = ONE_DAY if days > 0 else -ONE_DAY
        left = abs(days)
        while left:
            day += step
            if self.is_worked(day):
                left -= 1
        return day

    def between(self, start: dt.date, end: dt.date) -> int:
        """Working days after `start` up to and with `end`; negative when `end` lies before `start`."""
        if end < start:
            return -self.between(end, start)
        return sum(self.is_worked(start + dt.timedelta(days=i)) for i in range(1, (end - start).days + 1))


def shifted(day: dt.date, days: int, counting: Counting | str, calendar: WorkingCalendar) -> dt.date:
    """The day that lies `days` (negative: before) away from `day`, counted as the rule counts."""
    if counting == Counting.WORKING_DAYS:
        return calendar.shift(day, days)
    return day + dt.timedelta(days=days)
