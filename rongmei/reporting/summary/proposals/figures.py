"""Which figure most likely stands in a found place.

Four witnesses are asked: the measure word (人次 are never 人), the words of the clause against the label of the figure, the headings above
against the ledger the figure is counted from, and last year's value against what was written. A masked number has only its length to say
about the value. Words that exclude each other (一等奖 and 二等奖) decide before all of them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rongmei.reporting.summary.reading import FoundSlot, Guess, MaskOf, base_measure, measures_agree

from . import opposites
from .candidates import BEST, CONFIDENT, TEXT, YEAR, Candidate, Proposal, doubted, ranked
from .surroundings import OWN, Surroundings, grams
from .values import fits, witness

LIKELY = 0.15  # below this nothing is proposed
OWN_SHARE = 0.3  # of the label's words must stand in the clause itself, or the value alone would bind
ON_TOPIC = 0.45  # a ledger named as clearly as this by headings and sentence is what the text is about


def propose(found: FoundSlot, candidates: Sequence[Candidate]) -> list[Proposal]:
    """The best five figures for a found place, best first. For many places at once make one `Proposer`."""
    return Proposer(candidates).propose(found)


@dataclass(slots=True)
class Proposer:
    """Candidates with their words weighed once: a word that stands in every label says nothing.

    year: of the document the places were found in; it tells the columns of a table apart.
    """

    candidates: Sequence[Candidate]
    year: int | None = None
    _grams: dict[str, list[Counter[str]]] = field(init=False, default_factory=dict)
    _topics: dict[str, list[Counter[str]]] = field(init=False, default_factory=dict)
    _said: dict[str, tuple[str, ...]] = field(init=False, default_factory=dict)
    _weight: dict[str, float] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        seen: Counter[str] = Counter()
        for candidate in self.candidates:
            self._said[candidate.key] = (candidate.label, *candidate.synonyms)
            variants = [grams(label) for label in self._said[candidate.key]]
            self._grams[candidate.key] = variants
            self._topics[candidate.key] = [grams(topic) for topic in candidate.topics if topic]
            seen.update(set().union(*variants))
        count = max(len(self.candidates), 1)
        self._weight = {gram: 0.25 + math.log((count + 1) / (n + 0.5)) for gram, n in seen.items()}

    def propose(self, found: FoundSlot) -> list[Proposal]:
        if found.mask_of is MaskOf.NAME:
            return []
        fixed = _without_figure(found, self.year)
        if found.kind_guess in (Guess.DATE, Guess.YEAR):
            return fixed
        around = Surroundings.of(found, self.year)
        counted = [c for c in self.candidates if _measure(found, c)[0]]
        fitting = [] if around.years_back else [c for c in counted if fits(found, c.last_year_value)]
        about = max((self._about(c, around) for c in self.candidates), default=0.0)
        scored = ranked(p for c in counted if (p := self._score(found, c, around, fitting, about)).score > LIKELY)
        return ([*fixed, *scored] if fixed and (not scored or scored[0].score < CONFIDENT) else scored)[:BEST]

    def _score(self, found: FoundSlot, candidate: Candidate, around: Surroundings, fitting: Sequence[Candidate], about: float) -> Proposal:
        said = self._said[candidate.key]
        measure, measure_why = _measure(found, candidate)
        if opposites.excluded(around.near, said):
            return Proposal(candidate.key, 0.0, "")
        likeness, own = max(self._likeness(variant, around.words) for variant in self._grams[candidate.key])
        if opposites.unsaid(around.near, said):
            likeness *= 0.6
        topic = self._about(candidate, around)
        strayed = bool(candidate.topics) and about >= ON_TOPIC and topic < about / 2
        value, value_why = (0.0, "") if around.years_back else witness(found, candidate, fitting)
        score = likeness * 0.68 + measure * 0.14 + value + (0.06 * topic if about >= ON_TOPIC else 0.0) - (0.15 if strayed else 0.0)
        why = "；".join(part for part in (measure_why, _likeness_why(likeness, candidate), value_why) if part)
        proposal = Proposal(candidate.key, round(max(score, 0.0), 4), f"{why}。" if why else "", around.years_back)
        return _doubts(proposal, found, around, own, strayed, said)

    def _likeness(self, label: Counter[str], words: dict[str, float]) -> tuple[float, float]:
        """The weighed share of the label's words that stand around the place, nearer ones counting more; and in its own clause alone."""
        total = reached = own = 0.0
        for gram in label:
            weight = self._weight.get(gram, 1.0) * (0.35 if len(gram) == 1 else 1.0)
            near = words.get(gram, 0.0)
            total += weight
            reached += weight * near
            own += weight if near >= OWN else 0.0
        return (reached / total, own / total) if total else (0.0, 0.0)

    def _about(self, candidate: Candidate, around: Surroundings) -> float:
        """How clearly headings and sentence speak of the candidate's ledger."""
        return max((self._likeness(topic, around.topic)[0] for topic in self._topics[candidate.key]), default=0.0)


def _doubts(proposal: Proposal, found: FoundSlot, around: Surroundings, own: float, strayed: bool, said: Sequence[str]) -> Proposal:
    """What keeps a good score from being bound with one click."""
    if not _written(found):
        return doubted(proposal, "文中没有量词，请核对")
    if own < OWN_SHARE:
        return doubted(proposal, "这一句里没有直接说到它，请核对")
    if strayed:
        return doubted(proposal, "这一节说的是别的工作，请核对")
    if opposites.listed(around.listed, said):
        return doubted(proposal, "这里并列了几项，只数其中一项就少了，请核对")
    if around.compared:
        return doubted(proposal, "这里在作比较，请核对")
    if around.planned and not any("计划" in text or "目标" in text for text in said):
        return doubted(proposal, "说的是打算，不是完成数，请核对")
    return proposal


def _measure(found: FoundSlot, candidate: Candidate) -> tuple[float, str]:
    written = _written(found)
    if not written or not candidate.measure_word:
        return 0.5, ""
    agreement = measures_agree(written, candidate.measure_word)
    if agreement == 1.0:
        return 1.0, f"量词都是“{base_measure(candidate.measure_word)}”"
    if agreement:
        return 0.4, f"量词“{written}”与“{candidate.measure_word}”相近"
    return 0.0, f"量词不同：文中是“{written}”，指标是“{candidate.measure_word}”"


def _written(found: FoundSlot) -> str:
    """What the number is counted in; a share is counted in %."""
    return "%" if found.original.endswith(("%", "％")) or found.original.startswith("百分之") else found.measure_word


def _likeness_why(likeness: float, candidate: Candidate) -> str:
    if likeness >= 0.6:
        return f"上下文就在说“{candidate.label}”"
    return f"上下文与“{candidate.label}”相近" if likeness >= 0.3 else ""


def _without_figure(found: FoundSlot, year: int | None) -> list[Proposal]:
    if found.kind_guess is Guess.YEAR and year and found.original.isdecimal() and int(found.original) > year + 1:
        return [Proposal(TEXT, 0.8, "是几年后的年份，多半是规划的期限，不随总结的年度变。"), Proposal(YEAR, 0.3, "是年份。")]
    if found.kind_guess is Guess.YEAR:
        return [Proposal(YEAR, 0.9, "是年份，随总结的年度更新。"), Proposal(TEXT, 0.5, "也可以作为普通文字保留。")]
    if found.kind_guess is Guess.DATE:
        return [Proposal(TEXT, 0.8, "是日期或时间，不是统计数；作为普通文字保留或改写。")]
    if found.kind_guess is Guess.ORDINAL:
        return [Proposal(TEXT, 0.4, "是序数（第几期、第几届），多半不是统计数。")]
    return []
