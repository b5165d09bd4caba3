"""The words of the language model: which stretches of a text are words, and which words a stretch may have been meant to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from rongmei.content.proofing.pinyin import syllables
from rongmei.content.proofing.speller import hashing
from rongmei.content.proofing.speller.arpa import Arpa, Array, Floats, Ints
from rongmei.content.proofing.speller.channel import Channel

LONGEST = 5  # characters of a word in a text
LONGEST_MEANT = 4  # of a word that may have been meant
RAREST = -17.5  # natural logarithm; rarer words are never proposed
MOST = 24  # words looked at for one pattern, likeliest first
ANY = 0xFFFF  # stands for one character in a pattern
_SOUND = np.uint32(0x20000)  # added to syllable numbers, to tell them from characters


@dataclass(frozen=True, slots=True)
class Lexicon:
    """table: words by their characters; numbers: theirs, at the slots. patterns: sounds of words, and words with one character open; at
    the slots: which stretch of ``items``, from one of ``first`` to the next. letters: the characters of every word, padded with 0.
    length: how many; 0 for what is no word."""

    table: hashing.Hash
    numbers: Array
    patterns: hashing.Hash
    stretches: Array
    first: Array
    items: Array
    letters: Array
    length: Array

    def words(self, codes: Array, starts: Ints, length: int) -> Ints:
        """For each start the number of the word of ``length`` characters there, −1 for none. Stretches must lie within the text."""
        slots = self.table.find(hashing.text_keys(codes, starts, length))
        return np.where(slots >= 0, self.numbers[slots].astype(np.int64), -1)

    def matching(self, keys: Array) -> tuple[Ints, Ints]:
        """Rows of ``keys`` and numbers of words that fit the pattern, all pairs up to `MOST` words a row."""
        found = self.patterns.find(keys)
        there = np.flatnonzero(found >= 0)
        stretch = self.stretches[found[there]]
        begin = self.first[stretch]
        count = np.minimum(self.first[stretch + 1] - begin, MOST)
        return np.repeat(there, count), self.items[spread(begin, count)].astype(np.int64)

    def arrays(self) -> dict[str, Array]:
        plain = {name: getattr(self, name) for name in _PLAIN} | {"table": self.table.marks, "patterns": self.patterns.marks}
        return {f"lexicon.{name}": array for name, array in plain.items()}

    @classmethod
    def of(cls, arrays: dict[str, Array]) -> Lexicon:
        numbers, stretches, first, items, letters, length = (arrays[f"lexicon.{name}"] for name in _PLAIN)
        table, patterns = (hashing.Hash(arrays[f"lexicon.{name}"]) for name in ("table", "patterns"))
        return cls(table, numbers, patterns, stretches, first, items, letters, length)


_PLAIN = ("numbers", "stretches", "first", "items", "letters", "length")


def spread(begin: Array, count: Array) -> Ints:
    """The numbers begin, begin+1, … of every row, one after another."""
    begin, count = begin.astype(np.int64), count.astype(np.int64)
    total = int(count.sum())
    if not total:
        return np.zeros(0, np.int64)
    ends = np.cumsum(count)
    return np.repeat(begin - (ends - count), count) + np.arange(total)


def sound_keys(sounds: list[Array]) -> Array:
    """``sounds``: for each place the syllable numbers, one column per place."""
    codes = np.stack(sounds, axis=1).astype(np.uint32) + _SOUND
    flat = codes.ravel()
    return hashing.text_keys(flat, np.arange(len(codes)) * len(sounds), len(sounds))


def open_keys(letters: Array, place: int) -> Array:
    """``letters``: rows of characters of one length; the one at ``place`` may be any."""
    codes = letters.astype(np.uint32).copy()
    codes[:, place] = ANY
    width = codes.shape[1]
    return hashing.text_keys(codes.ravel(), np.arange(len(codes)) * width, width)


def build(model: Arpa, channel: Channel) -> Lexicon:
    letters = np.zeros((len(model.words), LONGEST), np.uint16)
    length = np.zeros(len(model.words), np.uint8)
    for number, word in enumerate(model.words):
        if 0 < len(word) <= LONGEST and number:
            letters[number, : len(word)] = [min(ord(letter), CODE_LIMIT) for letter in word]
            length[number] = len(word)
    keys = np.arange(len(model.words), dtype=np.uint64)  # what is no word keeps a key no text has
    for size in range(1, LONGEST + 1):
        rows = np.flatnonzero(length == size)
        keys[rows] = hashing.text_keys(letters.ravel(), rows * LONGEST, size)
    pattern, item = _patterns(model, channel, letters, length)
    order = np.lexsort((-model.logp[item], pattern))
    pattern, item = pattern[order], item[order]
    distinct, first = np.unique(pattern, return_index=True)
    table, patterns = hashing.build(keys), hashing.build(distinct)
    return Lexicon(
        table,
        table.laid(keys, np.arange(len(keys), dtype=np.uint32)),
        patterns,
        patterns.laid(distinct, np.arange(len(distinct), dtype=np.uint32)),
        np.append(first, len(item)).astype(np.uint32),
        item.astype(np.uint32),
        letters,
        length,
    )


CODE_LIMIT = 0xFFFE


def _patterns(model: Arpa, channel: Channel, letters: Array, length: Array) -> tuple[Array, Ints]:
    """Keys and words, once each."""
    keys, items = [], []
    meant = _may_be_meant(model.words, model.logp)
    for size in range(2, LONGEST_MEANT + 1):
        rows = np.flatnonzero(meant & (length == size))
        block = letters[rows, :size]
        for place in range(size):
            keys.append(open_keys(block, place))
            items.append(rows)
        for sounds, there in readings(channel, block):
            keys.append(sound_keys(sounds)[there])
            items.append(rows[there])
    pairs = np.unique(np.stack([np.concatenate(keys), np.concatenate(items).astype(np.uint64)], axis=1), axis=0)
    return pairs[:, 0], pairs[:, 1].astype(np.int64)


def readings(channel: Channel, block: Array) -> Iterator[tuple[list[Array], Array]]:
    """Every way to read rows of characters: the syllable numbers per place, and which rows can be read so. Two readings a character, three
    in words of two."""
    size = block.shape[1]
    for choice in product(range(3 if size == 2 else 2), repeat=size):
        sounds = [channel.sounds[block[:, place], reading] for place, reading in enumerate(choice)]
        there = np.logical_and.reduce([sound > 0 for sound in sounds])
        if there.any():
            yield sounds, there


def _may_be_meant(words: list[str], logp: Floats) -> Array:
    return np.array([bool(word) and likely and all(map(syllables, word)) for word, likely in zip(words, logp > RAREST, strict=True)])
