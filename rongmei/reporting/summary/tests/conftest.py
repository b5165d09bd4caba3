"""An office with lectures in two years, figures over them, and last year's summary as a Word file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument

from rongmei.base.directory.actions import set_university
from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Unit, User
from rongmei.base.directory.tests.factories import UnitFactory, user_with
from rongmei.base.history.actors import SYSTEM
from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import create_row
from rongmei.base.ledger.enums import RowState
from rongmei.reporting.figures.actions import approve_figure, define_figure
from rongmei.reporting.figures.models import Figure
from rongmei.reporting.summary import actions
from rongmei.reporting.summary.models import Summary
from rongmei.reporting.summary.reading import read_docx

LAST_YEAR = (
    ("2025年理论学习工作总结", "title"),
    ("一、理论武装", "heading"),
    ("2025年，**大学举办理论讲堂3场，覆盖2个二级单位，参加师生200余人次。", "text"),
    ("其中思想政治类讲座1场；组织参观学习0次。", "text"),
)


@dataclass
class Office:
    manager: User
    head: User
    chief: User
    correspondent: User
    auditor: User
    literature: Unit
    law: Unit


@pytest.fixture(autouse=True)
def anchor(settings, tmp_path: Path) -> None:
    settings.HISTORY_ANCHOR = tmp_path / "history.anchor"
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def office(db) -> Office:
    set_university(actor=SYSTEM, name="云岭大学", short_name="云大", office_name="中共云岭大学委员会宣传部")
    literature, law = UnitFactory(name="文学院"), UnitFactory(name="法学院")
    return Office(
        manager=user_with(Role.OFFICE_MANAGER),
        head=user_with(Role.HEAD),
        chief=user_with(Role.SECTION_CHIEF),
        correspondent=user_with(Role.CORRESPONDENT, literature),
        auditor=user_with(Role.AUDITOR),
        literature=literature,
        law=law,
    )


def lecture(
    office: Office, day: dt.date, title: str, *, unit: str = "文学院", heads: int = 80, theme: str = "", to: RowState = RowState.CONFIRMED
):
    ledger = registry.get("lecture")
    raw = {
        "held_on": day.isoformat(),
        "title": title,
        "theme": theme,
        "speaker": "程远",
        "venue": "图书馆报告厅",
        "unit": unit,
        "heads": heads,
        "coverage": [{"unit": "文学院", "heads": heads // 2}, {"unit": "法学院", "heads": heads // 2}],
    }
    return create_row(actor=office.chief, ledger=ledger, raw=raw, to=to)


@pytest.fixture
def lectures(office: Office) -> list:
    found = [lecture(office, dt.date(2025, month, 12), f"二〇二五年第{month}讲", heads=70) for month in (3, 5, 10)]
    found += [
        lecture(office, dt.date(2026, month, 9), f"新时代第{month}讲", heads=64, unit="法学院" if month % 2 else "文学院")
        for month in range(2, 7)
    ]
    return found


def figure(office: Office, key: str, label: str, measure: str, **more) -> Figure:
    made = define_figure(actor=office.manager, key=key, label=label, kind="ledger", ledger="lecture", measure=measure, **more)
    return approve_figure(actor=office.head, pk=made.pk)


@pytest.fixture
def figures(office: Office) -> dict[str, Figure]:
    return {
        "count": figure(office, "lecture.count", "理论讲堂场数", "count", synonyms=["讲座场次"]),
        "units": figure(office, "lecture.units", "讲座覆盖二级单位数", "units"),
        "times": figure(office, "lecture.person_times", "讲座参加人次", "person_times"),
        "of_law": figure(
            office,
            "lecture.law",
            "法学院讲座场数",
            "count",
            conditions=[{"dim": "unit", "op": "is", "value": office.law.pk}],
        ),
    }


def word(paragraphs=LAST_YEAR) -> bytes:
    document = WordDocument()
    for text, kind in paragraphs:
        if kind == "title":
            document.add_heading(text, 0)
        elif kind == "heading":
            document.add_heading(text, 1)
        else:
            document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def summary(office: Office, lectures: list, figures: dict[str, Figure]) -> Summary:
    data = word()
    return actions.create_from_document(actor=office.manager, year=2026, read=read_docx(data), name="2025年总结.docx", data=data)
