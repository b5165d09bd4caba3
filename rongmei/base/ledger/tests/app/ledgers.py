from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from rongmei.base.ledger.declaration import Column, Dim, Ledger, Lines, Measure, RowProblem
from rongmei.base.ledger.enums import Basis
from rongmei.base.ledger.kinds import ReadContext
from rongmei.base.ledger.registry import register

from .models import Clip, ClipReprint, ClipUnit


@register
class ClipLedger(Ledger):
    key = "test-clips"
    model = Clip
    label = "媒体发稿台账"
    room = "测试"
    unit_word = "篇"
    time = "published_on"
    title = "title"
    columns = (
        Column("unit", aliases=("供稿单位", "报送单位", "单位")),
        Column("published_on", aliases=("发稿日期", "发布时间", "日期")),
        Column("medium", aliases=("发布媒体", "媒体名称")),
        Column("title", aliases=("稿件标题", "题目"), searched=True),
        Column("level", aliases=("媒体级别",)),
        Column("reads", aliases=("浏览量", "点击量"), floor="reads_is_floor"),
        Column("author", aliases=("撰稿人",), person=True),
        Column("original", aliases=("是否原创",)),
        Column("fee"),
        Column("link", aliases=("网址",)),
        Column("note", aliases=("说明",)),
    )
    lines = (
        Lines("covered", ClipUnit, "覆盖单位", (Column("unit"), Column("heads")), counted=True),
        Lines("reprints", ClipReprint, "转载", (Column("medium"), Column("on"))),
    )
    key_fields = ("medium", "title", "published_on")
    fills = ("fee",)
    dims = (
        Dim("covered_unit", "covered__unit", "覆盖单位", many=True, tree=True, through="covered"),
        Dim("reprinted_by", "reprints__medium", "转载媒体", many=True, through="reprints"),
        Dim("unit_kind", "unit__kind", "供稿单位类别"),
    )
    measures = (
        Measure("count", "count", "篇数", "篇", Basis.PIECES),
        Measure("reads", "sum", "阅读量", "次", Basis.READS, field="reads", floor="reads_is_floor"),
        Measure("fees", "sum", "稿费", "元", Basis.MONEY, field="fee"),
        Measure("fee_median", "median", "稿费中位数", "元", Basis.MONEY, field="fee"),
        Measure("heads_median", "median", "覆盖人数中位数", "人", Basis.OTHER, field="heads", through="covered"),
        Measure("media", "distinct", "媒体家数", "家", Basis.OUTLETS, field="medium"),
        Measure("heads", "sum", "覆盖人次", "人次", Basis.PERSON_TIMES, field="heads", through="covered"),
        Measure("units", "distinct", "覆盖单位数", "个", Basis.UNITS, field="unit", through="covered"),
    )

    def complete(self, values: dict[str, Any], context: ReadContext) -> Iterable[RowProblem]:
        """A national original is paid 500 where no fee is written."""
        if values.get("fee") is None and values.get("level") == "national" and values.get("original"):
            values["fee"] = Decimal("500.00")
        return ()

    def check(self, values: Mapping[str, Any]) -> Iterable[RowProblem]:
        if values.get("reads") == 13 and values.get("level") == "national":
            yield RowProblem("reads", "国家级媒体的阅读量不会是 13。")
