"""Thousands of phrases found in one pass: characters that stand side by side become places in a table that knows how phrases begin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
EDGE: Final = "\n"  # what the ends of a text count as, so that one may ask for what stands there
_PLACES: Final = 1 << 20  # of a table; beginnings that share a place cost a look into the dictionary, no more
_FACTORS: Final = (0x1F35B9D7A3, 0x2B97C54F61, 0x17A6E3D08B)


class Beginnings:
    """The first one, two or three characters of some phrases, all of one length, as a table of where they may stand."""

    __slots__ = ("length", "table")

    def __init__(self, length: int, heads: Iterable[str]) -> None:
        self.length = length
        listed = list(dict.fromkeys(heads))
        self.table = np.zeros(_PLACES, np.bool_)
        self.table[Grams("".join(listed)).hashes[length - 1][1 : len(listed) * length + 1 : length]] = True


class Grams:
    """Every character of a text, and every two and three side by side, as places in the tables of what is looked for.

    Made once a text. A paragraph's are a part of its text's, so that a table is asked once for all of them.
    """

    __slots__ = ("_asked", "_start", "_whole", "hashes", "text")

    def __init__(self, text: str) -> None:
        self.text: str = f"{EDGE}{text}{EDGE}"
        ones = np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
        first, second, third = _FACTORS
        twos = ones[:-1] * first + ones[1:] * second
        threes = twos[:-1] + ones[2:] * third
        self.hashes: tuple[NDArray[np.int64], ...] = tuple(grams & (_PLACES - 1) for grams in (ones, twos, threes))
        self._whole, self._start = self, 0
        self._asked: dict[object, list[int]] = {}

    def part(self, start: int, end: int) -> Grams:
        """Those of text[start:end], which line breaks or the edges of the text enclose."""
        part = object.__new__(Grams)
        part.text = self.text[start : end + 2]
        part.hashes = tuple(grams[start : end + 2 - order] for order, grams in enumerate(self.hashes))
        part._whole, part._start, part._asked = self._whole, self._start + start, {}
        return part

    def begins(self, heads: Beginnings) -> list[int]:
        """Places in ``self.text`` where one of the heads may stand; some of them in vain."""
        return self._within(heads, lambda: heads.table[self._whole.hashes[heads.length - 1]].nonzero()[0])

    def repeats(self, length: int) -> list[int]:
        """Places where ``length`` characters, two or more, may stand for the first of two times; some of them in vain."""

        def twice() -> NDArray[np.intp]:
            grams = self._whole.hashes[min(length, 3) - 1]
            return (grams[:-length] == grams[length:]).nonzero()[0]

        return self._within(length, twice)

    def repeats_after(self, marks: Beginnings, length: int) -> list[int]:
        """Marks behind which ``length`` characters, two or more, may stand that stand behind the next mark too; some of them in vain."""

        def twice() -> NDArray[np.intp]:
            whole = self._whole.hashes
            grams = whole[min(length, 3) - 1]
            places = marks.table[whole[0][: len(grams) - 1]].nonzero()[0]
            begun = grams[places + 1]
            return places[:-1][begun[:-1] == begun[1:]]

        return self._within((marks, length), twice)

    def _within(self, key: object, ask: Callable[[], NDArray[np.intp]]) -> list[int]:
        """What is true of the whole text, asked once, as far as it lies in this part."""
        places = self._whole._asked.get(key)
        if places is None:
            places = self._whole._asked[key] = ask().tolist()
        if self._whole is self or not places:
            return places
        start = self._start
        return [at - start for at in places[bisect_left(places, start) : bisect_left(places, start + len(self.text))]]


class Gates:
    """Characters and pairs of characters; tells which of them occur in a text. A line break stands for the edge of the text."""

    def __init__(self, gates: Iterable[str]) -> None:
        self._known = frozenset(gates)
        self._ones, self._twos = (Beginnings(length, (gate for gate in self._known if len(gate) == length)) for length in (1, 2))

    def occurring(self, grams: Grams) -> frozenset[str]:
        text = grams.text
        found = {text[at] for at in grams.begins(self._ones)}
        found.update([text[at : at + 2] for at in grams.begins(self._twos)])
        return self._known & found


class Matcher(Generic[T]):
    """Finds every occurrence of every phrase (of two characters or more), overlapping ones too. Building and searching are linear."""

    def __init__(self, phrases: Mapping[str, T]) -> None:
        self._phrases = phrases
        lengths: dict[str, set[int]] = {}
        for phrase in phrases:
            if len(phrase) < 2:
                raise ValueError(f"“{phrase}”只有一个字：词表里的词至少两个字。")
            lengths.setdefault(phrase[:3], set()).add(len(phrase))
        self._lengths = {head: tuple(sorted(some)) for head, some in lengths.items()}
        self._twos, self._threes = (Beginnings(length, (head for head in lengths if len(head) == length)) for length in (2, 3))

    def __len__(self) -> int:
        return len(self._phrases)

    def __iter__(self) -> Iterator[str]:
        return iter(self._phrases)

    def find(self, grams: Grams) -> Iterator[tuple[int, int, T]]:
        """(start, end, what the phrase stands for), in no order."""
        text, phrases, lengths = grams.text, self._phrases, self._lengths
        for at in grams.begins(self._twos):
            known = phrases.get(text[at : at + 2])
            if known is not None:
                yield at - 1, at + 1, known
        for at in grams.begins(self._threes):
            for length in lengths.get(text[at : at + 3], ()):
                known = phrases.get(text[at : at + length])
                if known is not None and at + length < len(text):
                    yield at - 1, at + length - 1, known
