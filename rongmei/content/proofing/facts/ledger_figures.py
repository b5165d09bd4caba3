"""Figures of a sentence against the office's own ledgers: 2026年举办理论讲堂140余场, when the ledger counts 137.

A sentence is compared only where it names the figure, its measure word and the year; wordings that say no more than the truth pass (130余).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ..finding import ErrorKind, Finding, Level
from ..protocols import KnownFigure, KnownFigures
from .amounts import PEOPLE, Amount, like, step
from .sentences import places_of
from .stated import Stated

KEY = "facts.ledger"
_YEAR = re.compile(r"(?<!\d)(20\d{2})年(?!\d{1,2}月)", re.ASCII)
_THIS_YEAR, _LAST_YEAR = re.compile(r"今年|全年|年内|本年度?|一年来|年度"), re.compile(r"去年|上年|上一年")
_PARTIAL = re.compile(
    r"其中|\d{1,2}月|[一二三四五六七八九十]月|季度|学期|上半年|下半年|首场|第[一二三四五六七八九十\d]|每|各|本周|截至|分别|学院|系|支部|增|减|比|较|计划|预计|拟|目标"
)
# What may stand before a figure's name without making it another thing's (学术讲座 is not 讲座)
_LEADS = "办展织设讲行开作推出发布共及和与了类种系列场次篇条期册募有：，。、；“《（(年 "
_NEAR = 14


def check(stated: Stated, figures: KnownFigures) -> list[Finding]:
    """Findings on figures of a text that the ledgers contradict."""
    text, on = stated.text, stated.on
    found: list[Finding] = []
    told = [(start, year) for start, end in _sentences(stated, ["年"]) if (year := _year(text[start:end], on)) is not None]
    for (start, year), (end, _next) in pairwise([*told, (len(text), 0)]):
        listed = figures.figures(year)
        for first, last in _sentences(stated, {name for figure in listed for name in figure.names}, start, end):
            known = [figure for figure in listed if any(text.find(name, first, last) >= 0 for name in figure.names)]
            found += _of_sentence(stated, first, last, known)
    return found


def _sentences(stated: Stated, phrases: Iterable[str], start: int = 0, end: int | None = None) -> dict[tuple[int, int], None]:
    """The whole sentences in which one of the phrases stands, in order, each once."""
    return dict.fromkeys(stated.sentence_at(at) for at in places_of(stated.text, phrases, start, end))


def _year(sentence: str, on: datetime.date | None) -> int | None:
    """The one year the sentence speaks of."""
    written = {int(year) for year in _YEAR.findall(sentence)}
    if len(written) == 1:
        return written.pop()
    if on is None or written:
        return None
    if _THIS_YEAR.search(sentence):
        return on.year
    return on.year - 1 if _LAST_YEAR.search(sentence) else None


def _of_sentence(stated: Stated, start: int, end: int, known: Sequence[KnownFigure]) -> Iterator[Finding]:
    text = stated.text
    for amount in stated.amounts(start, end):
        if _PARTIAL.search(text, start, amount.end):
            return  # from here on the sentence speaks of parts
        figure = _figure(text, start, end, amount, known)
        if figure is not None and not amount.holds(Decimal(str(figure.value))):
            yield _finding(text, amount, figure)


def _figure(text: str, start: int, end: int, amount: Amount, known: Sequence[KnownFigure]) -> KnownFigure | None:
    """The figure whose name stands nearest to the amount in its clause and is counted with its measure word."""
    nearest: tuple[int, int, KnownFigure] | None = None
    for figure in known:
        if not _counts_alike(figure.measure_word, amount.measure):
            continue
        for name in figure.names:
            for found in re.finditer(re.escape(name), text[start:end]):
                distance = _distance(text, amount, start + found.start(), start + found.end())
                if distance is not None and (nearest is None or (distance, -len(name)) < nearest[:2]):
                    nearest = distance, -len(name), figure
    return nearest[2] if nearest else None


def _counts_alike(known: str, written: str) -> bool:
    return known == written or (known in PEOPLE and written in PEOPLE)


def _distance(text: str, amount: Amount, start: int, end: int) -> int | None:
    """Characters between the name and the amount; None when they are too far apart or the name is part of another."""
    between = text[end : amount.start] if end <= amount.start else text[amount.end : start]
    if len(between) > _NEAR or any(mark in between for mark in "，。；：！？\n"):
        return None
    directly_behind = end > amount.start and not between
    if start and not directly_behind and text[start - 1] not in _LEADS and "\u4e00" <= text[start - 1] <= "\u9fff":
        return None
    return len(between)


def _finding(text: str, amount: Amount, figure: KnownFigure) -> Finding:
    value = Decimal(str(figure.value))
    written = text[amount.start : amount.end]
    counted = like(value, amount.worded)
    return Finding(
        rule=KEY,
        level=Level.WARNING,
        start=amount.start,
        end=amount.end,
        found=written,
        message=f"台账里{figure.year}年“{figure.label}”是{counted}{figure.measure_word}，这里写“{written}”，请核对。",
        kind=ErrorKind.FIGURE,
        suggestions=(counted + amount.measure, *_more_than(value, amount)),
        confidence=0.85,
    )


def _more_than(value: Decimal, amount: Amount) -> tuple[str, ...]:
    """130余场 for 137, when the text was written with 余 or the like: down to the last place the text keeps."""
    place = max(step(amount.number), Decimal(10))
    floor = value // place * place
    return () if amount.exact or not 10 <= floor < value else (f"{like(floor, amount.worded)}余{amount.measure}",)
