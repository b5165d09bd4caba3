"""What became of a reading since it was taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger import registry
from rongmei.base.ledger.enums import Op
from rongmei.base.ledger.models import LedgerClock
from rongmei.base.ledger.selection import Selection

from ..enums import FigureKind
from ..models import Figure, FigureVersion, Reading
from ..scope import Scope
from . import rows_blob
from .computing import formula_value
from .freezing import ReadingData, freeze_many
from .selecting import measure_of, selection_of
from .values import Value, tidy


@dataclass(frozen=True)
class Drift:
    """A reading against today, by the definition it was taken with.

    fresh: value and rows are the same. added, removed, changed: pks of rows. definition_changed: the figure means something else now.
    problem: why it cannot be compared ("" when it can).
    """

    fresh: bool
    was: Value
    now: Value
    added: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    definition_changed: bool = False
    problem: str = ""
    ingredients: Mapping[str, Drift] = field(default_factory=dict)  # of a formula, by key

    @property
    def moved(self) -> bool:
        """The value itself is another one."""
        return (self.was.amount, self.was.at_least) != (self.now.amount, self.now.at_least)

    @property
    def summary(self) -> str:
        """+3 −1 ~2, empty when nothing moved."""
        marks = (("+", self.added), ("−", self.removed), ("~", self.changed))
        return " ".join(f"{mark}{len(rows)}" for mark, rows in marks if rows)


def drift(reading: Reading) -> Drift:
    return drift_many([reading])[reading.pk]


def drift_many(readings: Sequence[Reading]) -> dict[int, Drift]:
    """Reading number → drift. Readings whose ledger did not move are answered without counting; the others cost one query a ledger."""
    everything = _with_ingredients(readings)
    ticks = dict(LedgerClock.objects.values_list("ledger", "tick"))
    versions = dict(Figure.objects.filter(pk__in={one.figure_id for one in everything}).values_list("pk", "version"))
    counted = [one for one in everything if one.definition.get("kind") != FigureKind.FORMULA]
    moved = [one for one in counted if not _clock_stood_still(one, ticks)]
    again = dict(zip((one.pk for one in moved), freeze_many([(as_figure(one), scope_of(one)) for one in moved]), strict=True))
    found: dict[int, Drift] = {}
    for one in counted:
        found[one.pk] = _compared(one, again.get(one.pk), versions)
    by_whole: dict[int, list[Reading]] = {}
    for one in everything:
        if one.whole_id:
            by_whole.setdefault(one.whole_id, []).append(one)
    for one in reversed(everything):  # ingredients stand after their formula
        if one.pk not in found:
            found[one.pk] = _formula_drift(one, by_whole.get(one.pk, []), found, versions)
    return {one.pk: found[one.pk] for one in readings}


def as_figure(reading: Reading) -> Figure:
    """The figure as it was defined when the reading was taken; not for saving."""
    version = FigureVersion(figure_id=reading.figure_id, number=reading.figure_version, definition=reading.definition)
    version.figure = Figure(pk=reading.figure_id, key=reading.figure_key)
    return version.as_figure()


def scope_of(reading: Reading) -> Scope:
    return Scope.from_stored(reading.start, reading.end, reading.conditions)


def value_of(reading: Reading) -> Value:
    """The value as it was read."""
    amount = None if reading.value is None else tidy(reading.value)
    return Value(amount, at_least=reading.at_least, rows=reading.rows, waiting=reading.waiting, problem=reading.problem)


def _with_ingredients(readings: Sequence[Reading]) -> list[Reading]:
    found, level = list(readings), list(readings)
    while level := list(Reading.objects.filter(whole__in=[one.pk for one in level if one.definition.get("kind") == FigureKind.FORMULA])):
        found.extend(level)
    return found


def _clock_stood_still(reading: Reading, ticks: Mapping[str, int]) -> bool:
    """Nothing was written to the ledger since, and nothing outside the ledger can have moved its rows in or out."""
    if (
        reading.definition.get("kind") != FigureKind.LEDGER
        or ticks.get(reading.ledger, 0) != reading.tick
        or not registry.has(reading.ledger)
    ):
        return False
    try:
        figure = as_figure(reading)
        return looks_only_inside(selection_of(figure, scope_of(reading))) and "__" not in measure_of(figure).field
    except Invalid:
        return False


def looks_only_inside(selection: Selection) -> bool:
    """Conditions on units below another, or on fields of what a row points to, can change without the ledger's clock."""
    for condition in selection.conditions:
        dim = selection.ledger.dim_map[condition.dim]
        if condition.op == Op.UNDER or dim.path.count("__") > (1 if dim.many else 0):
            return False
    return True


def _compared(reading: Reading, again: ReadingData | None, versions: Mapping[int, int]) -> Drift:
    was = value_of(reading)
    redefined = versions.get(reading.figure_id) != reading.figure_version
    if again is None:
        return Drift(True, was, was, definition_changed=redefined)
    if again.value.amount is None and was.amount is not None and not again.value.rows:
        return Drift(False, was, again.value, definition_changed=redefined, problem=again.value.problem)
    added, removed, changed = compare(bytes(reading.rows_blob), again.blob)
    same = not (added or removed or changed) and (was.amount, was.at_least) == (again.value.amount, again.value.at_least)
    return Drift(same, was, again.value, added, removed, changed, definition_changed=redefined)


def compare(before: bytes, after: bytes) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """(added, removed, changed) pks between two blobs of rows."""
    if before == after:
        return (), (), ()
    was, now = set(rows_blob.unpack(before)), set(rows_blob.unpack(after))
    gone = {rows_blob.split(number)[0] for number in was - now}
    come = {rows_blob.split(number)[0] for number in now - was}
    changed = gone & come
    return tuple(sorted(come - changed)), tuple(sorted(gone - changed)), tuple(sorted(changed))


def _formula_drift(reading: Reading, parts: list[Reading], found: Mapping[int, Drift], versions: Mapping[int, int]) -> Drift:
    was = value_of(reading)
    below = {one.figure_key: found[one.pk] for one in parts}
    try:
        now = formula_value(as_figure(reading), {key: one.now for key, one in below.items()})
    except (Invalid, KeyError) as problem:
        sentence = str(problem) if isinstance(problem, Invalid) else _("the readings below this formula are not complete.")
        now = Value(None, problem=sentence)
    same = all(one.fresh for one in below.values()) and (was.amount, was.at_least) == (now.amount, now.at_least)
    redefined = versions.get(reading.figure_id) != reading.figure_version or any(one.definition_changed for one in below.values())
    return Drift(same, was, now, definition_changed=redefined, problem="" if was.amount is None else now.problem, ingredients=below)
