"""What the inbox is told, and what the pages work out."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import override

from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.models import Event
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.reminders import Reminder, all_reminders, reminders_for

from .. import actions, queries
from ..enums import Attendance, Counting, DeadlineKey, Mark, StudyForm, StudyLevel
from ..models import DeadlineRule, Holiday, HoursKind, HoursRate, QuarterlyMinimum
from .factories import (
    AttendanceLineFactory,
    FirstAgendaItemFactory,
    HolidayFactory,
    LeaderClassFactory,
    LectureCoverageFactory,
    LectureFactory,
    LectureSeriesFactory,
    MaterialLineFactory,
    ObserverBatchFactory,
    ObserverLineFactory,
    PlannedThemeFactory,
    QuarterlyMinimumFactory,
    StudiedItemFactory,
    StudyPlanFactory,
    StudySessionFactory,
)

pytestmark = pytest.mark.django_db

ON = dt.date(2025, 9, 18)  # a Thursday


@pytest.fixture(autouse=True)
def _english(standards):
    with override("en"):
        yield


def due(day: dt.date, kind: str) -> list[Reminder]:
    return [item for item in queries.due_items(day) if item.kind == kind]


# ---- quarters


def quarters(year: int) -> list[tuple[int, int, int]]:
    return [(short.quarter, short.held, short.owed) for short in queries.quarters_short(year)]


def test_group_with_a_plan_owes_every_quarter(literature):
    StudyPlanFactory(unit=literature)
    assert quarters(2025) == [(1, 0, 1), (2, 0, 1), (3, 0, 1), (4, 0, 1)]
    assert quarters(2024) == []


@pytest.mark.parametrize(("day", "left"), [(dt.date(2025, 3, 31), [2, 3, 4]), (dt.date(2025, 4, 1), [1, 3, 4])])
def test_session_at_the_edge_counts_for_its_own_quarter(literature, day, left):
    StudySessionFactory(unit=literature, held_on=day)
    assert [quarter for quarter, _held, _owed in quarters(2025)] == left


@pytest.mark.parametrize(
    "changes",
    [{"form": StudyForm.LECTURE}, {"state": RowState.DRAFT}, {"state": RowState.VOIDED}, {"audience": "staff"}],
    ids=["no discussion", "draft", "voided", "other audience"],
)
def test_session_that_is_no_held_discussion_does_not_count(literature, changes):
    StudyPlanFactory(unit=literature)
    StudySessionFactory(unit=literature, held_on=dt.date(2025, 2, 1), **changes)
    assert quarters(2025)[0] == (1, 0, 1)


def test_session_waiting_for_confirmation_was_held(literature):
    StudySessionFactory(unit=literature, held_on=dt.date(2025, 2, 1), state=RowState.SUBMITTED)
    assert quarters(2025) == [(2, 0, 1), (3, 0, 1), (4, 0, 1)]


def test_own_minimum_goes_before_the_level(literature, law):
    QuarterlyMinimumFactory(unit=literature, sessions=2)
    StudySessionFactory(unit=literature, held_on=dt.date(2025, 2, 1))
    StudySessionFactory(unit=law, held_on=dt.date(2025, 2, 1))
    assert {(short.unit_name, short.held, short.owed) for short in queries.quarters_short(2025) if short.quarter == 1} == {("文学院", 1, 2)}


def test_quarter_is_spoken_of_in_its_last_month(literature):
    StudyPlanFactory(unit=literature)
    assert [item.due_on for item in due(dt.date(2025, 8, 30), "quarter_short")] == [dt.date(2025, 3, 31), dt.date(2025, 6, 30)]
    found = due(dt.date(2025, 8, 31), "quarter_short")
    assert [item.due_on for item in found] == [dt.date(2025, 3, 31), dt.date(2025, 6, 30), dt.date(2025, 9, 30)]
    assert found[0].sentence == ("文学院 (unit level): 0 of 1 discussions in quarter 1 of 2025; the quarter is over. Record what was held.")
    assert (found[2].unit_id, found[2].ledger_key, found[2].row_pk) == (literature.pk, "study_session", None)


def test_last_quarter_is_still_spoken_of_after_new_year(literature):
    StudyPlanFactory(unit=literature)
    assert [item.due_on for item in due(dt.date(2026, 1, 5), "quarter_short")] == [dt.date(2025, 12, 31)]
    assert due(dt.date(2026, 4, 5), "quarter_short") == []


# ---- observers


def test_materials_are_due_five_working_days_ahead(office):
    batch = ObserverBatchFactory(unit=office, held_on=ON)
    (found,) = due(dt.date(2025, 9, 8), "observer_materials")
    assert (found.due_on, found.row_pk, found.overdue(ON)) == (dt.date(2025, 9, 11), batch.pk, True)
    assert due(dt.date(2025, 8, 20), "observer_materials") == []
    assert due(dt.date(2025, 9, 19), "observer_materials") == []


def test_materials_handed_over_are_not_spoken_of():
    ObserverBatchFactory(held_on=ON, materials_on=dt.date(2025, 9, 10))
    assert due(dt.date(2025, 9, 12), "observer_materials") == []


def test_notes_are_due_ten_working_days_after(office):
    batch = ObserverBatchFactory(unit=office, held_on=ON, title="第5次集体学习")
    ObserverLineFactory(entry=batch, name="何听雨")
    ObserverLineFactory(entry=batch, name="顾行舟", note_on=dt.date(2025, 9, 22))
    ObserverLineFactory(entry=batch, name="秦知白", note_excused=True)
    ObserverLineFactory(entry=batch, name="许见山", came=False)
    assert due(ON, "observer_notes") == []
    (found,) = due(dt.date(2025, 9, 19), "observer_notes")
    assert found.due_on == dt.date(2025, 10, 2)
    assert found.sentence.endswith("何听雨.")


def test_notes_over_the_holidays_are_due_later(office):
    for day in range(1, 9):
        HolidayFactory(day=dt.date(2025, 10, day))
    HolidayFactory(day=dt.date(2025, 9, 28), worked=True, name="国庆节调休")
    batch = ObserverBatchFactory(unit=office, held_on=ON)
    ObserverLineFactory(entry=batch)
    (found,) = due(dt.date(2025, 9, 19), "observer_notes")
    assert found.due_on == dt.date(2025, 10, 9)  # 19, 22–26, 28 (worked Sunday), 29, 30 September, then 9 October


def test_observer_facts_name_who_still_owes_a_note(literature):
    batch = ObserverBatchFactory(held_on=ON, materials_on=dt.date(2025, 9, 12))
    ObserverLineFactory(entry=batch, name="何听雨", unit=literature)
    ObserverLineFactory(entry=batch, name="顾行舟", unit=literature, note_on=dt.date(2025, 10, 3))
    facts = queries.observer_facts(batch, dt.date(2025, 9, 25))
    assert (facts.materials.state, facts.materials.due_on) == ("late_done", dt.date(2025, 9, 11))
    assert [note.state for note in facts.notes] == ["open", "late_done"]
    assert (facts.came, facts.units, facts.handed_in, facts.missing) == (2, 1, 1, ["何听雨"])
    assert facts.notes_days_left == 7
    assert facts.years_without_holidays == [2025]
    assert [note.state for note in queries.observer_facts(batch, dt.date(2025, 10, 8)).notes] == ["late", "late_done"]
    assert queries.observer_facts(batch, ON).notes[0].state == "ahead"


# ---- first agenda item, make-up study


def test_agenda_materials_are_due_the_day_before(office):
    FirstAgendaItemFactory(unit=office, held_on=dt.date(2025, 9, 22), meeting="第8次会议")  # a Monday
    (found,) = due(dt.date(2025, 9, 19), "agenda_materials")
    assert found.due_on == dt.date(2025, 9, 21)


def test_agenda_materials_of_the_same_day_are_late():
    row = FirstAgendaItemFactory(held_on=ON, materials_on=ON)
    assert queries.agenda_ahead(row, ON).state == "late_done"
    StudiedItemFactory(entry=row, kind="speech")
    StudiedItemFactory(entry=row, kind="letter")
    assert queries.texts_facts(row).by_kind == [("speech", 1), ("letter in reply", 1)]


def test_make_up_is_spoken_of_two_weeks_ahead_and_until_done(office):
    session = StudySessionFactory(unit=office, held_on=ON, expected=2, present=1)
    line = AttendanceLineFactory(entry=session, name="江一川", status=Attendance.LEAVE)
    AttendanceLineFactory(entry=session, name="许见山")
    assert due(dt.date(2025, 10, 3), "make_up") == []
    (found,) = due(dt.date(2025, 10, 4), "make_up")
    assert (found.due_on, found.row_pk) == (dt.date(2025, 10, 18), session.pk)
    line.made_up_on = dt.date(2025, 10, 5)
    line.save()
    assert due(dt.date(2025, 10, 6), "make_up") == []


def test_session_facts_give_rate_missing_and_materials(office):
    session = StudySessionFactory(unit=office, held_on=ON, expected=12, present=11)
    AttendanceLineFactory(entry=session, name="许见山")
    AttendanceLineFactory(entry=session, name="江一川", status=Attendance.LEAVE, reason="出差")
    AttendanceLineFactory(entry=session, name="顾行舟", role="observer")
    MaterialLineFactory(entry=session, issued_on=dt.date(2025, 9, 15))
    facts = queries.session_facts(session, dt.date(2025, 10, 19))
    assert str(facts.rate) == "91.7"
    assert [(item.line.name, item.state, item.without_reason) for item in facts.missing] == [("江一川", "late", False)]
    assert (facts.guests_came, facts.unlisted) == (1, 10)
    assert [days for _line, days in facts.materials] == [3]


def test_rate_is_unknown_without_numbers():
    assert queries.session_facts(StudySessionFactory(), ON).rate is None


# ---- the reader


def test_reminders_are_shown_to_the_unit_and_the_office(literature, law, correspondent, chief):
    ObserverBatchFactory(unit=literature, held_on=ON)
    ObserverBatchFactory(unit=law, held_on=ON)
    today = dt.date(2025, 9, 10)
    assert [item.unit_id for item in reminders_for(correspondent, today)] == [literature.pk]
    assert {item.unit_id for item in reminders_for(chief, today)} == {literature.pk, law.pk}
    assert [item.due_on for item in all_reminders(today)] == sorted(item.due_on for item in all_reminders(today))


@pytest.mark.parametrize("count", [1, 3])
def test_reminders_cost_a_fixed_number_of_queries(count, django_assert_num_queries):
    for _number in range(count):
        ObserverLineFactory(entry=ObserverBatchFactory(held_on=ON))
        AttendanceLineFactory(entry=StudySessionFactory(held_on=ON), status=Attendance.LEAVE)
        StudyPlanFactory()
    with django_assert_num_queries(12):
        assert len(queries.due_items(dt.date(2025, 10, 10))) >= count


# ---- other pages


def test_lecture_facts_add_up_units_and_name_the_rest(literature, law):
    series = LectureSeriesFactory(name="云山讲堂")
    LectureFactory(series=series, held_on=dt.date(2025, 3, 1))
    lecture = LectureFactory(series=series, heads=120)
    LectureCoverageFactory(entry=lecture, unit=literature, heads=20)
    LectureCoverageFactory(entry=lecture, unit=law, heads=60)
    LectureCoverageFactory(entry=lecture, heads=None)
    facts = queries.lecture_facts(lecture)
    assert [(unit.name, unit.heads, unit.percent) for unit in facts.units][:2] == [("法学院", 60, 75), ("文学院", 20, 25)]
    assert (facts.counted, facts.without_number, facts.difference, facts.in_series, facts.of_series) == (80, 1, 40, 2, 2)


def test_plan_facts_compare_plan_and_sessions(literature):
    plan = StudyPlanFactory(unit=literature, planned_sessions=4)
    PlannedThemeFactory(entry=plan)
    StudySessionFactory(unit=literature, held_on=dt.date(2025, 2, 1))
    StudySessionFactory(unit=literature, held_on=dt.date(2025, 2, 8), form=StudyForm.LECTURE)
    StudySessionFactory(unit=literature, held_on=dt.date(2024, 2, 8))
    facts = queries.plan_facts(plan)
    assert (facts.held, facts.left) == (2, 2)
    assert [(line.quarter, line.held, line.short) for line in facts.quarters] == [(1, 1, False), (2, 0, True), (3, 0, True), (4, 0, True)]


def test_hours_facts_show_a_table_corrected_afterwards(manager):
    kind = HoursKind.objects.get(name="半天")
    row = LeaderClassFactory(duration=kind, amount=1, hours=4, leader="沈书屏")
    LeaderClassFactory(leader="沈书屏", hours=2)
    facts = queries.hours_facts(row)
    assert (facts.rate.hours, facts.differs, facts.times_this_year, facts.hours_this_year) == (4, False, 2, 6)
    actions.set_hours(actor=manager, kind=kind, hours=3, since=dt.date(2025, 9, 1), source="云山大学学时办法（2025）")
    assert queries.hours_facts(row).differs is True


# ---- the office's own rules


def test_standards_are_laid_once_and_keep_their_marks(db):
    assert actions.lay_standards(actor=SYSTEM) == 0
    rule = DeadlineRule.objects.get(key=DeadlineKey.OBSERVER_NOTE)
    assert (rule.days, rule.counting, rule.mark) == (10, Counting.WORKING_DAYS, Mark.VERIFIED)
    assert QuarterlyMinimum.objects.get(level=StudyLevel.UNIT, unit=None).mark == Mark.GENERAL
    assert dict(HoursRate.objects.values_list("kind__name", "mark")) == {
        "节（45分钟）": "general",
        "半天": "verified",
        "全天": "verified",
        "小时": "verified",
    }


def test_standards_missing_are_laid_again(db):
    DeadlineRule.objects.all().delete()
    assert queries.deadlines()[DeadlineKey.OBSERVER_NOTE].days == 10
    assert actions.lay_standards(actor=SYSTEM) == len(DeadlineKey)


def test_deadline_is_set_with_its_source_and_history(manager):
    actions.set_deadline(actor=manager, key=DeadlineKey.OBSERVER_NOTE, days=7, counting=Counting.CALENDAR_DAYS, source="校党委办法第六条")
    rule = DeadlineRule.objects.get(key=DeadlineKey.OBSERVER_NOTE)
    assert (rule.days, rule.mark, rule.source) == (7, "office", "校党委办法第六条")
    event = Event.objects.get(kind="settings.changed", subject_kind="learning.deadlinerule", actor_id=manager.pk)
    assert event.data["before"]["days"] == 10
    assert event.data["after"] == {"days": 7, "counting": "calendar", "source": "校党委办法第六条"}


def test_rules_are_not_set_by_others(chief, correspondent):
    for actor in (chief, correspondent):
        with pytest.raises(Refused):
            actions.set_minimum(actor=actor, level=StudyLevel.UNIT, unit=None, sessions=2, source="x")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"days": 400}, "observers' notes after the session：400 days found, 0 to 365 are possible."),
        (
            {"source": " "},
            "observers' notes after the session：The source is missing: name the document or the decision the rule comes from.",
        ),
    ],
)
def test_bad_rules_are_refused_with_a_sentence(manager, changes, sentence):
    given = {"key": DeadlineKey.OBSERVER_NOTE, "days": 7, "counting": Counting.WORKING_DAYS, "source": "办法", **changes}
    with pytest.raises(Invalid) as caught:
        actions.set_deadline(actor=manager, **given)
    assert str(caught.value) == sentence


def test_own_minimum_is_dropped_but_not_the_level(manager, literature):
    own = actions.set_minimum(actor=manager, level=StudyLevel.UNIT, unit=literature, sessions=3, source="学院制度")
    actions.drop_minimum(actor=manager, minimum=own)
    assert queries.minimums().owed(StudyLevel.UNIT, literature.pk) == 1
    with pytest.raises(Invalid):
        actions.drop_minimum(actor=manager, minimum=QuarterlyMinimum.objects.get(level=StudyLevel.UNIT, unit=None))


def test_holidays_are_set_as_a_span_and_dropped(manager):
    actions.set_holidays(actor=manager, first=dt.date(2025, 10, 1), last=dt.date(2025, 10, 8), worked=False, name="国庆节、中秋节")
    actions.set_holidays(actor=manager, first=dt.date(2025, 9, 28), last=dt.date(2025, 9, 28), worked=True, name="国庆节调休")
    assert queries.calendar().shift(dt.date(2025, 9, 30), 1) == dt.date(2025, 10, 9)
    assert queries.calendar().is_worked(dt.date(2025, 9, 28)) is True
    actions.drop_holiday(actor=manager, holiday=Holiday.objects.get(day=dt.date(2025, 9, 28)))
    assert queries.calendar().is_worked(dt.date(2025, 9, 28)) is False
    with pytest.raises(Invalid):
        actions.set_holidays(actor=manager, first=dt.date(2025, 10, 8), last=dt.date(2025, 10, 1), worked=False, name="国庆节")


def test_hours_kind_is_added_with_its_rate(manager):
    kind = actions.add_hours_kind(
        actor=manager, name="一次主题报告", unit_word="次", hours=2, since=dt.date(2025, 1, 1), source="云山大学学时办法"
    )
    assert kind.rates.get().mark == Mark.OFFICE
    with pytest.raises(Invalid):
        actions.add_hours_kind(actor=manager, name="一次主题报告", unit_word="次", hours=2, since=dt.date(2025, 1, 1), source="同上")
    with pytest.raises(Invalid):
        actions.set_hours(actor=manager, kind=kind, hours=0, since=dt.date(2025, 1, 1), source="同上")
