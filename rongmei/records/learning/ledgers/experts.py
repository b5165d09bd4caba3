"""S11 visiting experts 辅导报告."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rongmei.base.ledger.declaration import Column, Ledger, Measure, RowProblem, Section
from rongmei.base.ledger.enums import Basis
from rongmei.base.ledger.registry import register

from ..enums import Honorarium
from ..models import ExpertReport
from .room import ROOM


@register
class ExpertReportLedger(Ledger):
    key = "expert_report"
    model = ExpertReport
    label = _("Reports by visiting experts")
    room = ROOM
    unit_word = "场"
    icon = "user"
    time = "held_on"
    title = "topic"
    columns = (
        Column("held_on", ("日期", "时间", "报告时间", "举办时间", "讲座时间")),
        Column("topic", ("报告题目", "报告主题", "主题", "辅导报告题目", "讲座题目", "内容"), searched=True),
        Column("expert", ("报告人", "专家姓名", "主讲人", "主讲专家", "姓名"), searched=True),
        Column("institution", ("工作单位", "所在单位", "来自单位", "报告人单位"), searched=True),
        Column("expert_title", ("职务职称", "职称", "职务", "专家职称", "专家职务"), in_list=False),
        Column("unit", ("主办单位", "邀请单位", "单位", "学院", "部门")),
        Column("venue", ("报告地点", "会场"), in_list=False),
        Column("listeners", ("听众", "参加人员", "对象", "参会对象"), in_list=False),
        Column(
            "heads",
            ("参加人数", "听众人数", "参会人数", "人次"),
            floor="heads_at_least",
            help=_("How many came. “200余” is kept as “at least 200”."),
        ),
        Column("honorarium", ("劳务费状态", "课酬状态", "劳务费发放", "讲课费状态"), in_list=False),
        Column("honorarium_amount", ("劳务费金额", "金额", "课酬"), in_list=False, person=True),
    )
    key_fields = ("held_on", "expert", "topic")
    measures = (
        Measure("count", "count", _("number of reports"), "场", Basis.TIMES),
        Measure("experts", "distinct", _("experts, each person once"), "名", Basis.PERSONS, field="who"),
        Measure("person_times", "sum", _("listeners in person-times"), "人次", Basis.PERSON_TIMES, field="heads", floor="heads_at_least"),
    )
    sections = (
        Section(_("The report"), ("held_on", "topic", "expert", "institution", "expert_title")),
        Section(_("Where and for whom"), ("unit", "venue", "listeners", "heads")),
        Section(_("Honorarium"), ("honorarium", "honorarium_amount")),
    )
    record_template = "learning/records/expert_report.html"
    order = 170

    def check(self, values: Mapping[str, Any]) -> Iterable[RowProblem]:
        if values.get("honorarium_amount") is not None and values.get("honorarium", Honorarium.NONE) == Honorarium.NONE:
            yield RowProblem(
                "honorarium", gettext("An amount is given but no honorarium: choose “to be paid” or “paid”, or leave the amount empty.")
            )
