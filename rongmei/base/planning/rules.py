"""How a task stands on a day. Pure."""

from __future__ import annotations

import datetime as dt

from .enums import Progress


def progress_on(day: dt.date, *, evidence: int, needed: int, due_on: dt.date) -> Progress:
    """Done when there is as much evidence as was asked for; overdue from the day after the due day."""
    if evidence >= needed:
        return Progress.DONE
    if day > due_on:
        return Progress.OVERDUE
    return Progress.UNDER_WAY if evidence else Progress.NONE
