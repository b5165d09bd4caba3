"""Keeping the ledgers of the newsroom: in the same transaction as what they count."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, TypeVar

from django.utils import timezone

from rongmei.base.history import actions as history
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.enums import EventKind
from rongmei.base.ledger import registry
from rongmei.base.ledger.actions.clock import tick
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.models import Entry
from rongmei.base.ledger.reading import key_of, search_text_of, to_json, values_of

from ..enums import Countersigned, Decision, Fate, ManuscriptState, PublicationState
from ..models import HandedIn, Manuscript, PassedStep, PublishedStory, SignOff, StoryPlace, StorySubject, Subject

Row = TypeVar("Row", bound=Entry)
FATES = {ManuscriptState.DECLINED: Fate.DECLINED, ManuscriptState.PUBLISHED: Fate.TAKEN}


def count_published(actor: Any, manuscript: Manuscript) -> None:
    """The story's row as it stands after a publication or correction."""
    revision, first = manuscript.current, manuscript.first_published_at
    assert revision is not None
    assert first is not None
    row = PublishedStory.objects.filter(manuscript=manuscript).first() or PublishedStory(manuscript=manuscript)
    row.number, row.published_on, row.headline = manuscript.number, timezone.localdate(first), revision.headline
    row.kind, row.unit, row.words = manuscript.kind, manuscript.unit, revision.words
    row.pictures = len(revision.content().pictures())
    if row.hours is None and manuscript.submitted_at:
        begun = manuscript.handed_in.recorded_at if hasattr(manuscript, "handed_in") else manuscript.submitted_at
        row.hours = max(0, round((first - begun).total_seconds() / 3600))
    row.urgent = manuscript.publications.filter(urgent__isnull=False).exists()
    row.countersigned = _countersigned(manuscript) if row.urgent else ""
    row.corrected = manuscript.publications.filter(edition__gt=1).exists()
    live = manuscript.publications.filter(state=PublicationState.LIVE).values_list("outlet_id", flat=True)
    _store(actor, row, subjects=set(Subject.objects.filter(pk__in=revision.subjects).values_list("pk", flat=True)), places=set(live))
    count_handed_in(actor, manuscript)


def count_countersigned(actor: Any, manuscript: Manuscript) -> None:
    """The story's row says that its urgent release was countersigned. A withdrawn story, or one not published yet, has no row to say it."""
    row = PublishedStory.objects.filter(manuscript=manuscript, state=RowState.CONFIRMED, urgent=True).first()
    if row is not None:
        row.countersigned = _countersigned(manuscript)
        _store(actor, row)


def _countersigned(manuscript: Manuscript) -> str:
    """Of several releases of one story the worst."""
    releases = list(manuscript.urgent_releases.all())
    if any(release.countersigned_at is None for release in releases):
        return Countersigned.WAITING
    late = any(release.countersigned_at and release.countersigned_at > release.due_at for release in releases)
    return Countersigned.LATE if late else Countersigned.IN_TIME


def count_step(actor: Any, manuscript: Manuscript, sign_off: SignOff, began: dt.datetime) -> None:
    """One row for the signature just given. began: since when its step had had the turn."""
    began = min(began, sign_off.at)
    _store(
        actor,
        PassedStep(
            sign_off=sign_off,
            unit=manuscript.unit,
            number=manuscript.number,
            turn=manuscript.sign_offs.count(),
            headline=manuscript.headline,
            step=sign_off.step.label,
            kind=sign_off.step.kind,
            decision=sign_off.decision,
            person=sign_off.person,
            began_at=began,
            ended_at=sign_off.at,
            ended_on=timezone.localdate(sign_off.at),
            hours=Decimal(round((sign_off.at - began).total_seconds() / 360)) / 10,
        ),
    )


def uncount_published(actor: Any, manuscript: Manuscript, reason: str) -> None:
    """A withdrawn story counts nowhere; its row stays readable."""
    row = PublishedStory.objects.filter(manuscript=manuscript, state=RowState.CONFIRMED).first()
    if row is None:
        return
    ledger = registry.of(row)
    row.state, row.confirmed_at, row.confirmed_by = RowState.VOIDED, None, None
    row.version += 1
    row.save()
    detail = {"v": row.version, "before": {"state": "confirmed"}, "after": {"state": "voided"}, "note": reason}
    subject = history.Subject(ledger.key, row.pk, str(row))
    history.record(EventKind.ROW_VOIDED, actor=actor, subject=subject, detail=detail, unit_id=row.unit_id)
    tick(ledger)


def count_handed_in(actor: Any, manuscript: Manuscript) -> None:
    """The manuscript's row: what has become of it by now."""
    if manuscript.submitted_at is None:
        return
    row = HandedIn.objects.filter(manuscript=manuscript).first()
    if row is None:
        row = HandedIn(manuscript=manuscript, handed_in_on=timezone.localdate(manuscript.submitted_at), number=manuscript.number)
    row.headline, row.unit = manuscript.headline, manuscript.unit
    taken = manuscript.first_published_at is not None
    row.fate = Fate.TAKEN if taken else FATES.get(ManuscriptState(manuscript.state), Fate.WAITING)
    row.returned = manuscript.sign_offs.filter(decision=Decision.RETURN).count()
    _store(actor, row)


def _store(actor: Any, row: Row, *, subjects: set[int] | None = None, places: set[int] | None = None) -> None:
    """Write the row and its lines with their history; nothing when nothing differs."""
    ledger, now = registry.of(row), timezone.now()
    before = to_json(ledger, values_of(ledger, type(row)._default_manager.get(pk=row.pk))) if row.pk else {}
    row.version = row.version + 1 if row.pk else 1
    if not row.pk:
        row.recorded_at, row.recorded_by_id = now, actor.pk
    if row.state != RowState.CONFIRMED:
        row.state, row.confirmed_at = RowState.CONFIRMED, now
        row.confirmed_by_id = None if actor is SYSTEM else actor.pk
    values = values_of(ledger, row, lines=False)
    row.key_hash, row.search_text = key_of(ledger, values), search_text_of(ledger, values)
    row.save()
    if subjects is not None:
        StorySubject.objects.filter(entry_id=row.pk).exclude(subject_id__in=subjects).delete()
        StorySubject.objects.bulk_create([StorySubject(entry_id=row.pk, subject_id=pk) for pk in subjects], ignore_conflicts=True)
    if places is not None:
        StoryPlace.objects.filter(entry_id=row.pk).exclude(outlet_id__in=places).delete()
        StoryPlace.objects.bulk_create([StoryPlace(entry_id=row.pk, outlet_id=pk) for pk in places], ignore_conflicts=True)
    after = to_json(ledger, values_of(ledger, type(row)._default_manager.get(pk=row.pk)))
    changed = {name for name in after if before.get(name) != after[name]}
    kind = EventKind.ROW_CHANGED if before else EventKind.ROW_CREATED
    detail: dict[str, Any] = {"v": row.version, "after": {name: after[name] for name in after if name in changed}}
    detail |= {"before": {name: before[name] for name in changed}} if before else {"state": str(row.state)}
    if changed:
        history.record(kind, actor=actor, subject=history.Subject(ledger.key, row.pk, str(row)[:200]), detail=detail, unit_id=row.unit_id)
        tick(ledger)
