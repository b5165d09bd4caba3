"""An import, step by step: receive the file, settle its columns, check it, mend what waits, take it in, undo it."""

from .apply import apply_import, start_apply
from .check import check_import, queue_check
from .mend import drop_staged_row, mend_staged_row, mend_staged_rows, remember_value, remember_values
from .receive import map_import, open_sheet, receive_import
from .undo import Undone, undo_import

__all__ = [
    "Undone",
    "apply_import",
    "check_import",
    "drop_staged_row",
    "map_import",
    "mend_staged_row",
    "mend_staged_rows",
    "open_sheet",
    "queue_check",
    "receive_import",
    "remember_value",
    "remember_values",
    "start_apply",
    "undo_import",
]
