"""层次序数 of GB/T 9704—2012, 7.3.3: 一、 （一） 1. （1） — reading them and following their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CHINESE = "一二三四五六七八九十"
_FORMS = (
    (1, re.compile(rf"([{_CHINESE}]+)、")),
    (2, re.compile(rf"（([{_CHINESE}]+)）")),
    (3, re.compile(r"(\d{1,2})[.．](?!\d)")),
    (4, re.compile(r"（(\d{1,2})）")),
)
# What offices write in their place, and what it should be.
_WRONG = (
    (re.compile(r"\d{1,2}、"), "序数“1”后用下脚点，写作“1.”，不用顿号"),
    (re.compile(rf"（(?:[{_CHINESE}]+|\d{{1,2}})）[、，.．]"), "带括号的序数后不加标点"),
    (re.compile(rf"[(](?:[{_CHINESE}]+|\d{{1,2}})[)]"), "序数的括号用全角“（）”"),
    (re.compile(rf"[{_CHINESE}]+[.．]"), "序数“一”后用顿号，写作“一、”"),
)


@dataclass(frozen=True, slots=True)
class Ordinal:
    """Level 1–4, and the number."""

    level: int
    number: int


def ordinal_of(text: str) -> Ordinal | None:
    """The ordinal a paragraph begins with."""
    for level, form in _FORMS:
        found = form.match(text.lstrip())
        if found:
            return Ordinal(level, _value(found.group(1)))
    return None


def wrong_form(text: str) -> str | None:
    """What is wrong with how an ordinal is written, None when nothing is."""
    return next((rule for form, rule in _WRONG if form.match(text.lstrip())), None)


def order_faults(ordinals: list[Ordinal]) -> Iterator[tuple[int, str]]:
    """Index and description of each ordinal that does not follow from those before it.

    Allowed shortcuts: with two levels 1. may stand under 一、 directly; with one level it is 一、.
    """
    counts = [0, 0, 0, 0]
    for i, ordinal in enumerate(ordinals):
        expected = counts[ordinal.level - 1] + 1
        if ordinal.number != expected:
            yield (
                i,
                f"这一层的上一个序数是第{expected - 1}，这里是第{ordinal.number}"
                if expected > 1
                else f"这一层从第{ordinal.number}开始，应从第1开始",
            )
        if ordinal.level > 1 and not counts[0]:
            yield i, "前面没有“一、”一层"
        elif ordinal.level == 4 and not counts[2]:
            yield i, "“（1）”前面没有“1.”一层"
        counts[ordinal.level - 1] = ordinal.number
        counts[ordinal.level :] = [0] * (4 - ordinal.level)


def _value(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    if not ten:
        return _CHINESE.index(digits[0]) + 1
    return (_CHINESE.index(tens[0]) + 1 if tens else 1) * 10 + (_CHINESE.index(ones[0]) + 1 if ones else 0)
