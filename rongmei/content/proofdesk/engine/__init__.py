"""The one proofreader of the process, and what it knows of the office."""

from ..presenters import fingerprint_of
from .examples import problems_of_rules
from .passages import Checked, PassageFinding, check_passages, check_whole, place_of
from .proofreader import Known, forget, known, proofreader, speller_off

__all__ = [
    "Checked",
    "Known",
    "PassageFinding",
    "check_passages",
    "check_whole",
    "fingerprint_of",
    "forget",
    "known",
    "place_of",
    "problems_of_rules",
    "proofreader",
    "speller_off",
]
