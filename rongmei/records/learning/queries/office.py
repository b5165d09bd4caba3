"""The office's own rules as they stand: calendar, deadlines, hours table, minimums."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..enums import Counting, DeadlineKey
from ..models import DeadlineRule, Holiday, HoursRate, QuarterlyMinimum
from ..rules import Rate, WorkingCalendar, shifted
from ..rules.standards import DEADLINES, MINIMUMS


@dataclass(frozen=True)
class Deadline:
    """So many days from another day, counted as the rule counts."""

    days: int
    counting: Counting
    source: str
    mark: str
    calendar: WorkingCalendar

    def before(self, day: dt.date) -> dt.date:
        return shifted(day, -self.days, self.counting, self.calendar)

    def after(self, day: dt.date) -> dt.date:
        return shifted(day, self.days, self.counting, self.calendar)


def calendar() -> WorkingCalendar:
    return WorkingCalendar(dict(Holiday.objects.values_list("day", "worked")))


def holidays_known(year: int) -> bool:
    """Whether the office has entered any holiday of the year; without, only weekends are free."""
    return Holiday.objects.filter(day__year=year).exists()


def deadlines() -> dict[DeadlineKey, Deadline]:
    """Every deadline in force. One the table lacks has its starting value."""
    days = calendar()
    found = {row.key: Deadline(row.days, row.counting, row.source, row.mark, days) for row in DEADLINES}
    for row in DeadlineRule.objects.all():
        if row.key in DeadlineKey.values:
            found[DeadlineKey(row.key)] = Deadline(row.days, Counting(row.counting), row.source, row.mark, days)
    return found


def hours_table() -> dict[int, list[Rate]]:
    """Kind of duration → its rates."""
    table: dict[int, list[Rate]] = {}
    for kind_id, since, hours, source, mark in HoursRate.objects.values_list("kind_id", "since", "hours", "source", "mark"):
        table.setdefault(kind_id, []).append(Rate(since, hours, source, mark))
    return table


@dataclass(frozen=True)
class Minimums:
    """Discussions owed each quarter: a unit's own number, else its level's."""

    of_level: dict[str, int]
    of_unit: dict[tuple[str, int], int]

    def owed(self, level: str, unit_id: int) -> int:
        return self.of_unit.get((level, unit_id), self.of_level.get(level, 0))


def minimums() -> Minimums:
    of_level = {str(row.level): row.sessions for row in MINIMUMS}
    of_unit = {}
    for level, unit_id, sessions in QuarterlyMinimum.objects.values_list("level", "unit_id", "sessions"):
        if unit_id is None:
            of_level[level] = sessions
        else:
            of_unit[level, unit_id] = sessions
    return Minimums(of_level, of_unit)
