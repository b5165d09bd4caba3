"""What rooms want somebody to see to: deadlines that near or have passed. Rooms register; the inbox reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from . import rules


@dataclass(frozen=True)
class Reminder:
    """One thing to be done, worked out anew each time: it is gone when the thing is done.

    unit_id: whose it is. ledger_key: the ledger it is about. row_pk: the record, None when a record is what is missing. kind: a short
    name of the rule, unique in the room. due_on: the last day. sentence: what is to be done, in the reader's language.
    """

    unit_id: int | None
    ledger_key: str
    row_pk: int | None
    kind: str
    due_on: dt.date
    sentence: str

    def overdue(self, today: dt.date) -> bool:
        return self.due_on < today


Source = Callable[[dt.date], Iterable[Reminder]]
_sources: list[Source] = []


def register_reminders(source: Source) -> Source:
    """Add a room's function of today. It costs a fixed number of queries."""
    if source not in _sources:
        _sources.append(source)
    return source


def all_reminders(today: dt.date) -> list[Reminder]:
    """Every reminder of every room, the most urgent first."""
    found = [reminder for source in _sources for reminder in source(today)]
    return sorted(found, key=lambda reminder: (reminder.due_on, reminder.ledger_key, reminder.row_pk or 0, reminder.unit_id or 0))


def reminders_for(actor: Any, today: dt.date) -> list[Reminder]:
    """Those the person may see: everything for the office, the own units for a correspondent."""
    found = all_reminders(today)
    if rules.sees_all(actor):
        return found
    own = rules.own_units(actor)
    return [reminder for reminder in found if reminder.unit_id in own]
