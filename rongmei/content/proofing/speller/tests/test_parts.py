"""The parts by themselves, on small things made here."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from rongmei.content.proofing import speller as package
from rongmei.content.proofing.speller import (
    acceptance,
    arrays,
    build,
    evaluation,
    hashing,
    kenlm,
    layers,
    loading,
    measuring,
    mixture,
    ngrams,
    passages,
    samples,
)
from rongmei.content.proofing.speller.arpa import Arpa
from rongmei.content.proofing.speller.samples import Sample
from rongmei.content.proofing.speller.speller import Correction, NgramSpeller
from rongmei.content.proofing.speller.training import archive, fitting, shipping


def arpa(words: list[str], pairs: dict[tuple[int, int], float]) -> Arpa:
    size = len(words)
    keys = np.array(list(pairs), np.int64).reshape(-1, 2)
    logp = np.full(size, np.log(1 / size), np.float32)
    values = np.log(np.array(list(pairs.values()), np.float32))
    none = np.zeros(0, np.float32)
    return Arpa(words, logp, np.zeros(size, np.float32), keys, values, np.zeros(len(keys), np.float32), np.zeros((0, 3), np.int64), none)


def test_hash_finds_what_was_laid_at_every_key_and_nothing_else() -> None:
    keys = np.random.default_rng(0).choice(1 << 60, 50_000, replace=False).astype(np.uint64)
    table = hashing.build(keys)
    numbers = table.laid(keys, np.arange(len(keys)))
    assert (numbers[table.find(keys)] == np.arange(len(keys))).all()
    assert (table.find(keys[:1000] + np.uint64(1)) == -1).all()


def test_arrays_come_back_as_they_were_written(tmp_path: Path) -> None:
    given = {"a": np.arange(7, dtype=np.int64), "b": np.ones((3, 2), np.float16), "none": np.zeros(0, np.uint32)}
    arrays.write(tmp_path / "some.bin", given)
    found = arrays.read(tmp_path / "some.bin")
    assert {name: array.tolist() for name, array in found.items()} == {name: array.tolist() for name, array in given.items()}


def test_reading_arrays_of_another_make_is_refused(tmp_path: Path) -> None:
    (tmp_path / "some.bin").write_bytes(b"nothing of the kind" * 10)
    with pytest.raises(ValueError, match="not a file of arrays"):
        arrays.read(tmp_path / "some.bin")


def test_mixture_is_the_weighted_sum_and_leaves_the_rest_to_the_shorter_context() -> None:
    one, two = arpa(["", "学校", "学习"], {(1, 2): 0.5}), arpa(["", "学校", "发展"], {(1, 2): 0.25})
    mixed = mixture.mix([(0.5, one), (0.5, two)])
    assert mixed.words == ["<unk>", "学校", "学习", "发展"]
    model = ngrams.build(mixed)
    after = np.exp(model.after_one(np.array([1, 1, 1]), np.array([1, 2, 3])))
    assert after[1] == pytest.approx(0.25, abs=0.01)
    assert after[2] == pytest.approx(0.5 * 0.25, abs=0.01)
    assert np.exp(model.logp[1]) == pytest.approx(1 / 3, abs=0.01)


def test_a_clause_keeps_its_marks_and_stands_once() -> None:
    cut = passages.cut("学校，学校，学校。")
    codes = "".join(map(chr, cut.codes)).replace("\0", "|")
    assert codes == "学校，|，学校，|，学校。|"


def test_a_clause_that_comes_again_is_looked_at_once() -> None:
    cut = passages.cut("。甲，\n。甲，\n。甲，")
    assert "".join(map(chr, cut.codes)) == "。甲，\0"
    assert cut.copies == [(0, 3, [4, 8])]


@pytest.mark.parametrize("text", ["", "\n\n", "，。", "a", "，，，。。。"])
def test_texts_without_clauses_can_be_cut(text: str) -> None:
    cut = passages.cut(text)
    assert len(cut.codes) == len(cut.clause) == len(cut.place) == len(cut.stands)


def test_trees_answer_as_the_library_that_grew_them() -> None:
    dumped = {
        "split_feature": 0,
        "threshold": 1.5,
        "left_child": {"leaf_value": -1.0},
        "right_child": {"split_feature": 2, "threshold": 0.0, "left_child": {"leaf_value": 0.5}, "right_child": {"leaf_value": 2.0}},
    }
    trees = fitting.converted([{"tree_structure": dumped}, {"tree_structure": {"leaf_value": 0.25}}])
    rows = np.array([[1.5, 0, 9], [2, 0, 0], [2, 0, 1]], np.float32)
    scores = np.array([-0.75, 0.75, 2.25])
    assert trees.likelihood(rows) == pytest.approx(1 / (1 + np.exp(-scores)), abs=1e-6)


def test_trees_behind_a_gate_are_asked_only_of_what_it_lets_through_and_give_the_mean_of_their_runs() -> None:
    split = {"split_feature": 0, "threshold": 0.5, "left_child": {"leaf_value": -1.0}, "right_child": {"leaf_value": 1.0}}
    runs = [{"leaf_value": 2.0}, {"leaf_value": 0.0}]
    grown = fitting.converted([{"tree_structure": tree} for tree in (split, *runs)])
    trees = dataclasses.replace(grown, gate=1, least=0.0, runs=2, shift=-0.5)
    likelihood = trees.likelihood(np.array([[0], [1]], np.float32))
    assert likelihood[0] < 1e-6
    assert likelihood[1] == pytest.approx(1 / (1 + np.exp(-0.5)), abs=1e-6)


def test_trees_come_back_as_written_and_those_of_another_version_are_refused(tmp_path: Path) -> None:
    trees = acceptance.read()
    trees.write(tmp_path / "same.bin")
    found = acceptance.read(tmp_path / "same.bin")
    assert (found.gate, found.runs, found.least, found.shift) == (trees.gate, trees.runs, trees.least, trees.shift)
    assert (found.threshold == trees.threshold).all()
    arrays.write(tmp_path / "other.bin", {"columns": np.zeros(3, np.uint8)})
    with pytest.raises(ValueError, match="another version"):
        acceptance.read(tmp_path / "other.bin")


def test_shipped_trees_are_of_the_columns_the_check_gives() -> None:
    trees = acceptance.read()
    assert trees.column.max() < len(acceptance.COLUMNS)
    assert trees.likelihood(np.zeros((3, len(acceptance.COLUMNS)), np.float32)).shape == (3,)


def test_scores_of_known_answers() -> None:
    pairs = [("甲乙", "甲丙"), ("丁戊", "丁戊"), ("己庚", "辛庚"), ("壬癸", "壬癸")]
    found = [
        [Correction(1, 2, ("丙",), 0.9)],
        [Correction(0, 1, ("天",), 0.3)],
        [Correction(0, 1, ("地",), 0.8)],
        [Correction(0, 1, ("人",), 0.1)],
    ]
    scores = evaluation.score(pairs, found, 0.2)
    assert (scores.detection, scores.correction, scores.flagged) == (2 * 2 / 5, 2 * 1 / 5, 0.5)
    assert scores.lenient == 2 * 1 / (2 + 2)
    assert (scores.precision, scores.recall) == (1 / 3, 1 / 2)


def test_alarms_are_counted_on_ten_thousand_characters() -> None:
    found = [[Correction(0, 1, ("天",), 0.3)], [Correction(0, 1, ("天",), 0.8)], []]
    counted = evaluation.alarms(["字" * 500, "字" * 300, "字" * 200], found, [0.2, 0.7])
    assert counted.per_10k == {0.2: 20.0, 0.7: 10.0}
    assert counted.flagged == 2 / 3


def test_sentences_that_share_twelve_characters_are_in_one_part() -> None:
    shared = "学校召开新学期全面从严治党工作会议"
    parts = samples.folds([Sample("x", f"{number}今日{shared}", f"{number}今日{shared}") for number in range(20)])
    assert len(set(parts)) == 1


def test_planted_training_sentences_are_noticed() -> None:
    trained = ["会议要求各单位认真贯彻落实上级文件精神，抓好各项工作。", "研究成果发表在国际权威期刊上，引起了同行的广泛关注。"]
    fresh = "图书馆自下周起延长开放时间，欢迎同学们前来学习。"
    grams = measuring.trained_grams(trained)
    assert measuring.trained_on([*trained, fresh], grams) == trained
    assert samples.overlap(trained, [trained[0][5:], fresh]) == [trained[0][5:]]


def test_a_layer_comes_back_from_its_small_file(tmp_path: Path) -> None:
    model = arpa(["学校", "发展", "学习"], {(0, 1): 0.5, (2, 0): 0.25})
    layers.save(tmp_path / "some.lm.xz", model)
    found = layers.load(tmp_path / "some.lm.xz")
    names = [tuple(found.words[number] for number in pair) for pair in found.pairs]
    assert set(names) == {("学校", "发展"), ("学习", "学校")}
    assert np.exp(found.pair_logp[names.index(("学校", "发展"))]) == pytest.approx(0.5, rel=0.1)


def test_a_file_of_another_kind_is_no_language_model(tmp_path: Path) -> None:
    (tmp_path / "zh_CN.lm").write_bytes(b"\0" * 500)
    with pytest.raises(kenlm.UnknownFormat, match="not a KenLM binary"):
        kenlm.read(tmp_path / "zh_CN.lm")


def test_without_tables_the_speller_says_what_to_do(tmp_path: Path) -> None:
    off = package.load(tmp_path / "none.bin")
    assert off.off == loading.MISSING
    assert off.check("今日公部了获奖名单。") == []


def test_tables_of_another_version_are_stale(tmp_path: Path) -> None:
    arrays.write(tmp_path / "speller.bin", {"stamp": np.frombuffer(b"another version.", np.uint8)})
    assert package.load(tmp_path / "speller.bin").off == loading.STALE


def test_a_neural_model_without_its_runtime_is_off_with_the_reason(tmp_path: Path) -> None:
    assert package.load(tmp_path / "bert.onnx").off == loading.NO_ONNX.format(path="bert.onnx")


def test_bundled_sentences_are_enough_and_never_trained_on() -> None:
    slips, clean = measuring.bundled()
    assert (len(slips) >= 300, len(clean) >= 500) == (True, True)
    assert all(sample.wrong and len(sample.typed) == len(sample.meant) for sample in slips)
    assert measuring.trained_on([sample.meant for sample in slips]) == []


def test_bundled_figures_hold_their_floors(speller: NgramSpeller) -> None:
    assert measuring.measure_bundled(speller).failures == []


def test_archive_too_small_is_refused(tmp_path: Path) -> None:
    with pytest.raises(archive.TooSmall, match="至少要 20000 字"):
        archive.train(["学校召开会议。"], tmp_path / "speller.bin")


def test_a_layer_counted_from_text_prefers_what_it_has_seen(speller: NgramSpeller) -> None:
    lines = ["河山大学融媒体中心召开例会。"] * 30
    layer = layers.smooth(layers.count(lines, speller.lexicon, speller.ngrams), speller.lexicon, 1, 2)
    names = {tuple(layer.words[number] for number in pair) for pair in layer.pairs}
    assert ("召开", "例会") in names
    assert layer.logp[layer.words.index("召开")] > np.log(0.02)


def test_planted_slips_sound_like_what_was_there(speller: NgramSpeller) -> None:
    line = "学校召开新学期工作会议，部署全年重点任务，要求各单位认真贯彻落实。"
    pairs = archive.planted([line] * 20, speller.channel)
    assert all(meant == line and len(typed) == len(line) for typed, meant in pairs)
    assert sum(typed != meant for typed, meant in pairs) > 3


def test_build_without_models_names_the_packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(build, "LIBIME", ())
    with pytest.raises(build.NoModel, match="libime-data-language-model sunpinyin-data"):
        build.build(tmp_path / "speller.bin")


def test_parts_below_the_floor_of_what_they_were_not_made_from_are_named() -> None:
    reached = {
        "cscd_ns_first_half": evaluation.Scores(2500, 0.432, 0.429, 0.442, 0.056, 0.8, 0.4),
        "ecspell_odw": evaluation.Scores(1727, 0.71, 0.703, 0.757, 0.008, 0.9, 0.6),
        "ecspell_law": evaluation.Scores(1960, 0.701, 0.693, 0.758, 0.030, 0.9, 0.6),
        "ecspell_med": evaluation.Scores(3000, 0.643, 0.637, 0.697, 0.023, 0.9, 0.6),
    }
    assert shipping.missed(reached) == []
    worse = {name: dataclasses.replace(one, correction=0.40, lenient=0.59, flagged=0.2) for name, one in reached.items()}
    assert len(shipping.missed(worse)) == 8


def test_every_figure_is_printed_beside_its_bound() -> None:
    lines = measuring.told(measuring.Measured({"slips.detection": 0.9, "clean.error": 0.1, "slips.sentences": 312}))
    assert [line.split() for line in lines] == [
        ["slips.detection", "0.9", "≥", "0.88"],
        ["clean.error", "0.1", "≤", "0.5"],
        ["slips.sentences", "312"],
    ]
