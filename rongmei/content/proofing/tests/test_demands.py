"""What was demanded of the rules, case by case: marks, numerals, markup, editing at typing speed."""

from __future__ import annotations

import random
import time

import pytest

from rongmei.content.proofing import fixes
from rongmei.content.proofing.applying import ParagraphRules, WholeRules
from rongmei.content.proofing.engine import Proofreader
from rongmei.content.proofing.finding import Level
from rongmei.content.proofing.source import Scope, of_blocks, of_html, of_text

READER = Proofreader(checkers=(ParagraphRules(), WholeRules()))


def shown(text: str) -> list[tuple[str, str, str]]:
    """(rule, found, first suggestion) of everything above a suggestion."""
    findings = READER.check(text).findings
    return [(one.rule, one.found, (*one.suggestions, "")[0]) for one in findings if one.level is not Level.SUGGESTION]


# 6. Marks by GB/T 15834
def test_nested_quotes_become_single():
    assert shown("他说：“要弘扬“工匠精神”，做好本职。”") == [("pairs.nested-quotes", "“工匠精神”", "‘工匠精神’")]


def test_no_period_after_a_question_in_quotes():
    assert shown("他问：“几点开会？”。") == [("gbt15834.end-inside-and-outside", "？”。", "？”")]


@pytest.mark.parametrize("text", ["语文、数学……等课程。", "语文、数学……等。", "语文、数学……等等。"])
def test_an_ellipsis_does_not_stand_with_etc(text: str):
    assert [rule for rule, _found, _right in shown(text)] == ["gbt15834.ellipsis-with-etc"]


def test_titles_in_a_row_take_no_comma():
    findings = READER.check("《论语》、《孟子》、《大学》").findings
    assert [(one.rule, one.level, len(one.also)) for one in findings] == [("gbt15834.comma-between-titles", Level.SUGGESTION, 1)]


def test_a_bracket_without_its_other_half_is_found_across_tags():
    source = of_html("<p>校长（<b>兼</b>书记<i>出席</i>会议。</p>")
    (one,) = READER.check(source).findings
    assert (one.rule, one.found) == ("pairs.unclosed", "（")
    assert source.stored["html"][source.places(one.start, one.end)[0].start] == "（"


def test_a_quotation_over_three_paragraphs_passes():
    assert READER.check("他说：\n“第一段。\n“第二段。\n“第三段。”\n大家鼓掌。").findings == ()
    assert [rule for rule, _found, _right in shown("他说：\n“第一段。\n第二段。")] == ["pairs.unclosed-quotes"]


@pytest.mark.parametrize("text", ["1）报名；2）面试；a）笔试", "（一）加强领导", "①报名", "（1）报名"])
def test_list_labels_pass(text: str):
    assert READER.check(text).findings == ()


def test_a_latin_sentence_keeps_its_marks():
    assert READER.check('He said: "Yes, we can (and will); why not?" and left.').findings == ()


def test_every_finding_cites_its_source():
    text = "今天,他问：“几点开会？”。语文、数学……等。校长（兼书记)来了3、4次,约50余人。。"
    assert [one.rule for one in READER.check(text).findings if not one.clause] == []


# 7. Numerals by GB/T 15835
@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("来了3、4个人", "来了三四个人"),
        ("5-6月", "5—6月"),
        ("20-30%", "20%～30%"),
        ("二零二六年", "二〇二六年"),
        ("10几个人", "十几个人"),
    ],
)
def test_numerals_are_mended(wrong: str, right: str):
    assert fixes.apply(wrong, READER.check(wrong).findings, only_safe=False) == right


@pytest.mark.parametrize("text", ["约50余人", "超过1000多人"])
def test_two_words_for_a_rough_number_are_one_too_many(text: str):
    assert len(shown(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "电话0379-64231234",
        "手机13800138000",
        "按校发〔2026〕10号执行",
        "ISBN 978-7-111-12345-6",
        "比例为1:500",
        "以3-1获胜",
        "依据GB/T 15834—2011",
        "运行`range(1,20-30)`",
        "十几个人，二十多天，三五个月",
        "2026年3月5日9:30",
    ],
)
def test_numbers_that_are_names_are_skipped(text: str):
    assert READER.check(text).findings == ()


# 8. Markup and blocks
def test_slips_split_by_tags_are_reported_where_they_stand():
    blocks = [
        {"type": "paragraph", "value": "<p>周密布<strong>署</strong>工作&amp;今天,<em>学校</em></p>"},
        {"type": "image", "value": {"caption": "会议现场。", "alt": "座落"}},
        {"type": "table", "value": [["2O26年"]]},
    ]
    source = of_blocks(blocks)
    told = [(one.rule, source.paragraph_at(one.start).scope, source.places(one.start, one.end)) for one in READER.check(source).findings]
    assert [(rule, scope, [source.stored[p.block][p.start : p.end] for p in places]) for rule, scope, places in told] == [
        ("slips.words", Scope.BODY, ["布", "署"]),
        ("gbt15834.half-comma", Scope.BODY, [","]),
        ("headlines.caption-full-stop", Scope.CAPTION, ["会议现场。"]),
        ("slips.located", Scope.CAPTION, ["座落"]),
        ("gbt15835.letter-in-number", Scope.TABLE, ["O"]),
    ]
    assert fixes.apply_to(source, READER.check(source).findings) == {
        "0.value": "<p>周密布<strong>署</strong>工作&amp;今天，<em>学校</em></p>",
        "1.value.caption": "会议现场",
        "1.value.alt": "坐落",
        "2.value.0.0": "2026年",
    }


# 9. At typing speed
WORDS = [
    "学校",
    "召开",
    "会议",
    "教师",
    "学生",
    "积极",
    "参加",
    "认真",
    "学习",
    "贯彻",
    "落实",
    "推进",
    "改革",
    "发展",
    "中心",
    "工作",
    "研究",
    "部署",
    "讲座",
    "活动",
]


def paragraph(seed: int) -> str:
    chosen = random.Random(seed)
    return "，".join("".join(chosen.sample(WORDS, 6)) for _clause in range(24)) + "。"


def test_an_edit_reads_only_the_changed_paragraph_and_quickly():
    """A text of 5,000 characters, 200 edits: p95 of an answer. The bound counts this process only and leaves room for a slow machine."""
    paragraphs = [paragraph(seed) for seed in range(16)]
    READER.check("\n".join(paragraphs))
    spent = []
    for edit in range(200):
        paragraphs[edit % 16] = paragraph(1000 + edit)
        clock = time.process_time()
        READER.check(of_text("\n".join(paragraphs)))
        spent.append(time.process_time() - clock)
    assert sorted(spent)[189] < 0.05
