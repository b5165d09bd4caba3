"""What readers get: stories, columns, search, nothing; and what they never get."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from rongmei.base.history.actors import SYSTEM
from rongmei.content.newsroom.enums import PublicationState
from rongmei.content.newsroom.models import Publication
from rongmei.content.newsroom.registry import addresses_of
from rongmei.content.newsroom.tests.factories import CorrectionNoteFactory, PublicationFactory

from .. import actions
from .conftest import Campus, paragraph, picture

pytestmark = pytest.mark.django_db


def withdraw(story: Publication) -> None:
    Publication.objects.filter(pk=story.pk).update(state=PublicationState.WITHDRAWN)
    actions.note_change(actor=SYSTEM, public_ids=[story.public_id])


def test_the_front_page_shows_the_newest_stories(campus: Campus, client: Client):
    campus.story("第一条")
    campus.story("第二条")
    page = client.get("/").content.decode()
    assert (page.index("第二条") < page.index("第一条"), '<html lang="zh-Hans">' in page) == (True, True)


def test_without_a_site_the_bare_address_leads_to_setting_up(db, client: Client):
    assert client.get("/").headers["Location"] == "/setup/"


def test_a_story_shows_its_record(campus: Campus, client: Client):
    story = campus.story(
        "隔热板研制成功", kicker="科研进展", subhead="副标题在此", subjects=[campus.research],
        byline=[{"role": "author", "role_label": "作者", "name": "周明远", "unit": ""}],
        credits=[{"step": "初审", "kind": "review", "name": "王初", "post": "编辑"}, {"step": "终审", "kind": "review", "name": "钱终", "post": ""}],
    )  # fmt: skip
    response = client.get(campus.path(story))
    page = response.content.decode()
    assert response.status_code == 200
    for words in ("隔热板研制成功", "科研进展", "副标题在此", "周明远", "王初", "编辑", "钱终", "云岭新闻网", "图书馆一层通宵开放", "科研"):
        assert words in page
    assert f'<link rel="canonical" href="http://testserver{campus.path(story)}">' in page


def test_the_newsroom_is_told_where_readers_open_a_story_and_of_no_page_that_is_not_there(campus: Campus):
    story, elsewhere = campus.story("第一条"), PublicationFactory()
    assert addresses_of([story, elsewhere]) == {story.pk: f"http://testserver{campus.path(story)}"}
    assert addresses_of([]) == {}


def test_structured_data_is_json_and_cannot_break_out(campus: Campus, client: Client):
    story = campus.story("</script><script>alert(1)</script>&")
    page = client.get(campus.path(story)).content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    data = json.loads(block)
    assert (data["@type"], data["headline"]) == ("NewsArticle", "</script><script>alert(1)</script>&")
    assert "<script>alert" not in page


def test_text_of_users_is_escaped_and_markup_cleaned_again(campus: Campus, client: Client):
    blocks = [
        {"type": "paragraph", "value": '<p onclick="x()">甲<script>bad()</script><b>乙</b></p>'},
        {"type": "heading", "value": {"text": "<i>", "level": 2}},
    ]
    page = client.get(campus.path(campus.story("标题", body=blocks))).content.decode()
    assert ("<p>甲<b>乙</b></p>" in page, "onclick" in page, "bad()" in page, "<h2>&lt;i&gt;</h2>" in page) == (True, False, False, True)


def test_another_year_leads_to_the_storys_own_address(campus: Campus, client: Client):
    story = campus.story()
    response = client.get(f"/news/2001/{story.public_id}")
    assert (response.status_code, response.headers["Location"]) == (301, campus.path(story))


def test_a_story_is_at_home_on_its_own_site_only(campus: Campus, client: Client):
    story = campus.story()
    assert client.get(f"/science{campus.path(story)}").status_code == 404


def test_a_withdrawn_story_answers_410_without_a_word_and_is_nowhere(campus: Campus, client: Client):
    story = campus.story("绝密的标题", body=[paragraph("绝密的正文")], subjects=[campus.research], lead=picture())
    others = campus.story("同题材的另一条", subjects=[campus.research])
    addresses = [
        "/",
        "/research/",
        "/all/",
        "/rss.xml",
        "/atom.xml",
        "/feed.json",
        "/sitemap-2026-1.xml",
        "/search/?q=绝密",
        campus.path(others),
    ]
    before = [
        address
        for address in addresses
        if "绝密" in client.get(address).content.decode() or story.public_id in client.get(address).content.decode()
    ]
    assert before == addresses
    image = f"/pictures/{story.public_id}/{story.lead_id}-card.webp"
    assert client.get(image).status_code == 200
    withdraw(story)
    gone = client.get(campus.path(story))
    assert (gone.status_code, "绝密" in gone.content.decode()) == (410, False)
    assert client.get(f"{campus.path(story)}/ninjs.json").status_code == 410
    assert client.get(image).status_code == 404
    for address in addresses:
        page = client.get(address).content.decode()
        assert (address, "绝密的" in page, story.public_id in page) == (address, False, False)


def test_a_correction_is_shown_and_the_older_edition_is_not(campus: Campus, client: Client):
    old = campus.story("旧标题")
    assert "旧标题" in client.get(campus.path(old)).content.decode()
    Publication.objects.filter(pk=old.pk).update(state=PublicationState.CORRECTED)
    new = PublicationFactory(
        outlet=old.outlet, manuscript=old.manuscript, headline="新标题", public_id=old.public_id, edition=2,
        first_published_at=old.first_published_at,
    )  # fmt: skip
    CorrectionNoteFactory(publication=new, public_id=new.public_id, text="职务应为教授。")
    actions.note_change(actor=SYSTEM, public_ids=[new.public_id])
    page = client.get(campus.path(old)).content.decode()
    assert ("新标题" in page, "旧标题" in page, "职务应为教授。" in page) == (True, False, True)


def test_columns_ask_by_subject_and_unit(campus: Campus, client: Client):
    campus.story("科研的", subjects=[campus.research])
    campus.story("文化的", subjects=[campus.culture])
    campus.story("理学院的", units=[campus.science])
    pages = {name: client.get(f"/{name}/").content.decode() for name in ("research", "natural", "all")}
    shown = {name: [words for words in ("科研的", "文化的", "理学院的") if words in page] for name, page in pages.items()}
    assert shown == {"research": ["科研的"], "natural": ["理学院的"], "all": ["科研的", "文化的", "理学院的"]}


def test_a_column_has_further_pages(campus: Campus, client: Client):
    for number in range(22):
        campus.story(f"第{number:02}条")
    first, second = (client.get(address).content.decode() for address in ("/all/", "/all/p2/"))
    assert ("第21条" in first, "第01条" in first, "第01条" in second, "第21条" in second) == (True, False, True, False)
    assert client.get("/all/p1/").headers["Location"] == "/all/"
    assert client.get("/all/p9/").status_code == 200


def test_a_pinned_story_stands_first_and_once(campus: Campus, client: Client):
    first = campus.story("最早的")
    campus.story("最新的")
    page = campus.news.get_children().get(slug="all")
    actions.pin_story(actor=SYSTEM, page=page, public_id=first.public_id)
    text = client.get("/all/").content.decode()
    assert (text.index("最早的") < text.index("最新的"), text.count("<h2><a")) == (True, 2)


def test_sites_by_path_and_by_host(campus: Campus, client: Client):
    campus.story("理学院新闻", site=campus.college)
    campus.story("Jubilee news", site=campus.jubilee)
    college = client.get("/science/").content.decode()
    jubilee = client.get("/", headers={"host": "jubilee.example"}).content.decode()
    assert ("理学院新闻" in college, "Jubilee news" in college) == (True, False)
    assert ("Jubilee news" in jubilee, '<html lang="en">' in jubilee, "Skip to the content" in jubilee) == (True, True, True)
    assert ("© Yunling University." in jubilee, "云岭大学" in jubilee) == (True, False)
    assert client.get("/science").headers["Location"] == "/science/"


def test_what_is_nowhere_answers_404_in_the_sites_dress(campus: Campus, client: Client):
    response = client.get("/nothing/at/all")
    assert (response.status_code, "云岭新闻网" in response.content.decode()) == (404, True)


def test_a_page_without_its_last_slash_leads_there(campus: Campus, client: Client):
    assert client.get("/research").headers["Location"] == "/research/"


def test_readers_cannot_post(campus: Campus, client: Client):
    assert client.post("/research/").status_code == 405


def test_search_marks_what_was_asked_for(campus: Campus, client: Client):
    campus.story("三审三校工作推进会")
    page = client.get("/search/", {"q": "推进会"}).content.decode()
    assert "三审三校工作<mark>推进会</mark>" in page


def test_search_takes_any_parameters(campus: Campus, client: Client):
    for query in (
        {"q": "x" * 500},
        {"q": "甲", "p": "99999999999"},
        {"q": "甲", "since": "昨天"},
        {"q": "甲", "unit": "x"},
        {"q": "\x00'\"*"},
    ):
        assert client.get("/search/", query).status_code == 200
