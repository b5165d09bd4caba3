"""A small office: people of every role, two colleges, lectures of two years, figures over them, and the files they bring."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docx import Document as WordDocument
from openpyxl import Workbook

from rongmei.base.directory.actions import add_person, add_unit, create_account, set_university
from rongmei.base.directory.enums import Role, UnitKind
from rongmei.base.directory.models import Unit, User
from rongmei.base.history.actors import SYSTEM
from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import create_row
from rongmei.base.ledger.enums import RowState
from rongmei.records.learning.models import Lecture
from rongmei.reporting.figures.actions import approve_figure, define_figure
from rongmei.reporting.figures.models import Figure
from rongmei.reporting.summary import actions as summaries
from rongmei.reporting.summary.models import Summary
from rongmei.reporting.summary.reading import read_docx

PASSWORD: Final = "Yun-ling-2026"
PEOPLE: Final = {
    "manager": ("陆知行", Role.OFFICE_MANAGER),
    "head": ("沈书屏", Role.HEAD),
    "chief": ("何听雨", Role.SECTION_CHIEF),
    "correspondent": ("江一川", Role.CORRESPONDENT),
    "auditor": ("顾行舟", Role.AUDITOR),
    "outsider": ("许见山", None),
}
LAST_YEAR: Final = (
    "一、理论武装",
    "2025年，**大学举办理论讲堂3场，覆盖2个二级单位，参加师生200余人次。",
    "其中思想政治类讲座1场；组织参观学习0次。",
)


@dataclass
class Office:
    """Attributes are the people by role, and the two colleges."""

    manager: User
    head: User
    chief: User
    correspondent: User
    auditor: User
    outsider: User
    literature: Unit
    law: Unit


def open_office() -> Office:
    set_university(actor=SYSTEM, name="云岭大学", short_name="云大", office_name="中共云岭大学委员会宣传部")
    units = {
        name: add_unit(actor=SYSTEM, name=name, kind=kind)
        for name, kind in (("党委宣传部", UnitKind.PARTY), ("文学院", UnitKind.COLLEGE), ("法学院", UnitKind.COLLEGE))
    }
    users = {}
    for number, (name, (person, role)) in enumerate(PEOPLE.items(), 1):
        home = units["文学院" if role == Role.CORRESPONDENT else "党委宣传部"]
        users[name] = create_account(
            actor=SYSTEM,
            username=name,
            person=add_person(actor=SYSTEM, campus_id=f"2020{number:04d}", name=person, unit=home),
            roles=[(role, home if role == Role.CORRESPONDENT else None)] if role else [],
            password=PASSWORD,
            must_change_password=False,
        ).user
    return Office(**users, literature=units["文学院"], law=units["法学院"])


def lecture(actor: User, day: dt.date, title: str, unit: str, heads: int = 64, to: RowState = RowState.CONFIRMED) -> Lecture:
    raw = {"held_on": day.isoformat(), "title": title, "speaker": "程远", "venue": "图书馆报告厅", "unit": unit, "heads": heads}
    raw["coverage"] = [{"unit": name, "heads": heads // 2} for name in ("文学院", "法学院")]
    return create_row(actor=actor, ledger=registry.get("lecture"), raw=raw, to=to)


def two_years_of_lectures(office: Office) -> list[Lecture]:
    """Three in 2025, of 70 listeners; five in 2026, of 64: three of 文学院, two of 法学院."""
    found = [lecture(office.chief, dt.date(2025, month, 12), f"二〇二五年第{month}讲", "文学院", 70) for month in (3, 5, 10)]
    for month in range(2, 7):
        found.append(lecture(office.chief, dt.date(2026, month, 9), f"新时代第{month}讲", "法学院" if month % 2 else "文学院"))
    return found


def figures_of(office: Office) -> dict[str, Figure]:
    wanted = {
        "lecture.count": ("理论讲堂场数", "count", ["讲座场次"]),
        "lecture.units": ("讲座覆盖二级单位数", "units", []),
        "lecture.person_times": ("讲座参加人次", "person_times", []),
    }
    found = {}
    for key, (label, measure, synonyms) in wanted.items():
        made = define_figure(
            actor=office.manager, key=key, label=label, kind="ledger", ledger="lecture", measure=measure, synonyms=synonyms
        )
        found[key] = approve_figure(actor=office.head, pk=made.pk)
    return found


def word_file(path: Path) -> Path:
    """Last year's summary as it lies on somebody's disk: a title, a heading, two paragraphs with seven places in them."""
    document = WordDocument()
    document.add_heading("2025年理论学习工作总结", 0)
    document.add_heading(LAST_YEAR[0], 1)
    for text in LAST_YEAR[1:]:
        document.add_paragraph(text)
    document.save(path)
    return path


def summary_of(office: Office, folder: Path) -> Summary:
    """This year's summary from last year's file, no place settled."""
    two_years_of_lectures(office)
    figures_of(office)
    data = word_file(folder / "2025年总结.docx").read_bytes()
    return summaries.create_from_document(actor=office.manager, year=2026, read=read_docx(data), name="2025年总结.docx", data=data)


def messy_sheet(path: Path) -> Path:
    """A colleague's spreadsheet: a title, a header in two merged rows, five days written five ways, one of them impossible, a total."""
    book = Workbook()
    sheet = book.active
    sheet.title = "讲座"
    sheet.append(["云岭大学2026年理论讲堂情况统计表"])
    sheet.merge_cells("A1:F1")
    sheet.append(["序号", "讲座情况", None, None, "承办单位", "参加人数"])
    sheet.append([None, "举办时间", "讲座名称", "主讲人", None, None])
    sheet.merge_cells("B2:D2")
    for cell in ("A2:A3", "E2:E3", "F2:F3"):
        sheet.merge_cells(cell)
    rows = (
        (1, dt.date(2026, 3, 5), "文明互鉴的历史与今天", "程远", "文学院", 120),
        (2, "2026.4.9", "法治思想十讲之一", "秦若水", "法学院", "200余"),
        (3, "2026年4月23日", "书香里的中国", "程远", "文学院", "８６"),
        (4, "5月38日", "青年与时代", "苏晓棠", "文学院", 95),
        (5, "2026-6-11", "法治思想十讲之二", "秦若水", "法学院", 110),
    )
    for row in rows:
        sheet.append(list(row))
    sheet.append(["合计", None, None, None, None, "=SUM(F4:F8)"])
    book.save(path)
    return path
