"""A list costs a fixed number of queries: the same with one row and with three, and the number that tests/query_budgets.json says.

A number that falls is a reason to lower the budget; one that rises needs a reason in the commit.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rongmei.base.ledger import registry
from tests.factories import factories
from tests.world import World

pytestmark = [pytest.mark.once, pytest.mark.django_db]

BUDGETS: dict[str, int] = json.loads((Path(__file__).parents[1] / "query_budgets.json").read_text(encoding="utf-8"))
LEDGERS = [ledger for ledger in registry.all_ledgers() if not ledger.key.startswith("test-")]

LISTS = {
    "directory:units": "directory.Unit",
    "directory:people": "directory.Person",
    "directory:outlets": "directory.Outlet",
    "directory:accounts": "directory.User",
    "directory:history": "history.Event",
    "newsroom:index": "newsroom.Manuscript",
    "sites:index": "pages.SiteHome",
    "sites:themes": "pages.Theme",
}


def queries(client: Client, url: str) -> int:
    """Queries of a warm process: the first request fills what is kept between requests."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.fixture
def manager() -> Client:
    client = Client()
    client.force_login(World().user("manager"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_every_budget_names_a_list_that_is_measured():
    assert set(BUDGETS) == {f"ledger:list/{ledger.key}" for ledger in LEDGERS} | set(LISTS)


def measured(client: Client, url: str, make: Any) -> tuple[int, int]:
    """Queries with one row and with three."""
    make.create()
    one = queries(client, url)
    make.create_batch(2)
    return one, queries(client, url)


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.key)
def test_a_ledgers_list_keeps_its_budget(ledger: Any, manager: Client):
    one, three = measured(manager, reverse("ledger:list", args=[ledger.key]), factories()[ledger.model])
    assert one == three
    assert three == BUDGETS.get(f"ledger:list/{ledger.key}", 0)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_keeps_its_budget(name: str):
    client = Client()
    reader = "auditor" if name in {"directory:accounts", "directory:history"} else "manager"
    client.force_login(World().user(reader), backend="django.contrib.auth.backends.ModelBackend")
    made = {model._meta.label: factory for model, factory in factories().items()}
    one, three = measured(client, reverse(name), made[LISTS[name]])
    assert one == three
    assert three == BUDGETS.get(name, 0)
