"""One quantity given twice, differently: 参会1200人 …… 近1500名参会师生. Which quantities those are is data (data/quantities.yml).

Both values are read with what their wording allows (1200余 and 1263 agree). Parts, other years, other bodies and other days are not
compared, nor values so far apart that one must be a part of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from ..finding import ErrorKind, Finding, Level
from .amounts import WORDING, Amount, sort_of
from .sentences import LONGEST
from .stated import Stated

KEY = "facts.quantity"
_SHIPPED = Path(__file__).parent.parent / "data" / "quantities.yml"
_PARTIAL = re.compile(
    r"其中|分别|各|每|另|又有|还有|首批|[首第].{0,2}[批次轮场]|去年|上届|往届|上年|历年|同比|比(?![赛分例])|较|增|减|分会场|线上|线下|新增|平均|占|来自(?![^，。]{0,8}\d+[余多]?[所个家])|首日|上午|下午|晚|组|超额|计划|预计|拟|目标|曾|原|此前|历史|人均|(?:学生|教师|校友|企业|单位|家长|师生)代表|志愿者|嘉宾|家长|奖"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)|\d{1,2}月", re.ASCII)
_BODY = re.compile(
    r"[\u4e00-\u9fff]{1,8}?(?:大学|学院|中学|小学|校区|公司|集团|省|市|县|赛区|会场|展区|馆|系|[一二三四五六七八九十0-9]班|队)"
)
# Words before the noun that leave it what it is
_NEUTRAL = re.compile(
    r".*(?:全校|学校|我校|现有|共有|共|总|有|大会|会议|典礼|活动|比赛|本次|此次|本届|今年|当天|现场|该|本|此|的|达|为|了|截至目前|目前)$|^(?:师生|代表|选手|学生|同学|教师|人员|人士|嘉宾|观众|队员|学员|新老?生|项目|余)们?$"
)
_LAST = re.compile(r"[\u4e00-\u9fff]{1,2}$")
_AMONG = re.compile("中[有，]?|，有")
_EVERYWHERE = re.compile("全[国省市校县]|国内外|各地")
_CLAUSE_END = re.compile(r"[，,。；;：:！？!?\n（）()、]")
_BEFORE, _BEHIND = 14, 8
_LEAST, _MOST = Decimal("0.4"), Decimal("2.5")


@dataclass(frozen=True, slots=True)
class Named:
    """An amount beside the words of a quantity. of: what narrows the noun down: 在职 of 在职教职工, 本科 of 3980名本科毕业生."""

    of: str
    amount: Amount
    before: str
    behind: str

    @property
    def partial(self) -> bool:
        """Does the clause speak of a part, another year's value or the like?"""
        return _PARTIAL.search(self.before + self.behind) is not None or _AMONG.search(self.before[-3:]) is not None


@dataclass(frozen=True, slots=True)
class Given:
    of: str
    amount: Amount
    years: frozenset[str]
    bodies: frozenset[str]

    @classmethod
    def of_named(cls, named: Named) -> Given:
        clause = named.before + named.behind
        return cls(named.of, named.amount, frozenset(_YEAR.findall(clause)), frozenset(_BODY.findall(_EVERYWHERE.sub("", clause))))


def check(stated: Stated) -> list[Finding]:
    """One finding for every quantity of a text that is given differently; ``also`` holds its other places."""
    text, found = stated.text, list[Finding]()
    possible = _given_twice(stated)
    if not possible:
        return found
    for quantity, named in _named_in(stated, possible).items():
        clash = _clash([Given.of_named(one) for one in named if not one.partial]) if len(named) > 1 else []
        if clash:
            found.append(_finding(text, quantity, clash))
    return found


def _given_twice(stated: Stated) -> list[int]:
    """Which of ``stated.figures`` may give a quantity that another may give too. Asked of the numbers as they stand, before one is read."""
    text, given = stated.text, dict[str, list[int]]()
    for at, number in enumerate(stated.figures):
        sort = sort_of(number["measure"] or "")
        words = _any_of(sort)
        if words is None:
            continue
        begin, end = number.span()
        around = f"{text[max(0, begin - _BEFORE - WORDING) : begin]}\n{text[end : end + _BEHIND]}"
        if words.search(around):
            for quantity in {quantity for word, quantity in _of_sort(sort) if word in around}:
                given.setdefault(quantity, []).append(at)
    return sorted({at for places in given.values() if len(places) > 1 for at in places})


def _named_in(stated: Stated, possible: Iterable[int]) -> dict[str, list[Named]]:
    """These figures by the quantity that the words beside them name."""
    text, found = stated.text, dict[str, list[Named]]()
    for at in possible:
        amount = stated.amount(at)
        if amount is None:
            continue
        # the words of the amount's own clause before and behind it
        first, last = max(0, amount.start - LONGEST), amount.end + LONGEST
        start = max((cut.end() for cut in _CLAUSE_END.finditer(text, first, amount.start)), default=first)
        cut = _CLAUSE_END.search(text, amount.end, last)
        before, behind = text[start : amount.start], text[amount.end : cut.start() if cut else last]
        named = _named(before, behind, amount.sort)
        if named is not None:
            quantity, of = named
            found.setdefault(quantity, []).append(Named(of, amount, before, behind[:_BEHIND]))
    return found


def _named(before: str, behind: str, sort: str) -> tuple[str, str] | None:
    """(the quantity the words beside the number name, what narrows it down)."""
    near = before[-_BEFORE:]
    for word, quantity in _of_sort(sort):
        if word in near:
            return quantity, _narrowing(near[: near.rfind(word)])
        if word in behind[:_BEHIND]:
            return quantity, _narrowing(behind[: behind.find(word)])
    return None


def _narrowing(words: str) -> str:
    """The last two characters before the noun that make it another's."""
    found = _LAST.search(_NEUTRAL.sub("", words))
    return found[0] if found else ""


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    """word → measure word → quantity, longest word first."""
    found: dict[str, dict[str, str]] = {}
    for quantity in yaml.safe_load(_SHIPPED.read_text(encoding="utf-8")):
        for word in quantity["words"]:
            found.setdefault(word, {})[quantity["sort"]] = quantity["name"]
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


@cache
def _of_sort(sort: str) -> tuple[tuple[str, str], ...]:
    """(word, quantity) for what this measure word counts, longest word first."""
    return tuple((word, of_sorts[sort]) for word, of_sorts in _words().items() if sort in of_sorts)


@cache
def _any_of(sort: str) -> re.Pattern[str] | None:
    """Any of these words, None when nothing is counted so."""
    words = _of_sort(sort)
    return re.compile("|".join(re.escape(word) for word, _quantity in words)) if words else None


def _clash(places: list[Given]) -> list[Given]:
    """The places of one quantity that contradict each other, in order; empty when all agree."""
    clashing = {
        at
        for one, first in enumerate(places)
        for other, last in enumerate(places[one + 1 :], one + 1)
        if _contradict(first, last)
        for at in (one, other)
    }
    return [places[at] for at in sorted(clashing)]


def _contradict(a: Given, b: Given) -> bool:
    if a.years != b.years and a.years and b.years:
        return False
    if a.of != b.of or a.bodies != b.bodies or a.amount.meets(b.amount):
        return False
    ratio = a.amount.number / b.amount.number if b.amount.number else Decimal(0)
    return _LEAST <= ratio <= _MOST or ratio in (10, Decimal("0.1"))


def _finding(text: str, quantity: str, places: list[Given]) -> Finding:
    last, others = places[-1].amount, [place.amount for place in places[:-1]]
    written = "、".join(f"“{text[other.start : other.end]}”" for other in others)
    return Finding(
        rule=KEY,
        level=Level.WARNING,
        start=last.start,
        end=last.end,
        found=text[last.start : last.end],
        message=f"{quantity}前后不一：这里是“{text[last.start : last.end]}”，前面是{written}，请核对。",
        kind=ErrorKind.FIGURE,
        confidence=0.75,
        also=tuple((other.start, other.end) for other in others),
    )
