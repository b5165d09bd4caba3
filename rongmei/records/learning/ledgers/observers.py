"""S8 observers 列席旁听."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rongmei.base.ledger.declaration import Column, Dim, Ledger, Lines, Measure, RowProblem, Section
from rongmei.base.ledger.enums import Basis
from rongmei.base.ledger.registry import register

from ..models import ObserverBatch, ObserverLine
from .checks import named_once, not_after
from .room import ROOM


@register
class ObserverBatchLedger(Ledger):
    """Person-times count who came; persons count each once over all batches."""

    key = "observer_batch"
    model = ObserverBatch
    label = _("Observers")
    room = ROOM
    unit_word = "批"
    icon = "view"
    time = "held_on"
    title = "title"
    columns = (
        Column("held_on", ("日期", "时间", "旁听时间", "列席时间", "列席旁听时间", "会议时间")),
        Column("title", ("列席会议", "会议名称", "会议", "学习主题", "旁听主题", "主题", "旁听内容"), searched=True),
        Column("occasion", ("会议类型", "类型", "类别")),
        Column("batch_no", ("第几批", "批次号")),
        Column("unit", ("承办单位", "主办单位", "单位", "部门", "学习单位")),
        Column(
            "session",
            ("对应学习", "关联学习"),
            in_list=False,
            help=_("The study session in its ledger, where it is recorded there."),
        ),
        Column(
            "materials_on",
            ("材料发放时间", "材料提供时间", "资料发放时间"),
            help=_("When the observers got plan, texts and speeches."),
        ),
    )
    lines = (
        Lines(
            "observers",
            ObserverLine,
            _("observers"),
            (
                Column("name", person=True),
                Column("unit"),
                Column("post"),
                Column("note_on"),
                Column("came"),
                Column("note_excused"),
            ),
            aliases=("列席人员", "列席旁听人员", "人员名单", "名单", "旁听人"),
            listed=True,
            help=_("Names in one cell, 王立新（文学院）, or a line each: name｜unit｜post｜note handed in on."),
        ),
    )
    key_fields = ("unit", "held_on", "title", "batch_no")
    dims = (
        Dim("observer_unit", "observers__unit", _("observer's unit"), many=True, tree=True, through="observers"),
        Dim("observer", "observers__name", _("observer"), many=True, through="observers"),
    )
    measures = (
        Measure("count", "count", _("number of batches"), "批", Basis.TIMES),
        Measure(
            "person_times", "sum", _("observers in person-times"), "人次", Basis.PERSON_TIMES, field="person_time", through="observers"
        ),
        Measure("persons", "distinct", _("observers, each person once"), "人", Basis.PERSONS, field="who", through="observers"),
        Measure("units", "distinct", _("units that sent observers"), "个", Basis.UNITS, field="unit_came", through="observers"),
        Measure("notes", "sum", _("notes handed in"), "份", Basis.PIECES, field="note_in", through="observers"),
    )
    sections = (
        Section(_("The session sat in on"), ("held_on", "title", "occasion", "unit", "session")),
        Section(_("The batch"), ("batch_no", "materials_on")),
    )
    record_template = "learning/records/observer_batch.html"
    shows_lines = True
    order = 150

    def check(self, values: Mapping[str, Any]) -> Iterable[RowProblem]:
        observers = values.get("observers") or []
        yield from named_once(observers, "name", "observers", "unit")
        yield from not_after(
            values,
            "materials_on",
            "held_on",
            gettext("The materials are dated %(early)s, after the session of %(late)s: correct one of the days."),
        )
        held_on = values.get("held_on")
        for line in observers:
            if line["note_on"] and not line["came"]:
                yield RowProblem(
                    "observers", gettext("%(name)s did not come but handed in a note: correct one of them.") % {"name": line["name"]}
                )
            elif line["note_on"] and held_on and line["note_on"] < held_on:
                yield RowProblem(
                    "observers",
                    gettext("The note of %(name)s is dated %(note)s, before the session of %(held_on)s: correct the day.")
                    % {"name": line["name"], "note": line["note_on"], "held_on": held_on},
                )
