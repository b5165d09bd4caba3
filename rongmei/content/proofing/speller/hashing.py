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
LOAD = 0.6  # fuller, and what is not there is looked for too long
SLACK = 256  # slots after the last a key can begin at: whoever finds no room there goes on into them
_AHEAD = np.arange(1, 9)  # slots looked at together when the first is another's
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Hash:
    """marks: 32 bits of the key per slot, 0 empty. What is kept of a key lies in arrays of as many slots (`laid`)."""

    marks: NDArray[np.uint32]

    def find(self, keys: Keys) -> Ints:
        """For each key its slot, −1 where there is none."""
        slots, marks = _spread(keys, len(self.marks) - SLACK)
        there = self.marks[slots]
        found = np.where(there == marks, slots, -1)
        left = np.flatnonzero((there != marks) & (there != 0))
        slots, marks = slots[left], marks[left]
        while len(left):
            ahead = self.marks[slots[:, None] + _AHEAD]
            hit = ahead == marks[:, None]
            found[left] = np.where(hit.any(axis=1), slots + 1 + hit.argmax(axis=1), -1)
            on = np.flatnonzero((ahead != 0).all(axis=1) & (found[left] < 0))
            left, marks, slots = left[on], marks[on], slots[on] + len(_AHEAD)
        return found

    def laid(self, keys: Keys, values: Array) -> Array:
        """``values`` of ``keys``, each at its key's slot."""
        slots = np.zeros(len(self.marks), values.dtype)
        slots[self.find(keys)] = values
        return slots


def build(keys: Keys) -> Hash:
    """``keys`` are distinct."""
    size = max(16, int(len(keys) / LOAD))
    table = np.zeros(size + SLACK, np.uint32)
    slots, marks = _spread(keys, size)
    while len(slots):
        free = np.flatnonzero(table[slots] == 0)
        taken, first = np.unique(slots[free], return_index=True)
        winners = free[first]
        table[taken] = marks[winners]
        on = np.ones(len(slots), bool)
        on[winners] = False
        marks, slots = marks[on], slots[on] + 1
    return Hash(table)


def _spread(keys: Keys, size: int) -> tuple[Ints, NDArray[np.uint32]]:
    mixed = (keys ^ (keys >> _HALF)) * _MULTIPLIER
    mixed = (mixed ^ (mixed >> np.uint64(29))) * _SECOND
    slots = ((mixed >> _HALF) * np.uint64(size) >> _HALF).astype(np.int64)
    marks = (mixed & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    return slots, np.maximum(marks, np.uint32(1))


def text_keys(codes: Array, starts: Ints, length: int) -> Keys:
    """The key of each stretch of ``length`` characters; the same for the same characters wherever they stand."""
    key = np.full(len(starts), length, np.uint64)
    for place in range(length):
        key = (key ^ codes[starts + place].astype(np.uint64)) * _MULTIPLIER
        key ^= key >> np.uint64(31)
    return key
