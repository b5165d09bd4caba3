"""After publication: correcting, countersigning, withdrawing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Allowed, Decision, Denied

from ..enums import EDIT, MANUSCRIPT_MOVES, WITHDRAW, ManuscriptState, PublicationState
from ..models import Manuscript, Republication, UrgentRelease, WithdrawalConfirmation
from .seeing import holds_for


def may_correct(actor: Any, manuscript: Manuscript) -> Decision:
    if ManuscriptState.CORRECTING not in MANUSCRIPT_MOVES[ManuscriptState(manuscript.state)]:
        return Denied(_("Only a published story is corrected."))
    if holds_for(actor, manuscript.unit_id, *EDIT):
        return Allowed()
    return Denied(_("Corrections are opened by the office's editors."))


def may_withdraw(actor: Any, manuscript: Manuscript) -> Decision:
    if ManuscriptState.WITHDRAWN not in MANUSCRIPT_MOVES[ManuscriptState(manuscript.state)]:
        return Denied(_("Only a published story is withdrawn."))
    if actor is not SYSTEM and holds_for(actor, manuscript.unit_id, *WITHDRAW):
        return Allowed()
    return Denied(_("Stories are withdrawn by section chiefs and heads of the office."))


def may_confirm_down(actor: Any, confirmation: WithdrawalConfirmation) -> Decision:
    if confirmation.confirmed_at is not None:
        return Denied(_("This place is confirmed already."))
    unit_id = confirmation.withdrawal.manuscript.unit_id
    if actor is not SYSTEM and (holds_for(actor, unit_id, *EDIT) or holds_for(actor, confirmation.publication.outlet.unit_id, *EDIT)):
        return Allowed()
    return Denied(_("That a story is down is confirmed by the office's editors."))


def may_countersign(actor: Any, release: UrgentRelease) -> Decision:
    """Only the person who authorised by word of mouth signs for it, late as well."""
    if release.countersigned_at is not None:
        return Denied(_("This release is countersigned already."))
    if actor is not SYSTEM and actor.person_id == release.authoriser_id:
        return Allowed()
    return Denied(_("The release was authorised by %(name)s, who countersigns it.") % {"name": release.authoriser_name})


def may_note_republication(actor: Any, manuscript: Manuscript) -> Decision:
    if manuscript.first_published_at is None:
        return Denied(_("The story is not published yet."))
    if holds_for(actor, manuscript.unit_id, *EDIT):
        return Allowed()
    return Denied(_("Republications are noted by the office's editors."))


def may_bring_up_to_date(actor: Any, republication: Republication) -> Decision:
    """Whoever notes where a story is carried also notes that the place has its correction."""
    if not republication.stale:
        return Denied(_("“%(place)s” carries the present edition already, or the story is withdrawn.") % {"place": republication})
    return may_note_republication(actor, republication.publication.manuscript)


def may_close_correction(actor: Any, manuscript: Manuscript) -> Decision:
    if manuscript.state != ManuscriptState.CORRECTING:
        return Denied(_("No correction of this story is open."))
    if not holds_for(actor, manuscript.unit_id, *EDIT):
        return Denied(_("Corrections are opened by the office's editors."))
    current = manuscript.current
    live = [p for p in manuscript.publications.all() if p.state == PublicationState.LIVE]
    if current and all(publication.fingerprint == current.fingerprint for publication in live):
        return Allowed()
    return Denied(_("The text differs from the one that is live: restore it first, or publish the correction."))
