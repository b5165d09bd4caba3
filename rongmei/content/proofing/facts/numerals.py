"""Arabic and Chinese numerals to numbers. The length of a narrowed text never changes, so offsets stay true."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {**dict(zip("〇一二三四五六七八九", range(10), strict=True)), "零": 0, "○": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
BIG = {
    "": Decimal(1),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "亿": Decimal(100_000_000),
    "万亿": Decimal(10) ** 12,
}
CHINESE = "〇零○一二三四五六七八九十百千万亿两"
LONGEST = 30

_WIDE = dict(zip("０１２３４５６７８９．％＋－～", "0123456789.%+-~", strict=True))
_ANY_WIDE = re.compile("[０-９％．～＋－]")
_ARABIC = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)


def narrow(text: str) -> str:
    """Full-width digits and signs become half-width, one for one."""
    return _ANY_WIDE.sub(lambda wide: _WIDE[wide[0]], text).replace("：", ":")


def number_of(text: str) -> Decimal | None:
    """`1,200`, `3.5`, `二〇二六`, `三百二`, `一万二`, `两千零三`, `12万` → the number; None for what is no numeral (二三, 二十十)."""
    if not text or len(text) > LONGEST:
        return None
    if _ARABIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    for name in ("亿", "万"):
        above, found, below = text.rpartition(name)
        if found:
            return _joined(above, BIG[name], below)
    return _below_wan(text)


def _joined(above: str, unit: Decimal, below: str) -> Decimal | None:
    high = number_of(above) if above else None
    if high is None:
        return None
    if not below:
        return high * unit
    low = number_of(below)
    if low is None or low >= unit:
        return None
    shortened = len(below) == 1 and low > 0  # 一万二 is 12 000
    return high * unit + (low * unit / 10 if shortened else low)


def _below_wan(text: str) -> Decimal | None:
    if all(c in DIGITS for c in text):
        # A year or a code is spelt digit by digit; two or three digits side by side are an estimate (三五个)
        return Decimal("".join(str(DIGITS[c]) for c in text)) if len(text) not in (2, 3) or text[0] in "〇零" else None
    total, digit, last = 0, 0, 10_000
    for at, character in enumerate(text):
        if character in DIGITS:
            if digit:
                return None
            digit = DIGITS[character]
            continue
        place = PLACES.get(character, 0)
        if not place or place >= last or (not digit and at and text[at - 1] not in "零〇"):
            return None
        total, digit, last = total + (digit or 1) * place, 0, place
    if digit:
        # 三百二 is 320, 三百零二 is 302
        total += digit if last == 10 or text[-2] in "零〇" else digit * last // 10
    return Decimal(total)
