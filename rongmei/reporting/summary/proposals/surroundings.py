"""The words around a found place, weighed by how near they stand."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from rongmei.reporting.summary.reading import FoundSlot
from rongmei.reporting.summary.wording import narrow

OWN = 0.9  # from this weight on a word stands in the clause of the place itself
_WORD = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z]+|\d+")
_CLAUSE = re.compile(r"[，。；！？、,;!?\n：:（）()]")
_DULL = set("的了和与及等在为是我校学校全年共计各其中开展举办进行工作发布完成累计达到")
_UNIT = re.compile(r"[（(](?:单位[:：])?[^（()）]{1,4}[)）]")
_COUNTED = re.compile(r"[\d*×＊某]|[Xx]{2}")
_LAST_YEAR = re.compile(r"(?<![比较])(?:上年|去年|上一年|前一年|上年度|去年度|上一年度)(?:同期)?(?:数|值)?$")
_COMPARED = re.compile(r"同比|环比|[比较](?:上|去|前)|增长|增加|增幅|提高|提升|上升|下降|减少|翻番|上年|去年|同期")
_PLANNED = re.compile(r"力争|争取|确保|计划|预计|拟|目标|明年|下一年|来年|下一步")
_CALENDAR_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年?度?$")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """near: the clause of the place and the noun behind it. listed: the same with what it is enumerated with (进学院、进社区). words: gram → weight 0..1. topic: grams of the headings and the sentence.

    years_back: the number is that of the year before. compared: it says how two years differ. planned: it is still to be reached.
    """

    near: str
    listed: str
    words: dict[str, float]
    topic: dict[str, float]
    years_back: int
    compared: bool
    planned: bool

    @classmethod
    def of(cls, found: FoundSlot, year: int | None) -> Surroundings:
        """year: of the document the place was found in."""
        before, years_back = _column_of_years(_UNIT.sub(" ", found.before).strip(), year)
        pieces = _CLAUSE.split(before)
        own, noun = pieces[-1], _noun(found)
        earlier = _sentence_before(found)
        near = f"{own} {noun}".strip()
        words = _weighed(
            (own[-10:] + " " + noun, 1.0),
            (own, 0.95),
            *((piece, 0.4 if _COUNTED.search(piece) else 0.7) for piece in pieces[-3:-1]),
            *((piece, 0.35 if _COUNTED.search(piece) else 0.58) for piece in earlier[-1:]),
            *((piece, 0.35) for piece in earlier[:-1]),
            *((heading, 0.5) for heading in found.heading_trail[-1:]),
            *((heading, 0.3) for heading in found.heading_trail[:-1]),
            (found.sentence, 0.25),
        )
        topic = _weighed(
            (near, 1.0),
            *((heading, 0.9) for heading in found.heading_trail[-1:]),
            *((heading, 0.6) for heading in found.heading_trail[:-1]),
            (found.sentence, 0.8),
        )
        compared = years_back < 0 or (not years_back and bool(_COMPARED.search(near)))
        return cls(near, _enumeration(before), words, topic, max(years_back, 0), compared, bool(_PLANNED.search(near)))


def _enumeration(before: str) -> str:
    """The end of the words before the place as far back as only 、 parts them, and no other number."""
    found = ""
    for piece in reversed(re.split(r"(?<=[，。；！？,;!?\n：:（）()])", before)[-1].split("、")):
        if found and _COUNTED.search(piece):
            break
        found = f"{piece}、{found}" if found else piece
    return found


def grams(text: str) -> Counter[str]:
    """Pairs of neighbouring characters, single characters, Latin words."""
    found: Counter[str] = Counter()
    for word in _WORD.findall(narrow(text).upper()):
        if word[0].isascii():
            found[word] += 1
            continue
        found.update(word[i : i + 2] for i in range(len(word) - 1))
        found.update(character for character in word if character not in _DULL)
    return found


def _weighed(*parts: tuple[str, float]) -> dict[str, float]:
    """A gram in several parts counts as in the heaviest."""
    found: dict[str, float] = {}
    for text, weight in sorted(parts, key=lambda part: part[1]):
        found.update(dict.fromkeys(grams(text), weight))
    return found


def _noun(found: FoundSlot) -> str:
    """What stands right behind the number and its measure word: 12篇|理论文章."""
    after, measure = found.after.lstrip(), found.measure_word
    return _CLAUSE.split(after[len(measure) :] if measure and after.startswith(measure) else after)[0][:12]


def _sentence_before(found: FoundSlot) -> list[str]:
    """The clauses of the sentence in front of the place's own clause."""
    at = found.sentence.find(found.before.strip() + found.original) if found.before.strip() else -1
    if at < 0:
        at = found.sentence.find(found.original + found.after)
    return [part for part in re.split(r"[，；,;：:]", found.sentence[: max(at, 0)]) if part.strip()]


def _column_of_years(before: str, year: int | None) -> tuple[str, int]:
    """Words without 上年 or 2024年 at their end, and how many years back the number is; −1 when nobody can tell."""
    last = _LAST_YEAR.search(before)
    if last:
        return before[: last.start()], 1
    named = _CALENDAR_YEAR.search(before)
    if named and named.start() and before[named.start() - 1] == " ":
        back = -1 if year is None else year - int(named[1])
        return before[: named.start()], back if 0 <= back <= 1 else -1
    return before, 0
