"""A small fictional university for tests: its directory, and clean sentences of its news (clean_campus.txt, one a line)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from rongmei.content.proofing.protocols import Person, Post, Unit

ON = datetime.date(2026, 11, 23)  # the day the sentences are of
CLEAN = Path(__file__).parent / "clean_campus.txt"


def day(year: int, month: int, day_: int) -> datetime.date:
    return datetime.date(year, month, day_)


_LEADERS = (
    Person("陈立恒", (Post("党委书记", since=day(2021, 3, 1), rank=1),)),
    Person("周景行", (Post("党委副书记、校长", since=day(2020, 9, 1), rank=2),)),
    Person("李明", (Post("党委副书记", since=day(2022, 1, 1), rank=3),)),
    Person("张伟民", (Post("副校长", since=day(2023, 5, 1), rank=4),)),
    Person("沈若兰", (Post("副校长（科研）", since=day(2024, 6, 1), rank=5),)),
    Person("郑怀远", (Post("纪委书记", since=day(2022, 7, 1), rank=6),)),
    Person("田守正", (Post("党委学生工作部部长、学生处处长", "党委学生工作部", since=day(2021, 1, 1)),)),
    Person("易水寒", (Post("教授", "艺术与设计学院"),)),
    Person("王强", (Post("副校长", since=day(2015, 1, 1), until=day(2022, 6, 30)),)),
)
_HEADS = (
    ("赵敏行", "院长", "材料科学与工程学院"), ("顾文澜", "院长", "文学与新闻传播学院"), ("林致远", "院长", "机械与动力工程学院"), ("何思齐", "院长", "计算机科学与技术学院"),
    ("许青禾", "院长", "生命科学学院"), ("韩牧之", "院长", "马克思主义学院"), ("苏晚晴", "院长", "外国语学院"), ("罗一鸣", "院长", "经济与管理学院"),
    ("宋知夏", "馆长", "图书馆"), ("程砚秋", "部长", "党委宣传部"), ("冯子谦", "处长", "教务处"),
    ("高远山", "处长", "科学技术处"), ("吴佩瑶", "书记", "共青团委员会"), ("唐可欣", "主任", "融媒体中心"), ("孟嘉言", "副院长", "材料科学与工程学院"),
    ("余清欢", "副院长", "文学与新闻传播学院"), ("姜若水", "处长", "国际合作与交流处"), ("卢承志", "院长", "土木与建筑工程学院"), ("秦雨桐", "院长", "艺术与设计学院"),
)  # fmt: skip
_STAFF = (
    "张伟明",
    "方以智",
    "白露",
    "丁香",
    "夏至宁",
    "江月明",
    "钱程",
    "金石开",
    "杜若",
    "童心悦",
    "常青",
    "温如玉",
    "安然",
    "万里",
    "易水寒",
    "谷雨",
    "石磊",
    "柳依依",
    "梁栋",
    "文静",
    "张程",
    "宋章显",
    "许宏扬",
    "李文彩",
    "程培同",
    "秦风彩",
    "韩弘杨",
    "周佼洁",
    "田经",
)
_UNITS = (
    Unit("河山大学", ("河大",)),
    Unit("材料科学与工程学院", ("材料学院",), ("材料科学系",)),
    Unit("文学与新闻传播学院", ("文新学院",)),
    Unit("机械与动力工程学院", ("机动学院",), ("机械工程学院",)),
    Unit("计算机科学与技术学院", ("计算机学院",)),
    Unit("生命科学学院", ("生科院",)),
    Unit("马克思主义学院", ("马院",)),
    Unit("外国语学院", ("外院",)),
    Unit("经济与管理学院", ("经管学院",)),
    Unit("土木与建筑工程学院", ("土建学院",)),
    Unit("艺术与设计学院", ("艺设学院",)),
    Unit("图书馆"),
    Unit("党委宣传部", ("宣传部",)),
    Unit("党委学生工作部", ("学生工作部", "学工部")),
    Unit("教务处"),
    Unit("学生处"),
    Unit("科学技术处", ("科技处",)),
    Unit("国际合作与交流处", ("国际处",)),
    Unit("共青团委员会", ("校团委", "团委")),
    Unit("融媒体中心", (), ("新闻中心",)),
    Unit("图象信息研究所", ("图象所",)),
    Unit("想像力工作室"),
    Unit("成份分析测试中心", ("成份中心",)),
    Unit("其它语种教研室"),
    Unit("青年座标服务队"),
    Unit("继续教育与培训学院", since=day(2005, 1, 1), until=day(2023, 12, 31)),
)
_OUTLETS = ("河山大学报", "文彩讲堂", "影象河山", "宏扬讲坛", "座标青年")


class Campus:
    """河山大学 in November 2026."""

    version = "1"

    def people(self) -> Sequence[Person]:
        heads = (Person(name, (Post(title, unit, since=day(2021, 1, 1)),)) for name, title, unit in _HEADS)
        return (*_LEADERS, *heads, *(Person(name) for name in _STAFF))

    def units(self) -> Sequence[Unit]:
        return _UNITS

    def outlets(self) -> Sequence[str]:
        return _OUTLETS


class NoNames(Campus):
    """The same university before anybody entered its people, units and outlets."""

    version = "none"

    def people(self) -> Sequence[Person]:
        return ()

    def units(self) -> Sequence[Unit]:
        return ()

    def outlets(self) -> Sequence[str]:
        return ()


def clean_names() -> list[str]:
    """Clean sentences about people, units, projects and columns whose names hold what would be a slip anywhere else."""
    return CLEAN.with_name("clean_names.txt").read_text(encoding="utf-8").splitlines()


def clean_articles() -> list[str]:
    """Whole pieces with many figures: what is given twice in them is given alike."""
    return CLEAN.with_name("clean_articles.txt").read_text(encoding="utf-8").strip().split("\n----\n")


def clean_sentences() -> list[str]:
    return CLEAN.read_text(encoding="utf-8").splitlines()
