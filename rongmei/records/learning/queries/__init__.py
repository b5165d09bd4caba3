from .office import Deadline, Minimums, calendar, deadlines, holidays_known, hours_table, minimums
from .study import discussions_held, groups_watched, quarters_short

__all__ = [
    "Deadline",
    "Minimums",
    "calendar",
    "deadlines",
    "discussions_held",
    "groups_watched",
    "holidays_known",
    "hours_table",
    "minimums",
    "quarters_short",
]
