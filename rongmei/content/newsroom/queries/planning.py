"""The tray, the calendar and the board."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.timezone import localtime

from rongmei.base.history.actors import SYSTEM

from ..enums import SEE, UNDER_WAY, TopicState
from ..models import Assignment, Comment, Manuscript, Topic
from .manuscripts import seen_by


def topics_seen_by(actor: Any) -> QuerySet[Topic]:
    """Topics of the units the person works for, his own and those he is asked to bring something for."""
    found = Topic.objects.select_related("unit", "proposed_by__person").prefetch_related(
        Prefetch("assignments", Assignment.objects.select_related("assignee", "manuscript__current").order_by("due_at", "pk"))
    )
    if actor is SYSTEM or actor.acts_everywhere(*SEE):
        return found
    own = Q(unit_id__in=actor.unit_ids_for(*SEE)) | Q(proposed_by_id=actor.pk)
    if actor.person_id:
        own |= Q(pk__in=Assignment.objects.filter(assignee_id=actor.person_id).values("topic"))
    return found.filter(own) if actor.has_role(*SEE) else found.none()


def tray(actor: Any) -> QuerySet[Topic]:
    """Topics without a day that are not decided against: what an editor looks through on a quiet morning."""
    return topics_seen_by(actor).filter(on=None, state__in=(TopicState.PROPOSED, TopicState.ACCEPTED))


def assignments_of(person_id: int | None) -> QuerySet[Assignment]:
    """What a person still has to answer or to bring, the earliest first."""
    return Assignment.objects.filter(assignee_id=person_id, state__in=UNDER_WAY).select_related("topic", "assigned_by__person")


@dataclass(frozen=True)
class Day:
    """One day of the calendar: events, pieces wanted by then, stories that go out."""

    on: dt.date
    topics: Sequence[Topic]
    due: Sequence[Assignment]
    scheduled: Sequence[Manuscript]


def calendar(actor: Any, first: dt.date, last: dt.date) -> list[Day]:
    """Every day from `first` to `last`, both counted, also those without anything. Four queries, whatever the span."""
    topics = topics_seen_by(actor).filter(on__gte=first, on__lte=last).exclude(state__in=(TopicState.DECLINED, TopicState.DROPPED))
    due = (
        Assignment.objects.filter(topic__in=topics_seen_by(actor).order_by().values("pk"), state__in=UNDER_WAY)
        .filter(due_at__date__gte=first, due_at__date__lte=last)
        .select_related("topic", "assignee")
    )
    going = seen_by(actor).filter(scheduled_at__date__gte=first, scheduled_at__date__lte=last)
    by_day: dict[dt.date, tuple[list[Topic], list[Assignment], list[Manuscript]]] = {}
    for topic in topics:
        _of(by_day, topic.on)[0].append(topic)
    for assignment in due:
        _of(by_day, _day(assignment.due_at))[1].append(assignment)
    for manuscript in going:
        _of(by_day, _day(manuscript.scheduled_at))[2].append(manuscript)
    days = (first + dt.timedelta(days=number) for number in range((last - first).days + 1))
    return [Day(day, *by_day.get(day, ([], [], []))) for day in days]


def _of(by_day: dict[dt.date, tuple[list[Topic], list[Assignment], list[Manuscript]]], day: Any) -> Any:
    return by_day.setdefault(day, ([], [], []))


def _day(at: dt.datetime | None) -> dt.date:
    assert at is not None
    return localtime(at).date()


def remarks_on(manuscript: Manuscript) -> QuerySet[Comment]:
    """Remarks with their answers and the people asked to look, the oldest first. Three queries."""
    answers = Comment.objects.select_related("written_by__person")
    return (
        manuscript.comments.filter(answers=None)
        .select_related("revision", "written_by__person", "settled_by__person")
        .prefetch_related("mentions", Prefetch("replies", answers))
    )
