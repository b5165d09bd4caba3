"""Reads of the newsroom."""

from .manuscripts import Wish, barely, filtered, listed, of_number, seen_by, with_standing, with_texts
from .places import places_of, publication_meant, republications_of
from .planning import remarks_on
from .procedures import (
    goes_without_saying,
    procedure_for,
    procedures_covering,
    procedures_in_force,
    roles_held,
    steps_nobody_signs,
    steps_unheld,
    versions,
)
from .signers import signers_of, staff_mark
from .verifying import verify_newsroom
from .waiting import due_at, due_urgent, is_late, judged, outstanding_places, since, standings, unsignable, waiting_counts, waiting_for

__all__ = [
    "Wish",
    "barely",
    "due_at",
    "due_urgent",
    "filtered",
    "goes_without_saying",
    "is_late",
    "judged",
    "listed",
    "of_number",
    "outstanding_places",
    "places_of",
    "procedure_for",
    "procedures_covering",
    "procedures_in_force",
    "publication_meant",
    "remarks_on",
    "republications_of",
    "roles_held",
    "seen_by",
    "signers_of",
    "since",
    "staff_mark",
    "standings",
    "steps_nobody_signs",
    "steps_unheld",
    "unsignable",
    "verify_newsroom",
    "versions",
    "waiting_counts",
    "waiting_for",
    "with_standing",
    "with_texts",
]
