"""Several back-off language models made into one: linear interpolation, worked out once, so that a check asks one table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rongmei.content.proofing.speller.arpa import Arpa, Array, Floats, Ints

UNKNOWN = "<unk>"
FLOOR = -18.0  # the natural logarithm of the likelihood of a character no model knows
BITS = 20
_NEVER = np.float32(-1e4)


def pair_key(first: Ints, second: Ints) -> Array:
    return (first.astype(np.uint64) << np.uint64(BITS)) | second.astype(np.uint64)


def triple_key(first: Ints, second: Ints, third: Ints) -> Array:
    return (pair_key(first, second) << np.uint64(BITS)) | third.astype(np.uint64)


def mix(models: Sequence[tuple[float, Arpa]]) -> Arpa:
    """The weights sum to one. Every n-gram of any model is kept; back-off weights are worked out so that the rest sums to one."""
    words = [UNKNOWN, *dict.fromkeys(word for _, model in models for word in model.words if word and word != UNKNOWN)]
    number = {word: index for index, word in enumerate(words)}
    sides = [_Side(weight, model, number) for weight, model in models]
    unigram = _sum([(side.weight, side.logp) for side in sides])
    pair_keys = np.unique(np.concatenate([side.pair_keys for side in sides]))
    pairs = _split(pair_keys, 2)
    pair_logp = _sum([(side.weight, side.pair(pairs)) for side in sides])
    triple_keys = np.unique(np.concatenate([side.triple_keys for side in sides]))
    triples = _split(triple_keys, 3)
    triple_logp = _sum([(side.weight, side.triple(triples)) for side in sides])
    backoff = _backoff(pairs[:, 0], pair_logp, unigram[pairs[:, 1]], len(words))
    context = np.searchsorted(pair_keys, triple_keys >> np.uint64(BITS))
    # A triple whose first two words are no pair of any model keeps no context; there are none in well-made models.
    context = np.where(pair_keys[np.minimum(context, len(pair_keys) - 1)] == triple_keys >> np.uint64(BITS), context, len(pair_keys))
    lower_key = pair_key(triples[:, 1], triples[:, 2])
    at = np.minimum(np.searchsorted(pair_keys, lower_key), len(pair_keys) - 1)
    lower = np.where(pair_keys[at] == lower_key, pair_logp[at], backoff[triples[:, 1]] + unigram[triples[:, 2]])
    pair_backoff = _backoff(context, triple_logp, lower, len(pair_keys) + 1)[:-1]
    unigram[0] = FLOOR
    return Arpa(words, np.maximum(unigram, FLOOR), backoff, pairs, pair_logp, pair_backoff, triples, triple_logp)


class _Side:
    """One model under the numbers of the mixture."""

    def __init__(self, weight: float, model: Arpa, number: dict[str, int]) -> None:
        self.weight = weight
        new = np.array([number.get(word, 0) for word in model.words], np.int64)
        self.logp = np.full(len(number), _NEVER, np.float32)
        self.backoff = np.zeros(len(number), np.float32)
        self.logp[new], self.backoff[new] = model.logp, model.backoff
        self.logp[0] = _NEVER
        pairs, triples = new[model.pairs], new[model.triples]
        known = (pairs > 0).all(axis=1)
        keys = pair_key(pairs[known, 0], pairs[known, 1])
        order = np.argsort(keys)
        self.pair_keys, self.pair_logp, self.pair_backoff = keys[order], model.pair_logp[known][order], model.pair_backoff[known][order]
        known = (triples > 0).all(axis=1)
        keys = triple_key(triples[known, 0], triples[known, 1], triples[known, 2])
        order = np.argsort(keys)
        self.triple_keys, self.triple_logp = keys[order], model.triple_logp[known][order]

    def pair(self, pairs: Ints) -> Floats:
        at, found = _find(self.pair_keys, pair_key(pairs[:, 0], pairs[:, 1]))
        return np.where(found, self.pair_logp[at], self.backoff[pairs[:, 0]] + self.logp[pairs[:, 1]])

    def triple(self, triples: Ints) -> Floats:
        at, found = _find(self.triple_keys, triple_key(triples[:, 0], triples[:, 1], triples[:, 2]))
        context, there = _find(self.pair_keys, pair_key(triples[:, 0], triples[:, 1]))
        weight = np.where(there, self.pair_backoff[context], np.float32(0))
        return np.where(found, self.triple_logp[at], weight + self.pair(triples[:, 1:]))


def _find(keys: Array, wanted: Array) -> tuple[Ints, Array]:
    if not len(keys):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), bool)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return at, keys[at] == wanted


def _split(keys: Array, parts: int) -> Ints:
    mask = np.uint64((1 << BITS) - 1)
    return np.stack([(keys >> np.uint64(BITS * (parts - 1 - part))) & mask for part in range(parts)], axis=1).astype(np.int64)


def _sum(weighted: Sequence[tuple[float, Floats]]) -> Floats:
    total = np.zeros(len(weighted[0][1]), np.float64)
    for weight, logp in weighted:
        total += weight * np.exp(logp.astype(np.float64))
    return np.log(np.maximum(total, 1e-30)).astype(np.float32)


def _backoff(context: Ints, logp: Floats, lower: Floats, size: int) -> Floats:
    """What a context leaves to the words it has not seen, over what the shorter context gives them."""
    left = 1.0 - np.bincount(context, np.exp(logp.astype(np.float64)), size)
    below = 1.0 - np.bincount(context, np.exp(lower.astype(np.float64)), size)
    weight = np.log(np.clip(left, 1e-3, 1.0) / np.clip(below, 1e-3, 1.0))
    return np.clip(weight, -4.0, 2.0).astype(np.float32)
