from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rongmei.base.history.decisions import Invalid
from rongmei.reporting.figures.scope import Scope

days = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))


def test_shift_of_a_year_is_the_year_before():
    assert Scope.year(2022).shift(-1) == Scope.year(2021)


def test_shift_of_an_academic_year_is_the_academic_year_before():
    assert Scope.academic_year(2022).shift(-1) == Scope(dt.date(2021, 9, 1), dt.date(2022, 8, 31))


def test_shift_of_a_leap_february_keeps_the_whole_month():
    assert Scope(dt.date(2024, 2, 1), dt.date(2024, 2, 29)).shift(-1) == Scope(dt.date(2023, 2, 1), dt.date(2023, 2, 28))
    assert Scope(dt.date(2023, 2, 1), dt.date(2023, 2, 28)).shift(1) == Scope(dt.date(2024, 2, 1), dt.date(2024, 2, 29))


def test_shift_of_the_leap_day_itself_is_the_day_before_march():
    assert Scope(dt.date(2024, 2, 29), dt.date(2024, 2, 29)).shift(-1) == Scope(dt.date(2023, 2, 28), dt.date(2023, 2, 28))


@given(days, st.integers(0, 800), st.integers(-40, 40))
def test_shift_never_turns_a_period_around(start, length, years):
    end = start + dt.timedelta(days=length)
    shifted = Scope(start, end).shift(years)
    assert shifted.start <= shifted.end
    assert (shifted.start.year - start.year, shifted.end.year - end.year) == (years, years)


@given(days, st.integers(0, 800))
def test_months_cover_the_period_without_gap_or_overlap(start, length):
    scope = Scope(start, start + dt.timedelta(days=length))
    months = list(scope.months())
    assert (months[0].start, months[-1].end) == (scope.start, scope.end)
    assert all(after.start - before.end == dt.timedelta(days=1) for before, after in itertools.pairwise(months))


def test_scope_that_ends_before_it_starts_is_refused():
    with pytest.raises(Invalid):
        Scope(dt.date(2022, 2, 1), dt.date(2022, 1, 1))


def test_stored_conditions_read_back_to_the_same_scope():
    scope = Scope.year(2022).in_unit(5).narrowed("level", "in", ["national", "city"])
    assert Scope.from_stored(scope.start, scope.end, scope.stored()) == scope
