"""Lists in one cell, and lists with a head count each."""

from __future__ import annotations

import re

from rongmei.base.sheets.cells.number import CHINESE_DIGITS, read_integer
from rongmei.base.sheets.cells.problem import Problem, Raw, is_nothing, shown
from rongmei.base.sheets.cells.text import read_text

_OPEN, _CLOSE = "（([【〔《“", "）)]】〕》”"
_SEPARATORS = frozenset("、，,；;\n\r／|｜")
_NAMES_BY_SPACES = re.compile(r"[\u4e00-\u9fff·]{2,4}(?:[ \u3000]+[\u4e00-\u9fff·]{2,4})+")
_COUNTED = re.compile(
    r"(?P<name>.*?[^\d\s:：（(])\s*(?:[（(]\s*(?P<inside>[^（）()]*?)\s*[）)]|[:：]\s*(?P<after>\S.*)|(?P<bare>\d+)\s*[人名次个篇]{0,2})"
)


def split_list(raw: Raw) -> list[str]:
    """The members of a list in one cell, in order, empty ones left out: separated by 、，,；;/ or line breaks, but
    not inside brackets or book-title marks, nor at the slashes of a link. Names kept apart by spaces only
    (``张三 李四``) are split as well."""
    if is_nothing(raw):
        return []
    text = str(raw).strip()
    if _NAMES_BY_SPACES.fullmatch(text):
        return text.split()
    balanced = sum(map(text.count, _OPEN)) == sum(map(text.count, _CLOSE))
    slash = "://" not in text
    parts, depth, start = [], 0, 0
    for place, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth -= 1
        elif (char in _SEPARATORS or (slash and char == "/")) and (depth <= 0 or not balanced):
            parts.append(text[start:place])
            start = place + 1
    parts.append(text[start:])
    return [clean for part in parts if (clean := read_text(part)) is not None]


def read_counted_list(raw: Raw) -> list[tuple[str, int | None]] | Problem:
    """Names with a head count each: ``文学院(35人)、法学院：20`` → [("文学院", 35), ("法学院", 20)]; a name without a
    count has None. A count that is no whole number is a Problem."""
    counted: list[tuple[str, int | None]] = []
    for part in split_list(raw):
        match = _COUNTED.fullmatch(part)
        text = match and (match["inside"] or match["after"] or match["bare"])
        if match is None or not text or not any(char.isdigit() or char in CHINESE_DIGITS for char in text):
            counted.append((part, None))
            continue
        count = read_integer(text)
        if not isinstance(count, int):
            return Problem(shown(part), "“单位（人数）”，例如 文学院(35人)、法学院：20", "请把括号或冒号后面改成整数")
        counted.append((match["name"].strip(), count))
    return counted
