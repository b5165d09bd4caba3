"""Which figure or name most likely stands in a found place. Nothing is bound here; a person chooses.

Three witnesses are asked: the measure word (人次 are never 人), the words of the clause against the label of the figure,
and last year's value against what was written. A masked number has only its length to say about the value.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from rongmei.reporting.summary.reading import FoundSlot, Guess, MaskOf, base_measure, measures_agree
from rongmei.reporting.summary.wording import Phrase, Worded, choose_form, narrow, render_like

BEST = 5
TEXT = "@text"  # leave it as plain words
YEAR = "@year"  # the year of the summary, moved on by the number of years between the two

_WORD = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z]+|\d+")
_CLAUSE = re.compile(r"[，。；！？、,;!?\n：:（）()]")
_DULL = set("的了和与及等在为是我校学校全年共计各其中开展举办进行工作发布完成累计达到")
_AGAINST = (
    ("一等", ("二等", "三等", "优秀奖")),
    ("二等", ("一等", "三等", "优秀奖")),
    ("三等", ("一等", "二等", "优秀奖")),
    ("省", ("市级", "国家级", "校级", "市委")),
    ("市", ("省级", "国家级", "校级", "省委")),
    ("国家", ("省级", "市级", "校级")),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that could stand there. Values are in units of the measure word's base (万字 are counted in 字)."""

    key: str
    label: str
    measure_word: str
    synonyms: tuple[str, ...] = ()
    last_year_value: Decimal | int | None = None
    this_year_value: Decimal | int | None = None


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
    """`key` of a figure, `KIND:ID` of a name, or TEXT or YEAR. `score` 0..1; from CONFIDENT on one click is enough."""

    key: str
    score: float
    why: str


CONFIDENT = 0.6


def propose(found: FoundSlot, candidates: Sequence[Candidate]) -> list[Proposal]:
    """The best five figures for a found place, best first. For many places at once make one `Proposer`."""
    return Proposer(candidates).propose(found)


@dataclass(slots=True)
class Proposer:
    """Candidates with their words weighed once: a word that stands in every label says nothing."""

    candidates: Sequence[Candidate]
    _grams: dict[str, list[Counter[str]]] = field(init=False, default_factory=dict)
    _weight: dict[str, float] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        seen: Counter[str] = Counter()
        for candidate in self.candidates:
            variants = [_grams(label) for label in (candidate.label, *candidate.synonyms)]
            self._grams[candidate.key] = variants
            seen.update(set().union(*variants))
        count = max(len(self.candidates), 1)
        self._weight = {gram: 0.25 + math.log((count + 1) / (n + 0.5)) for gram, n in seen.items()}

    def propose(self, found: FoundSlot) -> list[Proposal]:
        if found.mask_of is MaskOf.NAME:
            return []
        fixed = _without_figure(found)
        if found.kind_guess in (Guess.DATE, Guess.YEAR):
            return fixed
        context = _context(found)
        scored = [p for c in self.candidates if (p := self._score(found, c, context)).score > 0.15]
        scored.sort(key=lambda p: (-p.score, p.key))
        return ([*fixed, *scored] if fixed and (not scored or scored[0].score < CONFIDENT) else scored)[:BEST]

    def _score(self, found: FoundSlot, candidate: Candidate, context: dict[str, float]) -> Proposal:
        measure, measure_why = _measure(found, candidate)
        if not measure:
            return Proposal(candidate.key, 0.0, measure_why)
        likeness = max((self._likeness(grams, context) for grams in self._grams[candidate.key]), default=0.0)
        likeness *= _contradiction(found, candidate)
        value, value_why = _value(found, candidate)
        score = likeness * 0.68 + measure * 0.14 + value
        why = "；".join(part for part in (measure_why, _likeness_why(likeness, candidate), value_why) if part)
        return Proposal(candidate.key, round(min(max(score, 0.0), 1.0), 4), why + "。")

    def _likeness(self, label: Counter[str], context: dict[str, float]) -> float:
        """The weighed share of the label's words that stand around the place, nearer ones counting more."""
        total = reached = 0.0
        for gram in label:
            weight = self._weight.get(gram, 1.0) * (0.35 if len(gram) == 1 else 1.0)
            total += weight
            reached += weight * context.get(gram, 0.0)
        return reached / total if total else 0.0


def _grams(text: str) -> Counter[str]:
    """Pairs of neighbouring characters, single characters, Latin words."""
    grams: Counter[str] = Counter()
    for word in _WORD.findall(narrow(text).upper()):
        if word[0].isascii():
            grams[word] += 1
            continue
        grams.update(word[i : i + 2] for i in range(len(word) - 1))
        grams.update(character for character in word if character not in _DULL)
    return grams


def _context(found: FoundSlot) -> dict[str, float]:
    """The words around, each with how much it counts: what is counted stands close to its number."""
    measure = found.measure_word
    after = found.after.lstrip()
    noun = _CLAUSE.split(after[len(measure) :] if measure and after.startswith(measure) else after)[0][:12]
    pieces = _CLAUSE.split(found.before)
    near = pieces[-1]
    earlier = _sentence_before(found)
    parts = [
        (near[-10:] + " " + noun, 1.0),
        (near, 0.95),
        (" ".join(pieces[-3:-1]), 0.7),
        (earlier[-1] if earlier else "", 0.58),
        (" ".join(earlier[:-1]), 0.45),
        (found.heading_trail[-1] if found.heading_trail else "", 0.5),
        (" ".join(found.heading_trail[:-1]), 0.3),
        (found.sentence, 0.25),
    ]
    parts.sort(key=lambda part: -part[1])
    near_of: dict[str, float] = {}
    for text, weight in reversed(parts):
        near_of.update(dict.fromkeys(_grams(text), weight))
    return near_of


def _sentence_before(found: FoundSlot) -> list[str]:
    """The clauses of the sentence in front of the place's own clause."""
    at = found.sentence.find(found.before.strip() + found.original) if found.before.strip() else -1
    if at < 0:
        at = found.sentence.find(found.original + found.after)
    return [part for part in re.split(r"[，；,;：:]", found.sentence[: max(at, 0)]) if part.strip()]


def _measure(found: FoundSlot, candidate: Candidate) -> tuple[float, str]:
    if not found.measure_word or not candidate.measure_word:
        return 0.5, ""
    agreement = measures_agree(found.measure_word, candidate.measure_word)
    if agreement == 1.0:
        return 1.0, f"量词都是“{base_measure(candidate.measure_word)}”"
    if agreement:
        return 0.4, f"量词“{found.measure_word}”与“{candidate.measure_word}”相近"
    return 0.0, f"量词不同：文中是“{found.measure_word}”，指标是“{candidate.measure_word}”"


def _likeness_why(likeness: float, candidate: Candidate) -> str:
    if likeness >= 0.6:
        return f"上下文就在说“{candidate.label}”"
    return f"上下文与“{candidate.label}”相近" if likeness >= 0.3 else ""


def _contradiction(found: FoundSlot, candidate: Candidate) -> float:
    """一等奖 in the label and 二等奖 right before the number: every other word may agree and it is still the wrong one."""
    near = _CLAUSE.split(found.before)[-1] + found.after[:8]
    for word, others in _AGAINST:
        if word in candidate.label and word not in near and any(other in near for other in others):
            return 0.35
    return 1.0


def _value(found: FoundSlot, candidate: Candidate) -> tuple[float, str]:
    value = candidate.last_year_value
    if value is None:
        return 0.0, ""
    if found.is_mask:
        return _masked_value(found, Decimal(value))
    phrase = choose_form(found.original)
    if phrase is None:
        return 0.0, ""
    if phrase.holds(Decimal(value)) and _not_far_above(phrase, Decimal(value)):
        return 0.3 if Decimal(value) > 3 else 0.12, f"去年的数是 {value}，与“{found.original}”相符"
    return -0.1, f"去年的数是 {value}，与“{found.original}”不符"


def _not_far_above(phrase: Phrase, value: Decimal) -> bool:
    """超 and 万+ have no upper end; last year nobody wrote 2万+ for nine."""
    return phrase.high is not None or value <= phrase.low * 3


def _masked_value(found: FoundSlot, value: Decimal) -> tuple[float, str]:
    written = "".join("5" if not c.isdigit() and c not in "余多近约超万亿千百+%.," else c for c in narrow(found.original))
    worded = render_like(choose_form(written), value)
    if isinstance(worded, Worded) and len(worded.text) == len(found.original):
        return 0.15, f"去年的数写出来是“{worded.text}”，与遮去的长度相符"
    if found.low is not None and (value < found.low or (found.high is not None and value > found.high)):
        return -0.12, f"去年的数是 {value}，与遮去的长度不符"
    return 0.08, ""


def _without_figure(found: FoundSlot) -> list[Proposal]:
    if found.kind_guess is Guess.YEAR:
        return [Proposal(YEAR, 0.9, "是年份，随总结的年度更新。"), Proposal(TEXT, 0.5, "也可以作为普通文字保留。")]
    if found.kind_guess is Guess.DATE:
        return [Proposal(TEXT, 0.8, "是日期或时间，不是统计数；作为普通文字保留或改写。")]
    if found.kind_guess is Guess.ORDINAL:
        return [Proposal(TEXT, 0.4, "是序数（第几期、第几届），多半不是统计数。")]
    return []


def next_year(written: str, years: int = 1) -> str:
    """A written year moved on: 2022 → 2023, 二〇二二 → 二〇二三; anything else comes back as it is."""
    digits = narrow(written)
    if re.fullmatch(r"(?:19|20)\d{2}", digits):
        return str(int(digits) + years)
    if re.fullmatch(r"[一二][〇零○九][〇零○一二三四五六七八九]{2}", written):
        year = int("".join(str("〇一二三四五六七八九".index("〇" if c in "零○" else c)) for c in written)) + years
        return "".join("〇一二三四五六七八九"[int(c)] for c in str(year))
    return written


def propose_name(found: FoundSlot, names: Sequence[NameCandidate]) -> list[Proposal]:
    """The best five protected names for a masked run: one mark stands for one character, and the words around go on from it."""
    if found.mask_of is MaskOf.DIGITS:
        return []
    scored = [Proposal(name.key, score, why) for name in names for score, why in [_name_score(found, name)] if score > 0]
    scored.sort(key=lambda p: (-p.score, p.key))
    return scored[:BEST]


def _name_score(found: FoundSlot, name: NameCandidate) -> tuple[float, str]:
    best = (0.0, "")
    for written in (name.name, *name.short_names):
        best = max(best, _written_score(found, name, written))
    return best


def _written_score(found: FoundSlot, name: NameCandidate, written: str) -> tuple[float, str]:
    """The whole name masked, or its beginning with the rest still standing: **大学 for 云岭大学."""
    original, length = found.original, len(found.original)
    shown = original[: length - found.mask_length] if length > found.mask_length else ""
    if not written.startswith(shown):
        return 0.0, ""
    rest = written[length:]
    if not rest:
        if len(written) != length:
            return 0.0, ""
        return min(0.45 + 0.25 * bool(shown) + _fits(found, name), 1.0), f"遮去 {length} 字，正好是“{written}”"
    if found.after.startswith(rest):
        return min(0.75 + _fits(found, name), 1.0), f"遮去的字加上后面的“{rest}”正好是“{written}”"
    return 0.0, ""


_KIND_SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("person", re.compile(r"^(?:老师|教授|副教授|同志|同学|书记|校长|院士|博士|等(?:老师|同学|同志))")),
    ("outlet", re.compile(r"^(?:日报|晚报|电视台|网|报|客户端|融媒)")),
    ("unit", re.compile(r"^(?:学院|部|处|中心|办公室|图书馆|研究院)")),
    ("university", re.compile(r"^(?:大学|学院|学校|校园|校区)")),
)
_KIND_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("person", re.compile(r"(?:书记|校长|院长|教授|老师|学生|同学|主任|部长|作者|主讲人|记者|通讯员|指导教师|负责人)[：:、]?$")),
    ("outlet", re.compile(r"[《]$")),
)


def _fits(found: FoundSlot, name: NameCandidate) -> float:
    """Is it a person, a unit, an outlet that the words around expect?"""
    expected = {kind for kind, sign in _KIND_SIGNS if sign.match(found.after)}
    expected |= {kind for kind, sign in _KIND_BEFORE if sign.search(found.before)}
    if not expected:
        return 0.05
    return 0.2 if name.kind in expected else -0.2
