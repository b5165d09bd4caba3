"""Ledgers of the newsroom: stories published, manuscripts handed in, steps passed. The figures of the year are made of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rongmei.base.ledger.declaration import Column, Dim, Ledger, Lines, Measure, Section
from rongmei.base.ledger.enums import Basis
from rongmei.base.ledger.registry import register

from .models import HandedIn, PassedStep, PublishedStory, StoryPlace, StorySubject

ROOM = _("Newsroom")
STORY_LINK = "newsroom/_record.html"


@register
class PublishedStoryLedger(Ledger):
    """One row for one story, however many outlets carry it; a withdrawn one is voided."""

    key = "story"
    model = PublishedStory
    label = _("Published stories")
    room = ROOM
    unit_word = "篇"
    icon = "doc-full-inverse"
    time = "published_on"
    title = "headline"
    columns = (
        Column("published_on", ("发布日期", "日期", "发布时间", "刊发日期")),
        Column("headline", ("标题", "题目", "新闻标题", "稿件标题"), searched=True),
        Column("kind", ("体裁", "类型", "稿件类型")),
        Column("unit", ("供稿单位", "单位", "部门", "来稿单位")),
        Column("words", ("字数", "正文字数"), in_list=False),
        Column("pictures", ("图片数", "图片", "图片张数"), in_list=False),
        Column("hours", ("用时（小时）", "小时"), in_list=False),
        Column("urgent", ("急稿", "是否急稿"), in_list=False),
        Column("countersigned", ("补签情况", "补签"), in_list=False),
        Column("corrected", ("更正", "是否更正"), in_list=False),
        Column("number", ("稿号", "编号"), in_list=False, searched=True, help=_("Left empty for stories from before this system.")),
    )
    lines = (
        Lines("subjects", StorySubject, _("subjects"), (Column("subject"),), aliases=("题材", "栏目", "主题"), listed=True),
        Lines(
            "places", StoryPlace, _("outlets"), (Column("outlet"),), aliases=("发布平台", "平台", "阵地", "网站"), listed=True, in_list=True
        ),
    )
    key_fields = ("number", "published_on", "headline", "unit")
    dims = (
        Dim("subject", "subjects__subject", _("subject"), many=True, through="subjects"),
        Dim("outlet", "places__outlet", _("outlet"), many=True, through="places"),
        Dim("outlet_kind", "places__outlet__kind", _("kind of outlet"), many=True, through="places"),
    )
    measures = (
        Measure("count", "count", _("stories, each counted once"), "篇", Basis.PIECES),
        Measure("appearances", "count", _("appearances, one for each outlet"), "篇次", Basis.TIMES, through="places"),
        Measure("words", "sum", _("characters of the stories"), "字", Basis.WORDS, field="words"),
        Measure("pictures", "sum", _("pictures of the stories"), "张", Basis.PIECES, field="pictures"),
        Measure("units", "distinct", _("units with stories"), "个", Basis.UNITS, field="unit"),
    )
    sections = (
        Section(_("The story"), ("published_on", "headline", "kind", "unit", "number")),
        Section(_("How long, how fast"), ("words", "pictures", "hours", "urgent", "countersigned", "corrected")),
    )
    record_template = STORY_LINK
    order = 50


@register
class HandedInLedger(Ledger):
    """One row for one manuscript handed in: taken, declined, or under way; how often it was returned."""

    key = "handed_in"
    model = HandedIn
    label = _("Manuscripts handed in")
    room = ROOM
    unit_word = "篇"
    icon = "upload"
    time = "handed_in_on"
    title = "headline"
    columns = (
        Column("handed_in_on", ("投稿日期", "来稿日期", "日期", "提交日期")),
        Column("headline", ("标题", "题目", "稿件标题"), searched=True),
        Column("unit", ("来稿单位", "单位", "部门")),
        Column("fate", ("采用情况", "结果", "是否采用")),
        Column("returned", ("退改次数", "退回次数")),
        Column("number", ("稿号", "编号"), in_list=False, searched=True),
    )
    key_fields = ("number", "handed_in_on", "headline", "unit")
    measures = (
        Measure("count", "count", _("manuscripts handed in"), "篇", Basis.PIECES),
        Measure("returns", "sum", _("returns of manuscripts"), "次", Basis.TIMES, field="returned"),
        Measure("units", "distinct", _("units that handed in"), "个", Basis.UNITS, field="unit"),
    )
    sections = (Section(_("The manuscript"), ("handed_in_on", "headline", "unit", "number", "fate", "returned")),)
    record_template = STORY_LINK
    order = 60


@register
class PassedStepLedger(Ledger):
    """One row for one signature: which step, by whom, and how many hours the text had waited for it."""

    key = "passed_step"
    model = PassedStep
    label = _("Steps passed")
    room = ROOM
    unit_word = "次"
    icon = "history"
    time = "ended_on"
    title = "headline"
    columns = (
        Column("ended_on", ("签审日期", "日期", "审结日期")),
        Column("headline", ("标题", "题目", "稿件标题"), searched=True),
        Column("unit", ("来稿单位", "单位", "部门")),
        Column("step", ("环节", "审校环节")),
        Column("kind", ("环节类别", "类别")),
        Column("decision", ("结论", "签审结论"), in_list=False),
        Column("person", ("签审人", "审核人", "校对人"), person=True),
        Column("hours", ("用时（小时）", "用时", "小时"), help=_("From getting the turn to signing, nights and holidays included.")),
        Column("number", ("稿号", "编号"), in_list=False, searched=True),
        Column("turn", ("第几次签审",), in_list=False),
    )
    key_fields = ("number", "turn", "ended_on", "headline", "step", "person")
    measures = (
        Measure("count", "count", _("signatures given"), "次", Basis.TIMES),
        Measure("median_hours", "median", _("median hours taken"), "小时", Basis.HOURS_TAKEN, field="hours"),
        Measure("people", "distinct", _("people who signed, each once"), "人", Basis.PERSONS, field="person"),
    )
    sections = (
        Section(_("The step"), ("ended_on", "headline", "unit", "number", "turn")),
        Section(_("Who, and how long"), ("step", "kind", "decision", "person", "hours")),
    )
    record_template = STORY_LINK
    order = 70
