"""Thousands of phrases found in one pass: characters that stand side by side become places in a table that knows how phrases begin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
EDGE: Final = "\n"  # what the ends of a text count as, so that one may ask for what stands there
_MOST: Final = 20  # bits of a place in the largest table; beginnings that share one cost a look into the dictionary, no more
_ROOMY: Final = 6  # bits of a table beyond what its beginnings need: small tables stay near, and few places are shared
_FACTORS: Final = (0x1F35B9D7A3, 0x2B97C54F61, 0x17A6E3D08B, 0x3C5A96D1F7)
_LONGEST: Final = len(_FACTORS)


class Beginnings:
    """The first characters of some phrases, one to four and all of one length, as a table of where they may stand."""

    __slots__ = ("_mask", "length", "table")

    def __init__(self, length: int, heads: Iterable[str]) -> None:
        self.length = length
        listed = list(dict.fromkeys(heads))
        size = 1 << min(_MOST, max(len(listed).bit_length() + _ROOMY, 16 if length == 1 else 0))
        self._mask = size - 1
        self.table = np.zeros(size, np.bool_)
        self.table[Grams("".join(listed)).hashes[length - 1][1 : len(listed) * length + 1 : length] & self._mask] = True

    def __bool__(self) -> bool:
        return bool(self.table.any())

    def among(self, hashes: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of them may be beginnings; some of them in vain."""
        return self.table.take(hashes & self._mask)


class Grams:
    """Every character of a text, and every two to four side by side, as places in the tables of what is looked for.

    Made once a text. A paragraph's are a part of its text's, so that what is looked for is sought once for all of them.
    """

    __slots__ = ("_kept", "_whole", "hashes", "start", "text")

    def __init__(self, text: str) -> None:
        self.text: str = f"{EDGE}{text}{EDGE}"
        ones = np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
        first, second, third, fourth = _FACTORS
        twos = ones[:-1] * first + ones[1:] * second
        threes = twos[:-1] + ones[2:] * third
        fours = threes[:-1] + ones[3:] * fourth
        self.hashes: tuple[NDArray[np.int64], ...] = (ones, twos, threes, fours)
        self._whole, self.start = self, 0
        self._kept: dict[object, object] = {}

    def part(self, start: int, end: int) -> Grams:
        """Those of text[start:end], which line breaks or the edges of the text enclose."""
        part = object.__new__(Grams)
        part.text = self.text[start : end + 2]
        part._whole, part.start = self._whole, self.start + start
        return part

    def everywhere(self, key: object, search: Callable[[Grams], T]) -> T:
        """What ``search`` finds in the whole text, sought once and kept under ``key``."""
        kept = self._whole._kept
        if key not in kept:
            kept[key] = search(self._whole)
        return kept[key]  # type: ignore[return-value]

    def begins(self, heads: Beginnings) -> list[int]:
        """Places in the whole text, edge and all, where one of the heads may stand; some of them in vain."""
        listed: list[int] = heads.among(self._whole.hashes[heads.length - 1]).nonzero()[0].tolist()
        return listed

    def repeats(self, length: int) -> bool:
        """Whether ``length`` characters, two or more, may stand here twice in a row; sometimes in vain."""

        def twice(whole: Grams) -> list[int]:
            grams = whole.hashes[min(length, 3) - 1]
            listed: list[int] = (grams[:-length] == grams[length:]).nonzero()[0].tolist()
            return listed

        return self._holds(self.everywhere(length, twice))

    def repeats_after(self, marks: Beginnings, length: int) -> bool:
        """Whether ``length`` characters, two or more, may stand behind a mark and behind the next one too; sometimes in vain."""

        def twice(whole: Grams) -> list[int]:
            grams = whole.hashes[min(length, 3) - 1]
            places = marks.among(whole.hashes[0][: len(grams) - 1]).nonzero()[0]
            begun = grams[places + 1]
            listed: list[int] = places[:-1][begun[:-1] == begun[1:]].tolist()
            return listed

        return self._holds(self.everywhere((marks, length), twice))

    def _holds(self, places: list[int]) -> bool:
        """Does any of these places of the whole text lie here?"""
        at = bisect_left(places, self.start)
        return at < len(places) and places[at] < self.start + len(self.text)


class Gates:
    """Characters and pairs of characters; tells which of them occur in a text. A line break stands for the edge of the text."""

    def __init__(self, gates: Iterable[str]) -> None:
        self._known = frozenset(gates)
        self._tables = [Beginnings(length, (gate for gate in self._known if len(gate) == length)) for length in (1, 2)]

    def occurring(self, grams: Grams) -> set[str]:
        places, gates = grams.everywhere(self, self._search)
        start = bisect_left(places, grams.start)
        return set(gates[start : bisect_left(places, grams.start + len(grams.text) - 1, start)])

    def _search(self, whole: Grams) -> tuple[list[int], list[str]]:
        """Where they stand in a whole text, in order, and which."""
        text, known = whole.text, self._known
        found = [(at, gate) for table in self._tables for at in whole.begins(table) if (gate := text[at : at + table.length]) in known]
        found.sort()
        return [at for at, _gate in found], [gate for _at, gate in found]


class Matcher(Generic[T]):
    """Finds every occurrence of every phrase (of two characters or more), overlapping ones too. Building and searching are linear."""

    def __init__(self, phrases: Mapping[str, T]) -> None:
        self._phrases = phrases
        lengths: dict[str, set[int]] = {}
        for phrase in phrases:
            if len(phrase) < 2:
                raise ValueError(f"“{phrase}”只有一个字：词表里的词至少两个字。")
            lengths.setdefault(phrase[:_LONGEST], set()).add(len(phrase))
        self._lengths = {head: tuple(sorted(some)) for head, some in lengths.items()}
        tables = (Beginnings(length, (head for head in lengths if len(head) == length)) for length in range(2, _LONGEST + 1))
        self._tables = [table for table in tables if table]

    def __len__(self) -> int:
        return len(self._phrases)

    def __iter__(self) -> Iterator[str]:
        return iter(self._phrases)

    def find(self, grams: Grams) -> Sequence[tuple[int, int, T]]:
        """(start, end, what the phrase stands for), by where they begin."""
        starts, found = grams.everywhere(self, self._search)
        first, length = grams.start, len(grams.text) - 2
        at = bisect_left(starts, first)
        here = found[at : bisect_left(starts, first + length, at)]
        return [(start - first, end - first, known) for start, end, known in here if end - first <= length] if here else ()

    def _search(self, whole: Grams) -> tuple[list[int], list[tuple[int, int, T]]]:
        """Where they begin in a whole text, in order, and all there is to say of them."""
        text, phrases, lengths = whole.text, self._phrases, self._lengths
        last = len(text) - 1
        found = [
            (at - 1, at + length - 1, phrases[phrase])
            for table in self._tables
            for at in whole.begins(table)
            for length in lengths.get(text[at : at + table.length], ())
            if (phrase := text[at : at + length]) in phrases and at + length <= last
        ]
        found.sort(key=_span)
        return [one[0] for one in found], found


def _span(found: tuple[int, int, object]) -> tuple[int, int]:
    return found[:2]
