"""What is known of each candidate, as numbers: the columns the acceptance model was trained on, in this order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rongmei.content.proofing.speller import channel as kinds
from rongmei.content.proofing.speller.arpa import Array, Floats
from rongmei.content.proofing.speller.candidates import Candidates
from rongmei.content.proofing.speller.channel import Channel, pair_keys
from rongmei.content.proofing.speller.hashing import Hash
from rongmei.content.proofing.speller.lattice import Lattice
from rongmei.content.proofing.speller.lexicon import LONGEST_MEANT, Lexicon
from rongmei.content.proofing.speller.ngrams import Ngrams

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_SURNAME = np.zeros(0x10000, bool)
_SURNAME[[ord(letter) for letter in SURNAMES]] = True
# What a clause may stand between: full stops, commas, quotation marks, title marks, brackets.
_MARK = np.zeros(0x10000, np.uint8)
for _number, _marks in enumerate(("。！？\n", "，；：、", '“”‘’"', "《》", "（）()【】"), 1):
    _MARK[[ord(mark) for mark in _marks]] = _number
COLUMNS = (
    "gain",
    "gain_pairs",
    "cost",
    "changed",
    "length",
    "same_sound",
    "near_sound",
    "lookalike",
    "word",
    "here",
    "right",
    "beyond",
    "here_order",
    "right_order",
    "beyond_order",
    "typed_length",
    "typed_word",
    "typed_whole",
    "typed_alone",
    "meant_alone",
    "left_length",
    "right_length",
    "left_known",
    "right_known",
    "singles",
    "singles_left",
    "singles_right",
    "clause",
    "clause_length",
    "offset",
    "rank",
    "lead",
    "rivals",
    "surname",
    "prior",
    "prior_rate",
    "place_in_word",
    "lift",
    "typed_step",
    "typed_next",
    "typed_before",
    "typed_lift",
    "weakest",
    "mark_before",
    "mark_after",
    "foreign",
    "unknown",
    "run",
    "phrases",
)


@dataclass(frozen=True, slots=True)
class Priors:
    """How often each pair of characters was written for the other. counts: log(1 + n) in marked text; rates: n over how often the meant
    one was right there, as logarithm; phrases: log(1 + n) in lists of phrases people get wrong. All at the pairs' slots."""

    pairs: Hash
    counts: Floats
    rates: Floats
    phrases: Floats

    def of(self, typed: Array, meant: Array) -> tuple[Floats, Floats, Floats]:
        at = self.pairs.find(pair_keys(typed, meant))
        known = at >= 0
        return np.where(known, self.counts[at], 0), np.where(known, self.rates[at], -12), np.where(known, self.phrases[at], 0)


def weigh(lattice: Lattice, found: Candidates, lexicon: Lexicon, channel: Channel, ngrams: Ngrams, priors: Priors) -> Floats:
    """One row per candidate."""
    columns: dict[str, Array] = {}
    columns |= _sequence(lattice, found, ngrams)
    columns |= _writing(lattice, found, lexicon, channel, priors)
    columns |= _surface(lattice, found, lexicon, ngrams)
    columns |= _setting(lattice, found)
    columns |= _rivals(found, columns["gain"])
    return np.stack([columns[name].astype(np.float32) for name in COLUMNS], axis=1)


def _sequence(lattice: Lattice, found: Candidates, ngrams: Ngrams) -> dict[str, Array]:
    """The clause with the candidate in it, with two words of context."""
    earlier, left = lattice.word[lattice.previous[found.left]], lattice.word[found.left]
    beyond_arc = lattice.following[found.right]
    right, beyond = lattice.word[found.right], lattice.word[beyond_arc]
    here, here_order = ngrams.after_two(earlier, left, found.word)
    step, right_order = ngrams.after_two(left, found.word, right)
    last, beyond_order = ngrams.after_two(found.word, right, beyond)
    step = np.where(found.right == lattice.none, 0, step)
    last = np.where(beyond_arc == lattice.none, 0, last)
    clause = lattice.clause[found.start]
    total = lattice.alpha[found.left] * (found.left != lattice.none) + here + step + last + lattice.onward[found.right]
    return {
        "gain": total - lattice.total[clause],
        "gain_pairs": found.gain,
        "here": here / found.length,
        "lift": here - ngrams.logp[found.word],
        "right": step,
        "beyond": last,
        "here_order": here_order,
        "right_order": np.where(found.right == lattice.none, 0, right_order),
        "beyond_order": np.where(beyond_arc == lattice.none, 0, beyond_order),
        "left_length": lattice.end[found.left] - lattice.start[found.left],
        "right_length": lattice.end[found.right] - lattice.start[found.right],
        "left_known": left > 0,
        "right_known": right > 0,
    }


def _writing(lattice: Lattice, found: Candidates, lexicon: Lexicon, channel: Channel, priors: Priors) -> dict[str, Array]:
    size = len(found.start)
    names = ("same_sound", "near_sound", "lookalike")
    columns = {name: np.zeros(size, np.float32) for name in names}
    prior, rate, phrases = (np.zeros(size, np.float32) for _ in range(3))
    padded = np.concatenate([lattice.codes, np.zeros(LONGEST_MEANT, lattice.codes.dtype)])
    for place in range(LONGEST_MEANT):
        typed, meant = padded[found.start + place], lexicon.letters[found.word, place]
        rows = np.flatnonzero((place < found.length) & (typed != meant))
        kind = channel.kind(typed[rows], meant[rows])
        for name, bit in zip(names, (kinds.SAME_SOUND, kinds.NEAR_SOUND, kinds.LOOKALIKE), strict=True):
            columns[name][rows] += (kind & bit) > 0
        counted, rated, listed = priors.of(typed[rows], meant[rows])
        prior[rows] += counted
        phrases[rows] += listed
        rate[rows] = np.minimum(rate[rows], rated)
    return {
        **columns,
        "prior": prior,
        "prior_rate": rate,
        "phrases": phrases,
        "cost": found.cost,
        "changed": found.changed,
        "length": found.length,
        "place_in_word": found.first - found.start,
        "surname": _surname(lattice, found),
    }


def _surname(lattice: Lattice, found: Candidates) -> Array:
    """Does a surname stand at, or within two characters before, the first changed character, alone in the best reading?"""
    alone = np.zeros(len(lattice.codes) + 2, bool)
    arcs = np.flatnonzero(lattice.best[:-1] & (lattice.end[:-1] - lattice.start[:-1] == 1))
    alone[lattice.start[arcs]] = True
    name = np.zeros(len(alone), bool)
    name[: len(lattice.codes)] = _SURNAME[lattice.codes] & alone[: len(lattice.codes)]
    at = found.first
    return name[at] * 1 + name[np.maximum(at - 1, 0)] * 2 + name[np.maximum(at - 2, 0)] * 4


def _surface(lattice: Lattice, found: Candidates, lexicon: Lexicon, ngrams: Ngrams) -> dict[str, Array]:
    """How the stretch reads as it stands."""
    nodes = len(lattice.codes)
    over = np.full(nodes + 1, lattice.none)
    arcs = np.flatnonzero(lattice.best[:-1])
    size = lattice.end[arcs] - lattice.start[arcs]
    for place in range(5):
        rows = size > place
        over[lattice.start[arcs[rows]] + place] = arcs[rows]
    single = np.zeros(nodes + 1, np.int64)
    single[lattice.start[arcs[size == 1]]] = 1
    running = np.concatenate([[0], np.cumsum(single)])
    here = over[found.first]
    step = np.append(lattice.alpha - lattice.alpha[lattice.previous], 0)  # what each arc adds
    step[lattice.none] = 0
    around = [step[over[np.clip(found.first + shift, 0, nodes)]] for shift in range(-3, 4)]
    own = lattice.end[here] - lattice.start[here]
    clause = lattice.clause[found.start]
    long = np.bincount(lattice.clause, minlength=len(lattice.total)) - 1
    first, last = found.start, found.start + found.length
    typed = lattice.codes[found.first]
    meant = lexicon.letters[found.word, found.first - found.start]
    alone = [ngrams.logp[np.maximum(lexicon.words(codes, np.arange(len(codes)), 1), 0)] for codes in (typed, meant)]
    return {
        "typed_length": own,
        "typed_word": ngrams.logp[lattice.word[here]],
        "typed_step": step[here],
        "typed_next": step[over[np.minimum(lattice.end[here], nodes)]],
        "typed_before": step[lattice.previous[here]],
        "typed_lift": step[here] - ngrams.logp[lattice.word[here]],
        "weakest": np.minimum.reduce(around),
        "typed_whole": (lattice.start[here] == first) & (lattice.end[here] == last),
        "typed_alone": alone[0],
        "meant_alone": alone[1],
        "word": ngrams.logp[found.word],
        "singles": running[last] - running[first],
        "singles_left": running[first] - running[np.maximum(first - 3, 0)],
        "singles_right": running[np.minimum(last + 3, nodes)] - running[last],
        "clause": lattice.total[clause] / np.maximum(long[clause], 1),
        "clause_length": long[clause],
        "offset": first - np.searchsorted(lattice.clause, clause),
    }


def _setting(lattice: Lattice, found: Candidates) -> dict[str, Array]:
    """The clause around it: quoted, in brackets, with foreign names or what no model knows."""
    clause = lattice.clause[found.start]
    bounds = np.searchsorted(lattice.clause, np.arange(len(lattice.total) + 1))
    foreign = np.bincount(lattice.clause, lattice.codes == ord("·"), len(lattice.total))
    arcs = np.flatnonzero(lattice.best[:-1] & (lattice.word[:-1] == 0))
    unknown = np.bincount(lattice.clause[lattice.start[arcs]], minlength=len(lattice.total))
    alone = np.zeros(len(lattice.codes) + 1, np.int64)
    single = np.flatnonzero(lattice.best[:-1] & (lattice.end[:-1] - lattice.start[:-1] == 1))
    alone[lattice.start[single]] = 1
    edges = np.flatnonzero(alone == 0)
    at = np.searchsorted(edges, found.first)
    run = np.where(alone[found.first] == 1, edges[at] - np.where(at > 0, edges[at - 1], -1) - 1, 0)
    return {
        "mark_before": _MARK[lattice.codes[bounds[clause]]],
        "mark_after": _MARK[lattice.codes[np.maximum(bounds[clause + 1] - 2, 0)]],
        "foreign": foreign[clause],
        "unknown": unknown[clause],
        "run": run,
    }


def _rivals(found: Candidates, gain: Floats) -> dict[str, Array]:
    """How it stands among those that change the same character, and those within four characters."""
    score = gain + found.cost
    order = np.lexsort((-score, found.first))
    ordered = found.first[order]
    begin = np.searchsorted(ordered, ordered)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order)) - begin
    best, second = np.full(len(order), -20.0, np.float32), np.full(len(order), -20.0, np.float32)
    first_of, next_of = order[begin], order[np.minimum(begin + 1, len(order) - 1)]
    best[order] = score[first_of]
    second[order] = np.where(found.first[next_of] == ordered, score[next_of], -20.0)
    lead = np.where(rank == 0, score - second, score - best)
    nodes = int(found.first.max(initial=0)) + 9
    top = np.full(nodes, -20.0, np.float32)
    top[ordered] = score[first_of]
    around = np.full(len(order), -20.0, np.float32)
    for shift in (-4, -3, -2, -1, 1, 2, 3, 4):
        around = np.maximum(around, top[np.clip(found.first + shift, 0, nodes - 1)])
    return {"rank": rank, "lead": np.clip(lead, -20, 20), "rivals": score - around}


def empty() -> Floats:
    return np.zeros((0, len(COLUMNS)), np.float32)
