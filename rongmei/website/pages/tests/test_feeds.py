"""Feeds, ninjs, sitemaps: each read back by a program that is not ours, or against the rules of its format."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from .conftest import ZONE, Campus, paragraph, picture

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_rss_names_stories_with_their_addresses(campus: Campus, client: Client):
    story = campus.story("A & B <新闻>", summary="摘要", subjects=[campus.research], lead=picture())
    response = client.get("/rss.xml")
    item = etree.fromstring(response.content).find("channel/item")
    assert response.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert (item.findtext("title"), item.findtext("link"), item.findtext("category")) == (
        "A & B <新闻>",
        f"http://testserver{campus.path(story)}",
        "科研",
    )
    assert item.find("enclosure").get("url") == f"http://testserver/pictures/{story.public_id}/{story.lead_id}-share.jpg"


def test_atom_has_what_the_format_demands(campus: Campus, client: Client):
    campus.story("一")
    feed = etree.fromstring(client.get("/atom.xml").content)
    assert [feed.find(ATOM + name) is not None for name in ("id", "title", "updated")] == [True, True, True]
    assert [feed.find(f"{ATOM}entry/{ATOM}{name}") is not None for name in ("id", "title", "updated")] == [True, True, True]


def test_json_feed_of_a_column_holds_the_columns_stories(campus: Campus, client: Client):
    campus.story("科研的", subjects=[campus.research])
    campus.story("文化的", subjects=[campus.culture])
    data = json.loads(client.get("/research/feed.json").content)
    assert (data["version"], [item["title"] for item in data["items"]]) == ("https://jsonfeed.org/version/1.1", ["科研的"])


def test_the_feed_of_a_column_is_called_after_it(campus: Campus, client: Client):
    campus.story(subjects=[campus.research], lead=picture())
    channel = etree.fromstring(client.get("/research/rss.xml").content).find("channel")
    enclosure = channel.find("item/enclosure").get("url")
    assert (channel.findtext("title"), channel.findtext("link")) == ("科研动态 - 云岭新闻网", "http://testserver/research/")
    assert enclosure.startswith("http://testserver/pictures/")


def test_a_feed_of_no_column_does_not_exist(campus: Campus, client: Client):
    assert client.get("/nothing/rss.xml").status_code == 404


# ninjs 2.1, the parts we use: property → type; objects in lists → their own. From the IPTC's schema (CC BY 4.0), unknown properties refused.
TEXT, LIST = str, list
SHAPES = {
    "uri": TEXT, "type": TEXT, "representationtype": TEXT, "version": TEXT, "firstcreated": TEXT, "versioncreated": TEXT, "pubstatus": TEXT,
    "language": TEXT, "copyrightholder": TEXT, "title": TEXT, "by": TEXT, "ednote": TEXT, "standard": dict, "headlines": LIST, "bodies": LIST,
    "descriptions": LIST, "subjects": LIST, "organisations": LIST, "infosources": LIST, "associations": LIST, "renditions": LIST, "name": TEXT,
}  # fmt: skip
PARTS = {
    "headlines": {"role", "contenttype", "value"}, "descriptions": {"role", "contenttype", "value"},
    "bodies": {"role", "contenttype", "charcount", "wordcount", "value"}, "subjects": {"name", "rel", "uri", "literal"},
    "organisations": {"name", "rel", "uri", "literal"}, "infosources": {"name", "role", "uri", "literal"},
    "renditions": {"name", "href", "contenttype", "title", "height", "width", "sizeinbytes", "duration", "format"},
}  # fmt: skip
NEEDED = {"headlines": "value", "descriptions": "value", "bodies": "value", "renditions": "name"}


def wrong(item: dict, *, inside: bool = False) -> list[str]:
    found = [f"unknown {key}" for key in item if key not in SHAPES or (key == "name" and not inside)]
    found += [f"type of {key}" for key, value in item.items() if key in SHAPES and not isinstance(value, SHAPES[key])]
    for key, allowed in PARTS.items():
        for part in item.get(key, []):
            found += [f"{key}.{name}" for name in set(part) - allowed]
            found += [f"{key} without {NEEDED[key]}"] if key in NEEDED and NEEDED[key] not in part else []
    found += ["uri"] if "://" not in item.get("uri", "") else []
    found += ["type"] if item.get("type") not in ("text", "picture") else []
    for below in item.get("associations", []):
        found += wrong(below, inside=True) + ([] if {"name", "uri"} <= set(below) else ["association"])
    return found


def test_ninjs_keeps_to_the_schema(campus: Campus, client: Client):
    asset = picture()
    body = [paragraph("正文"), {"type": "picture", "value": {"asset": asset.pk, "caption": "图说", "credit": "某人", "alt": "替代"}}]
    story = campus.story(
        "标题", kicker="眉题", subhead="副题", summary="摘要", body=body, lead=asset, subjects=[campus.research], units=[campus.science]
    )
    data = json.loads(client.get(f"{campus.path(story)}/ninjs.json").content)
    assert wrong(data) == []
    assert (data["headlines"][0]["value"], data["subjects"][0]["name"], data["associations"][0]["descriptions"][0]["value"]) == (
        "标题",
        "科研",
        "图说",
    )
    assert (data["language"], data["pubstatus"]) == ("zh-Hans", "usable")
    for moment in (data["firstcreated"], data["versioncreated"]):
        assert dt.datetime.fromisoformat(moment).tzinfo is not None


def test_the_sitemap_names_every_story_and_page_once(campus: Campus, client: Client):
    stories = [campus.story(day=dt.datetime(year, 5, 1, tzinfo=ZONE)) for year in (2025, 2026)]
    index = etree.fromstring(client.get("/sitemap.xml").content)
    files = [node.text for node in index.iter(f"{MAP}loc")]
    found = []
    for file in files:
        found += [node.text for node in etree.fromstring(client.get(file.removeprefix("http://testserver")).content).iter(f"{MAP}loc")]
    assert [f"http://testserver/news/{story.first_published_at.year}/{story.public_id}" in found for story in stories] == [True, True]
    assert ("http://testserver/research/" in found, len(found) == len(set(found))) == (True, True)


def test_the_news_sitemap_holds_two_days(campus: Campus, client: Client):
    campus.story("新的", day=timezone.now() - dt.timedelta(hours=1))
    campus.story("旧的", day=timezone.now() - dt.timedelta(days=3))
    text = client.get("/sitemap-news.xml").content.decode()
    assert ("新的" in text, "旧的" in text, "<news:language>zh-cn</news:language>" in text) == (True, False, True)


def test_robots_leads_to_the_sitemaps_and_away_from_the_console(campus: Campus, client: Client):
    text = client.get("/robots.txt").content.decode()
    assert ("Disallow: /console/" in text, "Sitemap: http://testserver/science/sitemap.xml" in text) == (True, True)
