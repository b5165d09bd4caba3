"""Reads a KenLM binary language model of order three, quantised, with array-compressed pointers: what Debian's libime ships.

Layout (format version 5, little-endian): header, sorted word hashes, quantisation tables, unigrams, bit-packed bigrams with the high
bits of their child pointers in an array before them, bit-packed trigrams, the words themselves. N-grams hang below their *last* word.
"""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

from rongmei.content.proofing.speller.arpa import Arpa, Floats, Ints

MAGIC = b"mmap lm http://kheafield.com/code format version 5\n\0"
SANITY = 88
QUANTISED_ARRAY_TRIE = 5
LN10 = float(np.log(10.0))


class UnknownFormat(ValueError):
    """The file is not one this reads; the sentence says which."""


def read(path: Path) -> Arpa:
    """The whole model with natural logarithms. Raises UnknownFormat, OSError."""
    raw = np.fromfile(path, np.uint8)
    data = np.concatenate([raw, np.zeros(16, np.uint8)])
    order, kind, counts = _header(path, raw)
    if order != 3 or kind != QUANTISED_ARRAY_TRIE:
        raise UnknownFormat(f"{path}: KenLM order {order}, kind {kind}; order 3 and kind {QUANTISED_ARRAY_TRIE} are read.")
    at = -(-(SANITY + 20 + 8 * order) // 8) * 8 + 8 * (1 + counts[0])
    version, prob_bits, backoff_bits = (int(n) for n in raw[at : at + 3])
    if (version, prob_bits, backoff_bits) != (2, 8, 8):
        raise UnknownFormat(f"{path}: quantisation {version}/{prob_bits}/{backoff_bits}; 2/8/8 is read.")
    tables = raw[at + 8 : at + 8 + 3 * 1024].view(np.float32).reshape(3, 256) * LN10
    at += 8 + 3 * 1024
    unigrams = raw[at : at + 16 * (counts[0] + 1)].view(np.dtype([("logp", "<f4"), ("backoff", "<f4"), ("next", "<u8")]))
    at += 16 * (counts[0] + 2)
    return _grams(data, at, counts, tables, unigrams)


def _header(path: Path, raw: np.ndarray) -> tuple[int, int, list[int]]:
    head = raw[:256].tobytes()
    if not head.startswith(MAGIC):
        raise UnknownFormat(f"{path} is not a KenLM binary of version 5.")
    order, _, kind = struct.unpack_from("<IfI", head, SANITY)
    return order, kind, list(struct.unpack_from(f"<{min(order, 6)}Q", head, SANITY + 20))


def _grams(data: np.ndarray, at: int, counts: list[int], tables: Floats, unigrams: np.ndarray) -> Arpa:
    words, bigrams, trigrams = counts
    word_bits = int(words).bit_length()
    chop, array = _array(bigrams + 1, trigrams, int(data[at + 1]))
    inline = int(trigrams).bit_length() - chop
    start = -(-at // 8) * 8 + 8
    offsets = data[start : start + 8 * array].view(np.uint64)
    at += 8 * (1 + array) + 7
    width = word_bits + 16 + inline
    index = np.arange(bigrams + 1, dtype=np.uint64)
    packed = _bits(data, at, index * np.uint64(width), word_bits + 16)
    first = (packed & np.uint64((1 << word_bits) - 1))[:-1].astype(np.uint32)
    codes = packed >> np.uint64(word_bits)
    low = _bits(data, at, index * np.uint64(width) + np.uint64(word_bits + 16), inline)
    high = np.searchsorted(offsets, index, side="right").astype(np.uint64) - np.uint64(1)
    child = ((high << np.uint64(inline)) | low).astype(np.int64)
    at += ((1 + bigrams) * width + 7) // 8 + 8
    long_width = word_bits + 8
    longest = _bits(data, at, np.arange(trigrams, dtype=np.uint64) * np.uint64(long_width), long_width)
    at += ((1 + trigrams) * long_width + 7) // 8 + 8
    second = np.repeat(np.arange(words, dtype=np.uint32), _lengths(unigrams["next"]))
    parent = np.repeat(np.arange(bigrams), _lengths(child))
    earliest = (longest & np.uint64((1 << word_bits) - 1)).astype(np.uint32)
    return Arpa(
        words=data[at:-16].tobytes().decode().split("\0")[:words],
        logp=(unigrams["logp"][:words] * LN10).astype(np.float32),
        backoff=(unigrams["backoff"][:words] * LN10).astype(np.float32),
        pairs=_columns(first, second),
        pair_logp=tables[0][(codes[:-1] >> np.uint64(8)).astype(np.int64)],
        pair_backoff=tables[1][(codes[:-1] & np.uint64(255)).astype(np.int64)],
        triples=_columns(earliest, first[parent], second[parent]),
        triple_logp=tables[2][(longest >> np.uint64(word_bits)).astype(np.int64)],
    )


def _array(entries: int, largest: int, configured: int) -> tuple[int, int]:
    """How many high bits the writer moved into the array (the cheapest number), and the array's length."""
    required = largest.bit_length()
    cost = [(largest >> (required - chop)) * 64 - entries * chop for chop in range(min(required, configured) + 1)]
    chop = cost.index(min(cost))
    return chop, (largest >> (required - chop)) + 1


def _bits(data: np.ndarray, base: int, offset: np.ndarray, length: int) -> np.ndarray:
    """Unsigned numbers of ``length`` ≤ 57 bits that start ``offset`` bits after byte ``base``."""
    byte = (offset >> np.uint64(3)).astype(np.int64) + base
    value = np.zeros(len(offset), np.uint64)
    for place in range(8):
        value |= data[byte + place].astype(np.uint64) << np.uint64(8 * place)
    return (value >> (offset & np.uint64(7))) & np.uint64((1 << length) - 1)


def _lengths(bounds: np.ndarray) -> Ints:
    at = bounds.astype(np.int64)
    return at[1:] - at[:-1]


def _columns(*columns: np.ndarray) -> Ints:
    return np.stack(columns, axis=1).astype(np.int64)
