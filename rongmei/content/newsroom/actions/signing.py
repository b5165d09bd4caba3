"""Signing and returning. One row lock, one rule, one row."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Person, User
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import rules
from ..enums import Decision, ManuscriptState
from ..models import Manuscript, ProcedureStep, SignOff
from ..queries import since
from ..queries.verifying import sealed_fields
from ..standing import standing_of
from .counting import count_handed_in, count_step
from .proofreading import keep_pass
from .traces import locked, refusals_recorded, tell, trace
from .turns import note_turn


@refusals_recorded
@transaction.atomic
def sign_manuscript(
    *,
    actor: User,
    manuscript: Manuscript,
    step: ProcedureStep | None = None,
    fingerprint: str = "",
    opinion: str = "",
    on_behalf_of: Person | None = None,
) -> SignOff:
    """Approve the present step for exactly the present text.

    step: the one the person meant; another one is refused. fingerprint: of the text he read; a changed text is refused. on_behalf_of:
    whom he stands in for, where he could sign in several names. Raises Refused.
    """
    manuscript = locked(manuscript)
    standing = standing_of(manuscript)
    rules.may_sign(actor, manuscript, step=step, on_behalf_of=on_behalf_of, fingerprint=fingerprint, standing=standing).require()
    assert standing.present is not None
    sign_off = _write(actor, manuscript, standing.present, Decision.APPROVE, opinion, on_behalf_of)
    manuscript.changed_at = sign_off.at
    manuscript.save(update_fields=["changed_at"])
    note_turn(manuscript)
    trace(EventKind.STORY_SIGNED, actor, manuscript, **sealed_fields(sign_off))
    if standing.present.is_proof:
        keep_pass(actor, manuscript, standing.present.label)
    return sign_off


@refusals_recorded
@transaction.atomic
def return_manuscript(
    *,
    actor: User,
    manuscript: Manuscript,
    opinion: str,
    to: ProcedureStep | None = None,
    fingerprint: str = "",
    on_behalf_of: Person | None = None,
) -> SignOff:
    """Send the text back to an earlier step (`to`), or to its author (None), who gets it in his hands again.

    From that step on everything is passed again; earlier signatures stay while their text is the present one. Raises Refused, Invalid
    (an empty opinion).
    """
    manuscript = locked(manuscript)
    standing = standing_of(manuscript)
    rules.may_return(actor, manuscript, to=to, on_behalf_of=on_behalf_of, fingerprint=fingerprint, standing=standing).require()
    if not opinion.strip():
        raise Invalid(_("An opinion is missing: say what is to be mended."), str(_("opinion")))
    assert standing.present is not None
    sign_off = _write(actor, manuscript, standing.present, Decision.RETURN, opinion, on_behalf_of, return_to=to)
    manuscript.round += 1
    manuscript.changed_at = sign_off.at
    if to is None and manuscript.state == ManuscriptState.SUBMITTED:
        manuscript.state, manuscript.scheduled_at, manuscript.scheduled_by = ManuscriptState.RETURNED, None, None
        manuscript.round -= 1  # handing it in again begins the next round
    manuscript.save()
    note_turn(manuscript)
    trace(EventKind.STORY_RETURNED, actor, manuscript, **sealed_fields(sign_off))
    count_handed_in(actor, manuscript)
    title = _("Returned: %(headline)s") % {"headline": manuscript.headline}
    tell([manuscript.created_by, manuscript.submitted_by], title, sign_off.opinion)
    return sign_off


def _write(
    actor: User,
    manuscript: Manuscript,
    step: ProcedureStep,
    decision: Decision,
    opinion: str,
    on_behalf_of: Person | None,
    **more: Any,
) -> SignOff:
    person, now = actor.person, timezone.now()
    assert person is not None
    assert manuscript.current is not None
    capacity = next(
        c for c in rules.capacities(actor, manuscript, step) if on_behalf_of is None or (c.principal and c.principal.pk == on_behalf_of.pk)
    )
    post = person.post_on(timezone.localdate(now))
    unit = post.unit if post and post.unit else person.unit
    began = since(manuscript)
    sign_off = SignOff.objects.create(
        manuscript=manuscript,
        revision=manuscript.current,
        step=step,
        round=manuscript.round,
        decision=decision,
        opinion=opinion.strip()[:1000],
        person=person,
        person_name=person.name,
        post=post.title if post else "",
        unit_name=unit.name_at(timezone.localdate(now)) if unit else "",
        on_behalf_of=capacity.principal,
        on_behalf_name=capacity.principal.name if capacity.principal else "",
        fingerprint=manuscript.current.fingerprint,
        at=now,
        **more,
    )
    count_step(actor, manuscript, sign_off, began)
    return sign_off
