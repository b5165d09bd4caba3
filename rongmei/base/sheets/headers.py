"""Which rows of a sheet are its header, and what its columns are called.

Offices put a title above the table, a line with unit and date, then one to three rows of headings, merged in both
directions. The rows are scored; the best becomes the header, and rows tied to it by merged cells join it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median_low

from rongmei.base.sheets.ods import Merge
from rongmei.base.sheets.tables import Cell

CANDIDATES = 15
"""A header begins in one of the first rows, counted without blank ones."""
LOOK_AT = 60
"""Rows looked at to tell headings from data."""
DEEPEST = 4

_KNOWN = re.compile(
    r"序号|编号|日期|时间|年度|月份|媒体|平台|阵地|栏目|版面|标题|题目|名称|姓名|作者|记者|通讯员|学号|工号|部门|单位|学院|"
    r"类别|类型|级别|等级|形式|主题|内容|地点|主持|主讲|参加|人数|数量|篇数|次数|阅读|点赞|转发|评论|播放|粉丝|链接|网址|"
    r"备注|联系|电话|职务|职称|奖项|获奖|来源|状态|金额|学时|学分|合计"
)
_DATA_LIKE = re.compile(r"\s*(?:[\d０-９][\d０-９\s.,，:：/年月日号时分万亿千%％+\-]*|https?://.*|www\..*)\s*")
_SPACE = re.compile(r"\s+")
_CJK_SPACE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")


@dataclass(frozen=True, slots=True)
class Header:
    """``first`` to ``last`` are rows counted from 0; ``titles`` maps a column's index to its flattened title."""

    first: int
    last: int
    titles: dict[int, str]


def spread_merges(rows: Iterable[list[Cell]], merges: Sequence[Merge], area: int) -> Iterator[tuple[list[Cell], tuple[int, ...]]]:
    """Rows with the top left value of every merged block repeated over the block, and the indexes so filled.

    ``area`` bounds the cells filled in all: real blocks never overlap, so they cannot cover more than the sheet.
    """
    waiting = sorted(merges, reverse=True)
    active: list[tuple[Merge, Cell]] = []
    for index, row in enumerate(rows):
        while waiting and waiting[-1][0] <= index:
            block = waiting.pop()
            top, left, bottom, right = block
            right = min(right, len(row) - 1)
            area -= (bottom - top + 1) * (max(right - left, 0) + 1)
            if area >= 0 and left < len(row) and row[left] is not None:
                active.append(((top, left, bottom, right), row[left]))
        if not active:
            yield row, ()
            continue
        filled: list[int] = []
        for (top, left, _, right), value in active:
            for column in range(left, right + 1):
                if row[column] is None and (index > top or column > left):
                    row[column] = value
                    filled.append(column)
        active = [item for item in active if item[0][2] > index]
        yield row, tuple(filled)


def clean_title(value: Cell) -> str:
    """A heading on one line: ``发 布\\n日期`` → ``发布日期``."""
    if value is None:
        return ""
    text = _SPACE.sub(" ", str(value).replace("\u200b", "")).strip()
    return _CJK_SPACE.sub("", text)[:100]


def find_header(grid: Sequence[Sequence[Cell]], merges: Sequence[Merge]) -> Header | None:
    """The header of the first ``LOOK_AT`` rows of a sheet (merged blocks already spread), or None when they hold
    nothing that could be one."""
    filled = [index for index, row in enumerate(grid) if any(clean_title(value) for value in row)]
    if not filled:
        return None
    candidates = filled[:CANDIDATES]
    best = max(candidates, key=lambda index: _score(grid, filled, index))
    first = last = best
    while first > 0 and last - first + 1 < DEEPEST and _belongs_above(grid, merges, first):
        first -= 1
    while last + 1 < len(grid) and last - first + 1 < DEEPEST and _belongs_below(grid, merges, first, last):
        last += 1
    titles = _titles(grid, first, last)
    return Header(first, last, titles) if titles else None


def _is_heading(value: Cell) -> bool:
    if not isinstance(value, str):
        return False
    text = clean_title(value)
    return 0 < len(text) <= 40 and not _DATA_LIKE.fullmatch(text)


def _score(grid: Sequence[Sequence[Cell]], filled: Sequence[int], index: int) -> float:
    row = grid[index]
    below = [grid[other] for other in filled if other > index]
    score = -0.3 * filled.index(index)
    seen: set[str] = set()
    for column, value in enumerate(row):
        if value is None:
            continue
        text = clean_title(value)
        if not _is_heading(value):
            score -= 1.5
            continue
        if text in seen:
            continue
        seen.add(text)
        score += 1
        if len(text) <= 12 and _KNOWN.search(text):
            score += 1.5
        if "：" in text[1:] or len(text) > 20:
            score -= 1.5
        under = [other[column] for other in below if column < len(other) and other[column] is not None]
        if under and not _is_heading(under[-1]):
            score += 1
        if sum(other == value for other in under) > len(under) // 10 + 1 and len(under) > 2:
            score -= 2
    usual = median_low([sum(value is not None for value in other) for other in below]) if below else 1
    if len(seen) == 1 and usual > 1:
        score -= 5  # a title stands alone above its table
    return score


def _tied(merges: Sequence[Merge], upper: int) -> bool:
    """Is a merged block common to row ``upper`` and the row below it?"""
    return any(top <= upper < bottom for top, _, bottom, _ in merges)


def _groups(grid: Sequence[Sequence[Cell]], merges: Sequence[Merge], index: int) -> list[tuple[int, int]]:
    """Column ranges of headings merged sideways in a row, unless one covers the whole width (that is a title)."""
    ranges = [(left, right) for top, left, bottom, right in merges if top <= index <= bottom and right > left]
    used = [column for column, value in enumerate(grid[index]) if value is not None]
    return [(left, right) for left, right in ranges if used and not (left <= used[0] and right >= used[-1])]


def _all_headings(grid: Sequence[Sequence[Cell]], index: int) -> bool:
    values = [value for value in grid[index] if value is not None]
    return bool(values) and all(_is_heading(value) for value in values)


def _belongs_above(grid: Sequence[Sequence[Cell]], merges: Sequence[Merge], first: int) -> bool:
    above = first - 1
    if not _all_headings(grid, above) or len({clean_title(value) for value in grid[above] if value is not None}) < 2:
        return False
    if any("：" in clean_title(value)[1:] for value in grid[above] if value is not None):
        return False
    if _tied(merges, above):
        return True
    # Group headings alone count when they stand over every column; a line with unit and date leaves gaps.
    gaps = any(value is not None and grid[above][column] is None for column, value in enumerate(grid[first]))
    return bool(_groups(grid, merges, above)) and not gaps


def _belongs_below(grid: Sequence[Sequence[Cell]], merges: Sequence[Merge], first: int, last: int) -> bool:
    upper, lower = grid[last], grid[last + 1]
    if any(first <= top <= last < bottom for top, _, bottom, _ in merges):
        return True
    if not _all_headings(grid, last + 1):
        return False
    for left, right in _groups(grid, merges, last):
        under = {clean_title(value) for value in lower[left : right + 1] if value is not None}
        if len(under) > 1 and not any(value is not None for value in (*lower[:left], *lower[right + 1 :])):
            return True
    # Without merged cells (csv): the lower row fills exactly gaps that the upper one leaves.
    fills = [c for c, value in enumerate(lower) if value is not None and (c >= len(upper) or upper[c] is None)]
    leaves = [c for c, value in enumerate(upper) if value is not None and lower[c] is None]
    return bool(fills) and bool(leaves) and leaves[0] < fills[0] and lower[leaves[0]] is None and last == first


def _titles(grid: Sequence[Sequence[Cell]], first: int, last: int) -> dict[int, str]:
    width = max(len(grid[index]) for index in range(first, last + 1))
    table = [[clean_title(value) for value in grid[index]] for index in range(first, last + 1)]
    for depth, row in enumerate(table[:-1]):
        below = table[depth + 1]
        for column in range(1, width):
            # A group heading that was not merged stands over the first of its columns only.
            if not row[column] and below[column] and row[column - 1] and below[column - 1]:
                row[column] = row[column - 1]
    titles = {}
    for column in range(width):
        path: list[str] = []
        for row in table:
            if row[column] and (not path or path[-1] != row[column]):
                path.append(row[column].replace("/", "／") if last > first else row[column])
        if path:
            titles[column] = "/".join(path)
    return titles
