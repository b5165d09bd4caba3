"""S13 approvals and awards in education; S22 media honours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rongmei.base.ledger.declaration import Column, Dim, Ledger, Lines, Measure, RowProblem, Section
from rongmei.base.ledger.enums import Basis
from rongmei.base.ledger.registry import register

from .enums import MediaHonourKind
from .models import EducationAward, MediaHonour, Recipient

ROOM = _("Honours")


@register
class EducationAwardLedger(Ledger):
    """One row for one approval or award; the people named in it are counted apart."""

    key = "education_award"
    model = EducationAward
    label = _("Approvals and awards in education")
    room = ROOM
    unit_word = "项"
    icon = "pick"
    time = "awarded_on"
    title = "title"
    columns = (
        Column("awarded_on", ("日期", "时间", "获奖时间", "立项时间", "获批时间", "公布时间", "批准日期", "颁奖时间")),
        Column("title", ("名称", "项目名称", "奖项名称", "成果名称", "获奖项目", "立项名称", "工作室名称", "题目"), searched=True),
        Column("category", ("类型", "奖项类别", "项目类别", "成果类型")),
        Column("programme", ("评选活动", "所属计划", "专项名称", "项目来源", "评选名称"), in_list=False, searched=True),
        Column("level", ("等级级别", "获奖级别", "项目级别", "层次")),
        Column("grade", ("等级", "奖次", "获奖等级", "奖级")),
        Column("unit", ("单位", "获奖单位", "部门", "学院", "所在单位")),
        Column("awarding_body", ("颁奖单位", "批准单位", "发文单位", "主办单位"), searched=True),
        Column("document_no", ("批文号", "文件号", "证书编号"), in_list=False, searched=True),
    )
    lines = (
        Lines(
            "recipients",
            Recipient,
            _("recipients"),
            (Column("name"), Column("unit"), Column("part")),
            aliases=("获奖人", "获奖者", "负责人", "主持人", "项目成员", "参与人", "完成人", "姓名", "人员"),
            listed=True,
            help=_("Names in one cell, 王立新、李敏（文学院）, or a line each: name｜unit｜part taken."),
        ),
    )
    key_fields = ("awarded_on", "title", "unit", "grade")
    dims = (
        Dim("recipient", "recipients__name", _("recipient"), many=True, through="recipients"),
        Dim("recipient_unit", "recipients__unit", _("recipient's unit"), many=True, tree=True, through="recipients"),
    )
    measures = (
        Measure("count", "count", _("number of approvals and awards"), "项", Basis.ROWS),
        Measure("people", "distinct", _("people named, each once"), "人", Basis.PERSONS, field="who", through="recipients"),
        Measure("person_times", "count", _("people named, once for each award"), "人次", Basis.PERSON_TIMES, through="recipients"),
        Measure("units", "distinct", _("units with approvals or awards"), "个", Basis.UNITS, field="unit"),
    )
    sections = (
        Section(_("The award"), ("awarded_on", "title", "category", "programme", "level", "grade", "unit")),
        Section(_("The document"), ("awarding_body", "document_no")),
    )
    record_template = "honours/records/education_award.html"
    shows_lines = True
    order = 210

    def check(self, values: Mapping[str, Any]) -> Iterable[RowProblem]:
        counts = Counter((line["name"], line["unit"]) for line in values.get("recipients") or [])
        for (name, _unit), count in counts.items():
            if count > 1:
                yield RowProblem(
                    "recipients",
                    gettext("“%(name)s” stands here %(count)d times: leave one, or add the units that tell the persons apart.")
                    % {"name": name, "count": count},
                )


@register
class MediaHonourLedger(Ledger):
    """项 counts honours of every kind, 件 works, 名 correspondents: measures of their own, so that they never stand for each other."""

    key = "media_honour"
    model = MediaHonour
    label = _("Media honours")
    room = ROOM
    unit_word = "项"
    icon = "success"
    time = "awarded_on"
    title = "title"
    columns = (
        Column("awarded_on", ("日期", "时间", "获奖时间", "表彰时间", "公布时间", "颁奖时间")),
        Column("title", ("奖项", "奖项名称", "名称", "荣誉", "表彰名称", "获奖名称"), searched=True),
        Column("kind", ("类别", "类型", "荣誉类型", "奖项类别")),
        Column("level", ("荣誉级别", "获奖级别", "层次")),
        Column("grade", ("等级", "奖次", "获奖等级", "奖级")),
        Column("recipient", ("获奖者", "作者", "姓名", "获奖个人", "通讯员", "主创人员"), searched=True),
        Column("work_title", ("作品", "获奖作品", "作品标题", "题目", "稿件标题"), searched=True),
        Column("work_kind", ("作品类别", "作品体裁", "作品类型", "参评类别"), in_list=False),
        Column("unit", ("单位", "部门", "学院", "所在单位", "申报单位")),
        Column("awarding_body", ("颁奖单位", "主办单位", "评选单位", "表彰单位", "颁发单位"), searched=True),
    )
    key_fields = ("awarded_on", "title", "unit", "recipient", "work_title")
    measures = (
        Measure("count", "count", _("number of honours"), "项", Basis.ROWS),
        Measure("titles", "sum", _("titles of units"), "项", Basis.ROWS, field="is_title"),
        Measure("people", "distinct", _("excellent correspondents, each once"), "名", Basis.PERSONS, field="correspondent"),
        Measure("works", "distinct", _("excellent works, each once"), "件", Basis.PIECES, field="work"),
        Measure("work_prizes", "sum", _("prizes for works"), "项", Basis.ROWS, field="is_work"),
    )
    sections = (
        Section(_("The honour"), ("awarded_on", "title", "kind", "level", "grade", "awarding_body")),
        Section(_("What is honoured"), ("unit", "recipient", "work_title", "work_kind")),
    )
    record_template = "honours/records/media_honour.html"
    order = 220

    def check(self, values: Mapping[str, Any]) -> Iterable[RowProblem]:
        kind = values.get("kind")
        if kind == MediaHonourKind.WORK and "work_title" in values and not values["work_title"]:
            yield RowProblem("work_title", gettext("An excellent work without its title: fill it in, since works are counted by it."))
        if kind == MediaHonourKind.CORRESPONDENT and "recipient" in values and not values["recipient"]:
            yield RowProblem("recipient", gettext("An excellent correspondent without a name: fill it in, since people are counted by it."))
        if kind == MediaHonourKind.CORRESPONDENT and "、" in values.get("recipient", ""):
            yield RowProblem(
                "recipient",
                gettext("“%(names)s” names several people: give each a row of their own, since people are counted row by row.")
                % {"names": values["recipient"][:60]},
            )
