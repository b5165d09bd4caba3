"""The proofreader as a whole: order, memory, what it is told not to say, what it says it cannot do."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from rongmei.content.proofing import engine
from rongmei.content.proofing.applying import ParagraphRules, WholeRules
from rongmei.content.proofing.checking import Context
from rongmei.content.proofing.engine import Off, Proofreader
from rongmei.content.proofing.finding import ErrorKind, Finding, Level
from rongmei.content.proofing.house import HouseRules, HouseWholeRules
from rongmei.content.proofing.protocols import HouseWord, Person
from rongmei.content.proofing.source import of_html

RULES = (HouseRules(), HouseWholeRules(), ParagraphRules(), WholeRules())


@dataclass
class Words:
    version: str = "1"
    known: tuple[HouseWord, ...] = ()
    files: tuple[str, ...] = ()
    unwanted: frozenset[tuple[str, str]] = frozenset()

    def words(self):
        return self.known

    def rules(self):
        return self.files

    def ignored(self):
        return self.unwanted


@dataclass
class People:
    version: str = "1"
    names: tuple[str, ...] = ()

    def people(self):
        return [Person(name) for name in self.names]

    def units(self):
        return []

    def outlets(self):
        return []


@dataclass
class Counting:
    """A checker that finds nothing and remembers what it was shown."""

    key: str = "counting"
    whole: bool = False
    seen: list[str] = field(default_factory=list)

    def off(self, context: Context) -> str:
        return ""

    def check(self, paragraph, context):
        self.seen.append(paragraph.text)
        return ()


@dataclass
class Guessing:
    """A speller that doubts the same word everywhere."""

    off: str = ""
    masked: list[list[tuple[int, int]]] = field(default_factory=list)

    def check(self, text, *, masked=()):
        self.masked.append(sorted(masked))
        at = text.find("布署")
        if at < 0:
            return []
        return [Finding("speller", Level.SUGGESTION, at, at + 2, "布署", "？", ErrorKind.CHARACTER, ("步数",), confidence=0.3)]


def rules_of(report):
    return [one.rule for one in report.findings]


def test_findings_are_in_order_and_stand_where_they_say():
    text = "会议结束。。\n\n周密布署，，工作"
    report = Proofreader(checkers=RULES).check(text)
    assert [one.start for one in report.findings] == sorted(one.start for one in report.findings)
    assert [text[one.start : one.end] for one in report.findings] == [one.found for one in report.findings] == ["。。", "布署", "，，"]
    assert report.characters == len(text) - 2


def test_a_text_without_slips_has_no_findings():
    assert Proofreader(checkers=RULES).check("学校召开会议，部署下一阶段工作。").findings == ()


def test_only_changed_paragraphs_are_read_again():
    counting = Counting()
    reader = Proofreader(checkers=(counting,))
    reader.check("甲\n乙\n丙")
    reader.check("甲\n乙二\n丙")
    assert counting.seen == ["甲", "乙", "丙", "乙二"]


def test_a_paragraph_is_read_again_when_the_day_or_the_house_changes():
    counting, words = Counting(), Words()
    reader = Proofreader(words=words, checkers=(counting,))
    reader.check("甲", on=datetime.date(2026, 1, 1))
    reader.check("甲", on=datetime.date(2026, 1, 2))
    words.version = "2"
    reader.check("甲", on=datetime.date(2026, 1, 2))
    assert counting.seen == ["甲"] * 3


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(engine, "KEPT_PARAGRAPHS", 3)
    counting = Counting()
    reader = Proofreader(checkers=(counting,))
    for text in ("甲", "乙", "丙", "丁", "甲"):
        reader.check(text)
    assert counting.seen == ["甲", "乙", "丙", "丁", "甲"]
    assert len(reader._kept) == 3


def test_what_cannot_run_is_said_with_its_reason():
    off = Proofreader(speller=Guessing(off="没有装语言模型，错别字不查。")).check("甲").off
    assert Off("speller", "没有装语言模型，错别字不查。") in off
    assert "speller" in [one.key for one in Proofreader().check("甲").off]


def test_house_words_are_found_and_accepted_words_are_left_alone():
    words = Words(known=(HouseWord("校本部", "主校区"), HouseWord("布署"), HouseWord("融媒", "融媒体", "本校写“融媒体”。", Level.ERROR)))
    report = Proofreader(words=words, checkers=RULES).check("校本部布署融媒工作。")
    assert [(one.rule, one.found, one.suggestions, one.message, one.level) for one in report.findings] == [
        ("house.words", "校本部", ("主校区",), "本单位不写“校本部”，写“主校区”。", Level.WARNING),
        ("house.words", "融媒", ("融媒体",), "本校写“融媒体”。", Level.ERROR),
    ]


def test_house_rules_run_and_a_broken_one_is_reported_not_raised():
    good = "name: mine\nrules:\n  title:\n    extends: existence\n    message: 写“学校”。\n    tokens: [我大学]\n    instead: 学校\n"
    bad = "name: mine\nrules:\n  title:\n    extends: existence\n    message: 写“学校”。\n    tokens: ['(']\n"
    report = Proofreader(words=Words(files=(good, bad)), checkers=RULES).check("我大学召开会议")
    assert rules_of(report) == ["mine.title"]
    assert [(one.key, one.reason) for one in report.off] == [("house.rules", "规则 mine.title：“(”不是合格的写法：请检查括号和转义。")]


def test_a_house_rule_may_look_at_the_whole_text():
    file = "name: mine\nrules:\n  one:\n    extends: consistency\n    message: 统一写“{right}”。\n    either: {融媒体中心: 全媒体中心}\n"
    report = Proofreader(words=Words(files=(file,)), checkers=RULES).check("融媒体中心\n融媒体中心和全媒体中心")
    assert [(one.rule, one.found, one.message) for one in report.findings] == [("mine.one", "全媒体中心", "统一写“融媒体中心”。")]


def test_an_ignored_finding_is_not_told_again():
    words = Words(unwanted=frozenset({("slips.words", "布署")}))
    assert Proofreader(words=words, checkers=RULES).check("周密布署工作").findings == ()


def test_names_of_the_directory_are_left_alone():
    text = "马布署和李丽丽参加会议"
    assert rules_of(Proofreader(checkers=RULES).check(text)) == ["slips.words"]
    assert rules_of(Proofreader(directory=People(names=("马布署",)), checkers=RULES).check(text)) == []


def test_a_guess_is_not_told_beside_a_rule_and_masks_reach_the_speller():
    speller = Guessing()
    report = Proofreader(speller=speller).check("布署见https://example.edu.cn/")
    assert [one.rule for one in report.findings if one.found == "布署"] == ["slips.words"]
    assert speller.masked[0] == [(3, 26)]


def test_a_title_is_not_a_sentence():
    report = Proofreader(checkers=RULES).check(of_html("<h1>学校召开会议。</h1><p>学校召开会议。</p>"))
    assert [(one.rule, one.start) for one in report.findings] == [("headlines.full-stop", 6)]


def test_two_styles_differ():
    text = "3月5号召开会议"
    assert rules_of(Proofreader("web", checkers=RULES).check(text)) == []
    assert rules_of(Proofreader("gongwen", checkers=RULES).check(text)) == ["gongwen.date-hao"]
