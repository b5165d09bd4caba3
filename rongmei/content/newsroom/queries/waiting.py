"""What waits for whom, and since when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from .. import rules
from ..enums import IN_REVIEW, NOBODY, PublicationState
from ..models import Manuscript, Publication, UrgentRelease
from ..standing import Standing, standing_of
from .manuscripts import seen_by, with_standing
from .signers import signers_of


@dataclass(frozen=True)
class Waiting:
    """A manuscript whose present step the person may sign."""

    manuscript: Manuscript
    standing: Standing
    since: dt.datetime
    late: bool


def since(manuscript: Manuscript) -> dt.datetime:
    """Since when the present step has had its turn: the last signature, submission or change of the text."""
    times = [sign_off.at for sign_off in manuscript.sign_offs.all()]
    times += [manuscript.submitted_at] if manuscript.submitted_at else []
    times += [manuscript.current.made_at] if manuscript.current else []
    return max(times, default=manuscript.created_at)


def is_late(manuscript: Manuscript, standing: Standing, now: dt.datetime) -> bool:
    return standing.present is not None and since(manuscript) + dt.timedelta(hours=standing.present.deadline_hours) < now


def waiting_for(actor: Any, *, limit: int = 1_000) -> list[Waiting]:
    """Manuscripts in review whose turn is the person's, longest waiting first. Never his own text: the rules are asked."""
    now, named, found = timezone.now(), rules.deputyships(actor), []
    for manuscript in with_standing(seen_by(actor)).filter(state__in=IN_REVIEW).order_by("changed_at")[:limit]:
        standing = standing_of(manuscript)
        if standing.present and rules.may_sign(actor, manuscript, standing=standing, named=named):
            found.append(Waiting(manuscript, standing, since(manuscript), is_late(manuscript, standing, now)))
    return sorted(found, key=lambda waiting: waiting.since)


def due_urgent() -> QuerySet[UrgentRelease]:
    """Releases not countersigned yet, the oldest first."""
    return UrgentRelease.objects.filter(countersigned_at=None).select_related("manuscript__current", "authoriser").order_by("released_at")


def outstanding_places(manuscript: Manuscript) -> list[Publication]:
    """Outlets that still carry an older text than the one last published: each needs its own correction."""
    current = manuscript.current
    return [
        publication
        for publication in manuscript.publications.select_related("outlet")
        if publication.state == PublicationState.LIVE and current and publication.fingerprint != current.fingerprint
    ]


def unsignable(actor: Any) -> list[tuple[Manuscript, str]]:
    """Manuscripts whose present step nobody can sign, and the step's name. Looks again at those the timer reported: few, if any."""
    reported = with_standing(seen_by(actor)).filter(state__in=IN_REVIEW).exclude(reminded={})
    found = [(manuscript, standing_of(manuscript)) for manuscript in reported if NOBODY in manuscript.reminded.get("told", ())]
    return [
        (manuscript, str(standing.present)) for manuscript, standing in found if standing.present and not signers_of(manuscript, standing)
    ]
