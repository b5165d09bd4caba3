"""S6 group study 中心组学习."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rongmei.base.ledger.declaration import Column, Dim, Ledger, Lines, Measure, RowProblem, Section
from rongmei.base.ledger.enums import Basis
from rongmei.base.ledger.kinds import ReadContext
from rongmei.base.ledger.registry import register

from ..enums import Attendance, AttendeeRole
from ..models import AgendaLine, AttendanceLine, MaterialLine, PlannedTheme, SpeechLine, StudyPlan, StudySession
from .checks import named_once
from .room import ROOM

EXPECTED_ROLES = (AttendeeRole.MEMBER, AttendeeRole.EXTENDED)


@register
class StudyPlanLedger(Ledger):
    key = "study_plan"
    model = StudyPlan
    label = _("Study plans")
    room = ROOM
    unit_word = "份"
    icon = "date"
    time = "issued_on"
    title = "title"
    columns = (
        Column("title", ("名称", "标题", "学习计划", "文件名称"), searched=True),
        Column("year", ("年度", "年份")),
        Column("unit", ("单位", "部门", "学院", "二级单位", "二级党组织", "制定单位")),
        Column("level", ("层级", "校级/二级")),
        Column("audience", ("对象", "类别", "适用对象")),
        Column("planned_sessions", ("计划学习次数", "次数", "拟安排次数")),
        Column("issued_on", ("印发时间", "制定时间", "日期", "发布日期")),
    )
    lines = (
        Lines(
            "themes",
            PlannedTheme,
            _("planned themes"),
            (Column("theme"), Column("month")),
            aliases=("学习专题", "学习内容", "主要内容", "专题安排"),
            help=_("A theme a line, then the month: 党的二十大精神｜10."),
        ),
    )
    key_fields = ("unit", "year", "level", "audience")
    measures = (
        Measure("count", "count", _("number of plans"), "份", Basis.ROWS),
        Measure("planned", "sum", _("sessions planned"), "次", Basis.OTHER, field="planned_sessions"),
        Measure("units", "distinct", _("units with a plan"), "个", Basis.UNITS, field="unit"),
    )
    record_template = "learning/records/study_plan.html"
    shows_lines = True
    order = 130

    def check(self, values: Mapping[str, Any]) -> Iterable[RowProblem]:
        year = values.get("year")
        if year is not None and not 2000 <= year <= 2100:
            yield RowProblem("year", gettext("%(year)d is no year of a plan: write four digits, such as 2025.") % {"year": year})
        for line in values.get("themes") or []:
            if line["month"] is not None and not 1 <= line["month"] <= 12:
                yield RowProblem("themes", gettext("%(month)d is no month: write 1 to 12.") % {"month": line["month"]})


@register
class StudySessionLedger(Ledger):
    """Expected and present count members and extended members. Who sits in or observes is counted apart, as person-times."""

    key = "study_session"
    model = StudySession
    label = _("Group study sessions")
    room = ROOM
    unit_word = "次"
    icon = "group"
    time = "held_on"
    title = "theme"
    columns = (
        Column("held_on", ("日期", "时间", "学习时间", "会议时间", "举办时间", "召开时间")),
        Column("theme", ("主题", "学习内容", "专题", "学习专题", "研讨主题", "题目"), searched=True),
        Column("unit", ("单位", "部门", "学院", "二级单位", "二级党组织", "中心组", "组织单位")),
        Column("level", ("层级", "校级/二级", "中心组级别")),
        Column("audience", ("对象", "参加对象", "类别"), in_list=False),
        Column("form", ("形式", "学习方式", "类型"), in_list=False),
        Column("chair", ("主持", "会议主持", "组长"), searched=True),
        Column("venue", ("会议地点", "学习地点", "会场"), in_list=False),
        Column(
            "expected",
            ("应到", "应参加人数", "应出席人数", "成员人数", "应参学人数"),
            help=_("Members and extended members. Left empty, the attendance list is counted."),
        ),
        Column(
            "present",
            ("实到", "实参加人数", "出席人数", "参加人数", "到会人数", "实际参学人数"),
            help=_("Members and extended members who came, without those sitting in or observing."),
        ),
        Column("minutes_taken_by", ("记录", "学习秘书"), in_list=False),
    )
    lines = (
        Lines(
            "agenda",
            AgendaLine,
            _("agenda"),
            (Column("item", searched=True), Column("led_by")),
            aliases=("学习议程", "会议议程", "学习篇目", "主要议程"),
            help=_("An item a line, then who leads it: 传达学习全会精神｜王立新."),
        ),
        Lines(
            "attendance",
            AttendanceLine,
            _("attendance"),
            (Column("name", person=True), Column("status"), Column("role"), Column("reason", person=True), Column("made_up_on")),
            aliases=("出席人员", "参加人员", "考勤", "参会人员", "考勤情况", "参学人员"),
            listed=True,
            help=_("Names in one cell, 王立新、李敏（请假）, or a line each: name｜attendance｜capacity｜reason｜made up on."),
        ),
        Lines(
            "materials",
            MaterialLine,
            _("study materials"),
            (Column("title"), Column("issued_on")),
            aliases=("学习资料", "材料", "资料"),
            help=_("A text a line, then the day it was issued."),
        ),
        Lines(
            "speeches",
            SpeechLine,
            _("speeches in the discussion"),
            (Column("speaker"), Column("title")),
            aliases=("发言", "发言人", "研讨发言", "中心发言人", "重点发言"),
            listed=True,
            help=_("Speakers in one cell, or a line each: speaker｜title."),
        ),
    )
    key_fields = ("unit", "held_on", "theme", "audience")
    dims = (
        Dim("attendee", "attendance__name", _("attendee"), many=True, through="attendance"),
        Dim("capacity", "attendance__role", _("capacity"), many=True, through="attendance"),
        Dim("attended", "attendance__status", _("attendance"), many=True, through="attendance"),
        Dim("speech_by", "speeches__speaker", _("speaker in the discussion"), many=True, through="speeches"),
    )
    measures = (
        Measure("count", "count", _("number of sessions"), "次", Basis.TIMES),
        Measure("groups", "distinct", _("units that studied"), "个", Basis.UNITS, field="unit"),
        Measure("expected", "sum", _("attendances expected of members"), "人次", Basis.PERSON_TIMES, field="expected"),
        Measure("present", "sum", _("attendances of members"), "人次", Basis.PERSON_TIMES, field="present"),
        Measure("missed", "sum", _("absences of members"), "人次", Basis.PERSON_TIMES, field="missed", through="attendance"),
        Measure("made_up", "sum", _("absences made up"), "人次", Basis.PERSON_TIMES, field="made_up", through="attendance"),
        Measure(
            "sat_in",
            "sum",
            _("attendances of those sitting in or observing"),
            "人次",
            Basis.PERSON_TIMES,
            field="sat_in",
            through="attendance",
        ),
        Measure("speeches", "count", _("speeches in discussions"), "人次", Basis.PERSON_TIMES, through="speeches"),
    )
    sections = (
        Section(_("The session"), ("held_on", "theme", "unit", "level", "audience", "form", "chair", "venue")),
        Section(_("Attendance"), ("expected", "present", "minutes_taken_by")),
    )
    record_template = "learning/records/study_session.html"
    shows_lines = True
    fills = ("expected", "present")
    order = 131

    def complete(self, values: dict[str, Any], context: ReadContext) -> Iterable[RowProblem]:
        """Without numbers, the attendance list is counted."""
        listed = _expected_lines(values)
        if listed and values.get("expected") is None and values.get("present") is None:
            values["expected"] = len(listed)
            values["present"] = sum(line["status"] == Attendance.PRESENT for line in listed)
        return ()

    def check(self, values: Mapping[str, Any]) -> Iterable[RowProblem]:
        yield from _check_numbers(values)
        attendance = values.get("attendance") or []
        yield from named_once(attendance, "name", "attendance")
        held_on = values.get("held_on")
        for line in attendance:
            made_up = line["made_up_on"]
            if made_up and line["status"] == Attendance.PRESENT:
                yield RowProblem(
                    "attendance", gettext("%(name)s attended and has a make-up day: leave one of them out.") % {"name": line["name"]}
                )
            elif made_up and held_on and made_up < held_on:
                yield RowProblem(
                    "attendance",
                    gettext("%(name)s made up on %(made_up)s, before the session of %(held_on)s: correct the day.")
                    % {"name": line["name"], "made_up": made_up, "held_on": held_on},
                )


def _expected_lines(values: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [line for line in values.get("attendance") or [] if line["role"] in EXPECTED_ROLES]


def _check_numbers(values: Mapping[str, Any]) -> Iterable[RowProblem]:
    """Numbers agree with each other and with the list. A list may be shorter than the numbers: absentees only, say."""
    if "expected" not in values or "present" not in values:
        return
    expected, present = values["expected"], values["present"]
    if (expected is None) != (present is None):
        missing = "present" if present is None else "expected"
        yield RowProblem(missing, gettext("Of expected and present, one is missing: give both, or neither, so that the rate is right."))
        return
    if expected is None or present is None:
        return
    if present > expected:
        yield RowProblem(
            "present",
            gettext(
                "%(present)d of %(expected)d expected were present: more came than were expected; count those sitting in or observing apart."
            )
            % {"present": present, "expected": expected},
        )
        return
    listed = _expected_lines(values)
    came = sum(line["status"] == Attendance.PRESENT for line in listed)
    missing_people = len(listed) - came
    if len(listed) > expected or came > present:
        yield RowProblem(
            "attendance",
            gettext(
                "The list has %(came)d present of %(listed)d members, but %(present)d of %(expected)d are written: correct the list or the numbers."
            )
            % {"came": came, "listed": len(listed), "present": present, "expected": expected},
        )
    elif missing_people > expected - present:
        yield RowProblem(
            "attendance",
            gettext("The list has %(missing)d missing members, but by the numbers %(gap)d were missing: correct the list or the numbers.")
            % {"missing": missing_people, "gap": expected - present},
        )
