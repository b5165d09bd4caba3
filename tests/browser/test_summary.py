"""From last year's Word file to a signed summary, clicked and typed; then what happens when a record changes."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument
from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from pypdf import PdfReader

from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import move_rows
from rongmei.base.ledger.enums import RowState
from rongmei.records.learning.models import Lecture
from rongmei.reporting.summary.enums import Binding, SummaryState
from rongmei.reporting.summary.models import Summary

from .conftest import Come
from .office import Office, figures_of, lecture, summary_of, two_years_of_lectures, word_file
from .visitor import Visitor

pytestmark = pytest.mark.browser

EDITOR = ".public-DraftEditor-content"
DIALOG = "dialog.slot-dialog"


def _shows(offered: Locator) -> bool:
    try:
        offered.wait_for(timeout=5_000)
    except PlaywrightTimeout:
        return False
    return True


def open_chooser(visitor: Visitor) -> None:
    """The "/" of the editor, and its line for live figures."""
    offered = visitor.page.get_by_role("option", name="联动数据或名称")
    visitor.page.keyboard.type("/")
    if not _shows(offered):  # the editor was still taking the focus
        visitor.page.keyboard.press("Backspace")
        visitor.page.keyboard.type("/")
    offered.click()
    visitor.page.locator(f"{DIALOG} li button").first.wait_for()


def test_last_years_word_file_becomes_this_years_summary(office: Office, come: Come, tmp_path: Path) -> None:
    two_years_of_lectures(office)
    figures_of(office)
    visitor = come(office.manager)
    visitor.open("wagtailadmin_home")
    visitor.follow("年度总结")
    visitor.look()
    visitor.follow("新建总结")
    visitor.look()
    visitor.fill("新总结的年份", "2026")
    visitor.page.get_by_label("去年的总结（Word 文件，.docx）").set_input_files(word_file(tmp_path / "2025年总结.docx"))
    visitor.press("开始")
    summary = Summary.objects.get()
    assert visitor.text("#open h2") == "还有 6 处未绑定"
    visitor.look()
    # One click binds a proposal; another all the good ones; the form binds what nobody could guess.
    visitor.press("理论讲堂场数", within=visitor.page.locator("#open li", has_text="大学举办理论讲堂3场"))
    assert visitor.text("#open h2") == "还有 5 处未绑定"
    visitor.press("采纳全部可靠的建议")
    assert (visitor.said(), visitor.text("#open h2")) == (["已绑定 2 处。"], "还有 3 处未绑定")
    # Likely, but not sure: a person says so.
    visitor.press("讲座参加人次", within=visitor.page.locator("#open li", has_text="参加师生200余人次"))
    visitor.press("普通文字", within=visitor.page.locator("#open li", has_text="组织参观学习"))
    with visitor.page.expect_navigation():
        visitor.page.locator("#open li mark").first.click()
    visitor.look()
    visitor.page.get_by_label("类型").select_option(label="数据")
    visitor.page.get_by_label("数据", exact=True).select_option("lecture.count")
    visitor.page.get_by_label("数字写法").select_option("chinese")
    visitor.press("确定")
    assert visitor.text("#open h2") == "还有 0 处未绑定"
    assert "其中思想政治类讲座五场" in visitor.text(".rs-paper")
    visitor.look()
    write_a_sentence_with_a_chip(visitor, summary)
    # A number in the sentence leads to its records, and one of them to its own page.
    with visitor.page.expect_navigation():
        visitor.page.locator(".rs-paper p", has_text="全年听众").locator("a.slot").click()
    assert (visitor.text(".rs-now"), visitor.text(".rm-count").split(" ")[:2]) == ("320", ["共", "5"])
    assert visitor.texts(".rm-list tbody a") == [f"新时代第{month}讲" for month in range(2, 7)]
    visitor.look()
    with visitor.page.expect_navigation():
        visitor.page.locator(".rm-list tbody a").first.click()
    assert visitor.text("h1") == "新时代第2讲"


def write_a_sentence_with_a_chip(visitor: Visitor, summary: Summary) -> None:
    visitor.follow("编辑正文")
    visitor.page.locator(EDITOR).last.click()
    visitor.page.keyboard.press("Control+End")
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.type("全年听众")
    open_chooser(visitor)
    visitor.look()
    visitor.page.locator(f"{DIALOG} input[type=search]").fill("人次")
    visitor.page.wait_for_function("() => document.querySelectorAll('dialog.slot-dialog li').length === 1")
    visitor.page.locator(DIALOG).get_by_role("button", name="320", exact=True).click()
    visitor.page.locator(f"{EDITOR} .slot-chip", has_text="320").wait_for()
    visitor.page.keyboard.type("人次。")
    # The editor hands its text to the form a moment after the last key.
    visitor.page.wait_for_function("() => document.querySelector('[name=body-0-value]').value.includes('全年听众320人次。')")
    visitor.press("保存")
    assert visitor.said() == ["已保存。"]
    assert visitor.page.locator(".rs-paper p", has_text="全年听众320人次。").count() == 1
    assert summary.slots.filter(figure__key="lecture.person_times").count() == 2


def test_chooser_closes_by_escape_and_gives_the_focus_back(office: Office, come: Come, tmp_path: Path) -> None:
    summary = summary_of(office, tmp_path)
    visitor = come(office.manager)
    visitor.open("summary:write", summary.pk)
    visitor.page.locator(EDITOR).last.click()
    visitor.page.keyboard.press("Control+End")
    open_chooser(visitor)
    assert focused(visitor.page) == "搜索数据"
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Escape")
    visitor.page.locator(DIALOG).wait_for(state="detached")
    visitor.page.wait_for_function("() => document.activeElement.closest('.public-DraftEditor-content') !== null")
    visitor.page.keyboard.type("还在这里")
    assert visitor.page.locator(EDITOR).last.inner_text().endswith("还在这里")
    # By keyboard alone: search, Enter to the first form, Enter inserts it.
    open_chooser(visitor)
    visitor.page.keyboard.type("单位")
    visitor.page.wait_for_function("() => document.querySelectorAll('dialog.slot-dialog li').length === 1")
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Enter")
    visitor.page.locator(f"{EDITOR} .slot-chip", has_text=re.compile("^2$")).wait_for()


def focused(page: Page) -> str:
    return str(page.evaluate("() => document.activeElement.getAttribute('aria-label') || ''"))


def test_head_signs_and_the_drift_page_names_the_record_that_changed(office: Office, come: Come, tmp_path: Path) -> None:
    summary = settled(office, tmp_path)
    manager, head = come(office.manager), come(office.head)
    manager.open("summary:show", summary.pk)
    assert manager.page.get_by_role("button", name="签发并锁定").is_disabled()
    head.open("summary:show", summary.pk)
    head.press("签发并锁定")
    summary.refresh_from_db()
    assert summary.state == SummaryState.SIGNED
    assert head.said() == [f"已签发，摘要 {summary.digest[:12]}…"]
    head.look()
    # Afterwards one lecture is taken back and two late ones come in.
    lecture(office.chief, dt.date(2026, 12, 11), "年末补录的又一讲", "文学院")
    late = lecture(office.chief, dt.date(2026, 12, 4), "年末补录的一讲", "法学院")
    gone = Lecture.objects.get(title="新时代第3讲")
    move_rows(actor=office.chief, ledger=registry.get("lecture"), pks=[gone.pk], to=RowState.VOIDED, note="与另一场重复")
    head.open("summary:show", summary.pk)
    head.follow("签发后的变化 (3)")
    assert head.page.locator("td", has_text="+").get_by_role("link", name=str(late)).count() > 0
    assert head.page.locator("td", has_text="−").get_by_role("link", name=str(gone)).count() > 0
    head.look()
    files_of(head, summary)
    # A revised edition counts today's records and stands beside the signed one.
    head.open("summary:show", summary.pk)
    head.press("打开修订稿")
    assert head.said() == ["已打开修订稿。"]
    head.follow("与已签发版对照")
    assert head.texts("section table tbody tr") == ["理论讲堂场数 5 6"]
    head.look()


def settled(office: Office, folder: Path) -> Summary:
    from rongmei.reporting.summary import actions

    summary = summary_of(office, folder)
    actions.bind_proposed(actor=office.manager, summary=summary)
    times = summary.slots.get(original__startswith="200")
    figure = actions.slots.choice_of(summary, times, times.proposals[0])
    actions.bind_slot(actor=office.manager, summary=summary, ref=times.ref, choice=figure)
    for slot in summary.slots.filter(binding=Binding.OPEN):
        choice = actions.SlotChoice(Binding.TEXT, text=slot.original)
        actions.bind_slot(actor=office.manager, summary=summary, ref=slot.ref, choice=choice)
    return summary


def files_of(visitor: Visitor, summary: Summary) -> None:
    """All four files, plain and masked, by the names an office would keep them under."""
    title = summary.title
    visitor.open("summary:show", summary.pk)
    plain = {to: visitor.fetch(to) for to in ("DOCX", "PDF", "HTML", "TXT")}
    assert [name for name, _path in plain.values()] == [f"{title}.docx", f"{title}.pdf", f"{title}.html", f"{title}.txt"]
    words = "".join(p.text for p in WordDocument(BytesIO(plain["DOCX"][1].read_bytes())).paragraphs)
    assert "举办理论讲堂5场，覆盖2个二级单位，参加师生300余人次。" in words
    assert len(PdfReader(plain["PDF"][1]).pages) == 1
    assert "举办理论讲堂5场" in plain["TXT"][1].read_text(encoding="utf-8")
    visitor.follow("脱敏版")
    visitor.look()
    name, path = visitor.fetch("TXT")
    assert name == f"{title}（脱敏版）.txt"
    assert "举办理论讲堂*场，覆盖*个二级单位，参加师生***余人次。" in path.read_text(encoding="utf-8")
