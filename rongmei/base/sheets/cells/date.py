"""Dates and times as offices write them, to ``date`` and ``datetime`` or a ``Problem``."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from rongmei.base.sheets.cells.problem import REMEMBERED, Problem, Raw, half_width, is_nothing, shown

EXCEL_EPOCH = 693_594
"""Ordinal of 1899-12-30, day 0 of Excel's calendar (its invented 29 February 1900 lies before any serial we take)."""
FIRST_SERIAL, LAST_SERIAL = 18_264, 73_415
"""Serials taken as dates: 1950-01-01 to 2100-12-31."""
FIRST_YEAR, LAST_YEAR = 1900, 2100

_EXPECTED = "日期，例如 2022-03-05 或 2022年3月5日"
_EXPECTED_TIME = "日期和时间，例如 2022-03-05 09:30"
_WEEKDAY = re.compile(r"[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?")
_FULL = re.compile(r"(\d{4})(?:[年./\-,、](\d{1,2})[月./\-,、](\d{1,2})[日号]?|(\d{2})(\d{2}))(?:[T日]?(.*))?")
_NO_DAY = re.compile(r"(\d{4})[年./\-](\d{1,2})月?(?:份|上旬|中旬|下旬|初|底|末)?")
_NO_YEAR = re.compile(r"(\d{1,2})[月./\-](\d{1,2})[日号]?(?:T?(\d{1,2}[:时点].*))?")
_SHORT_YEAR = re.compile(r"['‘’]?(\d{2})[年./\-](\d{1,2})[月./\-](\d{1,2})[日号]?")
_LONG_DASHES = re.compile(r"^(\d{4})[—–−](\d{1,2})[—–−](\d{1,2})(?!\d)")
_RANGE = re.compile(r".*\d[日号]?(?:—+|--|~|至|到)\d.*|.*[日号]-\d.*|\d{4}[./]\d+[./]\d+-\d.*")
_TIME = re.compile(
    r"(?P<half>上午|中午|下午|晚上|晚|早上|凌晨|AM|PM)?(?P<hour>\d{1,2})(?:[:时点](?:(?P<minute>\d{1,2})|(?P<thirty>半))?分?)"
    r"(?::?(?P<second>\d{1,2})(?:\.\d+)?秒?)?(?P<later>AM|PM)?(?:Z|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_PART_OF_DAY = re.compile(r"[(（]?(?:上午|中午|下午|晚上|晚|早上|凌晨|全天)[)）]?")
_CHINESE_DATE = re.compile(
    r"(?:([〇零○o一二三四五六七八九]{4})年)?([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十廿卅]{1,3})[日号]?)?", re.I
)
_CHINESE_YEAR_ONLY = str.maketrans("〇零○oO一二三四五六七八九", "00000123456789")


def read_date(raw: Raw, *, year: int | None = None) -> datetime.date | Problem | None:
    """The day a cell names. A time of day is left out. ``year`` completes a date that lacks only its year; a date
    without its day stays a Problem whose ``mend`` offers the completion."""
    if isinstance(raw, str):
        if len(raw) == 10 and raw[4] == "-":
            try:
                return datetime.date.fromisoformat(raw)
            except ValueError:
                pass  # the long way finds the words for what is wrong
        found = _from_text(raw, year, False)
        return found.date() if isinstance(found, datetime.datetime) else found
    found = _from_typed(raw)
    return found.date() if isinstance(found, datetime.datetime) else found


def read_datetime(raw: Raw, *, year: int | None = None) -> datetime.datetime | Problem | None:
    """Day and time of day (naive, as written, to the second); midnight where no time was written."""
    return _from_text(raw, year, True) if isinstance(raw, str) else _from_typed(raw)


def _from_typed(raw: int | float | bool | None) -> datetime.datetime | Problem | None:
    if raw is None:
        return None
    if not isinstance(raw, bool):
        if FIRST_SERIAL <= raw <= LAST_SERIAL + 1:
            whole = int(raw)
            seconds = round((raw - whole) * 86_400)
            return datetime.datetime.fromordinal(EXCEL_EPOCH + whole) + datetime.timedelta(seconds=seconds)
        if isinstance(raw, int) and FIRST_YEAR * 10_000 < raw <= LAST_YEAR * 10_000 + 1231:
            return _made(shown(raw), raw // 10_000, raw // 100 % 100, raw % 100)
        if isinstance(raw, int) and FIRST_YEAR <= raw <= LAST_YEAR:
            return Problem(shown(raw), _EXPECTED, f"只有年份，请补上月和日，例如 {raw}年3月5日")
    return Problem(shown(raw), _EXPECTED, "这个数不是日期，请写成 2022-03-05 的样子")


@lru_cache(REMEMBERED)
def _from_text(raw: str, year: int | None, needs_time: bool) -> datetime.datetime | Problem | None:
    if len(raw) > 60:
        return Problem(shown(raw), _EXPECTED, "请只留下日期，其余文字移到备注列")
    if is_nothing(raw):
        return None
    text = _tidy(raw)
    if match := _FULL.fullmatch(text):
        if found := _full(raw, text, match, needs_time):
            return found
    if match := _NO_YEAR.fullmatch(text):
        return _without_year(raw, match, year)
    return _bare_number(raw, text) or _date_problem(raw, text)


def _tidy(raw: str) -> str:
    """Half width, no spaces (one ``T`` between day and time), no weekday, Chinese digits as Arabic ones."""
    text = re.sub(r"(?<=[\d日号])\s+(?=\d{1,2}[:：时点])", "T", raw.strip())
    text = _WEEKDAY.sub("", half_width(text)).replace("。", ".").rstrip(".,、")
    text = _LONG_DASHES.sub(r"\1-\2-\3", text)
    return _CHINESE_DATE.sub(_arabic, text) if "月" in text else text


def _arabic(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    start = f"{year.translate(_CHINESE_YEAR_ONLY)}年" if year else ""
    end = f"{_small_number(day)}日" if day else ""
    return f"{start}{_small_number(month)}月{end}"


def _small_number(text: str) -> int:
    """``十五`` → 15, ``二十一`` → 21, ``廿一`` → 21."""
    tens, found, ones = text.replace("廿", "二十").replace("卅", "三十").rpartition("十")
    digits = "〇一二三四五六七八九"
    if not found:
        return int("".join(str(digits.index(char)) for char in text))
    ones_value = digits.index(ones) if len(ones) == 1 else 0 if not ones else 99
    return (digits.index(tens) if len(tens) == 1 else 1 if not tens else 9) * 10 + ones_value


def _full(raw: str, text: str, match: re.Match[str], needs_time: bool) -> datetime.datetime | Problem | None:
    year, month, day, month2, day2, rest = match.groups()
    if month2 and rest:
        return None
    found = _made(raw, int(year), int(month or month2), int(day or day2))
    if isinstance(found, Problem) or not rest or (not needs_time and _PART_OF_DAY.fullmatch(rest)):
        return found
    clock = _clock(rest)
    if clock is None:
        if _RANGE.fullmatch(text):
            return _range_problem(raw)
        return Problem(shown(raw), _EXPECTED_TIME, "日期后面的文字看不懂，请只留下日期和时间")
    return datetime.datetime.combine(found.date(), clock)


def _clock(text: str) -> datetime.time | None:
    text = re.split(r"-+|—+|~|至|到", text, maxsplit=1)[0] if re.search(r"\d(?:-+|—+|~|至|到)\d", text) else text
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hour = int(match["hour"])
    half = (match["half"] or match["later"] or "").upper()
    if half in ("下午", "晚上", "晚", "PM") and hour < 12:
        hour += 12
    if half in ("上午", "凌晨", "AM") and hour == 12:
        hour = 0
    minute = 30 if match["thirty"] else int(match["minute"] or 0)
    second = int(match["second"] or 0)
    return datetime.time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _made(raw: str, year: int, month: int, day: int) -> datetime.datetime | Problem:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Problem(shown(raw), _EXPECTED, f"年份 {year} 不在 {FIRST_YEAR}–{LAST_YEAR} 之间，请核对")
    try:
        return datetime.datetime(year, month, day)
    except ValueError:
        return Problem(shown(raw), "实际存在的日期", f"{year}年{month}月没有{day}日，请核对" if 1 <= month <= 12
                       else f"没有{month}月，请核对月份")  # fmt: skip


def _without_year(raw: str, match: re.Match[str], year: int | None) -> datetime.datetime | Problem:
    month, day = int(match[1]), int(match[2])
    possible = _made(raw, year or 2000, month, day)  # 2000: a leap year lets 29 February be asked about
    if isinstance(possible, Problem):
        return possible if year else Problem(shown(raw), "实际存在的日期", f"没有{month}月{day}日，请核对并补上年份")
    if year is None:
        return Problem(shown(raw), _EXPECTED, f"缺年份，请补上，例如 2022年{month}月{day}日；或为整列选定一个年份", "year")
    clock = _clock(match[3]) if match[3] else None
    return datetime.datetime.combine(possible.date(), clock) if clock else possible


def _bare_number(raw: str, text: str) -> datetime.datetime | None:
    """A serial or yyyymmdd that reached us as text (csv)."""
    if not re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return None
    found = _from_typed(float(text) if "." in text else int(text))
    return found if isinstance(found, datetime.datetime) else None


def _range_problem(raw: str) -> Problem:
    return Problem(shown(raw), "一个日期", "这是一段时间，请只填开始的那一天，结束日期填到另一列或备注")


def _date_problem(raw: str, text: str) -> Problem:
    if match := _NO_DAY.fullmatch(text):
        year, month = match.groups()
        if not 1 <= int(month) <= 12:
            return Problem(shown(raw), "实际存在的日期", f"没有{int(month)}月，请核对月份")
        return Problem(shown(raw), _EXPECTED, f"缺日，请补上是哪一天，例如 {year}年{int(month)}月1日", "day")
    if _RANGE.fullmatch(text):
        return _range_problem(raw)
    if match := _SHORT_YEAR.fullmatch(text):
        year, month, day = match.groups()
        return Problem(shown(raw), _EXPECTED, f"年份只有两位，请写全，例如 20{year}年{int(month)}月{int(day)}日")
    if re.fullmatch(r"\d{4}年?", text):
        return Problem(shown(raw), _EXPECTED, f"只有年份，请补上月和日，例如 {text[:4]}年3月5日")
    if text.startswith("#"):
        return Problem(shown(raw), _EXPECTED, "这是公式出错的结果，请在表格里改好，或直接填日期")
    return Problem(shown(raw), _EXPECTED, "看不出是哪一天，请写成 2022-03-05 的样子")
