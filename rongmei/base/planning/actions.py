"""Writes of the annual plan beyond its ledgers: evidence, and the progress that follows from it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Refused
from rongmei.base.ledger import registry
from rongmei.base.ledger.actions.rows import write_change
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.reading import values_of

from . import queries, rules
from .models import PlanTask, TaskEvidence


@transaction.atomic
def attach_evidence(*, actor: Actor, task: PlanTask, source: history.Subject, shown_on: dt.date) -> TaskEvidence:
    """Something of a storey above shows that the task is being done; the storey above has asked its own rules. One thing is evidence
    for one task: from another task it is taken away. Raises Refused for a task that does not count."""
    if task.state != RowState.CONFIRMED:
        raise Refused(_("“%(task)s” is not confirmed: a task takes evidence once it stands in the plan.") % {"task": task})
    before = queries.task_shown_by(source.kind, int(source.id))
    made, _new = TaskEvidence.objects.update_or_create(
        source_kind=source.kind,
        source_id=int(source.id),
        defaults={"task": task, "title": source.label[:200], "shown_on": shown_on},
    )
    if before is not None and before.task_id != task.pk:
        _settle(actor, before.task_id)
    _settle(actor, task.pk)
    return made


@transaction.atomic
def detach_evidence(*, actor: Actor, source: history.Subject) -> None:
    """It shows nothing any more: taken down, or filed under nothing."""
    there = queries.task_shown_by(source.kind, int(source.id))
    if there is not None:
        there.delete()
        _settle(actor, there.task_id)


@transaction.atomic
def check_plan(*, actor: Actor, on: dt.date | None = None) -> list[PlanTask]:
    """What a timer calls once a day: tasks that became overdue by the passing of time say so from now on. Returns them."""
    day = on or timezone.localdate()
    found = list(queries.drifted(day))
    for task in found:
        _settle(actor, task.pk, day)
    return found


def _settle(actor: Actor, pk: int, day: dt.date | None = None) -> None:
    """Count the evidence, and say how the task stands."""
    task = PlanTask.objects.select_for_update().get(pk=pk)
    ledger = registry.of(task)
    before = values_of(ledger, task)
    count = task.shown_by.count()
    progress = rules.progress_on(day or timezone.localdate(), evidence=count, needed=task.needed, due_on=task.due_on)
    write_change(ledger, task, before, {**before, "evidence": count, "progress": progress}, actor)
