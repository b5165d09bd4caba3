"""A weekday that is not the day's: 2026年11月22日（星期一） is a Sunday. A date without a year is taken nearest to the day of the text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from ..finding import ErrorKind, Finding, Level
from .days import Day
from .stated import Stated

KEY = "facts.weekday"
_NAMES = "一二三四五六日"
_DAY = "(?:星期|周|礼拜)(?P<day>[一二三四五六日天])"
_END = r"(?=[）)，,。；;、：:\s]|上午|下午|晚|早|中午|凌晨|傍晚|夜|$)"
_AFTER = re.compile(
    rf"(?:上午|下午|晚上?|早上|中午)?(?:[（(] ?{_DAY}(?P<more>[至到—~-]|、)?|[，,、 ]?(?P<word>星期|礼拜|周)(?P<bare>[一二三四五六日天]){_END}(?![至到—~、-]))"
)
_BEFORE = re.compile(rf"(?<![每上下本这至到、—-]){_DAY}[（(，, ]?$")
_RANGE = re.compile(r"[（(](?:星期|周|礼拜)(?P<day>[一二三四五六日天])[至到—~-]{1,2}(?:星期|周|礼拜)?(?P<last>[一二三四五六日天])[）)]")


def check(stated: Stated) -> list[Finding]:
    """Findings on weekdays beside dates. A weekday that is right in any year the text names is not questioned."""
    found: list[Finding] = []
    if not any(word in stated.text for word in ("星期", "周", "礼拜")):
        return found
    previous: Day | None = None
    for day in stated.days:
        if not day.traditional and not stated.in_quotation(day.start, day.end):
            found += _beside(stated, day, previous)
        previous = day
    return found


def _beside(stated: Stated, mention: Day, previous: Day | None) -> list[Finding]:
    text = stated.text
    whole = _RANGE.match(text, mention.end)
    if whole is not None and mention.link and previous is not None:
        return [*_judge(stated, previous, whole, "day"), *_judge(stated, mention, whole, "last")]
    after = _AFTER.match(text, mention.end)
    if after is not None and not after["more"]:
        return _judge(stated, mention, after, "day" if after["day"] else "bare")
    before = _BEFORE.search(text, max(0, mention.start - 5), mention.start)
    if before is not None and before.end() == mention.start and not (before[0][-1] in "，, " and _is_after(text, before.start(), previous)):
        return _judge(stated, mention, before, "day")
    return []


def _is_after(text: str, start: int, previous: Day | None) -> bool:
    """Does the weekday belong to the date before it?"""
    return previous is not None and start - previous.end <= 2


def _judge(stated: Stated, mention: Day, written: re.Match[str], group: str) -> list[Finding]:
    text = stated.text
    said = _NAMES.index(written[group].replace("天", "日"))
    known = mention.year
    day = mention.on(known) if known is not None else _nearest(mention, stated.on)
    if day is None or day.weekday() == said:
        return []
    if not mention.written_year and any((other := mention.on(year)) is not None and other.weekday() == said for year in stated.years):
        return []
    start = written.start(group)
    word = next((word for word in ("星期", "礼拜", "周") if text.startswith(word, start - len(word))), "")
    start, end = start - len(word), written.end(group)
    right = _NAMES[day.weekday()]
    return [
        Finding(
            rule=KEY,
            level=Level.ERROR if mention.written_year else Level.WARNING,
            start=start,
            end=end,
            found=text[start:end],
            message=f"{day.year}年{day.month}月{day.day}日是星期{right}，不是“{text[start:end]}”，请核对日期和星期。",
            kind=ErrorKind.FIGURE,
            suggestions=((word or "") + right,),
            confidence=0.95 if mention.written_year else 0.85,
            also=((mention.start, mention.end),),
        )
    ]


def _nearest(mention: Day, on: datetime.date | None) -> datetime.date | None:
    if on is None:
        return None
    possible: Iterable[datetime.date | None] = (mention.on(on.year + shift) for shift in (-1, 0, 1))
    return min((day for day in possible if day is not None), key=lambda day: abs((day - on).days), default=None)
