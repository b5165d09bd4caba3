"""Every write to figures is one of these."""

from .definitions import approve_figure, change_figure, define_figure, retire_figure, return_figure
from .readings import Override, Wanted, take_reading, take_readings
from .values import enter_manual_value, record_published, set_target

__all__ = [
    "Override",
    "Wanted",
    "approve_figure",
    "change_figure",
    "define_figure",
    "enter_manual_value",
    "record_published",
    "retire_figure",
    "return_figure",
    "set_target",
    "take_reading",
    "take_readings",
]
