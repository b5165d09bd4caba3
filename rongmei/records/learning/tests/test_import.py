"""Sheets of offices through the import's own reader and writer."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.utils.translation import override

from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import imports
from rongmei.base.ledger.imports.diffing import Comparer
from rongmei.base.ledger.imports.reading import SheetReader
from rongmei.base.ledger.kinds import ReadContext
from rongmei.base.ledger.models import ImportBatch
from rongmei.base.ledger.reading import key_of, values_of

from ..models import AttendanceLine, LeaderClass, StudySession
from .factories import LeaderClassFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world(standards, office, literature, law):
    with override("zh-hans"):
        yield


def read(key: str, columns: list[str], *rows: list[object]):
    """[(values by name, sentences)] of rows as a workbook gives them."""
    reader = SheetReader(registry.get(key), ReadContext(year=2025), dict(enumerate(columns)), sheet="台账")
    found = []
    for number, row in enumerate(rows, 2):
        out, problems = reader.read(number, row)
        found.append((dict(zip(reader.names, out, strict=True)), [(p["cell"], p["sentence"]) for p in problems]))
    return found


def test_class_sheet_without_hours_gets_them_from_the_table():
    columns = ["held_on", "leader", "topic", "unit", "duration", "heads"]
    (good, nothing), (_bad, problems) = read(
        "leader_class",
        columns,
        ["9月5日", "沈书屏", "开学第一课", "文学院", "半天", "1.2万余"],
        ["2025-09-08", "沈书屏", "形势与政策", "文学院", None, 200],
    )
    assert nothing == []
    assert (good["held_on"], good["hours"], good["amount"]) == (dt.date(2025, 9, 5), Decimal("4.00"), Decimal("1.0"))
    assert (good["heads"], good["heads_at_least"]) == (12000, True)
    assert problems == [("台账!3", "没有学时：请填写学时，或选择计时方式由折算表计算。")]


def test_session_sheet_with_numbers_only():
    columns = ["held_on", "theme", "unit", "level", "expected", "present"]
    (good, nothing), (_bad, problems) = read(
        "study_session",
        columns,
        ["2025年3月5日", "全会精神", "文学院党委", "二级单位", "１２", 11],
        ["2025年6月5日", "教育强国", "法学院", "二级单位", 10, 12],
    )
    assert nothing == []
    assert (good["expected"], good["present"]) == (12, 11)
    assert problems == [("台账!F3", "应到 10 人，实到却有 12 人：请更正；列席、旁听人员另行计数，不计入实到。")]


def test_session_sheet_with_names_only():
    (good, nothing), = read("study_session", ["held_on", "theme", "unit", "level", "attendance"],
                            ["2025.3.5", "全会精神", "文学院", "二级单位", "许见山、何听雨、江一川（请假）"])  # fmt: skip
    assert nothing == []
    assert (good["expected"], good["present"]) == (3, 2)
    assert [line["status"] for line in good["attendance"]] == ["present", "present", "leave"]


def test_sheet_without_hours_leaves_hours_written_before():
    """A class recorded with hours and no kind of duration keeps them when a sheet without either updates it."""
    ledger = registry.get("leader_class")
    row = LeaderClassFactory(hours=Decimal("3"), heads=100)
    row.key_hash = key_of(ledger, values_of(ledger, row))
    row.save()
    columns = ["held_on", "leader", "topic", "unit", "hours", "heads"]
    reader = SheetReader(ledger, ReadContext(), dict(enumerate(columns)), sheet="台账")
    out, problems = reader.read(2, ["2025-09-18", row.leader, row.topic, row.unit.name, "3", 240])
    assert problems == []
    assert reader.filled == ["amount"]
    comparer = Comparer(ledger, reader.names, reader.filled)
    key = reader.key(out)
    found = comparer.compare(2, key, comparer.encode(out), comparer.held([key])[key])
    assert [(reader.names[slot], was, now) for slot, was, now in found[5]] == [("heads", 100, 240)]


def office_sheet(path: Path, title: str, headers: list[str], *rows: list[object]) -> Path:
    """A sheet as offices keep it: a title over everything, a header, rows, a sum."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("台账")
        sheet.merge_range(0, 0, 0, len(headers) - 1, title)
        for place, row in enumerate([headers, *rows, ["合计", *[None] * (len(headers) - 1)]], 1):
            sheet.write_row(place, 0, row)
    return path


def taken_in(actor: Any, key: str, path: Path) -> ImportBatch:
    batch = imports.receive_import(actor=actor, ledger=registry.get(key), file=path)
    batch = imports.map_import(actor=actor, batch=batch, year=2025, unit=batch.unit_id, confirm=True)
    return imports.apply_import(actor=actor, batch=imports.check_import(actor=actor, batch=batch))


def test_session_sheet_of_an_office_goes_in_whole(manager, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    path = office_sheet(
        tmp_path / "中心组学习台账.xlsx",
        "2025年理论学习中心组学习台账",
        ["序号", "学习时间", "学习单位", "级别", "学习主题", "主持人", "考勤", "交流发言"],
        [1, "2025年3月5日", "文学院党委", "二级单位", "学习贯彻全会精神", "许见山", "许见山、何听雨、江一川（请假）", "何听雨"],
        [2, "2025.6.12", "法学院", "二级单位", "教育强国建设", "顾行舟", "顾行舟、秦知白", "秦知白｜法治育人"],
        [3, "2025-06-20", "法学院", "二级单位", "又一次", "顾行舟", "顾行舟、顾行舟", ""],
    )
    batch = taken_in(manager, "study_session", path)
    assert (batch.counts["rows"], batch.counts["new"], batch.counts["waiting"]) == (3, 2, 1)
    assert list(StudySession.objects.order_by("held_on").values_list("expected", "present", "state")) == [
        (3, 2, "confirmed"),
        (2, 2, "confirmed"),
    ]
    assert list(AttendanceLine.objects.filter(missed=1).values_list("name", flat=True)) == ["江一川"]
    assert StudySession.objects.get(theme="学习贯彻全会精神").source == "中心组学习台账.xlsx!台账!3"


def test_class_sheet_of_an_office_gets_its_hours(manager, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    path = office_sheet(
        tmp_path / "校领导思政课.xlsx",
        "校领导讲思政课情况统计表",
        ["授课时间", "校领导", "授课题目", "类型", "承办单位", "时长", "覆盖人次"],
        ["9月5日", "沈书屏", "在奋斗中成长", "开学第一课", "文学院", "半天", "1.2万余"],
        ["9月12日", "顾行舟", "形势与任务", "形势与政策", "法学院", "全天", 360],
    )
    batch = taken_in(manager, "leader_class", path)
    assert batch.counts["new"] == 2
    assert list(LeaderClass.objects.order_by("held_on").values_list("hours", "heads", "heads_at_least")) == [
        (Decimal("4.00"), 12000, True),
        (Decimal("8.00"), 360, False),
    ]
