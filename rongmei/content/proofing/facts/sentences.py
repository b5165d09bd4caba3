"""Sentences of a text and quotations in it, as spans, so that a check never loses its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"[^。！？!?\n]+")
_END = re.compile(r"[。！？!?\n]")
_ENDS = "。！？!?\n"
_QUOTED = re.compile(r"“[^“”\n]{0,2000}”|「[^「」\n]{0,2000}」|‘[^‘’\n]{0,500}’")
LONGEST = 500  # of a sentence, before and after the word it is found by; nobody writes longer ones, and a checker must not wander


def sentences(text: str, *gates: str) -> Iterator[tuple[int, int]]:
    """Sentences that hold at least one of the gates (all of them when none is named). What holds no gate is never looked at."""
    if not gates:
        yield from (found.span() for found in _SENTENCE.finditer(text))
        return
    last = 0
    for at in sorted({at for gate in gates for at in _places(text, gate)}):
        if at < last:
            continue
        first = max(0, at - LONGEST)
        start = max(last, first, *(text.rfind(mark, first, at) + 1 for mark in _ENDS))
        end = _END.search(text, at, at + LONGEST)
        last = end.start() if end else min(len(text), at + LONGEST)
        yield start, last


def _places(text: str, gate: str) -> Iterator[int]:
    at = text.find(gate)
    while at >= 0:
        yield at
        at = text.find(gate, at + len(gate))


def quoted(text: str) -> list[tuple[int, int]]:
    """Stretches between quotation marks, of any length: somebody else's words."""
    return [found.span() for found in _QUOTED.finditer(text)] if "“" in text or "「" in text or "‘" in text else []
