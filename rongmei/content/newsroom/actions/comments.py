"""Remarks beside a text."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Person, User
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import rules
from ..models import Comment, Manuscript
from .traces import tell, trace


@transaction.atomic
def write_comment(
    *, actor: User, manuscript: Manuscript, text: str, passage: str = "", answers: Comment | None = None, mentions: Sequence[Person] = ()
) -> Comment:
    """Remark on a passage of the present text, on all of it, or answer a remark. People mentioned are told. Raises Refused, Invalid."""
    rules.may_comment(actor, manuscript).require()
    if not text.strip():
        raise Invalid(_("The remark is empty."), str(_("remark")))
    if answers is not None and answers.manuscript_id != manuscript.pk:
        raise Invalid(_("The remark answered belongs to another manuscript."), str(_("remark")))
    for person in mentions:
        rules.may_be_asked(person, manuscript).require()
    assert manuscript.current is not None
    comment = Comment.objects.create(
        manuscript=manuscript,
        revision=manuscript.current,
        answers=answers,
        passage=passage.strip()[:500],
        text=text.strip()[:2000],
        written_at=timezone.now(),
        written_by=actor,
    )
    comment.mentions.set(mentions)
    trace(EventKind.COMMENT_WRITTEN, actor, manuscript, comment=comment.pk, text=comment.text, passage=comment.passage)
    title = _("%(name)s asks you to look at “%(headline)s”") % {"name": actor, "headline": manuscript.headline}
    tell([getattr(person, "account", None) for person in mentions], title, comment.text)
    return comment


@transaction.atomic
def settle_comment(*, actor: User, comment: Comment) -> Comment:
    """Mark a remark as dealt with; it stays readable. Raises Refused."""
    comment = Comment.objects.select_for_update(of=("self",)).select_related("manuscript").get(pk=comment.pk)
    rules.may_settle(actor, comment).require()
    comment.settled_at, comment.settled_by = timezone.now(), actor
    comment.save(update_fields=["settled_at", "settled_by"])
    trace(EventKind.COMMENT_SETTLED, actor, comment.manuscript, comment=comment.pk)
    return comment
