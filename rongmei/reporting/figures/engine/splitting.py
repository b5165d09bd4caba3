"""A value laid out by month, unit or year, and a whole against its parts 其中."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rongmei.base.directory.models import Unit
from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger.enums import Basis

from ..enums import FigureKind, FigureState, Period, Split
from ..formulas import references
from ..models import Figure
from ..scope import Scope
from . import rows_blob
from .computing import compute_pairs
from .freezing import ReadingData, freeze_many
from .selecting import measure_of, selection_of
from .values import Amount, Value


@dataclass(frozen=True)
class Bar:
    """One month, unit or year; `scope` opens exactly its rows."""

    label: str
    scope: Scope
    value: Value


def additive(figure: Figure) -> bool:
    """Whether the months, units or parts of the figure add up to the whole."""
    if figure.kind == FigureKind.LEDGER and figure.period == Period.SCOPE:
        try:
            return measure_of(figure).additive
        except Invalid:
            return False
    return False


def breakdown(figure: Figure, scope: Scope, by: Split, *, years: int = 5) -> list[Bar]:
    """Values of the parts of the scope, each counted for itself in one query a ledger (never divided from the total).

    by year: the scope and the same period of up to `years - 1` years before it. by unit: the units that have rows behind the figure.
    """
    if by == Split.MONTH:
        scopes = [(_month(one), one) for one in scope.months()]
    elif by == Split.YEAR:
        scopes = [(str(one), one) for one in (scope.shift(-back) for back in range(years - 1, -1, -1))]
    else:
        scopes = [(unit.name, scope.in_unit(unit.pk, below=False)) for unit in units_behind(figure, scope)]
    values = compute_pairs([(figure, one) for _label, one in scopes])
    return [Bar(label, one, value) for (label, one), value in zip(scopes, values, strict=True)]


def _month(scope: Scope) -> str:
    return f"{scope.start:%Y-%m}"


def units_behind(figure: Figure, scope: Scope, depth: int = 0) -> list[Unit]:
    """Units that report the rows behind a figure, in the order of the directory."""
    if figure.kind == FigureKind.FORMULA and depth < 5:
        found: set[Unit] = set()
        for below in Figure.objects.filter(key__in=references(figure.expr)):
            found.update(units_behind(below, scope, depth + 1))
        return sorted(found, key=lambda unit: unit.path)
    if figure.kind != FigureKind.LEDGER:
        return []
    pks = selection_of(figure, scope).rows().order_by().values("unit")
    return list(Unit.objects.filter(pk__in=pks).order_by("path"))


@dataclass(frozen=True)
class PartsCheck:
    """其中: whether the parts of a figure add up to it, and which rows are why not.

    comparable: False when parts may overlap (each thing counted once), so that a difference proves nothing. missing: rows of the whole
    in no part; double: rows in two parts; outside: rows of a part that are not in the whole.
    """

    whole: Value
    parts: tuple[tuple[Figure, Value], ...]
    total: Amount
    difference: Amount
    comparable: bool
    missing: tuple[int, ...] = ()
    double: tuple[int, ...] = ()
    outside: tuple[int, ...] = ()

    @property
    def adds_up(self) -> bool:
        return not self.comparable or (self.difference == 0 and not self.double and not self.outside)


def check_parts(figure: Figure, scope: Scope, parts: Sequence[Figure] | None = None) -> PartsCheck | None:
    """None for a figure without parts."""
    if parts is None:
        return check_wholes([figure], scope).get(figure.key)
    frozen = freeze_many([(figure, scope), *((part, scope) for part in parts)])
    return _judged(figure, parts, frozen[0], frozen[1:]) if parts else None


def check_wholes(figures: Sequence[Figure], scope: Scope) -> dict[str, PartsCheck]:
    """Key → check, for those of the figures that have parts. The number of queries does not grow with the figures."""
    parts_of: dict[int, list[Figure]] = {}
    for part in Figure.objects.filter(part_of__in=[figure.pk for figure in figures]).exclude(state=FigureState.RETIRED).order_by("key"):
        parts_of.setdefault(part.part_of_id or 0, []).append(part)
    wholes = [figure for figure in figures if figure.pk in parts_of]
    frozen = iter(freeze_many([(one, scope) for whole in wholes for one in (whole, *parts_of[whole.pk])]))
    return {whole.key: _judged(whole, parts_of[whole.pk], next(frozen), [next(frozen) for _part in parts_of[whole.pk]]) for whole in wholes}


def _judged(figure: Figure, parts: Sequence[Figure], whole: ReadingData, below: Sequence[ReadingData]) -> PartsCheck:
    amounts = [one.value.amount for one in below]
    known = whole.value.amount is not None and all(amount is not None for amount in amounts)
    total: Amount = sum(amount for amount in amounts if amount is not None)
    every = (figure, *parts)
    same_list = all(one.kind == FigureKind.LEDGER and one.ledger == figure.ledger for one in every)
    missing, double, outside = _strays([_pks(one.blob) for one in (whole, *below)]) if same_list else ((), (), ())
    return PartsCheck(
        whole=whole.value,
        parts=tuple((part, one.value) for part, one in zip(parts, below, strict=True)),
        total=total,
        difference=(whole.value.amount or 0) - total,
        comparable=known and all(_adds_up(one) for one in every),
        missing=missing,
        double=double,
        outside=outside,
    )


def _adds_up(figure: Figure) -> bool:
    if figure.kind == FigureKind.LEDGER:
        return measure_of(figure).additive
    return figure.basis != Basis.RATE


def _pks(blob: bytes) -> list[int]:
    return [rows_blob.split(number)[0] for number in rows_blob.unpack(blob)]


def _strays(lists: list[list[int]]) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    whole, seen, double = set(lists[0]), set[int](), set[int]()
    for part in lists[1:]:
        double.update(seen.intersection(part))
        seen.update(part)
    return tuple(sorted(whole - seen)), tuple(sorted(double)), tuple(sorted(seen - whole))
