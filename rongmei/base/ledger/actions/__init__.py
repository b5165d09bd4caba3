"""Every write to a ledger is one of these."""

from .evidence import add_evidence, withdraw_evidence
from .rows import InvalidRow, Outcome, change_row, create_row, move_rows
from .tokens import issue_token, revoke_token
from .views import drop_view, save_view

__all__ = [
    "InvalidRow",
    "Outcome",
    "add_evidence",
    "change_row",
    "create_row",
    "drop_view",
    "issue_token",
    "move_rows",
    "revoke_token",
    "save_view",
    "withdraw_evidence",
]
