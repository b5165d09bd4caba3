"""Files, links and pictures that show a row is true."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import rules
from ..declaration import Ledger
from ..kinds.base import ReadContext, Unreadable
from ..kinds.words import LinkKind
from ..models import Evidence
from .rows import subject

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif")
FILES = (*PICTURES, ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".wps", ".et", ".txt", ".csv", ".zip", ".mp3", ".mp4")


@transaction.atomic
def add_evidence(
    *, actor: Actor, ledger: Ledger, pk: int, title: str = "", url: str = "", file: UploadedFile[Any] | None = None
) -> Evidence:
    """Attach a file or a link to a row. Raises Invalid (neither, both wrong, too large, unknown kind of file), Refused."""
    row = ledger.model._default_manager.select_for_update(of=("self",)).get(pk=pk)
    decision = rules.may_record(actor, ledger, row.unit_id)
    decision.require()
    if bool(url) == bool(file):
        raise Invalid(_("Either a file or a link is expected: give exactly one of them."), str(_("Evidence")))
    evidence = Evidence(ledger=ledger.key, row_id=pk, added_at=timezone.now(), added_by_id=actor.pk)
    if file is not None:
        _keep_file(evidence, file)
    else:
        evidence.kind, evidence.url = Evidence.Kind.LINK, _checked_url(url)
    evidence.title = (title.strip() or evidence.file_name or evidence.url)[:200]
    evidence.save()
    detail = {"evidence": evidence.pk, "title": evidence.title, "sha256": evidence.sha256, "url": evidence.url}
    history.record(EventKind.EVIDENCE_ADDED, actor=actor, subject=subject(ledger, row), detail=detail, unit_id=row.unit_id)
    return evidence


@transaction.atomic
def withdraw_evidence(*, actor: Actor, ledger: Ledger, pk: int, evidence_pk: int, reason: str) -> Evidence:
    """Take evidence of the row `pk` out of view; the file stays. Raises Invalid without a reason, Refused."""
    row = ledger.model._default_manager.get(pk=pk)
    evidence = Evidence.objects.select_for_update().get(pk=evidence_pk, ledger=ledger.key, row_id=pk, withdrawn_at=None)
    rules.may_change(actor, row).require()
    if not reason.strip():
        raise Invalid(_("A reason is missing: say in a few words why the evidence is withdrawn."), evidence.title)
    evidence.withdrawn_at = timezone.now()
    evidence.save(update_fields=["withdrawn_at"])
    detail = {"evidence": evidence.pk, "title": evidence.title, "note": reason.strip()[:500]}
    history.record(EventKind.EVIDENCE_REMOVED, actor=actor, subject=subject(ledger, row), detail=detail, unit_id=row.unit_id)
    return evidence


@dataclass(frozen=True)
class TakenFile:
    """An uploaded file that may be kept: the name it came with, its kind, what it holds, and the name to store it under."""

    name: str
    suffix: str
    sha256: str
    stored_as: str


def take_file(file: UploadedFile[Any], kinds: Sequence[str]) -> TakenFile:
    """Look at an upload before it is kept as evidence. Raises Invalid for a kind that is not taken, or one too large."""
    name = PurePath(file.name or "").name
    suffix = PurePath(name).suffix.lower()
    if suffix not in kinds:
        raise Invalid(
            _("files of kind “%(suffix)s” are not taken, these are: %(known)s.") % {"suffix": suffix or "?", "known": " ".join(kinds)}, name
        )
    if (file.size or 0) > settings.EVIDENCE_MAX_BYTES:
        raise Invalid(
            _("%(size)d MB found, at most %(limit)d MB are taken: make it smaller, or name where it is instead.")
            % {"size": (file.size or 0) // 2**20, "limit": settings.EVIDENCE_MAX_BYTES // 2**20},
            name,
        )
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return TakenFile(name[:255], suffix, digest.hexdigest(), f"{digest.hexdigest()[:16]}{suffix}")


def _keep_file(evidence: Evidence, file: UploadedFile[Any]) -> None:
    taken = take_file(file, FILES)
    evidence.kind = Evidence.Kind.PICTURE if taken.suffix in PICTURES else Evidence.Kind.FILE
    evidence.file_name, evidence.size, evidence.sha256 = taken.name, file.size or 0, taken.sha256
    evidence.file.save(taken.stored_as, file, save=False)


def _checked_url(url: str) -> str:
    try:
        return str(LinkKind(Evidence._meta.get_field("url"), None).reader(ReadContext())(url))  # type: ignore[arg-type]
    except Unreadable as unreadable:
        raise Invalid(unreadable.sentence, str(_("Evidence"))) from None
