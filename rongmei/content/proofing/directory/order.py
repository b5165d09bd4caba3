"""The order of a list of leaders, where the directory gives their ranks."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from ..finding import ErrorKind, Finding, Level
from .index import Found, Phrases, held
from .titles import ADDRESSED

KEY = "directory.order"
_MANY = 60
_SEPARATOR = re.compile(r"[、，,]|以及|和|及|与")
_JOIN = re.compile(r"(?:[、，,]|以及|和|及|与)?(?:我校|本校|学校|校|原)?")


def check(text: str, found: Phrases, on: datetime.date | None) -> list[Finding]:
    """A suggestion for every list in which a lower rank stands before a higher one."""
    return [
        _finding(text, row, ranks)
        for row in _rows(text, found, on)
        if (ranks := [rank for rank in (_rank(one, on) for one in row) if rank is not None]) != sorted(ranks)
    ]


def _rank(one: Found, on: datetime.date | None) -> int | None:
    ranks = [post.rank for person in one.known.people for post in person.posts if post.rank is not None and held(post, on)]
    return min(ranks, default=None)


def _rows(text: str, found: Phrases, on: datetime.date | None) -> Iterator[list[Found]]:
    """Ranked people named one after another with nothing but titles, units and commas between."""
    row: list[Found] = []
    for one in found.all:
        if not one.known.people or _rank(one, on) is None or (row and one.start < row[-1].end):
            continue
        if ADDRESSED.match(text, one.end):
            continue
        if row and not _JOIN.fullmatch(_bare(text, row[-1].end, one.start, found)):
            if len(row) > 1:
                yield row
            row = []
        row.append(one)
    if len(row) > 1:
        yield row


def _bare(text: str, start: int, end: int, found: Phrases) -> str:
    """What stands between two names without the titles and units."""
    if end - start > 40:
        return text[start:end]
    kept, at = "", start
    for one in found.within(start, end):
        if (one.known.office or one.known.unit is not None) and at <= one.start:
            kept, at = kept + text[at : one.start], one.end
    return re.sub("[、，,]{2,}", "、", kept + text[at:end])


def _finding(text: str, row: Sequence[Found], ranks: Sequence[int]) -> Finding:
    start, end = row[0].start, row[-1].end
    names = [text[one.start : one.end] for one in row]
    right = [name for _rank_, name in sorted(zip(ranks, names, strict=True), key=lambda pair: pair[0])]
    pieces = _SEPARATOR.split(text[start:end])
    suggestions: tuple[str, ...] = ()
    if pieces == names and len(names) <= _MANY:  # no titles between: the names can simply change places
        filled = iter(right)
        suggestions = (re.sub("|".join(map(re.escape, names)), lambda _match: next(filled), text[start:end]),)
    return Finding(
        rule=KEY,
        level=Level.SUGGESTION,
        start=start,
        end=end,
        found=text[start:end],
        message=f"按名录的排序应为：{'、'.join(right)}。",
        kind=ErrorKind.NAME,
        suggestions=suggestions,
        confidence=0.6,
    )
