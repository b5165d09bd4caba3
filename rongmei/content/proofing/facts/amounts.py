"""Amounts in a sentence: a number with its measure word, and the values its wording allows.

130余人 allows more than 130 and less than 140, 近1500名 a little less than 1500, 约2万 values near 20 000. The annual summary
(reporting/summary/wording) takes the gaps from here; it reads more (三五, 数十) and writes, so its grammar is its own, and
tests/test_number_words.py holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from .numerals import BIG, CHINESE, number_of

NEAR_GAP = Decimal("0.10")  # 近30 is read as 27 to 29
ABOUT_OVER, ABOUT_UNDER = Decimal("0.05"), Decimal("0.15")
ROUNDED = Decimal("0.05")  # 3万 may stand for a little more or less, never for more than a twentieth
_BELOW = ("不足", "不到", "至多", "最多", "不超过", "低于", "少于")
_REACHED = ("不少于", "不低于", "至少", "多达")
_ABOVE = ("超", "超过", "逾", "突破", "上", "高于", "多于")
_ABOUT = ("约", "大约", "大概", "约为")
_NEAR = ("近", "将近", "接近")
_PREFIX = "|".join(sorted((*_BELOW, *_REACHED, *_ABOVE, *_ABOUT, *_NEAR), key=len, reverse=True))

PEOPLE = ("人", "名", "位")
_MEASURES = (
    "平方公里", "平方米", "立方米", "公里", "千米", "公顷", "公斤", "千克", "人次", "册次", "学时", "课时", "学分", "美元", "欧元", "日元", "港元",
    "支队伍", "分钟", "小时", "人", "名", "位", "个", "项", "篇", "件", "场", "次", "期", "所", "家", "门", "册", "本", "部", "种", "套", "台", "辆",
    "亩", "吨", "米", "元", "枚", "支", "张", "幅", "条", "批", "户", "只", "头", "株", "棵", "座", "栋", "间", "处", "组", "例", "卷", "集", "首",
    "封", "份", "节", "队", "字", "票", "席", "块", "颗", "艘", "架", "床", "岁", "倍", "天", "周", "课", "类", "对", "起", "堂", "尊", "枝", "团",
)  # fmt: skip
_LONG = "|".join(sorted((measure for measure in _MEASURES if len(measure) > 1), key=len, reverse=True))
MEASURE = f"{_LONG}|[{''.join(measure for measure in _MEASURES if len(measure) == 1)}]"
# One class of characters comes first in the pattern, so that the search leaps from numeral to numeral; what stands before is read backwards.
# A Chinese numeral begins where no other character of one stands before, or behind 3万: a later beginning would end no sooner.
_AMOUNT = re.compile(
    rf"(?P<core>[0-9{CHINESE}](?:(?<=[0-9])(?<![\d.,A-Za-z第/—-].)(?:\d{{0,2}}(?:,\d{{3}})+(?!\d)|\d*)(?:\.\d+)?|(?<=[{CHINESE}])(?:(?<![{CHINESE}].)|(?<=\d[万亿].))[{CHINESE}]*))"
    rf"(?P<inner>[余多])?(?P<unit>万亿|[百千万亿])?(?P<outer>[余多])?(?P<plus>\+)?(?:(?P<measure>{MEASURE}|%|个百分点)|(?<=\d[万亿]))",
    re.ASCII,
)
_WORDING = re.compile(rf"(?:{_PREFIX})$")
_WORDED = frozenset(word[-1] for word in (*_BELOW, *_REACHED, *_ABOVE, *_ABOUT, *_NEAR))  # what they end in
WORDING = 3  # characters of the longest of these
_NOTHING = Decimal(0)
_NOT_BEFORE_CHINESE = "数几第"


class Amount(NamedTuple):
    """``number`` is what is written, ``low`` and ``high`` bound what it claims (None: without end; open: the bound itself is not claimed).

    slack: what a rounded number such as 1.2万 may miss by, half its last written place at most.
    """

    start: int
    end: int
    number: Decimal
    low: Decimal
    high: Decimal | None
    measure: str
    exact: bool = True
    low_open: bool = False
    high_open: bool = False
    slack: Decimal = Decimal(0)
    unit: Decimal = Decimal(1)  # 万 or 亿, as written
    worded: str = ""  # the number with its wording, without the measure word

    @property
    def people(self) -> bool:
        return self.measure in PEOPLE

    @property
    def sort(self) -> str:
        """Measure words that count the same thing share a sort: 人, 名 and 位."""
        return sort_of(self.measure)

    def holds(self, value: Decimal) -> bool:
        """Is what is written true of this value?"""
        above = value > self.low if self.low_open else value >= self.low
        return above and (self.high is None or (value < self.high if self.high_open else value <= self.high))

    def floor(self) -> Decimal:
        return self.low - self.slack

    def ceiling(self) -> Decimal | None:
        return None if self.high is None else self.high + self.slack

    def meets(self, other: Amount) -> bool:
        """Can both be true of one value?"""
        mine, theirs = self.ceiling(), other.ceiling()
        return (theirs is None or self.floor() <= theirs) and (mine is None or other.floor() <= mine)


def sort_of(measure: str) -> str:
    """What amounts with this measure word have in common with others."""
    return "人" if measure in PEOPLE else measure


def numbers(text: str) -> Iterator[re.Match[str]]:
    """Everything in a narrowed text (numerals.narrow) that looks like an amount with its measure word, in order."""
    return _AMOUNT.finditer(text)


def amounts(text: str) -> Iterator[Amount]:
    """The amounts with a measure word in a narrowed text, in order."""
    return (amount for found in numbers(text) if (amount := amount_of(found)) is not None)


def amount_of(found: re.Match[str]) -> Amount | None:
    """What a number claims; None when it is none (几百 of 好几百人)."""
    core, text = found["core"], found.string
    number = number_of(core)
    if (
        number is None
        or core in ("百", "千", "万", "亿")
        or (core[0] in CHINESE and found.start() and text[found.start() - 1] in _NOT_BEFORE_CHINESE)
    ):
        return None
    begin, end = found.span()
    _core, inner, written_unit, outer, plus, measure = found.groups()
    wording = _WORDING.search(text, max(0, begin - WORDING), begin) if text[begin - 1 : begin] in _WORDED else None
    prefix = wording[0] if wording else None
    start = begin - len(prefix or "")
    unit = BIG[written_unit or ""]
    more = inner or outer or plus
    claimed = number * unit if written_unit else number
    if prefix or more:
        low, high, low_open, high_open = _claim(prefix, claimed, step(number) * unit if more else _NOTHING, plus is not None)
    else:
        low, high, low_open, high_open = claimed, claimed, False, False
    rounded = unit > 1 and not more and not prefix
    return Amount(
        start=start,
        end=end,
        number=claimed,
        low=low,
        high=high,
        measure=measure or "",
        exact=not (prefix or more),
        low_open=low_open,
        high_open=high_open,
        slack=min(Decimal(1).scaleb(_exponent(number)) * unit / 2, claimed * ROUNDED) if rounded else _NOTHING,
        unit=unit,
        worded=text[start : end - len(measure) if measure else end],
    )


def _claim(prefix: str | None, claimed: Decimal, step: Decimal, plus: bool) -> tuple[Decimal, Decimal | None, bool, bool]:
    """(low, high, low open, high open) of what the wording allows."""
    if prefix in _NEAR:
        return claimed * (1 - NEAR_GAP), claimed, False, True
    if prefix in _ABOUT:
        return claimed * (1 - ABOUT_OVER), claimed / (1 - ABOUT_UNDER), False, False
    if prefix in _ABOVE or prefix in _REACHED:
        return claimed, None, prefix in _ABOVE and prefix != "上", False
    if prefix in _BELOW:
        return Decimal(0), claimed, False, prefix not in ("至多", "最多", "不超过")
    if plus:
        return claimed, None, True, False
    if step:
        return claimed, claimed + step, True, True
    return claimed, claimed, False, False


def step(number: Decimal) -> Decimal:
    """The place of the last digit that is not a filling zero: 130 → 10, 2.3 → 0.1, 1200 → 100."""
    digits = number.normalize()
    return Decimal(1).scaleb(_exponent(digits))


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def plain(number: Decimal) -> str:
    """As people write it: 12000 → 1.2万, 3600 → 3600, without trailing zeros."""
    for unit, name in ((BIG["亿"], "亿"), (BIG["万"], "万")):
        if abs(number) >= unit and number % (unit / 1000) == 0:
            return _bare(number / unit) + name
    return _bare(number)


def like(number: Decimal, example: str) -> str:
    """The number in the manner of the example: with 万 or 亿 where it has them, with 1,200's comma, else in plain digits."""
    if "万" in example or "亿" in example:
        return plain(number)
    text = _bare(number)
    if "," not in example:
        return text
    whole, point, decimals = text.partition(".")
    return f"{int(whole):,}{point}{decimals}"


def _bare(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
