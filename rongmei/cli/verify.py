"""`rongmei verify`: is history whole?"""

from __future__ import annotations

import argparse

from django.utils.translation import gettext_lazy as _

from rongmei.base.history.queries import verify
from rongmei.cli.frame import Command, Context, Result


def run(options: argparse.Namespace, context: Context) -> Result:
    """Exit code 1 names the first event that was edited, deleted, moved or cut off."""
    found = verify()
    return Result(found.as_dict(), [found.sentence] if found.ok else [], failed="" if found.ok else found.sentence)


COMMAND = Command("verify", _("Check that no event of history was edited, deleted, moved or cut off."), run)
