"""Stretches of time that run backwards (2026年11月20日至18日) or last longer than their ends allow (20日至22日，为期五天)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..finding import ErrorKind, Finding, Level
from .days import Day
from .numerals import number_of
from .stated import Stated

KEY = "facts.span"
_LINK = re.compile(r"(?:[（(][^（）()\n]{1,12}[）)])?(?:上午|下午|晚)?(?:至|到|—{1,2}|[-~–])(?:当年)?$")
_BETWEEN = re.compile(r"[至到—~–-](?:当年)?[\d〇零○一二三四五六七八九十]", re.ASCII)  # stands in every stretch
# The month is read backwards: the search leaps from 月 to 月
_DAYS_OF_ONE_MONTH = re.compile(r"月(?P<first>\d{1,2})(?:至|到|—{1,2}|[-~–])(?P<last>\d{1,2})[日号]")
_MONTH_BEFORE = re.compile(r"(?<!\d)\d{1,2}\Z")
_TO_YEAR = re.compile(r"[至到—~–-][12]\d{3}", re.ASCII)  # in all three of these
_MONTHS = re.compile(
    r"(?P<year>[12](?<!\d.)\d{3})年(?P<month>\d{1,2})月(?:至|到|—{1,2}|[-~–])(?P<last_year>[12]\d{3})年(?P<last>\d{1,2})月(?!\d{1,2}[日号])",
    re.ASCII,
)
_YEARS = re.compile(r"(?P<first>[12](?<![\d—/A-Za-z.-].)\d{3})年?(?:至|到|—{1,2}|[-~–])(?P<last>[12]\d{3})(?:年|学年|年度)", re.ASCII)
_LIFE = re.compile(r"[（(](?P<first>(?:1[0-9]|20)\d{2})年?[—~–-]{1,2}(?P<last>(?:1[0-9]|20)\d{2})年?[）)]", re.ASCII)
_CLOCKS = re.compile(r"(?P<a>\d(?<!\d\d)(?<!\d:\d)\d?):(?P<b>\d{2})(?:至|到|—{1,2}|[-~–])(?P<c>\d{1,2}):(?P<d>\d{2})(?![\d:])", re.ASCII)
_LASTING = re.compile(r"[^。！？\n]{0,24}?(?P<word>为期|历时)(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3})天(?!半)")
_BEFORE_CHRIST = re.compile(r"公元前[^，。]{0,6}$|(?<![年以之])前$")


def check(stated: Stated) -> list[Finding]:
    """Findings on stretches of time."""
    text = stated.text
    if not _BETWEEN.search(text):
        return []
    return [
        _finding(text, start, end, problem, level)
        for start, end, problem, level in (*_of_days(text, stated.days), *_of_years(text), *_of_clocks(text))
        if not stated.in_quotation(start, end)
    ]


def _of_days(text: str, days: list[Day]) -> Iterator[tuple[int, int, str, Level]]:
    for first, last in pairwise(days):
        linked = (
            last.link in ("至", "到", "—", "——", "-", "~", "–") if last.link else _LINK.fullmatch(text, first.end, last.start) is not None
        )
        if not linked or first.traditional or last.traditional:
            continue
        problem, level = _backwards(first, last)
        if problem:
            yield first.start, last.end, problem, level
        elif (length := _length(first, last)) is not None:
            yield from _lasting(text, first.start, last.end, length)
    for found in _DAYS_OF_ONE_MONTH.finditer(text):
        month = _MONTH_BEFORE.search(text, max(0, found.start() - 2), found.start())
        if month is None:
            continue
        start, end = int(found["first"]), int(found["last"])
        if end < start:
            yield month.start(), found.end(), f"止日{end}日早于起日{start}日", Level.ERROR
        else:
            yield from _lasting(text, month.start(), found.end(), end - start + 1)


def _backwards(first: Day, last: Day) -> tuple[str, Level]:
    begin, finish = (first.month, first.day), (last.month, last.day)
    if last.written_year and first.year is not None and last.year is not None:
        earlier = (last.year, *finish) < (first.year, *begin)
        return ("止期早于起期", Level.ERROR) if earlier else ("", Level.ERROR)
    if finish >= begin or last.written_year:
        return "", Level.ERROR
    if not last.written_month or first.month == last.month:
        return f"止日{last.day}日早于起日{first.day}日", Level.ERROR
    if first.month - last.month <= 3:
        return "止期早于起期", Level.WARNING
    return "", Level.ERROR


def _length(first: Day, last: Day) -> int | None:
    """Days from the first to the last, both counted; None when that depends on the year."""
    if not last.written_year and (last.month, last.day) < (first.month, first.day):
        return None
    year = first.year or 2023
    leap_matters = first.year is None and first.month <= 2 < last.month
    begin, finish = first.on(year), last.on(last.year if last.written_year else year)
    return None if begin is None or finish is None or leap_matters else (finish - begin).days + 1


def _lasting(text: str, start: int, end: int, days: int) -> Iterator[tuple[int, int, str, Level]]:
    lasting = _LASTING.match(text, end)
    if lasting is None or "月" in lasting[0] or any(word in lasting[0] for word in ("每", "累计", "先后", "其中")):
        return
    said = number_of(lasting["number"])
    # 历时 may count the nights, so one less is fine
    if said is not None and int(said) not in (days, days - 1):
        begin = lasting.start("word")
        yield begin, lasting.end(), f"“{text[start:end]}”首尾都算是{days}天", Level.WARNING


def _of_years(text: str) -> Iterator[tuple[int, int, str, Level]]:
    if not _TO_YEAR.search(text):
        return
    for months in _MONTHS.finditer(text):
        if (int(months["last_year"]), int(months["last"])) < (int(months["year"]), int(months["month"])):
            yield months.start(), months.end(), "止期早于起期", Level.ERROR
    for pattern in (_YEARS, _LIFE):
        for years in pattern.finditer(text):
            if int(years["last"]) < int(years["first"]) and not _BEFORE_CHRIST.search(text, max(0, years.start() - 10), years.start()):
                yield years.start("first"), years.end("last"), "止年早于起年", Level.ERROR if pattern is _YEARS else Level.WARNING


def _of_clocks(text: str) -> Iterator[tuple[int, int, str, Level]]:
    if ":" not in text:
        return
    for clocks in _CLOCKS.finditer(text):
        begin, finish = int(clocks["a"]) * 60 + int(clocks["b"]), int(clocks["c"]) * 60 + int(clocks["d"])
        if max(int(clocks["a"]), int(clocks["c"])) > 24:
            continue
        # 8:30—5:30 means the afternoon and 22:00—6:00 the night
        if 0 < begin - finish <= 180 and (finish >= 12 * 60 or begin < 12 * 60) and finish >= 6 * 60:
            yield clocks.start(), clocks.end(), "止时早于起时", Level.WARNING


def _finding(text: str, start: int, end: int, problem: str, level: Level) -> Finding:
    return Finding(
        rule=KEY,
        level=level,
        start=start,
        end=end,
        found=text[start:end],
        message=f"“{text[start:end]}”：{problem}，请核对。",
        kind=ErrorKind.FIGURE,
        confidence=0.95 if level is Level.ERROR else 0.8,
    )
