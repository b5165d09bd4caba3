"""Reads SunPinyin's threaded language model and the words of its dictionary: what Debian's sunpinyin-data ships (open-gram).

Layout (little-endian): order, whether values are −log p, level sizes, a table of 2¹⁶ probabilities and one of 2¹⁴ back-off weights, then
nodes of three 32-bit words per level (word 18 bits, back-off 14, probability 16, child 16 + 7 high bits) and leaves of two (word 18,
probability 14 low bits; the rest back-off threads, which are not needed here, and 2 high bits of the probability).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from rongmei.content.proofing.speller.arpa import Arpa, Array, Floats, Ints
from rongmei.content.proofing.speller.kenlm import UnknownFormat

MARKS, FIRST_WORD = slice(70, 80), 100  # ，。；？！：“”、… are words of the model; the other low numbers are markers and Latin


def read(model: Path, dictionary: Path) -> Arpa:
    """Raises UnknownFormat, OSError."""
    raw = np.fromfile(model, np.uint32)
    order, logarithms = int(raw[0]), bool(raw[1])
    if order != 3:
        raise UnknownFormat(f"{model}: order {order}; order 3 is read.")
    sizes = [int(n) for n in raw[2 : 2 + order + 1]]
    at = 2 + order + 1
    probability = _natural(raw[at : at + (1 << 16)].view(np.float32), logarithms)
    weight = _natural(raw[at + (1 << 16) : at + (1 << 16) + (1 << 14)].view(np.float32), logarithms)
    at += (1 << 16) + (1 << 14)
    levels = []
    for size in sizes[:order]:
        levels.append(raw[at : at + 3 * size].reshape(size, 3))
        at += 3 * size
    leaves = raw[at : at + 2 * sizes[order]].reshape(sizes[order], 2)
    one, two = levels[1], levels[2]
    # The last entry of every level only ends the one before, and the last of the bigrams does not even say where.
    unigram, bigram, trigram = one[:-1], two[:-1], leaves[:-1]
    first = np.repeat(_word(unigram), np.diff(_child(one)))
    parent = np.repeat(np.arange(len(bigram)), np.diff(np.append(_child(bigram), len(trigram))))
    words = read_words(dictionary)
    logp, backoff = np.full(len(words), -25.0, np.float32), np.zeros(len(words), np.float32)
    logp[_word(unigram)] = probability[unigram[:, 1] & 0xFFFF]
    backoff[_word(unigram)] = weight[unigram[:, 0] >> 18]
    return Arpa(
        words,
        logp,
        backoff,
        pairs=np.stack([first, _word(bigram)], axis=1),
        pair_logp=probability[bigram[:, 1] & 0xFFFF],
        pair_backoff=weight[bigram[:, 0] >> 18],
        triples=np.stack([first[parent], _word(bigram)[parent], _word(trigram)], axis=1),
        triple_logp=probability[(trigram[:, 0] >> 18) + ((trigram[:, 1] >> 25 & 3) << 14)],
    )


def read_words(dictionary: Path) -> list[str]:
    """The dictionary's words by number; what is no word (markers, Latin) is empty."""
    raw = np.fromfile(dictionary, np.uint32)
    count, strings = int(raw[0]), int(raw[2]) // 4
    text = raw[strings:].tobytes().decode("utf-32-le")
    words = text.split("\0")[:count]
    marks = words[MARKS]
    words[:FIRST_WORD] = [""] * FIRST_WORD
    words[MARKS] = marks
    return words


def _natural(table: Floats, logarithms: bool) -> Floats:
    return -table if logarithms else np.log(np.maximum(table, 1e-30)).astype(np.float32)


def _word(nodes: Array) -> Ints:
    return (nodes[:, 0] & 0x3FFFF).astype(np.int64)


def _child(nodes: Array) -> Ints:
    return ((nodes[:, 1] >> 16) + ((nodes[:, 2] >> 25) << 16)).astype(np.int64)
