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
NEVER = np.float32(-30)
HOPELESS = np.log(0.01 / 0.99)  # log odds
BLOCK = 512  # candidates weighed at once: the work fits the processor's cache


@dataclass(frozen=True, slots=True)
class Trees:
    """One row per tree. column, threshold: asked at each node; below: the node after ≤, the one after it after >, itself at a leaf, where
    the threshold is infinite; value: of leaves. depth: questions on the longest way. shift: added to every score (in log odds), to fit
    another rate of errors.

    gate: so many of the trees, the first, only say whether a row is worth asking the others, which were trained on such rows alone: when
    the gate gives at least ``least``. runs: the others are so many runs of as many trees, each run an answer of its own, and the score is
    their mean. Within the gate, within the first run and within the rest the deeper trees come first.
    """

    column: Array
    threshold: Array
    below: Array
    value: Array
    depth: Array
    shift: float = 0.0
    gate: int = 0
    least: float = -np.inf
    runs: int = 1

    def likelihood(self, rows: Floats) -> Floats:
        """0 to 1 for each row. What the first run finds hopeless the others are not asked about."""
        score = np.full(len(rows), NEVER, np.float32)
        on = np.flatnonzero(self.score(rows, 0, self.gate) >= self.least)
        run = self.gate + (len(self.column) - self.gate) // self.runs
        first = self.score(rows[on], self.gate, run)
        score[on] = first + self.shift
        left = np.flatnonzero(score[on] > HOPELESS)
        on = on[left]
        if self.runs > 1:
            rest = self.score(rows[on], run, len(self.column))
            score[on] = (first[left] + rest) / self.runs + self.shift
        return _logistic(score)

    def score(self, rows: Floats, first: int, last: int) -> Floats:
        """The sum of the trees from ``first`` to before ``last``, in log odds."""
        blocks = [self._score(rows[begin : begin + BLOCK], first, last) for begin in range(0, len(rows), BLOCK)]
        return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)

    def _score(self, rows: Floats, start: int, stop: int) -> Floats:
        depth = self.depth[start:stop].astype(np.int64)
        base = np.arange(start, stop) * self.column.shape[1]
        at = np.repeat(base[None, :], len(rows), axis=0)
        column, threshold, below = self.column.ravel(), self.threshold.ravel(), self.below.ravel()
        first = (np.arange(len(rows)) * rows.shape[1])[:, None]
        flat = np.ascontiguousarray(rows).ravel()
        for level in range(int(depth.max(initial=0))):
            deep = np.count_nonzero(depth > level)
            here = at[:, :deep]
            above = flat[first + column[here]] > threshold[here]
            at[:, :deep] = base[:deep] + below[here] + above
        return self.value.ravel()[at].sum(axis=1, dtype=np.float32)

    def write(self, path: Path) -> None:
        plain = {name: getattr(self, name) for name in ("column", "threshold", "below", "value", "depth")}
        names = np.frombuffer(" ".join(COLUMNS).encode(), np.uint8)
        numbers = {"gate": np.array([self.gate, self.runs]), "shift": np.array([self.shift, self.least])}
        arrays.write(path, plain | numbers | {"columns": names})


_NOTHING = np.zeros((0, 1), np.uint8)
UNTRAINED = Trees(_NOTHING, _NOTHING.astype(np.float32), _NOTHING, _NOTHING.astype(np.float32), np.zeros(0, np.uint8))


def read(path: Path = TREES) -> Trees:
    """Raises OSError; ValueError for trees of another version or made for other columns."""
    found = arrays.read(path)
    if "gate" not in found or found["columns"].tobytes().decode() != " ".join(COLUMNS):
        raise ValueError(f"{path} was trained by another version; train it again.")
    column, threshold, below, value, depth = (found[name] for name in ("column", "threshold", "below", "value", "depth"))
    (gate, runs), (shift, least) = found["gate"].tolist(), found["shift"].tolist()
    return Trees(column, threshold, below, value, depth, shift, gate, least, runs)


def read_priors(path: Path = PRIORS) -> Priors:
    """Lines: typed, meant, how often in marked text, how often the meant one stands in it, how often in lists of phrases."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return priors({(line[0], line[1]): (int(line[2]), int(line[3]), int(line[4])) for line in lines})


def priors(counted: Mapping[tuple[str, str], tuple[int, int, int]]) -> Priors:
    """counted: for (typed, meant) the three numbers of `read_priors`."""
    pairs = list(counted) or [("\0", "\0")]
    times, out_of, phrases = np.array([counted.get(pair, (0, 0, 0)) for pair in pairs], np.float32).T
    keys = pair_keys(np.array([ord(typed) for typed, _ in pairs]), np.array([ord(meant) for _, meant in pairs]))
    table = build(keys)
    rate = np.log((times + 0.1) / (out_of + 20))
    return Priors(table, *(table.laid(keys, values) for values in (np.log1p(times), rate, np.log1p(phrases))))


def _logistic(score: Floats) -> Floats:
    return (1 / (1 + np.exp(-np.clip(score, -30, 30)))).astype(np.float32)
