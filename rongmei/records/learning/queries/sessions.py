"""What the pages of study plans and sessions, first agenda items and observers work out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rongmei.base.ledger.enums import RowState

from ..enums import Attendance, AttendeeRole, DeadlineKey, MaterialKind, StudyAudience, StudyForm
from ..models import AttendanceLine, FirstAgendaItem, MaterialLine, ObserverBatch, ObserverLine, StudyMaterialIssue, StudyPlan, StudySession
from ..rules import quarter_of
from .office import Deadline, deadlines, holidays_known, minimums
from .study import HELD

MEMBERS = (AttendeeRole.MEMBER, AttendeeRole.EXTENDED)


@dataclass(frozen=True)
class QuarterLine:
    quarter: int
    held: int
    owed: int | None  # None where no minimum applies

    @property
    def short(self) -> bool:
        return self.owed is not None and self.held < self.owed


@dataclass(frozen=True)
class PlanFacts:
    sessions: Sequence[StudySession]
    quarters: Sequence[QuarterLine]
    planned: int
    themes: Sequence[Any]

    @property
    def held(self) -> int:
        return len(self.sessions)

    @property
    def left(self) -> int:
        return max(self.planned - self.held, 0)


def plan_facts(row: StudyPlan) -> PlanFacts:
    """Sessions of the same unit, level and audience in the year of the plan; drafts were not held yet."""
    sessions = list(
        StudySession.objects.filter(
            unit_id=row.unit_id, level=row.level, audience=row.audience, held_on__year=row.year, state__in=HELD
        ).order_by("held_on", "pk")
    )
    discussions = Counter(quarter_of(session.held_on) for session in sessions if session.form == StudyForm.DISCUSSION)
    owed = minimums().owed(row.level, row.unit_id) if row.audience == StudyAudience.GROUP else None
    held = discussions if owed is not None else Counter(quarter_of(session.held_on) for session in sessions)
    quarters = [QuarterLine(quarter, held[quarter], owed) for quarter in (1, 2, 3, 4)]
    return PlanFacts(sessions, quarters, row.planned_sessions, list(row.themes.all()))


@dataclass(frozen=True)
class Missing:
    """A member who was not there."""

    line: AttendanceLine
    due_on: dt.date
    state: str  # "done", "open", "late"

    @property
    def without_reason(self) -> bool:
        return not self.line.reason


@dataclass(frozen=True)
class SessionFacts:
    came: Sequence[AttendanceLine]
    missing: Sequence[Missing]
    guests: Sequence[AttendanceLine]
    guests_came: int
    rate: Decimal | None  # per cent to one decimal
    unlisted: int  # members expected by the number but not on the list
    agenda: Sequence[Any]
    materials: Sequence[tuple[MaterialLine, int | None]]  # days before the session, negative when after
    speeches: Sequence[Any]
    batches: Sequence[ObserverBatch]


def session_facts(row: StudySession, today: dt.date) -> SessionFacts:
    attendance = list(row.attendance.all())
    members = [line for line in attendance if line.role in MEMBERS]
    guests = [line for line in attendance if line.role not in MEMBERS]
    missing = [line for line in members if line.status != Attendance.PRESENT]
    due_on = deadlines()[DeadlineKey.MAKE_UP].after(row.held_on) if missing else row.held_on
    return SessionFacts(
        came=[line for line in members if line.status == Attendance.PRESENT],
        missing=[Missing(line, due_on, _state(line.made_up_on, due_on, today)) for line in missing],
        guests=guests,
        guests_came=sum(line.status == Attendance.PRESENT for line in guests),
        rate=_percent(row.present, row.expected),
        unlisted=max((row.expected or 0) - len(members), 0) if members else 0,
        agenda=list(row.agenda.all()),
        materials=[(line, (row.held_on - line.issued_on).days if line.issued_on else None) for line in row.materials.all()],
        speeches=list(row.speeches.all()),
        batches=list(row.observer_batches.exclude(state=RowState.VOIDED).prefetch_related("observers")),
    )


def _percent(part: int | None, whole: int | None) -> Decimal | None:
    if part is None or not whole:
        return None
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"))


def _state(done_on: dt.date | None, due_on: dt.date, today: dt.date) -> str:
    if done_on is not None:
        return "done"
    return "late" if due_on < today else "open"


@dataclass(frozen=True)
class TextsFacts:
    """Texts by kind, in the order of kinds."""

    texts: Sequence[Any]
    by_kind: Sequence[tuple[str, int]]


def texts_facts(row: FirstAgendaItem | StudyMaterialIssue) -> TextsFacts:
    texts: list[Any] = list(row.items.all())
    counts = Counter(str(text.kind) for text in texts)
    return TextsFacts(texts, [(str(kind.label), counts[kind.value]) for kind in MaterialKind if counts[kind.value]])


@dataclass(frozen=True)
class AheadFacts:
    """Materials against their deadline: `state` is "done", "late_done" (out, but late), "open" or "late"."""

    rule: Deadline
    due_on: dt.date
    done_on: dt.date | None
    state: str
    days_left: int  # calendar days until due, negative when past

    @property
    def working(self) -> bool:
        return self.rule.counting == "working"


def ahead_of(day: dt.date, done_on: dt.date | None, rule: Deadline, today: dt.date) -> AheadFacts:
    due_on = rule.before(day)
    state = _state(done_on, due_on, today)
    if done_on is not None and done_on > due_on:
        state = "late_done"
    return AheadFacts(rule, due_on, done_on, state, (due_on - today).days)


def agenda_ahead(row: FirstAgendaItem, today: dt.date) -> AheadFacts:
    return ahead_of(row.held_on, row.materials_on, deadlines()[DeadlineKey.AGENDA_MATERIALS], today)


@dataclass(frozen=True)
class NoteLine:
    line: ObserverLine
    state: str  # "done", "late_done", "open", "late", "excused", "stayed_away", "ahead" before the session


@dataclass(frozen=True)
class ObserverFacts:
    materials: AheadFacts
    note_rule: Deadline
    notes_due: dt.date
    notes_days_left: int
    notes: Sequence[NoteLine]
    came: int
    units: int
    handed_in: int
    missing: Sequence[str]
    years_without_holidays: Sequence[int]


def observer_facts(row: ObserverBatch, today: dt.date) -> ObserverFacts:
    rules = deadlines()
    rule = rules[DeadlineKey.OBSERVER_NOTE]
    due_on = rule.after(row.held_on)
    lines = list(row.observers.select_related("unit"))
    notes = [NoteLine(line, _note_state(line, row.held_on, due_on, today)) for line in lines]
    materials = ahead_of(row.held_on, row.materials_on, rules[DeadlineKey.OBSERVER_MATERIALS], today)
    came = [line for line in lines if line.came]
    return ObserverFacts(
        materials=materials,
        note_rule=rule,
        notes_due=due_on,
        notes_days_left=(due_on - today).days,
        notes=notes,
        came=len(came),
        units=len({line.unit_id for line in came if line.unit_id}),
        handed_in=sum(line.note_on is not None for line in lines),
        missing=[note.line.name for note in notes if note.state in ("open", "late")],
        years_without_holidays=_without_holidays((materials.due_on, due_on)),
    )


def _note_state(line: ObserverLine, held_on: dt.date, due_on: dt.date, today: dt.date) -> str:
    if not line.came:
        return "stayed_away"
    if line.note_on is not None:
        return "late_done" if line.note_on > due_on else "done"
    if line.note_excused:
        return "excused"
    return "ahead" if today <= held_on else _state(None, due_on, today)


def _without_holidays(days: Iterable[dt.date]) -> list[int]:
    return [year for year in sorted({day.year for day in days}) if not holidays_known(year)]
