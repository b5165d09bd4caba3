"""People, titles, units and the order of leaders against a directory."""

import datetime
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rongmei.content.proofing.directory import Index, check, check_repeated, known_spans
from rongmei.content.proofing.directory.titles import offices_in, same_office
from rongmei.content.proofing.finding import Level
from rongmei.content.proofing.protocols import Person, Post, Unit

from .campus import ON, Campus

INDEX = Index(Campus())


def said(text, on=ON):
    return [(one.rule.removeprefix("directory."), one.level.value, one.found, *one.suggestions[:1]) for one in check(text, INDEX, on=on)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("副校长张为民出席会议。", ("name", "error", "张为民", "张伟民")),
        ("会见张为民副校长一行。", ("name", "error", "张为民", "张伟民")),
        ("张伟明副校长出席会议。", ("name", "error", "张伟明", "张伟民")),
        ("副校长：张为民", ("name", "error", "张为民", "张伟民")),
        ("张为民（副校长）", ("name", "error", "张为民", "张伟民")),
        ("马克思注意学院举行论坛。", ("unit", "error", "马克思注意学院", "马克思主义学院")),
        ("副校长张民伟讲话。", ("name", "warning", "张民伟", "张伟民")),
        ("副校长张伟出席会议。", ("name", "warning", "张伟", "张伟民")),
        ("副校长沈若蓝讲话。", ("name", "error", "沈若蓝", "沈若兰")),
        ("党委副书记李名主持会议。", ("name", "error", "李名", "李明")),
        ("党委书记陈立横讲话。", ("name", "error", "陈立横", "陈立恒")),
        ("材料学院院长赵敏星介绍情况。", ("name", "error", "赵敏星", "赵敏行")),
        ("党委副书记李明、副校长张为民出席。", ("name", "error", "张为民", "张伟民")),
        ("副校长李明主持会议。", ("post", "warning", "副校长李明", "党委副书记李明")),
        ("校长张伟民主持会议。", ("post", "warning", "校长张伟民", "副校长张伟民")),
        ("张伟民校长主持会议。", ("post", "warning", "张伟民校长", "张伟民副校长")),
        ("李明书记到会。", ("post", "warning", "李明书记", "李明党委副书记")),
        ("副校长王强出席会议。", ("post", "warning", "副校长王强")),
        ("原副校长张伟民出席会议。", ("post", "warning", "副校长张伟民")),
        ("计算机学院院长赵敏行介绍情况。", ("post", "warning", "院长赵敏行")),
        ("党委副书记、副校长李明主持会议。", ("post", "warning", "党委副书记、副校长李明")),
        ("材料学与工程学院举行论坛。", ("unit", "error", "材料学与工程学院", "材料科学与工程学院")),
        ("才料科学与工程学院举行论坛。", ("unit", "error", "才料科学与工程学院", "材料科学与工程学院")),
        ("材料科学与工成学院举行论坛。", ("unit", "error", "材料科学与工成学院", "材料科学与工程学院")),
        ("外国语语学院举行论坛。", ("unit", "error", "外国语语学院", "外国语学院")),
        ("马克思义主学院举行论坛。", ("unit", "error", "马克思义主学院", "马克思主义学院")),
        ("机械工程学院举行论坛。", ("former-unit", "warning", "机械工程学院", "机械与动力工程学院")),
        ("继续教育与培训学院举行结业式。", ("ended-unit", "warning", "继续教育与培训学院", "原继续教育与培训学院")),
        ("副校长方以智讲话。", ("post", "warning", "副校长方以智")),
        ("李明、周景行、张伟民出席。", ("order", "suggestion", "李明、周景行、张伟民", "周景行、李明、张伟民")),
        ("副校长张伟民、党委书记陈立恒出席。", ("order", "suggestion", "张伟民、党委书记陈立恒")),
    ],
)
def test_what_the_directory_contradicts(text, expected):
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "党委书记陈立恒，校长周景行，党委副书记李明，副校长张伟民、沈若兰，纪委书记郑怀远出席。",
        "校党委副书记、校长周景行讲话。",
        "学校党委书记陈立恒、副校长张伟民到场。",
        "原副校长王强回到母校。",
        "时任副校长王强主持奠基。",
        "2019年，副校长王强为大楼奠基。",
        "图书馆张伟明老师介绍馆藏。",
        "副校长张伟民和张伟明老师座谈。",
        "副校长王强调，安全责任重于泰山。",
        "清华大学副校长张为民来访。",
        "省教育厅处长李明到校调研。",
        "学术委员会主任李明主持评审。",
        "校长办公室通知如下。",
        "副校长信箱开通。",
        "材料学院院长赵敏行、副院长孟嘉言参加。",
        "材料科学与工程学院院长赵敏行参加。",
        "校团委书记吴佩瑶主持。",
        "北京大学材料学与工程学院来访。",
        "在机械与动力工程学院举行。",
        "原机械工程学院的老教师返校。",
        "机械工程学院于2021年更名。",
        "原继续教育与培训学院的学员返校。",
        "教务处副处长方以智讲话。",
        "体育学院举行运动会。",
        "教授李明、博士生张伟明参加。",
        "易水寒教授和李明教授座谈。",
        "副校长沈若兰参加。",
        "学生处处长田守正和党委学生工作部部长田守正是同一人。",
    ],
)
def test_what_agrees_with_the_directory_passes(text):
    assert said(text) == []


def test_a_post_that_ended_is_right_while_it_was_held():
    assert said("副校长王强出席会议。", on=datetime.date(2019, 5, 4)) == []
    assert said("副校长张伟民出席会议。", on=datetime.date(2019, 5, 4)) == [("post", "warning", "副校长张伟民")]
    assert said("副校长王强出席会议。", on=None) == []


def test_a_unit_that_ended_is_right_while_it_was():
    assert said("继续教育与培训学院举行结业式。", on=datetime.date(2019, 5, 4)) == []


def test_messages_say_what_the_directory_knows():
    assert [
        one.message for text in ("副校长李明主持。", "副校长王强出席。", "副校长张为民讲话。") for one in check(text, INDEX, on=ON)
    ] == [
        "名录里“李明”的职务是“党委副书记”，没有“副校长”，请核对。",
        "“王强”已于2022年6月30日卸任这一职务（可写“原”或“时任”），请核对“副校长”。",
        "名录里的“副校长”是“张伟民”，这里写“张为民”，请核对。",
    ]


def test_a_name_written_rightly_once_is_not_written_otherwise_later():
    text = "副校长张伟民出席会议。\n张为民指出，要抓好落实。章伟民还看望了学生，张伟明老师在场。"
    assert [(one.found, one.suggestions) for one in check_repeated(text, INDEX)] == [("张为民", ("张伟民",)), ("章伟民", ("张伟民",))]
    assert check_repeated("副校长张伟民出席。张伟民指出，张伟明老师在场，张卫国发言。", INDEX) == []


def test_known_spans_are_the_names_and_units():
    text = "副校长张伟民到材料学院看望白露。"
    assert [text[start:end] for start, end in known_spans(text, INDEX)] == ["张伟民", "材料学院", "白露"]


@pytest.mark.parametrize(
    ("title", "unit", "expected"),
    [
        ("党委副书记、校长", "", ("党委副书记", "校长")),
        ("副校长（教学）", "", ("副校长",)),
        ("材料学院党委书记兼院长", "材料学院", ("党委书记", "院长")),
        ("教授", "", ()),
        ("新闻科编辑", "", ()),
        ("综合办公室主任", "党委宣传部", ("综合办公室主任",)),
    ],
)
def test_offices_in_a_posts_title(title, unit, expected):
    assert offices_in(title, unit) == expected


@pytest.mark.parametrize(
    ("written", "held", "same"),
    [
        ("书记", "党委书记", True),
        ("书记", "党委副书记", False),
        ("副书记", "党委副书记", True),
        ("校长", "副校长", False),
        ("常务副校长", "副校长", True),
        ("校党委书记", "党委书记", True),
        ("院长", "材料学院院长", True),
        ("纪委书记", "党委书记", False),
        ("校长助理", "校长", False),
    ],
)
def test_same_office(written, held, same):
    assert same_office(written, held) is same


@given(st.text(st.sampled_from("副校长党委书记李明张伟民为王强材料科学与工程学院、，。和原时任"), max_size=60))
def test_offsets_are_true_for_any_text(text):
    for one in check(text, INDEX, on=ON):
        assert text[one.start : one.end] == one.found
        assert isinstance(one.level, Level)


@pytest.fixture(scope="module")
def large():
    """5 000 people and 500 units."""
    choose = random.Random(20261123)
    surnames, given_names = (
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗",
        "伟民明强芳敏静丽军洋勇艳杰娟涛超秀霞平刚桂英华玉兰红建国志文海燕晓东春梅",
    )
    names = ["".join([choose.choice(surnames), *choose.choices(given_names, k=choose.choice([1, 2, 2]))]) for _ in range(5000)]
    titles = ("处长", "副处长", "院长", "副院长", "科长", "主任")
    units = tuple(Unit("".join(choose.sample("材料机械电子信息化工生命环境土木建筑经济管理", 6)) + "学院") for _ in range(500))
    people = tuple(Person(name, (Post(choose.choice(titles), choose.choice(units).name),)) for name in names)

    class Large:
        version = "1"

        def people(self):
            return people

        def units(self):
            return units

    return Large()


def test_large_directory_is_indexed_and_searched_without_getting_stuck(large):
    """bench/proof_speed.py says how fast; the bounds here only tell a slow machine from a quadratic search."""
    before = time.process_time()
    index = Index(large)
    assert time.process_time() - before < 0.5
    named = "学校党委副书记李明主持会议，材料学院院长赵敏行介绍了学科建设的情况。"
    plain = "与会教师就人才培养方案展开讨论，大家认为，要把课程建设、实验平台建设和学生实践能力培养结合起来。"
    paragraphs = [named + plain * 5] * 300
    before = time.process_time()
    for paragraph in paragraphs:
        check(paragraph, index, on=ON)
    spent = time.process_time() - before
    assert len("".join(paragraphs).encode()) / spent > 500_000


@pytest.mark.parametrize("text", ["副校长" * 20_000, "张伟民" * 20_000, "学院" * 40_000, "李明、" * 20_000])
def test_hostile_text_takes_no_time(text):
    before = time.process_time()
    check(text, INDEX, on=ON)
    assert time.process_time() - before < 2
