"""Reads of the newsroom."""

from .manuscripts import Wish, filtered, of_number, seen_by, with_standing
from .planning import remarks_on
from .procedures import procedure_for, procedures_in_force, steps_nobody_signs
from .reporting import median_hours, taken_by_unit
from .verifying import Broken, verify_newsroom
from .waiting import Waiting, due_urgent, is_late, outstanding_places, since, waiting_for

__all__ = [
    "Broken",
    "Waiting",
    "Wish",
    "due_urgent",
    "filtered",
    "is_late",
    "median_hours",
    "of_number",
    "outstanding_places",
    "procedure_for",
    "procedures_in_force",
    "remarks_on",
    "seen_by",
    "since",
    "steps_nobody_signs",
    "taken_by_unit",
    "verify_newsroom",
    "waiting_for",
    "with_standing",
]
