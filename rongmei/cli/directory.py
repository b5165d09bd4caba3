"""`rongmei directory`: units, people and outlets from a spreadsheet, with the checks and the history of the screen."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.files import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.directory import actions
from rongmei.base.directory.imports import Outcome, SheetKind
from rongmei.cli.frame import Command, Context, Group, Result

SHOWN = 50  # problems printed; `--json` has all of them


def import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=SheetKind.values, help=_("what the sheet lists"))
    parser.add_argument("file", metavar="FILE", type=Path, help=_("xlsx, xls, ods or csv"))
    parser.add_argument("--sheet", metavar=_("NAME"), default="", help=_("the sheet to take, by default the likeliest one"))
    parser.add_argument("--dry-run", action="store_true", help=_("check and show, write nothing"))


def take_in(options: argparse.Namespace, context: Context) -> Result:
    """All of the sheet or, when one cell is wrong, nothing; wrong cells are listed and the exit code is 1."""
    actor = context.actor()
    with options.file.open("rb") as stream:
        sheet = actions.keep_sheet(actor=actor, kind=SheetKind(options.kind), file=File(stream, options.file.name))
    plan = actions.plan_sheet(actor=actor, table=actions.look_at_sheet(actor=actor, sheet=sheet, tab=options.sheet))
    problems = [{"cell": problem.cell, "sentence": problem.sentence} for problem in plan.problems]
    taken = not options.dry_run and not problems
    if taken:
        plan = actions.take_in_sheet(actor=actor, sheet=sheet, tab=options.sheet)
    data: dict[str, Any] = {"file": sheet.name, "taken_in": taken, "counts": plan.counts, "problems": problems}
    lines = ["，".join(f"{outcome.label} {plan.counts[outcome.value]}" for outcome in Outcome)]
    lines += [f"{problem['cell']}: {problem['sentence']}" for problem in problems[:SHOWN]]
    failed = _("%(count)d cells are wrong, nothing was taken in.") % {"count": len(problems)} if problems else ""
    return Result(data, lines, failed)


def tidy(options: argparse.Namespace, context: Context) -> Result:
    gone = actions.forget_sheets(actor=context.actor())
    return Result({"deleted": len(gone)}, [_("%(count)d uploaded sheets deleted.") % {"count": len(gone)}])


COMMAND = Group(
    "directory",
    gettext_lazy("Units, people and outlets from a spreadsheet; uploaded sheets that have served."),
    (
        Command("import", gettext_lazy("Take a sheet of units, people or outlets in, all of it or nothing."), take_in, import_arguments),
        Command("tidy", gettext_lazy("Delete uploaded sheets older than the office keeps them."), tidy),
    ),
)
