"""Times of day that do not exist (23:60, 25时; 24:00 does), and hours that contradict their part of the day (上午15:00)."""

from __future__ import annotations

import re

from ..finding import ErrorKind, Finding, Level
from .stated import Stated

KEY = "facts.time"
_TIME = re.compile(r"[:时点](?<=\d.)", re.ASCII)  # in every time of day
_CLOCK = re.compile(r"(?P<hour>\d(?<![\d.A-Za-z∶]\d)(?<!\d:\d)\d?):(?P<minute>\d{2})(?!\d|:\d{2}:|\.\d)", re.ASCII)
_SPOKEN = re.compile(r"(?P<hour>\d(?<![\d.]\d)\d?)[时点](?P<minute>\d{1,2})分(?![钟之])", re.ASCII)
_HOUR = re.compile(r"(?P<hour>\d(?<=[午上晚晨早日号]\d)\d)[时点](?![\d间段长代])", re.ASCII)
_SCORES = re.compile(r"比分|比赛|胜|负|击败|战胜|不敌|比例|配比|之比|大比分|局|得分|战平|逼平|马太|福音|诗篇|章|节")
_DURATION = re.compile(r"(?:用时|历时|耗时|成绩|时长|长达|以|为|计时)$")
_MORNING = re.compile(r"(?:上午|早上|清晨|凌晨)$")


def check(stated: Stated) -> list[Finding]:
    """Findings on times of day."""
    text = stated.text
    found: list[Finding] = []
    if not _TIME.search(text):
        return found
    for pattern in (_CLOCK, _SPOKEN, _HOUR):
        for time in pattern.finditer(text):
            problem = _problem(text, time)
            if problem and not stated.in_quotation(*time.span()):
                found.append(_finding(text, time, problem))
    return found


def _problem(text: str, time: re.Match[str]) -> str:
    hour, minute = int(time["hour"]), int(time.groupdict().get("minute") or 0)
    before = text[max(0, time.start() - 12) : time.start()]
    around = before + text[time.end() : time.end() + 8]
    clock = time.re is _CLOCK
    ratio = (len(time["hour"]) < 2 and minute >= 60) or (hour > 24 and not _told(before))
    if (clock and (ratio or _SCORES.search(around))) or (not clock and _DURATION.search(before)):
        return ""
    if minute >= 60:
        return "一小时只有60分，分钟数最多是59。"
    if hour > 24 or (hour == 24 and minute):
        return "一天到24:00为止。"
    if hour >= 13 and _MORNING.search(before):
        return f"“{before[-2:]}”与{hour}时不合。"
    return ""


def _told(before: str) -> bool:
    """Do the words before speak of the time of day?"""
    return re.search(r"(?:上午|下午|晚上?|凌晨|中午|[日号]|时间[为是：:]?|[至到—~-]|截止|截至|于)$", before) is not None


def _finding(text: str, time: re.Match[str], problem: str) -> Finding:
    start, end = time.start("hour"), time.end()
    written = text[start:end]
    return Finding(
        rule=KEY,
        level=Level.WARNING if "不合" in problem else Level.ERROR,
        start=start,
        end=end,
        found=written,
        message=f"“{written}”：{problem}请核对。",
        kind=ErrorKind.FIGURE,
        confidence=0.9,
    )
