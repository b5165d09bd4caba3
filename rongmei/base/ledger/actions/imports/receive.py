"""Receiving a file, and settling what its columns say."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind
from rongmei.base.sheets import sandbox
from rongmei.base.sheets.limits import SheetRefused

from ... import registry, rules
from ...declaration import Ledger
from ...enums import SETTLING, BatchState
from ...imports import mapping as columns
from ...imports.questions import asked_kind
from ...kinds import ReadContext, Unreadable
from ...models import ImportBatch, ImportProfile


def subject(batch: ImportBatch) -> history.Subject:
    return history.Subject("import", batch.pk, batch.file_name[:200])


def receive_import(
    *, actor: Actor, ledger: Ledger, file: UploadedFile[Any] | str | os.PathLike[str], name: str = "", sheet: str | None = None
) -> ImportBatch:
    """Keep a spreadsheet and look into it. The same file again gives the earlier import (`.received_before` is True) and adds nothing.

    file: an upload, or a path. name: its name as the person knows it. sheet: the sheet to take, by default the likeliest one.
    The file is parsed before the transaction opens, so that nobody waits for it. Raises Refused; Invalid for a file that is too
    large, no spreadsheet, damaged or without a table.
    """
    rules.may_record_anywhere(actor, ledger).require()
    label = PurePath(name or getattr(file, "name", None) or str(file)).name[:255]
    with _on_disk(file, label) as (path, digest):
        earlier = _earlier(actor, ledger, digest, sheet)
        if earlier is not None:
            return earlier
        try:
            inspection = columns.inspection_to_json(sandbox.inspect(path, filename=label))
        except SheetRefused as refused:
            raise Invalid(refused.sentence, label) from None
        with path.open("rb") as content:
            return _keep(actor, ledger, content, label, digest, inspection, sheet)


@contextmanager
def _on_disk(file: UploadedFile[Any] | str | os.PathLike[str], label: str) -> Iterator[tuple[Path, str]]:
    """The file as a path, with its SHA-256."""
    suffix = PurePath(label).suffix.lower()[:10]
    with tempfile.NamedTemporaryFile(prefix="import-", suffix=suffix) as copy:
        digest, size = hashlib.sha256(), 0
        for chunk in _chunks(file):
            size += len(chunk)
            if size > settings.IMPORT_MAX_BYTES:
                raise Invalid(
                    _("more than %(limit)d MB found, at most that much is taken: split the file.")
                    % {"limit": settings.IMPORT_MAX_BYTES // 2**20},
                    label,
                )
            digest.update(chunk)
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name), digest.hexdigest()


def _chunks(file: UploadedFile[Any] | str | os.PathLike[str]) -> Iterator[bytes]:
    if isinstance(file, (str, os.PathLike)):
        with Path(file).open("rb") as opened:
            while chunk := opened.read(1 << 20):
                yield chunk
    else:
        yield from file.chunks(1 << 20)


def _earlier(actor: Any, ledger: Ledger, digest: str, sheet: str | None) -> ImportBatch | None:
    """The import this file already is. Somebody else's is named, not shown, to those who may not see it."""
    batches = ImportBatch.objects.filter(ledger=ledger.key, sha256=digest).exclude(state=BatchState.UNDONE)
    if sheet is not None:
        batches = batches.filter(sheet=sheet)
    earlier = batches.order_by("pk").first()
    if earlier is None:
        return None
    if not rules.may_see_batch(actor, earlier):
        day = date_format(timezone.localtime(earlier.received_at), "SHORT_DATE_FORMAT")
        raise Invalid(
            _("this very file was uploaded on %(day)s by somebody else: nothing is to be done.") % {"day": day}, earlier.file_name
        )
    earlier.received_before = True  # type: ignore[attr-defined]
    return earlier


def _keep(
    actor: Actor, ledger: Ledger, content: IO[bytes], label: str, digest: str, inspection: dict[str, Any], sheet: str | None
) -> ImportBatch:
    now = timezone.now()
    batch = ImportBatch(
        ledger=ledger.key,
        file_name=label,
        sha256=digest,
        inspection=inspection,
        received_at=now,
        received_by_id=actor.pk,
        touched_at=now,
        sheet=sheet if sheet is not None else columns.likeliest(ledger, inspection),
    )
    if not batch.sheet:
        raise Invalid(_("no table was found on any sheet: a row of headings with at least one record below it is expected."), label)
    _propose(batch, ledger, actor)
    try:
        with transaction.atomic():
            batch.file.save(f"{digest[:16]}{PurePath(label).suffix.lower()}", File(content), save=False)
            batch.save()
            detail = {"ledger": ledger.key, "sha256": digest, "sheet": batch.sheet}
            history.record(EventKind.IMPORT_RECEIVED, actor=actor, subject=subject(batch), detail=detail, unit_id=batch.unit_id)
    except IntegrityError:
        # Somebody uploaded the same file in the same second.
        earlier = _earlier(actor, ledger, digest, batch.sheet)
        if earlier is None:
            raise
        return earlier
    return batch


def _propose(batch: ImportBatch, ledger: Ledger, actor: Any) -> None:
    sheet = columns.sheet_of(batch)
    batch.mapping, _scores, _remembered = columns.propose(ledger, sheet)
    batch.fingerprint = sheet["fingerprint"]
    batch.values = columns.known_values(ledger, batch.fingerprint)
    batch.year = columns.propose_year(ledger, batch.file_name, sheet, batch.mapping, timezone.localdate())
    batch.unit_id = columns.propose_unit(ledger, actor, batch.file_name, sheet, batch.mapping)


@transaction.atomic
def open_sheet(*, actor: Actor, batch: ImportBatch, sheet: str) -> ImportBatch:
    """Take another sheet of a file that is already here: the import of that sheet, made when there is none yet. Raises Refused, Invalid."""
    ledger = registry.get(batch.ledger)
    rules.may_work_on_batch(actor, batch, ledger).require()
    columns.sheet_of(batch, sheet)
    known = ImportBatch.objects.filter(ledger=batch.ledger, sha256=batch.sha256, sheet=sheet).exclude(state=BatchState.UNDONE).first()
    if known is not None:
        return known
    now = timezone.now()
    other = ImportBatch(
        ledger=batch.ledger,
        file=batch.file.name,
        file_name=batch.file_name,
        sha256=batch.sha256,
        inspection=batch.inspection,
        sheet=sheet,
        received_at=now,
        received_by_id=actor.pk,
        touched_at=now,
    )
    _propose(other, ledger, actor)
    other.save()
    detail = {"ledger": ledger.key, "sha256": batch.sha256, "sheet": sheet}
    history.record(EventKind.IMPORT_RECEIVED, actor=actor, subject=subject(other), detail=detail, unit_id=other.unit_id)
    return other


@transaction.atomic
def map_import(
    *,
    actor: Actor,
    batch: ImportBatch,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    year: int | None = None,
    unit: int | None = None,
    values: Mapping[str, Mapping[str, str]] | None = None,
    confirm: bool = False,
) -> ImportBatch:
    """Settle what the sheet's columns say, and remember it for every sheet with the same headings.

    mapping: column index (as text) → field, "" for a column left out on purpose; None keeps what was proposed. year completes dates
    without one. unit: number of the unit of all rows, for sheets without such a column. values: field → {as written: as meant}.
    confirm: rows go in as confirmed. Raises Refused; Invalid when a required column has no source, a field is given twice, or the
    import is past this step.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    ledger = registry.get(batch.ledger)
    rules.may_work_on_batch(actor, batch, ledger).require()
    if batch.state not in SETTLING:
        raise Invalid(_("the columns are settled: this import is “%(state)s”.") % {"state": BatchState(batch.state).label}, str(batch))
    if confirm:
        rules.may_confirm(actor, ledger).require()
    found = columns.sheet_of(batch, sheet)
    if sheet is not None and sheet != batch.sheet:
        _change_sheet(batch, ledger, actor, sheet)
    by_column = "unit" in (mapping if mapping is not None else batch.mapping).values()
    if unit is not None and not by_column:
        rules.may_record(actor, ledger, unit).require()
    if year is not None and not 1900 <= year <= 2100:
        raise Invalid(_("“%(year)s” is no year: one like 2026 is expected.") % {"year": year}, str(batch))
    batch.mapping = columns.checked_mapping(ledger, found, mapping if mapping is not None else batch.mapping, unit)
    batch.year, batch.unit_id, batch.confirm = year, None if by_column else unit, confirm
    batch.values = _merged(batch.values, checked_values(ledger, values or {}))
    batch.state = BatchState.RECEIVED
    batch.save()
    remember(batch, ledger, values or {})
    detail = {"sheet": batch.sheet, "mapping": batch.mapping, "year": year, "unit": batch.unit_id, "confirm": confirm}
    history.record(EventKind.IMPORT_MAPPED, actor=actor, subject=subject(batch), detail=detail, unit_id=batch.unit_id)
    return batch


def _change_sheet(batch: ImportBatch, ledger: Ledger, actor: Any, sheet: str) -> None:
    taken = ImportBatch.objects.filter(ledger=batch.ledger, sha256=batch.sha256, sheet=sheet).exclude(state=BatchState.UNDONE)
    if taken.exclude(pk=batch.pk).exists():
        raise Invalid(
            _("the sheet “%(sheet)s” of this file has its own import already: open that one.") % {"sheet": sheet}, batch.file_name
        )
    batch.sheet = sheet
    _propose(batch, ledger, actor)


def checked_values(ledger: Ledger, values: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """What is meant must be readable itself. Raises Invalid."""
    found: dict[str, dict[str, str]] = {}
    for field, meant in values.items():
        kind = asked_kind(ledger, field)
        if kind is None:
            raise Invalid(_("values of “%(field)s” cannot be settled once for all: mend the rows.") % {"field": field[:60]})
        read = kind.reader(ReadContext())
        for written, meaning in meant.items():
            try:
                read(meaning)
            except Unreadable as unreadable:
                raise Invalid(unreadable.sentence, written[:60]) from None
            found.setdefault(field, {})[written] = meaning
    return found


def _merged(known: Mapping[str, Mapping[str, str]], more: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    found = {field: dict(values) for field, values in known.items()}
    for field, values in more.items():
        found.setdefault(field, {}).update(values)
    return found


def remember(batch: ImportBatch, ledger: Ledger, values: Mapping[str, Mapping[str, str]]) -> None:
    """Keep columns and values for the next sheet with these headings."""
    profile, _made = ImportProfile.objects.select_for_update().get_or_create(ledger=ledger.key, fingerprint=batch.fingerprint)
    profile.mapping, profile.used_at = batch.mapping, timezone.now()
    profile.values = _merged(profile.values, values)
    profile.save()
