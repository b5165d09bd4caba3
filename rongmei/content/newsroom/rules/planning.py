"""Who proposes, decides, assigns, answers and comments."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Person
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Allowed, Decision, Denied

from ..enums import ASSIGNMENT_MOVES, EDIT, TOPIC_MOVES, WRITE, AssignmentState, TopicState
from ..models import Assignment, Comment, Manuscript, Topic
from .seeing import holds_for, may_see

PROPOSE = (*WRITE, Role.UNIT_HEAD, Role.OFFICE_MANAGER)


def may_propose(actor: Any, unit_id: int) -> Decision:
    if actor is not SYSTEM and holds_for(actor, unit_id, *PROPOSE):
        return Allowed()
    if actor is not SYSTEM and actor.has_role(*PROPOSE):
        return Denied(_("You propose topics for your own unit. Choose your unit."))
    return Denied(_("Topics are proposed by correspondents, reporters and editors. Ask the office for a role."))


def may_decide(actor: Any, topic: Topic, to: TopicState) -> Decision:
    if not _edits(actor, topic.unit_id):
        return Denied(_("Topics are accepted and declined by editors, section chiefs and heads of the office."))
    return _topic_moves(topic, to)


def may_drop_topic(actor: Any, topic: Topic) -> Decision:
    if actor is SYSTEM or (topic.proposed_by_id != actor.pk and not _edits(actor, topic.unit_id)):
        return Denied(_("A topic is taken back by whoever proposed it, or by an editor."))
    return _topic_moves(topic, TopicState.DROPPED)


def may_assign(actor: Any, topic: Topic, due_at: dt.datetime, now: dt.datetime) -> Decision:
    if not _edits(actor, topic.unit_id):
        return Denied(_("Assignments are given by editors, section chiefs and heads of the office."))
    if topic.state != TopicState.ACCEPTED:
        return Denied(_("“%(topic)s” is %(state)s: accept it first.") % {"topic": topic, "state": topic.get_state_display()})
    if due_at <= now:
        return Denied(_("The time it is wanted by lies in the past: choose a later one."))
    return Allowed()


def may_answer_assignment(actor: Any, assignment: Assignment, to: AssignmentState) -> Decision:
    """Taking it on, or not, is the assignee's own word."""
    if actor is SYSTEM or actor.person_id != assignment.assignee_id:
        return Denied(_("Only %(name)s answers this assignment.") % {"name": assignment.assignee.name})
    return _moves(assignment, to)


def may_cancel_assignment(actor: Any, assignment: Assignment) -> Decision:
    if not _edits(actor, assignment.topic.unit_id):
        return Denied(_("Assignments are called off by editors, section chiefs and heads of the office."))
    return _moves(assignment, AssignmentState.CANCELLED)


def may_deliver(actor: Any, assignment: Assignment, manuscript: Manuscript) -> Decision:
    if actor is SYSTEM or (actor.person_id != assignment.assignee_id and not _edits(actor, assignment.topic.unit_id)):
        return Denied(_("A piece is delivered by %(name)s, or entered by an editor.") % {"name": assignment.assignee.name})
    seen = may_see(actor, manuscript)
    return _moves(assignment, AssignmentState.DELIVERED) if seen else seen


def may_nudge(actor: Any, assignment: Assignment, now: dt.datetime) -> Decision:
    """Once a day at most: a reminder nobody can stop is no reminder."""
    if actor is not SYSTEM and not _edits(actor, assignment.topic.unit_id):
        return Denied(_("Editors, section chiefs and heads of the office remind of assignments."))
    if AssignmentState(assignment.state) not in (AssignmentState.OFFERED, AssignmentState.CONFIRMED):
        return Denied(_("“%(assignment)s” waits for nobody any more.") % {"assignment": assignment})
    if assignment.nudged_at and now - assignment.nudged_at < dt.timedelta(hours=24):
        return Denied(_("%(name)s was reminded less than a day ago.") % {"name": assignment.assignee.name})
    return Allowed()


def may_comment(actor: Any, manuscript: Manuscript) -> Decision:
    """Whoever works on the text remarks on it; auditors read."""
    if actor is SYSTEM:
        return Denied(_("Remarks are written by people."))
    seen = may_see(actor, manuscript)
    if not seen or actor.has_role(*PROPOSE, Role.PROOFREADER):
        return seen
    return Denied(_("Auditors read everything and change nothing."))


def may_settle(actor: Any, comment: Comment) -> Decision:
    if comment.settled_at is not None:
        return Denied(_("This remark is settled already."))
    return may_comment(actor, comment.manuscript)


def may_be_asked(person: Person, manuscript: Manuscript) -> Decision:
    """Only somebody who may see the text is asked to look at it."""
    account = getattr(person, "account", None)
    if account is not None and account.is_active and may_see(account, manuscript):
        return Allowed()
    return Denied(_("%(name)s may not see this manuscript and cannot be asked to look.") % {"name": person.name})


def _edits(actor: Any, unit_id: int) -> bool:
    return actor is not SYSTEM and holds_for(actor, unit_id, *EDIT)


def _topic_moves(topic: Topic, to: TopicState) -> Decision:
    if to in TOPIC_MOVES[TopicState(topic.state)]:
        return Allowed()
    return Denied(_("“%(topic)s” is %(state)s already.") % {"topic": topic, "state": topic.get_state_display()})


def _moves(assignment: Assignment, to: AssignmentState) -> Decision:
    if to in ASSIGNMENT_MOVES[AssignmentState(assignment.state)]:
        return Allowed()
    return Denied(_("“%(assignment)s” is %(state)s already.") % {"assignment": assignment, "state": assignment.get_state_display()})
