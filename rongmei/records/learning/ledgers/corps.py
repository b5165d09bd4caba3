"""S5 speakers' corps 宣讲团."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rongmei.base.ledger.declaration import Column, Ledger, Measure, RowProblem, Section
from rongmei.base.ledger.enums import Basis
from rongmei.base.ledger.kinds import ReadContext
from rongmei.base.ledger.registry import register

from ..enums import CorpsResult
from ..models import CorpsMember, PublicTalk
from .checks import not_after
from .room import ROOM


@register
class CorpsMemberLedger(Ledger):
    """A row belongs to the year of admission, so a period counts the members admitted in it and never those still waiting."""

    key = "corps_member"
    model = CorpsMember
    label = _("Speakers' corps")
    room = ROOM
    unit_word = "人"
    icon = "group"
    time = "admitted_on"
    title = "name"
    columns = (
        Column("name", ("成员", "宣讲员", "推荐人选", "宣讲团成员", "人员"), searched=True),
        Column("unit", ("单位", "部门", "学院", "工作单位")),
        Column("post", ("职务", "职称", "职务/职称", "职称职务"), in_list=False, searched=True),
        Column("level", ("宣讲团级别", "层级", "类别")),
        Column("corps", ("宣讲团", "入选宣讲团", "推荐至"), searched=True),
        Column("term", ("聘期", "任期"), in_list=False),
        Column("recommended_on", ("推荐时间", "申报时间")),
        Column("result", ("推荐结果", "是否入选", "评审结果")),
        Column("admitted_on", ("入选时间", "聘任日期", "聘任时间", "公布时间")),
        Column("field_of_talks", ("宣讲题目", "研究方向", "宣讲主题"), in_list=False, searched=True),
    )
    key_fields = ("name", "unit", "level", "term")
    measures = (
        Measure("members", "distinct", _("members admitted, each person once"), "名", Basis.PERSONS, field="who"),
        Measure("admissions", "count", _("admissions, one for each corps"), "项", Basis.ROWS),
    )
    sections = (
        Section(_("The speaker"), ("name", "unit", "post", "field_of_talks")),
        Section(_("Recommendation and result"), ("level", "corps", "term", "recommended_on", "result", "admitted_on")),
    )
    record_template = "learning/records/corps_member.html"
    fills = ("result",)
    order = 120

    def complete(self, values: dict[str, Any], context: ReadContext) -> Iterable[RowProblem]:
        """A day of admission says that the person was admitted, where no result is written."""
        if values.get("admitted_on") and values.get("result", CorpsResult.PENDING) == CorpsResult.PENDING:
            values["result"] = CorpsResult.ADMITTED
        return ()

    def check(self, values: Mapping[str, Any]) -> Iterable[RowProblem]:
        result, admitted_on = values.get("result"), values.get("admitted_on")
        if result == CorpsResult.ADMITTED and "admitted_on" in values and not admitted_on:
            yield RowProblem(
                "admitted_on", gettext("Admitted, but without a day: give the day of the admission, since the year counts by it.")
            )
        if result == CorpsResult.DECLINED and admitted_on:
            yield RowProblem("result", gettext("Not admitted, yet a day of admission is given: correct one of them."))
        yield from not_after(
            values, "recommended_on", "admitted_on", gettext("Recommended on %(early)s but admitted on %(late)s: one of the days is wrong.")
        )


@register
class PublicTalkLedger(Ledger):
    key = "public_talk"
    model = PublicTalk
    label = _("Public talks")
    room = ROOM
    unit_word = "场"
    icon = "comment"
    time = "held_on"
    title = "topic"
    columns = (
        Column("held_on", ("日期", "时间", "宣讲时间")),
        Column("topic", ("宣讲题目", "宣讲主题", "主题", "内容", "宣讲内容"), searched=True),
        Column("speaker", ("宣讲人", "宣讲员", "宣讲团成员", "姓名"), searched=True),
        Column("unit", ("单位", "宣讲人单位", "部门", "学院")),
        Column("level", ("级别", "所属宣讲团")),
        Column("place", ("地点", "宣讲单位", "受邀单位", "宣讲对象单位"), searched=True),
        Column("audience", ("对象", "听众", "受众", "受众类别")),
        Column(
            "heads",
            ("听众人数", "受众人数", "参加人数", "覆盖人数", "人次"),
            floor="heads_at_least",
            help=_("How many came. “200余” is kept as “at least 200”."),
        ),
    )
    key_fields = ("held_on", "speaker", "topic", "place")
    measures = (
        Measure("count", "count", _("number of public talks"), "场", Basis.TIMES),
        Measure("person_times", "sum", _("listeners in person-times"), "人次", Basis.PERSON_TIMES, field="heads", floor="heads_at_least"),
        Measure("speakers", "distinct", _("speakers, each person once"), "名", Basis.PERSONS, field="who"),
    )
    order = 121
