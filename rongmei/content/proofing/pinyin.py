"""How characters are read: syllables without tones, from a table of the 8105 characters of the 通用规范汉字表 (data/NOTICE)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "syllables.tsv"
# Pairs that speakers of many regions, and their input methods, do not keep apart.
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l"), ("f", "hu"))
_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))
_SPELT = {"huei": "hui", "huen": "hun", "huu": "hu", "huou": "hou"}  # what f makes of hu


def syllables(character: str) -> tuple[str, ...]:
    """The readings of one character, commonest first, without tones; ü is v. Empty for what is not in the table: `重` → (zhong, chong)."""
    return _readings().get(character, ())


def fuzzy(syllable: str) -> str:
    """The syllable with zh/z, ch/c, sh/s, n/l, r/l, f/hu and final n/ng made one: `zhang` and `zan` both → `zan`."""
    for initial, plain in _INITIALS:
        if syllable.startswith(initial):
            syllable = plain + syllable[len(initial) :]
            break
    for final, plain in _FINALS:
        if syllable.endswith(final):
            syllable = syllable[: -len(final)] + plain
            break
    return _SPELT.get(syllable, syllable)


def same_sound(a: str, b: str) -> bool:
    """Can the two characters be read alike, tones apart?"""
    return a == b or not set(syllables(a)).isdisjoint(syllables(b))


def fuzzy_same(a: str, b: str) -> bool:
    """Can the two characters be read alike or nearly alike? 张 and 章, 林 and 凌, 陈 and 岑."""
    return a == b or not fuzzy_syllables(a).isdisjoint(fuzzy_syllables(b))


@cache
def fuzzy_syllables(character: str) -> frozenset[str]:
    """The readings of a character after `fuzzy`; what an index of like-sounding names is keyed by."""
    return frozenset(fuzzy(syllable) for syllable in syllables(character))


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    first: dict[str, str] = {}
    more: dict[str, list[str]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        syllable, primary, *also = line.split("\t")
        first.update(dict.fromkeys(primary, syllable))
        for character in also[0] if also else "":
            more.setdefault(character, []).append(syllable)
    return {character: (syllable, *more.get(character, ())) for character, syllable in first.items()}
