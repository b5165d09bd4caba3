from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rongmei.base.history.actors import SYSTEM

from ..enums import Counting
from ..rules import (
    Rate,
    WorkingCalendar,
    class_hours,
    may_set_rules,
    quarter_end,
    quarter_of,
    quarter_start,
    rate_on,
    shifted,
    short_quarters,
)

FREE = WorkingCalendar()
# The days around new year 2026 as an office might enter them: 1 to 3 January off, Sunday 4 January worked.
NEW_YEAR = WorkingCalendar({dt.date(2026, 1, 1): False, dt.date(2026, 1, 2): False, dt.date(2026, 1, 3): False, dt.date(2026, 1, 4): True})


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (dt.date(2025, 9, 19), -5, dt.date(2025, 9, 12)),  # Friday back to Friday
        (dt.date(2025, 9, 19), 10, dt.date(2025, 10, 3)),
        (dt.date(2025, 9, 20), -1, dt.date(2025, 9, 19)),  # a session on Saturday
        (dt.date(2025, 9, 21), 1, dt.date(2025, 9, 22)),
        (dt.date(2025, 9, 17), 0, dt.date(2025, 9, 17)),
    ],
)
def test_shift_leaves_out_weekends(day, days, expected):
    assert FREE.shift(day, days) == expected


def test_shift_over_year_end_follows_holidays_and_swapped_days():
    assert NEW_YEAR.shift(dt.date(2025, 12, 30), 1) == dt.date(2025, 12, 31)
    assert NEW_YEAR.shift(dt.date(2025, 12, 30), 2) == dt.date(2026, 1, 4)  # the worked Sunday
    assert NEW_YEAR.shift(dt.date(2025, 12, 30), 3) == dt.date(2026, 1, 5)
    assert NEW_YEAR.shift(dt.date(2026, 1, 6), -5) == dt.date(2025, 12, 29)


def test_shift_without_the_table_counts_new_year_as_worked():
    assert FREE.shift(dt.date(2025, 12, 30), 2) == dt.date(2026, 1, 1)


def test_shifted_in_calendar_days_ignores_weekends():
    assert shifted(dt.date(2025, 9, 22), -1, Counting.CALENDAR_DAYS, NEW_YEAR) == dt.date(2025, 9, 21)


@given(st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31)), st.integers(1, 60))
def test_between_is_the_inverse_of_shift(day, days):
    later = NEW_YEAR.shift(day, days)
    assert NEW_YEAR.between(day, later) == days
    assert NEW_YEAR.is_worked(later)
    assert NEW_YEAR.between(later, day) == -days


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (dt.date(2025, 1, 1), 1),
        (dt.date(2025, 3, 31), 1),
        (dt.date(2025, 4, 1), 2),
        (dt.date(2025, 6, 30), 2),
        (dt.date(2025, 7, 1), 3),
        (dt.date(2025, 9, 30), 3),
        (dt.date(2025, 10, 1), 4),
        (dt.date(2025, 12, 31), 4),
    ],
)
def test_quarter_of_edges(day, quarter):
    assert quarter_of(day) == quarter
    assert quarter_start(day.year, quarter) <= day <= quarter_end(day.year, quarter)


def test_quarter_end_of_each_quarter():
    assert [quarter_end(2024, quarter) for quarter in (1, 2, 3, 4)] == [
        dt.date(2024, 3, 31),
        dt.date(2024, 6, 30),
        dt.date(2024, 9, 30),
        dt.date(2024, 12, 31),
    ]


def test_short_quarters_with_none_owed_is_empty():
    assert short_quarters({}, 0) == []
    assert short_quarters({1: 1, 3: 2}, 1) == [2, 4]
    assert short_quarters({1: 1, 2: 2, 3: 2, 4: 2}, 2) == [1]


def rate(since: dt.date, hours: str) -> Rate:
    return Rate(since, Decimal(hours), "某办法", "office")


def test_rate_on_takes_the_rate_of_the_day():
    rates = [rate(dt.date(2020, 1, 1), "4"), rate(dt.date(2025, 9, 1), "3")]
    assert rate_on(rates, dt.date(2025, 8, 31)).hours == Decimal("4")
    assert rate_on(rates, dt.date(2025, 9, 1)).hours == Decimal("3")
    assert rate_on(rates, dt.date(2019, 12, 31)) is None


def test_class_hours_are_exact_to_two_decimals():
    assert class_hours(Decimal("1.5"), rate(dt.date(2020, 1, 1), "0.75")) == Decimal("1.12")
    assert class_hours(Decimal("2"), rate(dt.date(2020, 1, 1), "4")) == Decimal("8.00")


def test_may_set_rules_by_role(manager, chief, correspondent):
    assert may_set_rules(SYSTEM)
    assert may_set_rules(manager)
    assert not may_set_rules(chief)
    assert not may_set_rules(correspondent)
