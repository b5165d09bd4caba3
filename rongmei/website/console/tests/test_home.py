"""The home page, the menu and the keys, as every role."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rongmei.base.directory.tests.factories import PersonFactory
from rongmei.base.history.models import Event
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.models import ApiToken
from rongmei.base.ledger.tests.steps import KEY, clip, many, screen_of
from rongmei.base.ledger.tests.world import World, make_world

pytestmark = pytest.mark.django_db
HOME = "/console/"


@pytest.fixture
def world(tmp_path: Path, settings: Any) -> World:
    settings.HISTORY_ANCHOR = tmp_path / "anchor"
    return make_world()


def home(world: World, name: str) -> dict[str, Any]:
    response = screen_of(world.user(name)).get(HOME)
    assert response.status_code == 200
    from rongmei.website.console.wagtail_hooks import HomePanel

    return dict(HomePanel(response.wsgi_request).get_context_data({}))


def addresses(steps: Any) -> list[str]:
    return [step.url for step in steps]


def test_home_says_first_what_each_role_can_do_next(world: World):
    found = {
        name: addresses(home(world, name)["first_steps"]) for name in ("manager", "chief", "correspondent", "auditor", "administrator")
    }
    ledgers, figures, summary = reverse("ledger:index"), reverse("figures:index"), reverse("summary:new")
    assert found["correspondent"] == [ledgers]
    assert ledgers in found["chief"]
    assert {ledgers, figures, summary} <= set(found["manager"])
    assert ledgers not in found["administrator"]
    assert summary not in found["auditor"]


def test_home_steps_can_all_be_opened_by_who_is_sent_there(world: World):
    for name in ("manager", "chief", "editor", "correspondent", "auditor", "administrator"):
        said = home(world, name)
        client = screen_of(world.user(name))
        for url in (*addresses(said["first_steps"]), *addresses(said["waiting"])):
            assert (name, url, client.get(url).status_code) == (name, url, 200)


def test_home_counts_what_waits_for_whom(world: World):
    clip(title="一")
    clip(title="二", unit="法学院")
    returned = clip(title="三")
    from rongmei.base.history.actors import SYSTEM
    from rongmei.base.ledger import actions, registry

    actions.move_rows(actor=SYSTEM, ledger=registry.get(KEY), pks=[returned.pk], to=RowState.RETURNED, note="缺链接")
    at = reverse("ledger:list", args=[KEY])
    waiting = {
        name: [(step.url.removeprefix(at), step.count) for step in home(world, name)["waiting"] if step.url.startswith(at)]
        for name in ("chief", "editor", "correspondent", "other", "auditor", "administrator")
    }
    assert waiting == {
        "chief": [("?state=submitted", 2), ("?state=returned", 1)],
        "editor": [("?state=returned", 1)],
        "correspondent": [("?state=returned", 1)],
        "other": [],
        "auditor": [],
        "administrator": [],
    }


def test_home_costs_the_same_queries_however_many_rows_wait(world: World):
    client, spent = screen_of(world.user("manager")), []
    for first, count in ((0, 1), (1, 59)):
        many(world, count, first=first, state=RowState.SUBMITTED)
        client.get(HOME)
        with CaptureQueriesContext(connection) as found:
            client.get(HOME)
        spent.append(len(found))
    assert spent[0] == spent[1]


def test_home_without_a_role_does_not_open(world: World):
    assert screen_of(world.user("outsider")).get(HOME).status_code != 200


MENU = {
    "manager": {"ledgers", "directory"},
    "auditor": {"ledgers", "directory"},
    "correspondent": {"ledgers", "directory"},
    "administrator": {"directory"},
}
STOCK = {"explorer", "reports", "help", "snippets", "documents"}


@pytest.mark.parametrize("name", MENU)
def test_menu_holds_our_rooms_and_none_of_the_stock_screens(world: World, name: str):
    from wagtail.admin.menu import admin_menu

    response = screen_of(world.user(name)).get(HOME)
    items = {item.name for item in admin_menu.menu_items_for_request(response.wsgi_request)}
    assert MENU[name] <= items
    assert items & STOCK == set()
    assert ("ledgers" in items) == ("ledgers" in MENU[name])


@pytest.mark.parametrize(
    "path",
    [
        "pages/",
        "pages/1/",
        "users/",
        "groups/",
        "snippets/",
        "redirects/",
        "workflows/list/",
        "sites/",
        "collections/",
        "locales/",
        "reports/locked/",
        "forms/",
    ],
)
def test_stock_screens_are_shut_to_every_role_by_their_address_too(world: World, path: str):
    for name in ("manager", "administrator", "chief", "editor", "auditor", "correspondent"):
        status = screen_of(world.user(name)).get(HOME + path).status_code
        assert (name, path, status) in ((name, path, 404), (name, path, 403), (name, path, 302))


# ---- keys for programs


def test_key_is_made_shown_once_and_ended(world: World):
    client, url = screen_of(world.user("editor")), reverse("console_keys")
    made = client.post(url, {"name": "夜间同步", "may_write": "1"})
    token = made.context["made"]
    assert (made.status_code, token.startswith("rongmei_"), token in made.content.decode()) == (200, True, True)
    assert token not in client.get(url).content.decode()
    key = ApiToken.objects.get()
    assert (key.user, key.name, key.may_write) == (world.users["editor"], "夜间同步", True)
    assert client.post(url, {"end": key.pk}).status_code == 302
    key.refresh_from_db()
    assert key.ended_at
    assert sorted(Event.objects.filter(kind__startswith="token.").values_list("kind", flat=True)) == ["token.issued", "token.revoked"]
    assert token not in "".join(Event.objects.values_list("detail", flat=True))


def test_key_of_somebody_else_is_neither_seen_nor_ended(world: World):
    url = reverse("console_keys")
    screen_of(world.user("editor")).post(url, {"name": "编辑的"})
    key = ApiToken.objects.get()
    other = screen_of(world.user("manager"))
    assert "编辑的" not in other.get(url).content.decode()
    assert other.post(url, {"end": key.pk}).status_code == 404
    assert other.post(url, {"end": "9" * 30}).status_code in (302, 404, 422)
    key.refresh_from_db()
    assert key.ended_at is None


def test_key_without_a_name_is_a_sentence(world: World):
    response = screen_of(world.user("editor")).post(reverse("console_keys"), {"name": "  "})
    assert (response.status_code, len(list(response.context["messages"])), ApiToken.objects.count()) == (422, 1, 0)


@pytest.mark.parametrize("name", ["administrator", "outsider"])
def test_keys_are_shut_to_who_may_not_see_ledgers(world: World, name: str):
    client = screen_of(world.user(name))
    assert client.get(reverse("console_keys")).status_code == 403
    assert client.post(reverse("console_keys"), {"name": "x"}).status_code == 403
    assert ApiToken.objects.count() == 0


def test_menu_calls_people_by_their_names(world: World):
    user = world.user("manager")
    user.person = PersonFactory(name="林见月")
    user.save()
    props = re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', screen_of(user).get(HOME).content.decode(), re.DOTALL)
    assert props is not None
    assert re.findall(r'"name": "([^"]*)", "avatarUrl"', props[1].encode().decode("unicode_escape")) == ["林见月"]
    user.refresh_from_db()
    assert user.first_name == ""


def test_home_names_stories_waiting_for_the_person(tmp_path: Path, settings: Any):
    from rongmei.content.newsroom import actions
    from rongmei.content.newsroom.tests.office import Office
    from rongmei.website.console.queries import waiting

    settings.HISTORY_ANCHOR = tmp_path / "anchor"
    office = Office()
    office.procedure()
    manuscript, other = office.submitted(), office.submitted()
    actions.return_manuscript(actor=office.editor, manuscript=other, opinion="导语补时间")
    stories = reverse("newsroom:index")
    assert [(step.url, step.count) for step in waiting(office.editor)] == [(f"{stories}?waiting", 1)]
    assert [(step.url, step.count) for step in waiting(office.correspondent)] == [(f"{stories}?state=returned", 1)]
    assert waiting(office.nobody) == []
    assert manuscript.state == "submitted"
