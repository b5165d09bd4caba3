"""Kept pages: written when first asked for, gone the moment what they show has changed, never a file outside the folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rongmei.base.history.actors import SYSTEM

from .. import actions, baked_files
from ..models import Baked
from ..views import public
from .conftest import Campus

pytestmark = pytest.mark.django_db


def kept() -> set[str]:
    root = Path(settings.BAKED_DIR)
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/", "a.example/index.html"),
        ("/column/", "a.example/column/index.html"),
        ("/news/2026/12-1", "a.example/news/2026/12-1.html"),
        ("/news/2026/12-1/ninjs.json", "a.example/news/2026/12-1/ninjs.json"),
        ("/rss.xml", "a.example/rss.xml"),
        ("/中文/", "a.example/中文/index.html"),
        ("/index.html", ""),
        ("/../secret", ""),
        ("/a/./b", ""),
        ("/.hidden", ""),
        ("/a\\b", ""),
        ("/a\x00b", ""),
        ("/" + "a" * 300, ""),
    ],
)
def test_an_address_has_one_file_inside_the_folder_or_none(settings, path, file):
    settings.BAKED_DIR = "/somewhere"
    assert baked_files.file_for("A.example:8000", path) == file


@pytest.mark.parametrize("host", ["../x", "a/b", "", "a b", ".."])
def test_a_strange_host_has_no_file_of_its_own(settings, host):
    settings.BAKED_DIR = "/somewhere"
    file = baked_files.file_for(host, "/")
    assert file == "" or Path("/somewhere", file).resolve().is_relative_to("/somewhere")


def test_the_second_reader_costs_no_query(campus: Campus, client: Client):
    story = campus.story()
    first = client.get(campus.path(story))
    with CaptureQueriesContext(connection) as found:
        second = client.get(campus.path(story))
    assert (len(found), second.content) == (0, first.content)
    assert second.headers["Content-Security-Policy"].split(";")[0] != ""
    assert "unsafe-inline" not in second.headers["Content-Security-Policy"]


def test_a_browser_that_has_the_page_is_told_so(campus: Campus, client: Client):
    client.get("/")
    tag = client.get("/").headers["ETag"]
    answer = client.get("/", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_a_new_story_removes_lists_but_not_other_stories(campus: Campus, client: Client):
    story = campus.story("一")
    for address in ("/", "/all/", "/rss.xml", campus.path(story)):
        client.get(address)
    campus.story("二")
    assert kept() == {f"testserver{campus.path(story)}.html"}
    assert "二" in client.get("/").content.decode()


def test_a_story_takes_its_pages_and_the_pages_that_name_it_along(campus: Campus, client: Client):
    first, second = campus.story("一", subjects=[campus.research]), campus.story("二", subjects=[campus.research])
    alone = campus.story("三", site=campus.college)
    for address in (campus.path(first), campus.path(second), f"/science{campus.path(alone)}"):
        client.get(address)
    actions.note_change(actor=SYSTEM, public_ids=[first.public_id])
    assert kept() == {f"testserver/science{campus.path(alone)}.html"}


def test_changing_the_theme_or_a_page_removes_the_sites_pages(campus: Campus, client: Client):
    client.get("/")
    client.get("/science/")
    actions.change_site(actor=SYSTEM, site=campus.college, motto="新的一行")
    assert kept() == {"testserver/index.html"}
    actions.change_theme(actor=SYSTEM, theme=campus.theme, accent="#1d5a8a")
    assert kept() == set()


def test_a_page_rendered_before_a_change_is_not_kept_after_it(campus: Campus, client: Client, monkeypatch: pytest.MonkeyPatch):
    """The story changes between rendering and keeping."""
    keep = actions.keep_page

    def late(**given):
        campus.story("插进来的")
        return keep(**given)

    monkeypatch.setattr(public.actions, "keep_page", late)
    client.get("/")
    assert (kept(), Baked.objects.count()) == (set(), 0)


def test_a_change_while_the_file_is_written_removes_it(campus: Campus, client: Client, monkeypatch: pytest.MonkeyPatch):
    write = baked_files.write

    def slow(file, content):
        write(file, content)
        campus.story("插进来的")

    monkeypatch.setattr(baked_files, "write", slow)
    client.get("/")
    assert kept() == set()


def test_questions_are_not_kept(campus: Campus, client: Client):
    campus.story()
    client.get("/search/", {"q": "图书"})
    client.get("/", {"from": "wechat"})
    client.get("/nothing/")
    assert kept() == set()


def test_a_site_without_a_folder_serves_all_the_same(campus: Campus, client: Client, settings):
    settings.BAKED_DIR = ""
    campus.story("没有留存")
    assert "没有留存" in client.get("/").content.decode()


QUERIES = {"/": 25, "/all/": 14, "story": 16, "/rss.xml": 10, "/search/?q=图书": 16}


@pytest.mark.parametrize("address", QUERIES)
def test_a_page_costs_the_same_queries_with_two_stories_and_with_six(campus: Campus, client: Client, settings, address):
    settings.BAKED_DIR = ""
    counts = []
    for more in (2, 4):
        for _number in range(more):
            story = campus.story(subjects=[campus.research])
        with CaptureQueriesContext(connection) as found:
            assert client.get(campus.path(story) if address == "story" else address).status_code == 200
        counts.append(len(found))
    assert counts == [QUERIES[address]] * 2
