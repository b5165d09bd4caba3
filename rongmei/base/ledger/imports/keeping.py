"""What an undo of an import may touch: rows edited, moved or cited since stay and are named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rongmei.base.history.models import Event

from .. import registry, rules
from ..declaration import Ledger
from ..enums import RowState
from ..models import Entry, ImportBatch
from .staging import StagedValues, chunks_of

PART = 2_000


@dataclass(frozen=True)
class Kept:
    """A row the undo leaves as it is, and why."""

    pk: int
    title: str
    reason: str


def would_keep(actor: Any, batch: ImportBatch, limit: int = 200) -> tuple[int, int, list[Kept]]:
    """Before an undo: how many rows it would void, how many it would bring back, and which it would keep (at most `limit`)."""
    undo = UndoPlan(actor, batch, registry.get(batch.ledger))
    made, reverted = 0, 0
    for rows in undo.made():
        made += len(rows) - len(undo.reasons(rows))
    for _names, was in undo.changed():
        reverted += len(undo.revertible(was))
    return made, reverted, undo.kept[:limit]


class UndoPlan:
    """Which rows of an import an undo would void or bring back, and which it keeps. Reads only."""

    def __init__(self, actor: Any, batch: ImportBatch, ledger: Ledger) -> None:
        self.actor, self.batch, self.ledger = actor, batch, ledger
        self.kept: list[Kept] = []
        self._moves: dict[tuple[str, int], str] = {}
        self._named: set[int] = set()

    # ---- rows the import made -----------------------------------------------------------------------------------------

    def made(self) -> Iterator[list[Entry]]:
        """Rows the import inserted and nobody has voided, in parts."""
        last = 0
        rows = self.ledger.model._default_manager.filter(batch=self.batch).exclude(state=RowState.VOIDED)
        while part := list(rows.filter(pk__gt=last).order_by("pk")[:PART]):
            yield part
            last = part[-1].pk

    def reasons(self, rows: Sequence[Entry]) -> dict[int, str]:
        """pk → why the row stays, for the rows that do; they are remembered as kept."""
        edited = [row.pk for row in rows if row.version != 1]
        found = self._who_edited(edited)
        found |= registry.holds_on(self.ledger, [row.pk for row in rows if row.pk not in found])
        for row in rows:
            if row.pk not in found and (why := self._why_not(row)):
                found[row.pk] = why
            if row.pk in found:
                self._keep(row, found[row.pk])
        return found

    def _keep(self, row: Entry, reason: str) -> None:
        if row.pk not in self._named:
            self._named.add(row.pk)
            self.kept.append(Kept(row.pk, str(getattr(row, self.ledger.title))[:200], str(reason)))

    def _why_not(self, row: Entry) -> str:
        key = (row.state, row.unit_id)
        if key not in self._moves:
            self._moves[key] = rules.may_move(self.actor, row, RowState.VOIDED).reason
        return self._moves[key]

    def _who_edited(self, pks: Sequence[int]) -> dict[int, str]:
        """pk → who worked on the row last, and when."""
        found = dict.fromkeys(pks, _("edited since the import"))
        for start in range(0, len(pks), 500):
            part = [str(pk) for pk in pks[start : start + 500]]
            last = Event.objects.filter(subject_kind=self.ledger.key, subject_id__in=part).values("subject_id").annotate(last=Max("seq"))
            for event in Event.objects.filter(seq__in=[entry["last"] for entry in last]):
                day = date_format(timezone.localtime(event.at), "SHORT_DATE_FORMAT")
                found[int(event.subject_id)] = _("since the import %(who)s %(did)s (%(day)s)") % {
                    "who": event.actor_label,
                    "did": event.verb,
                    "day": day,
                }
        return found

    # ---- rows the import changed --------------------------------------------------------------------------------------

    def changed(self) -> Iterator[tuple[list[str], list[StagedValues]]]:
        for _chunk, names, was in chunks_of(self.batch):
            yield names, was

    def revertible(self, was: Sequence[StagedValues]) -> list[tuple[StagedValues, Entry]]:
        """The changes that still stand as the import left them; the others are kept and named."""
        rows = {row.pk: row for row in self.ledger.model._default_manager.filter(pk__in=[entry[2] for entry in was])}
        edited = self._who_edited([entry[2] for entry in was if entry[2] in rows and rows[entry[2]].version != entry[3]])
        found = []
        for entry in was:
            row = rows.get(entry[2])
            if row is None:
                continue
            reason = edited.get(row.pk) or rules.may_change(self.actor, row).reason
            if reason:
                self._keep(row, reason)
            else:
                found.append((entry, row))
        return found
