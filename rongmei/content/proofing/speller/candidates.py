"""What may have been meant: words that sound or look like a stretch of the text and fit its neighbours better.

Homophone words, and words of three and four with any one character wrong, are looked for everywhere; single characters and look-alikes
only where the best reading of the text is weak (the gate): where it falls apart into single characters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rongmei.content.proofing.speller import channel as kinds
from rongmei.content.proofing.speller.arpa import Array, Floats, Ints
from rongmei.content.proofing.speller.channel import Channel
from rongmei.content.proofing.speller.lattice import NOWHERE, Lattice
from rongmei.content.proofing.speller.lexicon import LONGEST, LONGEST_MEANT, Lexicon, open_keys, readings, sound_keys, spread
from rongmei.content.proofing.speller.ngrams import Ngrams

MOST_SINGLE = 80  # characters looked at for one, likeliest first
KEPT = 8  # candidates whose first changed character is the same, best first
LOWEST = -3.0  # natural logarithm: how much less likely than the text as it stands a candidate may be with one word of context
WORTH = -1.0  # and with two, to be weighed
UNHEARD, UNSEEN = -5.0, -3.0  # what writing a character neither alike nor near costs; what writing a look-alike costs
_HAN = (0x3400, 0x9FFF)
Found = tuple[Ints, Ints]  # starts and words


@dataclass(frozen=True, slots=True)
class Candidates:
    """start: node of the first character; length; word: meant. left, right: the arcs around it. gain: how much likelier the clause becomes,
    with one word of context. cost: of writing so, at most 0. changed: how many characters; first: node of the first changed."""

    start: Ints
    length: Ints
    word: Ints
    left: Ints
    right: Ints
    gain: Floats
    cost: Floats
    changed: Ints
    first: Ints

    def take(self, rows: Array) -> Candidates:
        return Candidates(*(getattr(self, name)[rows] for name in self.__slots__))


def find(lattice: Lattice, stands: Array, lexicon: Lexicon, channel: Channel, ngrams: Ngrams) -> Candidates:
    """The most promising ones, ordered by first changed character, best first. stands: which nodes' characters may be wrong."""
    start, word = _raw(lattice, stands, lexicon, channel)
    start, length, word, changed, first, cost = _writing(lattice, lexicon, channel, start, word)
    gain, left, right = _gain(lattice, ngrams, start, length, word)
    found = Candidates(start, length, word, left, right, gain, cost, changed, first)
    found = found.take(np.flatnonzero(gain > LOWEST))
    order = np.lexsort((-(found.gain + found.cost), found.first))
    found = found.take(order)
    rank = np.arange(len(order)) - np.searchsorted(found.first, found.first)
    return found.take(np.flatnonzero(rank < KEPT))


def _raw(lattice: Lattice, stands: Array, lexicon: Lexicon, channel: Channel) -> Found:
    codes = lattice.codes
    padded = np.concatenate([codes, np.zeros(LONGEST_MEANT, codes.dtype)])
    han = np.concatenate([stands & (codes >= _HAN[0]) & (codes <= _HAN[1]), np.zeros(LONGEST_MEANT, bool)])
    single = np.zeros(len(padded), bool)
    alone = np.flatnonzero(lattice.best[:-1] & (lattice.end[:-1] - lattice.start[:-1] == 1))
    single[lattice.start[alone]] = True
    parts = [_singles(np.flatnonzero(single & han), padded, lexicon, channel)]
    asked: list[tuple[Ints, Array]] = []
    runs = han[: len(codes)].copy()
    for size in range(2, LONGEST_MEANT + 1):
        runs = runs & han[size - 1 : len(codes) + size - 1]
        starts = np.flatnonzero(runs)
        block = np.stack([padded[starts + place] for place in range(size)], axis=1)
        asked.extend((starts[there], sound_keys([sound[there] for sound in sounds])) for sounds, there in readings(channel, block))
        if size == 2:
            apart = ~_whole(lattice, starts, size)
            parts.extend(_lookalikes(starts[apart], block[apart], lexicon, channel))
        else:
            asked.extend((starts, open_keys(block, place)) for place in range(size))
    row, word = lexicon.matching(np.concatenate([np.zeros(0, np.uint64), *(keys for _, keys in asked)]))
    begins = np.concatenate([np.zeros(0, np.int64), *(starts for starts, _ in asked)])
    parts.append((begins[row], word))
    return np.concatenate([start for start, _ in parts]), np.concatenate([word for _, word in parts])


def _whole(lattice: Lattice, starts: Ints, size: int) -> Array:
    """Is the stretch one word of the best reading?"""
    whole = np.zeros(len(lattice.codes), bool)
    arcs = np.flatnonzero(lattice.best[:-1] & (lattice.end[:-1] - lattice.start[:-1] == size))
    whole[lattice.start[arcs]] = True
    return whole[starts]


def _singles(nodes: Ints, codes: Array, lexicon: Lexicon, channel: Channel) -> Found:
    typed = codes[nodes].astype(np.int64)
    begin = channel.first[typed]
    count = np.minimum(channel.first[typed + 1] - begin, MOST_SINGLE)
    meant = channel.others[spread(begin, count)]
    starts = np.repeat(nodes, count)
    word = lexicon.words(meant, np.arange(len(meant)), 1)
    there = word >= 0
    return starts[there], word[there]


def _lookalikes(starts: Ints, block: Array, lexicon: Lexicon, channel: Channel) -> list[Found]:
    found = []
    for place in range(2):
        typed = block[:, place].astype(np.int64)
        begin = channel.first[typed]
        count = channel.first[typed + 1] - begin
        at = spread(begin, count)
        row = np.repeat(np.arange(len(block)), count)
        alike = (channel.kinds_of_others[at] & kinds.LOOKALIKE) > 0
        row, meant = row[alike], channel.others[at[alike]]
        pair = block[row].copy()
        pair[:, place] = meant
        word = lexicon.words(pair.ravel(), np.arange(len(pair)) * 2, 2)
        there = word >= 0
        found.append((starts[row[there]], word[there]))
    return found


def _writing(lattice: Lattice, lexicon: Lexicon, channel: Channel, start: Ints, word: Ints) -> tuple[Array, ...]:
    """Leaves out what is written already and what nobody would write for it; says what differs."""
    keys = np.sort((start.astype(np.uint64) << np.uint64(24)) | (word.astype(np.uint64)))
    keys = keys[np.append(True, keys[1:] != keys[:-1])[: len(keys)]]
    start, word = (keys >> np.uint64(24)).astype(np.int64), (keys & np.uint64(0xFFFFFF)).astype(np.int64)
    length = lexicon.length[word].astype(np.int64)
    padded = np.concatenate([lattice.codes, np.zeros(LONGEST_MEANT, lattice.codes.dtype)])
    changed, unlike = np.zeros(len(start), np.int64), np.zeros(len(start), np.int64)
    first = np.full(len(start), -1)
    cost = np.zeros(len(start), np.float32)
    for place in range(LONGEST_MEANT):
        typed, meant = padded[start + place], lexicon.letters[word, place]
        rows = np.flatnonzero((place < length) & (typed != meant))
        kind = channel.kind(typed[rows], meant[rows])
        changed[rows] += 1
        unlike[rows] += kind == 0
        heard = (kind & (kinds.SAME_SOUND | kinds.NEAR_SOUND)) > 0
        cost[rows] += np.where(kind & kinds.SAME_SOUND, -0.5, np.where(heard, -2.0, np.where(kind, UNSEEN, UNHEARD))).astype(np.float32)
        first[rows] = np.where(first[rows] < 0, start[rows] + place, first[rows])
    keep = np.flatnonzero((changed > 0) & (changed <= 2) & ((unlike == 0) | ((changed == 1) & (length > 2))))
    return start[keep], length[keep], word[keep], changed[keep], first[keep], cost[keep]


def _gain(lattice: Lattice, ngrams: Ngrams, start: Ints, length: Ints, word: Ints) -> tuple[Floats, Ints, Ints]:
    """Against the best reading through the same place."""
    before, after = lattice.ending[start], lattice.starting[start + length]
    lone = (before == lattice.none).all(axis=1)
    before_word = lattice.word[before]
    score = np.full(before.shape, NOWHERE, np.float32)
    use = before != lattice.none
    use[lone, 0] = True
    rows, columns = np.nonzero(use)
    score[rows, columns] = lattice.alpha[before[rows, columns]] + ngrams.after_one(before_word[rows, columns], word[rows])
    own = np.arange(len(start))
    pick = score.argmax(axis=1)
    left, forward = before[own, pick], score[own, pick]
    score = np.full(after.shape, NOWHERE, np.float32)
    rows, columns = np.nonzero(after != lattice.none)
    score[rows, columns] = lattice.beta[after[rows, columns]] + ngrams.after_one(word[rows], lattice.word[after[rows, columns]])
    pick = score.argmax(axis=1)
    right = after[own, pick]
    onward = np.where(right == lattice.none, 0, score[own, pick])
    # The text as it stands, measured alike: the best arc over the candidate's first node.
    through = np.full(len(lattice.codes) + LONGEST, NOWHERE, np.float32)
    both = lattice.alpha[:-1] + lattice.beta[:-1]
    for size in range(1, LONGEST + 1):  # at most one arc of a length starts at a node
        arcs = np.flatnonzero(lattice.end[:-1] - lattice.start[:-1] == size)
        for place in range(size):
            at = lattice.start[arcs] + place
            through[at] = np.maximum(through[at], both[arcs])
    return forward + onward - through[start], left, right
