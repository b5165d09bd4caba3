import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rongmei.base.sheets.cells import (
    Number,
    Problem,
    fingerprint_text,
    read_counted_list,
    read_date,
    read_datetime,
    read_integer,
    read_number,
    read_text,
    read_yes_no,
    split_list,
)
from rongmei.base.sheets.tests.worst import written_day

DAY = datetime.date(2022, 3, 5)
DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2100, 12, 31))


@pytest.mark.parametrize(
    "raw",
    [
        "2022年3月5日", "２０２２年３月５日", " 2022 年 3 月 5 日 ", "2022年03月05号", "2022.3.5", "2022.3.5.", "2022/03/05", "2022/03/05 09:30",
        "2022-3-5", "2022－3－5", "2022—03—05", "２０２２／３／５", "二〇二二年三月五日", "二零二二年三月五日", "二○二二年三月五日", "2022年三月5日",
        "2022年3月5日（星期六）", "2022年3月5日 星期六 上午9:30", "2022年3月5日下午", "2022-03-05", "2022-03-05T09:30:00", "2022-03-05 09:30:15.250",
        "20220305", 20220305, 44625, 44625.0, 44625.75, "44625", "2022 03 05",
    ],
)  # fmt: skip
def test_read_date_of_one_day_in_many_writings(raw):
    assert read_date(raw) == DAY


@pytest.mark.parametrize("raw", [None, "", "  ", "—", "/", "无", "暂无", "N/A", "\u3000"])
def test_nothing_is_none(raw):
    assert (read_date(raw), read_number(raw), read_integer(raw), split_list(raw)) == (None, None, None, [])


@pytest.mark.parametrize(
    ("raw", "year", "expected"),
    [
        ("3月5日", 2022, DAY),
        ("三月五日", 2022, DAY),
        ("03-05", 2022, DAY),
        ("2021年3月5日", 2022, datetime.date(2021, 3, 5)),
        ("2月29日", 2024, datetime.date(2024, 2, 29)),
    ],
)
def test_read_date_completed_by_a_year(raw, year, expected):
    assert read_date(raw, year=year) == expected


@pytest.mark.parametrize(
    ("raw", "mend", "missing"),
    [
        ("2022年3月", "缺日，请补上是哪一天，例如 2022年3月1日", "day"),
        ("2022.03", "缺日，请补上是哪一天，例如 2022年3月1日", "day"),
        ("2022年3月上旬", "缺日，请补上是哪一天，例如 2022年3月1日", "day"),
        ("二〇二二年三月", "缺日，请补上是哪一天，例如 2022年3月1日", "day"),
        ("3月5日", "缺年份，请补上，例如 2022年3月5日；或为整列选定一个年份", "year"),
        ("2月30日", "没有2月30日，请核对并补上年份", ""),
        ("2022年2月29日", "2022年2月没有29日，请核对", ""),
        ("2022-13-01", "没有13月，请核对月份", ""),
        ("2022年3月5日-7日", "这是一段时间，请只填开始的那一天，结束日期填到另一列或备注", ""),
        ("2022.3.5-2022.3.7", "这是一段时间，请只填开始的那一天，结束日期填到另一列或备注", ""),
        ("22.3.5", "年份只有两位，请写全，例如 2022年3月5日", ""),
        (2022, "只有年份，请补上月和日，例如 2022年3月5日", ""),
        ("2022年", "只有年份，请补上月和日，例如 2022年3月5日", ""),
        (3.5, "这个数不是日期，请写成 2022-03-05 的样子", ""),
        (True, "这个数不是日期，请写成 2022-03-05 的样子", ""),
        ("#REF!", "这是公式出错的结果，请在表格里改好，或直接填日期", ""),
        ("待定", "看不出是哪一天，请写成 2022-03-05 的样子", ""),
        ("1822年3月5日", "年份 1822 不在 1900–2100 之间，请核对", ""),
    ],
)
def test_read_date_problem_says_how_to_mend_it(raw, mend, missing):
    problem = read_date(raw)
    assert isinstance(problem, Problem)
    assert (problem.mend, problem.missing) == (mend, missing)


def test_read_date_with_a_year_still_needs_the_day():
    problem = read_date("2022年3月", year=2022)
    assert isinstance(problem, Problem)
    assert problem.sentence == ("写的是“2022年3月”，应为日期，例如 2022-03-05 或 2022年3月5日；缺日，请补上是哪一天，例如 2022年3月1日。")


@pytest.mark.parametrize(
    ("raw", "hour", "minute", "second"),
    [
        ("2022年3月5日", 0, 0, 0),
        ("2022-03-05T09:30:15", 9, 30, 15),
        ("2022/3/5 9:30", 9, 30, 0),
        ("2022年3月5日 下午3点半", 15, 30, 0),
        ("2022年3月5日 晚7时", 19, 0, 0),
        ("2022年3月5日上午9:00-11:00", 9, 0, 0),
        ("2022/3/5 9:30 PM", 21, 30, 0),
        (44625.5, 12, 0, 0),
    ],
)
def test_read_datetime(raw, hour, minute, second):
    assert read_datetime(raw) == datetime.datetime(2022, 3, 5, hour, minute, second)


def test_read_datetime_does_not_invent_a_time():
    assert isinstance(read_datetime("2022年3月5日下午"), Problem)


@given(DAYS, st.integers(0, 5))
def test_read_date_reads_back_every_writing(day, style):
    assert read_date(written_day(day, style)) == day


@given(DAYS)
def test_read_date_reads_back_iso_and_serial_and_typed(day):
    serial = day.toordinal() - 693_594
    assert read_date(day.isoformat()) == read_date(serial) == read_date(float(serial)) == read_date(str(serial)) == day
    assert read_date(f"{day:%Y%m%d}") == read_date(int(f"{day:%Y%m%d}")) == day


@given(st.datetimes(datetime.datetime(1950, 1, 1), datetime.datetime(2100, 12, 31)).map(lambda moment: moment.replace(microsecond=0)))
def test_read_datetime_reads_back_iso(moment):
    assert read_datetime(moment.isoformat()) == moment
    assert read_datetime(f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M:%S}") == moment


@given(st.one_of(st.text(max_size=80), st.integers(), st.floats(), st.booleans(), st.none()))
def test_normalisers_never_fail(raw):
    for read in (read_date, read_datetime, read_number, read_integer, read_yes_no, read_text, split_list, read_counted_list):
        read(raw)
    if isinstance(raw, str):
        fingerprint_text(raw)


@given(st.text(alphabet="0123456789０１２年月日时点:/.-－—~至万亿千百十一二三〇零廿余多近约+%,， ()（）、", max_size=20))
def test_normalisers_never_fail_on_what_looks_right(raw):
    for read in (read_date, read_datetime, read_number, read_integer, read_counted_list):
        found = read(raw)
        if isinstance(found, Problem):
            assert found.sentence.count("。") == 1 or "。" in raw


@pytest.mark.parametrize(
    ("raw", "value", "at_least", "about"),
    [
        (1263, 1263, False, False),
        (1263.0, 1263, False, False),
        (0.1, Decimal("0.1"), False, False),
        ("512.3万", 5_123_000, False, False),
        ("５１２万+", 5_120_000, True, False),
        ("近60", 60, False, True),
        ("约1200余", 1200, True, True),
        ("10w+", 100_000, True, False),
        ("1,263", 1263, False, False),
        ("1，263", 1263, False, False),
        ("1 263", 1263, False, False),
        ("１２３４", 1234, False, False),
        ("2.5千", 2500, False, False),
        ("3亿", 300_000_000, False, False),
        ("100万+", 1_000_000, True, False),
        ("10万＋", 100_000, True, False),
        ("20余万", 200_000, True, False),
        ("3万多人", 30_000, True, False),
        ("超10万次", 100_000, True, False),
        ("≥100", 100, True, False),
        ("300人左右", 300, False, True),
        ("三百二十", 320, False, False),
        ("两万", 20_000, False, False),
        ("一万零五百", 10_500, False, False),
        ("十余", 10, True, False),
        ("-5", -5, False, False),
        ("0", 0, False, False),
        ("007", 7, False, False),
        ("1.50", Decimal("1.50"), False, False),
    ],
)
def test_read_number(raw, value, at_least, about):
    assert read_number(raw) == Number(value, at_least, about)


@pytest.mark.parametrize(
    ("raw", "mend"),
    [
        ("10-20万", "这是一个范围，请只填其中确定的一个数；拿不准时填下限并加“+”"),
        ("35%", "这是百分比，请填它对应的数量"),
        ("12,63", "千分位逗号应每三位一个，请核对位数"),
        ("35 40", "这里像是两个数，请只留下一个"),
        ("#N/A", "这是公式出错的结果，请在表格里改好公式，或直接填数字"),
        ("9" * 30, "请核对是否多写了位数"),
        (float("nan"), "请核对是否多写了位数"),
        (float("inf"), "请核对是否多写了位数"),
        (10**20, "请核对是否多写了位数"),
        ("三四十", "请改成数字，文字说明移到备注列"),
        ("一百二", "请改成数字，文字说明移到备注列"),
        ("很多", "请改成数字，文字说明移到备注列"),
        ("1.2.3", "请改成数字，文字说明移到备注列"),
        (True, "请改成数字"),
    ],
)
def test_read_number_problem_says_how_to_mend_it(raw, mend):
    problem = read_number(raw)
    assert isinstance(problem, Problem)
    assert problem.mend == mend


@given(st.integers(-(10**12), 10**12))
def test_read_number_reads_back_whole_numbers(value):
    assert read_number(value) == read_number(str(value)) == read_number(f"{value:,}") == Number(value)


@given(st.integers(0, 10**9), st.sampled_from([("万", 10_000), ("亿", 10**8), ("w", 10_000), ("千", 1000)]), st.booleans(), st.booleans())
def test_read_number_reads_back_units(hundredths, unit, at_least, about):
    text = f"{'约' if about else ''}{Decimal(hundredths) / 100:f}{unit[0]}{'+' if at_least else ''}"
    assert read_number(text) == (Number(Decimal(hundredths) * unit[1] / 100, at_least, about))


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_read_number_reads_back_decimals(value):
    assert read_number(f"{value:f}") == Number(value)


@pytest.mark.parametrize(("raw", "expected"), [(35, 35), ("35", 35), ("３５人", 35), (35.0, 35), ("2万", 20_000)])
def test_read_integer(raw, expected):
    assert read_integer(raw) == expected


@pytest.mark.parametrize(
    ("raw", "mend"),
    [("约30", "请去掉“约”“近”“余”“+”一类的字，填确切的数"), (2.5, "请去掉小数"), ("2.5", "请去掉小数")],
)
def test_read_integer_refuses_what_is_not_exact(raw, mend):
    problem = read_integer(raw)
    assert isinstance(problem, Problem)
    assert problem.mend == mend


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("是", True), ("√", True), ("Ｙ", True), (1, True), (True, True), ("否", False), ("×", False), ("无", False), (0, False), ("/", None), (None, None)],
)  # fmt: skip
def test_read_yes_no(raw, expected):
    assert read_yes_no(raw) is expected


def test_read_yes_no_problem():
    problem = read_yes_no("也许")
    assert isinstance(problem, Problem)
    assert problem.sentence == "写的是“也许”，应为“是”或“否”；请改成其中之一。"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  我校　举行 \n 大会， 三千人参加  ", "我校 举行 大会， 三千人参加"),
        ("新华网（客户端）", "新华网（客户端）"),
        (5, "5"),
        (True, "是"),
        (" \u3000", None),
        ("无", "无"),
    ],
)
def test_read_text(raw, expected):
    assert read_text(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("张三、李四，王五;赵六；孙七,周八\n吴九", ["张三", "李四", "王五", "赵六", "孙七", "周八", "吴九"]),
        ("张三/李四", ["张三", "李四"]),
        ("张三 李四　王小五", ["张三", "李四", "王小五"]),
        ("文学院（张三、李四）、法学院", ["文学院（张三、李四）", "法学院"]),
        ("《红、黄》；蓝", ["《红、黄》", "蓝"]),
        ("文学院（张三、法学院", ["文学院（张三", "法学院"]),
        ("https://a.cn/b/c，https://a.cn/d", ["https://a.cn/b/c", "https://a.cn/d"]),
        ("、张三、、", ["张三"]),
        ("我校 大会", ["我校", "大会"]),
        (5, ["5"]),
    ],
)
def test_split_list(raw, expected):
    assert split_list(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("文学院(35人)、法学院：20", [("文学院", 35), ("法学院", 20)]),
        ("文学院（ 35 ）；法学院 20人\n外国语学院:二十", [("文学院", 35), ("法学院", 20), ("外国语学院", 20)]),
        ("文学院、法学院(12)", [("文学院", None), ("法学院", 12)]),
        ("文学院（含研究生）", [("文学院（含研究生）", None)]),
        ("2021级1班(30)", [("2021级1班", 30)]),
        (None, []),
    ],
)
def test_read_counted_list(raw, expected):
    assert read_counted_list(raw) == expected


def test_read_counted_list_problem():
    problem = read_counted_list("文学院(约35人)、法学院(20)")
    assert isinstance(problem, Problem)
    assert problem.sentence == "写的是“文学院(约35人)”，应为“单位（人数）”，例如 文学院(35人)、法学院：20；请把括号或冒号后面改成整数。"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("新华网 （客户端）", "新华网(客户端)"),
        ("ＣＧＴＮ", "cgtn"),
        ("中国教育报·高教周刊", "中国教育报高教周刊"),
        ("“学习强国”平台", "学习强国平台"),
        (" 党委宣传部、新闻中心", "党委宣传部新闻中心"),
    ],
)
def test_fingerprint_text_joins_spellings(left, right):
    assert fingerprint_text(left) == fingerprint_text(right)


def test_fingerprint_text_keeps_names_apart():
    assert fingerprint_text("新华网") != fingerprint_text("新华网客户端")
