"""Makes the parts shipped with the product anew, from named inputs (docs/proofing-datasheet.md)."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from rongmei.content.proofing.speller import acceptance, candidates, evaluation, measuring, samples
from rongmei.content.proofing.speller.acceptance import Trees
from rongmei.content.proofing.speller.evaluation import Scores
from rongmei.content.proofing.speller.samples import Sample
from rongmei.content.proofing.speller.speller import LEAST, NgramSpeller
from rongmei.content.proofing.speller.training import fitting
from rongmei.content.proofing.speller.training.fitting import Rows

MARKED = ("cscd_ns_first_half.json", "ecspell_law.train", "ecspell_med.train", "ecspell_odw.train")
PHRASES = "macro_correct_confusion_dict.json"
# Posts of official media are typed as an office types; answers of a forum's doctors are further from its prose.
WEIGHTS = {"cscd_ns_first_half": 3.0, "ecspell_med": 0.5}
# Log odds: marked sentences hold a hundred times the slips of edited prose. So chosen that ten thousand characters of clean newspaper
# text have about four findings of likelihood 0.2 and half a one of 0.7.
SHIFT = -1.75
# The quick first look may lose so many of the candidates that would come to at least this likelihood (before the shift).
HOPEFUL, LOST = 0.2, 0.001
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
    trees = fitting.fit(rows.columns[kept], rows.right[kept], weight[kept])
    early = trees.score(rows.columns[kept], 0, acceptance.EARLY)
    hopeful = trees.likelihood(rows.columns[kept]) >= HOPEFUL
    return dataclasses.replace(trees, shift=SHIFT, least=float(np.quantile(early[hopeful], LOST)))


def write(trees: Trees, marked: Sequence[Sample], phrases: Sequence[tuple[str, str]]) -> None:
    """Into the package's data."""
    trees.write(acceptance.TREES)
    lines = ("\t".join(map(str, (*pair, *numbers))) + "\n" for pair, numbers in fitting.counted(marked, phrases).items())
    acceptance.PRIORS.write_text(HEAD + "".join(lines), encoding="utf-8")
    measuring.trained_grams([text for sample in marked for text in {sample.typed, sample.meant}]).tofile(measuring.TRAINED)


def held_out(
    speller: NgramSpeller, marked: Sequence[Sample], phrases: Sequence[tuple[str, str]], rows: Rows, fold: int = 0
) -> dict[str, Scores]:
    """What trees and priors from the other four parts reach on one part, for each file."""
    folds = np.array(samples.folds(marked))
    others = np.flatnonzero(folds[rows.sample] != fold)
    trees = fit(Rows(rows.columns[others], rows.right[others], rows.sample[others]), marked)
    priors = acceptance.priors(fitting.counted((sample for sample, its in zip(marked, folds, strict=True) if its != fold), phrases))
    trained = dataclasses.replace(speller, trees=trees, priors=priors)
    scores = {}
    for source in dict.fromkeys(sample.source for sample in marked):
        own = [sample for sample, its in zip(marked, folds, strict=True) if its == fold and sample.source == source]
        found = trained.correct_each([sample.typed for sample in own])
        scores[source] = evaluation.score([(sample.typed, sample.meant) for sample in own], found, LEAST)
    return scores
