"""House words, kept findings, texts on the desk, the error book."""

from .marks import CheckedIssue, ErrorMark, Missed, RateScheme
from .runs import DeskText, KeptFinding, ProofRun, Waiver
from .words import HouseRule, HouseWord

__all__ = [
    "CheckedIssue",
    "DeskText",
    "ErrorMark",
    "HouseRule",
    "HouseWord",
    "KeptFinding",
    "Missed",
    "ProofRun",
    "RateScheme",
    "Waiver",
]
