"""pair: marks that come in twos. marks: the pairs the rule speaks of. find: what it reports —

unclosed  an opening mark without its closing one; a quotation may go on in the next paragraph when that begins with the mark again
unopened  a closing mark without its opening one; list labels such as 1） or a) are none
nested    the same mark inside itself; inside: {outer: inner} says what should stand there
crossed   （甲“乙）丙”
alone     false: say nothing in a text of one paragraph, which may be a passage out of a longer quotation
bare      an inner mark that stands in no outer one: ‘甲’ where “甲” should stand; inside says which is which
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..source import Paragraph, Source
from .building import Built, Hit

NAME: Final = "pair"
KEYS: Final = frozenset({"marks", "find", "inside", "alone"})
MARKS: Final = ("（）", "《》", "〈〉", "【】", "〔〕", "“”", "‘’")
QUOTES: Final = "“‘"
OUTER: Final = {"‘": "“", "〈": "《"}
_APOSTROPHE: Final = re.compile("[A-Za-z0-9]’")
LONGEST: Final = 300  # characters of a nested pair that is shown as a whole
# Marks in which there is nothing to report: every pair closed, in another at most once, and each where it belongs. All other texts are read mark by mark.
_SOUND: Final = re.compile(
    "(?:“(?:‘’|《》|（）|【】|〔〕)*”|《(?:“”|（）|〈〉|〔〕)*》|（(?:“”|《》|【】|〔〕)*）|【(?:“”|《》|（）|〔〕)*】|〔〕)*"
)
REPORTS: Final = ("unclosed", "unopened", "nested", "crossed", "bare")
# What stands before the closing bracket of a list label: 1） ①） a) 一）
_LABEL: Final = re.compile(r"(?:^|[\s，。；：、！？（(])(?:[0-9]{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3}|[①-⑳]|[ivxIVX]{1,5})$")


def build(options: Mapping[str, Any]) -> Built:
    marks, report = options.get("marks"), options.get("find")
    if not isinstance(marks, list) or not set(marks) <= set(MARKS) or report not in REPORTS:
        raise ValueError(f"pair 要有 marks（{' '.join(MARKS)} 里的几种）和 find（{'、'.join(REPORTS)}）。")
    spoken, inside = frozenset("".join(marks)), options.get("inside") or {}

    def find_in_all(source: Source) -> Iterator[Hit]:
        if options.get("alone") is False and len(source.paragraphs) < 2:
            return
        swap = {inner: outer for outer, inner in inside.items()} if report == "bare" else inside
        for hit in _scan(source, MARKS).found[str(report)]:
            if source.text[hit.start] in spoken:
                yield _with(source, hit, swap)

    return Built(find_in_all=find_in_all)


def _with(source: Source, hit: Hit, swap: Mapping[str, str]) -> Hit:
    """Both marks of a pair are spoken of at once, so that mending keeps them a pair."""
    found = source.text[hit.start : hit.end]
    other = swap.get(found[0] + found[-1]) if len(found) > 1 else None
    return Hit(hit.start, hit.end, (other[0] + found[1:-1] + other[1],)) if other else hit


class _Scan:
    """One pass over a text. ``found``: hits by report."""

    def __init__(self, pairs: tuple[str, ...]) -> None:
        self.found: dict[str, list[Hit]] = {name: [] for name in REPORTS}
        self.opening = {pair[0]: pair[1] for pair in pairs}
        self.closing = {pair[1]: pair[0] for pair in pairs}
        self.marks = re.compile("[" + re.escape("".join(pairs)) + "]")
        self.stack: list[tuple[str, int]] = []  # open marks and where they stand
        self.open: Counter[str] = Counter()

    def paragraph(self, paragraph: Paragraph) -> None:
        if not self.stack and self.sound(paragraph):
            return
        going_on = self.carry_on(paragraph)
        hard = paragraph.masks.hard
        for match in self.marks.finditer(paragraph.text):
            mark, at = match[0], match.start()
            if going_on and mark in QUOTES:
                going_on -= 1
            elif not hard.touch(at, at + 1):
                going_on = 0
                if mark in self.opening:
                    self.stack.append((mark, paragraph.start + at))
                    self.open[mark] += 1
                else:
                    self.close(self.closing[mark], at, paragraph)

    def sound(self, paragraph: Paragraph) -> bool:
        """Is there nothing to say? Of what is left alone only code and what was given from outside can hide one mark of a pair."""
        if paragraph.given or "`" in paragraph.text:
            return False
        return _SOUND.fullmatch("".join(self.marks.findall(paragraph.text))) is not None

    def carry_on(self, paragraph: Paragraph) -> int:
        """How many quotations go on here: those left open, when the paragraph begins with their mark again."""
        if self.stack:
            begins = paragraph.text.lstrip("\u3000 ")[:1]
            if begins == self.stack[0][0] and all(mark in QUOTES for mark, _at in self.stack):
                return len(self.stack)
            self.leave()
        return 0

    def leave(self) -> None:
        """What is still open. One report a mark: a thousand brackets are one slip."""
        told: set[str] = set()
        for mark, at in self.stack:
            if mark not in told:
                told.add(mark)
                self.found["unclosed"].append(Hit(at, at + 1))
        self.stack.clear()
        self.open.clear()

    def close(self, wanted: str, at: int, paragraph: Paragraph) -> None:
        end = paragraph.start + at + 1
        for depth in range(len(self.stack) - 1, max(len(self.stack) - 4, -1), -1):
            mark, start = self.stack[depth]
            if mark == wanted:
                if depth < len(self.stack) - 1:
                    self.found["crossed"].append(Hit(start, end))
                elif end - start <= LONGEST:
                    self.closed_pair(mark, start, end)
                for skipped, _at in self.stack[depth:]:
                    self.open[skipped] -= 1
                del self.stack[depth:]
                return
        if wanted == "‘" and _APOSTROPHE.match(paragraph.text, max(at - 1, 0)):
            return
        if not (wanted in "（(" and _LABEL.search(paragraph.text[max(0, at - 6) : at])):
            self.found["unopened"].append(Hit(end - 1, end))

    def closed_pair(self, mark: str, start: int, end: int) -> None:
        """A pair that closes as it should: inside itself, or an inner one that stands in no outer one."""
        if self.open[mark] > 1:
            self.found["nested"].append(Hit(start, end))
        elif mark in OUTER and not self.open[OUTER[mark]]:
            self.found["bare"].append(Hit(start, end))


def _scan(source: Source, pairs: tuple[str, ...]) -> _Scan:
    """The one pass over this text that all rules about these marks share."""
    kept = source.memory.get(pairs)
    if isinstance(kept, _Scan):
        return kept
    scan = _Scan(pairs)
    for paragraph in source.paragraphs:
        scan.paragraph(paragraph)
    scan.leave()
    source.memory[pairs] = scan
    return scan
