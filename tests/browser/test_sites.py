"""Public sites at a browser: a reader, an office manager who makes a topic site, a correspondent who may not; every template in both themes."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, Request
from wagtail.models import Site

from rongmei.base.directory.actions import register_outlet
from rongmei.base.directory.enums import OutletKind
from rongmei.base.history.actors import SYSTEM
from rongmei.content.newsroom.enums import PublicationState
from rongmei.content.newsroom.models import Publication
from rongmei.website.pages import actions
from rongmei.website.pages.models import SiteHome
from rongmei.website.pages.tests.conftest import Campus, build, paragraph, picture

from .conftest import Come
from .office import Office
from .visitor import AXE, STANDARDS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def campus(fresh: None, settings: Any, tmp_path: Any, live_server: Any) -> Campus:
    settings.BAKED_DIR = tmp_path / "baked"
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    cache.clear()
    Site.objects.filter(is_default_site=True).update(hostname="localhost")
    Site.clear_site_root_paths_cache()
    campus = build()
    asset = picture()
    body = [
        paragraph("自本周起，图书馆一层通宵开放。"),
        {"type": "picture", "value": {"asset": asset.pk, "caption": "图书馆夜景", "credit": "某人摄", "alt": "亮灯的图书馆"}},
        {"type": "heading", "value": {"text": "怎样预约", "level": 2}},
        {"type": "quote", "value": {"text": "灯亮着，心就安了。", "source": "一位同学"}},
        {"type": "table", "value": {"rows": [["楼层", "座位"], ["一层", "300"]], "head": True, "caption": "座位"}},
    ]
    credits = [{"step": "初审", "kind": "review", "name": "王初", "post": "编辑"}]
    campus.story("图书馆开放夜间自习室", body=body, lead=asset, subjects=[campus.research], units=[campus.science], credits=credits)
    for number in range(8):
        campus.story(
            f"三审三校工作推进会第{number}次会议召开", subjects=[campus.research if number % 2 else campus.culture], units=[campus.science]
        )
    campus.story("理学院学生作品获奖", site=campus.college)
    actions.create_topic(
        actor=SYSTEM, site=campus.news, title="学习专题", slug="learning",
        body=[
            {"type": "banner", "value": {"title": "学习在路上", "text": "一句话", "image": None, "alt": ""}},
            {"type": "figures", "value": {"heading": "", "figures": [{"value": "27", "text": "个学院"}]}},
            {"type": "timeline", "value": {"heading": "历程", "moments": [{"year": "2026", "text": "启动"}]}},
            {"type": "links", "value": {"heading": "链接", "links": [{"text": "理学院", "page": campus.college.pk, "url": ""}]}},
            {"type": "stories", "value": {"heading": "排行", "section": None, "count": 3, "layout": "ranked"}},
            {"type": "text", "value": {"heading": "关于", "text": "<p>说明<b>文字</b></p>"}},
        ],
    )  # fmt: skip
    return campus


def _note_outside(outside: list[str], server: str, request: Request) -> None:
    if not request.url.startswith((server, "data:")):
        outside.append(request.url)


def wrong(page: Page) -> list[str]:
    """What axe says of the whole page against WCAG 2.2 A and AA."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        """async (standards) => {
          const result = await axe.run(document, { runOnly: { type: "tag", values: standards }, resultTypes: ["violations"] });
          return result.violations.flatMap((v) => v.nodes.map((n) => [v.id, n.target.join(" "), n.html.slice(0, 160)]));
        }""",
        [*STANDARDS, "best-practice"],
    )
    return [json.dumps(line, ensure_ascii=False) for line in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_public_page_is_for_everybody_wide_and_narrow(campus: Campus, come: Come, scheme: str):
    story = next(story for story in campus.made if story.lead_id)
    gone = campus.story("撤下的")
    Publication.objects.filter(pk=gone.pk).update(state=PublicationState.WITHDRAWN)
    actions.note_change(actor=SYSTEM, public_ids=[gone.public_id])
    paths = ["/", "/research/", "/all/", "/learning/", "/science/", campus.path(story), campus.path(gone), "/nothing", "/search/?q=推进会"]
    found = []
    for width in (1280, 360):
        reader = come(width=width, height=800)
        reader.page.emulate_media(color_scheme=scheme)
        outside: list[str] = []
        reader.page.on("request", partial(_note_outside, outside, reader.server))
        for path in paths:
            reader.page.goto(reader.server + path)
            found += [f"{path} {width}: {line}" for line in wrong(reader.page)]
            found += [f"{path} {width}: wider than the window"] if reader.is_wider_than_the_window() else []
        found += [f"fetched from outside: {url}" for url in outside]
    assert found == []


def test_a_page_holds_at_200_per_cent(campus: Campus, come: Come):
    """Twice the size in a window of 1280 leaves 640 pixels, and text twice as large must not run out of its box."""
    reader = come(width=640, height=400)
    for path in ("/", "/research/", campus.path(campus.made[0])):
        reader.page.goto(reader.server + path)
        reader.page.add_style_tag(url="/static/pages/site.css")
        reader.page.evaluate("document.documentElement.setAttribute('data-zoom', '')")
        assert not reader.is_wider_than_the_window()


def test_a_reader_finds_a_story_by_keyboard_and_by_search(campus: Campus, come: Come):
    reader = come()
    reader.page.goto(reader.server + "/")
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("document.activeElement.className") == "skip"
    reader.page.keyboard.press("Enter")
    assert reader.page.evaluate("document.activeElement.id") == "content"
    reader.page.locator("#find").fill("自习")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/search/?q=*")
    assert reader.texts("mark") == ["自习"]
    reader.page.get_by_role("link", name="图书馆开放夜间自习室").click()
    reader.page.wait_for_url("**/news/2026/*")
    assert (reader.text("h1"), reader.text(".credits dl")) == ("图书馆开放夜间自习室", "初审 王初 编辑")
    image = reader.page.locator(".story__body img")
    image.scroll_into_view_if_needed()
    assert image.evaluate("async (image) => { await image.decode(); return image.naturalWidth; }") > 0
    assert image.get_attribute("alt") == "亮灯的图书馆"


def test_the_appearance_is_chosen_and_remembered(campus: Campus, come: Come):
    reader = come()
    reader.page.goto(reader.server + "/")
    ground = "getComputedStyle(document.body).backgroundColor"
    before = reader.page.evaluate(ground)
    for _press in range(2):
        reader.page.locator("button.light").click()
    after = reader.page.evaluate(ground)
    reader.page.goto(reader.server + "/research/")
    assert (before != after, reader.page.evaluate(ground) == after) == (True, True)


def test_structured_data_runs_into_no_policy(campus: Campus, come: Come):
    reader = come()
    reader.page.goto(reader.server + campus.path(campus.made[0]))
    data = json.loads(reader.page.locator('script[type="application/ld+json"]').text_content() or "")
    assert (data["@type"], reader.complaints) == ("NewsArticle", [])


def test_an_office_manager_makes_a_topic_site_and_readers_see_it(office: Office, come: Come, settings: Any, tmp_path: Any):
    settings.BAKED_DIR = tmp_path / "baked"
    Site.objects.filter(is_default_site=True).update(hostname="localhost")
    actions.create_theme(actor=SYSTEM, name="红")
    unit = office.literature
    outlets = [register_outlet(actor=SYSTEM, name=name, kind=OutletKind.SITE, unit=unit) for name in ("主站", "学习在路上")]
    theme = actions.create_theme(actor=SYSTEM, name="蓝", accent="#1d5a8a")
    actions.create_site(actor=SYSTEM, title="主站", kind="news", outlet=outlets[0], theme=theme)
    manager = come(office.manager)
    manager.open("sites:index")
    manager.follow("新建网站")
    manager.page.locator("[name=kind]").select_option(label="专题网站")
    manager.page.locator("[name=title]").fill("学习在路上")
    manager.page.locator("[name=outlet]").select_option(label="学习在路上")
    manager.page.locator("[name=path]").fill("console")
    manager.page.locator("[name=theme]").select_option(label="红")
    manager.page.locator("[name=columns]").fill("心得体会\n典型案例 | 文学院")
    manager.press("建立网站")
    assert ("console" in manager.text("[role=alert]"), manager.page.locator("[name=title]").input_value()) == (True, "学习在路上")
    manager.page.locator("[name=path]").fill("learning")
    manager.press("建立网站")
    manager.look()
    assert [page.title for page in SiteHome.objects.get(slug="learning").get_children()] == ["心得体会", "典型案例"]
    reader = come()
    reader.page.goto(reader.server + "/learning/")
    assert reader.texts(".menu a") == ["首页", "心得体会", "典型案例"]


def test_a_correspondent_is_refused_with_the_rules_sentence(office: Office, come: Come):
    visitor = come(office.correspondent)
    assert visitor.open("sites:add") == 403
    assert "只有办公室主任和部领导可以新建、修改网站。" in visitor.page.inner_text("main")
