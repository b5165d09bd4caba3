"""Public sites at a browser: a reader, an office manager who makes a topic site, a correspondent who may not; every template in both themes.

Which templates there are is read from the folder; which blocks, from the code: whatever is new and not shown here fails.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test.signals import template_rendered
from playwright.sync_api import Page, Request
from wagtail.models import Site

from rongmei.base.directory.actions import register_outlet
from rongmei.base.directory.enums import OutletKind
from rongmei.base.history.actors import SYSTEM
from rongmei.content.newsroom.actions import import_archived_publication
from rongmei.content.newsroom.enums import AssetKind, PublicationState
from rongmei.content.newsroom.models import Publication
from rongmei.content.newsroom.tests.factories import AssetFactory, CorrectionNoteFactory
from rongmei.content.newsroom.text import Content
from rongmei.content.newsroom.text.blocks import SHAPES
from rongmei.website.pages import actions
from rongmei.website.pages.actions.sites import Column
from rongmei.website.pages.blocks import LAYOUT
from rongmei.website.pages.enums import ListLayout, Shape
from rongmei.website.pages.models import SiteHome
from rongmei.website.pages.tests.conftest import ZONE, Campus, build, paragraph, picture

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
    asset, (video, sheet) = picture(), _files()
    credits = [{"step": "初审", "kind": "review", "name": "王初", "post": "编辑"}]
    campus.story(
        "图书馆开放夜间自习室", body=_every_block(asset.pk, video.pk, sheet.pk), lead=asset, subjects=[campus.research], units=[campus.science], credits=credits,
        kicker="校园服务", subhead="一层通宵开放", summary="自本周起，一层通宵开放。",
    ).assets.add(video, sheet)  # fmt: skip
    CorrectionNoteFactory(publication=campus.made[0], text="文中座位数应为300个。")
    for number in range(8):
        campus.story(
            f"三审三校工作推进会第{number}次会议召开", subjects=[campus.research if number % 2 else campus.culture], units=[campus.science],
            lead=asset if number < 6 else None,
        )  # fmt: skip
    campus.story("理学院学生作品获奖", site=campus.college)
    for layout in ListLayout.values:
        actions.create_section(actor=SYSTEM, site=campus.news, column=Column(f"栏目{layout}", f"list-{layout}", layout=layout))
    actions.create_topic(actor=SYSTEM, site=campus.news, title="学习专题", slug="learning", body=_every_part(campus))
    return campus


def _files() -> list[Any]:
    """A video and a sheet with bytes on disk."""
    found = []
    for kind, name, media_type in ((AssetKind.VIDEO, "晨读.mp4", "video/mp4"), (AssetKind.FILE, "座位表.pdf", "application/pdf")):
        made = AssetFactory.build(kind=kind, file_name=name, media_type=media_type, width=None, height=None)
        made.file.save(name, ContentFile(b"%PDF-1.4 not a whole one"), save=False)
        made.save()
        found.append(made)
    return found


def _every_block(asset: int, video: int, sheet: int) -> list[dict[str, Any]]:
    """A story with each kind of block there is."""
    shown = {"asset": asset, "caption": "图书馆夜景", "credit": "某人摄", "alt": "亮灯的图书馆"}
    body: list[dict[str, Any]] = [
        paragraph("自本周起，图书馆一层通宵开放。"),
        {"type": "picture", "value": shown},
        {"type": "heading", "value": {"text": "怎样预约", "level": 2}},
        {"type": "heading", "value": {"text": "校外读者", "level": 3}},
        {"type": "gallery", "value": {"pictures": [shown, shown], "caption": "两张照片"}},
        {"type": "quote", "value": {"text": "灯亮着，心就安了。", "source": "一位同学"}},
        {"type": "table", "value": {"rows": [["楼层", "座位"], ["一层", "300"]], "head": True, "caption": "座位"}},
        {"type": "video", "value": {"asset": None, "url": "https://video.example.edu.cn/1", "title": "外站视频", "caption": "说明"}},
        {"type": "video", "value": {"asset": video, "url": "", "title": "晨读", "caption": "晨读录像"}},
        {"type": "file", "value": {"asset": sheet, "title": "附件：座位表"}},
    ]
    assert {block["type"] for block in body} == set(SHAPES)
    return body


def _every_part(campus: Campus) -> list[dict[str, Any]]:
    """A landing page with each kind of part there is, lists in each layout."""
    tile = {"title": "理学院", "text": "一句话", "image": None, "page": campus.college.pk, "url": ""}
    body: list[dict[str, Any]] = [
        {"type": "banner", "value": {"title": "学习在路上", "text": "一句话", "image": None, "alt": "", "link": {"text": "理学院", "page": campus.college.pk, "url": ""}}},
        {"type": "hero", "value": {"section": None, "count": 4}},
        {"type": "figures", "value": {"heading": "", "figures": [{"value": "27", "text": "个学院"}]}},
        {"type": "timeline", "value": {"heading": "历程", "moments": [{"year": "2026", "text": "启动"}]}},
        {"type": "links", "value": {"heading": "链接", "links": [{"text": "理学院", "page": campus.college.pk, "url": ""}]}},
        {"type": "tiles", "value": {"heading": "专题", "tiles": [tile, tile]}},
        {"type": "text", "value": {"heading": "关于", "text": "<p>说明<b>文字</b></p>"}},
        *({"type": "stories", "value": {"heading": layout, "section": None, "count": 5, "layout": layout}} for layout in ListLayout.values),
    ]  # fmt: skip
    for shape in Shape.values:
        body.append({"type": "columns", "value": {"shape": shape, "parts": body[-2:]}})
    assert {part["type"] for part in body} == {name for name, _block in LAYOUT}
    return body


@pytest.fixture
def rendered() -> Iterator[set[str]]:
    """Names of the templates the server has rendered so far."""
    found: set[str] = set()

    def note(template: Any, **_more: Any) -> None:
        found.add(str(template.name))

    template_rendered.connect(note)
    yield found
    template_rendered.disconnect(note)


def public_templates() -> set[str]:
    folder = Path(actions.__file__).parents[1] / "templates"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html") if "console" not in path.parts}


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


def _pages(campus: Campus) -> list[str]:
    """An address for every public template; one page longer than a page of a list; an archived and a withdrawn story."""
    gone = campus.story("撤下的")
    Publication.objects.filter(pk=gone.pk).update(state=PublicationState.WITHDRAWN)
    actions.note_change(actor=SYSTEM, public_ids=[gone.public_id])
    old = import_archived_publication(
        actor=SYSTEM, outlet=campus.news.outlet, unit=campus.science, origin="/old/1.htm", published_at=dt.datetime(2019, 5, 1, tzinfo=ZONE),
        content=Content(headline="旧站的一篇文章", body=[paragraph("旧站的正文。")]),
    )  # fmt: skip
    lists = [f"/list-{layout}/" for layout in ListLayout.values]
    return [
        "/", "/research/", *lists, "/learning/", "/science/", campus.path(campus.made[0]), f"/news/2019/{old.public_id}", campus.path(gone),
        "/nothing", "/search/?q=推进会", "/search/?q=没有的词",
    ]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_public_page_is_for_everybody_wide_and_narrow(campus: Campus, come: Come, rendered: set[str], scheme: str):
    paths = _pages(campus)
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
    assert public_templates() - rendered == set()


def test_every_page_holds_at_200_per_cent(campus: Campus, come: Come):
    """A browser at 200 % in a window of 1280 lays out 640 pixels, and shows each of them twice as large."""
    reader = come(width=640, height=400)
    sideways = []
    for path in _pages(campus):
        reader.page.goto(reader.server + path)
        sideways += [path] if reader.is_wider_than_the_window() else []
        reader.page.evaluate("document.documentElement.style.fontSize = '200%'")  # text alone twice as large: 1.4.4
        sideways += [f"{path} text"] if reader.is_wider_than_the_window() else []
    assert sideways == []


def test_everything_on_a_page_is_reached_with_the_tab_key_and_seen(campus: Campus, come: Come):
    """Each stop is a link, field or button; it is inside the page, and its focus is drawn."""
    reader = come()
    reader.page.goto(reader.server + "/")
    wanted = reader.page.locator("a[href]:visible, input:visible, select:visible, button:visible").count()
    stops, unseen = 0, []
    for _press in range(wanted):
        reader.page.keyboard.press("Tab")
        stop = reader.page.evaluate(
            """() => { const at = document.activeElement, box = at.getBoundingClientRect(), drawn = getComputedStyle(at);
              return [at.tagName, at.textContent.trim().slice(0, 20), box.width > 0 && box.right <= innerWidth + 1, drawn.outlineStyle]; }"""
        )
        if stop[0] in ("BODY", "MAIN"):
            continue
        stops += 1
        unseen += [stop] if not stop[2] or stop[3] == "none" else []
    assert (stops >= wanted - 1, unseen) == (True, [])


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
    image = reader.page.locator(".story__body img").first
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
    manager.press("把“典型案例”上移")
    manager.press("把“心得体会”移出菜单")
    manager.follow("典型案例")
    manager.page.locator("[name=title]").fill("案例选登")
    manager.press("保存")
    manager.look()
    reader.page.reload()
    assert reader.texts(".menu a") == ["首页", "案例选登"]
    manager.follow("删除 案例选登")
    manager.press("删除")
    reader.page.reload()
    assert reader.texts(".menu a") == []


def test_a_correspondent_is_refused_with_the_rules_sentence(office: Office, come: Come):
    visitor = come(office.correspondent)
    assert visitor.open("sites:add") == 403
    assert "只有办公室主任和部领导可以新建、修改网站。" in visitor.page.inner_text("main")
