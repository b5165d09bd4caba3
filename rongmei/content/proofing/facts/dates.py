"""Days that do not exist: 2026年2月29日, 4月31日, 2026年13月. Traditional calendars, quotations and titles of works are left alone."""

from __future__ import annotations

import calendar
import datetime
import re

from ..finding import ErrorKind, Finding, Level
from .days import Day
from .stated import Stated

KEY = "facts.date"
_MONTH_ONLY = re.compile(r"[12](?<!\d.)\d{3}年(?P<month>\d{1,2})月(?!\d{1,2}[日号])", re.ASCII)


def check(stated: Stated) -> list[Finding]:
    """Findings on impossible days."""
    text = stated.text
    found = []
    for day in stated.days:
        problem = _problem(day, stated.on, stated.years)
        if problem and not stated.in_quotation(day.start, day.end) and not _in_title(text, day.start):
            unsure = day.year is None and day.day == 29
            found.append(_finding(text, day, problem, Level.WARNING if unsure else Level.ERROR))
    for month in _MONTH_ONLY.finditer(text):
        if not 1 <= int(month["month"]) <= 12 and not stated.in_quotation(*month.span()):
            found.append(_report(text, month.start("month"), month.end(), "一年只有12个月，请核对月份。"))
    return found


def _in_title(text: str, at: int) -> bool:
    """Is the place between 《 and 》?"""
    return text.rfind("《", max(0, at - 60), at) > text.rfind("》", max(0, at - 60), at)


def _problem(day: Day, on: datetime.date | None, years: frozenset[int]) -> str:
    if day.traditional:
        return "" if 1 <= day.day <= 30 and 1 <= day.month <= 12 else "农历一个月最多30天，请核对。"
    if not 1 <= day.month <= 12:
        return "一年只有12个月，请核对月份。"
    if day.month == 2 and day.day == 29:
        return _no_leap_day(day, on, years)
    most = _days(day.month, day.year or 2024)
    at_most = "最多只有" if day.month == 2 and day.year is None else "只有"
    return "" if 1 <= day.day <= most else f"{day.month}月{at_most}{most}天，请核对。"


def _no_leap_day(day: Day, on: datetime.date | None, years: frozenset[int]) -> str:
    if day.year is not None:
        return "" if calendar.isleap(day.year) else f"{day.year}年不是闰年，2月只有28天，请核对。"
    if on is None or calendar.isleap(on.year) or any(calendar.isleap(year) for year in years):
        return ""
    return f"{on.year}年不是闰年，2月只有28天，请核对（如指别的年份，请写明）。"


def _days(month: int, year: int) -> int:
    return calendar.monthrange(year, month)[1]


def _finding(text: str, day: Day, problem: str, level: Level) -> Finding:
    suggestions: tuple[str, ...] = ()
    if 1 <= day.month <= 12 and day.day >= 29 and not day.traditional:
        last = str(_days(day.month, day.year or 2023))
        written = text[day.start : day.end]
        wrong = str(day.day)
        suggestions = (last.join(written.rsplit(wrong, 1)),) if wrong in written else ()
    return _report(text, day.start, day.end, problem, suggestions, level)


def _report(text: str, start: int, end: int, problem: str, suggestions: tuple[str, ...] = (), level: Level = Level.ERROR) -> Finding:
    return Finding(
        rule=KEY,
        level=level,
        start=start,
        end=end,
        found=text[start:end],
        message=f"“{text[start:end]}”：{problem}",
        kind=ErrorKind.FIGURE,
        suggestions=suggestions,
        confidence=0.98 if level is Level.ERROR else 0.8,
    )
