"""For every test: no talk to the outside, two hypothesis profiles, browser tests on one database only."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from pytest_django.plugin import blocking_manager_key

from tests import databases

# A database test may take a second on a busy machine; hypothesis must not call that a failure.
settings.register_profile("dev", max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))

# Playwright's synchronous interface runs inside an event loop; Django then refuses the database unless told otherwise.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


class OutsideWorldError(RuntimeError):
    """A test reached for an address that is not this machine's loopback."""


def _is_loopback(family: int, address: Any) -> bool:
    if family not in {socket.AF_INET, socket.AF_INET6}:
        return True
    host = str(address[0])
    return host in {"localhost", "::1", ""} or host.startswith("127.")


@pytest.fixture(autouse=True, scope="session")
def _no_outside_world() -> Iterator[None]:
    real_connect, real_connect_ex = socket.socket.connect, socket.socket.connect_ex

    def connect(self: socket.socket, address: Any) -> None:
        if not _is_loopback(self.family, address):
            raise OutsideWorldError(f"a test tried to connect to {address!r}; tests talk to this machine only")
        real_connect(self, address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        if not _is_loopback(self.family, address):
            raise OutsideWorldError(f"a test tried to connect to {address!r}; tests talk to this machine only")
        return real_connect_ex(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect)
    patch.setattr(socket.socket, "connect_ex", connect_ex)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """pytest-django asks whether to go on with a database that is there: yes, when a copy of a migrated one has been laid out."""
    request.getfixturevalue("django_db_modify_db_settings")
    return databases.lay_out() or bool(request.config.getvalue("reuse_db"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Keep a copy of the migrated database, before any test has written to it."""
    with django_db_blocker.unblock():
        databases.keep()
    yield
    with django_db_blocker.unblock():
        databases.drop_copy()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A transactional test leaves its tables empty, and a worker that takes over another's tests may run an ordinary one after it:
    before that, what the migrations laid in is put back."""
    fixtures, marker = set(getattr(item, "fixturenames", ())), item.get_closest_marker("django_db")
    if fixtures & {"transactional_db", "live_server"} or (marker is not None and marker.kwargs.get("transaction")):
        databases.emptied = True
    elif databases.emptied and (marker is not None or "db" in fixtures):
        with item.config.stash[blocking_manager_key].unblock():
            databases.put_back()
        databases.emptied = False


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--second-database", action="store_true", help="leave out tests marked browser or once: they have run on the first")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("second_database"):
        return
    left = [item for item in items if item.get_closest_marker("browser") or item.get_closest_marker("once")]
    items[:] = [item for item in items if item not in set(left)]
    config.hook.pytest_deselected(items=left)
