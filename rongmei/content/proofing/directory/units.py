"""Unit names one character off (材料学与工程学院), and names a unit no longer bears."""

from __future__ import annotations

import datetime
import re

from ..finding import ErrorKind, Finding, Level
from ..pinyin import fuzzy_same
from .index import Found, Index, Phrases
from .titles import of_another_body

KEY, FORMER, ENDED = "directory.unit", "directory.former-unit", "directory.ended-unit"
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_OTHER_BODY = re.compile(r"(?:大学|公司|集团|中学|科学院|政府|省|市)\Z")
_HISTORY = re.compile(r"(?:原|前身|时称|旧称|曾用名|更名前)[^，。；\n]{0,6}$")
_LONGEST = 30  # characters of a unit's name
_SENTENCE = 300  # characters to either side that may say what became of a unit
_AND = set("与和及")
_LONG = 8  # characters beyond which hardly two units differ by one
_RENAMED = ("更名", "改名", "前身", "原名", "改称", "合并", "组建", "并入", "撤销")


def check(text: str, index: Index, found: Phrases, on: datetime.date | None) -> list[Finding]:
    """Findings on the names of units. found: what ``index.find`` says of the text."""
    findings = [one for one in (_past(text, unit, found, on) for unit in found.units) if one is not None]
    for tail in found.all:
        if tail.known.tail and found.unit_ending(tail.end) is None:
            slip = _slip(text, index, tail.end)
            if slip is not None:
                findings.append(slip)
    return findings


def _slip(text: str, index: Index, end: int) -> Finding | None:
    """The longest stretch ending here that is one character off a unit's name."""
    slips = index.slips
    for length in range(min(slips.longest, end), slips.shortest - 1, -1):
        written = text[end - length : end]
        right = slips.near(written)
        if (
            right is None
            or not _HAN.fullmatch(written)
            or _only_touches(written, right)
            or _OTHER_BODY.search(text, max(0, end - length - 6), end - length)
        ):
            continue
        level = _level(written, right)
        return (
            _finding(KEY, level, end - length, written, f"名录里的单位名称是“{right}”，这里写“{written}”，请核对。", right)
            if level
            else None
        )
    return None


def _only_touches(written: str, right: str) -> bool:
    """Is what differs only the character before the name (在机械工程学院, 械工程学院)?"""
    return written.endswith(right) or right.endswith(written) or (written[1:] == right[1:] and not fuzzy_same(written[0], right[0]))


def _level(written: str, right: str) -> Level | None:
    """A character left out, put in or changed about is an error; another character may be another unit, unless it sounds alike."""
    if len(written) != len(right):
        return Level.ERROR
    differing = [(a, b) for a, b in zip(written, right, strict=True) if a != b]
    if all(fuzzy_same(a, b) for a, b in differing):
        return Level.ERROR
    if len(differing) == 2 or {differing[0][0], differing[0][1]} <= _AND:
        return Level.ERROR
    if len(right) > _LONG:
        return Level.WARNING
    return Level.SUGGESTION if len(right) > _LONG - 2 else None


def _past(text: str, unit: Found, found: Phrases, on: datetime.date | None) -> Finding | None:
    """A name a unit no longer bears, or a unit that is no more, unless the sentence speaks of the past."""
    known = unit.known.unit
    ended = known is not None and on is not None and known.until is not None and known.until < on
    if known is None or not (unit.known.former or ended) or _part_of_another(unit, found):
        return None
    if on is not None and known.since is not None and on < known.since:
        return None
    first, last = max(0, unit.start - _SENTENCE), min(len(text), unit.end + _SENTENCE)
    start = max(first, *(text.rfind(mark, first, unit.start) + 1 for mark in "。！？\n"))
    end = min((at for at in (text.find(mark, unit.end, last) for mark in "。！？\n") if at >= 0), default=last)
    if (
        _HISTORY.search(text, start, unit.start)
        or any(word in text[start:end] for word in _RENAMED)
        or (unit.known.former and known.name in text[start:end])
    ):
        return None
    written = text[unit.start : unit.end]
    if of_another_body(text[max(0, unit.start - 12) : unit.start]):
        return None
    level = Level.WARNING if len(written) > 4 else Level.SUGGESTION  # a short name may be anybody's
    if ended and known.until is not None:
        until = f"{known.until.year}年{known.until.month}月{known.until.day}日"
        return _finding(
            ENDED, level, unit.start, written, f"“{written}”到{until}为止，如指过去请写“原{written}”，否则请核对。", f"原{written}"
        )
    return _finding(FORMER, level, unit.start, written, f"“{written}”现名“{known.name}”，如指过去请写“原{written}”。", known.name)


def _part_of_another(unit: Found, found: Phrases) -> bool:
    """Is the name only a part of a longer one that stands here?"""
    around = found.within(max(0, unit.start - _LONGEST), unit.end + _LONGEST)
    return any(
        other.start <= unit.start and unit.end <= other.end and other is not unit and other.known.unit is not None for other in around
    )


def _finding(rule: str, level: Level, start: int, written: str, message: str, right: str) -> Finding:
    return Finding(
        rule=rule,
        level=level,
        start=start,
        end=start + len(written),
        found=written,
        message=message,
        kind=ErrorKind.NAME,
        suggestions=(right,),
        confidence={Level.ERROR: 0.9, Level.WARNING: 0.75, Level.SUGGESTION: 0.4}[level],
    )
