"""Handing a manuscript in, declining it, giving it up, taking it up again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.models import User
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import queries, rules
from ..enums import ManuscriptState
from ..models import Manuscript, Procedure
from .counting import count_handed_in
from .traces import locked, refusals_recorded, tell, trace
from .turns import note_turn


@refusals_recorded
@transaction.atomic
def submit_manuscript(*, actor: Actor, manuscript: Manuscript, procedure: Procedure | None = None) -> Manuscript:
    """Hand the text in for review. The first time the procedure in force is frozen; a returned text keeps it.

    procedure: to choose one where several cover the targets. Raises Refused, Invalid (no outlet, no procedure, nobody to sign a step).
    """
    manuscript = locked(manuscript)
    rules.may_submit(actor, manuscript).require()
    targets = list(manuscript.targets.all())
    first = manuscript.procedure is None
    if manuscript.procedure is None:
        manuscript.procedure = queries.procedure_for(targets, procedure)
    uncovered = [outlet for outlet in targets if not manuscript.procedure.covers(outlet)]
    if uncovered or not targets:
        raise Invalid(
            _("The procedure “%(procedure)s” does not cover %(outlets)s.")
            % {"procedure": manuscript.procedure, "outlets": "、".join(o.name for o in uncovered) or _("nothing")}
        )
    stuck = queries.steps_nobody_signs(manuscript, manuscript.procedure)
    if stuck:
        raise Invalid(
            _("Nobody can sign “%(step)s” for this unit: ask the administrator to grant the role first.") % {"step": stuck[0].label}
        )
    now = timezone.now()
    manuscript.state, manuscript.note = ManuscriptState.SUBMITTED, ""
    manuscript.round += 1
    manuscript.submitted_at, manuscript.submitted_by_id, manuscript.changed_at = now, actor.pk, now
    manuscript.save()
    note_turn(manuscript)
    assert manuscript.current is not None
    trace(
        EventKind.STORY_SUBMITTED,
        actor,
        manuscript,
        revision=manuscript.current.number,
        fingerprint=manuscript.current.fingerprint,
        procedure=str(manuscript.procedure),
        round=manuscript.round,
        first=first,
    )
    count_handed_in(actor, manuscript)
    return manuscript


@refusals_recorded
@transaction.atomic
def decline_manuscript(*, actor: User, manuscript: Manuscript, reason: str) -> Manuscript:
    """退稿, with the reason its writers read. Raises Refused, Invalid (no reason)."""
    manuscript = locked(manuscript)
    rules.may_decline(actor, manuscript).require()
    _move(manuscript, ManuscriptState.DECLINED, _reason(reason))
    trace(EventKind.STORY_DECLINED, actor, manuscript, reason=manuscript.note)
    count_handed_in(actor, manuscript)
    title = _("Declined: %(headline)s") % {"headline": manuscript.headline}
    tell([manuscript.created_by, manuscript.submitted_by], title, manuscript.note)
    return manuscript


@refusals_recorded
@transaction.atomic
def drop_manuscript(*, actor: Actor, manuscript: Manuscript, reason: str = "") -> Manuscript:
    """Give the manuscript up before anybody signed it. Raises Refused."""
    manuscript = locked(manuscript)
    rules.may_drop(actor, manuscript).require()
    _move(manuscript, ManuscriptState.DROPPED, reason.strip()[:500])
    trace(EventKind.STORY_DROPPED, actor, manuscript, reason=manuscript.note)
    return manuscript


@refusals_recorded
@transaction.atomic
def reopen_manuscript(*, actor: Actor, manuscript: Manuscript) -> Manuscript:
    """Take a dropped or declined manuscript up again, as a draft; what was signed before counts no more. Raises Refused."""
    manuscript = locked(manuscript)
    rules.may_reopen(actor, manuscript).require()
    manuscript.counts_from = manuscript.round + 1
    manuscript.save(update_fields=["counts_from"])
    _move(manuscript, ManuscriptState.DRAFT, "")
    trace(EventKind.STORY_REOPENED, actor, manuscript)
    return manuscript


def _move(manuscript: Manuscript, to: ManuscriptState, note: str) -> None:
    manuscript.state, manuscript.note, manuscript.changed_at = to, note, timezone.now()
    manuscript.scheduled_at, manuscript.scheduled_by = None, None
    manuscript.save(update_fields=["state", "note", "changed_at", "scheduled_at", "scheduled_by"])
    note_turn(manuscript)


def _reason(text: str) -> str:
    if not text.strip():
        raise Invalid(_("A reason is missing: say it in a few words, its writers will read it."), str(_("reason")))
    return text.strip()[:500]
