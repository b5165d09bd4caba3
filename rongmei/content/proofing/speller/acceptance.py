"""How likely a candidate is what was meant: boosted trees over the columns of `weighing`, all trees and all candidates at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rongmei.content.proofing.speller import arrays
from rongmei.content.proofing.speller.arpa import Array, Floats
from rongmei.content.proofing.speller.channel import pair_keys
from rongmei.content.proofing.speller.hashing import build
from rongmei.content.proofing.speller.weighing import COLUMNS, Priors

TREES = Path(__file__).parent / "data" / "acceptance.bin"
PRIORS = Path(__file__).parent / "data" / "priors.tsv"
EARLY = 40  # trees asked first
NEVER = np.float32(-30)
BLOCK = 512  # candidates weighed at once: the work fits the processor's cache


@dataclass(frozen=True, slots=True)
class Trees:
    """One row per tree. column, threshold: asked at each node; left, right: the nodes after ≤ and >, itself at a leaf; value: of leaves.
    deepest: questions on the longest way. shift: added to every score (in log odds), to fit another rate of errors. least: what the first
    `EARLY` trees must give for the others to be asked: below it no row of the training came to anything."""

    column: Array
    threshold: Array
    left: Array
    right: Array
    value: Array
    deepest: int
    shift: float = 0.0
    least: float = -np.inf

    def likelihood(self, rows: Floats) -> Floats:
        """0 to 1 for each row."""
        score = self.score(rows, 0, EARLY)
        on = np.flatnonzero(score >= self.least)
        score[on] += self.score(rows[on], EARLY, len(self.column))
        return _logistic(np.where(score >= self.least, score + self.shift, NEVER))

    def score(self, rows: Floats, first: int, last: int) -> Floats:
        """The sum of the trees from ``first`` to before ``last``, in log odds."""
        blocks = [self._score(rows[begin : begin + BLOCK], first, min(last, len(self.column))) for begin in range(0, len(rows), BLOCK)]
        return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)

    def _score(self, rows: Floats, start: int, stop: int) -> Floats:
        if stop <= start:
            return np.zeros(len(rows), np.float32)
        trees, nodes = stop - start, self.column.shape[1]
        base = np.arange(start, stop, dtype=np.int64) * nodes
        at = np.broadcast_to(base, (len(rows), trees))
        column, threshold = self.column.ravel(), self.threshold.ravel()
        left, right = self.left.ravel(), self.right.ravel()
        first = (np.arange(len(rows)) * rows.shape[1])[:, None]
        flat = np.ascontiguousarray(rows).ravel()
        for _ in range(self.deepest):
            low = flat[first + column[at]] <= threshold[at]
            at = np.where(low, left[at], right[at]) + base
        return self.value.ravel()[at].sum(axis=1, dtype=np.float32)

    def write(self, path: Path) -> None:
        plain = {name: getattr(self, name) for name in ("column", "threshold", "left", "right", "value")}
        names = np.frombuffer(" ".join(COLUMNS).encode(), np.uint8)
        arrays.write(path, plain | {"deepest": np.array([self.deepest]), "shift": np.array([self.shift, self.least]), "columns": names})


def read(path: Path = TREES) -> Trees:
    """Raises OSError; ValueError for trees made for other columns."""
    found = arrays.read(path)
    if found["columns"].tobytes().decode() != " ".join(COLUMNS):
        raise ValueError(f"{path} was trained on other columns; train it again.")
    column, threshold, left, right, value = (found[name] for name in ("column", "threshold", "left", "right", "value"))
    return Trees(column, threshold, left, right, value, int(found["deepest"][0]), float(found["shift"][0]), float(found["shift"][1]))


def read_priors(path: Path = PRIORS) -> Priors:
    """Lines: typed, meant, how often in marked text, how often the meant one stands in it, how often in lists of phrases."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return priors({(line[0], line[1]): (int(line[2]), int(line[3]), int(line[4])) for line in lines})


def priors(counted: Mapping[tuple[str, str], tuple[int, int, int]]) -> Priors:
    """counted: for (typed, meant) the three numbers of `read_priors`."""
    pairs = list(counted) or [("\0", "\0")]
    times, out_of, phrases = np.array([counted.get(pair, (0, 0, 0)) for pair in pairs], np.float32).T
    keys = pair_keys(np.array([ord(typed) for typed, _ in pairs]), np.array([ord(meant) for _, meant in pairs]))
    return Priors(build(keys), np.log1p(times), np.log((times + 0.1) / (out_of + 20)), np.log1p(phrases))


def _logistic(score: Floats) -> Floats:
    return (1 / (1 + np.exp(-np.clip(score, -30, 30)))).astype(np.float32)
