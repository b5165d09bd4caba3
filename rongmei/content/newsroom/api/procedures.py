"""Procedures: every version, the next one, retiring one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Body, Router

from rongmei.base.ledger.api import ANSWERS

from .. import actions, queries, rules
from ..forms.procedures import read_plan
from ..models import Procedure
from .shapes import Pk, ProcedureOut, ProcedureStepOut
from .shared import person_of

router = Router(tags=["stories"])
SAME = (
    "key", "version", "name", "outlet_kinds", "outlets", "author_may_review", "review_and_proof_same_person", "small_punctuation",
    "small_characters", "urgent_signers", "source",
)  # fmt: skip


def _out(procedure: Procedure, held: set[str]) -> ProcedureOut:
    return ProcedureOut(
        id=procedure.pk,
        in_force=procedure.retired_at is None,
        **{name: getattr(procedure, name) for name in SAME},
        steps=[
            ProcedureStepOut(order=s.order, kind=s.kind, label=s.label, roles=s.roles, hours=s.deadline_hours, corrections=s.corrections)
            for s in procedure.steps.all()
        ],
        unheld=[step.label for step in queries.steps_unheld(procedure, held)],
        used=getattr(procedure, "used", 0),
        under_way=getattr(procedure, "under_way", 0),
    )


@router.get("/", response={200: list[ProcedureOut], **ANSWERS})
def list_procedures(request: HttpRequest, all: bool = False) -> list[ProcedureOut]:
    """Those in force; all: every version that ever was."""
    rules.may_see_newsroom(request.user).require()
    held = queries.roles_held()
    return [_out(one, held) for some in queries.versions() for one in some if all or one.retired_at is None]


@router.post("/", response={201: ProcedureOut, **ANSWERS})
def make_procedure(request: HttpRequest, procedure: Body[dict[str, Any]], seen: int | None = None) -> tuple[int, ProcedureOut]:
    """The next version of its key: {"key", "name", "outlet_kinds", "steps": [{"kind", "label", "roles", "hours", "corrections"}], …}.

    seen: the newest version you know of; when there is a newer one nothing is made.
    """
    rules.may_keep_procedures(request.user).require()
    made = actions.make_procedure(actor=person_of(request), plan=read_plan(procedure), seen=seen)
    return 201, _out(made, queries.roles_held())


@router.post("/{pk}/retire/", response={200: ProcedureOut, **ANSWERS})
def retire_procedure(request: HttpRequest, pk: Pk) -> ProcedureOut:
    """Take it out of force; manuscripts under way keep it."""
    retired = actions.retire_procedure(actor=person_of(request), procedure=Procedure.objects.get(pk=pk))
    return _out(retired, queries.roles_held())
