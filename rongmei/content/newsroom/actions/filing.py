"""Filing a manuscript under a task of the annual plan, and what the plan hears of it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind
from rongmei.base.ledger.enums import RowState
from rongmei.base.planning.actions import attach_evidence, detach_evidence
from rongmei.base.planning.models import PlanTask

from .. import rules
from ..enums import ManuscriptState
from ..models import Manuscript
from .traces import locked, refusals_recorded, subject, trace

SHOWN = (ManuscriptState.PUBLISHED, ManuscriptState.CORRECTING)
"""Only what readers can read shows that something was done."""


@refusals_recorded
@transaction.atomic
def file_manuscript(*, actor: Actor, manuscript: Manuscript, task: PlanTask | None) -> Manuscript:
    """Say which task of the plan the story is work on; None: on none. Voids no signature: no reader sees it.

    Raises Refused, Invalid (a task that is not confirmed).
    """
    manuscript = locked(manuscript)
    rules.may_file(actor, manuscript).require()
    if task is not None and task.state != RowState.CONFIRMED:
        raise Invalid(_("“%(task)s” is not confirmed: choose a task that stands in the plan.") % {"task": task}, str(_("task of the plan")))
    before = manuscript.plan_task
    if (before and before.pk) == (task and task.pk):
        return manuscript
    manuscript.plan_task = task
    manuscript.save(update_fields=["plan_task"])
    trace(
        EventKind.STORY_PLANNED,
        actor,
        manuscript,
        before={"task": before.label if before else ""},
        after={"task": task.label if task else ""},
    )
    tell_the_plan(actor, manuscript)
    return manuscript


def tell_the_plan(actor: Any, manuscript: Manuscript) -> None:
    """The plan's evidence as the manuscript stands: filed under a task and published, or not."""
    task, published = manuscript.plan_task, manuscript.first_published_at
    if task is None or published is None or manuscript.state not in SHOWN or task.state != RowState.CONFIRMED:
        detach_evidence(actor=actor, source=subject(manuscript))
        return
    attach_evidence(actor=actor, task=task, source=subject(manuscript), shown_on=timezone.localdate(published))
