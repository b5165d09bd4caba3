"""The one place where conditions become a database filter.

A list on screen, an export, a figure's value, the rows behind it, its freezing and its drift all ask the same `Selection.q`. So the list
behind a number always adds up to it. tests/test_laws.py looks for other places that build a filter and fails the build.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Unit
from rongmei.base.history.decisions import Invalid

from .declaration import Dim, Ledger
from .enums import Op, RowState
from .kinds import ReadContext, Unreadable
from .models import Entry

LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Condition:
    """dim op value. `value` is typed: a pk for references, a date, a list for "one of", None for "is empty"."""

    dim: str
    op: Op
    value: Any = None

    def stored(self, ledger: Ledger) -> dict[str, Any]:
        """JSON a figure or a saved view keeps."""
        kind = ledger.dim_kind(self.dim)
        if isinstance(self.value, list):
            value: Any = [kind.to_json(item) for item in self.value]
        else:
            value = kind.to_json(self.value) if self.value is not None else None
        return {"dim": self.dim, "op": str(self.op), "value": value}


@dataclass(frozen=True)
class Selection:
    """Which rows of a ledger: conditions, a period of the ledger's own date, and whether only what counts."""

    ledger: Ledger
    conditions: tuple[Condition, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None  # inclusive
    counted: bool = True  # confirmed rows only

    def q(self, prefix: str = "", lines: str = "") -> Q:
        """The filter. `prefix` re-roots it at a table of lines ("entry__").

        lines: the name of those lines when they are what is counted: conditions on them are then asked of the line itself, so that
        the person-times of one college are its own and not those of every lecture it came to.
        """
        found = Q((f"{prefix}state", RowState.CONFIRMED)) if self.counted else Q()
        if self.start:
            found &= Q((f"{prefix}{self.ledger.time}__gte", self.start))
        if self.end:
            found &= Q((f"{prefix}{self.ledger.time}__lte", self.end))
        for condition in self.conditions:
            found &= _condition_q(self.ledger, condition, prefix, lines)
        return found

    def rows(self) -> QuerySet[Entry]:
        """The rows themselves."""
        return self.ledger.model._default_manager.filter(self.q())

    def narrowed(self, *conditions: Condition) -> Selection:
        return replace(self, conditions=(*self.conditions, *conditions))

    def waiting(self) -> QuerySet[Entry]:
        """Rows that would count but are not confirmed yet."""
        rows = replace(self, counted=False).rows()
        return rows.filter(state__in=(RowState.SUBMITTED, RowState.DRAFT, RowState.RETURNED))


def _condition_q(ledger: Ledger, condition: Condition, prefix: str, lines: str) -> Q:
    dim = ledger.dim_map[condition.dim]
    kind = ledger.dim_kind(condition.dim)
    if not dim.many:
        return kind.lookup(prefix + dim.path, condition.op, condition.value)
    asked = kind.lookup(_below(dim.path), condition.op, condition.value)
    return asked if lines and lines == _through(dim) else _having(ledger, dim, prefix, asked)


def _having(ledger: Ledger, dim: Dim, prefix: str, asked: Q) -> Q:
    """A to-many condition: rows that have such a line. A join would count a row once per matching line.

    As IN, which finds the lines once; EXISTS means the same and asks row by row (thirty times slower on SQLite at 100 000 rows).
    """
    lines = ledger.lines_map[_through(dim)].model
    return Q((f"{prefix}pk__in", lines._default_manager.order_by().filter(asked).values("entry")))


def _through(dim: Dim) -> str:
    """Name of the lines a to-many dimension goes through."""
    return dim.through or dim.path.split("__")[0]


def _below(path: str) -> str:
    """The path seen from the lines."""
    return path.split("__", 1)[1]


def read_conditions(ledger: Ledger, stored: Sequence[Mapping[str, Any]]) -> tuple[Condition, ...]:
    """Typed conditions from stored JSON or a request. Only declared dimensions, only their operations, only values their kind reads.

    Raises Invalid with one sentence: an unknown dimension, an operation it has not, a value that cannot be read.
    """
    if len(stored) > 40:
        raise Invalid(_("%(count)d conditions found, at most 40 are possible.") % {"count": len(stored)})
    context = ReadContext()
    return tuple(_read_condition(ledger, item, context) for item in stored)


def _read_condition(ledger: Ledger, item: Mapping[str, Any], context: ReadContext) -> Condition:
    name = str(item.get("dim", ""))
    if name not in ledger.dim_map:
        known = "、".join(str(dim.label) for dim in ledger.dim_map.values())
        raise Invalid(
            _("“%(name)s” is nothing this ledger can be filtered by: choose from %(known)s.") % {"name": name[:40], "known": known}
        )
    label = str(ledger.dim_map[name].label)
    ops = {str(op): op for op in ledger.dim_ops(name)}
    op = ops.get(str(item.get("op", "")))
    if op is None:
        words = "、".join(str(known.label) for known in ops.values())
        raise Invalid(_("“%(op)s” cannot be asked here: choose from %(known)s.") % {"op": str(item.get("op"))[:20], "known": words}, label)
    if op in (Op.EMPTY, Op.FILLED):
        return Condition(name, op)
    raw = item.get("value")
    if op in (Op.ANY_OF, Op.NONE_OF):
        if not isinstance(raw, list) or not 0 < len(raw) <= 200:
            raise Invalid(_("a list of 1 to 200 values is expected."), label)
        return Condition(name, op, [_read_value(ledger, name, part, context, label) for part in raw])
    return Condition(name, op, _read_value(ledger, name, raw, context, label))


def _read_value(ledger: Ledger, name: str, raw: Any, context: ReadContext, label: str) -> Any:
    kind = ledger.dim_kind(name)
    if not _is_plain(raw):
        raise Invalid(_("a value is missing or not readable."), label)
    if kind.field.is_relation:
        return _read_reference(kind, raw, context, label)
    if kind.name in ("choice", "words") and raw in {value for value, _label in (kind.field.flatchoices or ())}:
        return raw
    if kind.name == "words":
        return str(raw)
    try:
        return kind.reader(context)(raw)
    except Unreadable as problem:
        raise Invalid(problem.sentence, label) from None


def _is_plain(raw: Any) -> bool:
    """Text or a number a database can be asked for."""
    if isinstance(raw, str):
        return 0 < len(raw) <= 500 and "\x00" not in raw
    return isinstance(raw, (bool, int, float)) and abs(raw) <= LARGEST


def _read_reference(kind: Any, raw: Any, context: ReadContext, label: str) -> int:
    """A pk as the machine stores it, or a name as a person types it."""
    if (isinstance(raw, int) and not isinstance(raw, bool)) or str(raw).isdecimal():
        return min(abs(int(raw)), LARGEST)  # no row has such a number: matches nothing
    try:
        return int(kind.reader(context)(raw))
    except Unreadable as problem:
        raise Invalid(problem.sentence, label) from None


def describe(ledger: Ledger, conditions: Sequence[Condition]) -> str:
    """The conditions in words: 级别 是 国家级，单位 属于 文学院."""
    return "，".join(
        f"{ledger.dim_map[c.dim].label} {ledger.dim_kind(c.dim).word_of(c.op)} {_value_in_words(ledger, c)}".strip() for c in conditions
    )


def _value_in_words(ledger: Ledger, condition: Condition) -> str:
    values = condition.value if isinstance(condition.value, list) else [condition.value]
    return "、".join(_one_value(ledger, condition.dim, value) for value in values if value is not None)


def _one_value(ledger: Ledger, dim: str, value: Any) -> str:
    kind = ledger.dim_kind(dim)
    if kind.field.is_relation:
        target: Any = kind.field.related_model
        name_field = "name" if target is Unit else getattr(target, "name_field", "name")
        name = target._default_manager.filter(pk=value).values_list(name_field, flat=True).first()
        return str(name or value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(dict(kind.field.flatchoices or ()).get(value, value))
