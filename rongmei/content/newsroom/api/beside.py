"""What lies beside a text: one's own drafts, and remarks of colleagues."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from rongmei.base.directory.models import Person
from rongmei.base.ledger.api import ANSWERS

from .. import actions, queries
from ..models import Comment, Draft, Manuscript
from .shapes import DraftIn, DraftOut, Pk, RemarkIn, RemarkOut
from .shared import person_of, router, story_of


def _draft(draft: Draft) -> DraftOut:
    return DraftOut(id=draft.pk, kind=draft.kind, base=draft.base.number, text=draft.content, saved_at=draft.saved_at)


@router.get("/{pk}/drafts/", response={200: list[DraftOut], **ANSWERS})
def list_drafts(request: HttpRequest, pk: Pk) -> list[DraftOut]:
    """One's own: what was typed and not saved, and stale saves that were kept."""
    drafts = story_of(request, pk).drafts.filter(owner=person_of(request)).select_related("base")
    return [_draft(draft) for draft in drafts]


@router.put("/{pk}/drafts/", response={200: DraftOut, **ANSWERS})
def keep_draft(request: HttpRequest, pk: Pk, draft: DraftIn) -> DraftOut:
    """Keep what is being typed; it replaces one's own earlier one and touches no revision."""
    kept = actions.autosave_text(actor=person_of(request), manuscript=story_of(request, pk), base=draft.base, content=draft.text)
    return _draft(kept)


@router.delete("/{pk}/drafts/{draft}/", response={200: list[DraftOut], **ANSWERS})
def discard_draft(request: HttpRequest, pk: Pk, draft: Pk) -> list[DraftOut]:
    """Throw one of one's own away."""
    actions.discard_draft(actor=person_of(request), draft=story_of(request, pk).drafts.get(pk=draft))
    return list_drafts(request, pk)


def _remark(comment: Comment, answers: list[RemarkOut]) -> RemarkOut:
    return RemarkOut(
        id=comment.pk,
        passage=comment.passage,
        text=comment.text,
        by=str(comment.written_by),
        revision=comment.revision.number,
        written_at=comment.written_at,
        settled_at=comment.settled_at,
        mentions=[person.name for person in comment.mentions.all()],
        answers=answers,
    )


def _remarks(manuscript: Manuscript) -> list[RemarkOut]:
    return [_remark(remark, [_remark(answer, []) for answer in remark.replies.all()]) for remark in queries.remarks_on(manuscript)]


@router.get("/{pk}/remarks/", response={200: list[RemarkOut], **ANSWERS})
def list_remarks(request: HttpRequest, pk: Pk) -> list[RemarkOut]:
    """With their answers, the oldest first; settled ones too."""
    return _remarks(story_of(request, pk))


@router.post("/{pk}/remarks/", response={200: list[RemarkOut], **ANSWERS})
def write_remark(request: HttpRequest, pk: Pk, remark: RemarkIn) -> list[RemarkOut]:
    """Remark on a passage or the whole text, or answer a remark. People mentioned are told."""
    manuscript = story_of(request, pk)
    actions.write_comment(
        actor=person_of(request),
        manuscript=manuscript,
        text=remark.text,
        passage=remark.passage,
        answers=manuscript.comments.get(pk=remark.answers) if remark.answers is not None else None,
        mentions=[Person.objects.select_related("account").get(campus_id=number) for number in remark.mentions],
    )
    return _remarks(manuscript)


@router.post("/{pk}/remarks/{remark}/settle/", response={200: list[RemarkOut], **ANSWERS})
def settle_remark(request: HttpRequest, pk: Pk, remark: Pk) -> list[RemarkOut]:
    """Dealt with; it stays readable."""
    manuscript: Any = story_of(request, pk)
    actions.settle_comment(actor=person_of(request), comment=manuscript.comments.get(pk=remark))
    return _remarks(manuscript)
