"""The proofreader and the annual summary read the same wording of a number alike."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rongmei.content.proofing.facts.amounts import amounts
from rongmei.content.proofing.facts.numerals import number_of
from rongmei.reporting.summary.wording import covers, parse_numeral

pytestmark = pytest.mark.once

WORDINGS = [
    "130余",
    "近1500",
    "约2万",
    "超1000",
    "超过130",
    "不少于100",
    "2.3万余",
    "二十余",
    "三百余",
    "2万+",
    "1200",
    "1,200",
    "十二",
    "约1250",
]
NUMERALS = ["1,200", "3.5", "十二", "三百二", "三百零二", "两千", "一万二", "二〇二六", "12万", "三千五百二十一", "十", "二十十", ""]


@pytest.mark.parametrize("wording", WORDINGS)
def test_wordings_are_true_of_the_same_values(wording):
    [amount] = amounts(wording + "人")
    around = {Decimal(int(amount.number * share / 1000) + step) for share in range(800, 1300, 5) for step in (-1, 0, 1)}
    assert {value for value in around if amount.holds(value)} == {value for value in around if covers(wording, value)}


@pytest.mark.parametrize("numeral", NUMERALS)
def test_numerals_are_the_same_numbers(numeral):
    assert number_of(numeral) == parse_numeral(numeral)
