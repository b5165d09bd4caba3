"""Reading staged rows again, one or many, and taking in those that are right now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.history.actors import Actor

from ...declaration import Ledger
from ...enums import BatchState
from ...imports import questions
from ...imports.checking import Gate, reader_of, state_for
from ...imports.diffing import Comparer, Held
from ...imports.mapping import context_of
from ...imports.questions import Unknown
from ...imports.staging import CHANGED, NEW, UNDO, StagedValues, chunks_of, pack, tally
from ...models import ImportBatch, StagedChunk, StagedRow
from ..clock import tick
from .writing import RowWriter

Outcome = StagedRow.Outcome


class Settler:
    """Settles staged rows of one import, in the caller's transaction with the batch locked.

    Before the decision a row that reads well becomes READY and goes in with the rest; afterwards it is written at once.
    """

    def __init__(self, actor: Actor, batch: ImportBatch, ledger: Ledger) -> None:
        self.actor, self.batch, self.ledger = actor, batch, ledger
        context = context_of(batch, ledger)
        self.reader = reader_of(batch, ledger, context)
        self.comparer = Comparer(ledger, self.reader.names, self.reader.filled)
        self.gate = Gate(actor, ledger)
        self.unknown = Unknown(ledger, context)
        self.writes = batch.state in (BatchState.APPLYING, BatchState.APPLIED)

    def settle(self, rows: Sequence[StagedRow], *, replace: bool = False) -> None:
        """Read the rows again and save what became of them. replace: a row may change a record that is in the ledger already."""
        seen = {} if self.writes else self._keys_in_preview(rows)
        ready: list[tuple[StagedRow, str, list[Any]]] = []
        for row in rows:
            out = self._reread(row)
            if out is None:
                continue
            key = self.reader.key(out)
            if key in seen:
                self._twice(row, seen[key])
            else:
                seen[key] = row.row_no
                ready.append((row, key, self.comparer.encode(out)))
        held = self.comparer.held(key for _row, key, _values in ready)
        found = [(row, self._compared(row, key, values, held.get(key), replace)) for row, key, values in ready]
        good = [(row, staged) for row, staged in found if staged is not None]
        if self.writes:
            self._write(good)
        StagedRow.objects.bulk_update(rows, ["mended", "problems", "outcome", "action", "target"], batch_size=500)

    def _reread(self, row: StagedRow) -> list[Any] | None:
        raw = {**row.raw, **row.mended}
        out, problems = self.reader.read(row.row_no, self.reader.row_of(raw))
        if not problems and (why := self.gate.unit(out[self.reader.names.index("unit")])):
            problems = [self.reader.problem(row.row_no, "unit", why)]
        row.problems, row.action, row.target = problems, "", None
        if problems:
            self.unknown.mark(problems, raw)
            row.outcome = Outcome.WAITING
            return None
        return out

    def _keys_in_preview(self, rows: Sequence[StagedRow]) -> dict[str, int]:
        mine = {row.row_no for row in rows}
        keys = {found[2]: found[0] for _chunk, _names, part in chunks_of(self.batch) for found in part}
        others = StagedRow.objects.filter(batch=self.batch, outcome=Outcome.READY).exclude(row_no__in=mine)
        for other in others:
            out, problems = self.reader.read(other.row_no, self.reader.row_of({**other.raw, **other.mended}))
            if not problems:
                keys[self.reader.key(out)] = other.row_no
        return keys

    def _twice(self, row: StagedRow, first: int) -> None:
        row.outcome, row.target = Outcome.DUPLICATE, first
        sentence = _("the same record stands in row %(row)d of this sheet: change what tells them apart, or leave this one out.")
        row.problems = [self.reader.problem(row.row_no, self.ledger.title, sentence % {"row": first})]

    def _compared(self, row: StagedRow, key: str, values: list[Any], held: Held | None, replace: bool) -> StagedValues | None:
        staged = self.comparer.compare(row.row_no, key, values, held)
        why = ""
        if held is not None and staged[1] == CHANGED:
            why = self.gate.row(held)
            if not why and self.writes and not replace:
                why = _(
                    "record no. %(pk)d is already in the ledger and says otherwise (%(fields)s): save with “change the record” if this row is right."
                ) % {
                    "pk": held.pk,
                    "fields": "、".join(str(self.ledger.label_of(self._column(slot))) for slot, _was, _now in staged[5]),
                }
        if why:
            row.outcome = Outcome.WAITING
            row.problems = [self.reader.problem(row.row_no, self.ledger.title, why)]
            return None
        row.action, row.target = staged[1], held.pk if held else None
        row.outcome = Outcome.DONE if self.writes else Outcome.READY
        return staged

    def _column(self, slot: int) -> str:
        """The column a place belongs to: a lower-bound flag to its number."""
        name = self.reader.names[slot]
        return next((column.field for column in self.ledger.columns if column.floor == name), name)

    def _write(self, good: Sequence[tuple[StagedRow, StagedValues]]) -> None:
        writer = RowWriter(self.ledger, self.batch, self.actor, self.reader.names)
        new = [(row, staged) for row, staged in good if staged[1] == NEW]
        if new:
            pks = writer.insert([staged for _row, staged in new], state_for(self.batch))
            for (row, _staged), pk in zip(new, pks, strict=True):
                row.target = pk
        changed = [staged for _row, staged in good if staged[1] == CHANGED]
        if changed:
            keep_for_undo(self.batch, self.reader.names, writer.update(changed))
        if new or changed:
            tick(self.ledger)


def keep_for_undo(batch: ImportBatch, names: Sequence[str], was: Sequence[StagedValues]) -> None:
    """Remember what changed rows said before."""
    last = StagedChunk.objects.filter(batch=batch).order_by("-position").values_list("position", flat=True).first()
    position = 0 if last is None else last + 1
    StagedChunk.objects.create(batch=batch, position=position, counts={UNDO: len(was)}, rows=pack(names, was))


def recount(batch: ImportBatch, ledger: Ledger) -> None:
    """Bring counts and questions up to date after rows were settled; the sum must come out even."""
    checked = batch.counts["checked"]
    batch.counts = {**tally(batch, checked), "checked": checked}
    batch.questions = questions.grouped(ledger, batch)
    batch.save(update_fields=["counts", "questions", "values"])
