"""REST of the newsroom. The same actions as the screens; refusals are the same sentences."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Outlet, Unit
from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger.api import ANSWERS
from rongmei.base.planning.models import PlanTask

from .. import actions, queries, rules
from ..enums import ManuscriptState
from ..text import read_content
from .shapes import (
    FilingIn,
    KeptAsideOut,
    ManyIn,
    OutcomeOut,
    OutletsIn,
    Page,
    Pk,
    SavedOut,
    StoriesOut,
    StoryIn,
    StoryOut,
    TextIn,
    WholeStoryOut,
)
from .shared import line_of, person_of, router, story_of, whole

PER_PAGE = 100


@router.get("/", response={200: StoriesOut, **ANSWERS})
def list_stories(request: HttpRequest, state: str = "", q: str = "", waiting: bool = False, page: Page = 1) -> dict[str, Any]:
    """Those the person may see, the last changed first. waiting: only those whose turn is the person's."""
    rules.may_see_newsroom(request.user).require()
    if state and state not in ManuscriptState.values:
        raise Invalid(
            _("“%(found)s” found, one of %(expected)s expected.") % {"found": state[:20], "expected": "、".join(ManuscriptState.values)}
        )
    found = queries.filtered(request.user, queries.Wish(text=q, state=state))
    if waiting:
        found = queries.listed(found.filter(pk__in=queries.waiting_for(request.user).order_by().values("pk")))
    first = (page - 1) * PER_PAGE
    shown = list(found[first : first + PER_PAGE])
    if waiting:
        shown = [manuscript for manuscript, _standing, mine in queries.judged(request.user, shown) if mine]
    return {"total": found.count(), "page": page, "stories": [line_of(manuscript) for manuscript in shown]}


@router.post("/", response={201: WholeStoryOut, **ANSWERS})
def begin_story(request: HttpRequest, story: StoryIn) -> Any:
    """A new manuscript."""
    with transaction.atomic():
        manuscript = actions.begin_manuscript(
            actor=person_of(request),
            unit=Unit.objects.get(pk=story.unit),
            content=read_content(story.text),
            kind=story.kind,
            targets=[Outlet.objects.get(pk=pk) for pk in story.outlets],
        )
        if story.plan_task is not None:
            actions.file_manuscript(actor=person_of(request), manuscript=manuscript, task=PlanTask.objects.get(pk=story.plan_task))
    return 201, whole(request, manuscript.pk)


@router.post("/publish/", response={200: list[OutcomeOut], **ANSWERS})
def publish_stories(request: HttpRequest, many: ManyIn) -> list[OutcomeOut]:
    """Each of them on all its outlets, through the same gate; one that is refused stops no other."""
    rules.may_see_newsroom(request.user).require()
    found = queries.seen_by(person_of(request)).filter(pk__in=many.stories).order_by("pk")
    outcomes = actions.publish_many(actor=person_of(request), manuscripts=found)
    return [
        OutcomeOut(story=one.manuscript.pk, published=[publication.public_id for publication in one.published], reason=one.reason)
        for one in outcomes
    ]


@router.get("/{pk}/", response={200: WholeStoryOut, **ANSWERS})
def get_story(request: HttpRequest, pk: Pk) -> dict[str, Any]:
    """Text, steps, signatures."""
    return whole(request, pk)


@router.put("/{pk}/text/", response={**ANSWERS, 200: SavedOut, 409: KeptAsideOut})
def save_story(request: HttpRequest, pk: Pk, text: TextIn) -> Any:
    """Save a text made from revision `base`; 409 when somebody has saved since, with the number of the draft that keeps it."""
    saved = actions.save_text(
        actor=person_of(request), manuscript=story_of(request, pk), base=text.base, content=read_content(text.text), note=text.note
    )
    if saved.aside is not None:
        return 409, KeptAsideOut(sentence=kept_aside(), draft=saved.aside.pk, revision=saved.revision.number)
    return 200, SavedOut(revision=saved.revision.number, fingerprint=saved.revision.fingerprint, changed=saved.changed)


def kept_aside() -> str:
    return _(
        "Somebody else has saved since you opened the text. Yours is kept as a draft beside it: compare and take over what is missing."
    )


@router.put("/{pk}/outlets/", response={200: WholeStoryOut, **ANSWERS})
def set_outlets(request: HttpRequest, pk: Pk, meant: OutletsIn) -> dict[str, Any]:
    """Where it is meant to be published."""
    targets = [Outlet.objects.get(pk=number) for number in meant.outlets]
    actions.set_targets(actor=person_of(request), manuscript=story_of(request, pk), targets=targets)
    return whole(request, pk)


@router.put("/{pk}/plan-task/", response={200: StoryOut, **ANSWERS})
def file_story(request: HttpRequest, pk: Pk, filing: FilingIn) -> dict[str, Any]:
    """Under which task of the plan it is filed; published, it is evidence for that task."""
    task = None if filing.task is None else PlanTask.objects.get(pk=filing.task)
    return line_of(actions.file_manuscript(actor=person_of(request), manuscript=story_of(request, pk), task=task))
