"""A story from a topic to the public, each in his role; and those who are refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from rongmei.base.directory.actions import add_person, create_account, register_outlet
from rongmei.base.directory.enums import OutletKind, Role
from rongmei.base.directory.models import Outlet, User
from rongmei.base.history.actors import SYSTEM
from rongmei.content.newsroom import actions
from rongmei.content.newsroom.actions.ready_made import SITE
from rongmei.content.newsroom.models import Manuscript, Publication

from .office import Office
from .visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once]

HEADLINE = "图书馆古籍修复工作坊开班"
BODY = "3月9日，图书馆古籍修复工作坊开班，首批学员二十人。"


@dataclass
class Desk:
    unit_head: User
    editor: User
    chief: User
    deputy: User
    proofreaders: list[User]
    site: Outlet


@pytest.fixture
def desk(office: Office) -> Desk:
    def person(number: int, name: str, role: Role, unit: Any = None) -> User:
        made = add_person(actor=SYSTEM, campus_id=f"2021{number:04d}", name=name, unit=unit or office.manager.person.unit)
        grants = [(role, unit)]
        return create_account(actor=SYSTEM, username=f"desk{number}", person=made, roles=grants, must_change_password=False).user

    site = register_outlet(actor=SYSTEM, name="云岭大学新闻网", kind=OutletKind.SITE, unit=office.manager.person.unit)
    actions.make_procedure(actor=SYSTEM, plan=SITE)
    return Desk(
        person(1, "柳依依", Role.UNIT_HEAD, office.literature),
        person(2, "温以宁", Role.EDITOR),
        person(3, "莫雨桐", Role.SECTION_CHIEF),
        person(4, "秦越", Role.DEPUTY_HEAD),
        [person(number, name, Role.PROOFREADER) for number, name in ((5, "白露"), (6, "方糖"), (7, "程墨"))],
        site,
    )


def sign(visitor: Visitor, manuscript: Manuscript, step: str) -> None:
    visitor.open("newsroom:story", manuscript.pk)
    visitor.press(f"签“{step}”")


def write(visitor: Visitor, text: str) -> None:
    """The first paragraph of a new text, which stands open."""
    visitor.page.locator(".public-DraftEditor-content").first.click()
    visitor.page.keyboard.type(text)
    # The editor hands its words to the form a quarter of a second later.
    visitor.page.wait_for_function("(text) => document.querySelector('[name=body-0-value]').value.includes(text)", arg=text)


def test_story_from_topic_to_the_public(office: Office, desk: Desk, come: Any) -> None:
    correspondent, editor = come(office.correspondent), come(desk.editor)
    # a topic is proposed and accepted
    correspondent.open("newsroom:topics")
    correspondent.look()
    correspondent.fill("选题", HEADLINE)
    correspondent.press("报选题")
    topic = correspondent.page.url
    editor.page.goto(topic)
    editor.look()
    editor.press("采纳选题")
    # the piece is asked of the correspondent, who takes it on
    editor.fill("承担人", "江一川")
    editor.fill("交稿时间", f"{timezone.localtime() + dt.timedelta(days=2):%Y-%m-%dT%H:%M}")
    editor.press("派稿")
    correspondent.page.goto(topic)
    correspondent.press("接受任务")
    # the text is written and handed in
    correspondent.open("newsroom:new")
    correspondent.look()
    correspondent.fill("标题", HEADLINE)
    write(correspondent, BODY)
    correspondent.field("云岭大学新闻网").check()
    correspondent.press("存稿")
    manuscript = Manuscript.objects.get()
    assert (manuscript.headline, manuscript.current.body[0]["value"]) == (HEADLINE, f"<p>{BODY}</p>")
    correspondent.look()
    correspondent.press("提交送审")
    # nobody reviews his own text: there is no button, and the page says why
    assert correspondent.page.locator("#sign button").count() == 0
    # everybody in turn; a return from the second review, with its reason
    for user, step in ((desk.unit_head, "单位负责人审核"), (office.manager, "保密审查"), (desk.editor, "初审")):
        sign(come(user), manuscript, step)
    chief = come(desk.chief)
    chief.open("newsroom:story", manuscript.pk)
    chief.look()
    returning = chief.page.locator("#sign form").nth(1)
    returning.get_by_label("退回到").select_option(label="初审")
    returning.get_by_role("textbox").fill("导语里写清期数")
    chief.press("退回", within=returning)
    # the editor changes the text: what was signed is void at once, and the page says what was changed
    editor.open("newsroom:write", manuscript.pk)
    editor.look()
    editor.fill("标题", f"第二期{HEADLINE}")
    editor.press("保存")
    assert editor.said() == ["已保存。"]
    page = editor.text(".nr-steps")
    assert page.count("标题") >= 1
    assert editor.page.locator(".nr-passed").count() == 0
    for user, step in (
        (desk.unit_head, "单位负责人审核"), (office.manager, "保密审查"), (desk.editor, "初审"), (desk.chief, "复审"), (desk.deputy, "终审"),
        *zip(desk.proofreaders, ("一校", "二校", "三校"), strict=True),
    ):  # fmt: skip
        sign(come(user), manuscript, step)
    editor.open("newsroom:story", manuscript.pk)
    editor.press("发布")
    published = Publication.objects.get()
    assert (published.headline, [line["step"] for line in published.credits][-3:]) == (f"第二期{HEADLINE}", ["一校", "二校", "三校"])
    editor.look()
    assert editor.open("newsroom:compare", manuscript.pk) == 200
    editor.look()
    assert editor.texts("ins") == ["第二期"]


def test_auditor_reads_and_outsider_is_refused(office: Office, desk: Desk, come: Any) -> None:
    unit, content = office.literature, {"headline": HEADLINE, "body": [{"type": "paragraph", "value": f"<p>{BODY}</p>"}]}
    from rongmei.content.newsroom.text import read_content

    manuscript = actions.begin_manuscript(actor=office.correspondent, unit=unit, content=read_content(content), targets=[desk.site])
    auditor = come(office.auditor)
    assert auditor.open("newsroom:story", manuscript.pk) == 200
    assert auditor.page.get_by_role("button", name="提交送审", exact=True).count() == 0
    assert auditor.open("newsroom:write", manuscript.pk) == 403
    outsider = come(office.outsider)
    assert outsider.open("newsroom:story", manuscript.pk) == 403
    assert outsider.open("newsroom:new") == 403


def test_typing_survives_a_closed_tab(office: Office, desk: Desk, come: Any) -> None:
    from rongmei.content.newsroom.text import read_content

    content = read_content({"headline": HEADLINE, "body": [{"type": "paragraph", "value": f"<p>{BODY}</p>"}]})
    manuscript = actions.begin_manuscript(actor=office.correspondent, unit=office.literature, content=content, targets=[desk.site])
    visitor = come(office.correspondent)
    visitor.open("newsroom:write", manuscript.pk)
    visitor.page.wait_for_timeout(1500)
    visitor.fill("标题", "写到一半的标题")
    visitor.page.wait_for_function("() => document.querySelector('[data-autosave-word]').textContent.includes('已暂存')", timeout=15_000)
    visitor.page.goto("about:blank")
    visitor.open("newsroom:write", manuscript.pk)
    visitor.follow("接着写")
    assert visitor.field("标题").input_value() == "写到一半的标题"
    assert Manuscript.objects.get().revisions.count() == 1


def test_typing_survives_a_lost_network_and_touches_nothing_signed(office: Office, desk: Desk, come: Any) -> None:
    """Scenario 9: what is typed while the network is away is kept as soon as it is back, as a draft beside the signed text."""
    from rongmei.content.newsroom.standing import standing_of
    from rongmei.content.newsroom.text import read_content

    content = read_content({"headline": HEADLINE, "body": [{"type": "paragraph", "value": f"<p>{BODY}</p>"}]})
    manuscript = actions.begin_manuscript(actor=office.correspondent, unit=office.literature, content=content, targets=[desk.site])
    manuscript = actions.submit_manuscript(actor=office.correspondent, manuscript=manuscript)
    actions.sign_manuscript(actor=desk.unit_head, manuscript=manuscript)
    visitor = come(desk.editor)
    visitor.open("newsroom:write", manuscript.pk)
    visitor.page.wait_for_timeout(1500)
    word = "() => document.querySelector('[data-autosave-word]').textContent"
    visitor.context.set_offline(True)
    visitor.fill("标题", "断网时写的标题")
    visitor.page.wait_for_function(f"{word}.includes('未能暂存')", timeout=15_000)
    assert visitor.field("标题").input_value() == "断网时写的标题"
    assert manuscript.drafts.count() == 0
    visitor.context.set_offline(False)
    visitor.page.wait_for_function(f"{word}.includes('已暂存')", timeout=15_000)
    assert manuscript.drafts.get().content["headline"] == "断网时写的标题"
    manuscript = Manuscript.objects.get()
    assert (manuscript.headline, manuscript.revisions.count()) == (HEADLINE, 1)
    assert [line.step.label for line in standing_of(manuscript).steps if line.passed] == ["单位负责人审核"]


def test_manager_makes_a_version_and_a_story_goes_through_it(office: Office, desk: Desk, come: Any) -> None:
    """Four steps instead of eight; what is under way keeps the eight; a chief does not make any."""
    from rongmei.content.newsroom.models import Procedure
    from rongmei.content.newsroom.text import read_content

    content = read_content({"headline": HEADLINE, "body": [{"type": "paragraph", "value": f"<p>{BODY}</p>"}]})
    before = actions.begin_manuscript(actor=office.correspondent, unit=office.literature, content=content, targets=[desk.site])
    before = actions.submit_manuscript(actor=office.correspondent, manuscript=before)
    manager = come(office.manager)
    manager.open("newsroom:procedures")
    manager.look()
    manager.follow("以此为底稿立新版本")
    manager.look()
    steps = manager.page.locator("fieldset.nr-step")
    assert steps.count() == 8
    for label in ("单位负责人审核", "二校", "三校"):
        manager.page.locator("fieldset.nr-step", has=manager.page.locator(f"input[value='{label}']")).get_by_label("去掉这个环节").check()
    proof = manager.page.locator("fieldset.nr-step", has=manager.page.locator("input[value='一校']"))
    proof.get_by_label("去掉这个环节").check()
    manager.press("再加一个环节")
    last = steps.last
    last.get_by_label("环节名称").fill("对红")
    last.get_by_label("环节类型").select_option(label="校对")
    manager.press("启用")
    # no role was ticked: the sentence says which step, and what was typed is still there
    assert any("对红" in sentence and "签" in sentence for sentence in manager.said()), manager.said()
    assert last.get_by_label("环节名称").input_value() == "对红"
    last.get_by_label("校对", exact=True).check()
    manager.press("启用")
    made = Procedure.objects.get(key="site", version=2)
    assert [step.label for step in made.steps.all()] == ["保密审查", "初审", "复审", "终审", "对红"]
    manager.look()
    after = actions.begin_manuscript(actor=office.correspondent, unit=office.literature, content=content, targets=[desk.site])
    visitor = come(office.correspondent)
    visitor.open("newsroom:story", after.pk)
    visitor.press("提交送审")
    assert "（v2）" in visitor.text(".rm-screen p")
    visitor.open("newsroom:story", before.pk)
    assert "（v1）" in visitor.text(".rm-screen p")
    for user, step in (
        (office.manager, "保密审查"),
        (desk.editor, "初审"),
        (desk.chief, "复审"),
        (desk.deputy, "终审"),
        (desk.proofreaders[0], "对红"),
    ):
        sign(come(user), after, step)
    editor = come(desk.editor)
    editor.open("newsroom:story", after.pk)
    editor.look()
    editor.press("发布")
    editor.page.get_by_text("登记转载", exact=True).click()
    editor.fill("或校外平台、媒体", "云岭日报客户端")
    editor.press("登记")
    assert "云岭日报客户端" in editor.text("#elsewhere")
    editor.look()
    chief = come(desk.chief)
    assert chief.open("newsroom:procedure_new") == 403
    chief.open("newsroom:procedures")
    assert chief.page.get_by_role("link", name="以此为底稿立新版本").count() == 0
