"""What waits for whom, and since when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from rongmei.base.directory.enums import Role
from rongmei.base.history.actors import SYSTEM

from .. import rules
from ..enums import IN_REVIEW, NOBODY, Decision, PublicationState
from ..models import Deputy, Manuscript, ProcedureStep, Publication, Turn, UrgentRelease
from ..standing import Standing, standing_of
from .manuscripts import seen_by, with_standing, with_texts
from .signers import signers_of


def since(manuscript: Manuscript) -> dt.datetime:
    """Since when the present step has had its turn: the last signature, submission or change of the text."""
    times = [sign_off.at for sign_off in manuscript.sign_offs.all()]
    times += [manuscript.submitted_at] if manuscript.submitted_at else []
    times += [manuscript.current.made_at] if manuscript.current else []
    return max(times, default=manuscript.created_at)


def due_at(manuscript: Manuscript, standing: Standing) -> dt.datetime | None:
    """By when the present step is to be signed."""
    return since(manuscript) + dt.timedelta(hours=standing.present.deadline_hours) if standing.present else None


def is_late(manuscript: Manuscript, standing: Standing, now: dt.datetime) -> bool:
    due = due_at(manuscript, standing)
    return due is not None and due < now


def waiting_for(actor: Any, named: list[Deputy] | None = None) -> QuerySet[Manuscript]:
    """Manuscripts in review whose turn is the person's, in one query however many are in review. named: his deputyships, if known.

    Narrowed by the turns noted with each write; the rules judge again what is shown (`judged`), and nobody signs without them.
    """
    if actor is SYSTEM or actor.person_id is None:
        return Manuscript.objects.none()
    named = rules.deputyships(actor) if named is None else named
    steps = list(ProcedureStep.objects.order_by().only("roles"))
    yes, taken = Q(pk__in=[]), Q(pk__in=[])
    # As rules.capacities: in his own name wherever he can, else for the first he stands in for. Separation asks about both people.
    for account, people in _signing_as(actor, named):
        holds = _holds(account, steps)
        barred = Turn.kept_apart.through._default_manager.filter(turn=OuterRef("pk"), person__in=people)
        yes |= holds & ~taken & ~Q(Exists(barred))
        taken |= holds
    return seen_by(actor).filter(state__in=IN_REVIEW, pk__in=Turn.objects.filter(yes).order_by().values("manuscript"))


def _signing_as(actor: Any, named: list[Deputy]) -> list[tuple[Any, list[int]]]:
    """The accounts whose roles the person may use, and whom a signature would stand for."""
    others = [(getattr(deputy.principal, "account", None), [actor.person_id, deputy.principal_id]) for deputy in named]
    return [(actor, [actor.person_id]), *((account, people) for account, people in others if account is not None)]


def _holds(account: Any, steps: list[ProcedureStep]) -> Q:
    """Turns whose step the account holds a role of, for the manuscript's unit: rules.holds_step for many."""
    alike: dict[frozenset[Role], list[int]] = {}
    for step in steps:
        alike.setdefault(frozenset(Role(role) for role in step.roles), []).append(step.pk)
    found = Q(pk__in=[])
    for roles, numbers in alike.items():
        if not account.has_role(*roles):
            continue
        mine = Q(step__in=numbers)
        found |= mine if account.acts_everywhere(*roles) else mine & Q(manuscript__unit__in=account.unit_ids_for(*roles))
    return found


def waiting_counts(actor: Any, now: dt.datetime | None = None) -> tuple[int, int]:
    """How many manuscripts wait for the person's signature, and how many of them are overdue."""
    late = Count("pk", filter=Q(turn__due_at__lt=now or timezone.now()))
    found = waiting_for(actor).order_by().aggregate(all=Count("pk"), late=late)
    return found["all"], found["late"]


def judged(actor: Any, manuscripts: Iterable[Manuscript], named: list[Deputy] | None = None) -> list[tuple[Manuscript, Standing, bool]]:
    """Each of `listed`, with its standing and whether the rules let the person sign it now."""
    named = rules.deputyships(actor) if named is None else named
    return [(m, standing, bool(rules.may_sign(actor, m, standing=standing, named=named))) for m, standing in standings(manuscripts)]


def standings(manuscripts: Iterable[Manuscript]) -> list[tuple[Manuscript, Standing]]:
    """Each of `listed`, with its standing.

    Only where a text was changed after a signature, and the procedure may let that signature stand, are the texts read too.
    """
    shown = list(manuscripts)
    unclear = [manuscript.pk for manuscript in shown if _asks_for_texts(manuscript)]
    whole = with_texts(Manuscript.objects.all()).in_bulk(unclear) if unclear else {}
    return [(manuscript, standing_of(whole.get(manuscript.pk, manuscript))) for manuscript in shown]


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
