"""Which figure or name most likely stands in a found place. Nothing is bound here; a person chooses."""

from .candidates import BEST, CONFIDENT, TEXT, YEAR, Candidate, NameCandidate, Proposal, ranked
from .figures import Proposer, propose
from .names import ending_that_follows, propose_name

__all__ = [
    "BEST",
    "CONFIDENT",
    "TEXT",
    "YEAR",
    "Candidate",
    "NameCandidate",
    "Proposal",
    "Proposer",
    "ending_that_follows",
    "propose",
    "propose_name",
    "ranked",
]
