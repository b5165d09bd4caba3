"""Checking a sheet against the ledger: reads the file, writes nothing but the preview."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.sheets import sandbox
from rongmei.base.sheets.limits import SheetRefused

from ... import queries, registry, rules
from ...declaration import Ledger
from ...enums import BatchState
from ...imports import questions
from ...imports.checking import Checked, Hand, SheetCheck
from ...imports.mapping import checked_mapping, context_of, sheet_of
from ...imports.pace import worker_is_gone
from ...imports.staging import tally
from ...models import ImportBatch, StagedChunk, StagedRow

CHECKABLE = (BatchState.RECEIVED, BatchState.CHECKED, BatchState.FAILED, BatchState.CHECKING)
Outcome = StagedRow.Outcome


class Superseded(Exception):
    """Another worker has taken this check over."""


@transaction.atomic
def queue_check(*, actor: Actor, batch: ImportBatch) -> ImportBatch:
    """Announce that a background worker will check the sheet. Raises Refused, Invalid."""
    return _claim(actor, batch, registry.get(batch.ledger))


def check_import(*, actor: Actor, batch: ImportBatch) -> ImportBatch:
    """Read every row, compare it with the ledger, keep the preview.

    Not one transaction: the file is read between two short ones, so that nobody waits for it and progress can be seen. The preview is
    stored in the second, whole or not at all; a check that was taken over meanwhile stores nothing. Raises Refused; Invalid when a check is
    under way. A file that cannot be read ends in state FAILED with the sentence in `message`.
    """
    ledger = registry.get(batch.ledger)
    batch = _claim(actor, batch, ledger)
    try:
        checked = _read(actor, batch, ledger)
    except Superseded:
        return ImportBatch.objects.get(pk=batch.pk)
    except SheetRefused as refused:
        return _fail(batch, refused.sentence)
    except Exception:
        _fail(batch, _("The check was stopped by an error of the program. Nothing was written; start it again or tell the administrator."))
        raise
    return _store(batch, ledger, checked)


@transaction.atomic
def _claim(actor: Any, batch: ImportBatch, ledger: Ledger) -> ImportBatch:
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    rules.may_work_on_batch(actor, batch, ledger).require()
    if batch.state not in CHECKABLE:
        raise Invalid(_("nothing is left to check: this import is “%(state)s”.") % {"state": BatchState(batch.state).label}, str(batch))
    if batch.state == BatchState.CHECKING and batch.round and not worker_is_gone(batch) and batch.progress:
        raise Invalid(_("this sheet is being checked already: wait for the result."), str(batch))
    batch.mapping = checked_mapping(ledger, sheet_of(batch), batch.mapping, batch.unit_id)
    batch.state, batch.progress, batch.message = BatchState.CHECKING, 0, ""
    batch.round += 1
    batch.touched_at = timezone.now()
    batch.checked_tick = queries.clock(ledger.key)
    batch.save()
    return batch


def _read(actor: Any, batch: ImportBatch, ledger: Ledger) -> Checked:
    touched = StagedRow.objects.filter(batch=batch).exclude(mended={}, outcome__in=(Outcome.WAITING, Outcome.DUPLICATE))
    hands = {row.row_no: Hand(row.mended, row.outcome == Outcome.DROPPED) for row in touched}
    check = SheetCheck(ledger, actor, batch, context_of(batch, ledger), hands)

    def beat(rows: int) -> None:
        mine = ImportBatch.objects.filter(pk=batch.pk, round=batch.round, state=BatchState.CHECKING)
        if not mine.update(progress=rows, touched_at=timezone.now()):
            raise Superseded

    with on_disk(batch) as path:
        return check.run(sandbox.rows(path, batch.sheet, filename=batch.file_name), beat)


@contextmanager
def on_disk(batch: ImportBatch) -> Iterator[Path]:
    """The kept file as a path; a copy where files are kept elsewhere than on a disk."""
    try:
        yield Path(batch.file.path)
    except NotImplementedError:
        with tempfile.NamedTemporaryFile(prefix="import-", suffix=Path(batch.file_name).suffix) as copy:
            with batch.file.open("rb") as kept:
                shutil.copyfileobj(kept, copy)
            copy.flush()
            yield Path(copy.name)


@transaction.atomic
def _store(batch: ImportBatch, ledger: Ledger, checked: Checked) -> ImportBatch:
    held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if held.round != batch.round or held.state != BatchState.CHECKING:
        return held
    StagedRow.objects.filter(batch=held).delete()
    StagedChunk.objects.filter(batch=held).delete()
    for position, (counts, rows) in enumerate(checked.chunks):
        StagedChunk.objects.create(batch=held, position=position, counts=counts, rows=rows)
    StagedRow.objects.bulk_create(checked.staged, batch_size=1_000)
    held.counts = {**tally(held, checked.counts), "checked": checked.counts}
    held.questions = questions.grouped(ledger, held)
    held.state, held.touched_at = BatchState.CHECKED, timezone.now()
    held.save()
    return held


@transaction.atomic
def _fail(batch: ImportBatch, sentence: str) -> ImportBatch:
    mine = ImportBatch.objects.filter(pk=batch.pk, round=batch.round, state=BatchState.CHECKING)
    mine.update(state=BatchState.FAILED, message=sentence[:500], touched_at=timezone.now())
    return ImportBatch.objects.get(pk=batch.pk)
