"""Every write to a ledger is one of these."""

from .evidence import add_evidence, withdraw_evidence
from .exports import export_rows
from .imports import (
    Undone,
    apply_import,
    check_import,
    drop_staged_row,
    map_import,
    mend_staged_row,
    mend_staged_rows,
    open_sheet,
    queue_check,
    receive_import,
    remember_value,
    remember_values,
    start_apply,
    undo_import,
)
from .rows import InvalidRow, Outcome, change_row, create_row, move_rows
from .tokens import issue_token, note_token_used, revoke_token
from .views import drop_view, save_view

__all__ = [
    "InvalidRow",
    "Outcome",
    "Undone",
    "add_evidence",
    "apply_import",
    "change_row",
    "check_import",
    "create_row",
    "drop_staged_row",
    "drop_view",
    "export_rows",
    "issue_token",
    "map_import",
    "mend_staged_row",
    "mend_staged_rows",
    "move_rows",
    "note_token_used",
    "open_sheet",
    "queue_check",
    "receive_import",
    "remember_value",
    "remember_values",
    "revoke_token",
    "save_view",
    "start_apply",
    "undo_import",
    "withdraw_evidence",
]
