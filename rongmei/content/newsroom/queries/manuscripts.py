"""Finding manuscripts."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from rongmei.base.history.actors import SYSTEM

from ..enums import SEE
from ..models import Manuscript, ProcedureStep, SignOff


def seen_by(actor: Any) -> QuerySet[Manuscript]:
    """Manuscripts the person may see, the last changed first. The same answer as rules.may_see, for many."""
    found = Manuscript.objects.select_related("current", "unit", "procedure", "created_by__person")
    if actor is SYSTEM or actor.acts_everywhere(*SEE):
        return found
    own = Q(unit_id__in=actor.unit_ids_for(*SEE)) | Q(created_by_id=actor.pk)
    if actor.person_id:
        own |= Q(pk__in=Manuscript.objects.filter(writers__person_id=actor.person_id).values("pk"))
    return found.filter(own) if actor.has_role(*SEE) else found.none()


def with_standing(found: QuerySet[Manuscript]) -> QuerySet[Manuscript]:
    """Everything standing_of, the rules and the gate read, in a fixed number of queries."""
    return found.select_related("current", "unit", "procedure", "scheduled_by__person").prefetch_related(
        Prefetch("procedure__steps", ProcedureStep.objects.order_by("order")),
        Prefetch("sign_offs", SignOff.objects.select_related("step", "return_to", "revision").order_by("pk")),
        "writers",
        "targets",
        "publications",
        "urgent_releases",
    )


def of_number(actor: Any, pk: int) -> Manuscript:
    """One manuscript the person may see. Raises Manuscript.DoesNotExist, also for one he may not see."""
    return with_standing(seen_by(actor)).get(pk=pk)
