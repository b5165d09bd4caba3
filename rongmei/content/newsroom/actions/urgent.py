"""The urgent channel: visible, time-boxed, counted."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Person, User
from rongmei.base.directory.queries import users_with_role
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import rules
from ..models import Manuscript, UrgentRelease
from ..rules.deadlines import fallen_due
from ..standing import standing_of
from .counting import count_countersigned
from .traces import locked, refusals_recorded, tell, trace

HOURS: Final = 24
REMINDERS: Final = (2, 12)


@refusals_recorded
@transaction.atomic
def release_urgently(*, actor: User, manuscript: Manuscript, authoriser: Person, reason: str, phoned_at: dt.datetime) -> UrgentRelease:
    """Let exactly the present text out on an oral authorisation; the gate counts it until it is 24 hours old, for ever once countersigned.

    Raises Refused; Invalid (no reason, a call in the future or more than a day ago).
    """
    manuscript = locked(manuscript)
    standing = standing_of(manuscript)
    rules.may_release(actor, manuscript, authoriser, standing=standing).require()
    now = timezone.now()
    if not reason.strip():
        raise Invalid(_("A reason is missing: say why it cannot wait."), str(_("reason")))
    if not now - dt.timedelta(days=1) <= phoned_at <= now + dt.timedelta(minutes=5):
        raise Invalid(_("The call was made within the last day: give its time."), str(_("time of the call")))
    assert manuscript.current is not None
    release = UrgentRelease.objects.create(
        manuscript=manuscript,
        revision=manuscript.current,
        fingerprint=manuscript.current.fingerprint,
        round=manuscript.round,
        authoriser=authoriser,
        authoriser_name=authoriser.name,
        reason=reason.strip()[:500],
        phoned_at=phoned_at,
        steps_missing=[step.label for step in standing.missing],
        released_at=now,
        released_by=actor,
        due_at=now + dt.timedelta(hours=HOURS),
    )
    trace(
        EventKind.STORY_RELEASED,
        actor,
        manuscript,
        release=release.pk,
        authoriser=authoriser.name,
        reason=release.reason,
        phoned_at=phoned_at,
        missing=release.steps_missing,
        fingerprint=release.fingerprint,
    )
    _ask(release, [getattr(authoriser, "account", None)])
    return release


@transaction.atomic
def countersign_release(*, actor: User, release: UrgentRelease, opinion: str = "") -> UrgentRelease:
    """The authoriser signs for what he said on the telephone, late as well. Raises Refused."""
    release = UrgentRelease.objects.select_for_update(of=("self",)).select_related("manuscript").get(pk=release.pk)
    rules.may_countersign(actor, release).require()
    release.countersigned_at, release.countersigned_by, release.opinion = timezone.now(), actor.person, opinion.strip()[:500]
    release.save(update_fields=["countersigned_at", "countersigned_by", "opinion"])
    late = release.countersigned_at > release.due_at
    detail = {"release": release.pk, "late": late, "opinion": release.opinion, "fingerprint": release.fingerprint}
    trace(EventKind.STORY_COUNTERSIGNED, actor, release.manuscript, **detail)
    count_countersigned(actor, release.manuscript)
    return release


@transaction.atomic
def remind_countersigners(*, actor: Actor, now: dt.datetime | None = None) -> list[UrgentRelease]:
    """Remind after 2 and 12 hours, tell the heads after 24; each once. Returns the releases somebody was told of."""
    now, told = now or timezone.now(), []
    for release in (
        UrgentRelease.objects.select_for_update(of=("self",)).select_related("manuscript", "authoriser").filter(countersigned_at=None)
    ):
        due = fallen_due(release.released_at, [(hours, hours) for hours in REMINDERS], release.reminded, now)
        escalates = release.escalated_at is None and release.due_at <= now
        if not due and not escalates:
            continue
        release.reminded = sorted({*release.reminded, *due})
        people: list[User | None] = [getattr(release.authoriser, "account", None), release.released_by]
        if escalates:
            release.escalated_at = now
            people += [*users_with_role(Role.HEAD), *users_with_role(Role.DEPUTY_HEAD)]
        release.save(update_fields=["reminded", "escalated_at"])
        trace(EventKind.STORY_REMINDED, actor, release.manuscript, release=release.pk, hours=release.reminded, escalated=escalates)
        _ask(release, people)
        told.append(release)
    return told


def _ask(release: UrgentRelease, people: list[User | None]) -> None:
    title = _("To be countersigned: %(headline)s") % {"headline": release.manuscript.headline}
    text = _("Released on the oral authorisation of %(name)s; to be countersigned by %(due)s.") % {
        "name": release.authoriser_name,
        "due": f"{timezone.localtime(release.due_at):%Y-%m-%d %H:%M}",
    }
    tell(people, title, text)
