"""After publication: correcting, taking down, noting where else it stands."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.models import User
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import queries, registry, rules
from ..enums import CorrectionKind, ManuscriptState, PublicationState
from ..models import Asset, Manuscript, Procedure, Publication, Republication, Withdrawal, WithdrawalConfirmation
from .counting import uncount_published
from .filing import tell_the_plan
from .traces import locked, refusals_recorded, trace
from .turns import note_turn


@refusals_recorded
@transaction.atomic
def open_correction(*, actor: User, manuscript: Manuscript, kind: str, text: str, procedure: Procedure | None = None) -> Manuscript:
    """Open a published story for correction. kind: what was wrong; decides which steps are passed again. text: the visible note.

    What was signed before counts no more. The public goes on reading the old edition until the corrected one is published.
    procedure: for an article of an old site that has none, where several cover its outlet. Raises Refused, Invalid.
    """
    manuscript = locked(manuscript)
    rules.may_correct(actor, manuscript).require()
    if kind not in CorrectionKind.values:
        raise Invalid(
            _("Say what was wrong: %(known)s.") % {"known": "、".join(str(label) for label in CorrectionKind.labels)},
            str(_("kind of correction")),
        )
    if not text.strip():
        raise Invalid(_("The note readers will see is missing: say in a sentence what is corrected."), str(_("note of correction")))
    assert manuscript.procedure is not None
    if not manuscript.procedure.steps.exists():  # taken over from an old site: from now on it goes the ordinary way
        manuscript.procedure = queries.procedure_for(manuscript.targets.all(), procedure)
    manuscript.state, manuscript.correction, manuscript.correction_text = ManuscriptState.CORRECTING, kind, text.strip()[:500]
    manuscript.round += 1
    manuscript.counts_from, manuscript.submitted_at, manuscript.changed_at = manuscript.round, timezone.now(), timezone.now()
    manuscript.submitted_by = actor
    manuscript.save()
    note_turn(manuscript)
    trace(EventKind.STORY_CORRECTING, actor, manuscript, correction=kind, note=manuscript.correction_text, round=manuscript.round)
    return manuscript


@refusals_recorded
@transaction.atomic
def close_correction(*, actor: User, manuscript: Manuscript) -> Manuscript:
    """Give a correction up: only while the present text is again the one that is live everywhere. Raises Refused."""
    manuscript = locked(manuscript)
    rules.may_close_correction(actor, manuscript).require()
    manuscript.state, manuscript.changed_at = ManuscriptState.PUBLISHED, timezone.now()
    manuscript.save(update_fields=["state", "changed_at"])
    note_turn(manuscript)
    trace(EventKind.STORY_REOPENED, actor, manuscript, correction=manuscript.correction)
    return manuscript


@refusals_recorded
@transaction.atomic
def withdraw_story(*, actor: User, manuscript: Manuscript, reason: str) -> Withdrawal:
    """Take the story down on every outlet at once; each place is then confirmed by a person. Raises Refused, Invalid (no reason)."""
    manuscript = locked(manuscript)
    rules.may_withdraw(actor, manuscript).require()
    if not reason.strip():
        raise Invalid(_("A reason is missing: say why the story is taken down."), str(_("reason")))
    now = timezone.now()
    live = list(Publication.objects.select_for_update().filter(manuscript=manuscript, state=PublicationState.LIVE).order_by("pk"))
    withdrawal = Withdrawal.objects.create(manuscript=manuscript, reason=reason.strip()[:500], at=now, ordered_by=actor)
    elsewhere = Republication.objects.filter(publication__manuscript=manuscript).select_related("publication")
    WithdrawalConfirmation.objects.bulk_create(
        [
            *(WithdrawalConfirmation(withdrawal=withdrawal, publication=publication) for publication in live),
            *(WithdrawalConfirmation(withdrawal=withdrawal, publication=r.publication, republication=r) for r in elsewhere),
        ]
    )
    Publication.objects.filter(pk__in=[publication.pk for publication in live]).update(state=PublicationState.WITHDRAWN)
    manuscript.state, manuscript.changed_at = ManuscriptState.WITHDRAWN, now
    manuscript.scheduled_at, manuscript.scheduled_by = None, None
    manuscript.save()
    note_turn(manuscript)
    trace(EventKind.STORY_WITHDRAWN, actor, manuscript, reason=withdrawal.reason, publications=[p.public_id for p in live])
    uncount_published(actor, manuscript, withdrawal.reason)
    tell_the_plan(actor, manuscript)
    registry.publications_changed(*(publication.public_id for publication in live))
    return withdrawal


@transaction.atomic
def confirm_down(*, actor: User, confirmation: WithdrawalConfirmation, screenshot: Asset, note: str = "") -> WithdrawalConfirmation:
    """Somebody looked: the story is gone from this place, and here is the picture of it. Raises Refused."""
    confirmation = WithdrawalConfirmation.objects.select_for_update(of=("self",)).get(pk=confirmation.pk)
    rules.may_confirm_down(actor, confirmation).require()
    rules.may_use_asset(actor, screenshot).require()
    confirmation.confirmed_at, confirmation.confirmed_by = timezone.now(), actor
    confirmation.screenshot, confirmation.note = screenshot, note.strip()[:300]
    confirmation.save()
    place = str(confirmation.republication or confirmation.publication.outlet)
    trace(EventKind.STORY_DOWN, actor, confirmation.withdrawal.manuscript, place=place, screenshot=screenshot.sha256)
    return confirmation
