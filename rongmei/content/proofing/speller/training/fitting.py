"""Trains the acceptance model: candidates of marked sentences, right or wrong, to boosted trees. Needs lightgbm (the `train` group)."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from rongmei.content.proofing.speller import acceptance, candidates, lattice, passages, weighing
from rongmei.content.proofing.speller.acceptance import Trees
from rongmei.content.proofing.speller.arpa import Array, Bools, Floats, Ints
from rongmei.content.proofing.speller.lexicon import LONGEST_MEANT
from rongmei.content.proofing.speller.samples import FOLDS, Sample
from rongmei.content.proofing.speller.speller import NgramSpeller
from rongmei.content.proofing.speller.weighing import Priors

GATE = 40  # trees that say which rows are worth the others
# The gate keeps all but so many of what was meant (it has seen them; of others it loses a little more).
LOST = 0.02
# The others are grown three times from different beginnings, and the mean of the three is taken: one alone is less even among the surest.
TREES, SEEDS = 200, (1, 2, 3)
SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.07,
    "num_leaves": 15,
    "min_data_in_leaf": 80,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "num_threads": 1,
    "verbose": -1,
    "deterministic": True,
    "force_row_wise": True,
}


@dataclass(frozen=True, slots=True)
class Rows:
    """Candidates of many sentences. columns: as `weighing` gives them; right: was it what was meant; sample: whose sentence."""

    columns: Floats
    right: Bools
    sample: Ints


def counted(samples: Iterable[Sample], phrases: Iterable[tuple[str, str]] = ()) -> dict[tuple[str, str], tuple[int, int, int]]:
    """For each (typed, meant) how often, how often the meant one stands in the right sentences, and how often in the phrases."""
    slips: Counter[tuple[str, str]] = Counter()
    stands: Counter[str] = Counter()
    for sample in samples:
        stands.update(sample.meant)
        slips.update(
            (bad, good) for bad, good in zip(sample.typed, sample.meant, strict=True) if bad != good and max(ord(bad), ord(good)) < 0xFFFF
        )
    listed = Counter(
        pair for wrong, right in phrases if len(wrong) == len(right) for pair in zip(wrong, right, strict=True) if len(set(pair)) > 1
    )
    return {pair: (slips[pair], stands[pair[1]], listed[pair]) for pair in sorted(slips.keys() | listed.keys())}


def gather(speller: NgramSpeller, samples: Sequence[Sample], folds: Sequence[int], phrases: Sequence[tuple[str, str]] = ()) -> Rows:
    """Every sentence as typed, and the wrong ones as meant, too. How often a pair was confused is counted on the other parts only: else
    the model learns to trust what it has seen."""
    parts = []
    for fold in range(FOLDS):
        priors = acceptance.priors(counted((sample for sample, its in zip(samples, folds, strict=True) if its != fold), phrases))
        own = [number for number, its in enumerate(folds) if its == fold]
        parts.append(_rows(speller, priors, [(number, samples[number].typed, samples[number].meant) for number in own]))
        parts.append(
            _rows(speller, priors, [(number, samples[number].meant, samples[number].meant) for number in own if samples[number].wrong])
        )
    return Rows(*(np.concatenate([getattr(part, name) for part in parts]) for name in Rows.__slots__))


def fit(columns: Floats, right: Bools, weight: Floats) -> Trees:
    """A gate grown from all rows, and trees grown from those it lets through: so they tell apart what is hard to tell apart. Raises
    ModuleNotFoundError without lightgbm."""
    gate = grow(columns, right, weight, GATE, SEEDS[0])
    score = converted(gate).score(columns, 0, GATE)
    least = float(np.quantile(score[right], LOST))
    on = score >= least
    first, *others = (grow(columns[on], right[on], weight[on], TREES, seed) for seed in SEEDS)
    rest = _deepest_first(tree for run in others for tree in run)
    return dataclasses.replace(converted([*gate, *first, *rest]), gate=GATE, least=least, runs=len(SEEDS))


def grow(columns: Floats, right: Bools, weight: Floats, trees: int, seed: int) -> list[dict[str, object]]:
    """As LightGBM dumps them, the deepest first."""
    import lightgbm  # noqa: PLC0415  -- only who trains has it

    data = lightgbm.Dataset(columns, right.astype(np.int8), weight=weight)
    return _deepest_first(lightgbm.train({**SETTINGS, "seed": seed}, data, trees).dump_model()["tree_info"])


def converted(dumped: Sequence[dict[str, object]]) -> Trees:
    """LightGBM's dump of numerical trees as arrays."""
    tables = [_table(tree["tree_structure"]) for tree in dumped]  # type: ignore[arg-type]
    widest = max(len(table) for table in tables)
    filled = np.zeros((len(tables), widest, 4))
    for number, table in enumerate(tables):
        filled[number, : len(table)] = table
    kinds = (np.uint8, np.float32, np.uint8, np.float32)  # a tree has fewer than 256 nodes
    column, threshold, below, value = (filled[:, :, place].astype(kind) for place, kind in enumerate(kinds))
    return Trees(column, threshold, below, value, np.array([_depth(tree["tree_structure"]) for tree in dumped], np.uint8))  # type: ignore[arg-type]


def _deepest_first(dumped: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    return sorted(dumped, key=lambda tree: -_depth(tree["tree_structure"]))  # type: ignore[arg-type]


def _table(root: dict[str, object]) -> list[tuple[float, ...]]:
    """Nodes as (column, threshold, below, value); the node after ≤ and the one after > lie next to each other, a leaf points at itself."""
    nodes = [root]
    table: list[tuple[float, ...]] = []
    for number, node in enumerate(nodes):
        if "split_feature" in node:
            table.append((node["split_feature"], node["threshold"], len(nodes), 0.0))  # type: ignore[arg-type]
            nodes += [node["left_child"], node["right_child"]]  # type: ignore[list-item]
        else:
            table.append((0, np.inf, number, node["leaf_value"]))  # type: ignore[arg-type]
    return table


def _depth(node: dict[str, object]) -> int:
    return 1 + max(_depth(node[side]) for side in ("left_child", "right_child")) if "split_feature" in node else 0  # type: ignore[arg-type]


def _rows(speller: NgramSpeller, priors: Priors, sentences: Sequence[tuple[int, str, str]]) -> Rows:
    if not sentences:
        return Rows(weighing.empty(), np.zeros(0, bool), np.zeros(0, np.int64))
    text = "\n".join(typed for _, typed, _ in sentences)
    starts = np.cumsum([0, *(len(typed) + 1 for _, typed, _ in sentences)])
    passage = passages.cut(text)
    cut = lattice.build(passage.codes, passage.clause, passage.offset, speller.lexicon, speller.ngrams)
    found = candidates.find(cut, passage.stands, speller.lexicon, speller.channel, speller.ngrams)
    columns = weighing.weigh(cut, found, speller.lexicon, speller.channel, speller.ngrams, priors)
    place = passage.place[found.start]
    right = _right("\n".join(meant for _, _, meant in sentences), place, found, speller.lexicon.letters)
    owner = np.array([number for number, _, _ in sentences])[np.searchsorted(starts, place, side="right") - 1]
    return Rows(columns, right, owner)


def _right(meant: str, place: Ints, found: candidates.Candidates, letters: Array) -> Bools:
    codes = np.frombuffer((meant + "\0" * LONGEST_MEANT).encode("utf-32-le"), np.uint32)
    right = np.ones(len(place), bool)
    for shift in range(LONGEST_MEANT):
        right &= (shift >= found.length) | (letters[found.word, shift] == codes[place + shift])
    return right
