"""Chinese and Arabic numerals: text to number and back. Only the numeral itself; 余, 近, 约 are the business of phrases."""

from __future__ import annotations

import re
from decimal import Decimal

from .forms import WAN, YI

CHINESE_DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    "○": 0,
    "两": 2,
    "俩": 2,
}
CHINESE_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LONGEST_NUMERAL = 40
CHINESE_NUMERAL_CHARACTERS = "〇零一二三四五六七八九十百千万亿两"

_NARROW = str.maketrans("０１２３４５６７８９．％＋－ＷｗＸｘ", "0123456789.%+-WwXx")
# Between full-width digits the full-width comma divides thousands; after half-width ones it ends a clause.
_WIDE_SEPARATOR = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_ARABIC = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


def narrow(text: str) -> str:
    """Full-width digits, point, comma, percent and plus become half-width; the length never changes."""
    return _WIDE_SEPARATOR.sub(",", text).translate(_NARROW)


def parse_numeral(text: str) -> Decimal | None:
    """`1,263`, `１２`, `3.5`, `二〇二二`, `十二`, `三百二十`, `两千`, `2万`, `百` → the number; None when it is not a numeral."""
    text = narrow(text.strip())
    if len(text) > LONGEST_NUMERAL:
        return None
    if _ARABIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    for unit_text, unit in (("亿", YI), ("万", WAN)):
        head, found, tail = text.rpartition(unit_text)
        if found:
            return _with_unit(head, unit, tail)
    return _chinese_below_wan(text)


def _with_unit(head: str, unit: Decimal, tail: str) -> Decimal | None:
    above = parse_numeral(head) if head else Decimal(1)
    if above is None:
        return None
    if not tail:
        return above * unit
    below = parse_numeral(tail)
    if below is None or below >= unit:
        return None
    if tail in CHINESE_DIGITS and not tail.startswith(("零", "〇")):
        below *= unit / 10  # 一万二 is 12 000
    return above * unit + below


def _chinese_below_wan(text: str) -> Decimal | None:
    if not text or any(c not in CHINESE_DIGITS and c not in CHINESE_PLACES for c in text):
        return None
    if not any(c in CHINESE_PLACES for c in text):
        return Decimal("".join(str(CHINESE_DIGITS[c]) for c in text))
    total, digit, last_place = 0, None, 10_000
    for position, character in enumerate(text):
        if character in CHINESE_DIGITS:
            value = CHINESE_DIGITS[character]
            if digit not in (None, 0):
                return None
            digit = value
            continue
        place = CHINESE_PLACES[character]
        if place >= last_place or (digit is None and position):
            return None
        total += (1 if digit is None else digit) * place
        last_place, digit = place, None
    if digit:
        # 三百二 is 320, 三百零二 is 302
        total += digit if last_place == 10 or text[-2] in "零〇" else digit * last_place // 10
    return Decimal(total)


def chinese_numeral(number: int) -> str:
    """1..99 999 in Chinese as it stands before a measure word: 2 is 两, 12 is 十二, 200 is 两百."""
    if not 0 < number < 100_000:
        raise ValueError(f"只写 1 到 99999 之间的汉字数字，得到 {number}")
    if number == 2:
        return "两"
    if number >= 10_000:
        above, below = divmod(number, 10_000)
        gap = "零" if 0 < below < 1000 else ""
        return ("两" if above == 2 else _places(above, leading=True)) + "万" + (gap + _places(below, leading=False) if below else "")
    return _places(number, leading=True)


def _places(number: int, *, leading: bool) -> str:
    text, zero = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if not digit:
            zero = bool(text) and number > 0
            continue
        if zero:
            text, zero = text + "零", False
        text += _digit(digit, place, first=leading and not text) + name
    return text


def _digit(digit: int, place: int, *, first: bool) -> str:
    if first and place == 10 and digit == 1:
        return ""
    if first and digit == 2 and place >= 100:
        return "两"
    return "零一二三四五六七八九"[digit]
