"""From a topic to a piece delivered, and remarks beside the text."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event

from .. import actions
from ..enums import AssignmentState, PieceKind, TopicState
from ..models import Assignment, Topic
from ..queries.planning import assignments_of, calendar, topics_seen_by, tray
from .office import Office, fresh, person_of

DAY = dt.date(2026, 3, 9)
DUE = dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC), tick=False):
        yield


def proposed(office: Office, **more: Any) -> Topic:
    return actions.propose_topic(actor=office.correspondent, unit=office.unit, title="古籍修复工作坊开班", **more)


def asked(office: Office, **more: Any) -> Assignment:
    topic = actions.accept_topic(actor=office.editor, topic=proposed(office), on=DAY)
    return actions.assign_piece(actor=office.editor, topic=topic, assignee=person_of(office.reporter), due_at=DUE, **more)


def test_topic_without_a_day_lies_in_the_tray_of_those_who_may_see_it(office: Office) -> None:
    topic = proposed(office)
    assert [list(tray(user)) for user in (office.editor, office.correspondent, office.stranger, office.nobody)] == [
        [topic],
        [topic],
        [],
        [],
    ]
    actions.accept_topic(actor=office.editor, topic=topic, on=DAY)
    assert list(tray(office.editor)) == []
    assert [day.topics for day in calendar(office.editor, DAY, DAY)] == [[topic]]


def test_declined_topic_needs_a_reason_and_tells_who_proposed_it(office: Office, django_capture_on_commit_callbacks: Any) -> None:
    topic = proposed(office)
    with pytest.raises(Invalid, match="Say why"):
        actions.decline_topic(actor=office.editor, topic=topic, reason=" ")
    with django_capture_on_commit_callbacks(execute=True):
        actions.decline_topic(actor=office.editor, topic=topic, reason="上月已报道过同一工作坊")
    assert [(one.to, one.body) for one in mail.outbox] == [(["correspondent@example.test"], "上月已报道过同一工作坊")]


@pytest.mark.parametrize("name", ["correspondent", "reporter", "auditor", "nobody", "manager"])
def test_topics_are_decided_by_editors_only(office: Office, name: str) -> None:
    with pytest.raises(Refused, match="accepted and declined by editors"):
        actions.accept_topic(actor=office.user(name), topic=proposed(office))


def test_topic_of_another_unit_is_not_proposed(office: Office) -> None:
    with pytest.raises(Refused, match="your own unit"):
        actions.propose_topic(actor=office.correspondent, unit=office.other_unit, title="别的单位")


def test_assignment_is_answered_by_the_assignee_alone(office: Office, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assignment = asked(office, piece=PieceKind.PHOTO, note="要一张横图")
    assert [one.subject for one in mail.outbox if one.to == ["reporter@example.test"]] == [f"Assignment: {assignment}"]
    assert list(assignments_of(office.reporter.person_id)) == [assignment]
    with pytest.raises(Refused, match="Only 郑reporter answers"):
        actions.confirm_assignment(actor=office.editor, assignment=assignment)
    actions.confirm_assignment(actor=office.reporter, assignment=assignment)
    assignment.refresh_from_db()
    assert assignment.state == AssignmentState.CONFIRMED


def test_refused_assignment_says_why_and_can_go_to_another(office: Office) -> None:
    assignment = asked(office)
    with pytest.raises(Invalid, match="Say why"):
        actions.refuse_assignment(actor=office.reporter, assignment=assignment, reason="")
    actions.refuse_assignment(actor=office.reporter, assignment=assignment, reason="当天在外地开会")
    again = actions.assign_piece(actor=office.editor, topic=assignment.topic, assignee=person_of(office.reporter), due_at=DUE)
    assert again.pk != assignment.pk
    with pytest.raises(Refused, match="already"):
        actions.confirm_assignment(actor=office.reporter, assignment=assignment)


def test_one_person_is_not_asked_twice_for_one_piece(office: Office) -> None:
    assignment = asked(office)
    with pytest.raises(Invalid, match="has this piece already"):
        actions.assign_piece(actor=office.editor, topic=assignment.topic, assignee=person_of(office.reporter), due_at=DUE)


def test_piece_of_a_topic_not_accepted_is_not_asked_for(office: Office) -> None:
    with pytest.raises(Refused, match="accept it first"):
        actions.assign_piece(actor=office.editor, topic=proposed(office), assignee=person_of(office.reporter), due_at=DUE)


def test_wanted_by_a_time_gone_by_is_refused(office: Office) -> None:
    topic = actions.accept_topic(actor=office.editor, topic=proposed(office))
    with pytest.raises(Refused, match="in the past"):
        actions.assign_piece(actor=office.editor, topic=topic, assignee=person_of(office.reporter), due_at=timezone.now())


def test_delivered_piece_names_its_manuscript(office: Office) -> None:
    assignment = actions.confirm_assignment(actor=office.reporter, assignment=asked(office))
    manuscript = office.draft(by=office.reporter)
    actions.deliver_assignment(actor=office.reporter, assignment=assignment, manuscript=manuscript)
    assert [one.state for one in manuscript.assignments.all()] == [AssignmentState.DELIVERED]
    assert list(assignments_of(office.reporter.person_id)) == []


def test_topic_taken_back_calls_its_pieces_off(office: Office) -> None:
    assignment = asked(office)
    actions.drop_topic(actor=office.correspondent, topic=assignment.topic)
    assignment.refresh_from_db()
    assert (assignment.state, assignment.reason) == (AssignmentState.CANCELLED, "The topic was taken back.")
    assert Topic.objects.get().state == TopicState.DROPPED


def test_reminder_goes_out_once_a_day(office: Office) -> None:
    assignment = asked(office)
    actions.nudge_assignee(actor=office.editor, assignment=assignment)
    with pytest.raises(Refused, match="less than a day ago"):
        actions.nudge_assignee(actor=office.editor, assignment=assignment)
    with time_machine.travel(DUE, tick=False):
        actions.nudge_assignee(actor=office.editor, assignment=assignment)
    assert Event.objects.filter(kind=EventKind.ASSIGNMENT_NUDGED).count() == 2


def test_calendar_asks_a_fixed_number_of_queries(office: Office, django_assert_num_queries: Any) -> None:
    asked(office)
    editor = office.editor
    editor.forget_roles()
    calendar(editor, DAY, DAY)
    with django_assert_num_queries(4):
        days = calendar(editor, dt.date(2026, 3, 1), dt.date(2026, 3, 31))
    assert (len(days), [day.on for day in days if day.due], [day.on for day in days if day.topics]) == (31, [DUE.date()], [DAY])


def test_assignee_of_another_unit_sees_the_topic(office: Office) -> None:
    topic = actions.accept_topic(actor=office.editor, topic=proposed(office))
    actions.assign_piece(actor=office.editor, topic=topic, assignee=person_of(office.stranger), due_at=DUE)
    assert list(topics_seen_by(office.stranger)) == [topic]


def test_remark_keeps_its_passage_and_tells_who_is_asked(office: Office, django_capture_on_commit_callbacks: Any) -> None:
    office.procedure()
    manuscript = office.submitted()
    with django_capture_on_commit_callbacks(execute=True):
        remark = actions.write_comment(
            actor=office.editor, manuscript=manuscript, text="凭证要写全", passage="凭校园卡入馆", mentions=[person_of(office.chief)]
        )
    answer = actions.write_comment(actor=office.chief, manuscript=manuscript, text="已改", answers=remark)
    office.save(manuscript, body=[{"type": "paragraph", "value": "<p>凭校园卡或身份证入馆。</p>"}])
    actions.settle_comment(actor=office.chief, comment=remark)
    remark.refresh_from_db()
    assert (remark.passage, remark.revision.number, remark.settled_by, list(remark.replies.all())) == (
        "凭校园卡入馆", 1, office.chief, [answer],
    )  # fmt: skip
    assert [one.to for one in mail.outbox if "look at" in one.subject] == [["chief@example.test"]]
    with pytest.raises(Refused, match="settled already"):
        actions.settle_comment(actor=office.editor, comment=remark)


@pytest.mark.parametrize(("name", "said"), [("auditor", "Auditors read"), ("stranger", "another unit"), ("nobody", "newsroom is open")])
def test_remarks_are_for_those_who_work_on_the_text(office: Office, name: str, said: str) -> None:
    manuscript = office.draft()
    with pytest.raises(Refused, match=said):
        actions.write_comment(actor=office.user(name), manuscript=manuscript, text="看一下")


def test_person_who_may_not_see_the_text_is_not_asked_to_look(office: Office) -> None:
    with pytest.raises(Refused, match="cannot be asked"):
        actions.write_comment(actor=office.editor, manuscript=office.draft(), text="请看", mentions=[person_of(office.stranger)])


def test_empty_remark_is_refused(office: Office) -> None:
    with pytest.raises(Invalid, match="empty"):
        actions.write_comment(actor=office.editor, manuscript=fresh(office.draft()), text=" ")
