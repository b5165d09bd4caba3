"""What waits for whom, and since when."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from .. import rules
from ..enums import IN_REVIEW, NOBODY, Decision, PublicationState
from ..models import Manuscript, Procedure, ProcedureStep, Publication, Revision, SignOff, UrgentRelease
from ..standing import Standing, standing_of
from .manuscripts import seen_by, with_standing
from .signers import signers_of


def since(manuscript: Manuscript) -> dt.datetime:
    """Since when the present step has had its turn: the last signature, submission or change of the text."""
    times = [sign_off.at for sign_off in manuscript.sign_offs.all()]
    times += [manuscript.submitted_at] if manuscript.submitted_at else []
    times += [manuscript.current.made_at] if manuscript.current else []
    return max(times, default=manuscript.created_at)


def is_late(manuscript: Manuscript, standing: Standing, now: dt.datetime) -> bool:
    return standing.present is not None and since(manuscript) + dt.timedelta(hours=standing.present.deadline_hours) < now


def waiting_for(actor: Any) -> dict[int, bool]:
    """Numbers of the manuscripts in review whose turn is the person's, and whether each is overdue. Never his own: the rules are asked.

    Every manuscript in review is judged, in a fixed number of queries that leave the texts where they are. Only where a text was changed
    after a signature, and the procedure may let that signature stand, are the texts read too.
    """
    named = rules.deputyships(actor)
    roles = rules.roles_signed_with(actor, named)
    steps = [step.pk for step in ProcedureStep.objects.all() if roles.intersection(step.roles)]
    if not steps:
        return {}
    ours = Manuscript.objects.filter(pk__in=seen_by(actor).order_by().values("pk"), state__in=IN_REVIEW)
    ours = ours.filter(procedure__in=ProcedureStep.objects.filter(pk__in=steps).order_by().values("procedure"))
    judged = list(_without_texts(ours))
    unclear = [manuscript.pk for manuscript in judged if _asks_for_texts(manuscript)]
    whole = with_standing(Manuscript.objects.filter(pk__in=unclear)).in_bulk() if unclear else {}
    now, found = timezone.now(), dict[int, bool]()
    for manuscript in judged:
        manuscript = whole.get(manuscript.pk, manuscript)
        standing = standing_of(manuscript)
        if standing.present and rules.may_sign(actor, manuscript, standing=standing, named=named):
            found[manuscript.pk] = is_late(manuscript, standing, now)
    return found


def _without_texts(found: QuerySet[Manuscript]) -> QuerySet[Manuscript]:
    """What standing_of and may_sign read of manuscripts whose texts are not compared. Procedures and steps are shared, not joined."""
    signed = SignOff.objects.only(
        "manuscript", "revision", "step", "round", "decision", "return_to", "person", "on_behalf_of", "fingerprint", "at"
    )
    return (
        found.select_related("current")
        .only(
            "state",
            "unit",
            "procedure",
            "round",
            "counts_from",
            "correction",
            "created_at",
            "submitted_at",
            "current__made_at",
            "current__fingerprint",
            "current__parts",
        )
        .order_by()
        .prefetch_related(
            Prefetch("procedure", Procedure.objects.prefetch_related("steps")),
            Prefetch("sign_offs", signed.order_by("pk")),
            "sign_offs__step",
            "sign_offs__return_to",
            Prefetch("sign_offs__revision", Revision.objects.only("parts", "manuscript")),
            "writers",
        )
    )


def _asks_for_texts(manuscript: Manuscript) -> bool:
    procedure, current = manuscript.procedure, manuscript.current
    if procedure is None or current is None or not procedure.keeps_small:
        return False
    return any(s.decision == Decision.APPROVE and s.fingerprint != current.fingerprint for s in manuscript.sign_offs.all())


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
    reported = with_standing(seen_by(actor)).filter(state__in=IN_REVIEW, reminded__told__icontains=NOBODY)
    found = [(manuscript, standing_of(manuscript)) for manuscript in reported]
    return [
        (manuscript, str(standing.present)) for manuscript, standing in found if standing.present and not signers_of(manuscript, standing)
    ]
