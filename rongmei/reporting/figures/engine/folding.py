"""All figures of one ledger in one query: each figure's filter goes into its aggregates, what they share goes into WHERE."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from statistics import median
from typing import Any

from django.db import models
from django.db.models import Aggregate, BigIntegerField, Count, F, IntegerField, Max, Sum, TextField
from django.db.models import Value as Literal
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.translation import gettext as _

from rongmei.base.ledger.declaration import Measure, field_at
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.selection import Condition, Selection

from .values import Amount, Value, tidy

WAITING = (RowState.SUBMITTED, RowState.DRAFT, RowState.RETURNED)
# A row and its version in one number, so that a list of both is one column: pk * 2^20 + version.
VERSIONS = 2**20
# Far below the 2 000 columns SQLite and the 1 664 PostgreSQL return.
AT_ONCE = 240


@dataclass(frozen=True)
class Leaf:
    """One thing to count: which rows, and what of them."""

    selection: Selection
    measure: Measure


@dataclass
class Counted:
    """What came back for a leaf. `cited`: packed pk and version of every row, unsorted; None unless asked for."""

    value: Value
    cited: list[int] | None = None


class Joined(Aggregate):
    """Numbers as one text "123,456,…": one value instead of a hundred thousand Python objects."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        there = self.copy()
        there.function, there.template = "STRING_AGG", "%(function)s((%(expressions)s)::text, ',')"
        return there.as_sql(compiler, connection, **extra)


def fold(leaves: Sequence[Leaf], *, rows: bool = False) -> list[Counted]:
    """Count every leaf; all are of one ledger. One query, and one more for each kind of lines that is counted."""
    found: list[Counted] = []
    for first in range(0, len(leaves), AT_ONCE):
        found.extend(_fold(leaves[first : first + AT_ONCE], rows))
    return found


def _fold(leaves: Sequence[Leaf], rows: bool) -> list[Counted]:
    plan = _Plan(leaves)
    own = _Query()
    below: dict[str, _Query] = {}
    places: list[_Place] = []
    for leaf in leaves:
        narrow = plan.narrow(leaf.selection)
        place = _Place(count=own.add(Count("pk"), narrow), cited=own.add(_cited(), narrow) if rows else "")
        if leaf.measure.through:
            _place_measure(place, below.setdefault(leaf.measure.through, _Query(leaf.measure.through)), leaf, narrow)
        else:
            _place_measure(place, own, leaf, narrow)
        places.append(place)
    answers = _Answers(plan.of_rows(own), {name: plan.of_lines(name, query) for name, query in below.items()})
    return [answers.read(leaf, place) for leaf, place in zip(leaves, places, strict=True)]


@dataclass
class _Place:
    """Where a leaf's answers stand among the columns of the queries."""

    count: str
    cited: str = ""
    amount: str = ""
    listed: str = ""  # the values of which the median is asked
    floor: str = ""
    filled: str = ""  # rows or lines with something in the summed column
    asked: str = ""  # rows or lines there are


class _Query:
    """Aggregates of one query; equal ones are asked once."""

    def __init__(self, lines: str = "") -> None:
        self._lines = lines
        self._prefix = "entry__" if lines else ""
        self.aggregates: dict[str, Aggregate] = {}
        self._known: dict[tuple[str, str], str] = {}

    def add(self, aggregate: Aggregate, narrow: Selection) -> str:
        mark = (repr(aggregate), _mark(narrow))
        if mark not in self._known:
            name = self._known[mark] = f"fold_{len(self._known)}"
            filter_ = narrow.q(self._prefix, self._lines)
            aggregate.filter = filter_ or None
            self.aggregates[name] = aggregate
        return self._known[mark]


def _cited() -> Aggregate:
    return Joined(F("pk") * Literal(VERSIONS, output_field=BigIntegerField()) + F("version"), output_field=TextField())


def _place_measure(place: _Place, query: _Query, leaf: Leaf, narrow: Selection) -> None:
    measure = leaf.measure
    if measure.how == "count":
        place.amount = query.add(Count("pk"), narrow)
        return
    model_field = _field_of(leaf)
    if measure.how == "distinct":
        place.amount = query.add(Count(_without_blank(model_field, measure.field), distinct=True), narrow)
        return
    if measure.how == "median":
        place.listed = query.add(Joined(F(measure.field), output_field=TextField()), narrow)
    else:
        place.amount = query.add(Sum(measure.field), narrow)
    if measure.floor:
        place.floor = query.add(Max(Cast(measure.floor, IntegerField())), narrow)
    if model_field.null:
        place.filled = query.add(Count(measure.field), narrow)
        place.asked = query.add(Count("pk"), narrow)


def _field_of(leaf: Leaf) -> models.Field[Any, Any]:
    ledger, measure = leaf.selection.ledger, leaf.measure
    model = ledger.lines_map[measure.through].model if measure.through else ledger.model
    return model._meta.pk if measure.field == "pk" else field_at(model, measure.field)


def _without_blank(model_field: models.Field[Any, Any], path: str) -> Any:
    """A name that was left empty is nobody, not one more person."""
    if isinstance(model_field, (models.CharField, models.TextField)):
        return NullIf(F(path), Literal(""))
    return F(path)


@dataclass
class _Plan:
    """What all leaves share, for WHERE; `narrow` is what remains of each."""

    leaves: Sequence[Leaf]
    base: Selection = field(init=False)

    def __post_init__(self) -> None:
        selections = [leaf.selection for leaf in self.leaves]
        starts = [selection.start for selection in selections]
        ends = [selection.end for selection in selections]
        self.base = Selection(
            selections[0].ledger,
            tuple(_shared(selections)),
            start=min(day for day in starts if day) if all(starts) else None,
            end=max(day for day in ends if day) if all(ends) else None,
            counted=False,
        )

    def narrow(self, selection: Selection) -> Selection:
        """The selection without what the base asks already; `counted` is told apart by state afterwards."""
        return replace(
            selection,
            conditions=tuple(c for c in selection.conditions if c not in self.base.conditions),
            start=None if selection.start == self.base.start else selection.start,
            end=None if selection.end == self.base.end else selection.end,
            counted=False,
        )

    def of_rows(self, query: _Query) -> dict[str, dict[str, Any]]:
        """Answers by state of the row: the confirmed ones are the values, the unconfirmed ones tell what waits.

        Grouped by an expression, not by the bare column: SQLite would else walk the index of states and fetch row by row, 2 x slower.
        """
        grouped = self.base.rows().order_by().values(row_state=Coalesce(F("state"), Literal("")))
        answers: list[Any] = list(grouped.annotate(**query.aggregates))
        return {answer["row_state"]: answer for answer in answers}

    def of_lines(self, name: str, query: _Query) -> dict[str, Any]:
        lines = self.base.ledger.lines_map[name].model._default_manager
        return lines.filter(replace(self.base, counted=True).q("entry__", name)).aggregate(**query.aggregates)


def _shared(selections: Sequence[Selection]) -> Iterator[Condition]:
    for condition in selections[0].conditions:
        if all(condition in other.conditions for other in selections):
            yield condition


def _mark(narrow: Selection) -> str:
    """Equal for selections that ask the same."""
    stored = [condition.stored(narrow.ledger) for condition in narrow.conditions]
    return json.dumps([stored, str(narrow.start), str(narrow.end)], sort_keys=True, default=str)


@dataclass
class _Answers:
    rows: dict[str, dict[str, Any]]
    lines: dict[str, dict[str, Any]]
    _lists: dict[str, list[int]] = field(default_factory=dict)

    def read(self, leaf: Leaf, place: _Place) -> Counted:
        confirmed = self.rows.get(RowState.CONFIRMED, {})
        source = self.lines[leaf.measure.through] if leaf.measure.through else confirmed
        count = confirmed.get(place.count) or 0
        waiting = sum(self.rows[state][place.count] for state in WAITING if state in self.rows)
        asked = (source.get(place.asked) or 0) if place.asked else 0
        value = Value(
            amount=_median(source.get(place.listed)) if place.listed else _amount(source.get(place.amount), nothing=asked == 0),
            at_least=bool(place.floor and source.get(place.floor)),
            rows=count,
            waiting=waiting,
            missing=asked - (source.get(place.filled) or 0) if place.filled else 0,
        )
        if value.amount is None:
            value = replace(value, problem=_nothing_filled(leaf) if count else _no_middle(leaf))
        return Counted(value, self._cited(place.cited) if place.cited else None)

    def _cited(self, name: str) -> list[int]:
        """Read once for all leaves with the same rows: they share the list."""
        if name not in self._lists:
            text = self.rows.get(RowState.CONFIRMED, {}).get(name)
            self._lists[name] = list(map(int, text.split(","))) if text else []
        return self._lists[name]


def _amount(found: Any, *, nothing: bool) -> Amount | None:
    """A sum over no rows is 0; a sum over rows that all leave the column empty is unknown."""
    if found is None:
        return 0 if nothing else None
    return found if isinstance(found, int) else tidy(found)


def _median(listed: str | None) -> Amount | None:
    """The middle value, of an even number the half-way between the two in the middle; of no values there is none."""
    return tidy(median(map(Decimal, listed.split(",")))) if listed else None


def _no_middle(leaf: Leaf) -> str:
    return _("“%(measure)s” is the middle of what the records say: there is no record behind this figure.") % {
        "measure": leaf.measure.label
    }


def _nothing_filled(leaf: Leaf) -> str:
    return _("“%(measure)s” is empty in all records behind this figure: fill it in.") % {"measure": leaf.measure.label}
