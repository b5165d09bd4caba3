"""Starting a summary and writing its text."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.images.models import Image

from rongmei.base.directory.queries import university
from rongmei.base.history import actions as history
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import rules
from ..body import write_body
from ..document import Picture, plain
from ..models import Summary, SummarySlot
from ..reading import FoundSlot, ReadDocument
from .slots import first_binding, found_json, propose_for


def subject(summary: Summary) -> history.Subject:
    return history.Subject("summary", summary.pk, f"{summary.title}（{summary.edition}）")


@transaction.atomic
def create_summary(*, actor: Any, year: int, title: str = "", start: dt.date | None = None, end: dt.date | None = None) -> Summary:
    """An empty summary of a year (or another period). Raises Invalid, Refused."""
    rules.may_write(actor).require()
    if not 1990 <= year <= 2100:
        raise Invalid(_("“%(year)s” is not a year between 1990 and 2100.") % {"year": year}, str(_("year")))
    start, end = start or dt.date(year, 1, 1), end or dt.date(year, 12, 31)
    if end < start:
        raise Invalid(_("The period ends before it starts."), str(_("to")))
    now = timezone.now()
    school = university()
    summary = Summary.objects.create(
        title=title.strip() or f"{year}年工作总结",
        year=year,
        start=start,
        end=end,
        signature=school.office_name,
        dated=end,
        made_at=now,
        made_by_id=actor.pk,
        changed_at=now,
    )
    history.record(EventKind.SUMMARY_CREATED, actor=actor, subject=subject(summary), detail={"after": {"year": year}})
    return summary


@transaction.atomic
def create_from_document(*, actor: Any, year: int, read: ReadDocument, name: str, data: bytes) -> Summary:
    """Start from last year's Word file: its words become the text, every number and masked run a slot with proposals."""
    summary = create_summary(actor=actor, year=year, title=plain(read.document.title).replace(str(year - 1), str(year)))
    summary.source.save(f"{year}.docx", ContentFile(data), save=False)
    summary.source_name = name[:255]
    stream = write_body(read.document.blocks, lambda picture: _keep_picture(picture, actor))
    summary.body = json.dumps(stream)
    if read.document.signed_by:
        summary.signature = plain(read.document.signed_by)[:120]
    summary.save()
    SummarySlot.objects.bulk_create(_new_slot(summary, i, found) for i, found in enumerate(read.found))
    propose_for(summary)
    detail = {"after": {"source": name, "slots": len(read.found)}}
    history.record(EventKind.SUMMARY_CHANGED, actor=actor, subject=subject(summary), detail=detail)
    return summary


def _new_slot(summary: Summary, position: int, found: FoundSlot) -> SummarySlot:
    return SummarySlot(
        summary=summary,
        ref=found.ref,
        position=position,
        original=found.original[:200],
        found=found_json(found),
        **first_binding(summary.year, found),
    )


def _keep_picture(picture: Picture, actor: Any) -> int | None:
    suffix = "png" if picture.media_type == "image/png" else "jpg"
    image = Image(title=picture.alt[:200] or "图", uploaded_by_user_id=actor.pk)
    image.file = ImageFile(ContentFile(picture.data), name=f"summary.{suffix}")
    try:
        image.save()
    except (OSError, ValueError):  # a picture nobody can open is left out, the words stay
        return None
    return int(image.pk)


@transaction.atomic
def change_body(*, actor: Any, summary: Summary, body: Any, version: int | None = None) -> Summary:
    """Store the text. `version`: what the person had open; an older one is refused and the typed text stays with the person."""
    summary = Summary.objects.select_for_update().get(pk=summary.pk)
    rules.may_change(actor, summary).require()
    if version is not None and version != summary.version:
        raise Invalid(
            _("Somebody saved this summary while it was open here. Your text is kept below: compare and save again."), summary.title
        )
    before = summary.body.raw_data
    summary.body = body
    summary.version += 1
    summary.changed_at = timezone.now()
    summary.save(update_fields=["body", "version", "changed_at"])
    detail = {"before": {"body": list(before)}, "after": {"body": list(summary.body.raw_data)}}
    history.record(EventKind.SUMMARY_CHANGED, actor=actor, subject=subject(summary), detail=detail)
    return summary


@transaction.atomic
def change_heading(
    *, actor: Any, summary: Summary, title: str, signature: str, dated: dt.date | None, start: dt.date, end: dt.date
) -> Summary:
    """Title, signature, date and period."""
    summary = Summary.objects.select_for_update().get(pk=summary.pk)
    rules.may_change(actor, summary).require()
    if not title.strip():
        raise Invalid(_("The title is empty: fill it in."), str(_("title")))
    if end < start:
        raise Invalid(_("The period ends before it starts."), str(_("to")))
    new = {"title": title.strip()[:120], "signature": signature.strip()[:120], "dated": dated, "start": start, "end": end}
    before = {name: str(getattr(summary, name) or "") for name in new}
    for name, value in new.items():
        setattr(summary, name, value)
    summary.version += 1
    summary.changed_at = timezone.now()
    summary.save()
    detail = {"before": before, "after": {name: str(value or "") for name, value in new.items()}}
    history.record(EventKind.SUMMARY_CHANGED, actor=actor, subject=subject(summary), detail=detail)
    return summary


@transaction.atomic
def note_export(*, actor: Any, summary: Summary, to: str, masked: str = "", sha256: str = "") -> None:
    """Who took which edition out of the house, in which form."""
    rules.may_see(actor, summary).require()
    detail = {"to": to, "masked": masked, "sha256": sha256, "version": summary.version}
    history.record(EventKind.SUMMARY_EXPORTED, actor=actor, subject=subject(summary), detail=detail)
