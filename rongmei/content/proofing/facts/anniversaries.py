"""周年 and 届: 学校创办于1956年，今年迎来建校60周年 (in 2026 it is the 70th); a series whose number falls while the years rise."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from ..finding import ErrorKind, Finding, Level
from .numerals import number_of
from .stated import Stated

KEY = "facts.anniversary"
_EVENTS = Path(__file__).parent.parent / "data" / "anniversaries.yml"
_CN = "〇零一二三四五六七八九十百"
_NUMBER = rf"(?P<number>\d{{1,4}}|[{_CN}]{{1,5}})"
_ANNIVERSARY = re.compile(rf"(?<![第\d{_CN}]){_NUMBER}(?:个)?周年(?!纪念册)")
_FOUNDED = re.compile(
    r"(?:创办|创建|始建|成立|建立|组建|建校|建院|创立|创刊|诞生|始创|肇始|兴办)于(?P<year>(?:1[0-9]|20)\d{2})年|(?P<year2>(?:1[0-9]|20)\d{2})年(?:\d{1,2}月)?(?:正式)?(?:建校|建院|创刊|创办|成立)"
)
_YEAR = re.compile(r"(?<!\d)((?:1[0-9]|20)\d{2})年(?!代)", re.ASCII)
_THIS_YEAR = re.compile(r"今年|今天|今日|如今|即将迎来|正值|恰逢|喜迎")
_SERIES = re.compile(
    rf"(?P<year>2(?<!\d\d)0\d{{2}})年[^，。；\n]{{0,8}}?第(?P<number>\d{{1,3}}|[{_CN}]{{1,4}})届(?P<name>[^，。；、：“”《》（）\d\s]{{4,16}})"
)
_SINCE = re.compile(
    r"(?:至今|迄今|距今)(?:已|已经)?(?:有|历|走过|坚持)?(?:了)?(?:整整)?(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})(?:个)?年(?![级代度])"
)


def check(stated: Stated) -> list[Finding]:
    """Findings on anniversaries and numbered series."""
    text, on = stated.text, stated.on
    found: list[Finding] = []
    if not any(word in text for word in ("周年", "届", "至今", "迄今", "距今")):
        return found
    for start, end in stated.sentences("周年", "至今", "迄今", "距今"):
        found += [
            one
            for one in (*_of_sentence(text, start, end, on), *_since(text, start, end, on))
            if not stated.in_quotation(one.start, one.end)
        ]
    return [*found, *_series(text)]


def _of_sentence(text: str, start: int, end: int, on: datetime.date | None) -> Iterator[Finding]:
    celebrated = list(_ANNIVERSARY.finditer(text, start, end))
    if len(celebrated) != 1:
        return
    said = number_of(celebrated[0]["number"])
    founded = list(_FOUNDED.finditer(text, start, end))
    from_year = int(founded[0]["year"] or founded[0]["year2"]) if len(founded) == 1 else None
    if from_year is None and not founded:
        from_year = _known_event(text[max(start, celebrated[0].start() - 24) : celebrated[0].start()])
    others = {int(year) for year in _YEAR.findall(text[start:end])} - {from_year}
    now = _occasion(text[start:end], others, on)
    if said is None or from_year is None or now is None or now <= from_year or now - from_year == said:
        return
    number = celebrated[0]["number"]
    right = str(now - from_year)
    yield _finding(
        text, celebrated[0].start(), celebrated[0].end(), f"从{from_year}年到{now}年是{right}周年", right if number.isdigit() else ""
    )


def _occasion(sentence: str, others: set[int], on: datetime.date | None) -> int | None:
    """The year of the celebration, when only one is possible."""
    if _THIS_YEAR.search(sentence):
        return on.year if on is not None and not others - {on.year} else None
    return next(iter(others)) if len(others) == 1 else None


def _known_event(before: str) -> int | None:
    return next((year for name, year in _events() if before.endswith(name)), None)


@cache
def _events() -> tuple[tuple[str, int], ...]:
    """(name, year), longest name first."""
    listed = yaml.safe_load(_EVENTS.read_text(encoding="utf-8"))
    return tuple(sorted(((name, int(event["year"])) for event in listed for name in event["names"]), key=lambda pair: -len(pair[0])))


def _since(text: str, start: int, end: int, on: datetime.date | None) -> Iterator[Finding]:
    """自1990年开办，至今已30年: counted from the only year the sentence names."""
    years = _YEAR.findall(text[start:end])
    lasted = list(_SINCE.finditer(text, start, end))
    if on is None or len(years) != 1 or len(lasted) != 1:
        return
    said, exact = number_of(lasted[0]["number"]), on.year - int(years[0])
    if said is not None and exact > 0 and abs(exact - said) > 1 and not text.startswith(("多", "余"), lasted[0].end()):
        yield _finding(text, lasted[0].start("number"), lasted[0].end(), f"从{years[0]}年到{on.year}年是{exact}年", "")


def _series(text: str) -> Iterator[Finding]:
    """2025年第十届……2026年第九届 of one name."""
    seen: dict[str, tuple[int, int]] = {}
    for found in _SERIES.finditer(text) if "届" in text else ():
        number, year = number_of(found["number"]), int(found["year"])
        if number is None:
            continue
        name = found["name"][:6]
        before = seen.get(name)
        seen[name] = (year, int(number))
        if before is not None and (year - before[0]) * (int(number) - before[1]) < 0:
            yield _finding(
                text,
                found.start("number") - 1,
                found.start("name"),
                f"前面写{before[0]}年是第{before[1]}届，{year}年不应是第{int(number)}届",
                "",
            )


def _finding(text: str, start: int, end: int, problem: str, right: str) -> Finding:
    written = text[start:end]
    return Finding(
        rule=KEY,
        level=Level.WARNING,
        start=start,
        end=end,
        found=written,
        message=f"“{written}”：{problem}，请核对。",
        kind=ErrorKind.FACT,
        suggestions=(f"{right}周年",) if right else (),
        confidence=0.85,
    )
