"""Texts put on the desk to be checked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import queries, rules
from ..enums import TextSource
from ..models import DeskText, ProofRun
from ..reading import MOST_CHARACTERS
from .runs import keep_run

KIND = queries.DESK_KIND


def take_text(
    *, actor: Any, text: str, style: str, on: dt.date, title: str = "", file_name: str = "", data: bytes = b""
) -> tuple[DeskText, ProofRun]:
    """Put a text on the desk and check it. data: the uploaded file, kept so that it can go back with the remarks in it.

    Raises Invalid (empty, too long), Refused.
    """
    rules.may_answer(actor).require()
    text = _plain(text)
    with transaction.atomic():
        kept = DeskText(
            title=(title.strip() or file_name or _first_words(text))[:120],
            source=TextSource.FILE if file_name else TextSource.PASTED,
            text=text,
            file_name=file_name[:255],
            style=style,
            on=on,
            made_at=timezone.now(),
            made_by_id=actor.pk,
        )
        if data:
            kept.file.save(file_name[-80:], ContentFile(data), save=False)
        kept.save()
        history.record(EventKind.PROOF_TEXT_TAKEN, actor=actor, subject=subject(kept), detail={"characters": len(text), "file": file_name})
    return kept, _run(actor, kept)


def change_text(*, actor: Any, pk: int, text: str, version: int | None = None) -> ProofRun:
    """Another wording of the text, checked again. Raises Invalid (empty, too long, changed meanwhile), Refused, DeskText.DoesNotExist."""
    text = _plain(text)
    with transaction.atomic():
        kept = DeskText.objects.select_for_update(of=("self",)).get(pk=pk)
        rules.may_work_on_text(actor, kept).require()
        if version is not None and version != kept.version:
            raise Invalid(_("The text was changed in another window. Yours is kept below: compare and check again."), kept.title)
        kept.text, kept.version = text, kept.version + 1
        kept.save(update_fields=["text", "version"])
        history.record(EventKind.PROOF_TEXT_CHANGED, actor=actor, subject=subject(kept), detail={"characters": len(text)})
    return _run(actor, kept)


@transaction.atomic
def remove_text(*, actor: Any, pk: int) -> DeskText:
    """Take a text off the desk: its words, its file and what was found in it go; that it was there stays in history.

    Raises Refused, DeskText.DoesNotExist.
    """
    kept = DeskText.objects.select_for_update(of=("self",)).get(pk=pk)
    rules.may_work_on_text(actor, kept).require()
    ProofRun.objects.filter(subject_kind=KIND, subject_id=str(pk)).delete()
    if kept.file:
        name, storage = kept.file.name, kept.file.storage
        transaction.on_commit(lambda: storage.delete(str(name)))
    kept.text, kept.file, kept.removed_at = "", "", timezone.now()
    kept.save(update_fields=["text", "file", "removed_at"])
    history.record(EventKind.PROOF_TEXT_REMOVED, actor=actor, subject=subject(kept))
    return kept


def subject(text: DeskText) -> history.Subject:
    return history.Subject(KIND, text.pk, text.title)


def _run(actor: Any, kept: DeskText) -> ProofRun:
    return keep_run(actor=actor, subject=subject(kept), passages=kept.text.split("\n"), style=kept.style, on=kept.on)


def _plain(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip("\n")
    if not text.strip():
        raise Invalid(_("There is no text to check: paste some, or choose a file."))
    if len(text) > MOST_CHARACTERS:
        raise Invalid(
            _("The text has %(length)d characters, at most %(most)d are checked at once: divide it.")
            % {"length": len(text), "most": MOST_CHARACTERS}
        )
    return text


def _first_words(text: str) -> str:
    line = next(line.strip() for line in text.split("\n") if line.strip())
    return line if len(line) <= 30 else line[:30] + "…"
