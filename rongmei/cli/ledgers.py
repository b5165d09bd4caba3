"""`rongmei ledgers`: what can be imported into and counted here."""

from __future__ import annotations

import argparse

from django.utils.translation import gettext_lazy as _

from rongmei.base.ledger import registry
from rongmei.cli.frame import Command, Context, Result


def run(options: argparse.Namespace, context: Context) -> Result:
    """Key, name, columns and measures of every ledger."""
    found = [
        {
            "key": ledger.key,
            "name": str(ledger.label),
            "columns": [str(ledger.label_of(name)) for name in ledger.importable],
            "measures": [measure.name for measure in ledger.measures],
        }
        for ledger in registry.all_ledgers()
    ]
    return Result(found, [f"{ledger['key']}\t{ledger['name']}" for ledger in found])


COMMAND = Command("ledgers", _("List the ledgers with their columns and measures."), run)
