"""Chinese text as overlapping pairs of characters, the one indexed way that finds every two-character word.

三审三校 → 三审 审三 三校 校. Each run of Chinese ends with its last character alone, so that a question of one character is a
question about beginnings. Letters and digits stay whole words, in small letters. Measured in performance.md part E: recall 1.000.
Pure: no Django.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_RUN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]+|[^\W_\u3400-\u9fff]+", re.UNICODE)
MOST_TERMS: Final = 8


def folded(text: str) -> str:
    """Full-width letters as half-width ones, capitals as small letters; as long as the original where it is Chinese."""
    return unicodedata.normalize("NFKC", text).lower()


def grams(text: str) -> list[str]:
    """The words an index holds, in order."""
    found: list[str] = []
    for run in _RUN.findall(folded(text)):
        found += pairs(run) if _is_chinese(run) else [run]
    return found


def pairs(run: str) -> list[str]:
    return ["".join(pair) for pair in pairwise(run)] + [run[-1]]


def _is_chinese(run: str) -> bool:
    return ord(run[0]) >= 0x3400


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: words that stand one after the other; with ``begins`` the only word may go on."""

    words: tuple[str, ...]
    begins: bool = False


def terms(question: str) -> list[Term]:
    """All of them must be found. Runs of a question are parted by anything that is neither letter, digit nor Chinese character."""
    found: list[Term] = []
    for run in _RUN.findall(folded(question)[:200]):
        if not _is_chinese(run) or len(run) == 1:
            term = Term((run,), begins=True)
        else:
            term = Term(tuple(pairs(run)[:-1]))
        if term not in found:
            found.append(term)
    return found[:MOST_TERMS]


def runs(question: str) -> list[str]:
    """What to mark in a text that was found."""
    return list(dict.fromkeys(_RUN.findall(folded(question)[:200])))[:MOST_TERMS]


def marked(text: str, words: list[str]) -> list[tuple[str, bool]]:
    """The text in pieces, with True for what was asked for."""
    if not words:
        return [(text, False)] if text else []
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    pieces: list[tuple[str, bool]] = []
    place = 0
    for match in pattern.finditer(text):
        if match.start() > place:
            pieces.append((text[place : match.start()], False))
        pieces.append((match[0], True))
        place = match.end()
    return [*pieces, (text[place:], False)] if place < len(text) else pieces


def passage(text: str, words: list[str], length: int = 110) -> str:
    """The part of a text around the first word asked for."""
    low = text.lower()
    places = [place for word in words if (place := low.find(word)) >= 0]
    start = max(min(places) - length // 4, 0) if places else 0
    cut = text[start : start + length]
    return ("…" if start else "") + cut + ("…" if start + length < len(text) else "")
