"""`rongmei`: the command line for people. `manage.py` is for whoever works on the code.

Every command takes `--json` (the answer as one JSON document on standard output) and `--as USER` (who acts; the same rules
hold as on the screen). Exit codes: 0 done; 1 refused or not possible, with one sentence on standard error; 2 wrong usage.

To add a command:

1. Write `rongmei/cli/<noun>.py` with a function that adds its arguments, a function that runs, and a `Command` that names both
   (`rongmei/cli/verify.py` is the shortest example; `Group` holds several under one word, as `rongmei summary sign`).
2. The running function gets the parsed options and a `Context`: `context.actor()` is who acts (the product itself when nobody is
   named), `context.user()` insists on a person. It calls queries and actions of the rooms, nothing else, and returns
   `Result(data, lines)`: `data` is what `--json` prints, `lines` is what people read. `Refused` and `Invalid` from below need no
   handling: they become exit code 1 with their sentence. Anything found wrong that is not an exception (a broken chain,
   rows that wait) is `Result(..., failed="sentence")`.
3. Put it into `COMMANDS` in `rongmei/cli/commands.py`, and run `make docs`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code (argparse leaves by SystemExit(2) on wrong usage)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415  -- settings first

    django.setup()
    from rongmei.cli.commands import COMMANDS  # noqa: PLC0415  -- models load only after setup
    from rongmei.cli.frame import run  # noqa: PLC0415

    return run(COMMANDS, sys.argv[1:] if argv is None else argv)


def script() -> None:
    """What the installed `rongmei` calls."""
    raise SystemExit(main())
