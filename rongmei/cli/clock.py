"""`rongmei clock`: what happens by itself when its time has come, minute by minute, beside the web server."""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Callable
from typing import Any, Final

from django.db import close_old_connections
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.cli import plans, sites, stories
from rongmei.cli.frame import Command, Context, Result

logger = logging.getLogger(__name__)

MINUTE: Final = 60
JOBS: Final[dict[str, Callable[[argparse.Namespace, Context], Result]]] = {
    "story due": stories.due,
    "site due": sites.due,
    "plan check": plans.check,
}


def run(options: argparse.Namespace, context: Context) -> Result:
    """Without `--once` it goes on until it is stopped. The commands it stands for can be called one by one as well."""
    while True:
        found = {name: _done(name, options, context) for name in JOBS}
        if options.once:
            failed = [name for name, data in found.items() if data is None]
            told = _("Not done, see the log: %(jobs)s.") % {"jobs": "、".join(failed)} if failed else ""
            return Result(found, list(found), failed=told)
        time.sleep(MINUTE - time.time() % MINUTE)
        close_old_connections()  # the database may have been started anew meanwhile


def _done(name: str, options: argparse.Namespace, context: Context) -> Any:
    """What the job answered; None when it broke, which must not keep the others from their minute."""
    try:
        return JOBS[name](options, context).data
    except Exception:
        logger.exception("rongmei %s broke", name)
        return None


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help=_("one round, then end: for a timer of the machine"))


COMMAND = Command(
    "clock",
    gettext_lazy("Publish what is scheduled, remind of what is late, check the plan: every minute until it is stopped."),
    run,
    arguments,
)
