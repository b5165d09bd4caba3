"""Undoing an import: what it brought goes, what somebody has worked on since stays and is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from ... import registry, rules
from ...declaration import Ledger
from ...enums import BatchState, RowState
from ...imports.diffing import Comparer
from ...imports.keeping import Kept, UndoPlan
from ...imports.staging import CHANGED, StagedValues
from ...models import Entry, ImportBatch, StagedChunk
from .. import bulk
from ..clock import tick
from .receive import subject
from .writing import RowWriter


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


class _Undo:
    def __init__(self, actor: Actor, batch: ImportBatch, ledger: Ledger) -> None:
        self.actor, self.batch, self.ledger = actor, batch, ledger
        self.plan = UndoPlan(actor, batch, ledger)

    def run(self) -> Undone:
        done = Undone()
        for rows in self.plan.made():
            reasons = self.plan.reasons(rows)
            done.voided += self._void([row for row in rows if row.pk not in reasons])
        for names, was in self.plan.changed():
            done.reverted += self._revert(names, self.plan.revertible(was))
        done.kept = sorted(self.plan.kept, key=lambda kept: kept.pk)
        return done

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
        detail = {
            "v": 2,
            "before": {"state": str(row.state)},
            "after": {"state": RowState.VOIDED.value},
            "note": note,
            "import": self.batch.pk,
        }
        label = str(getattr(row, self.ledger.title))[:200]
        return history.Entry(EventKind.ROW_VOIDED, self.actor, history.Subject(self.ledger.key, row.pk, label), detail, row.unit_id)

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
