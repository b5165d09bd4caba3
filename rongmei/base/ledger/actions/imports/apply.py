"""Taking the checked rows in: one transaction, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind
from rongmei.base.sheets.tables import cell_address

from ... import queries, registry, rules
from ...declaration import Ledger
from ...enums import BatchState
from ...imports.checking import Gate, state_for
from ...imports.diffing import Comparer, Held
from ...imports.mapping import field_mapping
from ...imports.staging import CHANGED, NEW, SAME, UNDO, StagedValues, chunks_of, pack
from ...imports.written import cells_written
from ...models import ImportBatch, StagedChunk, StagedRow
from ..clock import tick
from .receive import subject
from .settle import Settler, recount
from .writing import RowWriter

Outcome = StagedRow.Outcome


@transaction.atomic
def start_apply(*, actor: Actor, batch: ImportBatch) -> ImportBatch:
    """Announce that a background worker will take the rows in. Raises Refused, Invalid."""
    batch = _locked(actor, batch)[0]
    if batch.state == BatchState.CHECKED:
        ImportBatch.objects.filter(pk=batch.pk, state=BatchState.CHECKED).update(
            state=BatchState.APPLYING, touched_at=timezone.now(), progress=0
        )
    return ImportBatch.objects.get(pk=batch.pk)


@transaction.atomic
def apply_import(*, actor: Actor, batch: ImportBatch) -> ImportBatch:
    """Insert the new rows and write the changes of the preview, each with its history. Applied twice is applied once.

    A row whose record was changed, recorded or voided by somebody since the preview is not written: it waits, with the reason. Killed at any
    moment, nothing of it is there. Raises Refused; Invalid when there is no preview to apply.
    """
    batch, ledger = _locked(actor, batch)
    if batch.state == BatchState.APPLIED:
        return batch
    if not ImportBatch.objects.filter(pk=batch.pk, state=batch.state).update(state=BatchState.APPLYING):
        raise Invalid(_("somebody else is taking this import in."), str(batch))
    batch.state = BatchState.APPLYING
    if batch.confirm:
        rules.may_confirm(actor, ledger).require()
    totals = _Apply(actor, batch, ledger).run()
    batch.counts = {**batch.counts, "checked": {**batch.counts["checked"], **totals}}
    ready = list(StagedRow.objects.select_for_update().filter(batch=batch, outcome=Outcome.READY).order_by("row_no"))
    if ready:
        Settler(actor, batch, ledger).settle(ready, replace=True)
    recount(batch, ledger)
    batch.state, batch.applied_at, batch.touched_at, batch.message = BatchState.APPLIED, timezone.now(), timezone.now(), ""
    batch.save()
    detail = {"ledger": ledger.key, "sha256": batch.sha256, "sheet": batch.sheet, "confirm": batch.confirm, "counts": batch.counts}
    history.record(EventKind.IMPORT_APPLIED, actor=actor, subject=subject(batch), detail=detail, unit_id=batch.unit_id)
    tick(ledger)
    return batch


def _locked(actor: Any, batch: ImportBatch) -> tuple[ImportBatch, Ledger]:
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    ledger = registry.get(batch.ledger)
    rules.may_work_on_batch(actor, batch, ledger).require()
    if batch.state not in (BatchState.CHECKED, BatchState.APPLYING, BatchState.APPLIED):
        raise Invalid(_("there is nothing to take in: this import is “%(state)s”.") % {"state": BatchState(batch.state).label}, str(batch))
    return batch, ledger


class _Apply:
    """Writes chunk after chunk; only the old values of changed rows stay behind, for the undo."""

    def __init__(self, actor: Actor, batch: ImportBatch, ledger: Ledger) -> None:
        self.actor, self.batch, self.ledger = actor, batch, ledger
        self.state = state_for(batch)
        self.gate = Gate(actor, ledger)
        self.moved = queries.clock(ledger.key) != batch.checked_tick
        self.totals = {NEW: 0, CHANGED: 0, SAME: 0}
        self.index_of = {name: index for index, name in field_mapping(batch.mapping).items()}

    def run(self) -> dict[str, int]:
        writer: RowWriter | None = None
        for chunk, names, rows in chunks_of(self.batch):
            if writer is None or writer.names != names:
                writer = self._writer(names)
            was = self._chunk(writer, rows)
            self._replace(chunk, names, was)
        return self.totals

    def _writer(self, names: list[str]) -> RowWriter:
        try:
            return RowWriter(self.ledger, self.batch, self.actor, names)
        except (KeyError, LookupError):
            raise Invalid(_("the ledger has other columns than when this sheet was checked: check it again."), str(self.batch)) from None

    def _chunk(self, writer: RowWriter, rows: Sequence[StagedValues]) -> list[StagedValues]:
        kept = self._still_true(writer, rows)
        new = [row for row in kept if row[1] == NEW]
        changed = [row for row in kept if row[1] == CHANGED]
        self.totals[SAME] += len(kept) - len(new) - len(changed)
        if new:
            writer.insert(new, self.state)
            self.totals[NEW] += len(new)
        self.totals[CHANGED] += len(changed)
        return writer.update(changed) if changed else []

    def _still_true(self, writer: RowWriter, rows: Sequence[StagedValues]) -> list[StagedValues]:
        """The rows that may be written as previewed. The others wait, with the reason."""
        unit = writer.names.index("unit") if "unit" in writer.names else -1
        asked = [row for row in rows if row[1] == CHANGED or (self.moved and row[1] == NEW)]
        held = Comparer(self.ledger, writer.names).held(row[2] for row in asked) if asked else {}
        kept: list[StagedValues] = []
        waiting: list[tuple[StagedValues, str, Held | None]] = []
        for row in rows:
            found = held.get(row[2])
            why = ""
            if row[1] == NEW and unit >= 0:
                why = self.gate.unit(row[3][unit])
            if row[1] == NEW and found is not None:
                if found.values == row[3]:
                    row = [row[0], SAME, row[2], found.pk]
                else:
                    why = _("somebody recorded this meanwhile (no. %(pk)d), with other values: compare, then save this row again.") % {
                        "pk": found.pk
                    }
            elif row[1] == CHANGED:
                why = self._why_not_changed(row, found)
            if why:
                waiting.append((row, why, found))
            else:
                kept.append(row)
        if waiting:
            self._let_wait(writer, waiting)
        return kept

    def _why_not_changed(self, row: StagedValues, found: Held | None) -> str:
        if found is None or found.pk != row[3]:
            return _("record no. %(pk)d was voided or changed its key since the preview: save this row again to take it in.") % {
                "pk": row[3]
            }
        if found.version != row[4]:
            return _("somebody changed record no. %(pk)d since the preview: compare, then save this row again.") % {"pk": row[3]}
        return self.gate.row(found)

    def _let_wait(self, writer: RowWriter, waiting: Sequence[tuple[StagedValues, str, Held | None]]) -> None:
        staged = []
        for row, why, found in waiting:
            raw = cells_written(self.ledger, writer.names, self._values(writer, row, found))
            index = self.index_of.get(self.ledger.title)
            cell = f"{self.batch.sheet}!{row[0]}" if index is None else cell_address(self.batch.sheet, row[0], index)
            problem = {"field": self.ledger.title, "cell": cell, "sentence": why}
            raw = {name: value for name, value in raw.items() if name in self.index_of}
            staged.append(StagedRow(batch=self.batch, row_no=row[0], raw=raw, problems=[problem], target=found.pk if found else None))
        StagedRow.objects.bulk_create(staged, batch_size=500)

    def _values(self, writer: RowWriter, row: StagedValues, found: Held | None) -> list[Any]:
        if row[1] == NEW:
            return list(row[3])
        row_held = found or next(iter(Comparer(self.ledger, writer.names).by_pks([row[3]]).values()))
        values = list(row_held.values)
        for slot, _was, now in row[5]:
            values[slot] = now
        return values

    def _replace(self, chunk: StagedChunk, names: list[str], was: list[StagedValues]) -> None:
        if was:
            chunk.counts, chunk.rows = {UNDO: len(was)}, pack(names, was)
            chunk.save(update_fields=["counts", "rows"])
        else:
            chunk.delete()
