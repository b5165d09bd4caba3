"""Ages that a year of birth contradicts: 1985年出生……现年36岁 in 2026; 生卒 and 享年."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from ..finding import ErrorKind, Finding, Level
from .numerals import number_of
from .stated import Stated

KEY = "facts.age"
_BORN = re.compile(
    r"(?:出生于|生于)(?P<after>1[89]\d{2}|20\d{2})年|(?P<before>(?:1[89]\d{2}|20\d{2}))年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:出?生(?![产活长态物成意命源])|生人)",
    re.ASCII,
)
_AGE = re.compile(r"(?:现年|今年|年仅|年已|已经|已)(?:已经|已|刚满|刚|才|仅)?(?P<age>\d{1,3}|[一二三四五六七八九十百]{1,4})岁")
_LIVED = re.compile(r"(?:终年|享年|享寿)(?P<age>\d{1,3}|[一二三四五六七八九十百]{1,4})岁")
_DIED = re.compile(
    r"(?<!\d)(?P<year>(?:1[89]|20)\d{2})年(?:\d{1,2}月(?:\d{1,2}日)?)?[^，。；\d]{0,16}?(?:逝世|去世|病逝|辞世|牺牲|仙逝|与世长辞)|卒于(?P<after>(?:1[89]|20)\d{2})年",
    re.ASCII,
)
_LIFE = re.compile(r"[（(](?P<born>1[0-9]\d{2}|20\d{2})(?:年)?[—~–-]{1,2}(?P<died>1[0-9]\d{2}|20\d{2})(?:年)?[）)]", re.ASCII)


def check(stated: Stated) -> list[Finding]:
    """Findings on ages. Without the day of the text only 享年 can be checked."""
    text, on = stated.text, stated.on
    found: list[Finding] = []
    if "岁" not in text or ("生" not in text and "享" not in text and "终" not in text):
        return found
    for start, end in stated.sentences("岁"):
        ages = [*_AGE.finditer(text, start, end), *_LIVED.finditer(text, start, end)]
        if len(ages) != 1:
            continue
        begin = start if _BORN.search(text, start, end) or _LIFE.search(text, start, end) else _previous(text, start)
        found += _judge(text, ages[0], begin, end, on)
    return found


def _previous(text: str, start: int) -> int:
    """Where the sentence before begins: 某某，1985年生。现年41岁。"""
    return max(text.rfind(mark, 0, max(0, start - 1)) for mark in "。！？\n") + 1


def _judge(text: str, age: re.Match[str], start: int, end: int, on: datetime.date | None) -> Iterator[Finding]:
    born, died = _lifetime(text, start, end)
    lived = age.re is _LIVED
    now = died if lived else (on.year if on is not None else None)
    said = number_of(age["age"])
    if born is None or now is None or said is None or now < born:
        return
    exact = now - born
    # Before the birthday one less; 虚岁, usual with 享年, one or two more
    if exact - 1 <= said <= exact + (2 if lived else 0):
        return
    written = text[age.start() : age.end()]
    span = f"{exact}岁" if lived else f"{exact - 1}或{exact}岁"
    yield Finding(
        rule=KEY,
        level=Level.WARNING,
        start=age.start(),
        end=age.end(),
        found=written,
        message=f"“{written}”：{born}年出生，到{now}年是{span}，请核对。",
        kind=ErrorKind.FACT,
        suggestions=(written.replace(age["age"], str(exact), 1),) if age["age"].isdigit() else (),
        confidence=0.8,
    )


def _lifetime(text: str, start: int, end: int) -> tuple[int | None, int | None]:
    """(year of birth, year of death) when the passage names exactly one."""
    life = list(_LIFE.finditer(text, start, end))
    if len(life) == 1:
        return int(life[0]["born"]), int(life[0]["died"])
    births = [int(found["after"] or found["before"]) for found in _BORN.finditer(text, start, end)]
    deaths = [int(found["year"] or found["after"]) for found in _DIED.finditer(text, start, end)]
    return births[0] if len(births) == 1 else None, deaths[0] if len(deaths) == 1 else None
