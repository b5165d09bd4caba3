"""Pages as a browser asks for them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from ..models import DeadlineRule, Holiday, HoursRate, QuarterlyMinimum
from . import factories

pytestmark = pytest.mark.django_db

ROWS = {
    "lecture_series": factories.LectureSeriesFactory,
    "lecture": factories.LectureFactory,
    "corps_member": factories.CorpsMemberFactory,
    "public_talk": factories.PublicTalkFactory,
    "study_plan": factories.StudyPlanFactory,
    "study_session": factories.StudySessionFactory,
    "first_agenda": factories.FirstAgendaItemFactory,
    "study_material": factories.StudyMaterialIssueFactory,
    "observer_batch": factories.ObserverBatchFactory,
    "leader_class": factories.LeaderClassFactory,
    "expert_report": factories.ExpertReportFactory,
}
PAGES = ("hours", "deadlines", "minimums", "holidays")


@pytest.mark.parametrize("key", ROWS)
def test_record_page_opens_without_lines(client, chief, standards, key):
    client.force_login(chief)
    row = ROWS[key]()
    assert client.get(reverse("ledger:record", args=[key, row.pk])).status_code == 200


def test_record_pages_show_what_they_work_out(client, chief, standards, literature):
    client.force_login(chief)
    lecture = factories.LectureFactory(heads=120)
    factories.LectureCoverageFactory(entry=lecture, unit=literature, heads=30)
    session = factories.StudySessionFactory(expected=10, present=9)
    factories.AttendanceLineFactory(entry=session, status="leave", name="江一川")
    factories.AgendaLineFactory(entry=session)
    factories.SpeechLineFactory(entry=session)
    factories.MaterialLineFactory(entry=session)
    batch = factories.ObserverBatchFactory(session=session)
    factories.ObserverLineFactory(entry=batch, name="何听雨")
    text = {
        key: client.get(reverse("ledger:record", args=[key, row.pk])).content.decode()
        for key, row in (("lecture", lecture), ("study_session", session), ("observer_batch", batch))
    }
    assert ">90</" in text["lecture"].replace('<td class="rm-number">90</td>', ">90</")
    assert "90.0%" in text["study_session"]
    assert "何听雨" in text["observer_batch"]
    assert text["study_session"].count("江一川") == 1  # the room's part shows the lines, the page does not list them again


def test_edit_form_finds_the_stored_choice_selected(client, chief, standards):
    client.force_login(chief)
    session = factories.StudySessionFactory()
    line = factories.AttendanceLineFactory(entry=session, status="leave")
    text = client.get(reverse("ledger:edit", args=["study_session", session.pk])).content.decode()
    assert '<option value="二级单位" selected>' in text
    assert text.count('<option value="请假" selected>') == 1
    assert line.name in text


@pytest.mark.parametrize("page", PAGES)
def test_rules_are_seen_by_staff_only(client, chief, correspondent, standards, page):
    client.force_login(chief)
    assert client.get(reverse(f"learning:{page}")).status_code == 200
    client.force_login(correspondent)
    assert client.get(reverse(f"learning:{page}")).status_code in (302, 403)


def test_rules_are_set_by_the_manager(client, manager, standards, literature):
    client.force_login(manager)
    sent = {
        "hours": {"do": "kind", "kind-name": "一次讲座", "kind-unit_word": "次", "kind-hours": "2", "kind-since": "2025-01-01", "kind-source": "办法"},
        "deadlines": {"do": "observer_note", "observer_note-days": "8", "observer_note-counting": "working", "observer_note-source": "办法"},
        "minimums": {"do": "minimum", "minimum-level": "unit", "minimum-unit": literature.pk, "minimum-sessions": "2", "minimum-source": "办法"},
        "holidays": {
            "do": "holiday", "holiday-name": "元旦", "holiday-first": "2026-01-01", "holiday-last": "2026-01-03", "holiday-worked": "0",
        },
    }  # fmt: skip
    for page, data in sent.items():
        assert client.post(reverse(f"learning:{page}"), data).status_code == 302
    assert HoursRate.objects.filter(kind__name="一次讲座", hours=2).count() == 1
    assert DeadlineRule.objects.get(key="observer_note").days == 8
    assert QuarterlyMinimum.objects.get(unit=literature).sessions == 2
    assert list(Holiday.objects.values_list("day", "worked")) == [(dt.date(2026, 1, day), False) for day in (1, 2, 3)]
    assert client.post(reverse("learning:holidays"), {"do": "drop", "pk": Holiday.objects.first().pk}).status_code == 302
    assert Holiday.objects.count() == 2


def test_what_was_typed_stays_when_refused(client, manager, standards):
    client.force_login(manager)
    answer = client.post(
        reverse("learning:holidays"),
        {"do": "holiday", "holiday-name": "春节", "holiday-first": "2026-02-20", "holiday-last": "2026-02-15", "holiday-worked": "0"},
    )
    assert answer.status_code == 422
    assert "春节" in answer.content.decode()
    assert Holiday.objects.count() == 0


def test_rules_are_not_set_by_a_section_chief(client, chief, standards):
    client.force_login(chief)
    answer = client.post(
        reverse("learning:deadlines"),
        {"do": "observer_note", "observer_note-days": "1", "observer_note-counting": "working", "observer_note-source": "x"},
    )
    assert answer.status_code == 422
    assert DeadlineRule.objects.get(key="observer_note").days == 10
