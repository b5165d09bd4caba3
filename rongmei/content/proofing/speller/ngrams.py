"""The language model as the check asks it: likelihoods of many words after their contexts at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rongmei.content.proofing.speller import hashing
from rongmei.content.proofing.speller.arpa import Arpa, Array, Floats, Ints
from rongmei.content.proofing.speller.mixture import pair_key, triple_key


@dataclass(frozen=True, slots=True)
class Ngrams:
    """Natural logarithms; word 0 is the unknown one and gives no context. Those of pairs and triples lie at their slots."""

    logp: Floats
    backoff: Floats
    pairs: hashing.Hash
    pair_logp: Array
    pair_backoff: Array
    triples: hashing.Hash
    triple_logp: Array

    def after_one(self, before: Ints, word: Ints) -> Floats:
        at = self.pairs.find(pair_key(before, word))
        return np.where(at >= 0, self.pair_logp[at].astype(np.float32), self.backoff[before] + self.logp[word])

    def after_two(self, earlier: Ints, before: Ints, word: Ints) -> tuple[Floats, Array]:
        """The likelihood, and how long the longest n-gram found was: 1, 2 or 3."""
        at = self.triples.find(triple_key(earlier, before, word))
        context = self.pairs.find(pair_key(earlier, before))
        pair = self.pairs.find(pair_key(before, word))
        short = np.where(pair >= 0, self.pair_logp[pair].astype(np.float32), self.backoff[before] + self.logp[word])
        weight = np.where(context >= 0, self.pair_backoff[context].astype(np.float32), np.float32(0))
        order = np.where(at >= 0, 3, np.where(pair >= 0, 2, 1))
        return np.where(at >= 0, self.triple_logp[at].astype(np.float32), weight + short), order

    def arrays(self) -> dict[str, Array]:
        plain = {"logp": self.logp, "backoff": self.backoff, "pair_logp": self.pair_logp}
        plain |= {"pair_backoff": self.pair_backoff, "triple_logp": self.triple_logp}
        plain |= {"pairs": self.pairs.marks, "triples": self.triples.marks}
        return {f"ngrams.{name}": array for name, array in plain.items()}

    @classmethod
    def of(cls, arrays: dict[str, Array]) -> Ngrams:
        names = ("logp", "backoff", "pairs", "pair_logp", "pair_backoff", "triples", "triple_logp")
        logp, backoff, pairs, pair_logp, pair_backoff, triples, triple_logp = (arrays[f"ngrams.{name}"] for name in names)
        return cls(logp, backoff, hashing.Hash(pairs), pair_logp, pair_backoff, hashing.Hash(triples), triple_logp)


def build(model: Arpa) -> Ngrams:
    two = pair_key(model.pairs[:, 0], model.pairs[:, 1])
    three = triple_key(model.triples[:, 0], model.triples[:, 1], model.triples[:, 2])
    pairs, triples = hashing.build(two), hashing.build(three)
    return Ngrams(
        model.logp,
        model.backoff,
        pairs,
        pairs.laid(two, model.pair_logp.astype(np.float16)),
        pairs.laid(two, model.pair_backoff.astype(np.float16)),
        triples,
        triples.laid(three, model.triple_logp.astype(np.float16)),
    )
