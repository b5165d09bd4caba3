"""The directory as one checker among the others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ..checking import Context
from ..finding import Finding
from ..source import Paragraph, Source
from . import Index, check, check_repeated


@dataclass(frozen=True, slots=True)
class InDirectory:
    """Names and titles of one paragraph against the directory; the index is kept as long as the directory's version.

    No name and no office goes over a line break, so the whole text is read at once and each paragraph has its own part of what was found.
    """

    key: str = "directory"
    whole: Literal[False] = False

    def off(self, context: Context) -> str:
        return "" if context.directory else "没有接入人员和单位名录，人名、职务、单位名称不核对。"

    def check(self, paragraph: Paragraph, context: Context) -> Iterable[Finding]:
        if context.directory is None:
            return ()
        index, on, grams = _index(context), context.on, paragraph.grams
        found = grams.everywhere((index, on), lambda whole: check(whole.text[1:-1], index, on=on, grams=whole))
        if not found:
            return ()
        first = bisect_left(found, grams.start, key=_start)
        here = (one.moved(-grams.start) for one in found[first : bisect_left(found, grams.start + len(paragraph.text), first, key=_start)])
        return [one for one in here if not paragraph.masks.hard.touch(one.start, one.end)]


@dataclass(frozen=True, slots=True)
class NamesRepeated:
    """Names of a whole text against the same names elsewhere in it."""

    key: str = "directory.repeated"
    whole: Literal[True] = True

    def off(self, context: Context) -> str:
        return ""  # said once, by InDirectory

    def check(self, source: Source, context: Context) -> Iterable[Finding]:
        if context.directory is None:
            return ()
        found = check_repeated(source.text, _index(context), grams=source.grams)
        return [one for one in found if not source.masks.hard.touch(one.start, one.end)] if found else found


def _start(finding: Finding) -> int:
    return finding.start


def _index(context: Context) -> Index:
    assert context.directory is not None
    kept = context.memory.get("directory")
    if isinstance(kept, Index) and kept.version == context.directory.version:
        return kept
    fresh = Index(context.directory)
    context.memory["directory"] = fresh
    return fresh
