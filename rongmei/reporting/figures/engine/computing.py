"""Values of figures: many at once, formulas and values entered by hand among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid

from .. import formulas
from ..enums import FigureKind, Period
from ..models import Figure, ManualValue
from ..scope import Scope
from .folding import Counted, Leaf, fold
from .selecting import measure_of, selection_of
from .values import Value, tidy

Pair = tuple[Figure, Scope]


def value(figure: Figure, scope: Scope) -> Value:
    """The figure's value in the scope; a figure that cannot be worked out has `amount` None and a `problem`."""
    return compute_pairs([(figure, scope)])[0]


def compute_many(figures: Iterable[Figure], scope: Scope) -> dict[str, Value]:
    """Key → value, one query per ledger, however many figures."""
    wanted = list(figures)
    return dict(zip((figure.key for figure in wanted), compute_pairs([(figure, scope) for figure in wanted]), strict=True))


def compute_pairs(pairs: Sequence[Pair]) -> list[Value]:
    """Values of figures each in its own scope, in order: one query per ledger, one for all values entered by hand."""
    return [found.value for found in Work(pairs).done()]


class Work:
    """One round of computing: gathers what must be counted, counts each ledger once, then works the formulas out.

    rows: also list the rows behind every figure counted from a ledger.
    """

    def __init__(self, pairs: Sequence[Pair], *, rows: bool = False) -> None:
        self.pairs = list(pairs)
        self._rows = rows
        self._book = _Book(figure for figure, _scope in self.pairs)
        self._found: dict[tuple[int, Scope], Counted] = {}
        self._figures: dict[int, Figure] = {}  # keeps unsaved figures alive, so that their id() stays theirs

    def done(self) -> list[Counted]:
        self._count_ledgers()
        self._look_up_manual()
        return [self._answer(figure, scope) for figure, scope in self.pairs]

    def ingredients(self, figure: Figure) -> list[Figure]:
        """The figures a formula stands on directly. Raises Invalid."""
        return [self._book.get(key) for key in formulas.references(figure.expr)]

    def answer(self, figure: Figure, scope: Scope) -> Counted:
        """What was found for a figure of this round, ingredients of formulas too."""
        return self._answer(figure, scope)

    def _leaves(self) -> dict[tuple[int, Scope], Pair]:
        """Every figure that is not a formula, asked for or below a formula, with its scope."""
        found: dict[tuple[int, Scope], Pair] = {}
        for figure, scope in self.pairs:
            self._figures[id(figure)] = figure
            for leaf in self._book.leaves(figure):
                self._figures[id(leaf)] = leaf
                found[id(leaf), scope] = (leaf, scope)
        return found

    def _count_ledgers(self) -> None:
        by_ledger: dict[str, list[tuple[tuple[int, Scope], Leaf]]] = {}
        for mark, (figure, scope) in self._leaves().items():
            if figure.kind != FigureKind.LEDGER:
                continue
            try:
                leaf = Leaf(selection_of(figure, scope), measure_of(figure))
            except Invalid as problem:
                self._found[mark] = Counted(Value(None, problem=str(problem)))
                continue
            by_ledger.setdefault(figure.ledger, []).append((mark, leaf))
        for asked in by_ledger.values():
            for (mark, _leaf), counted in zip(asked, fold([leaf for _mark, leaf in asked], rows=self._rows), strict=True):
                self._found[mark] = counted

    def _look_up_manual(self) -> None:
        manual = {mark: pair for mark, pair in self._leaves().items() if pair[0].kind == FigureKind.MANUAL}
        if not manual:
            return
        entered: dict[int, list[ManualValue]] = {}
        for one in ManualValue.objects.filter(figure__in={figure.pk for figure, _scope in manual.values()}).order_by("-pk"):
            entered.setdefault(one.figure_id, []).append(one)
        for mark, (figure, scope) in manual.items():
            self._found[mark] = Counted(manual_value(figure, scope, entered.get(figure.pk or 0, [])))

    def _answer(self, figure: Figure, scope: Scope) -> Counted:
        mark = (id(figure), scope)
        if mark not in self._found:
            self._figures[id(figure)] = figure
            self._found[mark] = Counted(self._worked_out(figure, scope))
        return self._found[mark]

    def _worked_out(self, figure: Figure, scope: Scope) -> Value:
        try:
            self._book.check(figure)
            below = {part.key: self._answer(part, scope).value for part in self.ingredients(figure)}
            return formula_value(figure, below)
        except Invalid as problem:
            return Value(None, problem=str(problem))


def formula_value(figure: Figure, below: dict[str, Value]) -> Value:
    """The value of a formula from the values of its ingredients. Raises Invalid with the place."""
    for key, one in below.items():
        if one.amount is None:
            return Value(None, problem=_("“%(key)s” has no value: %(problem)s") % {"key": key, "problem": one.problem})
    try:
        known = formulas.evaluate(
            figure.expr, {key: formulas.Known(Decimal(one.amount or 0), low=one.at_least) for key, one in below.items()}
        )
    except Invalid as problem:
        raise Invalid(problem.sentence, figure.label) from None
    return Value(tidy(known.amount), at_least=known.low, waiting=sum(one.waiting for one in below.values()))


def manual_value(figure: Figure, scope: Scope, entered: Sequence[ManualValue]) -> Value:
    """The newest value entered that speaks for the scope."""
    if scope.conditions:
        return Value(
            None, problem=_("“%(label)s” is entered by hand for the whole university and cannot be narrowed.") % {"label": figure.label}
        )
    for one in entered:
        if _speaks_for(figure, one, scope):
            return Value(tidy(one.value), at_least=one.at_least)
    sentence = _("No value of “%(label)s” is entered for %(scope)s: enter it with its evidence.")
    return Value(None, problem=sentence % {"label": figure.label, "scope": scope})


def _speaks_for(figure: Figure, one: ManualValue, scope: Scope) -> bool:
    if figure.period == Period.SCOPE:
        return (one.start, one.end) == (scope.start, scope.end)
    return one.start <= scope.end and (one.valid_until or one.end) >= scope.end


class _Book:
    """Figures by key: those asked for, and those their formulas stand on, fetched level by level."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        asked = list(figures)
        # A definition of another day (FigureVersion.as_figure) or one being drafted speaks for itself only.
        self._by_key: dict[str, Figure | None] = {figure.key: figure for figure in asked if not figure._state.adding}
        self._fetch({key for figure in asked for key in _references(figure)})

    def _fetch(self, keys: set[str]) -> None:
        seen: set[str] = set()
        while keys := keys - seen:
            seen |= keys
            missing = [key for key in keys if key not in self._by_key]
            if missing:
                self._by_key.update(dict.fromkeys(missing))
                self._by_key.update({figure.key: figure for figure in Figure.objects.filter(key__in=missing)})
            keys = {below for key in keys if (figure := self._by_key[key]) for below in _references(figure)}

    def get(self, key: str) -> Figure:
        """Raises Invalid for a key nobody defined."""
        found = self._by_key.get(key)
        if found is None:
            raise Invalid(_("there is no figure “%(key)s”: define it first or mend the key.") % {"key": key})
        return found

    def check(self, figure: Figure) -> None:
        """Raises Invalid when the formula is unreadable, stands on unknown figures or turns in a circle."""
        formulas.ordered(figure.key, lambda key: figure.expr if key == figure.key else self._expr(key))

    def _expr(self, key: str) -> str | None:
        found = self._by_key.get(key)
        return None if found is None else found.expr

    def leaves(self, figure: Figure, path: tuple[Any, ...] = ()) -> list[Figure]:
        """Figures below that are counted or entered; nothing for a formula that cannot be worked out (its answer says why)."""
        if figure.kind != FigureKind.FORMULA:
            return [figure]
        if figure.key in path:
            return []
        found: list[Figure] = []
        for key in _references(figure):
            below = self._by_key.get(key)
            if below is not None:
                found.extend(self.leaves(below, (*path, figure.key)))
        return found


def _references(figure: Figure) -> tuple[str, ...]:
    if figure.kind != FigureKind.FORMULA:
        return ()
    try:
        return formulas.references(figure.expr)
    except Invalid:
        return ()
