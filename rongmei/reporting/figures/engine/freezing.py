"""Values as they stand now, with the rows and the definition behind them, ready to be kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger.models import LedgerClock

from ..enums import FigureKind
from ..models import Figure, Reading
from ..scope import Scope
from . import rows_blob
from .computing import Pair, Work
from .values import Amount, Value

CIRCUMSTANCES = ("figure_id", "label", "ledger", "tick", "problem", "waiting", "holder_kind", "holder_id", "taken_by_id", "whole_id")


@dataclass(frozen=True)
class ReadingData:
    """A reading before it is stored: actions.take_readings writes it."""

    figure: Figure
    scope: Scope
    value: Value
    blob: bytes
    tick: int
    ingredients: tuple[ReadingData, ...] = ()

    @cached_property
    def definition(self) -> dict[str, Any]:
        return self.figure.snapshot()

    def digest(self, shown_text: str = "", override: dict[str, Any] | None = None) -> str:
        """sha256 over everything that is kept, without times and accounts: the same content, the same digest."""
        return _digest(
            {
                "figure": self.figure.key,
                "version": self.figure.version,
                "definition": self.definition,
                "start": self.scope.start.isoformat(),
                "end": self.scope.end.isoformat(),
                "conditions": self.scope.stored(),
                "value": _exact(self.value.amount),
                "at_least": self.value.at_least,
                "rows": self.value.rows,
                "blob": hashlib.sha256(self.blob).hexdigest(),
                "ingredients": [one.digest() for one in self.ingredients],
                "shown": shown_text,
                "override": override,
            }
        )


def freeze(figure: Figure, scope: Scope) -> ReadingData:
    """The figure with its rows as they stand."""
    return freeze_many([(figure, scope)])[0]


def freeze_many(pairs: Sequence[Pair]) -> list[ReadingData]:
    """Many at once: values and rows of one ledger come from one statement, so they add up even while others write."""
    work = Work(pairs, rows=True)
    counted = work.done()
    ticks = dict(LedgerClock.objects.values_list("ledger", "tick")) if pairs else {}
    blobs: dict[int, bytes] = {}

    def reading(figure: Figure, scope: Scope, found: Any) -> ReadingData:
        cited = found.cited or []
        if id(cited) not in blobs:  # figures of the same rows share the list, see folding
            blobs[id(cited)] = rows_blob.pack(cited)
        blob = blobs[id(cited)] if cited else b""
        parts: tuple[ReadingData, ...] = ()
        if figure.kind == FigureKind.FORMULA:
            try:
                parts = tuple(reading(part, scope, work.answer(part, scope)) for part in work.ingredients(figure))
            except Invalid:
                parts = ()  # the value carries the sentence
        return ReadingData(figure, scope, found.value, blob, ticks.get(figure.ledger, 0), parts)

    return [reading(figure, scope, found) for (figure, scope), found in zip(pairs, counted, strict=True)]


def digest_of(reading: Reading, ingredients: Sequence[str] | None = None) -> str:
    """The digest a stored reading must have; another one means that somebody changed it past the product.

    ingredients: digests of the readings it was computed from, in their order, where they are at hand already.
    """
    if ingredients is None:
        ingredients = list(reading.ingredients.order_by("pk").values_list("digest", flat=True))
    return _digest(
        {
            "figure": reading.figure_key,
            "version": reading.figure_version,
            "definition": reading.definition,
            "start": reading.start.isoformat(),
            "end": reading.end.isoformat(),
            "conditions": reading.conditions,
            "value": _exact(reading.value),
            "at_least": reading.at_least,
            "rows": reading.rows,
            "blob": hashlib.sha256(bytes(reading.rows_blob)).hexdigest(),
            "ingredients": list(ingredients),
            "shown": reading.shown_text,
            "override": reading.override,
        }
    )


def circumstances_of(reading: Reading) -> str:
    """sha256 over the columns that `digest_of` leaves out: who took it, when and for which document, what was waiting."""
    return _digest({name: str(getattr(reading, name)) for name in CIRCUMSTANCES} | {"taken_at": reading.taken_at.timestamp()})


def _exact(amount: Amount | None) -> str | None:
    """One spelling of a number, whatever type it has just now."""
    return None if amount is None else format(Decimal(amount).normalize(), "f")


def _digest(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
