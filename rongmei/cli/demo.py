"""`rongmei demo`: a fictional university with a year of records, made by the actions."""

from __future__ import annotations

import argparse
import io

from django.core.management import call_command
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.cli.frame import Command, Context, Result


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stage", default="year-end", help=_("how far the year has come"))
    parser.add_argument("--accounts", action="store_true", help=_("only show the accounts to sign in with"))


def run(options: argparse.Namespace, context: Context) -> Result:
    """Refuses where the installation is not a demo."""
    said = io.StringIO()
    if options.accounts:
        call_command("demo", accounts=True, stdout=said)
    else:
        call_command("demo", stage=options.stage, stdout=said)
    lines = said.getvalue().splitlines()
    return Result({"lines": lines}, lines)


COMMAND = Command("demo", gettext_lazy("Build a fictional university with a year of records."), run, arguments)
