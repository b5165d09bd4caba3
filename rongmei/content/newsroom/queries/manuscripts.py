"""Finding manuscripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Prefetch, Q, QuerySet

from rongmei.base.history.actors import SYSTEM

from ..enums import SEE
from ..models import Manuscript, ProcedureStep, Revision, SignOff

TEXTS: Final = ("summary", "body", "byline", "shas", "subjects", "units", "people", "sources")
"""What a revision holds that no list shows."""


def seen_by(actor: Any) -> QuerySet[Manuscript]:
    """Manuscripts the person may see, the last changed first. The same answer as rules.may_see, for many."""
    found = Manuscript.objects.select_related("current", "unit", "procedure", "created_by__person")
    if actor is SYSTEM or actor.acts_everywhere(*SEE):
        return found
    own = Q(unit_id__in=actor.unit_ids_for(*SEE)) | Q(created_by_id=actor.pk)
    if actor.person_id:
        own |= Q(pk__in=Manuscript.objects.filter(writers__person_id=actor.person_id).values("pk"))
    return found.filter(own) if actor.has_role(*SEE) else found.none()


@dataclass(frozen=True)
class Wish:
    """What a list is filtered by; "" and None: not at all."""

    text: str = ""
    state: str = ""
    kind: str = ""
    unit_id: int | None = None


def filtered(actor: Any, wish: Wish) -> QuerySet[Manuscript]:
    """Manuscripts the person may see, narrowed. text: part of a headline, or a number as printed (2026-00012)."""
    found = seen_by(actor)
    if wish.state:
        found = found.filter(state=wish.state)
    if wish.kind:
        found = found.filter(kind=wish.kind)
    if wish.unit_id:
        found = found.filter(unit_id=wish.unit_id)
    text = wish.text.strip()
    if text:
        number = text.rpartition("-")[2]
        # Headlines apart from the manuscripts: SQLite then reads the index of headlines, not the texts they stand above.
        wanted = Q(current__in=Revision.objects.filter(headline__icontains=text).order_by().values("pk"))
        if number.isdecimal() and len(number) < 10:
            wanted |= Q(pk=int(number))
        found = found.filter(wanted)
    return found


def with_texts(found: QuerySet[Manuscript]) -> QuerySet[Manuscript]:
    """Everything standing_of and rules.may_sign read, in a fixed number of queries."""
    return _with_signatures(found, SignOff.objects.select_related("step", "return_to", "revision"))


def listed(found: QuerySet[Manuscript]) -> QuerySet[Manuscript]:
    """The same for a page of a list, without the texts. Where a text must be compared, `judged` reads it."""
    signed = SignOff.objects.select_related("step", "return_to", "revision").defer("opinion", *(f"revision__{name}" for name in TEXTS))
    return _with_signatures(found, signed).defer(*(f"current__{name}" for name in TEXTS))


SIGNED: Final = ("manuscript", "step", "round", "decision", "return_to", "person", "on_behalf_of", "fingerprint", "at", "revision__parts")
STANDS: Final = (
    "state", "round", "counts_from", "correction", "created_at", "submitted_at", "current__made_at", "current__fingerprint", "current__parts",
    "procedure__author_may_review", "procedure__review_and_proof_same_person", "procedure__small_punctuation", "procedure__small_characters",
    "turn__step", "turn__due_at",
)  # fmt: skip
"""What standing_of and rules.kept_apart read of a manuscript and of a signature while no texts are compared."""


def barely(pk: int) -> Manuscript:
    """One manuscript with what its standing is found by and the turn noted, and no more: it is read with every save of a text in review."""
    steps = ProcedureStep.objects.only("procedure", "order", "kind", "corrections", "deadline_hours")
    signed = SignOff.objects.select_related("revision").only(*SIGNED).order_by("pk")
    bare = Manuscript.objects.select_related("current", "procedure", "turn").only(*STANDS)
    found = bare.prefetch_related(Prefetch("procedure__steps", steps.order_by("order")), Prefetch("sign_offs", signed), "writers").get(
        pk=pk
    )
    known = {step.pk: step for step in found.procedure.steps.all()} if found.procedure else {}
    for sign_off in found.sign_offs.all():
        if sign_off.step_id in known:
            sign_off.step = known[sign_off.step_id]
        if sign_off.return_to_id in known:
            sign_off.return_to = known[sign_off.return_to_id]
    return found


def _with_signatures(found: QuerySet[Manuscript], signed: QuerySet[SignOff]) -> QuerySet[Manuscript]:
    return found.select_related("current", "unit", "procedure").prefetch_related(
        Prefetch("procedure__steps", ProcedureStep.objects.order_by("order")), Prefetch("sign_offs", signed.order_by("pk")), "writers"
    )


def with_standing(found: QuerySet[Manuscript]) -> QuerySet[Manuscript]:
    """Everything standing_of, the rules and the gate read, in a fixed number of queries."""
    whole = with_texts(found).select_related("current", "unit", "procedure", "scheduled_by__person", "plan_task__point")
    return whole.prefetch_related("targets", "publications", "urgent_releases")


def of_number(actor: Any, pk: int) -> Manuscript:
    """One manuscript the person may see. Raises Manuscript.DoesNotExist, also for one he may not see."""
    return with_standing(seen_by(actor)).get(pk=pk)
