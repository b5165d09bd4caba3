"""Scenario 10, the stories of the year: one published urgently, one on two sites, one killed; by screen, export, REST and command."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from rongmei.base.directory.enums import OutletKind
from rongmei.base.directory.tests.factories import OutletFactory
from rongmei.base.ledger.enums import Basis
from rongmei.cli import main
from rongmei.content.newsroom import actions
from rongmei.content.newsroom.models import Manuscript
from rongmei.content.newsroom.tests.office import Office, fresh, person_of
from rongmei.content.newsroom.tests.test_doors import browser, rest
from rongmei.reporting.figures import actions as figure_actions
from rongmei.reporting.figures import engine
from rongmei.reporting.figures.models import Figure
from rongmei.reporting.figures.scope import Scope
from rongmei.reporting.figures.tests.factories import FigureFactory

MAY = dt.datetime(2030, 5, 6, 4, 0, tzinfo=dt.UTC)
YEAR = Scope.year(2030)
DAYS = {"start": "2030-01-01", "end": "2030-12-31"}


def urgent(office: Office) -> Manuscript:
    manuscript = office.submitted(headline="校园突发停水的通告")
    office.sign(manuscript, "editor", "chief2")
    actions.release_urgently(
        actor=office.chief, manuscript=manuscript, authoriser=person_of(office.deputy_head), reason="急", phoned_at=timezone.now()
    )
    actions.publish_manuscript(actor=office.chief, manuscript=fresh(manuscript), outlet=office.site)
    return fresh(manuscript)


@pytest.fixture
def year(office: Office) -> dict[str, Manuscript]:
    """Published in May of 2030, nothing killed yet."""
    with time_machine.travel(MAY, tick=False):
        office.procedure()
        topic_site = OutletFactory(name="专题网站", kind=OutletKind.SITE, unit=office.bureau)
        return {
            "urgent": urgent(office),
            "plain": office.published(headline="宣传工作推进会召开"),
            "twice": office.published(headline="古籍修复工作坊开班", targets=(office.site, topic_site)),
            "killed": office.published(headline="后来撤下的一篇"),
        }


@pytest.fixture
def figures(db) -> dict[str, Figure]:
    plain = {"ledger": "story", "unit_word": "篇", "basis": Basis.PIECES}
    return {
        "story.all": FigureFactory(key="story.all", label="学校新闻篇数", **plain),
        "story.urgent": FigureFactory(
            key="story.urgent", label="急稿篇数", conditions=[{"dim": "urgent", "op": "is", "value": True}], **plain
        ),
        "story.appearances": FigureFactory(
            key="story.appearances", label="发布篇次", **plain | {"measure": "appearances", "unit_word": "篇次", "basis": Basis.TIMES}
        ),
    }


def by_screen(office: Office, key: str) -> tuple[str, int]:
    """The value, and how many rows it opens."""
    page = browser(office.head).get(reverse("figures:figure", args=[key]), DAYS).content.decode()
    value, total = re.search(r'data-value="([^"]*)"', page), re.search(r'data-total="(\d+)"', page)
    assert value
    assert total
    return value[1], int(total[1])


def by_rest(office: Office, key: str) -> tuple[str, int]:
    found = rest(office.head, "get", f"/figures/{key}/?start={DAYS['start']}&end={DAYS['end']}&rows=true").json()
    return found["value"], found["records"]["total"]


def by_command(office: Office, key: str, capsys: Any) -> tuple[str, int]:
    days = ("--from", DAYS["start"], "--to", DAYS["end"])
    assert main(["figure", key, *days, "--rows", "--json", "--as", office.head.username]) == 0
    found = json.loads(capsys.readouterr().out)
    return found["value"], found["records"]["total"]


def exported(office: Office) -> list[str]:
    """Headlines of the list behind the number, from its spreadsheet."""
    page = browser(office.head).get(reverse("figures:figure", args=["story.all"]), DAYS).content.decode()
    link = re.search(r'href="([^"]*export[^"]*)"', page)
    assert link
    answer = browser(office.head).get(link[1].replace("&amp;", "&"))
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    return [cell for cell in cells if cell in {text.headline for text in Manuscript.objects.all()}]


def test_the_stories_of_a_year_by_every_route(office: Office, year: dict[str, Manuscript], figures: dict[str, Figure], capsys):
    def told(key: str) -> set[tuple[str, int]]:
        return {by_screen(office, key), by_rest(office, key), by_command(office, key, capsys)}

    assert told("story.all") == {("4", 4)}, "a story on two sites counts once"
    assert told("story.urgent") == {("1", 1)}
    assert {value for value, _rows in told("story.appearances")} == {"5"}
    readings = figure_actions.take_readings(
        actor=office.head, wanted=[figure_actions.Wanted(figures[key], YEAR) for key in ("story.all", "story.urgent")]
    )
    with time_machine.travel(MAY + dt.timedelta(days=9), tick=False):
        actions.withdraw_story(actor=office.chief, manuscript=year["killed"], reason="失实")
    assert told("story.all") == {("3", 3)}, "a withdrawn story counts nowhere"
    assert sorted(exported(office)) == sorted(fresh(year[name]).headline for name in ("urgent", "plain", "twice"))
    drift = engine.drift_many(readings)
    moved, still = (drift[reading.pk] for reading in readings)
    assert (moved.fresh, moved.was.amount, moved.now.amount, len(moved.removed)) == (False, 4, 3, 1)
    assert (still.was.amount, still.now.amount) == (1, 1)
