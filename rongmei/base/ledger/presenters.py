"""What happened to a row, in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.history.models import Event

from .declaration import Ledger
from .enums import RowState
from .kinds import Kind, LinesKind
from .kinds.lines import PART
from .kinds.references import ReferenceKind

Names = dict[tuple[str, str, Any], str]


@dataclass(frozen=True)
class Change:
    label: str
    was: str
    now: str


@dataclass(frozen=True)
class Happening:
    """One event of a row's history: when, who, what, and field by field before and after."""

    event: Event
    sentence: str
    note: str
    changes: tuple[Change, ...]


def happenings(ledger: Ledger, events: list[Event]) -> list[Happening]:
    """The events in words, fields in declared order. As many queries as there are kinds of references in the lines."""
    details = [json.loads(event.detail or "{}") for event in events]
    names = _line_names(ledger, details)
    return [_happening(ledger, event, detail, names) for event, detail in zip(events, details, strict=True)]


def _happening(ledger: Ledger, event: Event, detail: dict[str, Any], names: Names) -> Happening:
    before, after = detail.get("before") or {}, detail.get("after") or {}
    changes = []
    for name in sorted(after, key=_place(ledger)):
        if name == "state":
            changes.append(Change(_("state"), _state(before.get(name)), _state(after[name])))
            continue
        changes.append(
            Change(
                label_of(ledger, name),
                value_in_words(ledger, name, before.get(name), detail.get("shown_before") or {}, names) if before else "",
                value_in_words(ledger, name, after[name], detail.get("shown") or {}, names),
            )
        )
    if not before:
        changes = [change for change in changes if change.now]
    return Happening(event, str(event.verb), str(detail.get("note", "")), tuple(changes))


def _place(ledger: Ledger) -> Callable[[str], tuple[int, str]]:
    """Columns as declared, each floor after its number, then lines, then fields that are no more."""
    order: list[str] = []
    for column in ledger.columns:
        order += [column.field, column.floor] if column.floor else [column.field]
    places = {name: place for place, name in enumerate([*order, *ledger.lines_map])}
    return lambda name: (places.get(name, len(places)), name)


def _line_names(ledger: Ledger, details: list[dict[str, Any]]) -> Names:
    """(lines, part, pk) → name, of everything the lines in these details point to."""
    names: Names = {}
    for lines_name, lines in ledger.lines_map.items():
        written = [line for detail in details for side in ("before", "after") for line in (detail.get(side) or {}).get(lines_name) or ()]
        for part, kind in LinesKind(lines).kinds.items() if written else ():
            if isinstance(kind, ReferenceKind):
                found = kind.target._default_manager.in_bulk({line[part] for line in written if line.get(part)})
                names.update({(lines_name, part, pk): str(getattr(thing, kind.name_field)) for pk, thing in found.items()})
    return names


def _state(value: Any) -> str:
    return str(RowState(value).label) if value in RowState.values else str(value or "")


def label_of(ledger: Ledger, name: str) -> str:
    try:
        return str(ledger.label_of(name))
    except Exception:
        return name


def value_in_words(ledger: Ledger, name: str, value: Any, shown: Mapping[str, str], names: Names | None = None) -> str:
    """A JSON value of history as people read it. ``names``: of what lines point to, when many values are shown at once."""
    if name in shown:
        return shown[name]
    if value is None or value == "" or value == []:
        return ""
    if name in ledger.lines_map:
        names = _line_names(ledger, [{"after": {name: value}}]) if names is None else names
        kinds = LinesKind(ledger.lines_map[name]).kinds
        return "；".join(
            PART.join(_part(kind, line.get(part), names.get((name, part, line.get(part)), "")) for part, kind in kinds.items())
            for line in value
        )
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in ledger.kind_map:
        return str(dict(ledger.kind_map[name].field.flatchoices or ()).get(value, value))
    return str(value)


def _part(kind: Kind, value: Any, name: str) -> str:
    if value is None:
        return ""
    return name or str(dict(kind.field.flatchoices or ()).get(value, value))
