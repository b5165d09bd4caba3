"""Finds wrong characters by context: gate and lattice (`candidates`), then how likely each was meant (`acceptance`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from rongmei.content.proofing.finding import ErrorKind, Finding, Level
from rongmei.content.proofing.speller import candidates, lattice, names, passages, weighing
from rongmei.content.proofing.speller.acceptance import Trees
from rongmei.content.proofing.speller.arpa import Array, Floats, Ints
from rongmei.content.proofing.speller.candidates import Candidates
from rongmei.content.proofing.speller.channel import Channel
from rongmei.content.proofing.speller.lexicon import LONGEST_MEANT, Lexicon
from rongmei.content.proofing.speller.ngrams import Ngrams
from rongmei.content.proofing.speller.weighing import Priors

RULE = "speller.character"
LEVELS = ((0.7, Level.ERROR), (0.5, Level.WARNING), (0.2, Level.SUGGESTION))
LEAST = LEVELS[-1][0]
SURE = 0.9  # what is written twice alike is left alone below this
ALTERNATIVES, ALTERNATIVE = 3, 0.05  # suggestions beside the first, and how likely they must be
AT_ONCE = 4_000  # characters looked at together; more is a little faster and needs more memory
# Both are written, and the dictionaries allow it: only the surest doubts are told.
EITHER = frozenset(("其它", "成份", "联结", "身分", "份量", "记录", "保户", "作出", "作了"))
FAIRLY_SURE = 0.7


@dataclass(frozen=True, slots=True)
class Correction:
    """text[start:end] → meant, best first, with the likelihood of the first."""

    start: int
    end: int
    meant: tuple[str, ...]
    likelihood: float

    def moved(self, by: int) -> Correction:
        return Correction(self.start + by, self.end + by, self.meant, self.likelihood) if by else self


@dataclass(frozen=True, slots=True)
class NgramSpeller:
    """The speller of the house. ``off`` is always empty: what cannot run is an `Off`."""

    lexicon: Lexicon
    channel: Channel
    ngrams: Ngrams
    trees: Trees
    priors: Priors
    off: str = ""

    def check(self, text: str, *, masked: Iterable[tuple[int, int]] = ()) -> list[Finding]:
        """Findings in the order of the text; none inside ``masked`` (start, end) stretches."""
        return [_finding(text, found) for found in self.correct(text, masked=masked)]

    def correct(self, text: str, *, masked: Iterable[tuple[int, int]] = (), least: float = LEAST) -> list[Correction]:
        """The same as plain replacements, down to the likelihood ``least``."""
        spared = _spared(text, [*masked, *names.spans(text)])
        found: list[Correction] = []
        for begin, end in _pieces(text):
            found.extend(self._correct(text[begin:end], spared[begin:end], begin, least))
        return _told(text, found)

    def correct_each(self, texts: Sequence[str], least: float = LEAST) -> list[list[Correction]]:
        """`correct` of many short texts at once, each by itself; much faster than one by one."""
        starts = np.cumsum([0, *(len(text) + 1 for text in texts)])
        whole = "\n".join(texts)
        spared = _spared(whole, names.spans(whole))
        found: list[list[Correction]] = [[] for _ in texts]
        for begin, end in _pieces(whole):
            for one in self._correct(whole[begin:end], spared[begin:end], begin, least):
                number = int(np.searchsorted(starts, one.start, side="right")) - 1
                shift = int(starts[number])
                found[number].append(one.moved(-shift))
        return [_told(text, its) for text, its in zip(texts, found, strict=True)]

    def _correct(self, text: str, spared: Array, begin: int, least: float) -> list[Correction]:
        passage = passages.cut(text)
        if not len(passage.codes):
            return []
        cut = lattice.build(passage.codes, passage.clause, passage.offset, self.lexicon, self.ngrams)
        found = candidates.find(cut, passage.stands, self.lexicon, self.channel, self.ngrams)
        if not len(found.start):
            return []
        rows = weighing.weigh(cut, found, self.lexicon, self.channel, self.ngrams, self.priors)
        worth = np.flatnonzero(rows[:, 0] > candidates.WORTH)
        found, likelihood = found.take(worth), self.trees.likelihood(rows[worth])
        chosen = choose(text, passage.place, found, likelihood, self.lexicon, least)
        for begins, ends, shifts in passage.copies:
            own = [one for one in chosen if begins <= one.start < ends]
            chosen.extend(one.moved(shift) for shift in shifts for one in own)
        free = [one.moved(begin) for one in chosen if not spared[one.start : one.end].any()]
        return sorted(free, key=lambda one: one.start)


@dataclass(frozen=True, slots=True)
class Off:
    """A speller that cannot run; ``off`` says why, in the language of the findings."""

    off: str

    def check(self, text: str, *, masked: Iterable[tuple[int, int]] = ()) -> list[Finding]:
        return []


def choose(text: str, place: Ints, found: Candidates, likelihood: Floats, lexicon: Lexicon, least: float) -> list[Correction]:
    """The likeliest first; what touches a character already spoken for becomes an alternative or nothing."""
    order = np.flatnonzero(likelihood >= min(least, ALTERNATIVE))
    order = order[np.argsort(-likelihood[order], kind="stable")]
    taken: dict[int, tuple[int, int]] = {}
    chosen: dict[tuple[int, int], tuple[float, list[str]]] = {}
    for row in order.tolist():
        at, meant = int(place[found.start[row]]), "".join(map(chr, lexicon.letters[found.word[row], : found.length[row]].tolist()))
        typed = text[at : at + len(meant)]
        differ = [number for number in range(len(meant)) if meant[number] != typed[number]]
        first, last = at + differ[0], at + differ[-1] + 1
        word = meant[differ[0] : differ[-1] + 1]
        if (first, last) in chosen:
            alternatives = chosen[first, last][1]
            if word not in alternatives and len(alternatives) <= ALTERNATIVES:
                alternatives.append(word)
        elif likelihood[row] >= least and not any(number in taken for number in range(at, at + len(meant))):
            chosen[first, last] = (float(likelihood[row]), [word])
            taken.update(dict.fromkeys(range(first, last), (first, last)))
    return [Correction(first, last, tuple(words), p) for (first, last), (p, words) in sorted(chosen.items())]


def _finding(text: str, found: Correction) -> Finding:
    level = next((level for least, level in LEVELS if found.likelihood >= least), Level.SUGGESTION)
    typed, meant = text[found.start : found.end], found.meant[0]
    before, after = text[max(0, found.start - 2) : found.start].split("\n")[-1], text[found.end : found.end + 2].split("\n")[0]
    doubt = {Level.ERROR: "应为", Level.WARNING: "疑应为"}.get(level, "请核对是否应为")
    return Finding(
        rule=RULE,
        level=level,
        start=found.start,
        end=found.end,
        found=typed,
        message=f"“{before}{typed}{after}”中的“{typed}”{doubt}“{meant}”。",
        kind=ErrorKind.CHARACTER,
        suggestions=found.meant,
        confidence=round(found.likelihood, 3),
    )


def _spared(text: str, masked: Iterable[tuple[int, int]]) -> Array:
    spared = np.zeros(len(text) + LONGEST_MEANT, bool)
    for start, end in masked:
        spared[max(start, 0) : max(end, 0)] = True
    return spared


def _pieces(text: str) -> Iterable[tuple[int, int]]:
    """Long texts in pieces, at a line's end where there is one."""
    begin = 0
    while begin < len(text):
        end = begin + AT_ONCE
        if end < len(text):
            line = text.rfind("\n", begin + AT_ONCE // 2, end)
            end = line + 1 if line > 0 else end
        yield begin, min(end, len(text))
        begin = end


def _told(text: str, found: list[Correction]) -> list[Correction]:
    """Without what is more likely a name, a term or a matter of taste."""
    unsure = any(one.likelihood < FAIRLY_SURE for one in found)
    abroad = names.foreign(text) if unsure else []
    return [one for one in found if not _excused(text, one, abroad)]


def _excused(text: str, one: Correction, abroad: list[tuple[int, int]]) -> bool:
    if one.likelihood >= SURE:
        return False
    if one.likelihood < FAIRLY_SURE:
        around = {text[one.start : one.end], text[max(one.start - 1, 0) : one.end], text[one.start : one.end + 1]}
        if not around.isdisjoint(EITHER) or any(start <= one.start < end for start, end in abroad):
            return True
    return _repeated(text, one)


def _repeated(text: str, found: Correction) -> bool:
    """Is the stretch, with a character on either side, written so elsewhere too? Then it is more likely a term than a slip."""
    start, end = max(0, found.start - 1), min(len(text), found.end + 1)
    wider = (text[start : found.end], text[found.start : end])
    return any(len(stretch) > 1 and stretch.isalpha() and text.find(stretch, text.find(stretch) + 1) >= 0 for stretch in wider)
