"""`rongmei verify`: is history whole, and is what was signed still what was signed?"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.history.queries import verify
from rongmei.cli.frame import Command, Context, Result
from rongmei.content.newsroom.queries import verify_newsroom
from rongmei.reporting.figures.queries import verify_readings
from rongmei.reporting.summary.queries import verify_summaries

SIGNED = (verify_newsroom, verify_readings, verify_summaries)


def run(options: argparse.Namespace, context: Context) -> Result:
    """Exit code 1 names the first event that was edited, deleted, moved or cut off, or every signed row that is not what it was.

    What was signed is compared with history; while history itself is not whole there is nothing to compare it with.
    """
    found = verify()
    altered = [row for look in SIGNED for row in look()] if found.ok else []
    data = found.as_dict() | {"ok": found.ok and not altered, "altered": [asdict(row) for row in altered]}
    if not found.ok:
        return Result(data, [_("What was signed was not compared with it.")], failed=found.sentence)
    if not altered:
        return Result(data, [found.sentence, _("Stories, figures and summaries are as they were signed.")])
    told = [found.sentence, *(row.sentence for row in altered)]
    return Result(data, told, failed=_("%(count)d rows are not what was signed.") % {"count": len(altered)})


COMMAND = Command(
    "verify", gettext_lazy("Check that no event of history and nothing that was signed was edited, deleted, moved or cut off."), run
)
