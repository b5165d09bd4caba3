"""What could stand in a place, and what is proposed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

BEST = 5
TEXT = "@text"  # leave it as plain words
YEAR = "@year"  # the year of the summary, moved on by the number of years between the two
CONFIDENT = 0.6
LEAD = 0.08  # less than this ahead of the next one is a tie
DOUBTED = CONFIDENT - 0.01


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that could stand there. Values are in units of the measure word's base (万字 are counted in 字).

    topics: what its ledger and its chapter of the catalogue are called; a text under such a heading speaks for it.
    """

    key: str
    label: str
    measure_word: str
    synonyms: tuple[str, ...] = ()
    last_year_value: Decimal | int | None = None
    this_year_value: Decimal | int | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """A protected name: `kind` is the university, a unit, a person, an outlet … as `--name KIND:ID` takes it."""

    kind: str
    id: str
    name: str
    short_names: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """`key` of a figure, `KIND:ID` of a name, or TEXT or YEAR. `score` 0..1; from CONFIDENT on one click is enough.

    years_back: 1 for a column 上年, which asks for last year's value of the figure.
    """

    key: str
    score: float
    why: str
    years_back: int = 0


def ranked(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The best five, best first. Where the second is as good as the first, nobody is confident: a person must look."""
    best = sorted(proposals, key=lambda p: (-p.score, p.key))[:BEST]
    if len(best) > 1 and best[0].score >= CONFIDENT and best[0].score - best[1].score < LEAD:
        return [doubted(p, "与另一项难分，请看上下文选定") for p in best]
    return best


def doubted(proposal: Proposal, why: str) -> Proposal:
    """The same, not good enough for one click."""
    if proposal.score < CONFIDENT:
        return proposal
    return replace(proposal, score=DOUBTED, why=f"{proposal.why.rstrip('。')}；{why}。" if proposal.why else f"{why}。")
