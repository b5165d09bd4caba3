"""What can be written for what: characters that sound alike, look alike, or neither.

The table is made once, from the readings of the 通用规范汉字表 and the list of look-alikes, for the characters the language model knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rongmei.content.proofing.pinyin import fuzzy, syllables
from rongmei.content.proofing.speller import hashing
from rongmei.content.proofing.speller.arpa import Array

LOOKALIKES = Path(__file__).parent / "data" / "lookalikes.tsv"
# Kinds of a pair of characters, as bits.
SAME_SOUND, NEAR_SOUND, LOOKALIKE = 1, 2, 4
READINGS = 3
CODES = 0x10000


def pair_keys(typed: Array, meant: Array) -> Array:
    return (typed.astype(np.uint64) << np.uint64(32)) | meant.astype(np.uint64)


@dataclass(frozen=True, slots=True)
class Channel:
    """sounds: the fuzzy syllable numbers of every code point below 0x10000, up to three, 0 none. first/others: for each code point where
    its list of alternatives starts (characters ordered by likelihood), and the list. pairs/kinds: the kind of a pair, at its slot."""

    sounds: Array
    first: Array
    others: Array
    kinds_of_others: Array
    pairs: hashing.Hash
    kinds: Array

    def kind(self, typed: Array, meant: Array) -> Array:
        at = self.pairs.find(pair_keys(typed, meant))
        return np.where(at >= 0, self.kinds[np.maximum(at, 0)], 0)

    def arrays(self) -> dict[str, Array]:
        plain = {
            "sounds": self.sounds,
            "first": self.first,
            "others": self.others,
            "kinds_of_others": self.kinds_of_others,
            "pairs": self.pairs.marks,
            "kinds": self.kinds,
        }
        return {f"channel.{name}": array for name, array in plain.items()}

    @classmethod
    def of(cls, arrays: dict[str, Array]) -> Channel:
        names = ("sounds", "first", "others", "kinds_of_others")
        sounds, first, others, kinds_of_others = (arrays[f"channel.{name}"] for name in names)
        return cls(sounds, first, others, kinds_of_others, hashing.Hash(arrays["channel.pairs"]), arrays["channel.kinds"])


def build(characters: Sequence[str]) -> Channel:
    """``characters``: what may be meant, likeliest first."""
    number: dict[str, int] = {}
    sounds = np.zeros((CODES, READINGS), np.uint16)
    for character in {*characters, *_readable()}:
        for place, syllable in enumerate(_fuzzy(character)[:READINGS]):
            sounds[ord(character), place] = number.setdefault(syllable, len(number) + 1)
    kinds = _kinds(characters)
    lists: list[list[tuple[int, int]]] = [[] for _ in range(CODES)]
    rank = {character: place for place, character in enumerate(characters)}
    for (typed, meant), kind in sorted(kinds.items(), key=lambda pair: rank[pair[0][1]]):
        lists[ord(typed)].append((ord(meant), kind))
    flat = [entry for entries in lists for entry in entries]
    first = np.cumsum([0, *(len(entries) for entries in lists)]).astype(np.uint32)
    keys = np.array([(ord(typed) << 32) | ord(meant) for typed, meant in kinds], np.uint64)
    pairs = hashing.build(keys)
    return Channel(
        sounds,
        first,
        np.array([meant for meant, _ in flat], np.uint16),
        np.array([kind for _, kind in flat], np.uint8),
        pairs,
        pairs.laid(keys, np.fromiter(kinds.values(), np.uint8)),
    )


def read_lookalikes(path: Path = LOOKALIKES) -> dict[str, str]:
    """Each character with those it is taken for."""
    return dict(line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))


def _kinds(characters: Sequence[str]) -> dict[tuple[str, str], int]:
    kinds: dict[tuple[str, str], int] = {}
    for bit, groups in ((SAME_SOUND, _groups(characters, syllables)), (NEAR_SOUND, _groups(characters, _fuzzy))):
        for typed, meants in groups:
            for meant in meants:
                if typed != meant:
                    kinds[typed, meant] = kinds.get((typed, meant), 0) | bit
    known = set(characters)
    for typed, likes in read_lookalikes().items():
        for meant in likes:
            if meant in known:
                kinds[typed, meant] = kinds.get((typed, meant), 0) | LOOKALIKE
            if typed in known:
                kinds[meant, typed] = kinds.get((meant, typed), 0) | LOOKALIKE
    return kinds


def _groups(characters: Sequence[str], sounds_of: Callable[[str], Sequence[str]]) -> Iterable[tuple[str, set[str]]]:
    by_sound: dict[str, list[str]] = {}
    for character in characters:
        for sound in sounds_of(character):
            by_sound.setdefault(sound, []).append(character)
    for typed in _readable():
        yield typed, {meant for sound in sounds_of(typed) for meant in by_sound.get(sound, ())}


def _fuzzy(character: str) -> list[str]:
    return list(dict.fromkeys(fuzzy(syllable) for syllable in syllables(character)))


def _readable() -> list[str]:
    return [chr(code) for code in range(0x3400, 0xA000) if syllables(chr(code))]
