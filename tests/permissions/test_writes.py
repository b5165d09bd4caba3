"""Who may write what: every address that takes POST, every operation of the REST interface, every role, against writes.yml."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import reverse

from rongmei.base.ledger.actions.tokens import digest_of
from rongmei.base.ledger.tests.factories import ApiTokenFactory
from tests.permissions.addresses import Address, addresses
from tests.permissions.test_matrix import client_of, given, row_of
from tests.permissions.writing import called, filled, operations, posted
from tests.world import ROLES, World

pytestmark = pytest.mark.once

TABLE: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("writes.yml").read_text(encoding="utf-8"))
SCREENS, REST = TABLE["screens"], TABLE["rest"]
# Operations that take a text and keep nothing.
ASKING = {"check_text"}
OTHERS = ("api:", "account_", "mfa_", "usersessions_", "wagtail", "socialaccount")


def line_of(table: dict[str, Any], name: str) -> dict[str, Any] | None:
    """The line that names it; among patterns the longest."""
    key = name if name in table else max((k for k in table if "*" in k and fnmatchcase(name, k)), key=len, default=None)
    if key is None:
        return None
    return {"see": table[key]} if isinstance(table[key], str) else table[key]


def screens() -> list[Address]:
    """Our own, not those of Wagtail and of signing in: what is shut there to reading (matrix.yml) is shut before a method is asked."""
    return [address for address in addresses() if address.named and not address.name.startswith(OTHERS)]


def post(client: Client, world: World, address: Address, line: dict[str, Any]) -> str:
    args = (row_of(address) or ("", {}))[1]
    url, data = address.url(given(world, args)), filled(world, line.get("data", {}))
    return posted(client, url, data)


def key_of(world: World, role: str, may_write: bool = True) -> str:
    """The text of a key of this role; nobody has none."""
    if role == "anonymous":
        return ""
    text = f"key-of-{role}-{may_write}"
    if not world.user(role).access_keys.filter(digest=digest_of(text)).exists():
        ApiTokenFactory(user=world.user(role), digest=digest_of(text), may_write=may_write)
    return text


def call(world: World, key: str, method: str, name: str, line: dict[str, Any]) -> str:
    address = next(one for one in addresses() if one.name == f"api:{name}")
    args = given(world, (row_of(address) or ("", {}))[1])
    url = reverse(f"api:{name}", kwargs={part: args.get(part) for part, _kind in address.arguments})
    return called(Client(raise_request_exception=False), method, url, key, filled(world, line.get("body", {})))


def test_every_address_and_every_operation_has_a_line(world: World):
    clients, lines = [client_of(world, role) for role in ROLES], []
    for address in screens():
        if line_of(SCREENS, address.name) is None:
            lines.append(f'  "{address.name}": {"".join(post(client, world, address, {}) for client in clients)}')
    for method, name in operations():
        if line_of(REST, f"{method} {name}") is None:
            found = "".join(call(world, key_of(world, role), method, name, {}) for role in ROLES)
            lines.append(f'  "{method} {name}": {found}')
    assert lines == [], "without a line in writes.yml; found now, with nothing posted:\n" + "\n".join(lines)


def test_every_line_names_something_and_every_role():
    names = {address.name for address in screens()} | {f"{method} {name}" for method, name in operations()}
    lines = {**SCREENS, **REST}
    assert [key for key in lines if not any(fnmatchcase(name, key) for name in names)] == []
    letters = {key: line if isinstance(line, str) else line["see"] for key, line in lines.items()}
    assert [key for key, text in letters.items() if len(text) != len(ROLES) or set(text) - set("WASRLNM")] == []


@pytest.mark.parametrize("role", ROLES)
def test_the_role_writes_what_the_table_says(role: str, world: World):
    client, key, place, wrong = client_of(world, role), key_of(world, role), ROLES.index(role), []
    for address in screens():
        line = line_of(SCREENS, address.name)
        expected, found = (line or {"see": "?" * len(ROLES)})["see"][place], post(client, world, address, line or {})
        if found != expected:
            wrong.append(f"{address.name}: {found} instead of {expected}")
    for method, name in operations():
        line = line_of(REST, f"{method} {name}") or {"see": "?" * len(ROLES)}
        found = call(world, key, method, name, line)
        if found != line["see"][place]:
            wrong.append(f"{method} {name}: {found} instead of {line['see'][place]}")
    assert wrong == []


def test_a_key_that_may_only_read_writes_nothing(world: World):
    key = key_of(world, "manager", may_write=False)
    writes = [(method, name) for method, name in operations() if method != "GET" and name not in ASKING]
    found = {f"{method} {name}": call(world, key, method, name, line_of(REST, f"{method} {name}") or {}) for method, name in writes}
    assert found == dict.fromkeys(found, "R")
