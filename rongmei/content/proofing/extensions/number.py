"""number: numerals written in another form. swap: {pattern: right} as in substitution, where right may convert a group:

{1:digits} 一百二十 → 120 · {1:han} 3 → 三 · {1:han-year} 2026 → 二〇二六 · {1:half} ２０ → 20 ·
{1:plain} 1，200 → 1200 · {1:zero} 二零二六 → 二〇二六
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from ..source import Passage
from .building import Built, Hit, Pattern, choices, mapping

NAME: Final = "number"
KEYS: Final = frozenset({"swap"})

_SLOT: Final = re.compile(r"\{(\d)(?::([a-z-]{1,20}))?\}")
_DIGITS: Final = "〇一二三四五六七八九"
_VALUES: Final = {character: value for value, character in enumerate(_DIGITS)} | {"零": 0, "两": 2, "○": 0, "O": 0}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_HALF: Final = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")


def han(written: str) -> str:
    """A whole number below ten thousand in Chinese numerals, as it is said."""
    value = int(written.translate(_HALF))
    if value == 0:
        return "零"
    said, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit == 0:
            gap = bool(said)
            continue
        said += ("零" if gap else "") + _DIGITS[digit] + name
        gap = False
    return said.removeprefix("一") if 10 <= value < 20 else said


def han_year(written: str) -> str:
    """Digit by digit, with 〇."""
    return "".join(_DIGITS[int(digit)] for digit in written.translate(_HALF))


def digits(written: str) -> str:
    """A whole number said in Chinese numerals, in Arabic ones; digit by digit when no unit stands in it (二〇二六)."""
    if not _UNITS.keys() & set(written):
        return "".join(str(_VALUES[character]) for character in written)
    total = current = 0
    for character in written:
        if character in _UNITS:
            total += (current or 1) * _UNITS[character]
            current = 0
        else:
            current = _VALUES[character]
    return str(total + current)


CONVERSIONS: Final[Mapping[str, Callable[[str], str]]] = {
    "han": han,
    "han-year": han_year,
    "digits": digits,
    "half": lambda written: written.translate(_HALF),
    "zero": lambda written: re.sub("[零○OoＯ0０]", "〇", written),
    "plain": lambda written: re.sub(r"[,，  ]", "", written.translate(_HALF)),
}


def build(options: Mapping[str, Any]) -> Built:
    swaps = [(Pattern(wrong), choices(right)) for wrong, right in mapping(options, "swap").items()]
    for _pattern, templates in swaps:
        for template in templates:
            unknown = {match[2] for match in _SLOT.finditer(template) if match[2]} - CONVERSIONS.keys()
            if unknown:
                raise ValueError(f"没有“{'、'.join(sorted(unknown))}”这种换写：可用 {'、'.join(CONVERSIONS)}。")
    return Built(find=partial(find, swaps))


def find(swaps: list[tuple[Pattern, tuple[str, ...]]], passage: Passage) -> Iterator[Hit]:
    for pattern, templates in swaps:
        for match in pattern.finditer(passage.text):
            yield Hit(match.start(), match.end(), tuple(_write(template, match) for template in templates))


def _write(template: str, match: re.Match[str]) -> str:
    def slot(place: re.Match[str]) -> str:
        group = match[int(place[1])] or ""
        try:
            return CONVERSIONS[place[2]](group) if place[2] and group else group
        except (ValueError, KeyError):  # a pattern that caught something else than a numeral
            return group

    return _SLOT.sub(slot, template)
