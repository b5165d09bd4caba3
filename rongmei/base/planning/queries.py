"""Reads of the annual plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.reminders import Reminder

from . import registry, rules
from .enums import Progress
from .models import PlanPoint, PlanTask, TaskEvidence

NOTICE = dt.timedelta(days=14)
FORGET = dt.timedelta(days=365)


@dataclass(frozen=True)
class Shown:
    """One piece of evidence; url "" where nobody shows it."""

    title: str
    on: dt.date
    url: str


def evidence_for(task: PlanTask) -> list[Shown]:
    return [Shown(one.title, one.shown_on, registry.page_of(one.source_kind, one.source_id)) for one in task.shown_by.all()]


def tasks_of(point: PlanPoint) -> QuerySet[PlanTask]:
    """Tasks that are not voided, in their order."""
    return point.tasks.exclude(state=RowState.VOIDED).select_related("unit", "owner").order_by("number", "due_on", "pk")


def open_tasks(day: dt.date) -> QuerySet[PlanTask]:
    """Confirmed tasks a story of that day may be evidence for: of that year, and of the year before until they are done."""
    tasks = PlanTask.objects.filter(state=RowState.CONFIRMED, point__year__gte=day.year - 1).select_related("point")
    return tasks.exclude(point__year=day.year - 1, progress=Progress.DONE).order_by("-point__year", "point__number", "number", "pk")


def task_shown_by(kind: str, number: int) -> TaskEvidence | None:
    return TaskEvidence.objects.filter(source_kind=kind, source_id=number).first()


def drifted(day: dt.date) -> Iterable[PlanTask]:
    """Confirmed tasks whose kept progress is no longer the one of that day. Reads unfinished tasks only: what is done stays done."""
    for task in PlanTask.objects.filter(state=RowState.CONFIRMED).exclude(progress=Progress.DONE).order_by("pk"):
        if task.progress != rules.progress_on(day, evidence=task.evidence, needed=task.needed, due_on=task.due_on):
            yield task


def due_tasks(today: dt.date) -> list[Reminder]:
    """Tasks not done that are due within a fortnight or overdue."""
    tasks = (
        PlanTask.objects.filter(state=RowState.CONFIRMED, due_on__gte=today - FORGET, due_on__lte=today + NOTICE)
        .exclude(progress=Progress.DONE)
        .select_related("unit")
    )
    return [Reminder(task.unit_id, "plan_task", task.pk, "plan_task_due", task.due_on, _sentence(task, today)) for task in tasks]


def _sentence(task: PlanTask, today: dt.date) -> str:
    words = {"title": task.title, "unit": task.unit.name, "due": date_format(task.due_on, "SHORT_DATE_FORMAT"), "found": task.evidence}
    if task.due_on < today:
        return _("Task “%(title)s” of %(unit)s was due on %(due)s and is not done.") % words
    return (
        ngettext(
            "Task “%(title)s” of %(unit)s is due on %(due)s; %(found)d piece of evidence so far.",
            "Task “%(title)s” of %(unit)s is due on %(due)s; %(found)d pieces of evidence so far.",
            task.evidence,
        )
        % words
    )
