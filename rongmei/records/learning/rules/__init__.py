from .hours import BEGINNING, Rate, class_hours, rate_on
from .quarters import QuarterShort, quarter_end, quarter_of, quarter_start, short_quarters
from .rights import may_see_rules, may_set_rules
from .working_days import WorkingCalendar, shifted

__all__ = [
    "BEGINNING",
    "QuarterShort",
    "Rate",
    "WorkingCalendar",
    "class_hours",
    "may_see_rules",
    "may_set_rules",
    "quarter_end",
    "quarter_of",
    "quarter_start",
    "rate_on",
    "shifted",
    "short_quarters",
]
