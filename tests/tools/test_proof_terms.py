"""The table of known wrong words: what comes about by chance is left out or silent among its neighbours."""

from __future__ import annotations

import pytest

from tests.laws.source import BASE
from tools.proof_terms import LEFT, MOST, NO_SLIPS, USELESS, read, silent

pytestmark = pytest.mark.once

RULES = BASE / "rongmei" / "content" / "proofing" / "rules"


def test_a_phrase_that_never_comes_about_by_chance_speaks_everywhere():
    assert silent([], 2) == []


def test_frequent_neighbours_come_first_and_the_rare_rest_is_left():
    assert silent([(LEFT * 3, "女真贵"), (LEFT * 9, "认真贵"), (LEFT / 2, "天真贵")], 2) == ["认真贵", "女真贵"]


def test_a_phrase_that_comes_about_often_is_left_out():
    assert silent([(USELESS * 2, "由其他")], 2) is None
    assert silent([(1e-6, "")], 2) is None
    assert silent([(LEFT * 40, f"{one}真贵") for one in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月"], 2) is None


def test_of_a_longer_phrase_two_words_alone_are_the_slip_itself():
    assert silent([(1e-6, "")], 4) == []


def test_the_tables_are_in_order_and_hold_what_they_may():
    for name in ("words.tsv", "confusions.tsv"):
        table = read(RULES / name)
        assert list(table) == sorted(table)
        assert [wrong for wrong, right in table.items() if wrong == right or len(wrong) < 2] == []
        lines = (RULES / name).read_text(encoding="utf-8").splitlines()
        assert max(len(line.split("\t")[2].split(" ")) for line in lines if line.count("\t") == 2 and line[0] != "#") <= MOST
    assert set(NO_SLIPS.split()) & set(read(RULES / "confusions.tsv")) == set()
    assert set(read(RULES / "words.tsv")) & set(read(RULES / "confusions.tsv")) == set()
