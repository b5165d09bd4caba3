"""All ways to cut a text into words, and how likely the best way through each word is: forwards and backwards, every clause at once.

Nodes are places between characters. Each clause keeps its characters and one empty node after them. A word from node i to node j is an
arc; ``alpha`` is the likelihood of the best way from the clause's start through the arc, ``beta`` from after it to the clause's end.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from rongmei.content.proofing.speller.arpa import Array, Floats, Ints
from rongmei.content.proofing.speller.lexicon import LONGEST, Lexicon
from rongmei.content.proofing.speller.ngrams import Ngrams

NOWHERE = np.float32(-1e6)
WIDEST = LONGEST  # words that can end, or start, at one node


@dataclass(frozen=True, slots=True)
class Lattice:
    """codes: characters, 0 at the end of each clause. word, start, end: of each arc, ordered by start; the last arc is none, word 0, and
    stands before the first and after the last of a clause. ending, starting: for each node the arcs there, padded with the none arc.
    alpha, previous: best way to and through an arc, with up to two words of context; beta, following: likewise from after it to the end,
    with one. onward: beta with two words of context, without what depends on words before the arc. best: which arcs are on the best way.
    """

    codes: Array
    word: Ints
    start: Ints
    end: Ints
    ending: Ints
    starting: Ints
    alpha: Floats
    previous: Ints
    beta: Floats
    following: Ints
    onward: Floats
    best: Array
    clause: Ints
    total: Floats

    @property
    def none(self) -> int:
        return len(self.word) - 1


def build(codes: Array, clause: Ints, offset: Ints, lexicon: Lexicon, ngrams: Ngrams) -> Lattice:
    """clause: of each node; offset: of each node within its clause."""
    word, start, length = _arcs(codes, lexicon)
    none = len(word)
    end = start + length
    starting = _slots(start, len(codes), none)
    ending = _slots(end, len(codes), none)
    word = np.append(word, 0)
    start, end = np.append(start, 0), np.append(end, 0)
    before = ending[start]  # for each arc the arcs it can follow
    before[none] = none
    alone = (before == none).all(axis=1)
    before[alone, 0] = none
    valid = before != none
    valid[alone, 0] = True
    step = _pair_scores(ngrams, word, before, valid)
    deep = _triple_scores(ngrams, word, before, valid, step)
    alpha, previous = _forward(offset[start], before, deep, none)
    beta, following = _backward(word, end, offset[end], starting, ending, step, none)
    onward = _onward(ngrams, word, offset[start], following, none)
    best, total = _best(alpha, previous, end, codes, clause, none)
    return Lattice(codes, word, start, end, ending, starting, alpha, previous, beta, following, onward, best, clause, total)


def _arcs(codes: Array, lexicon: Lexicon) -> tuple[Ints, Ints, Ints]:
    """Every character is a word, known or not; longer ones when the lexicon has them. Ordered by start."""
    padded = np.concatenate([codes, np.zeros(LONGEST, codes.dtype)])
    inside = np.flatnonzero(codes)
    words, starts, lengths = [], [], []
    for length in range(1, LONGEST + 1):
        found = lexicon.words(padded, inside, length)
        keep = np.arange(len(inside)) if length == 1 else np.flatnonzero(found >= 0)
        words.append(np.maximum(found[keep], 0))
        starts.append(inside[keep])
        lengths.append(np.full(len(keep), length))
    word, start, length_of = np.concatenate(words), np.concatenate(starts), np.concatenate(lengths)
    order = np.lexsort((length_of, start))
    return word[order], start[order], length_of[order]


def _slots(node: Ints, nodes: int, none: int) -> Ints:
    """For each node the arcs whose ``node`` it is."""
    slots = np.full((nodes, WIDEST), none, np.int64)
    order = np.argsort(node, kind="stable")
    at = node[order]
    first = np.searchsorted(at, at)
    slots[at, np.arange(len(at)) - first] = order
    return slots


def _pair_scores(ngrams: Ngrams, word: Ints, before: Ints, valid: Array) -> Floats:
    step = np.full(before.shape, NOWHERE, np.float32)
    rows, columns = np.nonzero(valid)
    step[rows, columns] = ngrams.after_one(word[before[rows, columns]], word[rows])
    return step


def _triple_scores(ngrams: Ngrams, word: Ints, before: Ints, valid: Array, step: Floats) -> Floats:
    """For each arc, each arc it can follow, and each that one can follow in turn: all asked for at once, few of them needed."""
    deep = np.repeat(step[:, :, None], WIDEST, axis=2)
    rows, columns = np.nonzero(valid)
    way = before[rows, columns]
    earlier = before[way]
    entry, place = np.nonzero(valid[way] & (word[earlier] > 0))
    score, _ = ngrams.after_two(word[earlier[entry, place]], word[way[entry]], word[rows[entry]])
    deep[rows[entry], columns[entry], place] = score
    return deep


def _forward(offset: Ints, before: Ints, deep: Floats, none: int) -> tuple[Floats, Ints]:
    alpha = np.zeros(none + 1, np.float32)
    rank = np.zeros(none + 1, np.int64)  # which of those it can follow it follows
    order = np.argsort(offset[:none], kind="stable")
    bounds = np.searchsorted(offset[:none][order], np.arange(int(offset.max(initial=0)) + 2))
    own, every = np.arange(none), np.arange(WIDEST)
    for begin, stop in itertools.pairwise(bounds):
        arcs = order[begin:stop]
        ways = before[arcs]
        score = deep[arcs[:, None], every, rank[ways]] + alpha[ways]
        choice = score.argmax(axis=1)
        alpha[arcs], rank[arcs] = score[own[: len(arcs)], choice], choice
    return alpha, before[np.arange(none + 1), rank]


def _backward(word: Ints, end: Ints, offset: Ints, starting: Ints, ending: Ints, step: Floats, none: int) -> tuple[Floats, Ints]:
    """offset: of each arc's end."""
    rank = (ending[end] == np.arange(len(word))[:, None]).argmax(axis=1)
    beta = np.zeros(len(word), np.float32)
    following = np.full(len(word), none, np.int64)
    order = np.argsort(-offset[:none], kind="stable")
    bounds = np.searchsorted(-offset[:none][order], np.arange(-int(offset.max(initial=0)), 2))
    for begin, stop in itertools.pairwise(bounds):
        arcs = order[begin:stop]
        if not len(arcs):
            continue
        after = starting[end[arcs]]
        score = np.where(after != none, step[after, rank[arcs][:, None]] + beta[after], NOWHERE)
        choice = score.argmax(axis=1)
        own = np.arange(len(arcs))
        last = score[own, choice] <= NOWHERE
        beta[arcs] = np.where(last, 0, score[own, choice])
        following[arcs] = np.where(last, none, after[own, choice])
    return beta, following


def _onward(ngrams: Ngrams, word: Ints, offset: Ints, following: Ints, none: int) -> Floats:
    """Sum along the best way onward of what the third word of each three adds."""
    second = following
    third = following[second]
    gain = np.zeros(len(word), np.float32)
    rows = np.flatnonzero(third[:none] != none)
    gain[rows] = ngrams.after_two(word[rows], word[second[rows]], word[third[rows]])[0]
    order = np.argsort(-offset[:none], kind="stable")
    bounds = np.searchsorted(-offset[:none][order], np.arange(-int(offset.max(initial=0)), 2))
    onward = np.zeros(len(word), np.float32)
    for begin, stop in itertools.pairwise(bounds):
        arcs = order[begin:stop]
        onward[arcs] = gain[arcs] + onward[second[arcs]]
    return onward


def _best(alpha: Floats, previous: Ints, end: Ints, codes: Array, clause: Ints, none: int) -> tuple[Array, Floats]:
    """Which arcs are on their clause's best way, and its likelihood."""
    best = np.zeros(none + 1, bool)
    total = np.zeros(int(clause[-1]) + 1 if len(clause) else 0, np.float32)
    last = np.flatnonzero(codes[end[:none]] == 0)
    if not len(last):
        return best, total
    owner = clause[end[last]]
    order = np.lexsort((alpha[last], owner))
    top = last[order][np.append(owner[order][1:] != owner[order][:-1], True)]
    total[clause[end[top]]] = alpha[top]
    while len(top):
        best[top] = True
        top = previous[top]
        top = top[top != none]
    return best, total
