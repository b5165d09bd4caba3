"""The office's own words and rules, as ledgers: the list, the form, spreadsheets, REST and the history come with the declaration.

Proposed by whoever records in ledgers, in force when confirmed (by the section chief, the head's office or the office manager).
"""

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

from . import engine
from .enums import MarkPlace, Publication, WordUse
from .models import CheckedIssue, ErrorMark, HouseRule, HouseWord, Missed
from .queries import scheme_of, weight_of

ROOM = _("Proofreading")


@register
class HouseWordLedger(Ledger):
    """A word the office does not write, or one it accepts."""

    key = "house_word"
    model = HouseWord
    label = _("House words")
    room = ROOM
    unit_word = "条"
    icon = "pilcrow"
    time = "since"
    title = "wrong"
    columns = (
        Column("wrong", ("用词", "原词", "错词", "不规范用词", "词语", "不用"), searched=True),
        Column("use", ("用法", "类型", "处理", "意见")),
        Column(
            "right",
            ("规范用词", "应写", "改为", "正词", "正确写法", "推荐用词"),
            searched=True,
            help=_("Only for a word not written here."),
        ),
        Column("message", ("说明", "理由", "依据", "备注"), searched=True, help=_("Shown with the remark: why, and by which document.")),
        Column("level", ("级别", "程度"), help=_("An error is named on the sign-off sheet; left empty it counts as doubtful.")),
        Column(
            "rule", ("规则", "仅限规则"), in_list=False, help=_("Of an accepted word: empty means that nothing is said about it any more.")
        ),
        Column("since", ("起用日期", "日期", "时间"), help=_("Left empty: today.")),
        Column("unit", ("提出单位", "单位", "部门")),
    )
    key_fields = ("wrong", "rule")
    measures = (Measure("count", "count", _("house words"), "条", Basis.ROWS),)
    sections = (
        Section(_("The word"), ("wrong", "use", "right", "message", "level")),
        Section(_("Where it comes from"), ("unit", "since", "rule")),
    )
    record_template = "proofdesk/records/house_word.html"
    fills = ("since",)
    order = 410

    def complete(self, values: dict[str, Any], context: ReadContext) -> Iterable[RowProblem]:
        if values.get("since") is None:
            values["since"] = timezone.localdate()
        return ()

    def check(self, values: Mapping[str, Any]) -> Iterable[RowProblem]:
        use, wrong, right = values.get("use"), values.get("wrong", ""), values.get("right", "")
        if use == WordUse.DEPRECATED and not right:
            yield RowProblem("right", gettext("“%(word)s” is not to be written: say what is written instead.") % {"word": wrong})
        if use == WordUse.DEPRECATED and right and right == wrong:
            yield RowProblem("right", gettext("“%(word)s” stands on both sides: one of them must differ.") % {"word": wrong})
        if use == WordUse.ACCEPTED and right:
            yield RowProblem(
                "right", gettext("An accepted word has no other to be written: leave this empty, or choose “not written here”.")
            )
        if use == WordUse.DEPRECATED and values.get("rule"):
            yield RowProblem("rule", gettext("Only an accepted word can be limited to a rule: leave this empty."))


@register
class HouseRuleLedger(Ledger):
    """Rules of the office's own; their examples are run before they are kept."""

    key = "house_rule"
    model = HouseRule
    label = _("House rules")
    room = ROOM
    unit_word = "条"
    icon = "code"
    time = "since"
    title = "title"
    columns = (
        Column("title", ("名称", "规则名称"), searched=True),
        Column(
            "text",
            ("规则", "规则内容", "YAML"),
            in_list=False,
            help=_("In the form of the rule files, with good and bad examples; see the manual."),
        ),
        Column("since", ("起用日期", "日期"), help=_("Left empty: today.")),
        Column("unit", ("提出单位", "单位", "部门")),
    )
    key_fields = ("title",)
    measures = (Measure("count", "count", _("house rules"), "条", Basis.ROWS),)
    record_template = "proofdesk/records/house_rule.html"
    fills = ("since",)
    order = 420

    def complete(self, values: dict[str, Any], context: ReadContext) -> Iterable[RowProblem]:
        if values.get("since") is None:
            values["since"] = timezone.localdate()
        return ()

    def check(self, values: Mapping[str, Any]) -> Iterable[RowProblem]:
        for sentence in engine.problems_of_rules(values["text"]) if values.get("text") else ():
            yield RowProblem("text", sentence)


@register
class CheckedIssueLedger(Ledger):
    """What an error rate is counted over."""

    key = "checked_issue"
    model = CheckedIssue
    label = _("Checked issues")
    room = ROOM
    unit_word = "期"
    icon = "doc-full-inverse"
    time = "issued_on"
    title = "title"
    columns = (
        Column("issued_on", ("出版日期", "日期", "发布日期", "出刊日期")),
        Column("title", ("期号", "名称", "刊期", "书名", "期次"), searched=True),
        Column("publication", ("出版物类别", "类别", "媒体类型")),
        Column("characters", ("检查字数", "检查总字数", "版面字数", "字数"), help=_("As the rule of the kind of publication counts them.")),
        Column("unit", ("编辑单位", "单位", "部门")),
    )
    key_fields = ("publication", "title")
    measures = (
        Measure("count", "count", _("issues checked"), "期", Basis.ISSUES),
        Measure("characters", "sum", _("characters checked"), "字", Basis.WORDS, field="characters"),
    )
    record_template = "proofdesk/records/checked_issue.html"
    order = 430


@register
class ErrorMarkLedger(Ledger):
    """差错登记: every error agreed to, by machine or person."""

    key = "error_mark"
    model = ErrorMark
    label = _("Error book")
    room = ROOM
    unit_word = "处"
    icon = "warning"
    time = "found_on"
    title = "found"
    columns = (
        Column("found_on", ("发现日期", "日期", "时间", "登记日期")),
        Column("issue", ("期号", "刊期", "书名", "期次", "所在期次")),
        Column("found", ("差错", "原文", "错误内容", "误"), searched=True),
        Column("right", ("改正", "应为", "正", "修改意见"), searched=True),
        Column("sort", ("差错类型", "类型", "错误类别")),
        Column("length", ("涉及字数", "字数"), in_list=False, help=_("Of wrong, extra or missing characters; left empty: 1.")),
        Column("place", ("差错位置", "所在位置"), help=_("Left empty: in the body.")),
        Column("location", ("版次段落", "版次", "页码", "位置"), in_list=False),
        Column("important", ("重要信息", "是否重要"), in_list=False),
        Column("step", ("发现环节", "环节", "校次")),
        Column("by", ("发现方式", "机检人检"), in_list=False),
        Column("finder", ("发现人", "校对人"), in_list=False, person=True),
        Column("introduced_by", ("责任人", "差错责任人", "编辑"), person=True),
        Column("unit", ("责任单位", "单位", "部门")),
        Column("weight", ("计错数", "计分", "差错数"), help=_("Left empty: counted by the scheme of the kind of publication.")),
        Column("remark", ("备注", "说明"), in_list=False),
    )
    lines = (
        Lines(
            "missed",
            Missed,
            _("who missed it"),
            (Column("person", person=True), Column("step")),
            aliases=("漏校人", "未校出人", "漏检人"),
            listed=True,
            help=_("Names in one cell, 王立新（一校）、李敏（二校）, or a line each: name｜step."),
        ),
    )
    key_fields = ("issue", "found", "right", "location", "sort")
    dims = (
        Dim("publication", "issue__publication", _("kind of publication")),
        Dim("introducer_unit", "introduced_by__unit", _("unit of who let it in"), tree=True),
        Dim("misser", "missed__person", _("who missed it"), many=True, through="missed"),
        Dim("missed_at", "missed__step", _("missed at"), many=True, through="missed"),
    )
    measures = (
        Measure("count", "count", _("errors found"), "处", Basis.ROWS),
        Measure("weight", "sum", _("what the errors count for"), "个", Basis.OTHER, field="weight"),
        Measure("misses", "count", _("times an error was missed"), "次", Basis.TIMES, through="missed"),
        Measure("people", "distinct", _("people who let errors in, each once"), "人", Basis.PERSONS, field="introduced_by"),
        Measure("issues", "distinct", _("issues with errors"), "期", Basis.ISSUES, field="issue"),
    )
    sections = (
        Section(_("The error"), ("found_on", "issue", "found", "right", "sort", "length", "weight")),
        Section(_("Where it stands"), ("place", "location", "important")),
        Section(_("How it came and went"), ("introduced_by", "unit", "step", "by", "finder", "remark")),
    )
    fills = ("weight",)
    order = 440

    def complete(self, values: dict[str, Any], context: ReadContext) -> Iterable[RowProblem]:
        if values.get("issue") is None or values.get("sort") is None or values.get("weight") is not None:
            return
        scheme = scheme_of(_publication(values["issue"], context))
        try:
            place = values.get("place", MarkPlace.BODY)
            values["weight"] = weight_of(scheme, values["sort"], values.get("length", 1), place, values.get("important", False))
        except ValueError as problem:
            yield RowProblem("sort", str(problem))


def _publication(issue: int, context: ReadContext) -> str:
    """The kind of the issue; the issues of all kinds are looked up once a file."""
    known = context.indexes.get("proofdesk.publications")
    if known is None or not any(issue in issues for issues in known.values()):
        known = {kind: [] for kind in Publication.values}
        for pk, kind in CheckedIssue.objects.values_list("pk", "publication"):
            known[kind].append(pk)
        context.indexes["proofdesk.publications"] = known
    return next((kind for kind, issues in known.items() if issue in issues), Publication.NEWSPAPER)
