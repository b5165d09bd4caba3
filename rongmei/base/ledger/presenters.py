"""What happened to a row, in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.history.models import Event

from .declaration import Ledger
from .enums import RowState
from .kinds import LinesKind


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
    return [_happening(ledger, event) for event in events]


def _happening(ledger: Ledger, event: Event) -> Happening:
    detail = json.loads(event.detail or "{}")
    before, after = detail.get("before") or {}, detail.get("after") or {}
    changes = []
    for name in after:
        if name == "state":
            changes.append(Change(_("state"), _state(before.get(name)), _state(after[name])))
            continue
        changes.append(
            Change(
                label_of(ledger, name),
                value_in_words(ledger, name, before.get(name), detail.get("shown_before") or {}) if before else "",
                value_in_words(ledger, name, after[name], detail.get("shown") or {}),
            )
        )
    if not before:
        changes = [change for change in changes if change.now]
    return Happening(event, str(event.verb), str(detail.get("note", "")), tuple(changes))


def _state(value: Any) -> str:
    return str(RowState(value).label) if value in RowState.values else str(value or "")


def label_of(ledger: Ledger, name: str) -> str:
    try:
        return str(ledger.label_of(name))
    except Exception:  # noqa: BLE001  -- history outlives fields: a field that is gone is shown by its old name
        return name


def value_in_words(ledger: Ledger, name: str, value: Any, shown: Mapping[str, str]) -> str:
    """A JSON value of history as people read it."""
    if name in shown:
        return shown[name]
    if value is None or value == "" or value == []:
        return ""
    if name in ledger.lines_map:
        kinds = LinesKind(ledger.lines_map[name]).kinds
        return "；".join("｜".join(_part(kinds, part, item) for part, item in line.items()) for line in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in ledger.kind_map:
        return str(dict(ledger.kind_map[name].field.flatchoices or ()).get(value, value))
    return str(value)


def _part(kinds: Mapping[str, Any], name: str, value: Any) -> str:
    if value is None:
        return ""
    kind = kinds.get(name)
    if kind is not None and kind.field.is_relation:
        target = kind.field.related_model._default_manager.filter(pk=value).first()
        return str(target or value)
    if kind is not None:
        return str(dict(kind.field.flatchoices or ()).get(value, value))
    return str(value)
