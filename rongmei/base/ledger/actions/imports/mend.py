"""Mending rows that wait, leaving rows out, and settling what a written value means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from ... import registry, rules
from ...declaration import Ledger
from ...enums import BatchState
from ...imports.written import shown_cell
from ...models import ImportBatch, StagedRow
from .receive import checked_values, remember, subject
from .settle import Settler, recount

Outcome = StagedRow.Outcome
OPEN = (Outcome.WAITING, Outcome.DUPLICATE, Outcome.READY, Outcome.DROPPED)


def _locked(actor: Any, batch: ImportBatch) -> tuple[ImportBatch, Ledger]:
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    ledger = registry.get(batch.ledger)
    rules.may_work_on_batch(actor, batch, ledger).require()
    if batch.state not in (BatchState.CHECKED, BatchState.APPLIED):
        raise Invalid(_("rows cannot be mended now: this import is “%(state)s”.") % {"state": BatchState(batch.state).label}, str(batch))
    return batch, ledger


@transaction.atomic
def mend_staged_row(*, actor: Actor, batch: ImportBatch, row_no: int, raw: Mapping[str, Any], replace: bool = False) -> StagedRow:
    """Type over cells of a row that waits. When it reads well it goes in: with the rest before the decision, at once afterwards.

    raw: field → what was typed; fields not named stay as in the file. replace: the row may change a record that is in the ledger already.
    What was typed is kept either way; `outcome` and `problems` of the result say what became of it. Raises Refused, Invalid.
    """
    rows = mend_staged_rows(actor=actor, batch=batch, typed={row_no: raw}, replace=replace)
    if not rows:
        raise Invalid(_("row %(row)d does not wait any more.") % {"row": row_no}, str(batch))
    return rows[0]


@transaction.atomic
def mend_staged_rows(*, actor: Actor, batch: ImportBatch, typed: Mapping[int, Mapping[str, Any]], replace: bool = False) -> list[StagedRow]:
    """Mend many rows in one go: row number → {field: what was typed}. Rows that do not wait any more are left alone."""
    batch, ledger = _locked(actor, batch)
    rows = list(StagedRow.objects.select_for_update().filter(batch=batch, row_no__in=typed, outcome__in=OPEN).order_by("row_no"))
    for row in rows:
        for name, text in typed[row.row_no].items():
            if name not in ledger.importable:
                continue
            if text == shown_cell(row.raw.get(name)):
                row.mended.pop(name, None)
            else:
                row.mended[name] = text
    Settler(actor, batch, ledger).settle(rows, replace=replace)
    recount(batch, ledger)
    return rows


@transaction.atomic
def drop_staged_row(*, actor: Actor, batch: ImportBatch, row_no: int) -> StagedRow:
    """Leave a row out on purpose. It stays in the list of rows left out and can be taken back by mending it. Raises Refused, Invalid."""
    batch, ledger = _locked(actor, batch)
    row = StagedRow.objects.select_for_update().filter(batch=batch, row_no=row_no, outcome__in=OPEN).first()
    if row is None:
        raise Invalid(_("row %(row)d does not wait any more.") % {"row": row_no}, str(batch))
    row.outcome, row.action, row.target = Outcome.DROPPED, "", None
    row.save()
    recount(batch, ledger)
    detail = {"dropped": row_no, "raw": row.raw}
    history.record(EventKind.IMPORT_MAPPED, actor=actor, subject=subject(batch), detail=detail, unit_id=batch.unit_id)
    return row


@transaction.atomic
def remember_value(*, actor: Actor, batch: ImportBatch, field: str, written: str, meant: str) -> int:
    """Settle once what a written value means; every waiting row is read again. The number of rows that do not wait any more."""
    return remember_values(actor=actor, batch=batch, meanings=[(field, written, meant)])


@transaction.atomic
def remember_values(*, actor: Actor, batch: ImportBatch, meanings: Iterable[tuple[str, str, str]]) -> int:
    """Settle several values at once: (field, as written, as meant). Remembered for the next file. Raises Refused; Invalid for a
    meaning that is not known either."""
    batch, ledger = _locked(actor, batch)
    asked: dict[str, dict[str, str]] = {}
    for field, written, meant in meanings:
        asked.setdefault(field, {})[written] = meant
    checked = checked_values(ledger, asked)
    for field, values in checked.items():
        batch.values.setdefault(field, {}).update(values)
    remember(batch, ledger, checked)
    waiting = [row for row in StagedRow.objects.select_for_update().filter(batch=batch, outcome=Outcome.WAITING) if _is_about(row, checked)]
    Settler(actor, batch, ledger).settle(waiting)
    recount(batch, ledger)
    history.record(EventKind.IMPORT_MAPPED, actor=actor, subject=subject(batch), detail={"values": checked}, unit_id=batch.unit_id)
    return sum(row.outcome != Outcome.WAITING for row in waiting)


def _is_about(row: StagedRow, settled: Mapping[str, Mapping[str, str]]) -> bool:
    return any(problem.get("written") in settled.get(problem.get("asked", ""), {}) for problem in row.problems)
