"""Fixes: once is as good as twice, markup stays byte-equal elsewhere, masked spans are never touched."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from rongmei.content.proofing import fixes
from rongmei.content.proofing.applying import ParagraphRules, WholeRules
from rongmei.content.proofing.engine import Proofreader
from rongmei.content.proofing.finding import ErrorKind, Finding, Level
from rongmei.content.proofing.source import of_html, of_text

READER = Proofreader(checkers=(ParagraphRules(), WholeRules()))
ALPHABET = "甲乙的了在是学校会年月日一二三十百〇零，。、；：？！“”‘’（）《》〔〕—～…·.,;:?!()<>\"'- 　0123456789%OlKkm℃℃\n#"
PIECES = st.sampled_from(
    [
        "，，",
        "。。。",
        "...",
        "（一）、",
        "2021-2022学年",
        "20-30%",
        "5-6月",
        "二零二六年",
        "布署",
        "座落",
        "https://a.cn/，，",
        "校发〔2026〕10号",
        "《甲，，》",
    ]
)
TEXTS = st.lists(st.one_of(st.text(alphabet=ALPHABET, max_size=12), PIECES), max_size=12).map("".join)


def finding(text: str, start: int, end: int, right: str, safe: bool = True) -> Finding:
    return Finding("x", Level.ERROR, start, end, text[start:end], "？", ErrorKind.PUNCTUATION, (right,), safe)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("甲。。。。，，、、")
@example("他说...？。。")
@example("（一）、、甲")
def test_mending_what_was_mended_changes_nothing(text: str):
    once = fixes.mend(READER, text)
    assert fixes.mend(READER, once) == once


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_safe_fixes_never_touch_masked_spans(text: str):
    masks = of_text(text).masks.hard
    kept = [text[start:end] for start, end in masks]
    edits = fixes.edits(READER.check(text).findings)
    looking = {"gongwen.number-ordinal", "gongwen.number-spaces"}  # these look into document numbers, and only there
    if not looking & {one.rule for one in READER.check(text).findings}:
        assert [edit for edit in edits if masks.touch(edit.start, edit.end)] == []
        assert [one for one in kept if one not in fixes.apply(text, READER.check(text).findings)] == []


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_findings_stand_where_they_say(text: str):
    for one in READER.check(text).findings:
        assert text[one.start : one.end] == one.found
        assert one.start < one.end
        assert all(text[start:end] for start, end in one.also)


def test_only_what_changes_is_changed():
    text = "甲，，乙"
    assert fixes.edits([finding(text, 0, 4, "甲，乙")]) == [fixes.Edit(2, 3, "")]
    assert fixes.apply(text, [finding(text, 0, 4, "甲，乙")]) == "甲，乙"
    assert fixes.apply(text, [finding(text, 1, 3, "，", safe=False)]) == text
    assert fixes.apply(text, [finding(text, 1, 3, "，", safe=False)], only_safe=False) == "甲，乙"


def test_of_two_fixes_that_meet_the_earlier_is_put_in():
    text = "甲乙丙"
    assert fixes.apply(text, [finding(text, 0, 2, "丁"), finding(text, 1, 3, "戊")]) == "丁丙"


def test_inside_a_quoted_sentence_nothing_is_mended_unread():
    text = "他说：“今天,，我们召开了很长的会议,然后回家。”"
    assert fixes.mend(READER, text) == text
    assert [one.rule for one in READER.check(text).findings] != []


def test_markup_is_byte_equal_elsewhere():
    html = "<p  class=x>今天,<strong>学校</strong>召开会议。<b>。</b>A&amp;B&nbsp;</p>\n<!-- ，， --><p>共2O26人&lt;好&gt;</p>"
    changed = fixes.apply_to(of_html(html), READER.check(of_html(html)).findings)
    assert changed == {"html": html.replace("今天,<", "今天，<").replace("。<b>。</b>", "。<b></b>").replace("2O26", "2026")}


def test_a_fix_over_tags_leaves_the_tags():
    html = "<p>他走了.<i>.</i>.以后</p>"
    source = of_html(html)
    assert fixes.apply_to(source, READER.check(source).findings) == {"html": "<p>他走了……<i></i>以后</p>"}


def test_what_is_put_into_markup_is_escaped():
    source = of_html("<p>甲&lt;乙</p>")
    assert fixes.apply_to(source, [finding(source.text, 0, 3, "甲&<乙>")]) == {"html": "<p>甲&amp;&lt;乙&gt;</p>"}
    assert fixes.apply_to(of_text("甲"), [finding("甲", 0, 1, "<乙>")]) == {"text": "<乙>"}
