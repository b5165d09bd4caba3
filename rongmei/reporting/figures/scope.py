"""The period, and sometimes the unit, a figure is asked for."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid

ScopeCondition = tuple[str, str, Any]


@dataclass(frozen=True)
class Scope:
    """First and last day, both counted, and conditions every figure asked in this scope obeys: (dimension, operation, value).

    Value object: equal scopes are one scope. Raises Invalid when the last day lies before the first.
    """

    start: dt.date
    end: dt.date
    conditions: tuple[ScopeCondition, ...] = ()

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise Invalid(
                _("the period ends on %(end)s, before it begins on %(start)s: swap the two days.")
                % {"start": self.start.isoformat(), "end": self.end.isoformat()}
            )
        frozen = tuple((dim, str(op), tuple(value) if isinstance(value, list) else value) for dim, op, value in self.conditions)
        object.__setattr__(self, "conditions", frozen)

    @classmethod
    def year(cls, year: int) -> Scope:
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))

    @classmethod
    def academic_year(cls, year: int) -> Scope:
        """1 September of the year to 31 August of the next (《普通高等学校学年》 custom; general knowledge)."""
        return cls(dt.date(year, 9, 1), dt.date(year + 1, 8, 31))

    def shift(self, years: int) -> Scope:
        """The same period some years later (earlier when negative). A period that ends with a month still ends with it."""
        end = _shifted(self.end, years)
        if _ends_month(self.end):
            end = end.replace(day=calendar.monthrange(end.year, end.month)[1])
        return replace(self, start=_shifted(self.start, years), end=end)

    def narrowed(self, dim: str, op: str, value: Any) -> Scope:
        return replace(self, conditions=(*self.conditions, (dim, op, value)))

    def in_unit(self, unit_pk: int, *, below: bool = True) -> Scope:
        """Only rows of the unit; `below`: and of all units under it."""
        return self.narrowed("unit", "under" if below else "is", unit_pk)

    def months(self) -> Iterator[Scope]:
        """The calendar months of the period, the first and last cut to it."""
        start = self.start
        while start <= self.end:
            end = start.replace(day=calendar.monthrange(start.year, start.month)[1])
            yield replace(self, start=start, end=min(end, self.end))
            start = end + dt.timedelta(days=1)

    @property
    def is_calendar_year(self) -> bool:
        return (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31) and self.start.year == self.end.year

    def stored(self) -> list[dict[str, Any]]:
        """The conditions as JSON, in the form of selection.Condition.stored."""
        return [{"dim": dim, "op": op, "value": list(value) if isinstance(value, tuple) else value} for dim, op, value in self.conditions]

    @classmethod
    def from_stored(cls, start: dt.date, end: dt.date, stored: list[dict[str, Any]]) -> Scope:
        return cls(start, end, tuple((item["dim"], item["op"], item["value"]) for item in stored))

    def __str__(self) -> str:
        if self.is_calendar_year:
            return _("%(year)d") % {"year": self.start.year}
        return _("%(start)s to %(end)s") % {"start": self.start.isoformat(), "end": self.end.isoformat()}


def _ends_month(day: dt.date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def _shifted(day: dt.date, years: int) -> dt.date:
    """29 February becomes the 28th in a year that has none."""
    year = day.year + years
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))
