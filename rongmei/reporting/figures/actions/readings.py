"""Taking readings: values with their rows and definitions, kept for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind
from rongmei.base.ledger.models import LedgerClock

from .. import formulas, rules
from ..engine import ReadingData, Value, circumstances_of, freeze_many
from ..enums import FigureKind
from ..models import Figure, Reading
from ..scope import Scope
from .definitions import subject


@dataclass(frozen=True)
class Override:
    """A number put in place of the counted one, with the reason and two different people (numbers of their accounts)."""

    value: str
    reason: str
    by: int
    approved_by: int


@dataclass(frozen=True)
class Wanted:
    """One reading to be taken: the figure, its scope, and the words it is shown as."""

    figure: Figure
    scope: Scope
    shown_text: str = ""
    override: Override | None = None


@transaction.atomic
def take_readings(
    *,
    actor: Any,
    wanted: Sequence[Wanted],
    holder_kind: str = "",
    holder_id: str | int = "",
    word: Callable[[Sequence[Value]], Sequence[str]] | None = None,
) -> list[Reading]:
    """Freeze all of them as they stand at one moment, in order. holder: the document that keeps them ("edition", 12).

    word: gives the words each is shown as, from the values just counted; what it raises calls the whole off. Without it each is shown as
    its `shown_text`. While they are taken no ledger they count changes: each ledger's clock is held. Raises Refused, Invalid for an
    override without reason or second person.
    """
    rules.may_take_readings(actor).require()
    for one in wanted:
        _check_override(one)
    _hold_clocks(one.figure for one in wanted)
    frozen = freeze_many([(one.figure, one.scope) for one in wanted])
    shown = word([data.value for data in frozen]) if word else [one.shown_text for one in wanted]
    now = timezone.now()
    keep = {"holder_kind": holder_kind, "holder_id": str(holder_id), "taken_at": now, "taken_by_id": actor.pk}
    readings = [
        _reading(data, words, asdict(one.override) if one.override else None, keep)
        for one, data, words in zip(wanted, frozen, shown, strict=True)
    ]
    Reading.objects.bulk_create(readings, batch_size=200)
    below = _keep_ingredients(list(zip(readings, frozen, strict=True)), keep)
    _record(actor, [*readings, *below], holder_kind, str(holder_id))
    return readings


def take_reading(*, actor: Any, figure: Figure, scope: Scope, shown_text: str = "") -> Reading:
    """One reading on its own."""
    return take_readings(actor=actor, wanted=[Wanted(figure, scope, shown_text)])[0]


def _check_override(one: Wanted) -> None:
    if one.override is None:
        return
    if not one.override.reason.strip():
        raise Invalid(_("a reason is missing: say why the counted number is not the one to publish."), one.figure.label)
    if one.override.by == one.override.approved_by:
        raise Invalid(_("a second person approves a number put in by hand."), one.figure.label)
    if not _is_number(one.override.value):
        raise Invalid(_("“%(found)s” is not a number: write it like 1263 or 2.3万.") % {"found": one.override.value[:40]}, one.figure.label)


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _hold_clocks(figures: Iterable[Figure]) -> None:
    """Writers move the clock in their own transaction, so nobody's change lands between the counting and the commit."""
    keys = sorted(_ledgers_below(list(figures)))
    LedgerClock.objects.bulk_create([LedgerClock(ledger=key) for key in keys], ignore_conflicts=True)
    list(LedgerClock.objects.select_for_update().filter(ledger__in=keys).order_by("ledger"))


def _ledgers_below(figures: list[Figure]) -> set[str]:
    found, seen = set[str](), set[str]()
    while figures:
        found.update(one.ledger for one in figures if one.kind == FigureKind.LEDGER)
        keys = {key for one in figures if one.kind == FigureKind.FORMULA for key in formulas.references(one.expr)} - seen
        seen |= keys
        figures = list(Figure.objects.filter(key__in=keys)) if keys else []
    return found


def _reading(data: ReadingData, shown_text: str, override: dict[str, Any] | None, keep: dict[str, Any]) -> Reading:
    return Reading(
        figure=data.figure,
        figure_key=data.figure.key,
        figure_version=data.figure.version,
        label=data.figure.label,
        definition=data.definition,
        ledger=data.figure.ledger,
        start=data.scope.start,
        end=data.scope.end,
        conditions=data.scope.stored(),
        tick=data.tick,
        value=None if data.value.amount is None else Decimal(data.value.amount),
        at_least=data.value.at_least,
        problem=data.value.problem[:500],
        rows=data.value.rows,
        waiting=data.value.waiting,
        rows_blob=data.blob,
        digest=data.digest(shown_text, override),
        shown_text=shown_text,
        override=override,
        **keep,
    )


def _keep_ingredients(level: list[tuple[Reading, ReadingData]], keep: dict[str, Any]) -> list[Reading]:
    """Readings of the figures below each formula, so that its number opens too; level by level."""
    kept: list[Reading] = []
    while level:
        below = [(whole, part) for whole, data in level for part in data.ingredients]
        readings = []
        for whole, part in below:
            reading = _reading(part, "", None, keep)
            reading.whole = whole
            readings.append(reading)
        Reading.objects.bulk_create(readings, batch_size=200)
        kept += readings
        level = [(reading, part) for reading, (_whole, part) in zip(readings, below, strict=True)]
    return kept


def _record(actor: Any, readings: list[Reading], holder_kind: str, holder_id: str) -> None:
    """What `queries.verify_readings` compares them with."""
    if not readings:
        return
    about = history.Subject(holder_kind, holder_id) if holder_kind and holder_id else subject(readings[0].figure)
    detail = {
        "readings": [
            [one.pk, one.figure_key, None if one.value is None else str(one.value), one.digest, circumstances_of(one)] for one in readings
        ]
    }
    history.record(EventKind.READING_TAKEN, actor=actor, subject=about, detail=detail)
