"""What learning reminds of: quarters short of sessions, materials, observers' notes, make-up study."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.reminders import Reminder

from ..enums import DeadlineKey, StudyLevel
from ..models import AttendanceLine, FirstAgendaItem, ObserverBatch, ObserverLine
from ..rules import QuarterShort, quarter_of, quarter_start
from .office import Deadline, deadlines
from .study import quarters_short

QUARTER_NOTICE = dt.timedelta(days=30)  # a quarter is spoken of in its last month, and until the year is over
NOTICE = dt.timedelta(days=14)  # other deadlines are spoken of two weeks ahead
FORGET = dt.timedelta(days=365)  # what nobody did in a year is history, not work


def due_items(today: dt.date) -> list[Reminder]:
    """Everything due soon or overdue on that day."""
    rules = deadlines()
    return [
        *_short_quarters(today),
        *_observer_materials(today, rules[DeadlineKey.OBSERVER_MATERIALS]),
        *_observer_notes(today, rules[DeadlineKey.OBSERVER_NOTE]),
        *_agenda_materials(today, rules[DeadlineKey.AGENDA_MATERIALS]),
        *_make_ups(today, rules[DeadlineKey.MAKE_UP]),
    ]


def _short_quarters(today: dt.date) -> Iterator[Reminder]:
    """Quarters of this year up to the current one; in the first quarter also the last of the year before."""
    shorts = quarters_short(today.year)
    if quarter_of(today) == 1:
        shorts = [*(short for short in quarters_short(today.year - 1) if short.quarter == 4), *shorts]
    for short in shorts:
        begun = quarter_start(short.year, short.quarter) <= today
        if begun and short.ends_on - QUARTER_NOTICE <= today:
            yield Reminder(short.unit_id, "study_session", None, "quarter_short", short.ends_on, _quarter_sentence(short, today))


def _quarter_sentence(short: QuarterShort, today: dt.date) -> str:
    words = {
        "unit": short.unit_name,
        "level": StudyLevel(short.level).label,
        "year": short.year,
        "quarter": short.quarter,
        "held": short.held,
        "owed": short.owed,
        "end": date_format(short.ends_on, "SHORT_DATE_FORMAT"),
    }
    if short.ends_on < today:
        return (
            _(
                "%(unit)s (%(level)s): %(held)d of %(owed)d discussions in quarter %(quarter)d of %(year)d; the quarter is over. Record what was held."
            )
            % words
        )
    return _("%(unit)s (%(level)s): %(held)d of %(owed)d discussions in quarter %(quarter)d of %(year)d; it ends on %(end)s.") % words


def _observer_materials(today: dt.date, rule: Deadline) -> Iterator[Reminder]:
    batches = ObserverBatch.objects.filter(held_on__gte=today, materials_on=None).exclude(state=RowState.VOIDED)
    for batch in batches.order_by("held_on", "pk"):
        due_on = rule.before(batch.held_on)
        if due_on - NOTICE <= today:
            yield Reminder(
                batch.unit_id,
                "observer_batch",
                batch.pk,
                "observer_materials",
                due_on,
                _("“%(title)s” on %(day)s: hand plan, texts and speeches to the observers by %(due)s.")
                % {"title": batch.title, "day": _day(batch.held_on), "due": _day(due_on)},
            )


def _observer_notes(today: dt.date, rule: Deadline) -> Iterator[Reminder]:
    lines = ObserverLine.objects.filter(
        came=True, note_excused=False, note_on=None, entry__held_on__lt=today, entry__held_on__gte=today - FORGET
    ).exclude(entry__state=RowState.VOIDED)
    batches: dict[int, tuple[ObserverBatch, list[str]]] = {}
    for line in lines.select_related("entry").order_by("entry__held_on", "pk"):
        batches.setdefault(line.entry_id, (line.entry, []))[1].append(line.name)
    for batch, names in batches.values():
        due_on = rule.after(batch.held_on)
        sentence = ngettext(
            "“%(title)s” on %(day)s: %(count)d note of the observers is missing, due by %(due)s: %(names)s.",
            "“%(title)s” on %(day)s: %(count)d notes of the observers are missing, due by %(due)s: %(names)s.",
            len(names),
        ) % {"title": batch.title, "day": _day(batch.held_on), "count": len(names), "due": _day(due_on), "names": "、".join(names)}
        yield Reminder(batch.unit_id, "observer_batch", batch.pk, "observer_notes", due_on, sentence)


def _agenda_materials(today: dt.date, rule: Deadline) -> Iterator[Reminder]:
    meetings = FirstAgendaItem.objects.filter(held_on__gte=today, materials_on=None).exclude(state=RowState.VOIDED)
    for row in meetings.order_by("held_on", "pk"):
        due_on = rule.before(row.held_on)
        if due_on - NOTICE <= today:
            yield Reminder(
                row.unit_id,
                "first_agenda",
                row.pk,
                "agenda_materials",
                due_on,
                _("“%(title)s” on %(day)s: issue the materials of the first agenda item by %(due)s.")
                % {"title": row.meeting, "day": _day(row.held_on), "due": _day(due_on)},
            )


def _make_ups(today: dt.date, rule: Deadline) -> Iterator[Reminder]:
    lines = AttendanceLine.objects.filter(missed=1, made_up=0, entry__held_on__lte=today, entry__held_on__gte=today - FORGET).exclude(
        entry__state=RowState.VOIDED
    )
    sessions: dict[int, tuple[AttendanceLine, list[str]]] = {}
    for line in lines.select_related("entry").order_by("entry__held_on", "pk"):
        sessions.setdefault(line.entry_id, (line, []))[1].append(line.name)
    for line, names in sessions.values():
        session = line.entry
        due_on = rule.after(session.held_on)
        if due_on - NOTICE <= today:
            sentence = _("“%(title)s” on %(day)s: make-up study is missing, due by %(due)s: %(names)s.") % {
                "title": session.theme,
                "day": _day(session.held_on),
                "due": _day(due_on),
                "names": "、".join(names),
            }
            yield Reminder(session.unit_id, "study_session", session.pk, "make_up", due_on, sentence)


def _day(day: dt.date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
