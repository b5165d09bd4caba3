"""S4 lecture series 理论讲堂."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rongmei.base.ledger.declaration import Column, Dim, Ledger, Lines, Measure, RowProblem, Section
from rongmei.base.ledger.enums import Basis
from rongmei.base.ledger.kinds import ReadContext
from rongmei.base.ledger.registry import register

from ..models import Lecture, LectureCoverage, LectureSeries
from .checks import not_after
from .room import ROOM


@register
class LectureSeriesLedger(Ledger):
    key = "lecture_series"
    model = LectureSeries
    label = _("Lecture series")
    room = ROOM
    unit_word = "个"
    icon = "folder-open-1"
    time = "started_on"
    title = "name"
    columns = (
        Column("name", ("讲堂", "系列", "品牌名称", "讲座品牌", "栏目"), searched=True),
        Column("unit", ("负责单位", "承办单位", "单位", "部门")),
        Column("started_on", ("创办时间", "开始日期", "开办时间")),
        Column("ended_on", ("结束日期",)),
        Column("aim", ("简介", "说明"), in_list=False, searched=True),
    )
    key_fields = ("name",)
    measures = (Measure("count", "count", _("number of series"), "个", Basis.ROWS),)
    order = 110

    def check(self, values: Mapping[str, Any]) -> Iterable[RowProblem]:
        yield from not_after(
            values, "started_on", "ended_on", gettext("The series begins on %(early)s and ended on %(late)s: one of the days is wrong.")
        )


@register
class LectureLedger(Ledger):
    key = "lecture"
    model = Lecture
    label = _("Lectures")
    room = ROOM
    unit_word = "场"
    icon = "openquote"
    time = "held_on"
    title = "title"
    columns = (
        Column("held_on", ("日期", "时间", "举办时间", "讲座时间", "讲座日期", "开讲时间", "活动时间")),
        Column("title", ("题目", "讲座名称", "名称", "内容", "报告题目", "讲题", "活动名称"), searched=True),
        Column(
            "theme",
            ("主题", "专题", "宣讲主题"),
            searched=True,
            help=_("Lectures of one theme count as one theme. Left empty, the title is the theme."),
        ),
        Column("series", ("系列", "讲堂", "所属系列", "所属讲堂", "讲座系列", "品牌")),
        Column("speaker", ("主讲", "报告人", "讲师", "宣讲人", "主讲嘉宾", "专家"), searched=True),
        Column("speaker_home", ("主讲单位", "来自单位", "专家单位", "报告人单位"), in_list=False, searched=True),
        Column("venue", ("举办地点", "场地", "会场", "讲座地点"), in_list=False, searched=True),
        Column("unit", ("承办单位", "组织单位", "举办单位", "单位", "部门", "学院", "二级单位")),
        Column(
            "heads",
            ("参加人数", "参与人数", "听众人数", "到场人数", "出席人数", "参加人次", "覆盖人数"),
            floor="heads_at_least",
            help=_("How many came. “200余” is kept as “at least 200”."),
        ),
    )
    lines = (
        Lines(
            "coverage",
            LectureCoverage,
            _("units covered"),
            (Column("unit"), Column("heads")),
            aliases=("参加单位", "参与单位", "参会单位", "覆盖二级党组织", "参加学院", "听讲单位"),
            counted=True,
            help=_("Which units sent listeners, and how many: 文学院(35)、法学院(20)."),
        ),
    )
    key_fields = ("held_on", "title", "speaker")
    dims = (Dim("covered", "coverage__unit", _("unit covered"), many=True, tree=True, through="coverage"),)
    measures = (
        Measure("count", "count", _("number of lectures"), "场", Basis.TIMES),
        Measure("themes", "distinct", _("number of themes"), "个", Basis.THEMES, field="counted_theme"),
        Measure("units", "distinct", _("number of units covered"), "个", Basis.UNITS, field="unit", through="coverage"),
        Measure("person_times", "sum", _("listeners in person-times"), "人次", Basis.PERSON_TIMES, field="heads", floor="heads_at_least"),
        Measure("speakers", "distinct", _("number of speakers by name"), "名", Basis.PERSONS, field="speaker"),
    )
    sections = (
        Section(_("The lecture"), ("held_on", "title", "theme", "series", "speaker", "speaker_home")),
        Section(_("Where and for whom"), ("unit", "venue", "heads")),
    )
    record_template = "learning/records/lecture.html"
    shows_lines = True
    fills = ("heads",)
    order = 111

    def complete(self, values: dict[str, Any], context: ReadContext) -> Iterable[RowProblem]:
        """Without a head count, the units' numbers added up are the head count, when every unit gave one."""
        coverage = values.get("coverage")
        if coverage and "heads" in values and values["heads"] is None and all(line["heads"] is not None for line in coverage):
            values["heads"] = sum(line["heads"] for line in coverage)
        return ()

    def check(self, values: Mapping[str, Any]) -> Iterable[RowProblem]:
        coverage = values.get("coverage") or []
        if len({line["unit"] for line in coverage}) < len(coverage):
            yield RowProblem("coverage", gettext("A unit stands here twice: add its numbers up in one line."))
        total = sum(line["heads"] or 0 for line in coverage)
        heads = values.get("heads")
        if heads is not None and not values.get("heads_at_least") and total > heads:
            yield RowProblem(
                "heads",
                gettext("%(heads)d came, but the units' numbers add up to %(total)d: correct the head count or the units.")
                % {"heads": heads, "total": total},
            )
