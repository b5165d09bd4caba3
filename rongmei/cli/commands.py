"""The closed list of commands, in the order help shows them."""

from __future__ import annotations

from typing import Final

from rongmei.cli import figures, ledgers, summaries, verify
from rongmei.cli.frame import Command, Group

COMMANDS: Final[tuple[Command | Group, ...]] = (
    ledgers.COMMAND,
    figures.COMMAND,
    summaries.COMMAND,
    verify.COMMAND,
)
