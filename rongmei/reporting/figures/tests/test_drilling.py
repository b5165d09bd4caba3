"""Values are the same for everybody, rows are not, and hidden rows leak nowhere (scenario 3)."""

from __future__ import annotations

import json

import pytest
from django.utils import translation

from rongmei.base.directory.enums import Role
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.reporting.figures import actions, engine, queries
from rongmei.reporting.figures.scope import Scope

from .factories import FigureFactory, UnitFactory, clip, formula, manual, user

pytestmark = pytest.mark.django_db
YEAR = Scope.year(2022)


@pytest.fixture
def faculty():
    return UnitFactory(path="/arts/")


@pytest.fixture
def rows(faculty):
    own = [clip(unit=faculty, title=f"本院{n}") for n in range(3)]
    others = [clip(title=f"外院秘密{n}") for n in range(5)]
    return own, others


def test_rows_are_those_the_reader_may_see_and_the_total_is_told(faculty, rows):
    own, _others = rows
    figure = FigureFactory()
    reporter, head = user(Role.CORRESPONDENT, unit=faculty), user(Role.HEAD)
    seen = queries.rows_for(reporter, figure, YEAR)
    assert (seen.total, seen.visible, {row.pk for row in seen.rows}) == (8, 3, {row.pk for row in own})
    with translation.override("en"):
        assert seen.sentence == "8 records, of which you may see 3"
        assert queries.rows_for(head, figure, YEAR).sentence == "8 records"
    assert engine.value(figure, YEAR).amount == 8


def test_rows_below_the_own_unit_are_seen(faculty, rows):
    clip(unit=UnitFactory(path="/arts/history/"))
    assert queries.rows_for(user(Role.CORRESPONDENT, unit=faculty), FigureFactory(), YEAR).visible == 4


def test_json_of_a_correspondent_names_no_hidden_row(faculty, rows):
    own, _others = rows
    reporter, head = user(Role.CORRESPONDENT, unit=faculty), user(Role.HEAD)
    figure = FigureFactory()
    mine, everything = (queries.reading_json(figure, YEAR, rows=True, actor=actor) for actor in (reporter, head))
    assert mine["value"] == everything["value"] == "8"
    assert (mine["records"]["total"], mine["records"]["visible"]) == (8, 3)
    assert {item["id"] for item in mine["records"]["items"]} == {row.pk for row in own}
    assert "外院秘密" not in json.dumps(mine, ensure_ascii=False)
    assert len(everything["records"]["items"]) == 8


def test_frozen_rows_obey_the_reader_too(faculty, rows):
    own, _others = rows
    (reading,) = actions.take_readings(actor=user(Role.HEAD), wanted=[actions.Wanted(FigureFactory(), YEAR)])
    found = queries.frozen_rows(user(Role.CORRESPONDENT, unit=faculty), reading)
    assert (found.total, found.visible, [row.pk for row in found.rows]) == (8, 3, [row.pk for row in own])


def test_who_may_see_no_ledgers_sees_no_rows(rows):
    with pytest.raises(Refused):
        queries.rows_for(user(Role.PROOFREADER), FigureFactory(), YEAR)


def test_formula_opens_its_figures_instead_of_rows():
    FigureFactory(key="clip.count")
    FigureFactory(key="clip.reads", measure="reads")
    figure = formula("clip.mean", "{clip.reads}/{clip.count}")
    with pytest.raises(Invalid):
        queries.rows_for(user(Role.HEAD), figure, YEAR)
    assert [one.key for one in queries.ingredients_of(figure)] == ["clip.reads", "clip.count"]


def test_manual_figure_has_no_rows():
    with pytest.raises(Invalid):
        queries.rows_for(user(Role.HEAD), manual("school.students"), YEAR)


def test_json_of_a_formula_lists_its_ingredients():
    clip(reads=7)
    FigureFactory(key="clip.count")
    FigureFactory(key="clip.reads", measure="reads")
    found = queries.reading_json(formula("clip.mean", "{clip.reads}/{clip.count}*0.5"), YEAR)
    assert found["value"] == "3.5"
    assert [(one["key"], one["value"]) for one in found["ingredients"]] == [("clip.reads", "7"), ("clip.count", "1")]
