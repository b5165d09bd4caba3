"""`rongmei figure`: a figure's value for a period, and the rows behind it."""

from __future__ import annotations

import argparse
import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.history.decisions import Invalid
from rongmei.cli.frame import Command, Context, Result
from rongmei.reporting.figures.queries import by_key, reading_json
from rongmei.reporting.figures.scope import Scope


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY")
    parser.add_argument("--from", dest="start", required=True, metavar="D")
    parser.add_argument("--to", dest="end", required=True, metavar="D")
    parser.add_argument("--rows", action="store_true")


def day(text: str, place: str) -> dt.date:
    """Raises Invalid for a day that is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Invalid(_("“%(found)s” is not a day: write it like 2026-03-05.") % {"found": text[:30]}, place) from None


def run(options: argparse.Namespace, context: Context) -> Result:
    figure = by_key(options.key)
    if figure is None:
        raise Invalid(_("there is no figure “%(key)s”: choose one from the catalogue.") % {"key": options.key[:60]}, "KEY")
    scope = Scope(day(options.start, "--from"), day(options.end, "--to"))
    found = reading_json(figure, scope, rows=options.rows, actor=context.actor())
    amount = "—" if found["value"] is None else f"{found['value']}{'+' if found['at_least'] else ''}"
    lines = [f"{figure.label}\t{amount} {figure.unit_word}\t{found['problem'] or figure.note_cn}"]
    lines += ["\t".join(str(cell) for cell in row.values()) for row in found.get("records", {}).get("items", [])]
    return Result(found, lines)


COMMAND = Command("figure", gettext_lazy("The value of a figure for a period, and the records behind it."), run, arguments)
