"""`rongmei story pack` and `… check-pack`: everything about some days and outlets in one archive, and whether it is still that."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.directory.models import Outlet
from rongmei.base.history.decisions import Invalid
from rongmei.cli.frame import Command, Context, Result
from rongmei.content.newsroom import actions
from rongmei.content.newsroom.exports import check_pack


def pack(options: argparse.Namespace, context: Context) -> Result:
    outlets = [_outlet(name) for name in options.outlet]
    made = actions.take_inspection_pack(actor=context.actor(), outlets=outlets, start=_day(options.start), end=_day(options.end))
    Path(options.file).write_bytes(made)
    return Result({"file": options.file, "bytes": len(made)}, [_("Written: %(file)s") % {"file": options.file}])


def check(options: argparse.Namespace, context: Context) -> Result:
    problems = check_pack(Path(options.file).read_bytes())
    rows = [{"file": problem.name, "sentence": problem.sentence} for problem in problems]
    failed = _("The pack is not as it was made.") if rows else ""
    return Result(rows, [f"{row['file']}: {row['sentence']}" for row in rows] or [_("Complete and unaltered.")], failed=failed)


def _outlet(name: str) -> Outlet:
    found = Outlet.objects.filter(name=name).first()
    if found is None:
        raise Invalid(_("There is no outlet “%(name)s”: give its name as in the register.") % {"name": name}, "--outlet")
    return found


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Invalid(_("“%(found)s” is no day: write it like 2026-03-05.") % {"found": text[:20]}, "--from, --to") from None


def _pack_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.zip")
    parser.add_argument("--outlet", action="append", required=True, help=_("name of an outlet; may be given several times"))
    parser.add_argument("--from", dest="start", required=True, metavar="2026-03-01")
    parser.add_argument("--to", dest="end", required=True, metavar="2026-03-31")


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.zip")


COMMANDS = (
    Command("pack", gettext_lazy("Write an inspection pack of the stories of some days and outlets."), pack, _pack_arguments),
    Command("check-pack", gettext_lazy("Say whether an inspection pack is complete and unaltered."), check, _check_arguments),
)
