"""Steps that wait too long, and steps nobody can sign. Called by the same timer as everything else that falls due."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import User
from rongmei.base.directory.queries import users_with_role
from rongmei.base.history.actors import Actor
from rongmei.base.history.enums import EventKind

from .. import queries
from ..enums import IN_REVIEW, NOBODY
from ..models import Manuscript
from ..rules.deadlines import fallen_due
from ..standing import Standing, standing_of
from .traces import locked, tell, trace
from .turns import note_turn

log = logging.getLogger(__name__)
# Stage, and after how many times the step's own hours it comes. The last one tells those above.
STAGES: Final = (("due", 1.0), ("again", 1.5), ("escalated", 2.0))
ABOVE: Final = (Role.SECTION_CHIEF, Role.DEPUTY_HEAD, Role.HEAD, Role.OFFICE_MANAGER)


def remind_overdue_steps(*, actor: Actor, now: dt.datetime | None = None) -> list[Manuscript]:
    """Remind whoever may sign a step when its hours are over and when half as many again are; tell those above when twice as many are.

    A step nobody can sign (the last holder of the role left, or wrote the text himself) is reported to the office manager at once. Each
    once for each turn; a new text or signature begins a new turn. Returns the manuscripts somebody was told of.
    """
    now, staff = now or timezone.now(), queries.staff_mark()
    for manuscript in Manuscript.objects.filter(state__in=IN_REVIEW, turn=None):  # in review since before turns were noted
        with transaction.atomic():
            note_turn(locked(manuscript))
    waiting = queries.with_standing(Manuscript.objects.filter(state__in=IN_REVIEW)).order_by("pk")
    # A first look without the lock: most manuscripts have nothing new to say.
    return [one for one in waiting.iterator(500) if _look(one, staff, now).differs and _remind(actor, one, staff, now)]


@dataclass(frozen=True)
class _Look:
    """How the reminders of a manuscript stand: what is kept, what should be, and the stages somebody is to be told of."""

    standing: Standing
    kept: dict[str, Any]
    wanted: dict[str, Any]
    news: list[str]

    @property
    def differs(self) -> bool:
        return self.kept != self.wanted


def _look(manuscript: Manuscript, staff: str, now: dt.datetime) -> _Look:
    standing, kept = standing_of(manuscript), manuscript.reminded
    if standing.present is None or manuscript.state not in IN_REVIEW:
        return _Look(standing, kept, kept, [])
    since = queries.since(manuscript)
    turn = f"{standing.present.pk} {since.isoformat()}"
    same = kept.get("turn") == turn
    told = kept["told"] if same else []
    news = fallen_due(since, [(name, times * standing.present.deadline_hours) for name, times in STAGES], told, now)
    # Who could sign changes with the turn and with the staff; else it is not asked again every minute.
    if news or not same or kept.get("staff") != staff:
        if queries.signers_of(manuscript, standing):
            told = [stage for stage in told if stage != NOBODY]
        elif NOBODY not in told:
            news = [*news, NOBODY]
    return _Look(standing, kept, {"turn": turn, "staff": staff, "told": [*told, *news]}, news)


def _remind(actor: Actor, manuscript: Manuscript, staff: str, now: dt.datetime) -> bool:
    """One manuscript, in its own transaction: one that fails stops no other."""
    try:
        with transaction.atomic():
            return _remind_locked(actor, locked(manuscript), staff, now)
    except Exception:
        log.exception("reminding of manuscript %s failed", manuscript.pk)
        return False


def _remind_locked(actor: Actor, manuscript: Manuscript, staff: str, now: dt.datetime) -> bool:
    look = _look(manuscript, staff, now)
    if not look.differs:
        return False
    manuscript.reminded = look.wanted
    manuscript.save(update_fields=["reminded"])
    if NOBODY in look.news:
        _tell_nobody(actor, manuscript, look.standing)
    stages = [stage for stage in look.news if stage != NOBODY]
    if stages:
        _tell_overdue(actor, manuscript, look.standing, stages)
    return bool(look.news)


def _tell_overdue(actor: Actor, manuscript: Manuscript, standing: Standing, stages: list[str]) -> None:
    step, since, signers = standing.present, queries.since(manuscript), queries.signers_of(manuscript, standing)
    assert step is not None
    trace(EventKind.STORY_OVERDUE, actor, manuscript, step=step.pk, label=step.label, stages=stages, since=since)
    title = _("Overdue: “%(step)s” of %(headline)s") % {"step": step.label, "headline": manuscript.headline}
    text = _("It has been the turn of “%(step)s” since %(since)s; %(hours)d hours are allowed. Who may sign: %(names)s.") % {
        "step": step.label,
        "since": f"{timezone.localtime(since):%Y-%m-%d %H:%M}",
        "hours": step.deadline_hours,
        "names": "、".join(map(str, signers)) or _("nobody"),
    }
    tell([*signers, *(_above(manuscript) if "escalated" in stages else [])], title, text)


def _tell_nobody(actor: Actor, manuscript: Manuscript, standing: Standing) -> None:
    assert standing.present is not None
    label = standing.present.label
    trace(EventKind.STORY_UNSIGNABLE, actor, manuscript, label=label)
    title = _("Nobody can sign “%(step)s”: %(headline)s") % {"step": label, "headline": manuscript.headline}
    text = _("No active account may sign this step for %(unit)s. Grant somebody the role, or name a deputy; until then it waits.") % {
        "unit": manuscript.unit.name
    }
    tell(list(users_with_role(Role.OFFICE_MANAGER)), title, text)


def _above(manuscript: Manuscript) -> list[User]:
    return [user for role in ABOVE for user in users_with_role(role, unit=manuscript.unit)]
