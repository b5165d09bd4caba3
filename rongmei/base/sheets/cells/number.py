"""Numbers as offices write them, with how surely they were written."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from rongmei.base.sheets.cells.problem import REMEMBERED, Problem, Raw, half_width, is_nothing, shown

LONGEST_NUMBER = 16


class Number(NamedTuple):
    """A number and how surely it was written: ``at_least`` for 万+、余、超, ``about`` for 近、约、左右."""

    value: int | Decimal
    at_least: bool = False
    about: bool = False


_UNITS = {"": 1, "十": 10, "百": 100, "千": 1_000, "k": 1_000, "万": 10_000, "w": 10_000, "十万": 100_000,
          "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000, "万亿": 10**12}  # fmt: skip
_NUMBER = re.compile(
    r"(?P<before>(?:共计|累计|总计|合计|共|达到|高达|达|已|为|约为|大约|约|将近|接近|近|≈|~|超过|突破|超|逾|不少于|不低于|至少|>=|≥|>)*)"
    r"(?P<sign>[-+]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
    r"(?P<early>[+余多]?)(?P<unit>万亿|千万|百万|十万|[十百千万亿kw]?)"
    r"(?P<late>[+余多]*)(?P<measure>[人次篇条个件项场家名册份部期版幅张套届位种门节天元字]{0,2}|小时|学时|课时|分钟|公里)"
    r"(?P<after>(?:\+|余|多|以上|左右|上下)*)",
    re.IGNORECASE,
)
_TWO_NUMBERS = re.compile(r"\d\s+\d")
_SPACED_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:\s\d{3})+(?!\d)(?!\s+\d)")
_PLAIN_NUMBER = re.compile(r"-?\d{1,15}")
_CHINESE_NUMBER = re.compile(
    r"(?P<before>约|近|超过|超|逾|共)?(?P<body>[零〇一二两三四五六七八九十百千万亿]+)(?P<after>余|多|以上|左右)?[人次篇条个件项场家名]{0,2}"
)
_UNSURE = re.compile(r"[一二两三四五六七八九]{2}|[百千万亿][一二两三四五六七八九]$")
CHINESE_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "○": 0, "o": 0}
_AT_LEAST = re.compile(r"超|突破|逾|不少于|不低于|至少|>|≥|\+|余|多|以上")
_ABOUT = re.compile(r"约|近|≈|~|左右|上下")
_NUMBER_EXPECTED = "一个数，例如 1263、1,263、512.3万、10万+、1200余"


def read_number(raw: Raw) -> Number | Problem | None:
    """A number with its honesty: ``512.3万`` → 5123000, ``10w+`` → at least 100000, ``近60`` → about 60; ``—``, ``/``
    and ``无`` → None. Whole values are ints, others Decimals. Ranges, percentages and words are Problems."""
    if raw is None:
        return None
    if type(raw) is int:
        return Number(raw) if -(10**LONGEST_NUMBER) < raw < 10**LONGEST_NUMBER else _too_long(raw)
    if isinstance(raw, float):
        return _from_float(raw)
    if not isinstance(raw, str):
        return Problem("是" if raw else "否", _NUMBER_EXPECTED, "请改成数字")
    if _PLAIN_NUMBER.fullmatch(raw) and raw.isascii():
        return Number(int(raw))
    return _number_from_text(raw)


def _from_float(raw: float) -> Number | Problem:
    if raw != raw or abs(raw) >= 10**LONGEST_NUMBER:
        return _too_long(raw)
    return Number(_whole(Decimal(repr(raw))))


def _too_long(raw: Raw) -> Problem:
    return Problem(shown(raw), f"{LONGEST_NUMBER} 位以内的数", "请核对是否多写了位数")


def _whole(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value


@lru_cache(REMEMBERED)
def _number_from_text(raw: str) -> Number | Problem | None:
    if len(raw) > 100:
        return Problem(shown(raw), _NUMBER_EXPECTED, "请只留下数字")
    if is_nothing(raw):
        return None
    text = half_width(raw).replace("，", ",")
    if _TWO_NUMBERS.search(raw) and not _SPACED_THOUSANDS.search(raw):
        return Problem(shown(raw), "一个数", "这里像是两个数，请只留下一个")
    match = _NUMBER.fullmatch(text)
    if match is None:
        return _chinese_number(raw, text) or _number_problem(raw, text)
    digits = match["digits"].replace(",", "")
    if len(digits) > LONGEST_NUMBER or len(match["fraction"] or "") > LONGEST_NUMBER:
        return _too_long(raw)
    value = Decimal(match["sign"] + digits + (match["fraction"] or "")) * _UNITS[match["unit"].lower()]
    if abs(value) >= 10**LONGEST_NUMBER:
        return _too_long(raw)
    around = match["before"] + match["early"] + match["late"] + match["after"]
    return Number(_whole(value), bool(_AT_LEAST.search(around)), bool(_ABOUT.search(around)))


def _chinese_number(raw: str, text: str) -> Number | None:
    match = _CHINESE_NUMBER.fullmatch(text)
    if match is None:
        return None
    value = _chinese_value(match["body"])
    if value is None:
        return None
    around = (match["before"] or "") + (match["after"] or "")
    return Number(value, bool(_AT_LEAST.search(around)), bool(_ABOUT.search(around)))


def _chinese_value(body: str) -> int | None:
    """``三百二十`` → 320; None where the characters do not make one sure number (``三四十``, ``一百二``)."""
    if all(char in CHINESE_DIGITS for char in body):
        return int("".join(str(CHINESE_DIGITS[char]) for char in body)) if len(body) <= LONGEST_NUMBER else None
    if _UNSURE.search(body):
        return None
    total = section = digit = 0
    for char in body:
        if char in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[char]
        elif char in "十百千":
            section += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            total = (total + section + digit) * _UNITS[char] if char == "亿" else total + (section + digit) * 10_000
            section = digit = 0
    return total + section + digit if total + section + digit < 10**LONGEST_NUMBER else None


def _number_problem(raw: str, text: str) -> Problem:
    if text.startswith("#"):
        return Problem(shown(raw), _NUMBER_EXPECTED, "这是公式出错的结果，请在表格里改好公式，或直接填数字")
    if re.fullmatch(r"[\d.,万亿]+(?:-|~|至|到|—)[\d.,万亿]+\D*", text):
        return Problem(shown(raw), "一个数", "这是一个范围，请只填其中确定的一个数；拿不准时填下限并加“+”")
    if text.endswith("%"):
        return Problem(shown(raw), "一个数", "这是百分比，请填它对应的数量")
    if re.fullmatch(r"[\d,]+", text):
        return Problem(shown(raw), _NUMBER_EXPECTED, "千分位逗号应每三位一个，请核对位数")
    return Problem(shown(raw), _NUMBER_EXPECTED, "请改成数字，文字说明移到备注列")


def read_integer(raw: Raw) -> int | Problem | None:
    """A whole number without doubt: ``约30`` or ``2.5`` is a Problem."""
    if type(raw) is int:
        return raw
    number = read_number(raw)
    if number is None or isinstance(number, Problem):
        return number
    if not isinstance(number.value, int):
        return Problem(shown(raw), "整数", "请去掉小数")
    if number.at_least or number.about:
        return Problem(shown(raw), "确切的整数", "请去掉“约”“近”“余”“+”一类的字，填确切的数")
    return number.value
