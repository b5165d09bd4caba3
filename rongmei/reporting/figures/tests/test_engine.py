"""Drilled rows recompute to the value: on random ledgers, against plain Python."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from statistics import median
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from rongmei.base.directory.models import Unit
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.tests.app.models import Clip, ClipReprint, ClipUnit
from rongmei.reporting.figures import engine
from rongmei.reporting.figures.engine import rows_blob
from rongmei.reporting.figures.models import Figure
from rongmei.reporting.figures.scope import Scope

from .factories import FigureFactory, ManualValueFactory, MediumFactory, UnitFactory, clip, formula, manual

pytestmark = pytest.mark.django_db
YEAR = Scope.year(2022)


# ---- random ledgers ---------------------------------------------------------------------------------------------------

rows = st.fixed_dictionaries(
    {
        "unit": st.integers(0, 2),
        "state": st.sampled_from([RowState.CONFIRMED] * 4 + [RowState.SUBMITTED, RowState.DRAFT, RowState.VOIDED]),
        "published_on": st.sampled_from([dt.date(2021, 12, 31), dt.date(2022, 1, 1), dt.date(2022, 7, 9), dt.date(2022, 12, 31)]),
        "medium": st.integers(0, 2),
        "level": st.sampled_from(["national", "provincial", "city", ""]),
        "reads": st.none() | st.integers(0, 2_000_000),
        "reads_is_floor": st.booleans(),
        "original": st.booleans(),
        "fee": st.none() | st.decimals(0, 999, places=2),
        "covered": st.lists(st.tuples(st.integers(0, 2), st.none() | st.integers(0, 500)), max_size=3),
        "reprints": st.lists(st.sampled_from(["甲报", "乙报"]), max_size=3),
    }
)
conditions = st.lists(
    st.sampled_from(
        [
            ("level", "is", "national"),
            ("level", "in", ["national", "provincial"]),
            ("level", "not_in", ["city"]),
            ("level", "empty", None),
            ("reads", "gte", 1000),
            ("reads", "filled", None),
            ("original", "is", True),
            ("unit", "under", 0),
            ("unit", "is", 1),
            ("medium", "is", 2),
            ("covered_unit", "is", 0),
            ("covered_unit", "under", 1),
            ("covered_unit", "in", [0, 2]),
            ("reprinted_by", "is", "甲报"),
            ("reprinted_by", "filled", None),
        ]
    ),
    max_size=3,
    unique_by=lambda one: (one[0], one[1]),
)


class World:
    """Three units (the second stands below the first), three media, and the rows."""

    def __init__(self, drawn: list[dict[str, Any]]) -> None:
        ClipUnit.objects.all().delete()
        ClipReprint.objects.all().delete()
        Clip.objects.all().delete()
        Unit.objects.all().delete()
        self.units = [UnitFactory(path="/a/"), UnitFactory(path="/a/b/"), UnitFactory(path="/c/")]
        self.media = [MediumFactory(name=name) for name in ("晨报", "晚报", "日报")]
        self.rows = [self._make(one) for one in drawn]

    def _make(self, one: dict[str, Any]) -> Clip:
        values = {**one, "unit": self.units[one["unit"]], "medium": self.media[one["medium"]]}
        values["covered"] = [(self.units[unit], heads) for unit, heads in one["covered"]]
        return clip(**values)

    def stored(self, drawn: list[tuple[str, str, Any]]) -> list[dict[str, Any]]:
        return [{"dim": dim, "op": op, "value": self._meant(dim, value)} for dim, op, value in drawn]

    def _meant(self, dim: str, value: Any) -> Any:
        targets = {"unit": self.units, "covered_unit": self.units, "medium": self.media}.get(dim)
        if targets is None:
            return value
        return [targets[one].pk for one in value] if isinstance(value, list) else targets[value].pk


def holds(value: Any, op: str, asked: Any, paths: dict[int, str]) -> bool:
    """One condition on one value, in plain Python."""
    if op == "is":
        return value == asked
    if op == "in":
        return value in asked
    if op == "not_in":
        return value not in asked
    if op == "gte":
        return value is not None and value >= asked
    if op == "empty":
        return value in (None, "")
    if op == "filled":
        return value not in (None, "")
    assert op == "under"
    return paths[value].startswith(paths[asked])


def line_holds(line: ClipUnit, stored: list[dict[str, Any]], paths: dict[int, str]) -> bool:
    return all(holds(line.unit_id, one["op"], one["value"], paths) for one in stored if one["dim"] == "covered_unit")


def row_holds(row: Clip, stored: list[dict[str, Any]], paths: dict[int, str]) -> bool:
    for one in stored:
        if one["dim"] == "covered_unit":
            found: list[Any] = [line.unit_id for line in row.covered.all()]
        elif one["dim"] == "reprinted_by":
            found = [line.medium for line in row.reprints.all()]
        else:
            found = [getattr(row, row._meta.get_field(one["dim"]).attname)]
        if not any(holds(value, one["op"], one["value"], paths) for value in found):
            return False
    return True


def recount(measure: str, drilled: list[Clip], stored: list[dict[str, Any]], paths: dict[int, str]) -> Any:
    """The value from the drilled rows alone."""
    lines = [line for row in drilled for line in row.covered.all() if line_holds(line, stored, paths)]
    if measure == "reads":
        known = [row.reads for row in drilled if row.reads is not None]
        return None if drilled and not known else sum(known)
    if measure == "fees":
        fees = [row.fee for row in drilled if row.fee is not None]
        return None if drilled and not fees else sum(fees, Decimal(0))
    listed = {"fee_median": [row.fee for row in drilled], "heads_median": [line.heads for line in lines]}
    if measure in listed:
        known = [value for value in listed[measure] if value is not None]
        return median(known) if known else None
    return {
        "count": len(drilled),
        "media": len({row.medium_id for row in drilled}),
        "heads": None if lines and all(line.heads is None for line in lines) else sum(line.heads or 0 for line in lines),
        "units": len({line.unit_id for line in lines}),
    }[measure]


MEASURES = ("count", "reads", "fees", "media", "heads", "units", "fee_median", "heads_median")


@given(st.lists(rows, max_size=10), conditions, st.sampled_from(["scope", "as_of"]))
def test_value_is_what_the_drilled_rows_recompute_to(drawn, asked, period):
    world = World(drawn)
    stored = world.stored(asked)
    paths = {unit.pk: unit.path for unit in world.units}
    figures = [
        Figure(key=measure, label=measure, ledger="test-clips", measure=measure, conditions=stored, period=period) for measure in MEASURES
    ]
    # One figure beside them that asks something else: folding must not let one filter leak into another.
    figures.append(
        Figure(key="other", label="other", ledger="test-clips", measure="count", conditions=world.stored([("level", "is", "city")]))
    )
    values = engine.compute_many(figures, YEAR)
    alone = {figure.key: engine.value(figure, YEAR) for figure in figures}
    assert values == alone
    expected_rows = {
        row.pk
        for row in world.rows
        if row.state == RowState.CONFIRMED
        and row.published_on <= YEAR.end
        and (period == "as_of" or row.published_on >= YEAR.start)
        and row_holds(row, stored, paths)
    }
    for figure in figures[:-1]:
        drilled = list(engine.selection_of(figure, YEAR).rows().prefetch_related("covered", "reprints"))
        assert {row.pk for row in drilled} == expected_rows
        found = values[figure.key]
        assert found.rows == len(drilled)
        assert found.amount == recount(figure.measure, drilled, stored, paths), figure.measure
        assert found.at_least == (figure.measure == "reads" and any(row.reads_is_floor for row in drilled))
        assert {rows_blob.split(number)[0] for number in rows_blob.unpack(engine.freeze(figure, YEAR).blob)} == expected_rows


@given(st.lists(rows, max_size=10), conditions)
def test_waiting_counts_the_rows_that_would_join_when_confirmed(drawn, asked):
    world = World(drawn)
    stored = world.stored(asked)
    figure = Figure(key="f", label="f", ledger="test-clips", measure="count", conditions=stored)
    before = engine.value(figure, YEAR)
    Clip.objects.filter(state__in=[RowState.SUBMITTED, RowState.DRAFT]).update(
        state=RowState.CONFIRMED, confirmed_at=dt.datetime.now(dt.UTC)
    )
    after = engine.value(figure, YEAR)
    assert (after.amount, after.waiting) == (before.amount + before.waiting, 0)


# ---- single cases -----------------------------------------------------------------------------------------------------


def test_sum_is_not_inflated_by_a_to_many_condition():
    clip(reads=100, reprints=["甲报", "甲报", "甲报"])
    figure = FigureFactory(measure="reads", conditions=[{"dim": "reprinted_by", "op": "is", "value": "甲报"}])
    assert engine.value(figure, YEAR).amount == 100


def test_condition_on_lines_counts_those_lines_only():
    arts, law = UnitFactory(), UnitFactory()
    clip(covered=[(arts, 30), (law, 4)])
    clip(covered=[(law, 50)])
    only_arts = [{"dim": "covered_unit", "op": "is", "value": arts.pk}]
    assert engine.value(FigureFactory(measure="heads", conditions=only_arts), YEAR).amount == 30
    assert engine.value(FigureFactory(measure="units", conditions=only_arts), YEAR).amount == 1


def test_eighty_figures_of_a_ledger_cost_one_query_and_one_per_kind_of_lines(django_assert_num_queries):
    clip()
    unit = UnitFactory()
    figures = [
        FigureFactory(
            measure=MEASURES[n % len(MEASURES)],
            conditions=[{"dim": "unit", "op": "under", "value": unit.pk}] * (n % 3),
            period=("scope", "as_of")[n % 2],
        )
        for n in range(80)
    ]
    with django_assert_num_queries(2):
        engine.compute_many(figures, YEAR)


def test_folded_figures_keep_their_own_scopes(django_assert_num_queries):
    for year in (2020, 2021, 2021, 2022):
        clip(published_on=dt.date(year, 5, 1))
    figure = FigureFactory()
    with django_assert_num_queries(1):
        values = engine.compute_pairs([(figure, Scope.year(year)) for year in (2020, 2021, 2022, 2023)])
    assert [value.amount for value in values] == [1, 2, 1, 0]


def test_since_start_counts_from_its_day():
    for year in (2019, 2020, 2022, 2023):
        clip(published_on=dt.date(year, 5, 1))
    assert engine.value(FigureFactory(period="since_start", since=dt.date(2020, 1, 1)), YEAR).amount == 2
    assert engine.value(FigureFactory(period="since_start"), YEAR).amount == 3


def test_scope_narrowed_to_a_unit_takes_the_units_below_it():
    faculty = UnitFactory(path="/x/")
    department = UnitFactory(path="/x/y/")
    clip(unit=faculty)
    clip(unit=department)
    clip()
    figure = FigureFactory()
    assert engine.value(figure, YEAR.in_unit(faculty.pk)).amount == 2
    assert engine.value(figure, YEAR.in_unit(faculty.pk, below=False)).amount == 1


def test_blank_names_are_nobody():
    clip(note="")
    clip(note="张三")
    from rongmei.base.ledger.declaration import Measure
    from rongmei.base.ledger.enums import Basis
    from rongmei.base.ledger.selection import Selection
    from rongmei.reporting.figures.engine.folding import Leaf, fold

    from .factories import clips

    leaf = Leaf(Selection(clips()), Measure("notes", "distinct", "备注", "个", Basis.OTHER, field="note"))
    assert fold([leaf])[0].value.amount == 1


def test_empty_column_behind_all_rows_is_unknown_not_zero():
    clip(reads=None)
    found = engine.value(FigureFactory(measure="reads"), YEAR)
    assert (found.amount, found.rows, found.missing) == (None, 1, 1)
    assert found.problem


def test_missing_tells_how_many_rows_leave_the_column_empty():
    clip(reads=None)
    clip(reads=5)
    found = engine.value(FigureFactory(measure="reads"), YEAR)
    assert (found.amount, found.missing) == (5, 1)


def test_figure_of_a_ledger_that_is_gone_has_a_sentence_instead_of_a_value():
    found = engine.value(FigureFactory(ledger="no-such"), YEAR)
    assert found.amount is None
    assert "no-such" in found.problem


def test_one_broken_figure_does_not_stop_the_others():
    clip()
    broken, whole = FigureFactory(conditions=[{"dim": "nonsense", "op": "is", "value": 1}]), FigureFactory()
    values = engine.compute_many([broken, whole], YEAR)
    assert (values[broken.key].amount, values[whole.key].amount) == (None, 1)


# ---- formulas and values entered by hand --------------------------------------------------------------------------------


def test_formula_is_worked_out_from_figures_it_was_not_given():
    clip(covered=[(UnitFactory(), 30)])
    clip(covered=[(UnitFactory(), 60)])
    FigureFactory(key="clip.heads", measure="heads")
    FigureFactory(key="clip.count")
    mean = formula("clip.mean", "{clip.heads}/{clip.count}")
    nested = formula("clip.twice", "{clip.mean}*2")
    assert (engine.value(mean, YEAR).amount, engine.value(nested, YEAR).amount) == (45, 90)


def test_formula_over_a_lower_bound_is_one():
    clip(reads=1_000_000, reads_is_floor=True)
    FigureFactory(key="clip.reads", measure="reads")
    found = engine.value(formula("clip.double", "{clip.reads}*2"), YEAR)
    assert (found.amount, found.at_least) == (2_000_000, True)


@pytest.mark.parametrize(("expr", "sentence"), [("{x.b}", "x.a → x.b → x.a"), ("{x.gone}", "x.gone"), ("{x.zero}/{x.zero}", "0")])
def test_formula_that_cannot_be_worked_out_says_why(expr, sentence):
    FigureFactory(key="x.zero")
    formula("x.b", "{x.a}")
    found = engine.value(formula("x.a", expr), YEAR)
    assert found.amount is None
    assert sentence in found.problem


def test_manual_flow_speaks_for_its_own_period_only():
    figure = manual("school.visitors")
    ManualValueFactory(figure=figure, value=Decimal("2300"), at_least=True)
    assert engine.value(figure, YEAR) == engine.Value(2300, at_least=True)
    assert engine.value(figure, Scope.year(2021)).amount is None


def test_manual_stock_speaks_until_it_expires():
    figure = manual("school.students", period="as_of")
    ManualValueFactory(figure=figure, value=20_000, start=dt.date(2021, 1, 1), end=dt.date(2021, 12, 31), valid_until=dt.date(2022, 12, 31))
    assert engine.value(figure, YEAR).amount == 20_000
    assert engine.value(figure, Scope.year(2023)).amount is None


def test_newest_manual_value_counts():
    figure = manual("school.students")
    ManualValueFactory(figure=figure, value=1)
    ManualValueFactory(figure=figure, value=2)
    assert engine.value(figure, YEAR).amount == 2


def test_manual_figure_cannot_be_narrowed_to_a_unit():
    figure = manual("school.students")
    ManualValueFactory(figure=figure, value=1)
    assert engine.value(figure, YEAR.in_unit(1)).amount is None


# ---- layouts ----------------------------------------------------------------------------------------------------------


def test_months_add_up_to_the_year_for_what_adds_up(django_assert_num_queries):
    for month in (1, 1, 3, 12):
        clip(published_on=dt.date(2022, month, 28), reads=10)
    figure = FigureFactory(measure="reads")
    with django_assert_num_queries(1):
        bars = engine.breakdown(figure, YEAR, "month")
    assert [bar.value.amount for bar in bars] == [20, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 10]
    assert engine.additive(figure)


def test_distinct_is_recounted_in_each_month():
    medium = MediumFactory()
    clip(medium=medium, published_on=dt.date(2022, 1, 5))
    clip(medium=medium, published_on=dt.date(2022, 2, 5))
    figure = FigureFactory(measure="media")
    bars = engine.breakdown(figure, YEAR, "month")
    assert ([bar.value.amount for bar in bars][:3], engine.value(figure, YEAR).amount) == ([1, 1, 0], 1)
    assert not engine.additive(figure)


def test_units_are_those_behind_the_figure():
    first, second = UnitFactory(name="文学院", path="/1/"), UnitFactory(name="法学院", path="/2/")
    UnitFactory(name="理学院", path="/3/")
    clip(unit=second)
    clip(unit=first)
    clip(unit=first)
    figure = FigureFactory(key="clip.count")
    assert [(bar.label, bar.value.amount) for bar in engine.breakdown(figure, YEAR, "unit")] == [("文学院", 2), ("法学院", 1)]
    assert [bar.label for bar in engine.breakdown(formula("clip.twice", "{clip.count}*2"), YEAR, "unit")] == ["文学院", "法学院"]


def test_years_end_with_the_scope():
    clip(published_on=dt.date(2020, 1, 1))
    clip()
    with translation.override("en"):
        bars = engine.breakdown(FigureFactory(), YEAR, "year", years=3)
    assert [(bar.label, bar.value.amount) for bar in bars] == [("2020", 1), ("2021", 0), ("2022", 1)]
