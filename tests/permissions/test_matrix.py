"""Who may open what: every address of the product, every role, against tests/permissions/matrix.yml."""

from __future__ import annotations

from copy import deepcopy
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.permissions.addresses import Address, addresses
from tests.world import ROLES, World

pytestmark = pytest.mark.once

TABLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("matrix.yml").read_text(encoding="utf-8")) or {}


SHUT = set("RNM>")
# Addresses of others that answer a bare GET with an error of their own, each with the reason it cannot be asked.
UNASKED = {
    "wagtailadmin_error_test": "raises on purpose",
    "wagtailimages_chooser:chosen": "fails on what is no number",
    "wagtaildocs_chooser:chosen": "fails on what is no number",
    "wagtailadmin_pages:revisions_compare": "its pattern cannot be filled in blindly",
}


def row_of(address: Address) -> tuple[str, dict[str, Any]] | None:
    """(letters, args) of the row that names the address; among patterns the longest."""
    key = (
        address.name
        if address.name in TABLE
        else max((k for k in TABLE if "*" in k and fnmatchcase(address.name, k)), key=len, default=None)
    )
    if key is None:
        return None
    row = TABLE[key]
    return (row, {}) if isinstance(row, str) else (row["see"], row.get("args", {}))


def given(world: World, args: dict[str, Any]) -> dict[str, Any]:
    return {key: value[1:] if isinstance(value, str) and value.startswith("=") else world[value] for key, value in args.items()}


def letter(client: Client, url: str) -> str:
    """What came back, in one letter. Whatever the request wrote is rolled back."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.get(url)
        if response.streaming:
            b"".join(response)
        transaction.set_rollback(True)
    client.cookies = cookies  # a page that signs out takes the cookie away
    code = response.status_code
    if code in (301, 302, 303, 307, 308):
        target = response.headers["Location"].split("?")[0]
        if target == reverse("account_login"):
            return "L"
        return "R" if target == reverse("wagtailadmin_home") and url != reverse("front") else ">"
    return {200: "A", 204: "A", 400: "B", 401: "L", 403: "R", 404: "N", 405: "M", 422: "B"}.get(code, "E")


def client_of(world: World, role: str) -> Client:
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.force_login(world.user(role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_every_address_stands_in_the_table(world: World):
    missing = [address for address in addresses() if row_of(address) is None]
    lines = []
    for address in missing:
        try:
            url = address.url({})
        except NoReverseMatch as problem:
            lines.append(f'"{address.name}":  # {problem}')
            continue
        found = "".join(letter(client_of(world, role), url) for role in ROLES)
        args = f"{{args: {{{', '.join(name + ': …' for name, _ in address.arguments)}}}, see: {found}}}" if address.arguments else found
        lines.append(f'"{address.name}": {args}')
    assert lines == [], "addresses without a row; found now:\n" + "\n".join(lines)


def test_every_row_names_an_address_and_every_role():
    names = [address.name for address in addresses()]
    assert [key for key in TABLE if not any(fnmatchcase(name, key) for name in names)] == []
    letters = {key: row if isinstance(row, str) else row["see"] for key, row in TABLE.items()}
    assert [key for key, text in letters.items() if len(text) != len(ROLES) or set(text) - set("ARLNMB>X")] == []


@pytest.mark.parametrize("role", ROLES)
def test_the_role_sees_what_the_table_says(role: str, world: World):
    client, place, wrong = client_of(world, role), ROLES.index(role), []
    for address in addresses():
        row = row_of(address)
        if row is None or address.name in UNASKED:
            continue
        expected, found = row[0][place], letter(client, address.url(given(world, row[1])))
        if found != expected and not (expected == "X" and found in SHUT):
            wrong.append(f"{address.name}: {found} instead of {expected}")
    assert wrong == []
