"""Proposals: the right figure first, and a reason a person can check."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from rongmei.reporting.summary.proposals import (
    CONFIDENT,
    TEXT,
    YEAR,
    Candidate,
    NameCandidate,
    Proposer,
    ending_that_follows,
    propose,
    propose_name,
)
from rongmei.reporting.summary.reading import FoundSlot, Guess, read_blocks
from rongmei.reporting.summary.reading.raw import RawFile, RawParagraph, RawRun, RawTable
from rongmei.reporting.summary.tests.corpus.built import buildable, built
from rongmei.reporting.summary.tests.corpus.catalogue import FIGURES

pytestmark = pytest.mark.once


def found_in(*paragraphs: str) -> list[FoundSlot]:
    return list(read_blocks(RawFile(tuple(RawParagraph((RawRun(text),)) for text in paragraphs))).found)


LECTURES = Candidate("lecture.count", "理论讲堂讲座场数", "场", ("专题讲座",), 53)
TALKS = Candidate("speaker.talks", "宣讲团宣讲场次", "场", (), 118)
AUDIENCE = Candidate("lecture.audience", "讲座听众人次", "人次", (), 12_345)
PEOPLE = Candidate("expert.people", "讲座专家人数", "人", (), 12)
FIRST = Candidate("paper.first", "校报好新闻一等奖", "项", (), 2)
SECOND = Candidate("paper.second", "校报好新闻二等奖", "项", (), 4)
SOME = (LECTURES, TALKS, AUDIENCE, PEOPLE, FIRST, SECOND)


def test_catalogue_has_sixty_figures() -> None:
    assert len(FIGURES) >= 60
    assert len({figure.key for figure in FIGURES}) == len(FIGURES)


@pytest.mark.parametrize("with_values", [True, False], ids=["last_year_known", "last_year_unknown"])
def test_propose_finds_the_right_figure_first(with_values: bool) -> None:
    counts: Counter[str] = Counter()
    for index in buildable():
        one = built(index)
        values = one.summary.hand.values
        proposer = Proposer(
            [Candidate(f.key, f.label, f.measure_word, f.synonyms, values[f.key] if with_values else None) for f in FIGURES]
        )
        for place, slot in one.judged()[0]:
            if place.meaning not in values:
                continue
            proposals = proposer.propose(slot)
            counts["all"] += 1
            counts["first"] += bool(proposals) and proposals[0].key == place.meaning
            counts["five"] += any(p.key == place.meaning for p in proposals)
    assert counts["all"] > 3_000
    assert counts["first"] / counts["all"] >= (0.96 if with_values else 0.93)
    assert counts["five"] / counts["all"] >= 0.98


@pytest.mark.parametrize(("with_values", "most"), [(True, 0.75), (False, 0.45)], ids=["last_year_known", "last_year_unknown"])
def test_one_click_is_offered_for_most_places_and_never_for_the_wrong_figure(with_values: bool, most: float) -> None:
    counts: Counter[str] = Counter()
    wrong = []
    for index in buildable():
        one = built(index)
        values = one.summary.hand.values
        proposer = Proposer(
            [Candidate(f.key, f.label, f.measure_word, f.synonyms, values[f.key] if with_values else None) for f in FIGURES]
        )
        for place, slot in one.judged()[0]:
            counts["all"] += place.meaning in values
            proposals = proposer.propose(slot)
            if not proposals or proposals[0].key in (TEXT, YEAR) or proposals[0].score < CONFIDENT:
                continue
            counts["offered"] += 1
            if proposals[0].key != place.meaning:
                wrong.append((place.meaning, proposals[0], slot.sentence))
    assert wrong == []
    assert counts["offered"] / counts["all"] >= most


def test_propose_says_why() -> None:
    (slot,) = found_in("全年举办理论讲堂讲座50余场。")
    best = propose(slot, SOME)[0]
    assert best.key == "lecture.count"
    assert best.score >= CONFIDENT
    assert best.why == "量词都是“场”；上下文就在说“理论讲堂讲座场数”；去年的数是 53，与“50余”相符。"


def test_propose_person_times_are_never_persons() -> None:
    people, times = found_in("讲座专家12人。", "讲座听众1.2万余人次。")
    assert propose(people, SOME)[0].key == "expert.people"
    assert "expert.people" not in [p.key for p in propose(times, SOME)]
    assert propose(times, SOME)[0].key == "lecture.audience"


def test_propose_prize_classes_are_told_apart() -> None:
    first, second = found_in("校报好新闻奖，其中一等奖*项、二等奖*项。")
    assert propose(first, SOME)[0].key == "paper.first"
    assert propose(second, SOME)[0].key == "paper.second"


def under(heading: str, text: str) -> FoundSlot:
    (slot,) = found_in(text)
    return replace(slot, heading_trail=(heading,))


AWARDS = Candidate("award.first", "教学成果一等奖项数", "项", ("一等奖",), None, None, ("教育类奖项",))
WORKS = Candidate("honour.first", "作品一等奖项数", "项", ("一等奖",), None, None, ("媒体荣誉",))


def test_headings_decide_between_figures_that_share_a_word() -> None:
    for heading, expected in (("（一）教育类奖项", "award.first"), ("（二）媒体荣誉", "honour.first")):
        (best, *_rest) = propose(under(heading, "其中一等奖3项。"), [AWARDS, WORKS])
        assert (best.key, best.score >= CONFIDENT) == (expected, True)


def test_nobody_is_confident_of_a_tie() -> None:
    first, second = propose(under("三、工作成效", "其中一等奖3项。"), [AWARDS, WORKS])
    assert first.score < CONFIDENT
    assert second.score < CONFIDENT
    assert first.why.endswith("与另一项难分，请看上下文选定。")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("组织学生集中学习22次。", "教职工集中学习次数"),
        ("承办讲座7次。", "主办讲座次数"),
        ("获省级奖励9次。", "国家级奖励次数"),
        ("应到200次。", "实到次数"),
    ],
)
def test_words_that_exclude_each_other_are_not_proposed(text: str, label: str) -> None:
    (slot,) = found_in(text)
    assert propose(slot, [Candidate("other", label, "次", (), int(slot.original))]) == []


def in_table(head: tuple[str, ...], *rows: tuple[str, ...]) -> list[FoundSlot]:
    cells = tuple(tuple((RawParagraph((RawRun(text),)),) for text in row) for row in (head, *rows))
    return list(read_blocks(RawFile((RawTable(cells, 1),))).found)


@pytest.mark.parametrize("head", [("指标", "本年", "上年"), ("指标", "2025年", "2024年")])
def test_table_rows_are_read_with_their_measure_and_their_year(head: tuple[str, ...]) -> None:
    found = [slot for slot in in_table(head, ("理论讲堂讲座（场）", "53", "41")) if slot.kind_guess is not Guess.YEAR]
    assert [slot.measure_word for slot in found] == ["场", "场"]
    best = [Proposer(SOME, 2025).propose(slot)[0] for slot in found]
    assert [(p.key, p.years_back, p.score >= CONFIDENT) for p in best] == [("lecture.count", 0, True), ("lecture.count", 1, True)]


def test_numbers_that_compare_or_are_only_planned_are_left_to_a_person() -> None:
    for slot in found_in("讲座比上年增加12场。", "力争举办理论讲堂讲座53场。"):
        assert all(p.score < CONFIDENT for p in propose(slot, SOME))


def test_propose_masked_length_must_fit() -> None:
    (slot,) = found_in("举办活动***场。")
    by_key = {p.key: p.score for p in propose(slot, [LECTURES, TALKS])}
    assert list(by_key) == ["speaker.talks"]


def test_propose_years_and_dates_are_no_figures() -> None:
    year, date, ordinal = found_in("2022年工作，3月5日编印第12期。")
    assert [p.key for p in propose(year, SOME)] == [YEAR, TEXT]
    assert [p.key for p in propose(date, SOME)] == [TEXT]
    assert propose(ordinal, SOME)[0].key == TEXT


def test_propose_at_most_five() -> None:
    many = [Candidate(f"k{i}", "理论讲堂讲座场数", "场", (), 53) for i in range(9)]
    (slot,) = found_in("举办理论讲堂讲座50余场。")
    assert [p.key for p in propose(slot, many)] == ["k0", "k1", "k2", "k3", "k4"]


NAMES = (
    NameCandidate("university", "1", "云岭大学", ("云大",)),
    NameCandidate("unit", "7", "文学院"),
    NameCandidate("person", "3", "沈知远"),
    NameCandidate("person", "4", "顾明川"),
    NameCandidate("outlet", "9", "江左日报"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**大学举办活动", "university:1"),
        ("由沈**主持", "person:3"),
        ("***教授作报告", "person:3"),
        ("《**日报》报道", "outlet:9"),
        ("*学院承办", "unit:7"),
        ("学生顾某某参加", "person:4"),
    ],
)
def test_propose_name_by_length_and_what_follows(text: str, expected: str) -> None:
    (slot,) = found_in(text)
    assert propose_name(slot, NAMES)[0].key == expected


LONG = NameCandidate("university", "", "东岭理工大学", ("东岭理工",))


@pytest.mark.parametrize(
    ("written", "length", "after", "ending"),
    [
        ("云岭大学", 2, "大学举办", "大学"),
        ("东岭理工大学", 2, "大学举办", "大学"),  # two marks, however long the name
        ("东岭理工大学", 2, "理工大学举办", "理工大学"),
        ("东岭理工大学", 6, "举办", ""),
        ("文学院", 2, "学院承办", "学院"),
        ("沈知远", 2, "大学", ""),
    ],
)
def test_ending_that_stands_in_the_text_is_not_written_again(written: str, length: int, after: str, ending: str) -> None:
    assert ending_that_follows(written, length, after) == ending


def test_two_marks_before_a_kind_of_place_are_its_name_and_no_person_of_two_characters() -> None:
    (slot,) = found_in("在学校党委领导下，**大学党委宣传部围绕中心工作")
    best = propose_name(slot, (LONG, NameCandidate("person", "5", "江齐"), NameCandidate("unit", "7", "文学院")))[0]
    assert (best.key, best.score >= CONFIDENT) == ("university:", True)


def test_nobody_is_confident_of_one_college_among_several() -> None:
    (slot,) = found_in("由**学院承办")
    colleges = [NameCandidate("unit", str(number), name) for number, name in enumerate(("机械工程学院", "外国语学院"))]
    assert all(proposal.score < CONFIDENT for proposal in propose_name(slot, colleges))


def test_of_several_places_listed_no_single_one_is_good_enough_for_one_click() -> None:
    community = Candidate("talk.community", "进社区宣讲场数", "场", (), 12)
    alone, listed = found_in("宣讲团进社区开展宣讲12场。", "宣讲团进学院、进社区开展宣讲12场。")
    assert propose(alone, [community])[0].score >= CONFIDENT
    assert propose(listed, [community])[0].score < CONFIDENT


def test_a_year_far_ahead_is_a_term_and_stays() -> None:
    (soon, far) = found_in("2026年，我们将继续努力。", "到2030年建成新校区。")
    proposer = Proposer(SOME, year=2025)
    assert [proposer.propose(slot)[0].key for slot in (soon, far)] == [YEAR, TEXT]


def test_nobody_is_confident_of_a_name_others_could_be() -> None:
    (slot,) = found_in("由书记***同志主持")
    best, second, *_rest = propose_name(slot, NAMES)
    assert {best.key, second.key} == {"person:3", "person:4"}
    assert best.score < CONFIDENT


def test_propose_name_nothing_for_digits_or_other_lengths() -> None:
    number, name = found_in("讲座**余场。", "*****先生来访。")
    assert propose_name(number, NAMES) == []
    assert propose_name(name, NAMES) == []
