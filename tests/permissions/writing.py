"""What came back from an attempt to write, in one letter; and the addresses of the REST interface with their methods."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from rongmei.base.history.models import Head
from rongmei.website.console.api import api
from tests.world import World


def filled(world: World, said: Any) -> Any:
    """ "@row" stands for a thing of the world, inside lists and mappings too; anything else for itself."""
    if isinstance(said, dict):
        return {key: filled(world, value) for key, value in said.items()}
    if isinstance(said, list):
        return [filled(world, value) for value in said]
    return world[said[1:]] if isinstance(said, str) and said.startswith("@") else said


def written() -> int:
    return Head.objects.values_list("seq", flat=True).first() or 0


def tried(client: Client, ask: Callable[[], Any]) -> tuple[Any, bool]:
    """The answer, and whether something was written. It is rolled back."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        before = written()
        response = ask()
        if response.streaming:
            b"".join(response)
        wrote = written() != before
        transaction.set_rollback(True)
    client.cookies = cookies
    return response, wrote


def posted(client: Client, url: str, data: dict[str, Any]) -> str:
    response, wrote = tried(client, lambda: client.post(url, data))
    code = response.status_code
    if wrote:
        return "W"
    if code in (301, 302, 303, 307, 308):
        target = response.headers["Location"].split("?")[0]
        return {reverse("account_login"): "L", reverse("wagtailadmin_home"): "R"}.get(target, "S")
    return {200: "S", 204: "S", 400: "S", 401: "L", 403: "R", 404: "N", 405: "M", 409: "S", 422: "S"}.get(code, "E")


def operations() -> Iterator[tuple[str, str]]:
    """(method, name of the address) of every operation of the REST interface."""
    for _prefix, router in api._routers:
        for view in router.path_operations.values():
            for operation in view.operations:
                yield from ((method, operation.view_func.__name__) for method in operation.methods)


def called(client: Client, method: str, url: str, key: str, body: Any) -> str:
    said = {"HTTP_AUTHORIZATION": f"Bearer {key}"} if key else {}
    response, wrote = tried(client, lambda: client.generic(method, url, json.dumps(body), content_type="application/json", **said))
    code = response.status_code
    if 200 <= code < 300:
        return "A" if method == "GET" else "W" if wrote else "S"
    return {400: "S", 401: "L", 403: "R", 404: "N", 405: "M", 409: "S", 422: "S"}.get(code, "E")
