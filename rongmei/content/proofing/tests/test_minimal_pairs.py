"""Minimal pairs: the rule layer finds the wrong side and mends it to the right one, and keeps silent on the right one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rongmei.content.proofing import fixes
from rongmei.content.proofing.applying import ParagraphRules, WholeRules
from rongmei.content.proofing.engine import Proofreader
from rongmei.content.proofing.finding import Level

PAIRS = yaml.safe_load(Path(__file__).with_name("minimal_pairs.yml").read_text(encoding="utf-8"))
RULES = [tuple(pair) for pair in PAIRS["rules"]]
READER = Proofreader(checkers=(ParagraphRules(), WholeRules()))


def shown(text: str) -> list[str]:
    return [one.rule for one in READER.check(text).findings if one.level is not Level.SUGGESTION]


def test_there_are_two_hundred_pairs_with_both_sides_different():
    every = [tuple(pair) for side in PAIRS.values() for pair in side]
    assert len(every) >= 200
    assert len({wrong for wrong, _right in every}) == len(every)
    assert [pair for pair in every if pair[0] == pair[1]] == []


@pytest.mark.parametrize(("wrong", "right"), RULES, ids=[wrong for wrong, _right in RULES])
def test_a_pair_is_told_apart(wrong: str, right: str):
    assert fixes.apply(wrong, READER.check(wrong).findings, only_safe=False) == right
    assert shown(right) == []


def test_the_speller_s_right_sides_are_left_alone():
    assert {right: shown(right) for _wrong, right in PAIRS["speller"] if shown(right)} == {}
