"""`rongmei plan`: the annual plan from the command line."""

from __future__ import annotations

import argparse

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.planning import actions
from rongmei.cli.frame import Command, Context, Group, Result


def check(options: argparse.Namespace, context: Context) -> Result:
    """What a timer calls once a day: how tasks stand once another day has passed."""
    moved = [
        {"id": task.pk, "task": task.title, "unit": task.unit.name, "due_on": task.due_on.isoformat()}
        for task in actions.check_plan(actor=context.actor())
    ]
    lines = [f"{task['due_on']}\t{task['unit']}\t{task['task']}" for task in moved]
    return Result(moved, lines or [_("Every task stands as it stood.")])


COMMAND = Group(
    "plan",
    gettext_lazy("The annual plan: check which tasks became overdue."),
    (Command("check", gettext_lazy("Say of each task whose due day has passed that it is overdue. Run it once a day."), check),),
)
