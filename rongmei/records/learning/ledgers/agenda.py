"""S7 first agenda item 第一议题 and study material issues 学习资料."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rongmei.base.ledger.declaration import Column, Dim, Ledger, Lines, Measure, RowProblem, Section
from rongmei.base.ledger.enums import Basis
from rongmei.base.ledger.registry import register

from ..models import FirstAgendaItem, IssueItem, StudiedItem, StudyMaterialIssue
from .checks import not_after, one_text_each
from .room import ROOM

ITEMS_HELP = _("A text a line, then its kind: 《…》｜讲话. Texts are counted line by line.")


@register
class FirstAgendaLedger(Ledger):
    key = "first_agenda"
    model = FirstAgendaItem
    label = _("First agenda items")
    room = ROOM
    unit_word = "次"
    icon = "list-ol"
    time = "held_on"
    title = "meeting"
    columns = (
        Column("held_on", ("日期", "时间", "会议时间", "召开时间", "学习时间")),
        Column("meeting", ("会议名称", "名称", "会议届次"), searched=True),
        Column("meeting_kind", ("会议类别", "类型")),
        Column("unit", ("单位", "部门", "学院", "二级党组织", "二级单位")),
        Column("agenda_no", ("议题", "序号", "第几项议题"), in_list=False, help=_("The first agenda item stands first: 1.")),
        Column("led_by", ("领学", "主持人", "汇报人"), searched=True),
        Column(
            "materials_on",
            ("材料印发时间", "印发时间", "资料发放时间"),
            help=_("When the materials were out, at least a day ahead."),
        ),
        Column("follow_up", ("贯彻落实措施", "落实责任清单", "落实情况", "贯彻意见"), in_list=False, searched=True),
    )
    lines = (
        Lines(
            "items",
            StudiedItem,
            _("texts studied"),
            (Column("title", searched=True), Column("kind")),
            aliases=("学习内容", "篇目", "传达学习内容", "议题内容", "学习文件"),
            help=ITEMS_HELP,
        ),
    )
    key_fields = ("unit", "held_on", "meeting")
    dims = (Dim("text_kind", "items__kind", _("kind of text"), many=True, through="items"),)
    measures = (
        Measure("count", "count", _("number of meetings"), "次", Basis.TIMES),
        Measure("items", "count", _("texts studied at meetings"), "篇", Basis.PIECES, through="items"),
        Measure("units", "distinct", _("units that met"), "个", Basis.UNITS, field="unit"),
    )
    sections = (
        Section(_("The meeting"), ("held_on", "meeting", "meeting_kind", "unit", "agenda_no", "led_by", "materials_on")),
        Section(_("What follows from it"), ("follow_up",)),
    )
    record_template = "learning/records/first_agenda.html"
    shows_lines = True
    order = 140

    def check(self, values: Mapping[str, Any]) -> Iterable[RowProblem]:
        number = values.get("agenda_no")
        if number is not None and number != 1:
            yield RowProblem(
                "agenda_no",
                gettext("%(number)d found: a first agenda item has number 1. Correct the number, or leave the item out of this ledger.")
                % {"number": number},
            )
        yield from not_after(
            values,
            "materials_on",
            "held_on",
            gettext("The materials are dated %(early)s, after the meeting of %(late)s: correct one of the days."),
        )
        yield from one_text_each(values.get("items") or [])


@register
class StudyMaterialLedger(Ledger):
    key = "study_material"
    model = StudyMaterialIssue
    label = _("Study materials")
    room = ROOM
    unit_word = "期"
    icon = "doc-full-inverse"
    time = "issued_on"
    title = "title"
    columns = (
        Column("issued_on", ("日期", "印发日期", "印发时间", "编印时间", "时间")),
        Column("issue_no", ("期数", "期次", "第几期", "期")),
        Column("title", ("名称", "题名", "标题", "学习资料"), searched=True),
        Column("unit", ("单位", "部门", "编发单位")),
        Column("copies", ("份数", "印制份数", "发放份数"), in_list=False),
    )
    lines = (
        Lines(
            "items",
            IssueItem,
            _("texts in the issue"),
            (Column("title", searched=True), Column("kind")),
            aliases=("篇目", "学习篇目", "目录", "内容", "收录文章", "学习内容"),
            help=ITEMS_HELP,
        ),
    )
    key_fields = ("unit", "title", "issue_no")
    dims = (Dim("text_kind", "items__kind", _("kind of text"), many=True, through="items"),)
    measures = (
        Measure("count", "count", _("number of issues"), "期", Basis.ISSUES),
        Measure("items", "count", _("texts in the issues"), "篇", Basis.PIECES, through="items"),
        Measure("copies", "sum", _("copies printed"), "份", Basis.OTHER, field="copies"),
    )
    record_template = "learning/records/study_material.html"
    shows_lines = True
    order = 141

    def check(self, values: Mapping[str, Any]) -> Iterable[RowProblem]:
        if values.get("issue_no") == 0:
            yield RowProblem("issue_no", gettext("Issue 0 found: numbers of issues begin with 1."))
        yield from one_text_each(values.get("items") or [])
