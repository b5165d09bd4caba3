"""Topics, calendar, assignments and remarks as people click through them."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from ..models import Assignment, Comment, Topic
from .office import Office, person_of
from .test_doors import browser
from .test_writing import at

TOPICS = "newsroom:topics"


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC), tick=False):
        yield


def test_topic_goes_from_proposal_to_delivery(office: Office) -> None:
    office.people("editor", "reporter")
    correspondent, editor, reporter = (browser(office.user(name)) for name in ("correspondent", "editor", "reporter"))
    data = {"title": "古籍修复工作坊开班", "unit": office.unit.pk, "on": "2026-03-09"}
    topic_page = correspondent.post(reverse(TOPICS), data)["Location"]
    assert "古籍修复工作坊开班" in editor.get(f"{reverse(TOPICS)}?month=2026-03").content.decode()
    editor.post(topic_page, {"do": "accept"})
    editor.post(topic_page, {"do": "assign", "piece": "photo", "assignee": "郑reporter", "due_at": "2026-03-10T09:00", "note": "横图"})
    assignment = Assignment.objects.get()
    assert "Asked of me" in reporter.get(reverse(TOPICS)).content.decode()
    reporter.post(topic_page, {"do": "confirm", "assignment": assignment.pk})
    manuscript = office.draft(by=office.reporter)
    reporter.post(topic_page, {"do": "deliver", "assignment": assignment.pk, "manuscript": manuscript.number})
    assignment.refresh_from_db()
    assert (assignment.state, assignment.manuscript) == ("delivered", manuscript)
    assert manuscript.headline in editor.get(topic_page).content.decode()


def test_what_was_typed_stays_when_it_is_refused(office: Office) -> None:
    office.people("editor")
    response = browser(office.correspondent).post(reverse(TOPICS), {"title": "一个选题", "unit": office.unit.pk, "on": "下周"})
    assert (response.status_code, Topic.objects.count()) == (422, 0)
    page = response.content.decode()
    assert "“下周” is no day" in page
    assert 'value="一个选题"' in page


def test_assigning_to_nobody_says_who_is_not_known(office: Office) -> None:
    editor = browser(office.editor)
    browser(office.correspondent).post(reverse(TOPICS), {"title": "一个选题", "unit": office.unit.pk})
    page = reverse("newsroom:topic", args=[Topic.objects.get().pk])
    editor.post(page, {"do": "accept"})
    response = editor.post(page, {"do": "assign", "assignee": "没有此人", "due_at": "2026-03-10T09:00"})
    assert response.status_code == 422
    assert "“没有此人” is nobody in the directory." in response.content.decode()


@pytest.mark.parametrize(
    ("name", "status"), [("editor", 200), ("correspondent", 200), ("stranger", 404), ("nobody", 403), ("auditor", 200)]
)
def test_who_opens_a_topic(office: Office, name: str, status: int) -> None:
    browser(office.correspondent).post(reverse(TOPICS), {"title": "一个选题", "unit": office.unit.pk})
    assert browser(office.user(name)).get(reverse("newsroom:topic", args=[Topic.objects.get().pk])).status_code == status


def test_remark_is_written_answered_and_settled_on_the_page(office: Office) -> None:
    manuscript = office.draft()
    office.people("chief")
    editor, chief = browser(office.editor), browser(office.chief)
    editor.post(at("comment", manuscript), {"text": "人数再核", "passage": "同学们", "mentions": f"@{person_of(office.chief).name}"})
    remark = Comment.objects.get()
    assert "人数再核" in chief.get(at("story", manuscript)).content.decode()
    chief.post(at("comment", manuscript), {"answers": remark.pk, "text": "已核"})
    chief.post(at("comment", manuscript), {"settle": remark.pk, "text": ""})
    remark.refresh_from_db()
    assert (remark.settled_by, [answer.text for answer in remark.replies.all()]) == (office.chief, ["已核"])


def test_remark_of_another_manuscript_is_not_settled_here(office: Office) -> None:
    one, other = office.draft(), office.draft()
    browser(office.editor).post(at("comment", one), {"text": "看"})
    assert browser(office.editor).post(at("comment", other), {"settle": Comment.objects.get().pk}).status_code == 404
