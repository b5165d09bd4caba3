"""Where characters come from: every constructor keeps the way back to the stored text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rongmei.content.proofing.source import (
    Mask,
    Place,
    Scope,
    Source,
    Spans,
    of_article,
    of_blocks,
    of_contentstate,
    of_html,
    of_text,
)


def stored(source: Source, start: int, end: int) -> list[str]:
    return [source.stored[place.block][place.start : place.end] for place in source.places(start, end)]


def masked(text: str, kind: Mask) -> list[str]:
    source = of_text(text)
    return [text[start:end] for start, end in source.masks.of([kind])]


@given(st.text())
def test_plain_text_is_its_own_source(text: str):
    source = of_text(text)
    assert source.text == text
    for paragraph in source.paragraphs:
        assert text[paragraph.start : paragraph.end] == paragraph.text
        assert stored(source, paragraph.start, paragraph.end) == [paragraph.text]


def test_tags_and_entities_leave_no_trace_in_the_text():
    source = of_html("<p>甲<strong>乙</strong>&amp;丙<br/>丁</p><p>戊</p>")
    assert source.text == "甲乙&丙\n丁\n戊"
    assert source.places(1, 2) == (Place("html", 12, 13),)
    assert stored(source, 2, 3) == ["&amp;"]
    assert stored(source, 0, 2) == ["甲", "乙"]


def test_scopes_of_html_are_titles_captions_and_cells():
    source = of_html(
        '<h2>标题</h2><p>正文<img alt="图注&lt;一&gt;" src="x"></p><table><tr><td>格</td></tr></table><figure><figcaption>说明</figcaption></figure>'
    )
    assert [(one.text, one.scope) for one in source.paragraphs] == [
        ("标题", Scope.TITLE),
        ("正文\ufffc", Scope.BODY),
        ("图注<一>", Scope.CAPTION),
        ("格", Scope.TABLE),
        ("说明", Scope.CAPTION),
    ]


def test_an_alternative_text_has_its_place_inside_the_tag():
    html = '<p><img src="a" alt="甲&amp;乙"></p>'
    source = of_html(html)
    paragraph = source.paragraphs[-1]
    assert paragraph.text == "甲&乙"
    assert stored(source, paragraph.start, paragraph.end) == ["甲&amp;乙"]


def test_code_scripts_and_readings_are_no_prose():
    source = of_html("<p>用<code>a,b</code>和<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字<script>x，，</script></p>")
    assert source.text == "用a,b和漢字"
    assert [source.text[start:end] for start, end in source.masks.of([Mask.CODE])] == ["a,b"]


@pytest.mark.parametrize(
    "html", ["<", "<p", "<p title='", "<!--", "&", "&#99999999;", "<p>甲</i></p></p>", "</", "<>", "a<b", '<a b="<p>">甲']
)
def test_broken_markup_is_read_as_it_stands(html: str):
    source = of_html(html)
    for piece in source.pieces:
        assert piece.offset + piece.length <= len(html)


@given(st.text(alphabet="<>p/&amp;b '\"甲乙，=！-#1😀\n", max_size=60))
def test_pieces_of_any_markup_lie_in_order_inside_it(html: str):
    source = of_html(html)
    at = 0
    for paragraph in source.paragraphs:
        assert source.text[paragraph.start : paragraph.end] == paragraph.text
    for piece in source.pieces:
        assert piece.start >= at
        at = piece.end
        assert piece.offset + piece.length <= len(html)
        if piece.length == piece.end - piece.start:
            assert html[piece.offset : piece.offset + piece.length].split() == source.text[piece.start : piece.end].split()


def test_draftail_counts_utf16_units():
    state = {
        "blocks": [
            {"key": "k1", "text": "😀甲，，乙", "type": "unstyled", "inlineStyleRanges": [], "entityRanges": []},
            {"key": "k2", "text": "标题。", "type": "header-two"},
        ],
        "entityMap": {},
    }
    source = of_contentstate(state)
    assert [one.scope for one in source.paragraphs] == [Scope.BODY, Scope.TITLE]
    assert source.places(2, 4) == (Place("k1", 3, 5),)
    assert source.places(0, 2) == (Place("k1", 0, 3),)


def test_what_may_not_be_typed_into_is_masked_in_draftail():
    state = {
        "blocks": [{"key": "k", "text": "共12场讲座", "type": "unstyled", "entityRanges": [{"key": 0, "offset": 1, "length": 2}]}],
        "entityMap": {"0": {"type": "SLOT", "mutability": "IMMUTABLE"}},
    }
    source = of_contentstate(state)
    assert list(source.masks.hard) == [(1, 3)]
    with pytest.raises(ValueError) as refused:
        of_contentstate({"blocks": None})
    assert str(refused.value) == "内容里没有 blocks：应为编辑器存下的 contentstate。"


def test_a_stream_of_blocks_is_read_in_order_with_paths():
    source = of_blocks(
        [
            {"id": "1", "type": "paragraph", "value": "<p>正文</p>"},
            {"type": "image", "value": {"image": 7, "caption": "图注", "alt": "说明"}},
            {"type": "table", "value": {"data": [["甲", "乙"]]}},
            {"type": "heading", "value": "小标题"},
        ]
    )
    assert [(one.text, one.scope, source.places(one.start, one.end)[0].block) for one in source.paragraphs] == [
        ("正文", Scope.BODY, "0.value"),
        ("图注", Scope.CAPTION, "1.value.caption"),
        ("说明", Scope.CAPTION, "1.value.alt"),
        ("甲", Scope.TABLE, "2.value.data.0.0"),
        ("乙", Scope.TABLE, "2.value.data.0.1"),
        ("小标题", Scope.TITLE, "3.value"),
    ]


def test_an_article_has_title_lead_and_body():
    source = of_article(title="题", lead="导语", body="正文\n\n二段")
    assert [one.scope for one in source.paragraphs] == [Scope.TITLE, Scope.LEAD, Scope.BODY, Scope.BODY]


@pytest.mark.parametrize(
    ("kind", "text", "spans"),
    [
        (Mask.URL, "见https://example.edu.cn/a,b?c=1。", ["https://example.edu.cn/a,b?c=1"]),
        (Mask.URL, "官网news.example.edu.cn，欢迎", ["news.example.edu.cn"]),
        (Mask.EMAIL, "投稿到news@example.edu.cn。", ["news@example.edu.cn"]),
        (Mask.CODE, "命令`git log --oneline`", ["`git log --oneline`"]),
        (Mask.DOCUMENT_NUMBER, "按校发〔2026〕10号执行", ["按校发〔2026〕10号"]),
        (Mask.ISBN, "ISBN 978-7-111-12345-6", ["ISBN 978-7-111-12345-6"]),
        (Mask.STANDARD, "依据GB/T 15834—2011和GB/T 15835-2011", ["GB/T 15834—2011", "GB/T 15835-2011"]),
        (Mask.PHONE, "电话0379-64231234，手机13800138000", ["0379-64231234", "13800138000"]),
        (Mask.QUOTATION, "他说：“我们要把论文写在祖国大地上。”弘扬“工匠精神”", ["“我们要把论文写在祖国大地上。”"]),
        (Mask.WORK, "学习《决议》", ["《决议》"]),
        (Mask.TOPIC, "#习语金句#", ["#习语金句#"]),
    ],
)
def test_masks_know(kind: Mask, text: str, spans: list[str]):
    assert masked(text, kind) == spans


def test_spans_touch_what_overlaps_only():
    spans = Spans([(5, 8), (1, 3), (2, 4)])
    assert list(spans) == [(1, 4), (5, 8)]
    assert [spans.touch(at, at + 1) for at in range(9)] == [False, True, True, True, False, True, True, True, False]
    assert (spans.touch(5, 5), spans.touch(6, 6)) == (False, True)
    assert (spans.cover(1, 4), spans.cover(1, 5)) == (True, False)
