"""`rongmei proof eval`: what the speller reaches on given sentences and on the bundled ones, against floors."""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from rongmei.content.proofing.applying import ParagraphRules, WholeRules
from rongmei.content.proofing.engine import Proofreader
from rongmei.content.proofing.finding import Level
from rongmei.content.proofing.speller import evaluation, samples
from rongmei.content.proofing.speller.evaluation import Alarms, Scores
from rongmei.content.proofing.speller.samples import Sample
from rongmei.content.proofing.speller.speller import LEAST, LEVELS, NgramSpeller

SLIPS = Path(__file__).parent / "data" / "slips.txt"
CLEAN = Path(__file__).parents[1] / "tests" / "clean_campus.txt"
TRAINED = Path(__file__).parent / "data" / "trained.grams"
SPARSE = 4  # one gram in so many is kept of the training sentences
SHARED = 0.02  # share of measured sentences that may look like training sentences by accident
_SLIP = re.compile(r"\{([^>{}]+)>([^>{}]+)\}")

# What was reached when the shipped parts were made, less a little; a figure below is a failure.
FLOORS = {"slips.detection": 0.88, "slips.correction": 0.88, "slips.lenient": 0.88}
CEILINGS = {
    "slips.flagged": 0.01,
    "clean.suggestion": 4.0,
    "clean.error": 0.5,
    "clean.flagged": 0.01,
    "rules.warning": 0.3,
    "rules.suggestion": 4.0,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """figures: name.measure → value. failures: sentences about figures beyond their bounds and sets that were trained on."""

    figures: dict[str, float]
    failures: list[str] = field(default_factory=list)


def bundled() -> tuple[list[Sample], list[str]]:
    """Sentences with slips and what was meant, and clean ones: of our own making."""
    lines = [line for line in SLIPS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [slip(line) for line in lines], CLEAN.read_text(encoding="utf-8").splitlines()


def slip(line: str) -> Sample:
    """A line with {typed>meant} in it."""
    return Sample(SLIPS.stem, _SLIP.sub(r"\1", line), _SLIP.sub(r"\2", line))


def measure_bundled(speller: NgramSpeller) -> Measured:
    """With floors: what CI runs."""
    slips, clean = bundled()
    figures = _scored("slips", speller, slips) | {"slips.flagged": _flagged(speller, [sample.meant for sample in slips])}
    figures |= _alarmed("clean", speller, clean) | _ruled("rules", clean)
    failures = [f"{name} 为 {figures[name]:.4f}，低于下限 {floor}。" for name, floor in FLOORS.items() if figures[name] < floor]
    failures += [f"{name} 为 {figures[name]:.4f}，高于上限 {ceiling}。" for name, ceiling in CEILINGS.items() if figures[name] > ceiling]
    return Measured(figures, [*failures, *_trained_on("slips", slips)])


def measure_folder(speller: NgramSpeller, folder: Path) -> Measured:
    """Every .json, .train, .test and .tsv file of marked sentences; a set without a wrong one is measured for false alarms."""
    figures: dict[str, float] = {}
    failures: list[str] = []
    for path in sorted(folder.iterdir()):
        if path.suffix not in {".json", ".train", ".test", ".tsv"}:
            continue
        try:
            found = samples.read(path)
        except (KeyError, TypeError, ValueError, AttributeError):
            continue  # another kind of file
        if any(sample.wrong for sample in found):
            figures |= _scored(path.stem, speller, found)
            failures += _trained_on(path.stem, found)
        elif found:
            figures |= _alarmed(path.stem, speller, [sample.meant for sample in found])
    return Measured(figures, failures)


def trained_grams(texts: Sequence[str]) -> np.ndarray:
    """Of every fourth stretch of twelve characters its number, sorted: enough to know the sentences again, not to read them."""
    numbers = {zlib.crc32(gram.encode()) for text in texts if len(text) >= samples.GRAM for gram in samples.grams(text)}
    return np.array(sorted(number for number in numbers if number % SPARSE == 0), np.uint32)


def trained_on(texts: Sequence[str], trained: np.ndarray | None = None) -> list[str]:
    """Those of ``texts`` the shipped parts were trained on, all or in part."""
    known = np.fromfile(TRAINED, np.uint32) if trained is None else trained
    return [text for text in texts if len(np.intersect1d(trained_grams([text]), known, assume_unique=True))]


def _trained_on(name: str, measured: Sequence[Sample]) -> list[str]:
    shared = trained_on([sample.meant for sample in measured])
    if len(shared) <= SHARED * len(measured):
        return []
    return [f"{name} 的 {len(measured)} 句中有 {len(shared)} 句与训练语料重合（连续 12 字相同），这组数字不算数。"]


def _scored(name: str, speller: NgramSpeller, found: Sequence[Sample]) -> dict[str, float]:
    begin = time.process_time()
    corrections = speller.correct_each([sample.typed for sample in found])
    spent = time.process_time() - begin
    scores: Scores = evaluation.score([(sample.typed, sample.meant) for sample in found], corrections, LEAST)
    speed = sum(len(sample.typed) for sample in found) / max(spent, 1e-9)
    return {f"{name}.{measure}": value for measure, value in scores.as_dict().items()} | {f"{name}.characters_per_second": round(speed)}


def _alarmed(name: str, speller: NgramSpeller, texts: Sequence[str]) -> dict[str, float]:
    found: Alarms = evaluation.alarms(texts, speller.correct_each(texts), [least for least, _ in LEVELS])
    figures = {f"{name}.{level.value}": round(found.per_10k[least], 2) for least, level in LEVELS}
    return figures | {f"{name}.flagged": round(found.flagged, 4), f"{name}.characters": found.characters}


def _ruled(name: str, texts: Sequence[str]) -> dict[str, float]:
    """Findings of the rules alone in right text, on ten thousand characters: at least so sure."""
    reader = Proofreader(checkers=(ParagraphRules(), WholeRules()))
    levels = [one.level for text in texts for one in reader.check(text).findings]
    counted = {"error": (Level.ERROR,), "warning": (Level.ERROR, Level.WARNING), "suggestion": tuple(Level)}
    size = max(sum(map(len, texts)), 1)
    return {f"{name}.{least}": round(sum(map(levels.count, kinds)) * evaluation.PER / size, 2) for least, kinds in counted.items()}


def told(measured: Measured) -> list[str]:
    """A line a figure, the bound it must keep beside it."""
    signs = {name: f"≥ {floor}" for name, floor in FLOORS.items()} | {name: f"≤ {ceiling}" for name, ceiling in CEILINGS.items()}
    return [f"{name:<32}{value:>10}   {signs.get(name, '')}".rstrip() for name, value in measured.figures.items()]


def _flagged(speller: NgramSpeller, texts: Sequence[str]) -> float:
    return round(sum(bool(found) for found in speller.correct_each(texts)) / max(len(texts), 1), 4)
