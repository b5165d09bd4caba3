"""A figure as JSON: the same for REST and the command line."""

from __future__ import annotations

from typing import Any

from rongmei.base.ledger.reading import to_json, values_of

from ..engine import Value, value
from ..enums import FigureKind
from ..models import Figure
from ..scope import Scope
from .comparing import shown
from .drilling import ingredients_of, rows_for

ROWS_AT_MOST = 1_000


def value_json(found: Value) -> dict[str, Any]:
    """value: the number as text (exact), null when there is none and `problem` says why."""
    return {
        "value": None if found.amount is None else shown(found).removesuffix("+"),
        "at_least": found.at_least,
        "rows": found.rows,
        "waiting": found.waiting,
        "missing": found.missing,
        "problem": found.problem,
    }


def definition_json(figure: Figure) -> dict[str, Any]:
    return {
        "key": figure.key,
        **figure.snapshot(),
        "version": figure.version,
        "state": str(figure.state),
        "chapter": figure.chapter,
        "synonyms": figure.synonyms,
        "part_of": figure.part_of.key if figure.part_of else None,
    }


def reading_json(figure: Figure, scope: Scope, rows: bool = False, *, actor: Any = None, first: int = 0) -> dict[str, Any]:
    """The figure in the scope. rows: also the rows the actor may see (at most 1 000 from `first`), with how many there are in all.

    Raises Refused for who may see no ledgers, Invalid when rows are asked of a figure that has none.
    """
    found: dict[str, Any] = {
        "figure": definition_json(figure),
        "start": scope.start.isoformat(),
        "end": scope.end.isoformat(),
        "conditions": scope.stored(),
        **value_json(value(figure, scope)),
    }
    if figure.kind == FigureKind.FORMULA:
        found["ingredients"] = [{"key": one.key, "label": one.label, **value_json(value(one, scope))} for one in ingredients_of(figure)]
    if rows:
        drilled = rows_for(actor, figure, scope)
        found["records"] = {
            "ledger": drilled.ledger.key,
            "total": drilled.total,
            "visible": drilled.visible,
            "first": first,
            "items": [
                {"id": row.pk, "version": row.version, **to_json(drilled.ledger, values_of(drilled.ledger, row, lines=False))}
                for row in drilled.rows[first : first + ROWS_AT_MOST]
            ],
        }
    return found
