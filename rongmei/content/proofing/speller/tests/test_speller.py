"""What the speller says of sentences, and what it must not do whatever it is given."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rongmei.content.proofing.finding import ErrorKind, Finding, Level
from rongmei.content.proofing.protocols import Speller
from rongmei.content.proofing.speller.speller import NgramSpeller

LETTERS = st.sampled_from("的是在再了和学校工作会议进行开展全国发展，。、“”《》（）0123 aZ\n😀\ud800\0一")


@pytest.mark.parametrize(
    ("text", "typed", "meant"),
    [
        ("各单位要认真贯测落实会议精神。", "测", "彻"),
        ("今日公部了获奖名单。", "部", "布"),
        ("该课程得到学生的一致好平。", "平", "评"),
        ("剥夺政治权力终身。", "力", "利"),
        ("本次会义由党委副书记主持。", "义", "议"),
        ("学校举行开学典礼，各学院付责人参加。", "付", "负"),
        ("请同学们相互转高。", "高", "告"),
    ],
)
def test_check_of_a_slip_names_the_character_and_its_right_one(speller: NgramSpeller, text: str, typed: str, meant: str) -> None:
    found = speller.check(text)
    assert [(one.found, one.suggestions[0]) for one in found] == [(typed, meant)]
    assert (found[0].rule, found[0].kind) == ("speller.character", ErrorKind.CHARACTER)


@pytest.mark.parametrize(
    "text",
    [
        "各单位要认真贯彻落实会议精神。",
        "剥夺政治权利终身。",
        "会上，全体师生共同学习了重要讲话精神。",
        "2026年，学校录取本科生3500人，其中北京120人。",
        "校长李明、副书记张伟民出席会议。",
    ],
)
def test_check_of_right_text_finds_nothing(speller: NgramSpeller, text: str) -> None:
    assert speller.check(text) == []


def test_check_leaves_masked_stretches_alone(speller: NgramSpeller) -> None:
    text = "今日公部了获奖名单。"
    assert speller.check(text, masked=[(2, 4)]) == []


def test_check_leaves_alone_what_is_written_so_twice(speller: NgramSpeller) -> None:
    text = "剥夺政治权力终身。\n又剥夺政治权力终身。"
    assert [one for one in speller.check(text) if one.confidence < 0.9] == []


def test_level_follows_confidence(speller: NgramSpeller) -> None:
    found = speller.check("各单位要认真贯测落实会议精神，\n剥夺政治权力终身。今日公部了名单，一致好平。")
    wanted = [Level.ERROR if one.confidence >= 0.7 else Level.WARNING if one.confidence >= 0.5 else Level.SUGGESTION for one in found]
    assert [one.level for one in found] == wanted
    assert Level.ERROR in {one.level for one in found}


@given(st.text(LETTERS, max_size=120), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 130)), max_size=3))
@settings(max_examples=60, deadline=None)
def test_findings_are_of_the_text_in_order_apart_and_outside_masks(text: str, masked: list[tuple[int, int]]) -> None:
    found = _checked(text, masked)
    assert [one.found for one in found] == [text[one.start : one.end] for one in found]
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(len(word) == one.end - one.start for one in found for word in one.suggestions)
    assert not [one for one in found for start, end in masked if one.start < end and start < one.end]


@given(st.text(LETTERS, max_size=60), st.text("，。\n", min_size=1, max_size=3))
@settings(max_examples=30, deadline=None)
def test_findings_move_with_their_text(text: str, before: str) -> None:
    """Stops before a text change the place of its findings only, where the text begins with a stop itself."""
    text = "。" + text
    alone = [(one.start, one.found, one.suggestions) for one in _checked(text, [])]
    moved = [(one.start - len(before), one.found, one.suggestions) for one in _checked(before + text, [])]
    assert moved == alone


@pytest.mark.parametrize(
    "text", ["的" * 100_000, "一" * 100_000, "（" * 10_000, "是事实" * 30_000, "Ab1 " * 25_000], ids=["的", "一", "（", "是事实", "Ab1"]
)
def test_check_of_the_worst_input_ends_soon(speller: NgramSpeller, text: str) -> None:
    """A second is promised on a free core; the test leaves room for a busy machine."""
    begin = time.process_time()
    speller.check(text)
    assert time.process_time() - begin < 3


def _checked(text: str, masked: list[tuple[int, int]]) -> list[Finding]:
    return _SPELLER[0].check(text, masked=masked)


_SPELLER: list[Speller] = []


@pytest.fixture(autouse=True, scope="module")
def _keep(speller: NgramSpeller) -> None:
    _SPELLER[:] = [speller]  # hypothesis does not take fixtures of a function
