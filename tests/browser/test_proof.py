"""Proofreading in a browser: remarks beside the words while they are written, mended without a mouse."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rongmei.base.directory.actions import add_person, create_account
from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import User
from rongmei.base.history.actors import SYSTEM
from rongmei.content.proofdesk import actions as desk
from rongmei.content.proofdesk import engine
from rongmei.content.proofdesk.models import HouseWord, Waiver
from rongmei.reporting.summary import actions as summaries
from rongmei.reporting.summary.models import Summary

from .office import Office
from .visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once]

WRONG = "近日,我校举办学术讲坐，，座落于东湖校区的新馆同日启用。。截止目前，入馆读者已逾千人。"
RIGHT = "近日，我校举办学术讲座，坐落于东湖校区的新馆同日启用。截至目前，入馆读者已逾千人。"
PANEL = ".pd-panel"


@pytest.fixture(autouse=True)
def fresh_proofreader() -> None:
    engine.forget()


@pytest.fixture
def editor(office: Office) -> User:
    person = add_person(actor=SYSTEM, campus_id="20209001", name="温以宁", unit=office.manager.person.unit)
    return create_account(actor=SYSTEM, username="editor", person=person, roles=[(Role.EDITOR, None)], must_change_password=False).user


@pytest.fixture
def summary(office: Office) -> Summary:
    made = summaries.create_summary(actor=office.manager, year=2026, title="2026年宣传工作总结")
    body = [{"type": "text", "value": "<p>全年工作如下。</p>", "id": "11111111-1111-4111-8111-111111111111"}]
    return summaries.change_body(actor=office.manager, summary=made, body=json.dumps(body))


def settled(visitor: Visitor, count: int) -> None:
    """Wait until the proofreader has seen everything and shows so many remarks."""
    visitor.page.wait_for_selector(f'{PANEL}[data-waiting="false"][data-findings="{count}"]')


def save(visitor: Visitor) -> None:
    """Draftail hands its text to the form a quarter of a second after the last change."""
    visitor.page.wait_for_timeout(500)
    visitor.press("保存")


def written(visitor: Visitor) -> list[str]:
    return visitor.texts(".public-DraftEditor-content [data-block]")


def marked(visitor: Visitor) -> list[str]:
    """The words underlined in the editor, in the order of the levels."""
    return visitor.page.evaluate(
        """() => ["error", "warning", "suggestion", "current"].flatMap((name) => [...(CSS.highlights.get(`proof-${name}`) ?? [])]
            .sort((one, other) => one.compareBoundaryPoints(Range.START_TO_START, other)).map(String))"""
    )


def test_an_editor_mends_six_errors_by_keyboard(summary: Summary, editor: User, come: Any):
    visitor = come(editor)
    visitor.open("summary:write", summary.pk)
    settled(visitor, 0)
    visitor.page.locator(".public-DraftEditor-content").click()
    visitor.page.keyboard.press("Control+End")
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.insert_text(WRONG)
    settled(visitor, 6)
    assert marked(visitor) == [",", "讲坐", "，，", "座落", "。。", "截止"]
    visitor.look()
    for _error in range(6):
        visitor.page.keyboard.press("F8" if _error == 0 else "F9")
        visitor.page.wait_for_timeout(150)
    visitor.page.keyboard.press("F9")
    settled(visitor, 0)
    assert written(visitor) == ["全年工作如下。", RIGHT]
    visitor.page.keyboard.press("Control+z")
    settled(visitor, 1)
    visitor.page.keyboard.press("F8")
    visitor.page.keyboard.press("F9")
    settled(visitor, 0)
    save(visitor)
    assert RIGHT in str(Summary.objects.get(pk=summary.pk).body.raw_data[0]["value"])


def test_an_error_ignored_with_a_reason_is_not_named_again(summary: Summary, editor: User, come: Any):
    visitor = come(editor)
    visitor.open("summary:write", summary.pk)
    settled(visitor, 0)
    visitor.page.locator(".public-DraftEditor-content").click()
    visitor.page.keyboard.press("Control+End")
    visitor.page.keyboard.insert_text("座落于东湖。")
    settled(visitor, 1)
    visitor.page.keyboard.press("F8")
    visitor.page.keyboard.press("Shift+F9")
    visitor.page.keyboard.insert_text("碑文原文如此")
    visitor.page.keyboard.press("Enter")
    settled(visitor, 0)
    assert [(one.found, one.reason, one.by_id) for one in Waiver.objects.all()] == [("座落", "碑文原文如此", editor.pk)]
    save(visitor)
    visitor.open("summary:write", summary.pk)
    settled(visitor, 0)


def test_a_story_is_proofread_while_it_is_written_in_every_field_a_reader_sees(office: Office, come: Any):
    visitor = come(office.correspondent)
    visitor.open("newsroom:new")
    settled(visitor, 0)
    visitor.fill("标题", "图书馆举办学术讲坐")
    settled(visitor, 1)
    visitor.page.locator(".public-DraftEditor-content").first.click()
    visitor.page.keyboard.insert_text("新馆座落于东湖校区。。")
    settled(visitor, 3)
    assert marked(visitor) == ["座落", "。。"]
    # a block that comes later
    visitor.page.locator(".c-sf-add-button").nth(1).click()
    visitor.page.get_by_role("option", name="小标题").click()
    visitor.page.locator("[data-contentpath=text] input").fill("截止目前的情况")
    settled(visitor, 4)
    visitor.look()
    for _error in range(4):
        visitor.page.keyboard.press("F8" if _error == 0 else "F9")
        visitor.page.wait_for_timeout(150)
    visitor.page.keyboard.press("F9")
    settled(visitor, 0)
    assert visitor.field("标题").input_value() == "图书馆举办学术讲座"
    assert written(visitor) == ["新馆坐落于东湖校区。"]
    assert visitor.page.locator("[data-contentpath=text] input").input_value() == "截至目前的情况"


def test_a_correspondent_has_an_own_text_checked_and_may_not_decide_words(office: Office, come: Any):
    visitor = come(office.correspondent)
    visitor.open("proofdesk:desk")
    visitor.look()
    visitor.fill("正文", WRONG)
    visitor.press("校对")
    assert visitor.counts() == {"error": 6, "warning": 0, "suggestion": 0, "decided": 0}
    visitor.look()
    for count in range(6):
        visitor.page.keyboard.press("F9")
        visitor.page.keyboard.press("F9") if count == 0 else None
        visitor.page.wait_for_selector(f'.pr-card[data-answer="accepted"] >> nth={count}', state="attached")
    visitor.follow("采用已采纳的改法，继续修改")
    assert visitor.page.locator("textarea[name=text]").input_value() == RIGHT
    word = desk.teach(actor=office.correspondent, wrong="东湖新馆舍", right="东湖新馆")
    visitor.open("ledger:record", "house_word", word.pk)
    assert visitor.page.get_by_role("button", name="确认", exact=True).is_disabled()
    assert [(one.wrong, one.state) for one in HouseWord.objects.all()] == [("东湖新馆舍", "submitted")]


def test_an_outsider_finds_the_desk_closed(office: Office, come: Any):
    visitor = come(office.outsider)
    assert visitor.open("proofdesk:desk") == 403


def test_the_page_of_rates_and_of_weights_can_be_read_by_everybody(office: Office, come: Any):
    visitor = come(office.manager)
    visitor.open("proofdesk:rates")
    visitor.look()
    visitor.open("proofdesk:scheme", "newspaper")
    visitor.look()
