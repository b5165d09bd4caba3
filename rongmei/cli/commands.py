"""The closed list of commands, in the order help shows them."""

from __future__ import annotations

from typing import Final

from rongmei.cli import (
    backup,
    clock,
    demo,
    directory,
    figures,
    imports,
    ledgers,
    people,
    plans,
    proof,
    setup,
    sites,
    stories,
    summaries,
    verify,
)
from rongmei.cli.frame import Command, Group

COMMANDS: Final[tuple[Command | Group, ...]] = (
    setup.COMMAND,
    demo.COMMAND,
    directory.COMMAND,
    people.COMMAND,
    ledgers.COMMAND,
    imports.COMMAND,
    figures.COMMAND,
    plans.COMMAND,
    stories.COMMAND,
    summaries.COMMAND,
    proof.COMMAND,
    sites.COMMAND,
    clock.COMMAND,
    verify.COMMAND,
    backup.BACKUP,
    backup.RESTORE,
)
