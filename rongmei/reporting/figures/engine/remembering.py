"""Values remembered while the ledger they are counted from stands still.

The key holds the definition's version, the scope and the ledger's tick, so nothing is ever thrown away by hand: a change of the ledger
moves the clock and thereby the key. What can move without the clock (units below another, formulas, values entered by hand) is
always worked out. Inside a transaction nothing is remembered: what it sees may still be rolled back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from django.core.cache import cache
from django.db import connection

from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger.models import LedgerClock

from ..enums import FigureKind
from ..models import Figure
from ..scope import Scope
from .computing import Pair, compute_pairs
from .drifting import looks_only_inside
from .selecting import measure_of, selection_of
from .values import Value

KEPT_SECONDS = 24 * 60 * 60
JUDGED_AT_MOST = 10_000
_inside: dict[str, bool] = {}  # definition and scope → _moves_with_the_clock


def recall_pairs(pairs: Sequence[Pair]) -> list[Value]:
    """compute_pairs for a page: two queries when nothing moved since somebody looked last."""
    if connection.in_atomic_block:
        return compute_pairs(pairs)
    ticks = dict(LedgerClock.objects.values_list("ledger", "tick")) if pairs else {}
    keys = [_key(figure, scope, ticks) for figure, scope in pairs]
    known = cache.get_many([key for key in keys if key])
    missing = [i for i, key in enumerate(keys) if not key or key not in known]
    worked_out = dict(zip(missing, compute_pairs([pairs[i] for i in missing]), strict=True)) if missing else {}
    cache.set_many({key: worked_out[i] for i, key in enumerate(keys) if key and i in worked_out}, KEPT_SECONDS)
    return [worked_out[i] if i in worked_out else known[keys[i]] for i in range(len(pairs))]


def _key(figure: Figure, scope: Scope, ticks: Mapping[str, int]) -> str:
    """Empty for what must be worked out each time."""
    if figure.kind != FigureKind.LEDGER or figure.pk is None:
        return ""
    said = f"{figure.pk}|{figure.version}|{figure.snapshot()}|{scope.start}|{scope.end}|{scope.conditions}"
    if said not in _inside:
        if len(_inside) > JUDGED_AT_MOST:
            _inside.clear()
        _inside[said] = _moves_with_the_clock(figure, scope)
    if not _inside[said]:
        return ""
    return f"figure:{hashlib.sha256(f'{said}|{ticks.get(figure.ledger, 0)}'.encode()).hexdigest()}"


def _moves_with_the_clock(figure: Figure, scope: Scope) -> bool:
    """Whether nothing but a change of the ledger can change the value. Depends on the definition and the scope only."""
    try:
        return looks_only_inside(selection_of(figure, scope)) and "__" not in measure_of(figure).field
    except Invalid:
        return False
