"""The one gate to the public. Screen, schedule, REST, command and bulk action all ask `may_publish`; nobody passes beside it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.directory.models import Outlet, Person, User
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Allowed, Decision, Denied

from ..enums import IN_REVIEW, NEVER_URGENT, PUBLISH, URGENT, ManuscriptState, PublicationState
from ..models import Manuscript, Publication, UrgentRelease
from ..standing import Standing, standing_of
from .seeing import holds_for
from .signing import holds_step


def may_publish(actor: Any, manuscript: Manuscript, outlet: Outlet, at: dt.datetime, *, standing: Standing | None = None) -> Decision:
    """May this text go public on this outlet at this moment?

    Yes when: the manuscript is in review, in correction or already published elsewhere; the outlet is open, one of its targets and of a
    kind its procedure is for; every step the procedure demands is passed for exactly this text, or an urgent release of exactly this
    text stands and is not overdue; and the actor holds a publishing role for the outlet's unit. The machine publishes only what somebody
    with that role scheduled, when its time has come.
    """
    for decision in (_may_go_out(manuscript, outlet), _who(actor, manuscript, outlet, at)):
        if not decision:
            return decision
    live = _live(manuscript, outlet)
    assert manuscript.current is not None
    if live is not None and live.fingerprint == manuscript.current.fingerprint:
        return Denied(_("Exactly this text is live on “%(outlet)s” already.") % {"outlet": outlet})
    return _signed_or_released(manuscript, live, at, standing)


def _may_go_out(manuscript: Manuscript, outlet: Outlet) -> Decision:
    state = ManuscriptState(manuscript.state)
    if state not in (*IN_REVIEW, ManuscriptState.PUBLISHED):
        return Denied(_("A manuscript that is “%(state)s” is not published.") % {"state": state.label})
    if outlet.closed_on is not None:
        return Denied(_("“%(outlet)s” was closed down on %(day)s.") % {"outlet": outlet, "day": outlet.closed_on})
    if all(target.pk != outlet.pk for target in manuscript.targets.all()):
        return Denied(_("The manuscript is not meant for “%(outlet)s”.") % {"outlet": outlet})
    assert manuscript.procedure is not None
    if not manuscript.procedure.covers(outlet):
        return Denied(
            _("The procedure “%(procedure)s” does not cover “%(outlet)s” (%(kind)s): write an adaptation under its own procedure.")
            % {"procedure": manuscript.procedure, "outlet": outlet, "kind": outlet.get_kind_display()}
        )
    return Allowed()


def _who(actor: Any, manuscript: Manuscript, outlet: Outlet, at: dt.datetime) -> Decision:
    if actor is SYSTEM:
        return _by_schedule(manuscript, outlet, at)
    if holds_for(actor, outlet.unit_id, *PUBLISH):
        return Allowed()
    return Denied(_("“%(outlet)s” is published by editors, section chiefs, heads and its account keepers.") % {"outlet": outlet})


def _by_schedule(manuscript: Manuscript, outlet: Outlet, at: dt.datetime) -> Decision:
    by: User | None = manuscript.scheduled_by
    if manuscript.scheduled_at is None or by is None:
        return Denied(_("Nobody scheduled this manuscript."))
    if manuscript.scheduled_at > at:
        return Denied(_("The time set for this manuscript has not come."))
    if not holds_for(by, outlet.unit_id, *PUBLISH):
        return Denied(
            _("%(name)s, who scheduled this manuscript, may not publish on “%(outlet)s” any more.") % {"name": by, "outlet": outlet}
        )
    return Allowed()


def _live(manuscript: Manuscript, outlet: Outlet) -> Publication | None:
    return next(
        (p for p in manuscript.publications.all() if p.outlet_id == outlet.pk and p.state == PublicationState.LIVE),
        None,
    )


def _signed_or_released(manuscript: Manuscript, live: Publication | None, at: dt.datetime, standing: Standing | None) -> Decision:
    # A shortened procedure is for texts the outlet carries already; whoever gets it for the first time gets it whole.
    whole = bool(manuscript.correction) and live is None
    standing = standing_of(manuscript, whole=True) if whole else standing or standing_of(manuscript)
    if standing.passed:
        return Allowed()
    release = release_of(manuscript)
    if release is None:
        steps = "、".join(step.label for step in standing.missing)
        lapsed = [line for line in standing.steps if line.lapsed and not line.returned]
        if lapsed:
            return Denied(_("The text was changed after it was signed; to be signed again: %(steps)s.") % {"steps": steps})
        return Denied(_("Not signed yet: %(steps)s.") % {"steps": steps})
    if release.countersigned_at is None and release.due_at <= at:
        return Denied(_("The urgent release was not countersigned in time; nothing more is published on it."))
    return Allowed()


def release_of(manuscript: Manuscript) -> UrgentRelease | None:
    """The urgent release of exactly the present text in this round, if there is one."""
    current = manuscript.current
    return next(
        (
            r
            for r in manuscript.urgent_releases.all()
            if current and r.fingerprint == current.fingerprint and r.round >= manuscript.counts_from
        ),
        None,
    )


def may_schedule(actor: Any, manuscript: Manuscript, at: dt.datetime, *, now: dt.datetime) -> Decision:
    """Scheduling asks the gate of today for every target: what cannot go out now is not promised for later."""
    if at <= now:
        return Denied(_("The time lies in the past: choose a later one, or publish now."))
    targets = list(manuscript.targets.all())
    if not targets:
        return Denied(_("The manuscript is meant for no outlet yet."))
    if actor is SYSTEM:
        return Denied(_("A schedule is set by a person."))
    for outlet in targets:
        decision = may_publish(actor, manuscript, outlet, now)
        if not decision:
            return decision
    return Allowed()


def may_release(actor: Any, manuscript: Manuscript, authoriser: Person | None = None, *, standing: Standing | None = None) -> Decision:
    """The urgent channel: a privilege, enough present signers, the confidentiality check done, an authoriser who signs a missing step."""
    if actor is SYSTEM or not holds_for(actor, manuscript.unit_id, *URGENT):
        return Denied(_("Urgent releases are made by section chiefs and heads of the office."))
    if manuscript.state not in IN_REVIEW:
        return Denied(_("Only a manuscript in review is released."))
    standing = standing or standing_of(manuscript)
    if standing.passed:
        return Denied(_("All steps are signed: publish it the ordinary way."))
    if release_of(manuscript) is not None:
        return Denied(_("This text is released already."))
    waiting = [step for step in standing.missing if step.kind in NEVER_URGENT]
    if waiting:
        return Denied(_("“%(step)s” cannot be made up for later: it is signed first.") % {"step": waiting[0].label})
    assert manuscript.procedure is not None
    signers = {sign_off.person_id for sign_off in standing.counting}
    if len(signers) < manuscript.procedure.urgent_signers:
        return Denied(
            _("%(count)d people have signed this text; an urgent release needs %(needed)d.")
            % {"count": len(signers), "needed": manuscript.procedure.urgent_signers}
        )
    return _authorises(actor, manuscript, standing, authoriser) if authoriser else Allowed()


def _authorises(actor: Any, manuscript: Manuscript, standing: Standing, authoriser: Person) -> Decision:
    if authoriser.pk == actor.person_id:
        return Denied(_("Nobody authorises himself."))
    if any(writer.person_id == authoriser.pk for writer in manuscript.writers.all()):
        return Denied(_("%(name)s wrote this text and cannot authorise it.") % {"name": authoriser})
    account = getattr(authoriser, "account", None)
    if account is not None and any(holds_step(account, step, manuscript.unit_id) for step in standing.missing):
        return Allowed()
    return Denied(_("%(name)s signs none of the missing steps and cannot authorise them.") % {"name": authoriser})


def may_unschedule(actor: Any, manuscript: Manuscript) -> Decision:
    if manuscript.scheduled_at is None:
        return Denied(_("No time is set for this manuscript."))
    if actor is not SYSTEM and any(holds_for(actor, outlet.unit_id, *PUBLISH) for outlet in manuscript.targets.all()):
        return Allowed()
    return Denied(_("A schedule is taken back by those who may publish."))
