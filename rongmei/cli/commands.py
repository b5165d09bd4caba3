"""The closed list of commands, in the order help shows them."""

from __future__ import annotations

from typing import Final

from rongmei.cli import demo, figures, imports, ledgers, setup, sites, summaries, verify
from rongmei.cli.frame import Command, Group

COMMANDS: Final[tuple[Command | Group, ...]] = (
    setup.COMMAND,
    demo.COMMAND,
    ledgers.COMMAND,
    imports.COMMAND,
    figures.COMMAND,
    summaries.COMMAND,
    sites.COMMAND,
    verify.COMMAND,
)
