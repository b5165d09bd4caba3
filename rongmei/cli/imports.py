"""`rongmei import`: a spreadsheet into a ledger, with the checks, the preview and the history of the screen."""

from __future__ import annotations

import argparse
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from rongmei.base.directory.models import Unit
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import imports
from rongmei.base.ledger.declaration import Ledger
from rongmei.base.ledger.enums import BatchState
from rongmei.base.ledger.models import ImportBatch, StagedRow
from rongmei.cli.frame import Command, Context, Result

SHOWN = 50  # sentences about rows that wait; `--json` has all of them


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ledger", metavar="LEDGER", help=_("key of the ledger, see `rongmei ledgers`"))
    parser.add_argument("file", metavar="FILE", help=_("xlsx, xls, ods or csv"))
    parser.add_argument(
        "--dry-run", action="store_true", help=_("check and show, write no row; the preview stays and can be decided on screen")
    )
    parser.add_argument("--sheet", metavar=_("NAME"), default=None, help=_("the sheet to take, by default the likeliest one"))
    parser.add_argument("--year", type=int, default=None, help=_("completes dates written without a year"))
    parser.add_argument("--unit", metavar=_("NAME"), default="", help=_("unit of all rows, for sheets without such a column"))
    parser.add_argument("--confirm", action="store_true", help=_("rows go in as confirmed"))


def run(options: argparse.Namespace, context: Context) -> Result:
    """Receive, settle the columns as proposed, check, and take the good rows in. Rows with a problem wait and are listed."""
    if not registry.has(options.ledger):
        known = "、".join(ledger.key for ledger in registry.all_ledgers())
        raise Invalid(_("there is no ledger “%(key)s”: choose from %(known)s.") % {"key": options.ledger[:40], "known": known}, "LEDGER")
    ledger, actor = registry.get(options.ledger), context.actor()
    batch = imports.receive_import(actor=actor, ledger=ledger, file=options.file, sheet=options.sheet)
    batch = _checked(options, actor, batch)
    if batch.state == BatchState.FAILED:
        raise Invalid(batch.message, str(batch))
    if batch.state == BatchState.CHECKED and not options.dry_run:
        batch = imports.apply_import(actor=actor, batch=batch)
    return _answer(ledger, batch, options.dry_run)


def _checked(options: argparse.Namespace, actor: Actor, batch: ImportBatch) -> ImportBatch:
    """Also an import begun earlier goes on from where it stands; one that is in the ledger stays as it is."""
    if batch.state not in (BatchState.RECEIVED, BatchState.CHECKED):
        return batch
    batch = imports.map_import(
        actor=actor,
        batch=batch,
        year=options.year or batch.year,
        unit=_unit(options.unit) or batch.unit_id,
        confirm=options.confirm,
    )
    return imports.check_import(actor=actor, batch=batch)


def _unit(name: str) -> int | None:
    if not name:
        return None
    unit = Unit.objects.filter(name=name).first()
    if unit is None:
        raise Invalid(_("there is no unit “%(name)s”: write its full name as in the directory.") % {"name": name[:60]}, "--unit")
    return int(unit.pk)


def _answer(ledger: Ledger, batch: ImportBatch, dry_run: bool) -> Result:
    problems = list(_problems(batch))
    data: dict[str, Any] = {
        "import": batch.pk,
        "ledger": ledger.key,
        "file": batch.file_name,
        "sheet": batch.sheet,
        "state": batch.state,
        "dry_run": dry_run,
        "columns": {index: name for index, name in batch.mapping.items() if name},
        "counts": {name: number for name, number in batch.counts.items() if isinstance(number, int)},
        "problems": problems,
    }
    counts = "，".join(f"{_COUNTS[name]} {number}" for name, number in data["counts"].items() if name in _COUNTS)
    lines = [f"{batch}: {BatchState(batch.state).label}", counts]
    lines += [f"{problem['cell']}: {problem['sentence']}" for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(_("… and %(count)d more") % {"count": len(problems) - SHOWN})
    return Result(data, lines)


def _problems(batch: ImportBatch) -> Any:
    waiting = StagedRow.objects.filter(batch=batch, outcome__in=(StagedRow.Outcome.WAITING, StagedRow.Outcome.DUPLICATE))
    for row in waiting.iterator():
        for problem in row.problems:
            yield {"row": row.row_no, "cell": problem.get("cell", ""), "sentence": problem.get("sentence", "")}


_COUNTS = {
    "rows": pgettext_lazy("import", "rows"),
    "new": pgettext_lazy("import", "new"),
    "changed": pgettext_lazy("import", "changed"),
    "same": pgettext_lazy("import", "the same"),
    "duplicate": pgettext_lazy("import", "twice"),
    "waiting": pgettext_lazy("import", "waiting"),
    "dropped": pgettext_lazy("import", "left out"),
}

COMMAND = Command("import", gettext_lazy("Take a spreadsheet into a ledger; rows with a problem wait and are listed."), run, arguments)
