"""How good a speller is: the measures the literature uses for Chinese spelling correction, and false alarms on clean text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rongmei.content.proofing.speller.speller import Correction

Pair = tuple[str, str]  # as typed, as meant
PER = 10_000  # characters false alarms are counted on


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares from 0 to 1. detection, correction: F1 of whole sentences, every position, and every character, exact (as in SpellGCN and
    ReaLiSe). lenient: correction F1 as pycorrector counts it, where a wrong mend of a wrong sentence is only a miss. flagged: of the right
    sentences those with a finding. precision, recall: of single characters mended."""

    sentences: int
    detection: float
    correction: float
    lenient: float
    flagged: float
    precision: float
    recall: float

    def as_dict(self) -> dict[str, float]:
        return {name: round(getattr(self, name), 4) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Alarms:
    """Findings in right text. per_10k: for each least likelihood, how many on ten thousand characters. flagged: sentences with one."""

    characters: int
    per_10k: dict[float, float]
    flagged: float


def score(pairs: Sequence[Pair], found: Sequence[Sequence[Correction]], least: float) -> Scores:
    """``found``: for each pair's typed side the corrections, of which those of at least ``least`` count."""
    proposed = wrong = detected = mended = right = alarmed = 0
    hits = edits = errors = 0
    for (typed, meant), corrections in zip(pairs, found, strict=True):
        gold = {place: good for place, (bad, good) in enumerate(zip(typed, meant, strict=True)) if bad != good}
        made = edited(corrections, least, typed)
        proposed += bool(made)
        wrong += bool(gold)
        detected += bool(gold) and made.keys() == gold.keys()
        mended += bool(gold) and made == gold
        right += not gold
        alarmed += bool(made) and not gold
        edits += len(made)
        errors += len(gold)
        hits += sum(gold.get(place) == good for place, good in made.items())
    return Scores(
        len(pairs),
        _f1(detected, proposed, wrong),
        _f1(mended, proposed, wrong),
        _f1(mended, mended + alarmed, wrong),
        alarmed / max(right, 1),
        hits / max(edits, 1),
        hits / max(errors, 1),
    )


def alarms(texts: Sequence[str], found: Sequence[Sequence[Correction]], leasts: Iterable[float]) -> Alarms:
    characters = sum(map(len, texts))
    leasts = list(leasts)
    counts = {least: sum(one.likelihood >= least for corrections in found for one in corrections) for least in leasts}
    flagged = sum(any(one.likelihood >= min(leasts) for one in corrections) for corrections in found)
    return Alarms(characters, {least: counts[least] * PER / max(characters, 1) for least in leasts}, flagged / max(len(texts), 1))


def edited(corrections: Iterable[Correction], least: float, typed: str) -> dict[int, str]:
    """Place → character of everything the corrections change."""
    made: dict[int, str] = {}
    for one in corrections:
        if one.likelihood >= least:
            made.update({one.start + number: good for number, good in enumerate(one.meant[0]) if typed[one.start + number] != good})
    return made


def _f1(hits: int, proposed: int, wanted: int) -> float:
    return 2 * hits / max(proposed + wanted, 1)
