"""Last year as published and as recounted (scenario 6), and the whole against its parts (scenario 7)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from rongmei.base.directory.enums import Role
from rongmei.base.ledger.enums import Basis
from rongmei.reporting.figures import actions, engine, queries
from rongmei.reporting.figures.scope import Scope

from .factories import FigureFactory, PublishedValueFactory, clip, manual, user

pytestmark = pytest.mark.django_db
YEAR = Scope.year(2022)
NATIONAL = [{"dim": "level", "op": "is", "value": "national"}]
WIDER = [{"dim": "level", "op": "in", "value": ["national", "provincial"]}]


def test_last_year_is_told_as_signed_and_as_recounted_by_a_wider_definition():
    chief = user(Role.SECTION_CHIEF)
    for level, year in (("national", 2021), ("national", 2021), ("provincial", 2021), ("national", 2022), ("provincial", 2022)):
        clip(level=level, published_on=dt.date(year, 3, 1))
    figure = FigureFactory(conditions=NATIONAL)
    actions.take_readings(actor=chief, wanted=[actions.Wanted(figure, YEAR.shift(-1))], holder_kind="edition", holder_id="2021")
    figure = actions.change_figure(actor=chief, pk=figure.pk, conditions=WIDER)
    with translation.override("en"):
        found = queries.compare(figure, YEAR)
        assert found.sentence == (
            "2021 as published: 2; 2021 recounted by today's definition: 3. Definition v1 → v2: −级别 is 国家级；+级别 is one of 国家级、省级."
        )
    assert (found.now.amount, found.recounted.amount, found.published.amount, found.versions) == (2, 3, 2, (1, 2))
    assert (found.difference, found.growth) == (-1, -33.3)
    assert found.published.reading.rows == 2


def test_paper_from_before_this_system_speaks_when_nothing_was_signed():
    figure = FigureFactory()
    PublishedValueFactory(figure=figure, start=dt.date(2021, 1, 1), end=dt.date(2021, 12, 31), value=1180)
    found = queries.compare(figure, YEAR)
    assert (found.published.amount, found.published.source, found.recounted.amount, found.growth) == (1180, "2021年工作总结", 0, None)


def test_number_put_in_by_hand_is_what_was_published():
    chief = user(Role.SECTION_CHIEF)
    figure = FigureFactory()
    override = actions.Override("12", "含转载", 1, 2)
    actions.take_readings(
        actor=chief, wanted=[actions.Wanted(figure, YEAR.shift(-1), "12", override)], holder_kind="edition", holder_id="2021"
    )
    assert queries.compare(figure, YEAR).published.amount == 12


def test_reading_taken_on_its_own_was_never_published():
    chief = user(Role.SECTION_CHIEF)
    figure = FigureFactory()
    actions.take_reading(actor=chief, figure=figure, scope=YEAR.shift(-1))
    assert queries.compare(figure, YEAR).published is None


def test_published_value_of_the_university_does_not_speak_for_one_unit():
    figure = FigureFactory()
    PublishedValueFactory(figure=figure, start=dt.date(2021, 1, 1), end=dt.date(2021, 12, 31), value=1180)
    row = clip()
    assert queries.compare(figure, YEAR.in_unit(row.unit_id)).published is None


def test_comparisons_of_many_figures_cost_one_query_a_ledger(django_assert_num_queries):
    figures = [FigureFactory() for _n in range(10)]
    with django_assert_num_queries(3):  # the ledger, readings, papers
        queries.compare_many(figures, YEAR)


# ---- 其中 --------------------------------------------------------------------------------------------------------------


def grades():
    whole = FigureFactory(key="award.all")
    for level in ("national", "provincial", "city"):
        FigureFactory(key=f"award.{level}", part_of=whole, conditions=[{"dim": "level", "op": "is", "value": level}])
    return whole


def test_parts_that_cover_the_whole_add_up(django_assert_num_queries):
    whole = grades()
    for level in ("national", "provincial", "provincial", "city"):
        clip(level=level)
    with django_assert_num_queries(3):  # parts, the ledger, clocks
        check = engine.check_parts(whole, YEAR)
    assert check.adds_up
    assert (check.total, check.difference, [value.amount for _figure, value in check.parts]) == (4, 0, [1, 1, 2])


def test_row_without_a_grade_is_the_difference():
    whole = grades()
    clip(level="national")
    stray = clip(level="")
    check = engine.check_parts(whole, YEAR)
    assert (check.adds_up, check.difference, check.missing) == (False, 1, (stray.pk,))


def test_row_in_two_parts_is_named_even_when_the_sum_fits():
    whole = grades()
    FigureFactory(key="award.again", part_of=whole, conditions=[{"dim": "level", "op": "is", "value": "city"}])
    twice, missing = clip(level="city"), clip(level="")
    check = engine.check_parts(whole, YEAR)
    assert (check.difference, check.adds_up, check.double, check.missing) == (0, False, (twice.pk,), (missing.pk,))


def test_row_of_a_part_outside_the_whole_is_named():
    whole = FigureFactory(key="award.all", conditions=NATIONAL)
    FigureFactory(key="award.city", part_of=whole, conditions=[{"dim": "level", "op": "is", "value": "city"}])
    outside = clip(level="city")
    assert engine.check_parts(whole, YEAR).outside == (outside.pk,)


def test_parts_that_count_things_once_may_overlap_and_prove_nothing():
    whole = FigureFactory(key="media.all", measure="media", basis=Basis.OUTLETS)
    FigureFactory(key="media.city", measure="media", basis=Basis.OUTLETS, part_of=whole, conditions=NATIONAL)
    clip(level="city")
    check = engine.check_parts(whole, YEAR)
    assert (check.comparable, check.adds_up, check.difference) == (False, True, 1)


def test_part_without_a_value_proves_nothing():
    whole = grades()
    manual("award.hand", basis=Basis.PIECES, part_of=whole)
    clip(level="national")
    check = engine.check_parts(whole, YEAR)
    assert (check.comparable, check.total) == (False, 1)


def test_figure_without_parts_has_nothing_to_check():
    assert engine.check_parts(FigureFactory(), YEAR) is None


def test_decimal_parts_add_up_exactly():
    whole = FigureFactory(key="fee.all", measure="fees", basis=Basis.MONEY)
    for level in ("national", "city"):
        FigureFactory(
            key=f"fee.{level}", measure="fees", basis=Basis.MONEY, part_of=whole, conditions=[{"dim": "level", "op": "is", "value": level}]
        )
    clip(level="national", fee=Decimal("0.10"))
    clip(level="city", fee=Decimal("0.20"))
    check = engine.check_parts(whole, YEAR)
    assert (check.total, check.difference, check.adds_up) == (Decimal("0.3"), 0, True)
