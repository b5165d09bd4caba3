import pytest
from hypothesis import given
from hypothesis import strategies as st

from rongmei.base.sheets.columns import EXACT, LAST_PART, NORMALISED, FieldNames, Proposal, match_score, propose_mapping
from rongmei.base.sheets.tables import header_fingerprint

CLIP = (
    FieldNames("published_on", ("发布日期", "日期", "刊发时间", "见报日期")),
    FieldNames("outlet", ("媒体", "媒体名称", "发布平台")),
    FieldNames("title", ("标题", "稿件标题", "题目")),
    FieldNames("unit", ("单位", "供稿单位", "所属部门")),
    FieldNames("reads", ("阅读量", "浏览量")),
    FieldNames("likes", ("点赞量",)),
    FieldNames("url", ("链接", "网址")),
    FieldNames("note", ("备注",)),
)


def test_propose_mapping_of_an_office_sheet():
    titles = ["序号", "发 布 时 间", "媒体名称", "新闻标题", "供稿单位", "发布情况/阅读数", "发布情况/点赞量", "原文链接", "备 注", ""]
    assert {titles[index]: proposal.field for index, proposal in propose_mapping(titles, CLIP).items()} == {
        "发 布 时 间": "published_on",
        "媒体名称": "outlet",
        "新闻标题": "title",
        "供稿单位": "unit",
        "发布情况/阅读数": "reads",
        "发布情况/点赞量": "likes",
        "原文链接": "url",
        "备 注": "note",
    }


@pytest.mark.parametrize(
    ("title", "score"),
    [("阅读量", EXACT), ("浏览量", EXACT), ("阅 读 量：", NORMALISED), ("（阅读量）", NORMALISED), ("发布情况/阅读量", LAST_PART)],
)
def test_match_score_of_names(title, score):
    assert match_score(title, CLIP[4].labels) == score


@pytest.mark.parametrize("title", ["序号", "作者", "版面", "发布人", "阅"])
def test_propose_mapping_leaves_doubtful_columns_alone(title):
    assert propose_mapping([title], CLIP) == {}


def test_propose_mapping_gives_a_field_to_its_best_column_only():
    assert propose_mapping(["发布日期/起", "日期", "日期"], CLIP) == {1: Proposal("published_on", 100.0)}


def test_exact_name_wins_over_likeness_of_an_earlier_field():
    fields = (FieldNames("unit", ("供稿单位",)), FieldNames("sponsor", ("主办单位",)))
    assert propose_mapping(["主办单位", "供稿单位"], fields) == {0: Proposal("sponsor", 100.0), 1: Proposal("unit", 100.0)}


@given(st.lists(st.text(max_size=12), max_size=12))
def test_propose_mapping_uses_each_field_once(titles):
    found = propose_mapping(titles, CLIP)
    fields = [proposal.field for proposal in found.values()]
    assert len(fields) == len(set(fields))
    assert all(0 <= index < len(titles) for index in found)


@given(st.permutations([label for field in CLIP for label in field.labels[:1]]))
def test_propose_mapping_finds_own_labels_in_any_order(titles):
    expected = {titles.index(field.labels[0]): Proposal(field.name, 100.0) for field in CLIP}
    assert propose_mapping(titles, CLIP) == expected


def test_header_fingerprint_forgives_width_space_and_case():
    assert header_fingerprint(["发 布\n日期", "ＵＲＬ", "发布情况/阅读量"]) == header_fingerprint(["发布日期", "url", "发布情况/阅读量"])


def test_header_fingerprint_minds_order_and_paths():
    prints = {header_fingerprint(titles) for titles in (["甲", "乙"], ["乙", "甲"], ["甲乙"], ["甲/乙"], ["甲", "", "乙"])}
    assert len(prints) == 5
