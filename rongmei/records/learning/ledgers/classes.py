"""S10 leaders' classes 思政课."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rongmei.base.ledger.declaration import Column, Ledger, Measure, RowProblem, Section
from rongmei.base.ledger.enums import Basis
from rongmei.base.ledger.kinds import ReadContext
from rongmei.base.ledger.registry import register

from ..models import HoursKind, LeaderClass
from ..queries import hours_table
from ..rules import class_hours, rate_on
from .room import ROOM


@register
class LeaderClassLedger(Ledger):
    """Times and class hours are two measures; neither is worked out from the other."""

    key = "leader_class"
    model = LeaderClass
    label = _("Leaders' classes")
    room = ROOM
    unit_word = "次"
    icon = "user"
    time = "held_on"
    title = "topic"
    columns = (
        Column("held_on", ("日期", "时间", "授课时间", "讲课时间", "上课时间")),
        Column("leader", ("授课人", "主讲人", "校领导", "领导姓名", "姓名", "主讲领导", "讲课人"), searched=True),
        Column("post", ("领导职务",), in_list=False),
        Column("topic", ("授课题目", "课程题目", "主题", "授课主题", "讲课内容", "授课内容", "内容"), searched=True),
        Column("course_kind", ("类型", "类别", "课程类别", "授课形式")),
        Column("unit", ("承办单位", "授课学院", "单位", "学院", "部门")),
        Column(
            "duration",
            ("时长类型", "折算方式", "时长", "折算类别"),
            in_list=False,
            help=_("What is counted: periods, half days, hours. The office's table turns it into class hours."),
        ),
        Column("amount", ("节数", "次数或节数"), in_list=False),
        Column(
            "hours",
            ("学时数", "课时", "课时数", "折合学时", "折算学时"),
            help=_("Leave empty to have it worked out by the table; without a kind of duration, give the hours."),
        ),
        Column("listeners", ("授课对象", "对象", "听众", "班级"), in_list=False, searched=True),
        Column(
            "heads",
            ("听课人数", "参加人数", "覆盖人数", "人次", "覆盖人次", "学生人数"),
            floor="heads_at_least",
            help=_("How many came. “200余” is kept as “at least 200”."),
        ),
    )
    key_fields = ("held_on", "leader", "topic", "unit")
    measures = (
        Measure("count", "count", _("classes given"), "次", Basis.TIMES),
        Measure("leaders", "distinct", _("leaders, each once"), "名", Basis.PERSONS, field="leader"),
        Measure("hours", "sum", _("class hours given"), "学时", Basis.CLASS_HOURS, field="hours"),
        Measure("person_times", "sum", _("listeners in person-times"), "人次", Basis.PERSON_TIMES, field="heads", floor="heads_at_least"),
        Measure("units", "distinct", _("units that organised classes"), "个", Basis.UNITS, field="unit"),
    )
    sections = (
        Section(_("The class"), ("held_on", "leader", "post", "topic", "course_kind", "unit", "listeners", "heads")),
        Section(_("Class hours"), ("duration", "amount", "hours")),
    )
    record_template = "learning/records/leader_class.html"
    fills = ("amount", "hours")
    order = 160

    def complete(self, values: dict[str, Any], context: ReadContext) -> Iterable[RowProblem]:
        """Class hours by the rate of the day. Hours somebody wrote must agree with the table, or the kind must be left empty."""
        if not {"held_on", "duration"} <= values.keys() or values["duration"] is None:
            return ()
        amount = values.setdefault("amount", Decimal("1.0"))
        if not amount:
            return ()  # check() says so
        tables: dict[str, Any] = context.indexes
        if "learning.hours" not in tables:
            tables["learning.hours"] = hours_table()
        rate = rate_on(tables["learning.hours"].get(values["duration"], []), values["held_on"])
        if rate is None:
            return () if values.get("hours") else (RowProblem("duration", _no_rate(values)),)
        worked_out, written = class_hours(amount, rate), values.get("hours")
        if written is not None and written != worked_out:
            return (RowProblem("hours", _disagree(values, written, worked_out)),)
        values["hours"] = worked_out
        return ()

    def check(self, values: Mapping[str, Any]) -> Iterable[RowProblem]:
        if "amount" in values and not values["amount"]:
            yield RowProblem("amount", gettext("0 found: at least a part of one is expected."))
        if "hours" in values and values.get("duration") is None:
            if values["hours"] is None:
                yield RowProblem(
                    "hours",
                    gettext("The class hours are missing: give them, or choose a kind of duration so that the table works them out."),
                )
            elif values["hours"] == 0:
                yield RowProblem(
                    "hours",
                    gettext("0 class hours found: a class has some. Correct them or leave the field empty with a kind of duration."),
                )


def _kind_name(values: Mapping[str, Any]) -> str:
    return str(HoursKind.objects.filter(pk=values["duration"]).values_list("name", flat=True).first() or "")


def _no_rate(values: Mapping[str, Any]) -> str:
    return gettext("The table has no class hours for “%(kind)s” on %(day)s: give the hours, or have the table completed.") % {
        "kind": _kind_name(values),
        "day": values["held_on"],
    }


def _disagree(values: Mapping[str, Any], written: Any, worked_out: Any) -> str:
    return gettext(
        "%(written)s class hours found, the table gives %(worked_out)s for %(amount)s × %(kind)s: leave the hours empty, "
        "correct the kind, or leave the kind empty to keep the hours as written."
    ) % {
        "written": f"{written.normalize():f}",
        "worked_out": f"{worked_out.normalize():f}",
        "amount": f"{values['amount'].normalize():f}",
        "kind": _kind_name(values),
    }
