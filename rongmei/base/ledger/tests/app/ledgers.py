from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rongmei.base.ledger.declaration import Column, Ledger, Lines, Measure, RowProblem
from rongmei.base.ledger.enums import Basis
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
    measures = (Measure("count", "count", "篇数", "篇", Basis.PIECES),)

    def check(self, values: Mapping[str, Any]) -> Iterable[RowProblem]:
        if values.get("reads") == 13 and values.get("level") == "national":
            yield RowProblem("reads", "国家级媒体的阅读量不会是 13。")
