"""The office's plan of 2026: six points, the tasks they are broken down into, and which stories are work on which task."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils import timezone

from rongmei.base.directory.models import User
from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import create_row
from rongmei.base.ledger.enums import RowState
from rongmei.base.planning.actions import check_plan
from rongmei.base.planning.models import PlanTask
from rongmei.content.newsroom import actions
from rongmei.content.newsroom.models import Manuscript

from .world import World

YEAR: Final = 2026
POINTS: Final = (
    ("深化理论武装", "党委宣传部"),
    ("讲好教书育人故事", "融媒体中心"),
    ("宣传服务社会成效", "融媒体中心"),
    ("建设书香校园", "校图书馆"),
    ("守好校园安全阵地", "党委保卫部"),
    ("办好校庆七十周年宣传", "党委宣传部"),
)
# point, title, lead unit, due day, measure of done, pieces of evidence, assisting units
TASKS: Final = (
    (1, "推出主题党日系列报道", "党委宣传部", "2026-06-30", "刊发主题党日报道不少于4篇", 4, "党委组织部、校团委"),
    (1, "报道校史馆里的思政课", "马克思主义学院", "2026-05-31", "刊发专题报道2篇", 2, "档案与校史馆"),
    (1, "编发理论学习专版", "党委宣传部", "2026-10-31", "专版4期", 4, "马克思主义学院"),
    (1, "组织理论宣讲进宿舍报道", "党委学生工作部", "2026-11-30", "刊发报道3篇", 3, "校团委"),
    (2, "推出青年教师教学比赛系列报道", "融媒体中心", "2026-12-20", "刊发报道不少于8篇", 8, "教务处、党委教师工作部"),
    (2, "开设“师生风采”专栏人物通讯", "融媒体中心", "2026-12-20", "人物通讯12篇", 12, "大学生记者团"),
    (2, "报道毕业生座谈和就业服务", "招生就业处", "2026-07-15", "刊发报道不少于4篇", 4, "党委学生工作部"),
    (2, "邀请校友回校报告系列报道", "融媒体中心", "2026-12-10", "刊发报道不少于6篇", 6, "校团委"),
    (2, "拍摄教学名师短视频", "融媒体中心", "2026-09-10", "短视频5条", 5, "教务处"),
    (3, "志愿服务站建设系列报道", "融媒体中心", "2026-12-05", "刊发报道不少于6篇", 6, "青年志愿者协会"),
    (3, "报道支教和山村小学共建", "校团委", "2026-11-20", "刊发通讯1篇", 1, "青年志愿者协会"),
    (3, "报道科研成果服务农房改造", "材料科学与工程学院", "2026-11-30", "刊发报道1篇", 1, "科学技术处"),
    (3, "汇编服务社会案例集", "社会科学处", "2026-10-15", "案例集1册", 1, "科学技术处"),
    (4, "读书月活动系列报道", "校图书馆", "2026-12-15", "刊发报道不少于8篇", 8, "校团委、融媒体中心"),
    (4, "非遗进校园系列报道", "校团委", "2026-12-15", "刊发报道不少于5篇", 5, "艺术设计学院"),
    (4, "开设“一本书一堂课”栏目", "校图书馆", "2026-04-30", "栏目上线并刊发3篇", 3, "融媒体中心"),
    (4, "评选书香班级并报道", "党委学生工作部", "2026-11-30", "刊发报道2篇", 2, "校图书馆"),
    (5, "实验室安全检查系列报道", "资产与实验室管理处", "2026-12-20", "刊发报道不少于8篇", 8, "党委保卫部"),
    (5, "暑期设施维修报道", "基建后勤处", "2026-09-15", "刊发报道3篇", 3, "融媒体中心"),
    (5, "防诈骗宣传专栏", "党委保卫部", "2026-06-15", "专栏上线并刊发4篇", 4, "网络与信息中心"),
    (5, "消防演练宣传", "党委保卫部", "2026-12-09", "刊发报道1篇", 1, "基建后勤处"),
    (6, "建设校庆专题网站", "党委宣传部", "2026-03-31", "网站上线并发布首批稿件", 1, "网络与信息中心"),
    (6, "开展校友回忆征文", "档案与校史馆", "2026-12-01", "征文选登4篇", 4, "融媒体中心"),
    (6, "征集校史老物件", "档案与校史馆", "2026-11-15", "刊发征集启事", 1, "校工会"),
    (6, "制作校庆宣传片脚本", "融媒体中心", "2026-12-31", "脚本定稿1部", 1, "党委宣传部"),
)  # fmt: skip
# Number of an event of demo/newsroom.py → its task, as the number in TASKS.
OF_EVENT: Final = {1: 0, 2: 4, 3: 9, 4: 17, 5: 6, 6: 14, 7: 7, 8: 13, 9: 18}
# Part of a headline of demo/stories.py → its task.
OF_HEADLINE: Final = {
    "三年如一日": 10, "轻质隔热板": 11, "守着三万张": 5, "读书节闭幕": 13, "征文选登": 22, "征集老物件": 23, "领导小组召开": 21,
}  # fmt: skip


def record_plan(world: World) -> None:
    """Points and tasks, by the office manager, confirmed."""
    manager = world.user("manager")
    with transaction.atomic():
        for number, (title, unit) in enumerate(POINTS, 1):
            said = {"year": str(YEAR), "number": str(number), "title": title, "unit": unit, "issued_on": "2026-01-12"}
            create_row(actor=manager, ledger=registry.get("plan_point"), raw=said, to=RowState.CONFIRMED)
        for point, title, unit, due, criterion, needed, assisting in TASKS:
            raw = {
                "point": f"{YEAR}-{point} {POINTS[point - 1][0]}", "number": str(_number(point, title)), "title": title, "unit": unit,
                "due_on": due, "criterion": criterion, "needed": str(needed), "assisting": assisting, "owner": _owner(world, unit),
            }  # fmt: skip
            create_row(actor=manager, ledger=registry.get("plan_task"), raw=raw, to=RowState.CONFIRMED)


def _number(point: int, title: str) -> int:
    return [task[1] for task in TASKS if task[0] == point].index(title) + 1


def _owner(world: World, unit: str) -> str:
    people = [person for (home, _post), found in world.people.items() if home == unit for person in found]
    return f"{people[0].name}（{people[0].campus_id}）" if people else ""


def file_under(writer: User, manuscript: Manuscript, task: int) -> None:
    """The writer says which task the story is work on."""
    actions.file_manuscript(actor=writer, manuscript=manuscript, task=_task(task))


def task_of_headline(headline: str) -> int | None:
    return next((task for part, task in OF_HEADLINE.items() if part in headline), None)


def _task(number: int) -> PlanTask:
    point, title = TASKS[number][:2]
    return PlanTask.objects.get(point__year=YEAR, point__number=point, title=title)


def check(world: World) -> None:
    """As the timer does every night."""
    with transaction.atomic():
        check_plan(actor=world.user("manager"), on=timezone.localdate())
