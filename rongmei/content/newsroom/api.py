"""REST of the newsroom. The same actions as the screens; refusals are the same sentences."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from rongmei.base.directory.models import Outlet, Person, Unit, User
from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger.api import ANSWERS

from . import actions, queries, rules
from .enums import ManuscriptState
from .models import Manuscript, Procedure, ProcedureStep, Publication
from .standing import Standing, standing_of
from .text import read_content

PER_PAGE = 100
Pk = Annotated[int, Field(ge=0, le=2**63 - 1)]
Page = Annotated[int, Field(ge=1, le=1_000_000)]


class StoryOut(Schema):
    id: int
    number: str
    kind: str
    state: str
    unit: str
    headline: str
    revision: int
    fingerprint: str
    alert: str
    changed_at: dt.datetime


class StoriesOut(Schema):
    total: int
    page: int
    stories: list[StoryOut]


class StepOut(Schema):
    """changed: parts of the text changed since `lapsed` signed; empty when the step is passed, or was never signed."""

    step: str
    kind: str
    passed: bool
    signed_by: str
    lapsed: str
    changed: list[str]


class SignatureOut(Schema):
    step: str
    round: int
    decision: str
    signature: str
    post: str
    unit: str
    opinion: str
    revision: int
    fingerprint: str
    at: dt.datetime


class WholeStoryOut(StoryOut):
    text: dict[str, Any]
    procedure: str
    round: int
    present: str
    passed: bool
    steps: list[StepOut]
    signatures: list[SignatureOut]


class StoryIn(Schema):
    """text: headline, kicker, subhead, summary, language, body (blocks), byline, subjects, units, people, sources."""

    unit: Pk
    text: dict[str, Any]
    kind: str = "news"
    outlets: list[Pk] = []


class TextIn(Schema):
    """base: number of the revision it was made from."""

    base: Pk
    text: dict[str, Any]
    note: str = ""


class SavedOut(Schema):
    revision: int
    fingerprint: str
    changed: bool


class KeptAsideOut(Schema):
    """A stale save: nothing was overwritten, and nothing typed is lost."""

    sentence: str
    draft: int
    revision: int


class SubmitIn(Schema):
    procedure: str = ""


class SignIn(Schema):
    """step: name of the step meant. fingerprint: of the text that was read. on_behalf_of: campus number of the person stood in for."""

    step: str = ""
    fingerprint: str = ""
    opinion: str = ""
    on_behalf_of: str = ""


class ReturnIn(SignIn):
    """step: back to which one; empty: to the author."""


class PublishIn(Schema):
    outlet: Pk


class PublicationOut(Schema):
    public_id: str
    edition: int
    outlet: str
    state: str
    headline: str
    published_at: dt.datetime


class AtIn(Schema):
    at: dt.datetime


class ReasonIn(Schema):
    reason: str


class CorrectionIn(Schema):
    kind: str
    note: str


class ReleaseIn(Schema):
    authoriser: str
    reason: str
    phoned_at: dt.datetime


class ReleaseOut(Schema):
    id: int
    due_at: dt.datetime
    missing: list[str]


router = Router(tags=["stories"])


def _person_of(request: HttpRequest) -> User:
    """Whose key it is: TokenAuth lets nobody else in."""
    user = request.user
    assert isinstance(user, User)
    return user


def _story(request: HttpRequest, pk: int) -> Manuscript:
    return queries.of_number(_person_of(request), pk)


def _out(manuscript: Manuscript) -> dict[str, Any]:
    current = manuscript.current
    return {
        "id": manuscript.pk,
        "number": manuscript.number,
        "kind": manuscript.kind,
        "state": manuscript.state,
        "unit": manuscript.unit.name,
        "headline": manuscript.headline,
        "revision": current.number if current else 0,
        "fingerprint": current.fingerprint if current else "",
        "alert": manuscript.alert,
        "changed_at": manuscript.changed_at,
    }


def _steps(standing: Standing) -> list[StepOut]:
    return [
        StepOut(
            step=line.step.label,
            kind=line.step.kind,
            passed=line.passed,
            signed_by=line.counts.signature if line.counts else "",
            lapsed=line.lapsed.signature if line.lapsed else "",
            changed=list(line.changed),
        )
        for line in standing.steps
    ]


def _whole(request: HttpRequest, pk: int) -> dict[str, Any]:
    manuscript = _story(request, pk)
    standing = standing_of(manuscript)
    return {
        **_out(manuscript),
        "text": manuscript.current.content().as_json() if manuscript.current else {},
        "procedure": str(manuscript.procedure or ""),
        "round": manuscript.round,
        "present": standing.present.label if standing.present else "",
        "passed": standing.passed,
        "steps": _steps(standing),
        "signatures": [
            {
                "step": s.step.label,
                "round": s.round,
                "decision": s.decision,
                "signature": s.signature,
                "post": s.post,
                "unit": s.unit_name,
                "opinion": s.opinion,
                "revision": s.revision.number,
                "fingerprint": s.fingerprint,
                "at": s.at,
            }
            for s in manuscript.sign_offs.all()
        ],
    }


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
        found = found.filter(pk__in=[one.manuscript.pk for one in queries.waiting_for(request.user)])
    first = (page - 1) * PER_PAGE
    return {"total": found.count(), "page": page, "stories": [_out(m) for m in found[first : first + PER_PAGE]]}


@router.post("/", response={201: WholeStoryOut, **ANSWERS})
def begin_story(request: HttpRequest, story: StoryIn) -> Any:
    """A new manuscript."""
    manuscript = actions.begin_manuscript(
        actor=_person_of(request),
        unit=Unit.objects.get(pk=story.unit),
        content=read_content(story.text),
        kind=story.kind,
        targets=[Outlet.objects.get(pk=pk) for pk in story.outlets],
    )
    return 201, _whole(request, manuscript.pk)


@router.get("/{pk}/", response={200: WholeStoryOut, **ANSWERS})
def get_story(request: HttpRequest, pk: Pk) -> dict[str, Any]:
    """Text, steps, signatures."""
    return _whole(request, pk)


@router.put("/{pk}/text/", response={**ANSWERS, 200: SavedOut, 409: KeptAsideOut})
def save_story(request: HttpRequest, pk: Pk, text: TextIn) -> Any:
    """Save a text made from revision `base`; 409 when somebody has saved since, with the number of the draft that keeps it."""
    saved = actions.save_text(
        actor=_person_of(request), manuscript=_story(request, pk), base=text.base, content=read_content(text.text), note=text.note
    )
    if saved.aside is not None:
        return 409, KeptAsideOut(sentence=kept_aside(), draft=saved.aside.pk, revision=saved.revision.number)
    return 200, SavedOut(revision=saved.revision.number, fingerprint=saved.revision.fingerprint, changed=saved.changed)


def kept_aside() -> str:
    return _(
        "Somebody else has saved since you opened the text. Yours is kept as a draft beside it: compare and take over what is missing."
    )


@router.post("/{pk}/submit/", response={200: WholeStoryOut, **ANSWERS})
def submit_story(request: HttpRequest, pk: Pk, submit: SubmitIn) -> dict[str, Any]:
    """Hand it in. procedure: key, where several cover its outlets."""
    procedure = Procedure.objects.get(key=submit.procedure, retired_at=None) if submit.procedure else None
    actions.submit_manuscript(actor=_person_of(request), manuscript=_story(request, pk), procedure=procedure)
    return _whole(request, pk)


def _step(manuscript: Manuscript, label: str) -> ProcedureStep | None:
    if not label:
        return None
    step = manuscript.procedure.steps.filter(label=label).first() if manuscript.procedure else None
    if step is None:
        raise Invalid(_("This manuscript's procedure has no step “%(label)s”.") % {"label": label[:40]}, "step")
    return step


def _person(campus_id: str) -> Person | None:
    return Person.objects.get(campus_id=campus_id) if campus_id else None


@router.post("/{pk}/sign/", response={200: WholeStoryOut, **ANSWERS})
def sign_story(request: HttpRequest, pk: Pk, sign: SignIn) -> dict[str, Any]:
    """Approve the present step for exactly the present text."""
    manuscript = _story(request, pk)
    actions.sign_manuscript(
        actor=_person_of(request),
        manuscript=manuscript,
        step=_step(manuscript, sign.step),
        fingerprint=sign.fingerprint,
        opinion=sign.opinion,
        on_behalf_of=_person(sign.on_behalf_of),
    )
    return _whole(request, pk)


@router.post("/{pk}/return/", response={200: WholeStoryOut, **ANSWERS})
def return_story(request: HttpRequest, pk: Pk, sign: ReturnIn) -> dict[str, Any]:
    """Send it back to a step, or to the author."""
    manuscript = _story(request, pk)
    actions.return_manuscript(
        actor=_person_of(request),
        manuscript=manuscript,
        to=_step(manuscript, sign.step),
        fingerprint=sign.fingerprint,
        opinion=sign.opinion,
        on_behalf_of=_person(sign.on_behalf_of),
    )
    return _whole(request, pk)


def _publication(publication: Publication) -> PublicationOut:
    return PublicationOut(
        public_id=publication.public_id,
        edition=publication.edition,
        outlet=publication.outlet.name,
        state=publication.state,
        headline=publication.headline,
        published_at=publication.published_at,
    )


@router.post("/{pk}/publish/", response={200: PublicationOut, **ANSWERS})
def publish_story(request: HttpRequest, pk: Pk, publish: PublishIn) -> PublicationOut:
    """Through the one gate, on one outlet."""
    outlet = Outlet.objects.get(pk=publish.outlet)
    return _publication(actions.publish_manuscript(actor=_person_of(request), manuscript=_story(request, pk), outlet=outlet))


@router.post("/{pk}/schedule/", response={200: StoryOut, **ANSWERS})
def schedule_story(request: HttpRequest, pk: Pk, schedule: AtIn) -> dict[str, Any]:
    """Set the time; the gate is asked now and then."""
    at = schedule.at if timezone.is_aware(schedule.at) else timezone.make_aware(schedule.at)
    return _out(actions.schedule_manuscript(actor=_person_of(request), manuscript=_story(request, pk), at=at))


@router.delete("/{pk}/schedule/", response={200: StoryOut, **ANSWERS})
def unschedule_story(request: HttpRequest, pk: Pk) -> dict[str, Any]:
    """Take the time back."""
    return _out(actions.unschedule_manuscript(actor=_person_of(request), manuscript=_story(request, pk)))


@router.post("/{pk}/release/", response={200: ReleaseOut, **ANSWERS})
def release_story(request: HttpRequest, pk: Pk, release: ReleaseIn) -> ReleaseOut:
    """The urgent channel. authoriser: campus number of who said yes on the telephone."""
    made = actions.release_urgently(
        actor=_person_of(request),
        manuscript=_story(request, pk),
        authoriser=Person.objects.get(campus_id=release.authoriser),
        reason=release.reason,
        phoned_at=release.phoned_at if timezone.is_aware(release.phoned_at) else timezone.make_aware(release.phoned_at),
    )
    return ReleaseOut(id=made.pk, due_at=made.due_at, missing=made.steps_missing)


@router.post("/{pk}/correct/", response={200: StoryOut, **ANSWERS})
def correct_story(request: HttpRequest, pk: Pk, correction: CorrectionIn) -> dict[str, Any]:
    """Open a correction: kind fact, wording, political or data; the note readers will see."""
    manuscript = _story(request, pk)
    return _out(actions.open_correction(actor=_person_of(request), manuscript=manuscript, kind=correction.kind, text=correction.note))


@router.post("/{pk}/withdraw/", response={200: StoryOut, **ANSWERS})
def withdraw_story(request: HttpRequest, pk: Pk, withdraw: ReasonIn) -> dict[str, Any]:
    """Take it down everywhere."""
    actions.withdraw_story(actor=_person_of(request), manuscript=_story(request, pk), reason=withdraw.reason)
    return _out(_story(request, pk))
