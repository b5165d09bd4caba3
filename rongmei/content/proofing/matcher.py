"""Thousands of phrases found in one pass: a dictionary on the first two characters, then lengths, then the phrase itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import add
from typing import Generic, TypeVar

T = TypeVar("T")


class Matcher(Generic[T]):
    """Finds every occurrence of every phrase (of two characters or more), overlapping ones too. Building and searching are linear."""

    def __init__(self, phrases: Mapping[str, T]) -> None:
        self._phrases = phrases
        heads: dict[str, set[int]] = {}
        for phrase in phrases:
            if len(phrase) < 2:
                raise ValueError(f"“{phrase}”只有一个字：词表里的词至少两个字。")
            heads.setdefault(phrase[:2], set()).add(len(phrase))
        self._heads = frozenset(heads)
        self._lengths = {head: tuple(sorted(lengths)) for head, lengths in heads.items()}

    def __len__(self) -> int:
        return len(self._phrases)

    def __iter__(self) -> Iterator[str]:
        return iter(self._phrases)

    def find(self, text: str, pairs: set[str] | None = None) -> Iterator[tuple[int, int, T]]:
        """(start, end, what the phrase stands for), in no order. ``pairs``: its neighbours, when known."""
        if not self._phrases:
            return
        heads = self._heads & (set(map(add, text, text[1:])) if pairs is None else pairs)
        for head in heads:
            lengths = self._lengths[head]
            at = text.find(head)
            while at >= 0:
                for length in lengths:
                    known = self._phrases.get(text[at : at + length])
                    if known is not None and at + length <= len(text):
                        yield at, at + length, known
                at = text.find(head, at + 1)
