"""A browser, a server over a fresh database, and an office with people of every role in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from rongmei.base.directory.models import User
from tests import databases

from .office import Office, open_office
from .visitor import Visitor

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Come = Callable[..., Visitor]


# Not for the session: while Playwright's loop runs, no other test of the process could start a loop of its own.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is missing: sudo apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def fresh(transactional_db: None, settings: Any, tmp_path: Path) -> None:
    """The database as the migrations leave it: another test's clean-up has taken away what they laid in."""
    settings.HISTORY_ANCHOR = tmp_path / "history.anchor"
    settings.MEDIA_ROOT = tmp_path / "media"
    databases.put_back()


@pytest.fixture
def office(fresh: None) -> Office:
    return open_office()


@pytest.fixture
def come(fresh: None, chromium: Browser, live_server: Any, request: pytest.FixtureRequest) -> Iterator[Come]:
    """Somebody comes to a browser, signed in or not. After the test no page may have anything to complain of."""
    visitors: list[Visitor] = []

    def arrive(user: User | None = None, width: int = 1400, height: int = 900) -> Visitor:
        context = chromium.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": width, "height": height})
        visitor = Visitor(context, live_server.url)
        visitors.append(visitor)
        return visitor.sign_in(user) if user is not None else visitor

    before = request.session.testsfailed
    yield arrive
    folder = Path("var") / "browser"
    for number, visitor in enumerate(visitors):
        if request.session.testsfailed > before:
            folder.mkdir(parents=True, exist_ok=True)
            visitor.page.screenshot(path=folder / f"{request.node.name}-{number}.png", full_page=True)
        visitor.context.close()
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    assert not complaints, "\n".join(complaints)
