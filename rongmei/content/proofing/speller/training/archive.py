"""A site's own archive: its texts become a layer of the language model, and the acceptance is set to what its clean text bears.

A fifth of the archive is held out; the gain is measured there: findings in text that was proofread and published are false alarms, and
slips planted in it should be found.
"""

from __future__ import annotations

import dataclasses
import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rongmei.content.proofing.speller import acceptance, arrays, build, evaluation, layers, loading
from rongmei.content.proofing.speller.arpa import Arpa
from rongmei.content.proofing.speller.channel import SAME_SOUND, Channel
from rongmei.content.proofing.speller.lexicon import Lexicon
from rongmei.content.proofing.speller.ngrams import Ngrams
from rongmei.content.proofing.speller.speller import LEAST, NgramSpeller

HELD_OUT = 5  # one line of so many
SMALLEST = 20_000  # characters; an archive below this teaches nothing
ALLOWED = 4.0  # false alarms on ten thousand characters
SHIFTS = np.arange(-3.0, 0.75, 0.25)  # beside the shipped shift, in log odds
PLANTED_EVERY = 40  # characters


class TooSmall(ValueError):
    """The archive is; the sentence says how large it is and should be."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Of the held-out part: false alarms on 10 000 characters and the F1 of planted slips, both at suggestion level."""

    alarms: float
    planted: float


@dataclass(frozen=True, slots=True)
class Gain:
    """characters: of the archive. share: the site's of the mixture. shift: added to the acceptance."""

    characters: int
    share: float
    shift: float
    before: Measure
    after: Measure


def train(lines: Sequence[str], path: Path, general: Sequence[Arpa] | None = None) -> Gain:
    """Writes tables and acceptance for ``path``. general: the models to mix with, the machine's when left out. Raises TooSmall,
    build.NoModel, OSError."""
    lines = sorted({line.strip() for line in lines if len(line.strip()) > 5})
    characters = sum(map(len, lines))
    if characters < SMALLEST:
        raise TooSmall(f"档案只有 {characters} 字，至少要 {SMALLEST} 字才学得到东西。")
    held = [line for line in lines if zlib.crc32(line.encode()) % HELD_OUT == 0]
    learnt = [line for line in lines if zlib.crc32(line.encode()) % HELD_OUT]
    models = list(general or build.general())
    plain, trees = build.combined(models), acceptance.read()
    build.write(path, plain)
    before = _speller(path, trees)
    slips = planted(held, before.channel)
    first = measure(before, held, slips)
    share = share_of(characters)
    layer = layers.smooth(layers.count(learnt, before.lexicon, before.ngrams), before.lexicon, 1, 2)
    build.write(path, build.combined(models, (share, layer)))
    shift = _shift(_speller(path, dataclasses.replace(trees, shift=trees.shift + float(SHIFTS[-1]))), held)
    fitted = dataclasses.replace(trees, shift=trees.shift + shift)
    fitted.write(path.with_name(loading.SITE_TREES))
    return Gain(characters, share, shift, first, measure(_speller(path, fitted), held, slips))


def share_of(characters: int) -> float:
    """A tenth for a small archive, up to three tenths from ten million characters."""
    return float(np.clip(0.1 + 0.2 * np.log10(characters / 100_000) / 2, 0.1, 0.3))


def measure(speller: NgramSpeller, held: Sequence[str], slips: Sequence[evaluation.Pair]) -> Measure:
    alarms = evaluation.alarms(held, speller.correct_each(held), [LEAST]).per_10k[LEAST]
    found = speller.correct_each([typed for typed, _ in slips])
    return Measure(round(alarms, 2), round(evaluation.score(slips, found, LEAST).lenient, 4))


def planted(lines: Sequence[str], channel: Channel, seed: int = 1) -> list[evaluation.Pair]:
    """Each line with a character that sounds the same in place of about every fortieth."""
    dice = random.Random(seed)  # noqa: S311  -- planting slips needs no secrecy
    pairs = []
    for line in lines:
        typed = list(line)
        for place, letter in enumerate(line):
            if dice.random() * PLANTED_EVERY < 1 and ord(letter) < 0xFFFF:
                alike = slice(int(channel.first[ord(letter)]), int(channel.first[ord(letter) + 1]))
                others = channel.others[alike][(channel.kinds_of_others[alike] & SAME_SOUND) > 0][:12]
                if len(others):
                    typed[place] = chr(int(dice.choice(others.tolist())))
        pairs.append(("".join(typed), line))
    return pairs


def _shift(loosest: NgramSpeller, held: Sequence[str]) -> float:
    """The highest that keeps false alarms of the held-out text within what is allowed. loosest: with the highest shift."""
    found = loosest.correct_each(held, 0.02)
    odds = np.log([one.likelihood / max(1 - one.likelihood, 1e-6) for corrections in found for one in corrections] or [1e-6])
    least = np.log(LEAST / (1 - LEAST))
    allowed = ALLOWED * sum(map(len, held)) / evaluation.PER
    fitting = [shift for shift in SHIFTS if (odds + shift - SHIFTS[-1] >= least).sum() <= allowed]
    return float(max(fitting, default=SHIFTS[0]))


def _speller(path: Path, trees: acceptance.Trees) -> NgramSpeller:
    found = arrays.read(path)
    return NgramSpeller(Lexicon.of(found), Channel.of(found), Ngrams.of(found), trees, acceptance.read_priors())
