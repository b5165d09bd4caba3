"""Publishing at a time set beforehand. One bad manuscript stops only itself."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import User
from rongmei.base.directory.queries import users_with_role
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.enums import EventKind

from .. import rules
from ..models import Manuscript
from .publishing import Outcome, put_everywhere
from .traces import locked, refusals_recorded, tell, trace

log = logging.getLogger(__name__)


@refusals_recorded
@transaction.atomic
def schedule_manuscript(*, actor: User, manuscript: Manuscript, at: dt.datetime) -> Manuscript:
    """Set the time at which it goes out on all its targets. The gate is asked now, and again when the time has come. Raises Refused."""
    manuscript = locked(manuscript)
    rules.may_schedule(actor, manuscript, at, now=timezone.now()).require()
    manuscript.scheduled_at, manuscript.scheduled_by, manuscript.alert = at, actor, ""
    manuscript.save(update_fields=["scheduled_at", "scheduled_by", "alert"])
    trace(EventKind.STORY_SCHEDULED, actor, manuscript, at=at.isoformat())
    return manuscript


@refusals_recorded
@transaction.atomic
def unschedule_manuscript(*, actor: User, manuscript: Manuscript) -> Manuscript:
    """Take the time back; what was signed stays signed. Raises Refused."""
    manuscript = locked(manuscript)
    rules.may_unschedule(actor, manuscript).require()
    manuscript.scheduled_at, manuscript.scheduled_by, manuscript.alert = None, None, ""
    manuscript.save(update_fields=["scheduled_at", "scheduled_by", "alert"])
    trace(EventKind.STORY_UNSCHEDULED, actor, manuscript)
    return manuscript


def publish_due(*, actor: Actor, now: dt.datetime | None = None) -> list[Outcome]:
    """Publish everything whose time has come, each in its own transaction, through the same gate as everybody.

    What the gate refuses, or what breaks, stays unpublished: the manuscript shows an alert, and who scheduled it and the section chiefs
    are told, once for each reason.
    """
    now = now or timezone.now()
    due = Manuscript.objects.filter(scheduled_at__lte=now).order_by("scheduled_at", "pk")
    return [_publish_one(actor, manuscript, now) for manuscript in due]


def _publish_one(actor: Actor, manuscript: Manuscript, now: dt.datetime) -> Outcome:
    try:
        with transaction.atomic():
            return Outcome(manuscript, put_everywhere(actor, locked(manuscript), now))
    except (Refused, Invalid) as problem:
        reason = str(problem)
    except Exception:  # whatever one manuscript does, the others still go out
        log.exception("publishing manuscript %s failed", manuscript.pk)
        reason = _("An unexpected error: see the log of the server.")
    with transaction.atomic():
        _hold(actor, locked(manuscript), reason)
    return Outcome(manuscript, reason=reason)


def _hold(actor: Actor, manuscript: Manuscript, reason: str) -> None:
    if manuscript.alert == reason[:500]:
        return
    manuscript.alert = reason[:500]
    manuscript.save(update_fields=["alert"])
    trace(EventKind.STORY_HELD, actor, manuscript, reason=reason, at=manuscript.scheduled_at)
    title = _("Not published as scheduled: %(headline)s") % {"headline": manuscript.headline}
    tell([manuscript.scheduled_by, *users_with_role(Role.SECTION_CHIEF, unit=manuscript.unit)], title, reason)
