"""Days named in a text: 2026年11月20日, 二〇二六年二月三日, 11月29日、30日, 2026-02-29."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .numerals import number_of

_CN = "〇零○一二三四五六七八九十"
_DAY = re.compile(r"月(?P<day>\d{1,3}|[一二三四五六七八九十]{1,3})[日号]", re.ASCII)
_MONTH = re.compile(
    rf"(?:(?P<year>(?<!\d)\d{{4}}|(?<![{_CN}])[〇零○一二三四五六七八九]{{4}})年)?(?P<month>(?<![\d.])\d{{1,2}}|(?<![{_CN}])[一二三四五六七八九十]{{1,3}})$"
)
_YEAR_AND_MONTH = 8  # characters of 二〇二六年十一月 without the last
_NUMERIC = re.compile(
    r"[12](?<![\d./A-Za-z].)(?<![A-Za-z]-.)(?:9|0)\d{2}(?P<sep>[-./])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d/]|-(?!\d{4}[-./])|\.\d)",
    re.ASCII,
)
# 、30日 or 至18日 after a date: a further day of the same month
_NEXT_DAY = re.compile(
    r"(?:[（(][^（）()\n]{1,12}[）)])?(?:上午|下午|晚|起)?(?P<link>[、和及与]|至|到|—{1,2}|[-~–])(?P<day>(?<!\d)\d{1,2})[日号](?![\d内前后间以游均龄])"
)
_TRADITIONAL = re.compile(
    r"(?:农历|阴历|旧历|夏历|藏历|彝历|傣历|回历|伊斯兰历|俄历|儒略历)[^，。；\n]{0,10}$|[元一二三四五六七八九十]{1,3}年$"
)
_RELATIVE = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "明年": 1, "前年": -2}
_YEAR = re.compile(r"[12]\d{3}年", re.ASCII)


@dataclass(frozen=True, slots=True)
class Day:
    """A day named in a text. year: as written, or of 今年 and the like; None when nothing says it. link: what joins it to the one before."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    written_year: bool = False
    traditional: bool = False
    link: str = ""
    written_month: bool = True

    def on(self, year: int | None) -> datetime.date | None:
        """The day in that year, None when it does not exist."""
        try:
            return datetime.date(year or 0, self.month, self.day)
        except ValueError:
            return None


def days_of(text: str, on: datetime.date | None = None) -> list[Day]:
    """The days of narrowed text in order, each followed by those that take their month from it (11月29日、30日)."""
    found: list[Day] = []
    for written in _DAY.finditer(text):
        day = _day(text, written, on)
        if day is not None:
            found += [day, *_next_days(text, day)]
    numeric = list(_numeric(text)) if "20" in text or "19" in text else []
    return sorted(found + numeric, key=lambda day: day.start) if numeric else found


def _day(text: str, written: re.Match[str], on: datetime.date | None) -> Day | None:
    head = text[max(0, written.start() - 24) : written.start()]
    found = _MONTH.search(head, max(0, len(head) - _YEAR_AND_MONTH))
    number = number_of(written["day"])
    month = number_of(found["month"]) if found else None
    if found is None or number is None or month is None:
        return None
    before = head[: found.start()]
    year = int(number_of(found["year"]) or 0) if found["year"] else _relative(before, on)
    chinese = not found["month"].isdigit()
    traditional = _TRADITIONAL.search(before) is not None and (chinese or "历" in before)
    start = written.start() - (len(head) - found.start())
    return Day(start, written.end(), year, int(month), int(number), bool(found["year"]), traditional)


def _relative(before: str, on: datetime.date | None) -> int | None:
    word = before.removesuffix("的")[-2:]
    return on.year + _RELATIVE[word] if on is not None and word in _RELATIVE else None


def _next_days(text: str, first: Day) -> Iterator[Day]:
    last = first
    while (found := _NEXT_DAY.match(text, last.end)) is not None:
        last = Day(
            found.start("day"), found.end(), first.year, first.month, int(found["day"]), False, first.traditional, found["link"], False
        )
        yield last


def _numeric(text: str) -> Iterator[Day]:
    for found in _NUMERIC.finditer(text):
        month, day = int(found["month"]), int(found["day"])
        if month <= 12 and day <= 31:
            yield Day(found.start(), found.end(), int(found[0][:4]), month, day, written_year=True)


def years_named(text: str) -> frozenset[int]:
    """Every year a text writes out in digits."""
    return frozenset(int(year[:-1]) for year in _YEAR.findall(text))
