"""Which column of a sheet is which field: exact names first, likeness last, nothing when in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from rongmei.base.sheets.tables import normal_title

EXACT, NORMALISED, LAST_PART = 100.0, 98.0, 95.0
LIKENESS_FROM = 60.0
"""Below this likeness (0–100) a column is left for the person to map."""
LIKENESS_CEILING = 90.0


@dataclass(frozen=True, slots=True)
class FieldNames:
    """A field and every name it goes by in offices: its label first, then the aliases."""

    name: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A field proposed for a column; ``score`` 0–100, from 95 on it is a matter of names and not of likeness."""

    field: str
    score: float


def _likeness(title: str, label: str) -> float:
    """0–90. Short Chinese headings: character ratio, with a bonus when one contains the other whole."""
    if not title or not label:
        return 0.0
    score = ratio(title, label)
    shorter, longer = sorted((title, label), key=len)
    if len(shorter) >= 2 and shorter in longer:
        score = max(score, 70.0 + 20.0 * len(shorter) / len(longer))
    return min(score, LIKENESS_CEILING)


def match_score(title: str, labels: Sequence[str]) -> float:
    """How well a heading fits a field known by ``labels``: 0–100."""
    normal = normal_title(title)
    last = normal.rsplit("/", 1)[-1]
    joined = normal.replace("/", "")
    best = 0.0
    for label in labels:
        if title.strip() == label.strip():
            return EXACT
        known = normal_title(label).replace("/", "")
        if joined == known:
            best = max(best, NORMALISED)
        elif last == known:
            best = max(best, LAST_PART)
        else:
            best = max(best, _likeness(joined, known), _likeness(last, known) - 2)
    return best


def propose_mapping(titles: Sequence[str], fields: Sequence[FieldNames]) -> dict[int, Proposal]:
    """Column index (place in ``titles``) → proposed field. Best scores are given out first; each field and each
    column is used at most once; ties go to the column further left and the field declared earlier."""
    scored = [
        (-score, index, order)
        for index, title in enumerate(titles)
        if title.strip()
        for order, field in enumerate(fields)
        if (score := match_score(title, field.labels)) >= LIKENESS_FROM
    ]
    mapping: dict[int, Proposal] = {}
    taken: set[int] = set()
    for negative, index, order in sorted(scored):
        if index not in mapping and order not in taken:
            mapping[index] = Proposal(fields[order].name, round(-negative, 1))
            taken.add(order)
    return dict(sorted(mapping.items()))
