"""The units of the fictional university: a tree of five groups, one unit renamed on the way, one merged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rongmei.base.directory import actions
from rongmei.base.directory.enums import UnitKind
from rongmei.base.directory.models import Unit
from rongmei.base.history.actors import Actor

UNIVERSITY = "东岭理工大学"
SHORT = "东岭理工"
ENGLISH = "Dongling University of Technology"
OFFICE = "中共东岭理工大学委员会宣传部"

FOUNDED = dt.date(2008, 9, 1)
RENAMED_ON = dt.date(2026, 3, 1)
MERGED_ON = dt.date(2026, 7, 1)
RENAMED = ("信息工程学院", "人工智能学院", "智能学院")
MERGED = ("高等职业技术学院", "继续教育学院")


@dataclass(frozen=True)
class Group:
    """One branch of the tree; units as "full name/short name"."""

    name: str
    kind: UnitKind
    code: str
    units: tuple[str, ...]


GROUPS: tuple[Group, ...] = (
    Group(
        "党群部门",
        UnitKind.PARTY,
        "D",
        (
            "党委办公室/党办", "党委组织部/组织部", "党委宣传部/宣传部", "党委统战部/统战部", "纪委办公室/纪委", "党委学生工作部/学工部",
            "党委教师工作部/教师工作部", "党委保卫部/保卫部", "校工会/", "校团委/", "离退休工作处/离退处",
        ),
    ),
    Group(
        "行政部门",
        UnitKind.ADMINISTRATION,
        "X",
        (
            "教务处/", "科学技术处/科技处", "社会科学处/社科处", "人事处/", "财务处/", "研究生院/", "国际交流合作处/国际处", "招生就业处/招就处",
            "资产与实验室管理处/资产处", "基建后勤处/后勤处",
        ),
    ),
    Group(
        "教学院系",
        UnitKind.COLLEGE,
        "Y",
        (
            "马克思主义学院/马院", "文学与传播学院/文传学院", "外国语学院/外语学院", "法学院/", "经济管理学院/经管学院", "公共管理学院/公管学院",
            "数学与统计学院/数统学院", "物理学院/", "化学化工学院/化工学院", "生命科学学院/生科学院", "机械工程学院/机械学院",
            "材料科学与工程学院/材料学院", "电气工程学院/电气学院", "信息工程学院/信息学院", "计算机学院/", "土木工程学院/土木学院",
            "建筑与城市规划学院/建筑学院", "环境科学与工程学院/环境学院", "能源与动力学院/能动学院", "交通运输学院/交通学院", "矿业工程学院/矿业学院",
            "水利与海洋学院/水利学院", "食品与生物工程学院/食品学院", "艺术设计学院/艺术学院", "体育学院/", "继续教育学院/继教学院",
            "高等职业技术学院/高职学院",
        ),
    ),
    Group(
        "直属单位",
        UnitKind.AFFILIATED,
        "Z",
        ("校图书馆/", "档案与校史馆/校史馆", "融媒体中心/", "网络与信息中心/网信中心", "校医院/", "附属实验学校/附校", "学报编辑部/"),
    ),
    Group(
        "学生组织",
        UnitKind.STUDENTS,
        "S",
        ("校学生会/", "校研究生会/", "青年志愿者协会/青协", "大学生记者团/记者团", "学生社团联合会/社联"),
    ),
)  # fmt: skip


def add_units(actor: Actor) -> None:
    """The tree as it was before 2025, then the renaming and the merger of 2026 with their days."""
    made: dict[str, Unit] = {}
    for group in GROUPS:
        top = actions.add_unit(actor=actor, name=group.name, kind=group.kind, code=group.code, valid_from=FOUNDED)
        for number, written in enumerate(group.units, 1):
            name, _slash, short = written.partition("/")
            made[name] = actions.add_unit(
                actor=actor,
                name=name,
                short_name=short,
                kind=group.kind,
                parent=top,
                code=f"{group.code}{number:02d}",
                valid_from=FOUNDED,
            )
    old, new, short = RENAMED
    actions.rename_unit(actor=actor, unit=made[old], name=new, short_name=short, on=RENAMED_ON)
    gone, into = MERGED
    actions.merge_units(actor=actor, units=[made[gone]], successor=made[into], on=MERGED_ON)


def colleges() -> list[str]:
    """Names of the colleges as they are today, without the one that was merged away."""
    names = [written.partition("/")[0] for group in GROUPS if group.kind == UnitKind.COLLEGE for written in group.units]
    return [RENAMED[1] if name == RENAMED[0] else name for name in names if name != MERGED[0]]


def units_of(group: str) -> list[str]:
    """Names of the units of one group."""
    if group == "教学院系":
        return colleges()
    return [written.partition("/")[0] for one in GROUPS if one.name == group for written in one.units]
