"""Undoing an import: what it brought goes, what somebody has worked on since stays and is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event

from ... import registry, rules
from ...declaration import Ledger
from ...enums import BatchState, RowState
from ...imports.diffing import Comparer
from ...imports.staging import CHANGED, StagedValues, chunks_of
from ...models import Entry, ImportBatch, StagedChunk
from .. import bulk
from ..clock import tick
from .receive import subject
from .writing import RowWriter

PART = 2_000


@dataclass(frozen=True)
class Kept:
    """A row the undo leaves as it is, and why."""

    pk: int
    title: str
    reason: str


@dataclass
class Undone:
    """What an undo did: rows voided, rows brought back to what they said before, and rows kept."""

    voided: int = 0
    reverted: int = 0
    kept: list[Kept] = field(default_factory=list)


@transaction.atomic
def undo_import(*, actor: Actor, batch: ImportBatch) -> Undone:
    """Void the rows this import made, and bring back what it changed. Rows edited, moved or cited since are kept and named.

    Afterwards the same file can be taken in again. Raises Refused; Invalid when the import is not in the ledger.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    ledger = registry.get(batch.ledger)
    rules.may_work_on_batch(actor, batch, ledger).require()
    if batch.state != BatchState.APPLIED:
        raise Invalid(_("there is nothing to undo: this import is “%(state)s”.") % {"state": BatchState(batch.state).label}, str(batch))
    done = _Undo(actor, batch, ledger).run()
    batch.state, batch.touched_at = BatchState.UNDONE, timezone.now()
    batch.undone = {"voided": done.voided, "reverted": done.reverted, "kept": [[k.pk, k.title, k.reason] for k in done.kept]}
    batch.save()
    StagedChunk.objects.filter(batch=batch).delete()
    detail = {"ledger": ledger.key, "voided": done.voided, "reverted": done.reverted, "kept": [kept.pk for kept in done.kept]}
    history.record(EventKind.IMPORT_UNDONE, actor=actor, subject=subject(batch), detail=detail, unit_id=batch.unit_id)
    tick(ledger)
    return done


def would_keep(actor: Any, batch: ImportBatch, limit: int = 200) -> tuple[int, int, list[Kept]]:
    """Before an undo: how many rows it would void, how many it would bring back, and which it would keep (at most `limit`)."""
    undo = _Undo(actor, batch, registry.get(batch.ledger))
    made, reverted = 0, 0
    for rows in undo.made():
        made += len(rows) - len(undo.reasons(rows))
    for _names, was in undo.changed():
        reverted += len(undo.revertible(was))
    return made, reverted, undo.kept[:limit]


class _Undo:
    def __init__(self, actor: Any, batch: ImportBatch, ledger: Ledger) -> None:
        self.actor, self.batch, self.ledger = actor, batch, ledger
        self.kept: list[Kept] = []
        self._moves: dict[tuple[str, int], str] = {}
        self._named: set[int] = set()

    def run(self) -> Undone:
        done = Undone()
        for rows in self.made():
            reasons = self.reasons(rows)
            done.voided += self._void([row for row in rows if row.pk not in reasons])
        for names, was in self.changed():
            done.reverted += self._revert(names, self.revertible(was))
        done.kept = sorted(self.kept, key=lambda kept: kept.pk)
        return done

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

    def _void(self, rows: Sequence[Entry]) -> int:
        if not rows:
            return 0
        table = bulk.quoted(self.ledger.model._meta.db_table)
        marks = ", ".join(["%s"] * len(rows))
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET state = %s, version = version + 1, confirmed_at = NULL, confirmed_by_id = NULL "  # noqa: S608  (names are ours)
                f"WHERE id IN ({marks}) AND version = 1",
                [RowState.VOIDED.value, *(row.pk for row in rows)],
            )
            if cursor.rowcount != len(rows):
                raise RuntimeError("a row changed while its import was being undone")
        note = _("undo of the import no. %(pk)d") % {"pk": self.batch.pk}
        history.record_many([self._voided(row, note) for row in rows])
        return len(rows)

    def _voided(self, row: Entry, note: str) -> history.Entry:
        detail = {"v": 2, "before": {"state": str(row.state)}, "after": {"state": RowState.VOIDED.value}, "note": note, "import": self.batch.pk}
        label = str(getattr(row, self.ledger.title))[:200]
        return history.Entry(EventKind.ROW_VOIDED, self.actor, history.Subject(self.ledger.key, row.pk, label), detail, row.unit_id)

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

    def _revert(self, names: list[str], entries: Sequence[tuple[StagedValues, Entry]]) -> int:
        if not entries:
            return 0
        held = Comparer(self.ledger, names).by_pks([row.pk for _entry, row in entries])
        slot = {name: place for place, name in enumerate(names)}
        changes = []
        for entry, row in entries:
            differs = [[slot[name], held[row.pk].values[slot[name]], old] for name, old in entry[4].items()]
            changes.append([entry[0], CHANGED, row.key_hash, row.pk, row.version, differs])
        RowWriter(self.ledger, self.batch, self.actor, names).update(changes)
        return len(changes)
