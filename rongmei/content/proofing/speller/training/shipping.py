"""Makes the parts shipped with the product anew, from named inputs (docs/proofing-datasheet.md)."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from rongmei.content.proofing.speller import acceptance, candidates, evaluation, measuring, samples
from rongmei.content.proofing.speller.acceptance import Trees
from rongmei.content.proofing.speller.arpa import Bools
from rongmei.content.proofing.speller.evaluation import Scores
from rongmei.content.proofing.speller.samples import Sample
from rongmei.content.proofing.speller.speller import Correction, NgramSpeller
from rongmei.content.proofing.speller.training import fitting
from rongmei.content.proofing.speller.training.fitting import Rows

MARKED = ("cscd_ns_first_half.json", "ecspell_law.train", "ecspell_med.train", "ecspell_odw.train")
PHRASES = "macro_correct_confusion_dict.json"
# Posts of official media are typed as an office types; answers of a forum's doctors are further from its prose.
WEIGHTS = {"cscd_ns_first_half": 3.0, "ecspell_med": 0.5}
# Log odds: marked sentences hold a hundred times the slips of edited prose. So chosen that ten thousand characters of clean newspaper
# text have fewer than four findings of likelihood 0.2 and half a one of 0.7, and one in eighteen right posts has one.
SHIFT = -1.5
FLAGGED = 0.055  # share of the right sentences that may have a finding when the parts are measured on one another
LOWEST = 0.02  # the likelihood from which findings are looked at for that
# What parts must reach on sentences they were not made from before they are shipped: figures of `held_out` by file. The first two are
# the targets of posts of official media, flagged its ceiling; the rest is what was reached, less a little.
LEAST = {
    ("cscd_ns_first_half", "detection"): 0.42,
    ("cscd_ns_first_half", "correction"): 0.41,
    ("ecspell_odw", "lenient"): 0.74,
    ("ecspell_law", "lenient"): 0.74,
    ("ecspell_med", "lenient"): 0.68,
}
MOST_FLAGGED = {"cscd_ns_first_half": 0.06, "ecspell_odw": 0.02, "ecspell_law": 0.035, "ecspell_med": 0.03}
HEAD = "# typed, meant, times in marked text, times the meant one stands in it, times in lists of phrases (docs/proofing-datasheet.md)\n"


def read(folder: Path) -> tuple[list[Sample], list[tuple[str, str]]]:
    """Marked sentences, and phrases people get wrong with the right ones. Raises OSError, ValueError."""
    marked = [sample for name in MARKED for sample in samples.read(folder / name)]
    return marked, list(json.loads((folder / PHRASES).read_text(encoding="utf-8")).items())


def train(speller: NgramSpeller, marked: Sequence[Sample], phrases: Sequence[tuple[str, str]]) -> tuple[Trees, Rows]:
    """Trees from all of the marked sentences, and the rows they were trained on."""
    rows = fitting.gather(speller, marked, samples.folds(marked), phrases)
    return fit(rows, marked), rows


def fit(rows: Rows, marked: Sequence[Sample]) -> Trees:
    weight = np.array([WEIGHTS.get(sample.source, 1.0) for sample in marked], np.float32)[rows.sample]
    kept = rows.columns[:, 0] > candidates.WORTH
    return dataclasses.replace(fitting.fit(rows.columns[kept], rows.right[kept], weight[kept]), shift=SHIFT)


def write(trees: Trees, marked: Sequence[Sample], phrases: Sequence[tuple[str, str]]) -> None:
    """Into the package's data."""
    trees.write(acceptance.TREES)
    lines = ("\t".join(map(str, (*pair, *numbers))) + "\n" for pair, numbers in fitting.counted(marked, phrases).items())
    acceptance.PRIORS.write_text(HEAD + "".join(lines), encoding="utf-8")
    measuring.trained_grams([text for sample in marked for text in {sample.typed, sample.meant}]).tofile(measuring.TRAINED)


def held_out(speller: NgramSpeller, marked: Sequence[Sample], phrases: Sequence[tuple[str, str]], rows: Rows) -> dict[str, Scores]:
    """For each file what trees and priors reach on the sentences of one part when they come from the other four, all five parts together.

    From which likelihood a finding counts is chosen for each part on the other four: the lowest at which `FLAGGED` of their right
    sentences of the first file have one.
    """
    folds = np.array(samples.folds(marked))
    found: list[list[Correction]] = [[] for _ in marked]
    for fold in range(samples.FOLDS):
        trained = _without(speller, marked, phrases, rows, folds == fold)
        own = np.flatnonzero(folds == fold).tolist()
        for number, its in zip(own, trained.correct_each([marked[number].typed for number in own], LOWEST), strict=True):
            found[number] = its
    first = marked[0].source
    right = np.array([sample.source == first and not sample.wrong for sample in marked])
    surest = np.array([max((one.likelihood for one in its), default=0.0) for its in found])
    for fold in range(samples.FOLDS):
        floor = np.quantile(surest[right & (folds != fold)], 1 - FLAGGED)
        for number in np.flatnonzero(folds == fold).tolist():
            found[number] = [one for one in found[number] if one.likelihood > floor]
    scores = {}
    for source in dict.fromkeys(sample.source for sample in marked):
        own = [number for number, sample in enumerate(marked) if sample.source == source]
        scores[source] = evaluation.score([(marked[n].typed, marked[n].meant) for n in own], [found[n] for n in own], LOWEST)
    return scores


def missed(scores: Mapping[str, Scores]) -> list[str]:
    """A sentence for each figure beyond its bound."""
    low = [
        f"{source}.{measure} 为 {getattr(scores[source], measure):.4f}，低于下限 {least}。"
        for (source, measure), least in LEAST.items()
        if source in scores and getattr(scores[source], measure) < least
    ]
    high = [
        f"{source}.flagged 为 {scores[source].flagged:.4f}，高于上限 {most}。"
        for source, most in MOST_FLAGGED.items()
        if source in scores and scores[source].flagged > most
    ]
    return low + high


def _without(speller: NgramSpeller, marked: Sequence[Sample], phrases: Sequence[tuple[str, str]], rows: Rows, held: Bools) -> NgramSpeller:
    """A speller from the sentences that are not ``held``."""
    others = np.flatnonzero(~held[rows.sample])
    trees = fit(Rows(rows.columns[others], rows.right[others], rows.sample[others]), marked)
    counted = fitting.counted((sample for sample, its in zip(marked, held, strict=True) if not its), phrases)
    return dataclasses.replace(speller, trees=trees, priors=acceptance.priors(counted))
