"""Cuts a text into the clauses the lattice works on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rongmei.content.proofing.speller.arpa import Array, Ints

LONGEST_CLAUSE = 48
_STOPS = frozenset('，。；？！：、…,;?!:\n\r\t\v\f\u2028\u2029（）()《》【】[]{}<>“”‘’"|/—')
# Half-width marks are read as what they stand for, and digits as numerals, so that 5亿元 and 3月 have their context.
_SAME = {
    ord(half): ord(full)
    for half, full in zip(",;?!:0123456789０１２３４５６７８９", "，；？！：〇一二三四五六七八九〇一二三四五六七八九", strict=True)
}
_READ = np.arange(0x10000, dtype=np.uint32)
_READ[list(_SAME)] = list(_SAME.values())
_READ[0] = 0xFFFE  # the end of a clause is no character
_STOP = np.zeros(0x10000, bool)
_STOP[[ord(stop) for stop in _STOPS]] = True


@dataclass(frozen=True, slots=True)
class Passage:
    """codes: every clause's characters, then 0. stands: which are in the text as they are read, so that they may be wrong. clause, offset:
    of each node. place: in the text, of each node. copies: (start, end, shifts) of clauses that occur again so much further on; they are
    looked at once."""

    codes: Array
    stands: Array
    clause: Ints
    offset: Ints
    place: Ints
    copies: list[tuple[int, int, list[int]]]


def cut(text: str) -> Passage:
    """A clause keeps the mark before it and the mark after it: they are context."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = _READ[np.minimum(points, 0xFFFE)]
    begins, ends, copies = _once(text, *_spans(_STOP[codes]))
    length = ends - begins
    place = np.repeat(begins - np.concatenate([[0], np.cumsum(length + 1)[:-1]]), length + 1) + np.arange(int((length + 1).sum()))
    clause = np.repeat(np.arange(len(length)), length + 1)
    offset = place - begins[clause]
    inside = offset < length[clause]
    at = np.minimum(place, max(len(codes) - 1, 0))
    cut_codes = np.where(inside, codes[at], 0).astype(np.uint32)
    return Passage(cut_codes, inside & (codes[at] == points[at]), clause, offset, place, copies)


def _once(text: str, begins: Ints, ends: Ints) -> tuple[Ints, Ints, list[tuple[int, int, list[int]]]]:
    """Each clause where it first stands, and where the others of its kind do."""
    first: dict[str, int] = {}
    shifts: dict[int, list[int]] = {}
    kept = []
    spans = list(zip(begins.tolist(), ends.tolist(), strict=True))
    for number, (begin, end) in enumerate(spans):
        other = first.setdefault(text[begin:end], number)
        if other == number:
            kept.append(number)
        else:
            shifts.setdefault(other, []).append(begin - spans[other][0])
    return begins[kept], ends[kept], [(*spans[number], its) for number, its in shifts.items()]


def _spans(stop: Array) -> tuple[Ints, Ints]:
    """Stretches without a stop, cut when too long, with the stop on either side."""
    size = len(stop)
    edges = np.flatnonzero(np.diff(np.concatenate([[True], stop, [True]]).astype(np.int8)))
    begins, ends = edges[::2], edges[1::2]
    parts = np.maximum(-(-(ends - begins) // LONGEST_CLAUSE), 1)
    owner = np.repeat(np.arange(len(begins)), parts)
    nth = np.arange(int(parts.sum())) - np.repeat(np.cumsum(parts) - parts, parts)
    span = (ends - begins)[owner]
    left = begins[owner] + nth * span // parts[owner]
    right = begins[owner] + (nth + 1) * span // parts[owner]
    return np.where(nth == 0, np.maximum(left - 1, 0), left), np.where(nth == parts[owner] - 1, np.minimum(right + 1, size), right)
