"""A language model layer from running text: cut into words by the general model, counted, smoothed by absolute discounting."""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rongmei.content.proofing.speller import lattice, passages
from rongmei.content.proofing.speller.arpa import Arpa, Array, Floats, Ints
from rongmei.content.proofing.speller.lexicon import Lexicon
from rongmei.content.proofing.speller.mixture import BITS, pair_key, triple_key
from rongmei.content.proofing.speller.ngrams import Ngrams

BLOCK = 200_000  # characters cut into words at once
DISCOUNT = 0.75
FEWEST_PAIRS, FEWEST_TRIPLES = 2, 3  # seen more rarely, an n-gram is left out


@dataclass(frozen=True, slots=True)
class Counts:
    """n-gram keys, ascending, and how often each was seen."""

    words: Ints
    pairs: Array
    pair_counts: Ints
    triples: Array
    triple_counts: Ints


def count(texts: Iterable[str], lexicon: Lexicon, ngrams: Ngrams) -> Counts:
    """words: how often each word of the lexicon was seen."""
    words = np.zeros(len(lexicon.length), np.int64)
    pairs: list[tuple[Array, Ints]] = []
    triples: list[tuple[Array, Ints]] = []
    for block in _blocks(texts):
        one, two, three = _sequence(block, lexicon, ngrams)
        words += np.bincount(one, minlength=len(words))
        pairs.append(np.unique(two, return_counts=True))
        triples.append(np.unique(three, return_counts=True))
        if len(pairs) >= 16:
            pairs, triples = [_merge(pairs)], [_merge(triples)]
    return Counts(words, *_merge(pairs), *_merge(triples))


def smooth(counts: Counts, lexicon: Lexicon, fewest_pairs: int = FEWEST_PAIRS, fewest_triples: int = FEWEST_TRIPLES) -> Arpa:
    """Likelihoods with everything of the shorter context mixed in; n-grams seen too rarely only lend their share to the others."""
    seen = np.flatnonzero(counts.words > 0)
    number = np.zeros(len(counts.words), np.int64)
    number[seen] = np.arange(1, len(seen) + 1)
    letters = lexicon.letters[seen]
    words = ["", *("".join(map(chr, row[row > 0])) for row in letters)]
    unigram = np.append(0, counts.words[seen]) / counts.words.sum()
    kept = np.flatnonzero(counts.pair_counts >= fewest_pairs)
    first, second = number[(counts.pairs >> np.uint64(BITS)).astype(np.int64)], number[_low(counts.pairs)]
    follow = np.bincount(first, counts.pair_counts, len(words))
    kinds = np.bincount(first, minlength=len(words))
    spare = DISCOUNT * kinds / np.maximum(follow, 1)
    pair_p = (counts.pair_counts - DISCOUNT) / follow[first] + spare[first] * unigram[second]
    context = np.searchsorted(counts.pairs, counts.triples >> np.uint64(BITS))
    lower = np.searchsorted(counts.pairs, counts.triples & np.uint64((1 << 2 * BITS) - 1))
    context_count = np.bincount(context, counts.triple_counts, len(counts.pairs))
    context_spare = DISCOUNT * np.bincount(context, minlength=len(counts.pairs)) / np.maximum(context_count, 1)
    triple_p = (counts.triple_counts - DISCOUNT) / context_count[context] + context_spare[context] * pair_p[lower]
    deep = np.flatnonzero((counts.triple_counts >= fewest_triples) & (counts.pair_counts[context] >= fewest_pairs))
    return Arpa(
        words,
        _log(unigram),
        _log(np.where(follow > 0, spare, 1)),
        np.stack([first, second], axis=1)[kept],
        _log(pair_p[kept]),
        _log(np.where(context_count > 0, context_spare, 1))[kept],
        np.stack([first[context], second[context], second[lower]], axis=1)[deep],
        _log(triple_p[deep]),
    )


def save(path: Path, model: Arpa) -> None:
    """A small file: words in likelihood order, n-gram keys as differences, likelihoods in 255 steps, all compressed."""
    order = np.argsort(-model.logp, kind="stable")
    new = np.empty(len(order), np.int64)
    new[order] = np.arange(len(order))
    pair_keys = pair_key(new[model.pairs[:, 0]], new[model.pairs[:, 1]])
    triple_keys = triple_key(*(new[model.triples[:, place]] for place in range(3)))
    by_pair, by_triple = np.argsort(pair_keys), np.argsort(triple_keys)
    parts = [
        "\n".join(model.words[place] for place in order).encode(),
        *map(_steps, (model.logp[order], model.backoff[order])),
        _differences(pair_keys[by_pair]),
        *map(_steps, (model.pair_logp[by_pair], model.pair_backoff[by_pair])),
        _differences(triple_keys[by_triple]),
        _steps(model.triple_logp[by_triple]),
    ]
    head = np.array([len(part) for part in parts], np.uint64).tobytes()
    path.write_bytes(lzma.compress(head + b"".join(parts), preset=9))


def load(path: Path) -> Arpa:
    """Raises OSError, lzma.LZMAError."""
    raw = lzma.decompress(path.read_bytes())
    sizes = np.frombuffer(raw[:64], np.uint64).astype(int)
    ends = 64 + np.cumsum(sizes)
    words, logp, backoff, pairs, pair_logp, pair_backoff, triples, triple_logp = (
        raw[end - size : end] for end, size in zip(ends, sizes, strict=True)
    )
    mask = np.uint64((1 << BITS) - 1)
    two, three = _sums(pairs), _sums(triples)
    return Arpa(
        words.decode().split("\n"),
        _values(logp),
        _values(backoff),
        np.stack([two >> np.uint64(BITS), two & mask], axis=1).astype(np.int64),
        _values(pair_logp),
        _values(pair_backoff),
        np.stack([three >> np.uint64(2 * BITS), three >> np.uint64(BITS) & mask, three & mask], axis=1).astype(np.int64),
        _values(triple_logp),
    )


def _blocks(texts: Iterable[str]) -> Iterator[str]:
    gathered: list[str] = []
    size = 0
    for text in texts:
        for start in range(0, len(text), BLOCK):
            part = text[start : start + BLOCK]
            gathered.append(part)
            size += len(part)
            if size >= BLOCK:
                yield "\n".join(gathered)
                gathered, size = [], 0
    if gathered:
        yield "\n".join(gathered)


def _sequence(text: str, lexicon: Lexicon, ngrams: Ngrams) -> tuple[Ints, Array, Array]:
    """Words, keys of pairs, keys of triples of the best way to cut the text. Unknown words break the sequence."""
    passage = passages.cut(text)
    cut = lattice.build(passage.codes, passage.clause, passage.offset, lexicon, ngrams)
    arcs = np.flatnonzero(cut.best[:-1])
    arcs = arcs[np.argsort(cut.start[arcs], kind="stable")]
    word, end, start = cut.word[arcs], cut.end[arcs], cut.start[arcs]
    # The mark between two clauses belongs to both: it is counted as a word once, with its neighbours on both sides.
    touching = (end[:-1] == start[1:]) & (word[:-1] > 0) & (word[1:] > 0)
    two = pair_key(word[:-1][touching], word[1:][touching])
    run = touching[:-1] & touching[1:]
    three = triple_key(word[:-2][run], word[1:-1][run], word[2:][run])
    again = np.append(False, (passage.place[start[1:]] == passage.place[start[:-1]]))
    return word[(word > 0) & ~again], two, three


def _merge(parts: list[tuple[Array, Ints]]) -> tuple[Array, Ints]:
    keys, places = np.unique(np.concatenate([keys for keys, _ in parts]), return_inverse=True)
    counts = np.bincount(places, np.concatenate([counts for _, counts in parts]), len(keys))
    return keys, counts.astype(np.int64)


def _low(keys: Array) -> Ints:
    return (keys & np.uint64((1 << BITS) - 1)).astype(np.int64)


def _log(likelihood: Array) -> Floats:
    return np.log(np.maximum(likelihood, 1e-12)).astype(np.float32)


def _steps(values: Floats) -> bytes:
    """Natural logarithms from 0 to −25.5 in tenths."""
    return np.clip(np.round(-values * 10), 0, 255).astype(np.uint8).tobytes()


def _values(steps: bytes) -> Floats:
    return np.frombuffer(steps, np.uint8).astype(np.float32) * np.float32(-0.1)


def _differences(keys: Array) -> bytes:
    """Ascending numbers as their differences, byte by byte of equal weight, which compresses best."""
    step = np.diff(keys, prepend=np.uint64(0))
    return np.ascontiguousarray(step.view(np.uint8).reshape(-1, 8).T).tobytes()


def _sums(planes: bytes) -> Array:
    block = np.frombuffer(planes, np.uint8).reshape(8, -1)
    return np.cumsum(np.ascontiguousarray(block.T).view(np.uint64).ravel(), dtype=np.uint64)
