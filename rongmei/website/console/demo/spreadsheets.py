"""Spreadsheets as offices send them, and their way into the ledgers: title rows, merged headings, subtotals, Chinese dates, bad rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from rongmei.base.directory.models import User
from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import imports, move_rows
from rongmei.base.ledger.declaration import Ledger, in_chinese
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.models import ImportBatch

from .awards import award
from .calendar import spread, working_days
from .lectures import days_of, lecture_on
from .study import groups, unit_sessions
from .units import RENAMED
from .world import REST, SPRING, WHOLE_2025, World, rng_of

SUBTOTAL_EVERY = 24


@dataclass(frozen=True)
class Heading:
    """One column: what stands above it (over several columns it is merged), its own words, and the cell of a row."""

    over: str
    name: str
    cell: Callable[[Mapping[str, Any], int], Any]


@dataclass(frozen=True)
class Sheet:
    """bad: row number → {field: what somebody typed}. These rows wait in the import until they are mended."""

    ledger: str
    file: str
    title: str
    year: int
    by: str
    headings: tuple[Heading, ...]
    rows: Sequence[Mapping[str, Any]]
    bad: Mapping[int, Mapping[str, Any]]
    meanings: tuple[tuple[str, str, str], ...] = ()


def take_in(world: World, sheet: Sheet) -> ImportBatch:
    """Upload, settle the columns, check, settle unknown values, take in. The section chief's rows go in as confirmed."""
    ledger, actor = registry.get(sheet.ledger), world.user(sheet.by)
    batch = imports.receive_import(actor=actor, ledger=ledger, file=SimpleUploadedFile(sheet.file, written(sheet)))
    batch = imports.map_import(
        actor=actor, batch=batch, mapping=_mapping(batch, sheet, ledger), year=sheet.year, confirm=sheet.by == "chief"
    )
    batch = imports.check_import(actor=actor, batch=batch)
    known = {(question["field"], question["written"]) for question in batch.questions}
    asked = [meaning for meaning in sheet.meanings if meaning[:2] in known]
    if asked:
        imports.remember_values(actor=actor, batch=batch, meanings=asked)
    batch = imports.apply_import(actor=actor, batch=batch)
    if sheet.by != "chief":
        _confirm(world.user("chief"), ledger, batch)
    return batch


def _mapping(batch: ImportBatch, sheet: Sheet, ledger: Ledger) -> dict[str, str]:
    """What the machine proposes, looked over by a person: a column it did not know is given its field."""
    by_name = {heading.name: heading.cell.__doc__ or "" for heading in sheet.headings}
    found = dict(batch.mapping)
    columns = next(one["columns"] for one in batch.inspection["sheets"] if one["name"] == batch.sheet)
    for index, _letter, title in columns:
        meant = next((field for name, field in by_name.items() if title.rpartition("/")[2] == name), "")
        if meant:
            found[str(index)] = meant if meant in ledger.importable else ""
    return found


def _confirm(chief: User, ledger: Ledger, batch: ImportBatch) -> None:
    """All but the last three, which still wait."""
    pks = list(ledger.model._default_manager.filter(batch=batch, state=RowState.SUBMITTED).order_by("pk").values_list("pk", flat=True))
    move_rows(actor=chief, ledger=ledger, pks=pks[:-3], to=RowState.CONFIRMED)


# ---- writing ----------------------------------------------------------------------------------------------------------


def written(sheet: Sheet) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False})
    options = book.add_worksheet("选项（勿改）")
    options.write_column(0, 0, ["国家级", "省级", "市级", "校级"])
    options.hide()
    page = book.add_worksheet("汇总")
    page.activate()
    bold = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "border": 1})
    width = len(sheet.headings)
    page.merge_range(0, 0, 0, width - 1, sheet.title, book.add_format({"bold": True, "font_size": 16, "align": "center"}))
    page.merge_range(1, 0, 1, width - 1, "填报单位：党委宣传部（根据各单位报送材料汇总）")
    _write_headings(page, sheet.headings, bold)
    last = _write_rows(page, sheet, book.add_format({"num_format": "yyyy/m/d"}), bold)
    page.write(last, 0, "注：本表由各单位通讯员填报，党委宣传部汇总；人数以签到表为准。")
    book.close()
    return out.getvalue()


def _write_headings(page: Any, headings: Sequence[Heading], bold: Any) -> None:
    """Two rows: a heading over several columns is merged across, one without is merged down."""
    start = 0
    while start < len(headings):
        end = start
        over = headings[start].over
        while over and end + 1 < len(headings) and headings[end + 1].over == over:
            end += 1
        if not over:
            page.merge_range(2, start, 3, start, headings[start].name, bold)
        else:
            page.merge_range(2, start, 2, end, over, bold)
            for column in range(start, end + 1):
                page.write(3, column, headings[column].name, bold)
        start = end + 1


def _write_rows(page: Any, sheet: Sheet, day_format: Any, bold: Any) -> int:
    line = 4
    for number, raw in enumerate(sheet.rows, 1):
        said = {**raw, **sheet.bad.get(number, {})}
        for column, heading in enumerate(sheet.headings):
            cell = heading.cell(said, number)
            if isinstance(cell, dt.date):
                page.write_datetime(line, column, dt.datetime.combine(cell, dt.time()), day_format)
            else:
                page.write(line, column, cell)
        line += 1
        if number % SUBTOTAL_EVERY == 0:
            page.write(line, 0, "小计", bold)
            page.write(line, 2, SUBTOTAL_EVERY)
            line += 1
    page.write(line, 0, "合计", bold)
    page.write(line, 2, len(sheet.rows))
    return line + 2


FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def day_as_typed(text: str, number: int) -> Any:
    """A day in the ways people type it; what is no ISO day stays as it is."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return text
    styles: tuple[Any, ...] = (
        f"{day.year}年{day.month}月{day.day}日", f"{day.year}.{day.month}.{day.day}", day, text, f"{day.month}月{day.day}日",
        f"{day.year}年{day.month}月{day.day}日".translate(FULL_WIDTH), f"{day.year}/{day.month:02d}/{day.day:02d} 14:30",
    )  # fmt: skip
    return styles[number % len(styles)]


def _field(name: str, read: Callable[[Mapping[str, Any], int], Any] | None = None) -> Callable[[Mapping[str, Any], int], Any]:
    """A cell that says a field of the row; its docstring is the field, so that the mapping can be looked over."""

    def cell(raw: Mapping[str, Any], number: int) -> Any:
        return read(raw, number) if read else raw.get(name, "")

    cell.__doc__ = name
    return cell


def _day(name: str) -> Callable[[Mapping[str, Any], int], Any]:
    return _field(name, lambda raw, number: day_as_typed(str(raw[name]), number))


def _label(ledger: str, name: str) -> Callable[[Mapping[str, Any], int], Any]:
    """A choice as people write it: 省级, not provincial."""
    labels = {str(value): in_chinese(label) for value, label in registry.get(ledger).field(name).flatchoices or ()}
    return _field(name, lambda raw, number: labels.get(str(raw.get(name, "")), raw.get(name, "")))


def _number() -> Callable[[Mapping[str, Any], int], Any]:
    return _field("", lambda raw, number: number)


def _unit(world: World, name: str = "unit") -> Callable[[Mapping[str, Any], int], Any]:
    """Every second time the short name; the renamed unit by the short name it had."""

    def read(raw: Mapping[str, Any], number: int) -> str:
        unit = str(raw[name])
        if unit == RENAMED[1]:
            return "信息学院"
        known = world.units.get(unit)
        return known.shown_short if known and number % 2 else unit

    return _field(name, read)


OLD_NAME = ("unit", "信息学院", RENAMED[1])


# ---- the four sheets --------------------------------------------------------------------------------------------------


def awards_sheet(world: World, year: int) -> Sheet:
    """2025: the whole year's big table. 2026: what the offices sent since June."""
    span, count = (WHOLE_2025, 60) if year == 2025 else (REST, 78)
    rng = rng_of(f"awards-sheet/{year}")
    rows = [award(world, rng, day, number, serial="乙") for number, day in enumerate(spread(rng, days_of(span), count))]
    headings = (
        Heading("", "序号", _number()),
        Heading("", "获奖时间", _day("awarded_on")),
        Heading("", "项目（奖项）名称", _field("title")),
        Heading("奖项情况", "类别", _label("education_award", "category")),
        Heading("奖项情况", "级别", _label("education_award", "level")),
        Heading("奖项情况", "等次", _label("education_award", "grade")),
        Heading("奖项情况", "评选活动", _field("programme")),
        Heading("", "获奖单位", _unit(world)),
        Heading("", "获奖人", _field("recipients", lambda raw, _n: "、".join(f"{p['name']}（{p['unit']}）" for p in raw["recipients"]))),
        Heading("批准情况", "授予单位", _field("awarding_body")),
        Heading("批准情况", "文号", _field("document_no")),
        Heading("", "备注", _field("", lambda raw, number: "待补文件" if number % 17 == 0 else "")),
    )
    bad = {7: {"awarded_on": "10月中旬"}, 19: {"level": "区级"}, 31: {"unit": "教育学院"}} if year == 2026 else {}
    return Sheet(
        "education_award", f"{year}年教育类立项与获奖情况汇总表.xlsx", f"东岭理工大学{year}年教育类立项与获奖情况汇总表", year, "chief", headings, rows, bad,
        (OLD_NAME,),
    )  # fmt: skip


def lectures_sheet(world: World) -> Sheet:
    """What the units reported for the spring of 2026, by the editor's hand."""

    rng = rng_of("lectures-sheet")
    rows = [lecture_on(world, rng, day, number) for number, day in enumerate(spread(rng, days_of(SPRING), 48))]
    headings = (
        Heading("", "序号", _number()),
        Heading("", "讲座时间", _day("held_on")),
        Heading("", "讲座题目", _field("title")),
        Heading("", "主题", _field("theme")),
        Heading("", "所属讲堂", _field("series")),
        Heading("主讲人", "姓名", _field("speaker")),
        Heading("主讲人", "单位", _field("speaker_home")),
        Heading("", "承办单位", _unit(world)),
        Heading("", "地点", _field("venue")),
        Heading("参加情况", "人数", _field("heads")),
        Heading(
            "参加情况", "覆盖单位", _field("coverage", lambda raw, _n: "、".join(f"{c['unit']}({c['heads']})" for c in raw["coverage"]))
        ),
    )
    bad = {11: {"held_on": "四月下旬"}, 23: {"heads": "若干"}, 37: {"unit": "校友会"}}
    file, title = "2026年上半年理论讲座统计（各单位报送）.xlsx", "东岭理工大学2026年上半年理论讲座情况统计表"
    return Sheet("lecture", file, title, 2026, "editor", headings, rows, bad, (OLD_NAME,))


def sessions_sheet(world: World) -> Sheet:
    """The units' study sessions of 2025, as the office kept them before it had this system."""
    rng = rng_of("sessions-sheet")
    quarters = [working_days(2025, dt.date(2025, month, 1), dt.date(2025, month + 2, 30)) for month in (1, 4, 7, 10)]
    rows = []
    for unit in groups(world):
        days = [day for quarter in quarters for day in spread(rng, quarter, 2)]
        rows += [raw for raw, _first in unit_sessions(world, rng, unit, days)]
    rows.sort(key=lambda raw: str(raw["held_on"]))
    headings = (
        Heading("", "序号", _number()),
        Heading("", "学习时间", _day("held_on")),
        Heading("", "学习主题", _field("theme")),
        Heading("", "二级党组织", _unit(world)),
        Heading("", "级别", _label("study_session", "level")),
        Heading("", "学习形式", _label("study_session", "form")),
        Heading("", "主持人", _field("chair")),
        Heading("", "地点", _field("venue")),
        Heading("人数", "应到", _field("expected", lambda raw, _n: len(raw["attendance"]))),
        Heading("人数", "实到", _field("present", lambda raw, _n: sum(line["status"] == "present" for line in raw["attendance"]))),
        Heading("", "缺席人员", _field("attendance", lambda raw, _n: _absent(raw["attendance"]))),
        Heading("", "交流发言", _field("speeches", lambda raw, _n: "、".join(line["speaker"] for line in raw["speeches"]))),
    )
    file, title = "2025年二级中心组学习台账.xlsx", "东岭理工大学2025年二级党委理论学习中心组学习台账"
    return Sheet("study_session", file, title, 2025, "chief", headings, rows, {}, (OLD_NAME,))


def _absent(lines: Sequence[Mapping[str, Any]]) -> str:
    """A line each: name｜attendance｜capacity｜reason｜made up on."""
    missing = [line for line in lines if line["status"] != "present"]
    return "\n".join(
        "｜".join((line["name"], line["status"], line["role"], line.get("reason", ""), line.get("made_up_on", ""))) for line in missing
    )
