"""The office's own words and rules, as ledgers: the list, the form, spreadsheets, REST and the history come with the declaration.

Proposed by whoever records in ledgers, in force when confirmed (by the section chief, the head's office or the office manager).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rongmei.base.ledger.declaration import Column, Ledger, Measure, RowProblem, Section
from rongmei.base.ledger.enums import Basis
from rongmei.base.ledger.kinds import ReadContext
from rongmei.base.ledger.registry import register

from .enums import WordUse
from .models import HouseRule, HouseWord

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
        return ()
