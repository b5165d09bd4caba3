"""Handing in, signing, returning; declining, dropping, taking up again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger.api import ANSWERS

from .. import actions
from ..models import Manuscript, Procedure, ProcedureStep
from .shapes import Pk, ReasonIn, ReturnIn, SignIn, StoryOut, SubmitIn, WholeStoryOut
from .shared import line_of, person, person_of, router, story_of, whole


@router.post("/{pk}/submit/", response={200: WholeStoryOut, **ANSWERS})
def submit_story(request: HttpRequest, pk: Pk, submit: SubmitIn) -> dict[str, Any]:
    """Hand it in. procedure: key, where several cover its outlets."""
    procedure = Procedure.objects.get(key=submit.procedure, retired_at=None) if submit.procedure else None
    actions.submit_manuscript(actor=person_of(request), manuscript=story_of(request, pk), procedure=procedure)
    return whole(request, pk)


def _step(manuscript: Manuscript, label: str) -> ProcedureStep | None:
    if not label:
        return None
    step = manuscript.procedure.steps.filter(label=label).first() if manuscript.procedure else None
    if step is None:
        raise Invalid(_("This manuscript's procedure has no step “%(label)s”.") % {"label": label[:40]}, "step")
    return step


@router.post("/{pk}/sign/", response={200: WholeStoryOut, **ANSWERS})
def sign_story(request: HttpRequest, pk: Pk, sign: SignIn) -> dict[str, Any]:
    """Approve the present step for exactly the present text."""
    manuscript = story_of(request, pk)
    actions.sign_manuscript(
        actor=person_of(request),
        manuscript=manuscript,
        step=_step(manuscript, sign.step),
        fingerprint=sign.fingerprint,
        opinion=sign.opinion,
        on_behalf_of=person(sign.on_behalf_of),
    )
    return whole(request, pk)


@router.post("/{pk}/proofread/", response={200: WholeStoryOut, **ANSWERS})
def proofread_story(request: HttpRequest, pk: Pk) -> dict[str, Any]:
    """Let the machine read the present text; what it found is among the kept passes (`/proof/runs/`)."""
    actions.proofread_manuscript(actor=person_of(request), manuscript=story_of(request, pk))
    return whole(request, pk)


@router.post("/{pk}/return/", response={200: WholeStoryOut, **ANSWERS})
def return_story(request: HttpRequest, pk: Pk, sign: ReturnIn) -> dict[str, Any]:
    """Send it back to a step, or to the author."""
    manuscript = story_of(request, pk)
    actions.return_manuscript(
        actor=person_of(request),
        manuscript=manuscript,
        to=_step(manuscript, sign.step),
        fingerprint=sign.fingerprint,
        opinion=sign.opinion,
        on_behalf_of=person(sign.on_behalf_of),
    )
    return whole(request, pk)


@router.post("/{pk}/decline/", response={200: StoryOut, **ANSWERS})
def decline_story(request: HttpRequest, pk: Pk, decline: ReasonIn) -> dict[str, Any]:
    """Not taken; its writers read the reason."""
    actions.decline_manuscript(actor=person_of(request), manuscript=story_of(request, pk), reason=decline.reason)
    return line_of(story_of(request, pk))


@router.post("/{pk}/drop/", response={200: StoryOut, **ANSWERS})
def drop_story(request: HttpRequest, pk: Pk, drop: ReasonIn) -> dict[str, Any]:
    """Given up by those who write it; it can be taken up again."""
    actions.drop_manuscript(actor=person_of(request), manuscript=story_of(request, pk), reason=drop.reason)
    return line_of(story_of(request, pk))


@router.post("/{pk}/reopen/", response={200: StoryOut, **ANSWERS})
def reopen_story(request: HttpRequest, pk: Pk) -> dict[str, Any]:
    """Take a declined or dropped manuscript up again, as a draft."""
    actions.reopen_manuscript(actor=person_of(request), manuscript=story_of(request, pk))
    return line_of(story_of(request, pk))
