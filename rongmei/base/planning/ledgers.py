"""S1: the ledgers of the annual plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rongmei.base.ledger.declaration import Column, Dim, Ledger, Lines, Measure, RowProblem, Section
from rongmei.base.ledger.enums import Basis
from rongmei.base.ledger.kinds import ReadContext
from rongmei.base.ledger.registry import register
from rongmei.base.ledger.reminders import register_reminders

from .models import AssistingUnit, PlanPoint, PlanTask
from .queries import due_tasks
from .rules import progress_on

ROOM = _("Annual plan")


@register
class PlanPointLedger(Ledger):
    key = "plan_point"
    model = PlanPoint
    label = _("Points of the plan")
    room = ROOM
    unit_word = "项"
    icon = "list-ol"
    time = "issued_on"
    title = "title"
    columns = (
        Column("year", ("年度", "计划年度")),
        Column("number", ("要点序号", "序号", "编号")),
        Column("title", ("要点", "工作要点", "要点内容", "重点工作"), searched=True),
        Column("unit", ("牵头单位", "牵头部门", "责任单位", "单位")),
        Column("issued_on", ("印发日期", "下达日期", "日期")),
    )
    key_fields = ("year", "number")
    measures = (
        Measure("count", "count", _("points"), "项", Basis.ROWS),
        Measure("units", "distinct", _("lead units, each once"), "个", Basis.UNITS, field="unit"),
    )
    record_template = "planning/_point.html"
    order = 10


@register
class PlanTaskLedger(Ledger):
    """Evidence and progress are worked out; nobody types them."""

    key = "plan_task"
    model = PlanTask
    label = _("Tasks of the plan")
    room = ROOM
    unit_word = "项"
    icon = "tasks"
    time = "due_on"
    title = "title"
    columns = (
        Column("point", ("所属要点", "要点", "工作要点")),
        Column("number", ("任务序号", "序号", "编号")),
        Column("title", ("任务", "任务内容", "具体任务", "工作任务", "任务分解"), searched=True),
        Column("unit", ("牵头单位", "牵头部门", "责任单位", "单位")),
        Column("owner", ("责任人", "负责人"), person=True, in_list=False),
        Column("due_on", ("完成时限", "完成时间", "截止日期", "时限")),
        Column("criterion", ("完成标准", "验收标准", "预期成果", "成果形式"), in_list=False, searched=True),
        Column(
            "needed",
            ("所需成果件数", "目标件数", "目标数量"),
            in_list=False,
            help=_("How many pieces of evidence show that the task is done, such as ten stories. Left empty: one."),
        ),
        Column("evidence", derived=True),
        Column("progress", derived=True),
    )
    lines = (
        Lines(
            "assisting", AssistingUnit, _("assisting units"), (Column("unit"),), aliases=("配合单位", "协办单位", "参与单位"), listed=True
        ),
    )
    key_fields = ("point", "number")
    dims = (
        Dim("year", "point__year", _("year of the work plan")),
        Dim("assists", "assisting__unit", _("assisting unit"), many=True, tree=True, through="assisting"),
    )
    measures = (
        Measure("count", "count", _("tasks"), "项", Basis.ROWS),
        Measure("evidence", "sum", _("pieces of evidence"), "件", Basis.PIECES, field="evidence"),
        Measure("points", "distinct", _("points with tasks, each once"), "项", Basis.OTHER, field="point"),
        Measure("units", "distinct", _("lead units, each once"), "个", Basis.UNITS, field="unit"),
    )
    sections = (
        Section(_("The task of the plan"), ("point", "number", "title", "criterion", "needed")),
        Section(_("Who, by when"), ("unit", "owner", "due_on")),
        Section(_("How it stands"), ("evidence", "progress")),
    )
    record_template = "planning/_task.html"
    order = 20

    def complete(self, values: dict[str, Any], context: ReadContext) -> Iterable[RowProblem]:
        """Another due day, or more evidence asked for, changes how the task stands at once. A sheet is caught up with by the daily check."""
        if values.get("due_on") and values.get("needed"):
            values["progress"] = progress_on(
                timezone.localdate(), evidence=values.get("evidence") or 0, needed=values["needed"], due_on=values["due_on"]
            )
        return ()

    def check(self, values: Mapping[str, Any]) -> Iterable[RowProblem]:
        if values.get("needed") == 0:
            yield RowProblem("needed", gettext("0 found: a task is shown to be done by at least one piece of evidence."))
        if any(line.get("unit") == values.get("unit") for line in values.get("assisting") or []):
            yield RowProblem(
                "assisting", gettext("The lead unit is also named as an assisting unit: take it out of one of the two places.")
            )


register_reminders(due_tasks)
