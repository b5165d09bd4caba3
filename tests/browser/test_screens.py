"""What holds on every screen: an auditor changes nothing, a narrow window needs no sideways scrolling."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator

from rongmei.base.history.models import Event
from rongmei.base.ledger.enums import RowState
from rongmei.records.learning.models import Lecture
from rongmei.reporting.figures.models import Figure
from rongmei.reporting.summary.models import Summary

from .conftest import Come
from .office import Office, lecture, summary_of
from .visitor import Visitor

pytestmark = pytest.mark.browser

# Buttons that only look, search, or step through a page.
LOOKING = {"查看", "显示", "核对"}


def buttons_that_change(visitor: Visitor) -> list[str]:
    """Names of the buttons of our own part of the page that send something and can be pressed."""

    def name(button: Locator) -> str:
        return button.inner_text().strip()

    found = visitor.page.locator(
        ".rm-screen form[method=post] button:enabled, .rm-screen form[method=post] input[type=submit]:enabled"
    ).all()
    return [name(button) for button in found if name(button) not in LOOKING]


def test_auditor_reads_everything_and_finds_no_button_that_changes(office: Office, come: Come, tmp_path: Path) -> None:
    summary = summary_of(office, tmp_path)
    waiting = lecture(office.correspondent, dt.date(2026, 9, 10), "待确认的一讲", "文学院", to=RowState.SUBMITTED)
    slot = summary.slots.exclude(figure=None).first() or summary.slots.first()
    visitor = come(office.auditor)
    places = (
        ("ledger:index",),
        ("ledger:list", "lecture"),
        ("ledger:record", "lecture", waiting.pk),
        ("figures:index",),
        ("figures:figure", "lecture.count"),
        ("summary:index",),
        ("summary:show", summary.pk),
        ("summary:slot", summary.pk, slot.ref),
        ("summary:masked", summary.pk),
        ("summary:returned", summary.pk),
        ("directory:units",),
        ("directory:people",),
        ("directory:history",),
    )
    for place in places:
        assert visitor.open(*place) == 200, place
        assert buttons_that_change(visitor) == [], place
        visitor.look()
    before = (Event.objects.count(), Summary.objects.get().version, Lecture.objects.count(), Figure.objects.count())
    refused = (
        (visitor.address("ledger:move", "lecture"), {"row": str(waiting.pk), "to": "confirmed"}),
        (visitor.address("ledger:add", "lecture"), {"title": "x", "held_on": "2026-09-11", "speaker": "x", "unit": "文学院"}),
        (visitor.address("summary:slot", summary.pk, slot.ref), {"plain": "1"}),
        (visitor.address("summary:sign", summary.pk), {}),
        (visitor.address("figures:decide", "lecture.count"), {"what": "retire"}),
    )
    for address, fields in refused:
        assert post(visitor, address, fields) in (200, 403, 405), address
    assert (Event.objects.count(), Summary.objects.get().version, Lecture.objects.count(), Figure.objects.count()) == before
    assert Lecture.objects.get(pk=waiting.pk).state == RowState.SUBMITTED


def post(visitor: Visitor, address: str, fields: dict[str, str]) -> int:
    """A form the page does not offer, sent by hand with a good token. Returns the status after redirects."""
    visitor.open("ledger:list", "lecture")
    token = visitor.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    answer = visitor.context.request.post(address, form={**fields, "csrfmiddlewaretoken": token}, headers={"Referer": visitor.page.url})
    assert not re.search("CSRF ?(验证|verification)", answer.text()), "the token was not taken, so nothing was tried"
    return answer.status


def test_narrow_window_needs_no_sideways_scrolling(office: Office, come: Come, tmp_path: Path) -> None:
    summary = summary_of(office, tmp_path)
    row = Lecture.objects.first()
    assert row is not None
    visitor = come(office.manager, width=360, height=740)
    places = (
        ("wagtailadmin_home",),
        ("ledger:index",),
        ("ledger:list", "lecture"),
        ("ledger:record", "lecture", row.pk),
        ("ledger:add", "lecture"),
        ("ledger:import", "lecture"),
        ("figures:index",),
        ("figures:figure", "lecture.count"),
        ("summary:show", summary.pk),
        ("summary:slot", summary.pk, summary.slots.first().ref),
        ("summary:masked", summary.pk),
    )
    wide = []
    for place in places:
        visitor.open(*place)
        wide += [place] if visitor.is_wider_than_the_window() else []
        visitor.look()
    assert wide == []
