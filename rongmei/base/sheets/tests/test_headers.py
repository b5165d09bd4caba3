import pytest

from rongmei.base.sheets.body import Body
from rongmei.base.sheets.headers import Header, find_header, spread_merges


def found(rows, merges=()):
    width = max(len(row) for row in rows)
    padded = [list(row) + [None] * (width - len(row)) for row in rows]
    return find_header([row for row, _ in spread_merges(padded, list(merges), 10**6)], list(merges))


DATA = [["2022-03-05", "新华网", "一则消息", 12], ["2022-03-06", "光明日报", "又一则", 7], ["2022-03-07", "新华网", "第三则", 30]]


@pytest.mark.parametrize(
    "above", [[], [["2022年媒体发稿台账"]], [["某某大学"], [], ["填报单位：宣传部", None, "填表人：张三"]], [[None], [None]]]
)
def test_find_header_below_titles(above):
    header = found([*above, ["日期", "媒体", "标题", "篇数"], *DATA])
    assert header == Header(len(above), len(above), {0: "日期", 1: "媒体", 2: "标题", 3: "篇数"})


def test_find_header_of_words_never_seen_before():
    header = found([["代号", "去向", "说法", "得分"], *DATA])
    assert (header.first, header.last) == (0, 0)


def test_find_header_over_rows_of_text_only():
    rows = [["张三", "文学院", "教授"], ["李四", "法学院", "讲师"], ["王五", "文学院", "教授"]]
    assert found([["姓名", "学院", "职称"], *rows]) == Header(0, 0, {0: "姓名", 1: "学院", 2: "职称"})


def test_find_header_of_two_merged_rows():
    merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3)]
    rows = [
        ["日期", "媒体", "发布情况", None],
        [None, None, "阅读量", "点赞数"],
        ["2022-03-05", "新华网", 5, 6],
        ["2022-03-06", "新华网", 7, 8],
    ]
    assert found(rows, merges) == Header(0, 1, {0: "日期", 1: "媒体", 2: "发布情况/阅读量", 3: "发布情况/点赞数"})


def test_find_header_of_three_merged_rows():
    merges = [(1, 0, 3, 0), (1, 1, 1, 4), (2, 1, 2, 2), (2, 3, 2, 4), (0, 0, 0, 4)]
    rows = [
        ["统计表", None, None, None, None],
        ["单位", "发布情况", None, None, None],
        [None, "报纸", None, "网络", None],
        [None, "篇数", "版数", "篇数", "阅读量"],
        ["文学院", 1, 2, 3, 4],
        ["法学院", 5, 6, 7, 8],
    ]
    assert found(rows, merges) == Header(
        1, 3, {0: "单位", 1: "发布情况/报纸/篇数", 2: "发布情况/报纸/版数", 3: "发布情况/网络/篇数", 4: "发布情况/网络/阅读量"}
    )


def test_find_header_of_group_headings_over_every_column():
    merges = [(0, 0, 0, 1), (0, 2, 0, 3)]
    rows = [["基本信息", None, "发布情况", None], ["日期", "媒体", "阅读量", "点赞数"], ["2022-03-05", "新华网", 5, 6]]
    assert found(rows, merges) == Header(0, 1, {0: "基本信息/日期", 1: "基本信息/媒体", 2: "发布情况/阅读量", 3: "发布情况/点赞数"})


def test_find_header_leaves_a_merged_line_with_unit_and_office_out():
    merges = [(0, 0, 0, 1), (0, 3, 0, 4)]
    rows = [
        ["党委宣传部", None, None, "年度汇总", None],
        ["日期", "媒体", "标题", "阅读量", "点赞数"],
        ["2022-03-05", "新华网", "消息", 5, 6],
    ]
    assert found(rows, merges).first == 1


def test_find_header_of_two_rows_without_merges():
    rows = [["日期", "媒体", "发布情况", None, "备注"], [None, None, "阅读量", "点赞数", None], ["2022-03-05", "新华网", 5, 6, None]]
    header = found(rows)
    assert header.titles == {0: "日期", 1: "媒体", 2: "发布情况/阅读量", 3: "发布情况/点赞数", 4: "备注"}


def test_find_header_does_not_swallow_a_sparse_first_record():
    rows = [["姓名", "学院", "职称", "备注"], ["张三", "文学院", None, None], ["李四", "法学院", "讲师", None]]
    assert found(rows).last == 0


def test_find_header_of_years_as_titles():
    rows = [["单位", 2021, 2022, "备注"], ["文学院", 15, 26, None], ["法学院", 37, 48, None]]
    assert found(rows) == Header(0, 0, {0: "单位", 1: "2021", 2: "2022", 3: "备注"})


def test_find_header_that_begins_at_column_c():
    header = found([[None, None, "日期", "媒体"], [None, None, "2022-03-05", "新华网"]])
    assert header == Header(0, 0, {2: "日期", 3: "媒体"})


@pytest.mark.parametrize("rows", [[[None, None]], [["  "]], [[]]])
def test_find_header_of_a_blank_sheet(rows):
    assert found(rows) is None


def test_spread_merges_names_the_cells_it_filled():
    rows = [["a", None], [None, None], [None, "b"]]
    assert list(spread_merges(rows, [(0, 0, 2, 0), (2, 1, 2, 1)], 100)) == [(["a", None], ()), (["a", None], (0,)), (["a", "b"], (0,))]


def test_spread_merges_stops_at_its_budget():
    rows = [["a", None] for _ in range(4)]
    assert list(spread_merges(rows, [(0, 0, 3, 1)], 3)) == [(["a", None], ())] * 4


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ([None, None, None, None], "空行"),
        ([" ", None, "\u3000", None], "空行"),
        ([7, None, None, None], "只有序号的空行"),
        (["合计", None, None, 49], "合计行"),
        (["合　计：", None, None, 49], "合计行"),
        ([None, "文学院小计", None, 49], "合计行"),
        (["总计（篇）", None, None, 49], "合计行"),
        (["注：以上不含转载", None, None, None], "说明或签字行"),
        (["备注：无", None, None, None], "说明或签字行"),
        (["填表人：张三", None, "审核人：李四", None], "说明或签字行"),
        (["单位（盖章）：", None, None, None], "说明或签字行"),
        (["序号", "单位", "标题", "篇数"], "重复的表头"),
        (["二、中央媒体", None, None, None], "小标题行"),
        (["（三）省级媒体", None, None, None], "小标题行"),
    ],
)
def test_body_drops_what_is_no_record(values, why):
    body = Body(Header(0, 0, {0: "序号", 1: "单位", 2: "标题", 3: "篇数"}))
    assert (list(body.records([(9, values, ())])), body.dropped) == ([], [(9, why, 9)])


@pytest.mark.parametrize(
    "values",
    [
        [1, "会计学院", "合计三项成果发布", 4],
        ["合作处", "合作处", "合计算术", 1],
        ["注册中心", "教务处", "注意事项", 1],
        [None, "文学院", "计划公布", None],
        ["说明书", None, None, None],
        ["2022-03-05", "一、二、三等奖名单", None, None],
    ],
)
def test_body_keeps_records_that_only_look_like_totals(values):
    body = Body(Header(0, 0, {0: "甲", 1: "单位", 2: "标题", 3: "篇数"}))
    assert list(body.records([(9, values, ())])) == [(9, values, ())]


def test_body_joins_neighbours_dropped_for_the_same_reason():
    body = Body(Header(0, 0, {0: "甲"}))
    rows = [(2, ["x"], ()), (3, [None], ()), (4, [None], ()), (5, ["合计"], ())]
    assert [row[0] for row in body.records(rows)] == [2]
    assert (body.dropped, body.first_data_row, body.row_count) == ([(3, "空行", 4), (5, "合计行", 5)], 2, 1)
