"""Where sentences end, and quotations in a text, as places and spans, so that a check never loses its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

_END = re.compile(r"[。！？!?\n]")
_QUOTED = re.compile(r"“[^“”\n]{0,2000}”|「[^「」\n]{0,2000}」|‘[^‘’\n]{0,500}’")
LONGEST = 500  # of a sentence, before and after the word it is found by; nobody writes longer ones, and a checker must not wander


def ends_of(text: str) -> list[int]:
    """Places of the marks and breaks that end a sentence."""
    return [found.start() for found in _END.finditer(text)]


def places_of(text: str, phrases: Iterable[str], start: int = 0, end: int | None = None) -> list[int]:
    """Where any of the phrases begins in text[start:end], in order."""
    places: set[int] = set()
    for phrase in phrases:
        at = text.find(phrase, start, end)
        while at >= 0:
            places.add(at)
            at = text.find(phrase, at + len(phrase), end)
    return sorted(places)


def sentences(text: str, ends: Sequence[int], gates: Sequence[str], start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Sentences in text[start:end] that hold at least one of the gates. What holds no gate is never looked at."""
    last = 0
    for at in places_of(text, gates, start, end):
        if at < last:
            continue
        start, end = sentence_at(text, ends, at)
        start, last = max(last, at - LONGEST, start), min(at + LONGEST, end)
        yield start, last


def sentence_at(text: str, ends: Sequence[int], at: int) -> tuple[int, int]:
    """The sentence in which the place lies."""
    following = bisect_left(ends, at)
    return ends[following - 1] + 1 if following else 0, ends[following] if following < len(ends) else len(text)


def quoted(text: str) -> list[tuple[int, int]]:
    """Stretches between quotation marks, of any length: somebody else's words."""
    return [found.span() for found in _QUOTED.finditer(text)] if "“" in text or "「" in text or "‘" in text else []
