"""House words, kept findings, texts on the desk."""

from .runs import DeskText, KeptFinding, ProofRun, Waiver
from .words import HouseRule, HouseWord

__all__ = ["DeskText", "HouseRule", "HouseWord", "KeptFinding", "ProofRun", "Waiver"]
