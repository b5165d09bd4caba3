"""Pictures of the demo for the documentation: docs/screenshots/*.png.

Usage: python tools/screenshots.py [ADDRESS]      without an address the demo is served for as long as it takes
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

BASE = Path(__file__).resolve().parents[1]
TARGET = BASE / "docs" / "screenshots"
PASSWORD = "Lantern-2026-Bridge"  # noqa: S105  -- of the demo, printed by `make demo`
SIZE = {"width": 1280, "height": 800}


def summary(page: Page) -> None:
    """The newest summary, where its sentences with figures begin."""
    page.goto("/console/summaries/")
    page.locator("main a[href*='/console/summaries/']").filter(has_text=re.compile(r"\d{4}年.*总结")).first.click()
    page.wait_for_load_state("networkidle")


def of_summary(button: str) -> Callable[[Page], None]:
    """A page one button away from the newest summary."""

    def go(page: Page) -> None:
        summary(page)
        page.locator(f"main a[href*='/{button}/']").first.click()
        page.wait_for_load_state("networkidle")

    return go


def record(page: Page) -> None:
    """A confirmed lecture with the units that came."""
    page.goto("/console/ledgers/lecture/?state=confirmed")
    page.locator("td.rm-title a").first.click()
    page.wait_for_load_state("networkidle")


def import_check(page: Page) -> None:
    """An import whose bad rows wait to be mended."""
    page.goto("/console/ledgers/lecture/import/")
    page.locator("main a[href*='/import/']").filter(has_text=re.compile(r"\.xlsx")).first.click()
    page.wait_for_load_state("networkidle")


def proof(page: Page) -> None:
    """The editor's text on the proof desk, with its remarks."""
    page.goto("/console/proof/")
    page.locator("main a[href*='/console/proof/texts/']").first.click()
    page.wait_for_load_state("networkidle")


def story(page: Page) -> None:
    """The story that leads the news site."""
    page.goto("/")
    page.locator(".hero__first h2 a").click()
    page.wait_for_load_state("networkidle")


def signing(page: Page) -> None:
    """A story that waits for the section chief's signature."""
    page.goto("/console/stories/?waiting=1")
    page.locator("main td a[href*='/console/stories/']").first.click()
    page.wait_for_load_state("networkidle")


def rewriting(page: Page) -> None:
    """The same as an editor changes it, what the machine remarks beside it."""
    page.goto("/console/stories/?state=submitted")
    page.locator("main td a[href*='/console/stories/']").first.click()
    page.get_by_role("link", name="改稿", exact=True).click()
    page.locator('.pd-panel[data-waiting="false"]').wait_for()
    page.locator("[name=headline]").press("End")
    page.keyboard.insert_text("截止目前")
    page.locator('.pd-panel[data-findings="1"]').wait_for()


def arranging(page: Page) -> None:
    """The news site in the console: its columns, its pinned stories."""
    page.goto("/console/sites/public/")
    page.locator("main a[href*='/console/sites/public/']").filter(has_text="东岭新闻网").first.click()
    page.wait_for_load_state("networkidle")


def place(path: str) -> Callable[[Page], None]:
    def go(page: Page) -> None:
        page.goto(path)
        page.wait_for_load_state("networkidle")

    return go


# file name: (who looks, how to get there)
PICTURES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "home": ("manager", place("/console/")),
    "ledgers": ("manager", place("/console/ledgers/")),
    "lectures": ("manager", place("/console/ledgers/lecture/")),
    "record": ("manager", record),
    "import-check": ("manager", import_check),
    "figure": ("manager", place("/console/figures/of/lecture.count/")),
    "correspondent": ("mayuan", place("/console/ledgers/lecture/")),
    "units": ("manager", place("/console/directory/units/")),
    "history": ("auditor", place("/console/directory/history/")),
    "summary": ("manager", summary),
    "stories": ("editor", place("/console/stories/")),
    "story": ("chief", signing),
    "story-write": ("editor", rewriting),
    "site": ("manager", place("/")),
    "site-anniversary": ("manager", place("/70/")),
    "site-story": ("manager", story),
    "site-topic": ("manager", place("/reading/")),
    "site-notices": ("manager", place("/notices/")),
    "site-arrange": ("manager", arranging),
    "sites": ("manager", place("/console/sites/public/")),
    "write": ("manager", of_summary("write")),
    "masked": ("manager", of_summary("masked")),
    "proof": ("editor", proof),
    "proof-rates": ("manager", place("/console/proof/rates/?year=2025")),
    "house-words": ("manager", place("/console/ledgers/house_word/")),
}


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("Missing: Chromium. Install it with: sudo apt-get install chromium", file=sys.stderr)
        return 1
    if len(sys.argv) > 1:
        take_all(sys.argv[1], chromium)
        return 0
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, "tools/serve.py", "--demo"], cwd=BASE, env={**os.environ, "PORT": str(port)})
    try:
        _wait(server, port)
        take_all(f"http://localhost:{port}", chromium)
    finally:
        server.terminate()
        server.wait(30)
    return 0


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 900
    while server.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(1)
    raise SystemExit("The demo did not start; its message stands above.")


def take_all(address: str, chromium: str) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--lang=zh-CN"], env={**os.environ, "LANGUAGE": "zh_CN"}
        )
        for username in sorted({who for who, _ in PICTURES.values()}):
            context = browser.new_context(base_url=address, viewport=SIZE, locale="zh-CN", timezone_id="Asia/Shanghai")
            page = context.new_page()
            _sign_in(page, username)
            for name, (who, go) in PICTURES.items():
                if who == username:
                    go(page)
                    page.screenshot(path=TARGET / f"{name}.png", animations="disabled")
            context.close()
        browser.close()


def _sign_in(page: Page, username: str) -> None:
    page.goto("/accounts/login/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/console/"))


if __name__ == "__main__":
    sys.exit(main())
