"""Marked sentences to train on and to measure with: from named files, split so that no stretch of twelve characters is on both sides."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

GRAM = 12  # characters two sentences may not share when one trains and the other measures
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence as it was typed and as it was meant, of one length. source: the file's stem."""

    source: str
    typed: str
    meant: str

    @property
    def wrong(self) -> bool:
        return self.typed != self.meant


def read(path: Path) -> list[Sample]:
    """A JSON list with original_text and correct_text (CSCD-NS's copy in macro-correct), or lines of tab-separated typed and meant, with
    or without a column before them (ECSpell). Pairs of unequal length are left out. Raises OSError, ValueError."""
    if path.suffix == ".json":
        rows = [(row["original_text"], row["correct_text"]) for row in json.loads(path.read_text(encoding="utf-8"))]
    else:
        lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
        rows = [(parts[-2], parts[-1]) for parts in lines if len(parts) > 1]
    return [Sample(path.stem, typed, meant) for typed, meant in rows if len(typed) == len(meant)]


def folds(samples: Sequence[Sample]) -> list[int]:
    """For each sample its part, 0 to 4: samples that share twelve characters are in one part."""
    parent = list(range(len(samples)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    owner: dict[str, int] = {}
    for number, sample in enumerate(samples):
        for gram in grams(sample.typed) | grams(sample.meant):
            other = owner.setdefault(gram, number)
            if other != number:
                parent[root(number)] = root(other)
    return [zlib.crc32(samples[root(number)].meant.encode()) % FOLDS for number in range(len(samples))]


def grams(text: str) -> set[str]:
    """Every stretch of twelve characters; of a shorter text the text itself."""
    return {text[start : start + GRAM] for start in range(max(1, len(text) - GRAM + 1))}


def overlap(training: Iterable[str], measured: Iterable[str]) -> list[str]:
    """The measured texts that share twelve characters with one of the training."""
    known = set().union(*(grams(text) for text in training if len(text) >= GRAM), set())
    return [text for text in measured if len(text) >= GRAM and not known.isdisjoint(grams(text))]
