"""Open-addressed hash tables in numpy: many look-ups in one call.

A key is 64 bits; the slot comes from its top bits after mixing, and 32 other bits stay in the table to tell keys apart (two of five
million keys meet falsely once in a hundred thousand tables).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rongmei.content.proofing.speller.arpa import Array, Ints

Keys = NDArray[np.uint64]
LOAD = 0.6
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Hash:
    """marks: 32 bits of the key per slot, 0 empty. place: the slot's row in whatever the keys number, as they were given."""

    marks: NDArray[np.uint32]
    place: NDArray[np.uint32]

    def find(self, keys: Keys) -> Ints:
        """For each key its row, −1 where there is none."""
        found = np.full(len(keys), -1, np.int64)
        slots, marks = _spread(keys, len(self.marks))
        left = np.arange(len(keys))
        while len(left):
            there = self.marks[slots]
            hit = there == marks
            found[left[hit]] = self.place[slots[hit]]
            on = ~hit & (there != 0)
            left, marks = left[on], marks[on]
            slots = slots[on] + 1
            slots[slots == len(self.marks)] = 0
        return found

    def arrays(self, name: str) -> dict[str, Array]:
        return {f"{name}.marks": self.marks, f"{name}.place": self.place}

    @classmethod
    def of(cls, arrays: dict[str, Array], name: str) -> Hash:
        return cls(arrays[f"{name}.marks"], arrays[f"{name}.place"])


def build(keys: Keys) -> Hash:
    """``keys`` are distinct; a key's row is its index."""
    size = 1 << max(4, int(np.ceil(np.log2(max(len(keys), 1) / LOAD))))
    table, place = np.zeros(size, np.uint32), np.zeros(size, np.uint32)
    slots, marks = _spread(keys, size)
    left = np.arange(len(keys))
    while len(left):
        free = np.flatnonzero(table[slots] == 0)
        taken, first = np.unique(slots[free], return_index=True)
        winners = free[first]
        table[taken], place[taken] = marks[winners], left[winners]
        on = np.ones(len(left), bool)
        on[winners] = False
        left, marks, slots = left[on], marks[on], slots[on] + 1
        slots[slots == size] = 0
    return Hash(table, place)


def _spread(keys: Keys, size: int) -> tuple[Ints, NDArray[np.uint32]]:
    mixed = (keys ^ (keys >> _HALF)) * _MULTIPLIER
    mixed = (mixed ^ (mixed >> np.uint64(29))) * _SECOND
    slots = (mixed >> np.uint64(64 - (size.bit_length() - 1))).astype(np.int64)
    marks = (mixed & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    return slots, np.maximum(marks, np.uint32(1))


def text_keys(codes: NDArray[np.uint32], starts: Ints, length: int) -> Keys:
    """The key of each stretch of ``length`` characters; the same for the same characters wherever they stand."""
    key = np.full(len(starts), length, np.uint64)
    for place in range(length):
        key = (key ^ codes[starts + place].astype(np.uint64)) * _MULTIPLIER
        key ^= key >> np.uint64(31)
    return key
