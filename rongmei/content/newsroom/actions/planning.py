"""Topics and assignments."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Person, Unit, User
from rongmei.base.history import actions as history
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import rules
from ..enums import UNDER_WAY, AssignmentState, PieceKind, TopicState
from ..models import Assignment, Manuscript, Topic
from .traces import tell


@transaction.atomic
def propose_topic(*, actor: User, unit: Unit, title: str, detail: str = "", on: dt.date | None = None, place: str = "") -> Topic:
    """Put a topic into the tray, or into the calendar when its day is known. Raises Refused, Invalid."""
    rules.may_propose(actor, unit.pk).require()
    if not title.strip():
        raise Invalid(_("A topic needs a title: say in a few words what it is about."), str(_("topic")))
    topic = Topic.objects.create(
        title=title.strip()[:200], detail=detail.strip()[:2000], unit=unit, on=on, place=place.strip()[:120],
        proposed_at=timezone.now(), proposed_by=actor,
    )  # fmt: skip
    _trace_topic(EventKind.TOPIC_PROPOSED, actor, topic)
    return topic


@transaction.atomic
def accept_topic(*, actor: User, topic: Topic, on: dt.date | None = None) -> Topic:
    """on: the day, when it became known. Raises Refused."""
    topic = _decide(actor, topic, TopicState.ACCEPTED, "", on)
    tell([topic.proposed_by], _("Topic accepted: %(topic)s") % {"topic": topic}, _("%(name)s accepted it.") % {"name": actor})
    return topic


@transaction.atomic
def decline_topic(*, actor: User, topic: Topic, reason: str) -> Topic:
    """Raises Refused, Invalid without a reason: whoever proposed it reads it."""
    if not reason.strip():
        raise Invalid(_("Say why the topic is declined: whoever proposed it will read it."), str(_("reason")))
    topic = _decide(actor, topic, TopicState.DECLINED, reason.strip()[:500], None)
    tell([topic.proposed_by], _("Topic declined: %(topic)s") % {"topic": topic}, topic.reason)
    return topic


def _decide(actor: User, topic: Topic, to: TopicState, reason: str, on: dt.date | None) -> Topic:
    topic = _locked_topic(topic)
    rules.may_decide(actor, topic, to).require()
    topic.state, topic.reason, topic.decided_at, topic.decided_by = to, reason, timezone.now(), actor
    topic.on = on or topic.on
    topic.save(update_fields=["state", "reason", "decided_at", "decided_by", "on"])
    kind = EventKind.TOPIC_ACCEPTED if to == TopicState.ACCEPTED else EventKind.TOPIC_DECLINED
    _trace_topic(kind, actor, topic, reason=reason)
    return topic


@transaction.atomic
def drop_topic(*, actor: User, topic: Topic) -> Topic:
    """Take a topic back; what was asked of people for it is called off. Raises Refused."""
    topic = _locked_topic(topic)
    rules.may_drop_topic(actor, topic).require()
    topic.state = TopicState.DROPPED
    topic.save(update_fields=["state"])
    _trace_topic(EventKind.TOPIC_DROPPED, actor, topic)
    for assignment in topic.assignments.select_for_update().filter(state__in=UNDER_WAY):
        _cancel(actor, assignment, _("The topic was taken back."))
    return topic


@transaction.atomic
def assign_piece(
    *, actor: User, topic: Topic, assignee: Person, due_at: dt.datetime, piece: PieceKind = PieceKind.TEXT, note: str = ""
) -> Assignment:
    """Ask a person for a piece; he is told by mail and on his home page. Raises Refused, Invalid."""
    topic = _locked_topic(topic)
    now = timezone.now()
    rules.may_assign(actor, topic, due_at, now).require()
    try:
        with transaction.atomic():
            assignment = Assignment.objects.create(
                topic=topic, piece=piece, assignee=assignee, note=note.strip()[:500], due_at=due_at, assigned_at=now, assigned_by=actor
            )
    except IntegrityError:
        raise Invalid(_("%(name)s has this piece already.") % {"name": assignee.name}, str(_("asked of"))) from None
    _trace(EventKind.ASSIGNMENT_GIVEN, actor, assignment, assignee=assignee.name, due=due_at)
    _tell_assignee(assignment, _("Assignment: %(assignment)s"))
    return assignment


@transaction.atomic
def confirm_assignment(*, actor: User, assignment: Assignment) -> Assignment:
    """The assignee takes it on. Raises Refused."""
    return _answer(actor, assignment, AssignmentState.CONFIRMED, "")


@transaction.atomic
def refuse_assignment(*, actor: User, assignment: Assignment, reason: str) -> Assignment:
    """The assignee does not take it on, and says why, so that it can be given to another. Raises Refused, Invalid."""
    if not reason.strip():
        raise Invalid(_("Say why you do not take it on, so that the editor can find another."), str(_("reason")))
    return _answer(actor, assignment, AssignmentState.REFUSED, reason.strip()[:500])


def _answer(actor: User, assignment: Assignment, to: AssignmentState, reason: str) -> Assignment:
    assignment = _locked(assignment)
    rules.may_answer_assignment(actor, assignment, to).require()
    assignment.state, assignment.reason, assignment.answered_at = to, reason, timezone.now()
    assignment.save(update_fields=["state", "reason", "answered_at"])
    kind = EventKind.ASSIGNMENT_CONFIRMED if to == AssignmentState.CONFIRMED else EventKind.ASSIGNMENT_REFUSED
    _trace(kind, actor, assignment, reason=reason)
    said = {"assignment": assignment, "answer": assignment.get_state_display()}
    tell([assignment.assigned_by], _("%(assignment)s: %(answer)s") % said, reason or str(assignment.assignee))
    return assignment


@transaction.atomic
def cancel_assignment(*, actor: User, assignment: Assignment, reason: str = "") -> Assignment:
    """Raises Refused."""
    assignment = _locked(assignment)
    rules.may_cancel_assignment(actor, assignment).require()
    return _cancel(actor, assignment, reason.strip()[:500])


def _cancel(actor: User, assignment: Assignment, reason: str) -> Assignment:
    assignment.state, assignment.reason = AssignmentState.CANCELLED, reason
    assignment.save(update_fields=["state", "reason"])
    _trace(EventKind.ASSIGNMENT_CANCELLED, actor, assignment, reason=reason)
    _tell_assignee(assignment, _("Called off: %(assignment)s"))
    return assignment


@transaction.atomic
def deliver_assignment(*, actor: User, assignment: Assignment, manuscript: Manuscript) -> Assignment:
    """Name the manuscript the piece went into. Raises Refused."""
    assignment = _locked(assignment)
    rules.may_deliver(actor, assignment, manuscript).require()
    assignment.state, assignment.manuscript, assignment.delivered_at = AssignmentState.DELIVERED, manuscript, timezone.now()
    assignment.save(update_fields=["state", "manuscript", "delivered_at"])
    _trace(EventKind.ASSIGNMENT_DELIVERED, actor, assignment, manuscript=manuscript.pk)
    return assignment


@transaction.atomic
def nudge_assignee(*, actor: Actor, assignment: Assignment, now: dt.datetime | None = None) -> Assignment:
    """Remind of what is wanted; at most once a day. Raises Refused."""
    now = now or timezone.now()
    assignment = _locked(assignment)
    rules.may_nudge(actor, assignment, now).require()
    assignment.nudged_at = now
    assignment.save(update_fields=["nudged_at"])
    _trace(EventKind.ASSIGNMENT_NUDGED, actor, assignment)
    _tell_assignee(assignment, _("Still wanted: %(assignment)s"))
    return assignment


def _locked_topic(topic: Topic) -> Topic:
    return Topic.objects.select_for_update().get(pk=topic.pk)


def _locked(assignment: Assignment) -> Assignment:
    return Assignment.objects.select_for_update(of=("self",)).select_related("topic", "assignee").get(pk=assignment.pk)


def _tell_assignee(assignment: Assignment, title: str) -> None:
    wanted = _("Wanted by %(due)s. %(note)s") % {"due": f"{timezone.localtime(assignment.due_at):%Y-%m-%d %H:%M}", "note": assignment.note}
    tell([getattr(assignment.assignee, "account", None)], title % {"assignment": assignment}, wanted)


def _trace_topic(kind: EventKind, actor: Actor, topic: Topic, /, **detail: Any) -> None:
    history.record(kind, actor=actor, subject=history.Subject("topic", topic.pk, topic.title), detail=detail, unit_id=topic.unit_id)


def _trace(kind: EventKind, actor: Actor, assignment: Assignment, /, **detail: Any) -> None:
    subject = history.Subject("assignment", assignment.pk, str(assignment)[:200])
    history.record(kind, actor=actor, subject=subject, detail={"topic": assignment.topic_id} | detail, unit_id=assignment.topic.unit_id)
