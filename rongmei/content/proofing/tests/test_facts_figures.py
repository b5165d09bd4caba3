"""Sums, shares, growth, ages, anniversaries, quantities and the office's ledgers."""

import datetime
from decimal import Decimal

import pytest

from rongmei.content.proofing import facts
from rongmei.content.proofing.facts.amounts import amounts
from rongmei.content.proofing.facts.numerals import number_of
from rongmei.content.proofing.finding import Level
from rongmei.content.proofing.protocols import KnownFigure

ON = datetime.date(2026, 11, 23)


def said(text, on=ON):
    return [(one.rule.removeprefix("facts."), one.level.value, one.found, *one.suggestions[:1]) for one in facts.check(text, on=on)]


SUMS = [
    ("今年共录取3500人，其中本科2100人、硕士1000人、博士500人。", ("error", "3500人", "3600人")),
    ("今年共录取3,500人。其中，本科2,100人，硕士1,000人，博士500人。", ("error", "3,500人", "3,600人")),
    ("共录取３５００人，其中本科２１００人、硕士１０００人、博士５００人。", ("error", "３５００人", "3600人")),
    ("共录取 3500 人，其中本科生 2100 人、硕士生 1000 人、博士生 500 人。", ("error", "3500 人", "3600人")),
    ("录取3,500名新生，包括2,100名本科生、1,000名硕士生和500名博士生。", ("error", "3,500名", "3,600名")),
    ("参赛选手120名，男选手70名，女选手60名。", ("error", "120名", "130名")),
    ("共三十人，其中男生十八人、女生十三人。", ("error", "三十人")),
    ("共723人，其中运动员439人，包括男231人、女218人。", ("error", "439人", "449人")),
    ("学生共1200人（男生700人、女生600人）。", ("error", "1200人", "1300人")),
    ("全校学生1200人，其中男生500人、女生600人。", ("error", "1200人", "1100人")),
    ("获奖35项，其中一等奖5项、二等奖10项和三等奖25项。", ("error", "35项", "40项")),
    ("总投资1.2亿元，其中财政资金8000万元，自筹5000万元。", ("warning", "1.2亿元", "1.3亿元")),
    ("本科2100人、硕士1000人、博士500人，共计3500人。", ("warning", "3500人", "3600人")),
    ("教职工2000人，其中教师1200人（教授300人、副教授400人、讲师600人）、管理人员500人。", ("error", "1200人", "1300人")),
    ("录取近3500人，其中本科2100人、硕士1000人、博士500人。", ("warning", "近3500人")),
    ("共录取3500人，其中本科2000人、硕士1000人、博士400人。", ("suggestion", "3500人", "3400人")),
]


@pytest.mark.parametrize(("text", "expected"), SUMS)
def test_parts_that_do_not_add_up(text, expected):
    assert said(text) == [("sum", *expected)]


def test_sum_is_shown_with_its_parts():
    [finding] = facts.check(SUMS[0][0])
    assert finding.message == "分项相加是3600（2100＋1000＋500），比总数“3500人”多100，请核对。"
    assert [SUMS[0][0][start:end] for start, end in finding.also] == ["2100人", "1000人", "500人"]


@pytest.mark.parametrize(
    "text",
    [
        "共录取3600人，其中本科2100人、硕士1000人、博士500人。",
        "共723人，其中运动员439人，包括男221人、女218人。",
        "共录取3600余人，其中本科2100人、硕士1000人、博士500余人。",
        "共3500人，其中党员200人、团员1000人。",
        "共100人，其中女性60人、党员70人。",
        "共100人，其中教授60人、博士70人。",
        "共100人，其中研究生60人、博士50人。",
        "共录取3500人。其中，本科2100人，比上年增加1500人，硕士生200人。",
        "全校学生3万人，其中本科生2.1万人、研究生9500人。",
        "来自一班20人、二班22人，共42人。",
        "本科2100人、硕士1000人等，共3500人。",
        "收到作品120件，其中评出一等奖5人、二等奖130人。",
        "参加者3500人，其中平均每班2100人、每组1900人。",
        "投入超过3000万元，其中设备2000万元、软件1500万元。",
    ],
)
def test_parts_that_may_be_right_pass(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三类学生占比45%、35%、25%。", ("warning", "45%、35%、25%")),
        ("三类学生占比分别为45%、35%和25%。", ("warning", "45%、35%和25%")),
        ("男女生占比分别为55%和46%。", ("warning", "55%和46%")),
        ("本科生占45%，硕士生占35%，博士生占25%。", ("error", "45%，硕士生占35%，博士生占25%")),
        ("教学占45%，科研占35%，服务占25%。", ("warning", "45%，科研占35%，服务占25%")),
        ("其中男生占45.2%，其余占50%。", ("warning", "45.2%，其余占50%")),
    ],
)
def test_shares_of_one_whole_beyond_all_of_it(text, expected):
    assert said(text) == [("share", *expected)]


@pytest.mark.parametrize(
    "text",
    [
        "出口和进口分别占同期总额的53.7%和59.2%。",
        "占全省、全国的比重分别为45%和60%。",
        "占比分别为33.3%、33.3%和33.4%。",
        "占比34%、33%、34%。",
        "其中女生占55%，党员占60%。",
        "35岁以下占30%，45岁以下占80%。",
        "2024年占45%，2025年占60%。",
        "占比由45%提高到60%。",
    ],
)
def test_shares_of_several_wholes_pass(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("经费由1200万元增至1500万元，增长30%。", ("30%", "25%")),
        ("学生从2020年的1.2万人增加到2025年的1.5万人，增长40%。", ("40%", "25%")),
        ("全年收入1500万元，比上年的1200万元增长20%。", ("20%", "25%")),
        ("论文由200篇增至500篇，增长2倍。", ("2倍", "150%")),
        ("产值从100亿元增长到300亿元，翻了两番。", ("两番", "200%")),
        ("经费由1500万元降至1200万元，增长20%。", ("20%",)),
        ("就业率由45%提高到60%，提高15%。", ("15%", "15个百分点")),
        ("就业率由45%提高到60%，提高20个百分点。", ("20个百分点", "15个百分点")),
        ("由1200万增至1500万，增长30%。", ("30%", "25%")),
        ("由五十人增加到八十人，增加50%。", ("50%", "60%")),
        ("经费增长率为120%，由50万元增长到60万元。", ("120%", "20%")),
        ("科研经费同比增长30%（由1200万元增至1500万元）。", ("30%", "25%")),
        ("经费同比增长30%，由去年的1200万元增至1500万元。", ("30%", "25%")),
        ("参会人数增加了20%，从300人增加到450人。", ("20%", "50%")),
    ],
)
def test_growth_that_its_figures_contradict(text, expected):
    assert said(text) == [("growth", "error", *expected)]


@pytest.mark.parametrize(
    "text",
    [
        "经费由1200万元增至1500万元，增长25%。",
        "经费由1200万元增至1600万元，增长33.3%。",
        "经费由1200万元增至1600万元，增长33%。",
        "经费由1200万元增至1500万元，年均增长8%。",
        "论文由200篇增至600篇，增长2倍。",
        "产值从100亿元增长到400亿元，翻了两番。",
        "由近1200万元增至1500余万元，增长30%。",
        "就业率由45%提高到60%，提高15个百分点。",
        "由1.2亿元增至1.5亿元，增长28%。",
        "经费增长率为20%，由50万元增长到60万元。",
        "经费年均增长8%，由1200万元增至1500万元。",
        "招生规模增长10%，由理学院3个班增加到5个班。",
        "论文数增长10%，经费由1200万元增至1500万元。",
        "论文数增长10%。由1200万元增至1500万元的是经费。",
    ],
)
def test_growth_within_its_wording_passes(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张某，1985年出生，现年36岁。", ("age", "warning", "现年36岁", "现年41岁")),
        ("李某（1950—2020），享年60岁。", ("age", "warning", "享年60岁", "享年70岁")),
        ("学校创办于1956年，今年迎来建校60周年。", ("anniversary", "warning", "60周年", "70周年")),
        ("2026年是中国共产党成立100周年。", ("anniversary", "warning", "100周年", "105周年")),
        ("这一传统自1990年开始，至今已30年。", ("anniversary", "warning", "30年")),
        ("2025年举办第十届校园文化节，2026年举办第九届校园文化节。", ("anniversary", "warning", "第九届")),
    ],
)
def test_ages_and_anniversaries_that_do_not_fit(text, expected):
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "张某，1985年5月生，现年41岁。",
        "张某，1985年12月生，现年40岁。",
        "李某（1950—2020），享年71岁。",
        "学校创办于1956年，2026年将迎来建校70周年。",
        "2021年，全校庆祝中国共产党成立100周年。",
        "这一传统自1990年开始，至今已36年。",
        "2025年举办第十届校园文化节，2026年举办第十一届校园文化节。",
    ],
)
def test_ages_and_anniversaries_that_fit_pass(text):
    assert said(text) == []


def test_quantity_given_twice_is_one_finding_with_both_places():
    text = "11月20日，大会召开，参会1200人。会上，近1500名参会师生观看了演出。"
    [finding] = facts.check(text, on=ON)
    assert (finding.rule, finding.level, finding.found) == ("facts.quantity", Level.WARNING, "近1500名")
    assert [text[start:end] for start, end in finding.also] == ["1200人"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("参会１２００人。近1500名参会师生合影。", "近1500名"),
        ("参会一千二百人。1500名参会师生合影。", "1500名"),
        ("总投资1.2亿元。该项目投资1.5亿元。", "1.5亿元"),
        ("参会1200人。120名参会人员合影。", "120名"),
        ("报名1200人。报名1500人。报名1600人。", "1600人"),
    ],
)
def test_quantity_given_differently(text, found):
    assert [(one.rule, one.found) for one in facts.check(text)] == [("facts.quantity", found)]


@pytest.mark.parametrize(
    "text",
    [
        "参会1200人。1200余名参会师生合影。",
        "参会1263人。近1300名参会师生合影。",
        "参会1263人。1260余名参会师生合影。",
        "参会约1250人。参会1263人。",
        "参会1200人，其中学生300人参会。",
        "参会1200人。材料学院参会800人。",
        "2025年参会1200人。2026年参会1500人。",
        "甲校区参会1200人。乙校区参会1500人。",
        "参会1200人。去年参会1500人。",
        "参会1200人。参会单位150家。",
    ],
)
def test_quantity_given_alike_or_of_other_things_passes(text):
    assert facts.check(text, on=ON) == []


class Ledgers:
    version = "1"

    def figures(self, year):
        return [
            KnownFigure(("理论讲堂", "讲座"), "场", 137, "理论讲堂场次", 2026),
            KnownFigure(("志愿者",), "人", 2310, "志愿者人数", 2026),
        ][: 2 * (year == 2026)]


@pytest.mark.parametrize(
    ("text", "found", "suggestions"),
    [
        ("2026年举办理论讲堂140余场。", "140余场", ("137场", "130余场")),
        ("今年举办讲座120场。", "120场", ("137场",)),
        ("全年举办理论讲堂140余场，其中形势政策类讲座36场。", "140余场", ("137场", "130余场")),
        ("全年举办讲座150场，比上年增加20场。", "150场", ("137场",)),
        ("全年开展讲座近180场。", "近180场", ("137场", "130余场")),
        ("2026年，学校注册志愿者3200名。", "3200名", ("2310名",)),
    ],
)
def test_figure_the_ledger_contradicts(text, found, suggestions):
    [finding] = facts.check_figures(facts.Stated.of(text, ON), Ledgers())
    assert (finding.found, finding.suggestions, finding.level) == (found, suggestions, Level.WARNING)


def test_ledger_finding_names_the_ledgers_value():
    [finding] = facts.check_figures(facts.Stated.of("2026年举办理论讲堂140余场。", ON), Ledgers())
    assert finding.message == "台账里2026年“理论讲堂场次”是137场，这里写“140余场”，请核对。"


@pytest.mark.parametrize(
    "text",
    [
        "2026年举办理论讲堂130余场。",
        "全年举办讲座137场。",
        "全年举办讲座近140场。",
        "全年举办讲座一百三十七场。",
        "全年举办讲座超过130场。",
        "全年举办理论讲堂130余场，其中形势政策类讲座36场、文化类讲座40场。",
        "2025年举办讲座100场。",
        "全年举办学术讲座20场。",
        "今年3月举办讲座12场。",
        "今年图书馆学院举办讲座12场。",
        "举办讲座12场。",
        "今年举办讲座，覆盖师生1200人。",
    ],
)
def test_figure_that_says_no_more_than_the_truth_passes(text):
    assert facts.check_figures(facts.Stated.of(text, ON), Ledgers()) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200", 1200),
        ("十二", 12),
        ("三百二", 320),
        ("三百零二", 302),
        ("两千", 2000),
        ("一万二", 12000),
        ("二〇二六", 2026),
        ("12万", 120000),
        ("三五", None),
        ("二十十", None),
        ("", None),
    ],
)
def test_numerals(text, value):
    assert number_of(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "true_of", "not_of"),
    [
        ("130余人", [131, 139], [130, 140]),
        ("1.2万余人", [12001, 12999], [12000, 13000]),
        ("近1500名", [1350, 1499], [1500, 1349]),
        ("约2万人", [19000, 23000], [18000, 24000]),
        ("超过1000人", [1001, 9999], [1000]),
        ("不少于1000人", [1000], [999]),
        ("不足1000人", [999], [1000]),
        ("二十余人", [21], [20, 30]),
        ("2万+人", [20001], [20000]),
        ("1200人", [1200], [1201]),
    ],
)
def test_wordings_allow_what_they_say(text, true_of, not_of):
    [amount] = amounts(text)
    assert [amount.holds(Decimal(value)) for value in (*true_of, *not_of)] == [True] * len(true_of) + [False] * len(not_of)
