"""What the office starts with, each with its source and how well that source is known. The office may change every one of them.

Sources are cited by title, as domain knowledge of the project records them; the marks are honest: one university's rule is verified as
that university's rule, not as everybody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..enums import Counting, DeadlineKey, Mark, StudyLevel


@dataclass(frozen=True)
class HoursStandard:
    """`hours` class hours for one `unit_word` of the kind `name`."""

    name: str
    unit_word: str
    hours: Decimal
    source: str
    mark: Mark


@dataclass(frozen=True)
class DeadlineStandard:
    key: DeadlineKey
    days: int
    counting: Counting
    source: str
    mark: Mark


@dataclass(frozen=True)
class MinimumStandard:
    level: StudyLevel
    sessions: int
    source: str
    mark: Mark


_ONE_SCHOOL = "蚌埠某校党员教育学时规定（转载件）"

HOURS: tuple[HoursStandard, ...] = (
    HoursStandard("节（45分钟）", "节", Decimal(1), "教师授课一节计 1 学时的通行做法，未核到文件", Mark.GENERAL),
    HoursStandard("半天", "个半天", Decimal(4), f"{_ONE_SCHOOL}：专题讲座半天计 4 学时", Mark.VERIFIED),
    HoursStandard("全天", "天", Decimal(8), f"{_ONE_SCHOOL}：脱产学习每天计 8 学时", Mark.VERIFIED),
    HoursStandard("小时", "小时", Decimal(1), f"{_ONE_SCHOOL}：政治学习 1 小时计 1 学时", Mark.VERIFIED),
)

DEADLINES: tuple[DeadlineStandard, ...] = (
    DeadlineStandard(
        DeadlineKey.OBSERVER_MATERIALS,
        5,
        Counting.WORKING_DAYS,
        "广西师范大学 2026 年列席旁听安排：提前 5 个工作日提供方案、学习资料、发言材料（一校规定）",
        Mark.VERIFIED,
    ),
    DeadlineStandard(
        DeadlineKey.OBSERVER_NOTE,
        10,
        Counting.WORKING_DAYS,
        "广西师范大学 2026 年列席旁听安排：10 个工作日内提交情况小结（一校规定）",
        Mark.VERIFIED,
    ),
    DeadlineStandard(
        DeadlineKey.AGENDA_MATERIALS,
        1,
        Counting.CALENDAR_DAYS,
        "鲁东大学马克思主义学院“第一议题”制度：原则上至少提前 1 天印发材料（一院规定）",
        Mark.VERIFIED,
    ),
    DeadlineStandard(
        DeadlineKey.MAKE_UP,
        30,
        Counting.CALENDAR_DAYS,
        "某省直机关中心组学习制度只要求“安排补课”，未定期限；30 天是本系统的建议值",
        Mark.GENERAL,
    ),
)

_GROUP_RULES = "《中国共产党党委（党组）理论学习中心组学习规则》（2017）：集体学习研讨每季度不少于 1 次（条文未核对原件）"

MINIMUMS: tuple[MinimumStandard, ...] = (
    MinimumStandard(StudyLevel.UNIVERSITY, 1, _GROUP_RULES, Mark.GENERAL),
    MinimumStandard(StudyLevel.UNIT, 1, _GROUP_RULES, Mark.GENERAL),
)
