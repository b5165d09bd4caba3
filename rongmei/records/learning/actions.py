"""The office's own rules of learning: hours table, deadlines, quarterly minimums, holidays. The ledgers' rows are written by the machine."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Unit
from rongmei.base.history import actions as history
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from . import rules
from .enums import Counting, DeadlineKey, Mark, StudyLevel
from .models import DeadlineRule, Holiday, HoursKind, HoursRate, QuarterlyMinimum
from .rules import standards


@transaction.atomic
def lay_standards(*, actor: Actor) -> int:
    """Put in every starting rule that is missing; what the office has set stays. Gives how many were missing."""
    rules.may_set_rules(actor).require()
    made: list[models.Model] = []
    for position, hours in enumerate(standards.HOURS, 1):
        kind, new = HoursKind.objects.get_or_create(name=hours.name, defaults={"unit_word": hours.unit_word, "position": position})
        if new:
            made.append(kind)
            HoursRate.objects.create(kind=kind, since=rules.BEGINNING, hours=hours.hours, source=hours.source, mark=hours.mark)
    for deadline in standards.DEADLINES:
        values = {"days": deadline.days, "counting": deadline.counting, "source": deadline.source, "mark": deadline.mark}
        row, new = DeadlineRule.objects.get_or_create(key=deadline.key, defaults=values)
        made += [row] if new else []
    for minimum in standards.MINIMUMS:
        owed = {"sessions": minimum.sessions, "source": minimum.source, "mark": minimum.mark}
        least, new = QuarterlyMinimum.objects.get_or_create(level=minimum.level, unit=None, defaults=owed)
        made += [least] if new else []
    for thing in made:
        _record(actor, thing, before={}, after={"name": str(thing)})
    return len(made)


@transaction.atomic
def add_hours_kind(*, actor: Actor, name: str, unit_word: str, hours: Decimal, since: dt.date, source: str) -> HoursKind:
    """A new kind of duration with its first rate. Raises Invalid for a taken name, hours out of range, no source; Refused."""
    rules.may_set_rules(actor).require()
    name = _filled(name, _("Kind of duration"), 40)
    if HoursKind.objects.filter(name=name).exists():
        raise Invalid(_("There is already a kind of this name: set its hours instead."), name)
    last = HoursKind.objects.aggregate(last=models.Max("position"))["last"] or 0
    kind = HoursKind.objects.create(name=name, unit_word=_filled(unit_word, _("Counted in"), 10), position=last + 1)
    set_hours(actor=actor, kind=kind, hours=hours, since=since, source=source)
    return kind


@transaction.atomic
def set_hours(*, actor: Actor, kind: HoursKind, hours: Decimal, since: dt.date, source: str) -> HoursRate:
    """The rate of a kind from a day on. Classes already recorded keep their hours: each was worked out by the rate of its day.

    Raises Invalid for hours that are not above 0 and at most 100, or without a source; Refused.
    """
    rules.may_set_rules(actor).require()
    if not 0 < hours <= 100:
        raise Invalid(_("%(hours)s class hours found, a number above 0 and up to 100 is expected.") % {"hours": hours}, kind.name)
    values = {"hours": hours, "source": _source(source, kind.name), "mark": Mark.OFFICE}
    old = HoursRate.objects.filter(kind=kind, since=since).first()
    rate, _made = HoursRate.objects.update_or_create(kind=kind, since=since, defaults=values)
    before = {"hours": str(old.hours), "source": old.source} if old else {}
    _record(
        actor, rate, before=before, after={"hours": str(hours), "since": since.isoformat(), "source": values["source"]}, label=kind.name
    )
    return rate


@transaction.atomic
def set_deadline(*, actor: Actor, key: DeadlineKey, days: int, counting: Counting, source: str) -> DeadlineRule:
    """Raises Invalid for days outside 0 to 365 or without a source; Refused."""
    rules.may_set_rules(actor).require()
    label = str(key.label)
    if not 0 <= days <= 365:
        raise Invalid(_("%(days)d days found, 0 to 365 are possible.") % {"days": days}, label)
    after = {"days": days, "counting": str(counting), "source": _source(source, label)}
    old = DeadlineRule.objects.filter(key=key).first()
    before = {"days": old.days, "counting": old.counting, "source": old.source} if old else {}
    row, _made = DeadlineRule.objects.update_or_create(key=key, defaults={**after, "mark": Mark.OFFICE})
    _record(actor, row, before=before, after=after)
    return row


@transaction.atomic
def set_minimum(*, actor: Actor, level: StudyLevel, unit: Unit | None, sessions: int, source: str) -> QuarterlyMinimum:
    """Discussions owed each quarter by one unit's group, or by all of the level. Raises Invalid outside 0 to 30 or without a source; Refused."""
    rules.may_set_rules(actor).require()
    label = f"{level.label} {unit or ''}".strip()
    if not 0 <= sessions <= 30:
        raise Invalid(_("%(sessions)d sessions found, 0 to 30 are possible.") % {"sessions": sessions}, label)
    after = {"sessions": sessions, "source": _source(source, label)}
    old = QuarterlyMinimum.objects.filter(level=level, unit=unit).first()
    before = {"sessions": old.sessions, "source": old.source} if old else {}
    row, _made = QuarterlyMinimum.objects.update_or_create(level=level, unit=unit, defaults={**after, "mark": Mark.OFFICE})
    _record(actor, row, before=before, after=after, label=label, unit_id=unit.pk if unit else None)
    return row


@transaction.atomic
def drop_minimum(*, actor: Actor, minimum: QuarterlyMinimum) -> None:
    """Forget a unit's own minimum; its level's applies again. Raises Invalid for the minimum of a level; Refused."""
    rules.may_set_rules(actor).require()
    label = f"{minimum.get_level_display()} {minimum.unit or ''}".strip()
    if minimum.unit_id is None:
        raise Invalid(_("This minimum is for the whole level: set it to another number instead."), label)
    _record(actor, minimum, before={"sessions": minimum.sessions}, after={}, label=label, unit_id=minimum.unit_id)
    minimum.delete()


@transaction.atomic
def set_holidays(*, actor: Actor, first: dt.date, last: dt.date, worked: bool, name: str) -> list[Holiday]:
    """Mark every day from first to last as a holiday, or as worked. Raises Invalid for a span turned round, too long, or without a name."""
    rules.may_set_rules(actor).require()
    name = _filled(name, _("What for"), 60)
    if last < first:
        raise Invalid(_("The last day %(last)s lies before the first %(first)s.") % {"last": last, "first": first}, name)
    if (last - first).days >= 60:
        raise Invalid(_("%(days)d days found, at most 60 are set at once: check the year.") % {"days": (last - first).days + 1}, name)
    days = []
    for number in range((last - first).days + 1):
        day, _made = Holiday.objects.update_or_create(day=first + dt.timedelta(days=number), defaults={"worked": worked, "name": name})
        days.append(day)
    after = {"first": first.isoformat(), "last": last.isoformat(), "worked": worked, "name": name}
    _record(actor, days[0], before={}, after=after, label=name)
    return days


@transaction.atomic
def drop_holiday(*, actor: Actor, holiday: Holiday) -> None:
    """The day follows the week again."""
    rules.may_set_rules(actor).require()
    before = {"day": holiday.day.isoformat(), "worked": holiday.worked, "name": holiday.name}
    _record(actor, holiday, before=before, after={})
    holiday.delete()


def _filled(text: str, place: Any, limit: int) -> str:
    text = text.strip()
    if not text or len(text) > limit:
        raise Invalid(_("%(length)d characters found, 1 to %(limit)d are expected.") % {"length": len(text), "limit": limit}, str(place))
    return text


def _source(text: str, place: str) -> str:
    """A rule without a source is nobody's rule."""
    text = text.strip()
    if not text:
        raise Invalid(_("The source is missing: name the document or the decision the rule comes from."), place)
    if len(text) > 300:
        raise Invalid(_("The source has %(length)d characters, at most 300 fit.") % {"length": len(text)}, place)
    return text


def _record(
    actor: Actor, thing: models.Model, *, before: dict[str, Any], after: dict[str, Any], label: str = "", unit_id: int | None = None
) -> None:
    subject = history.Subject(f"learning.{thing._meta.model_name}", thing.pk, label or str(thing))
    history.record(EventKind.SETTINGS_CHANGED, actor=actor, subject=subject, detail={"before": before, "after": after}, unit_id=unit_id)
