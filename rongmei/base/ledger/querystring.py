"""A filtered list as an address: `?start=2026-01-01&end=2026-12-31&f.level.is=国家级&f.unit.under=12`. Bookmarks, saved views and "make a
figure of this list" carry the same string."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid
from rongmei.base.sheets import cells

from .declaration import Ledger
from .enums import Op
from .selection import Condition, read_conditions

PREFIX = "f."


def conditions_from_query(ledger: Ledger, query: QueryDict) -> tuple[Condition, ...]:
    """Conditions named `f.DIM.OP`; empty ones are left out. `in` and `not_in` gather their values, any other operation given twice
    is asked twice. Raises Invalid with one sentence."""
    stored: list[dict[str, Any]] = []
    for name in query:
        if not name.startswith(PREFIX) or name.count(".") != 2:
            continue
        _prefix, dim, op = name.split(".")
        values = [value for value in query.getlist(name) if value.strip()]
        if not values:
            continue
        if op in (Op.EMPTY, Op.FILLED):
            stored.append({"dim": dim, "op": op})
        elif op in (Op.ANY_OF, Op.NONE_OF):
            stored.append({"dim": dim, "op": op, "value": values})
        else:
            stored.extend({"dim": dim, "op": op, "value": value} for value in values)
    return read_conditions(ledger, stored)


def period_from_query(query: QueryDict) -> tuple[dt.date | None, dt.date | None]:
    """start and end, both inclusive, each may be missing. Raises Invalid for a day that is none or an end before the start."""
    start, end = (_day(query.get(name, ""), place) for name, place in (("start", _("From")), ("end", _("To"))))
    if start and end and end < start:
        raise Invalid(_("the period ends on %(end)s before it starts on %(start)s: swap the two.") % {"start": start, "end": end}, _("To"))
    return start, end


def _day(text: str, place: str) -> dt.date | None:
    if not text.strip():
        return None
    value = cells.read_date(text)
    if isinstance(value, dt.date):
        return value
    raise Invalid(_("“%(found)s” is not a day: write it like 2026-03-05.") % {"found": text[:30]}, place)


def query_of(ledger: Ledger, conditions: Iterable[Condition], start: dt.date | None = None, end: dt.date | None = None, **more: str) -> str:
    """The address that shows exactly these rows."""
    pairs: list[tuple[str, str]] = []
    if start:
        pairs.append(("start", start.isoformat()))
    if end:
        pairs.append(("end", end.isoformat()))
    for condition in conditions:
        value = condition.stored(ledger)["value"]
        for part in value if isinstance(value, list) else ["1" if value is None else value]:
            pairs.append((f"{PREFIX}{condition.dim}.{condition.op}", _written(part)))
    pairs.extend((name, text) for name, text in more.items() if text)
    return urlencode(pairs)


def _written(part: Any) -> str:
    return ("是" if part else "否") if isinstance(part, bool) else str(part)
