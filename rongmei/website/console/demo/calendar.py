"""Days of the two years: terms, holidays and swapped days, and how work spreads over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random

from rongmei.base.history.actors import Actor
from rongmei.records.learning.actions import set_holidays

# First and last day, worked, name. General knowledge of the State Council's yearly arrangement; only what a demo needs.
HOLIDAYS: tuple[tuple[str, str, bool, str], ...] = (
    ("2025-01-01", "2025-01-01", False, "元旦"), ("2025-01-28", "2025-02-04", False, "春节"), ("2025-01-26", "2025-01-26", True, "春节调休"),
    ("2025-02-08", "2025-02-08", True, "春节调休"), ("2025-04-04", "2025-04-06", False, "清明节"), ("2025-05-01", "2025-05-05", False, "劳动节"),
    ("2025-04-27", "2025-04-27", True, "劳动节调休"), ("2025-05-31", "2025-06-02", False, "端午节"), ("2025-10-01", "2025-10-08", False, "国庆节、中秋节"),
    ("2025-09-28", "2025-09-28", True, "国庆节调休"), ("2025-10-11", "2025-10-11", True, "国庆节调休"),
    ("2026-01-01", "2026-01-03", False, "元旦"), ("2026-01-04", "2026-01-04", True, "元旦调休"), ("2026-02-15", "2026-02-23", False, "春节"),
    ("2026-02-14", "2026-02-14", True, "春节调休"), ("2026-02-28", "2026-02-28", True, "春节调休"), ("2026-04-04", "2026-04-06", False, "清明节"),
    ("2026-05-01", "2026-05-05", False, "劳动节"), ("2026-05-09", "2026-05-09", True, "劳动节调休"), ("2026-06-19", "2026-06-21", False, "端午节"),
    ("2026-09-25", "2026-09-27", False, "中秋节"), ("2026-10-01", "2026-10-07", False, "国庆节"), ("2026-09-20", "2026-09-20", True, "国庆节调休"),
    ("2026-10-10", "2026-10-10", True, "国庆节调休"),
)  # fmt: skip
TERMS: dict[int, tuple[tuple[str, str], ...]] = {
    2025: (("2025-01-02", "2025-01-14"), ("2025-02-24", "2025-07-09"), ("2025-09-01", "2025-12-31")),
    2026: (("2026-01-05", "2026-01-16"), ("2026-03-02", "2026-07-08"), ("2026-08-31", "2026-12-31")),
}
ONE_DAY = dt.timedelta(days=1)


def enter_holidays(actor: Actor) -> None:
    for first, last, worked, name in HOLIDAYS:
        set_holidays(actor=actor, first=dt.date.fromisoformat(first), last=dt.date.fromisoformat(last), worked=worked, name=name)


def _special() -> dict[dt.date, bool]:
    found = {}
    for first, last, worked, _name in HOLIDAYS:
        day = dt.date.fromisoformat(first)
        while day <= dt.date.fromisoformat(last):
            found[day] = worked
            day += ONE_DAY
    return found


SPECIAL = _special()


def is_worked(day: dt.date) -> bool:
    return SPECIAL.get(day, day.weekday() < 5)


def working_days(year: int, start: dt.date | None = None, end: dt.date | None = None) -> list[dt.date]:
    """Working days of the year's terms, cut to the period."""
    found = []
    for first, last in TERMS[year]:
        day = dt.date.fromisoformat(first)
        while day <= dt.date.fromisoformat(last):
            if is_worked(day) and (start is None or day >= start) and (end is None or day <= end):
                found.append(day)
            day += ONE_DAY
    return found


def after(day: dt.date, worked_days: int) -> dt.date:
    """So many working days later (earlier when negative)."""
    step = ONE_DAY if worked_days > 0 else -ONE_DAY
    left = abs(worked_days)
    while left:
        day += step
        left -= is_worked(day)
    return day


def spread(rng: Random, days: Sequence[dt.date], count: int) -> list[dt.date]:
    """`count` days in order, evenly with some jitter; a day may come twice."""
    if not days:
        return []
    step = len(days) / count
    return sorted(days[min(int((n + rng.random()) * step), len(days) - 1)] for n in range(count))
