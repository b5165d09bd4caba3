"""A person at a browser: signed in, walking the console, complaining about what a page does wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response

from rongmei.base.directory.models import User

AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
# Our own screens and dialogs; the shell around them and the editor of texts are Wagtail's.
OTHERS = (".Draftail-Editor", ".tippy-box")
OWN = (".rm-screen", ".rc-head", ".rc-home", ".sign-in", ".slot-dialog", ".directory")
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
WATCH_POLICY = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`content policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""


class Visitor:
    """One browser context. `page` is what is open; `complaints` is what went wrong on any page so far."""

    def __init__(self, context: BrowserContext, server: str) -> None:
        self.context = context
        self.server = server
        self.complaints: list[str] = []
        context.add_init_script(WATCH_POLICY)
        context.set_default_timeout(15_000)
        self.page: Page = context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # A page that refuses is answered with 403, 404 or 422, which the browser also writes here; `_response` judges those.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and response.request.resource_type != "document"):
            self.complaints.append(f"{response.url}: {response.status}")

    # ---- going about ------------------------------------------------------------------------------------------------

    def sign_in(self, user: User) -> Visitor:
        """The session of a person who has signed in; the form itself has a test of its own."""
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.server}])
        return self

    def address(self, name: str, *args: Any, query: str = "") -> str:
        return f"{self.server}{reverse(name, args=args)}{query}"

    def open(self, name: str, *args: Any, query: str = "") -> int:
        """Go to an address by its name. Returns the status of the answer."""
        answer = self.page.goto(self.address(name, *args, query=query))
        return answer.status if answer else 0

    def follow(self, text: str, *, within: Locator | None = None) -> None:
        """Click the link with exactly this text, and wait for the page behind it."""
        with self.page.expect_navigation():
            (within or self.page).get_by_role("link", name=text, exact=True).click()

    def press(self, text: str, *, within: Locator | None = None) -> None:
        """Click the button with exactly this text, and wait for the page that answers."""
        with self.page.expect_navigation():
            (within or self.page).get_by_role("button", name=text, exact=True).click()

    def fetch(self, text: str, *, within: Locator | None = None) -> tuple[str, Path]:
        """Click the link with exactly this text and take the file it sends. Returns (name, path)."""
        with self.page.expect_download() as waiting:
            (within or self.page).get_by_role("link", name=text, exact=True).click()
        return waiting.value.suggested_filename, waiting.value.path()

    def field(self, label: str, *, within: Locator | None = None) -> Locator:
        """The input with this label; the star of a required one does not count."""
        return (within or self.page).get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$"))

    def fill(self, label: str, text: str, *, within: Locator | None = None) -> None:
        self.field(label, within=within).fill(text)

    # ---- looking ----------------------------------------------------------------------------------------------------

    def text(self, selector: str) -> str:
        return " ".join(self.page.locator(selector).first.inner_text().split())

    def texts(self, selector: str) -> list[str]:
        return [" ".join(text.split()) for text in self.page.locator(selector).all_inner_texts()]

    def said(self) -> list[str]:
        """The sentences at the top of the page."""
        return self.texts(".messages li")

    def counts(self) -> dict[str, int]:
        """The numbers a page marks with data-count."""
        return {node.get_attribute("data-count") or "": int(node.inner_text()) for node in self.page.locator("[data-count]").all()}

    def look(self) -> None:
        """Add to the complaints what the page's own part does against WCAG 2.2 A and AA."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(
            """async ([own, others, standards]) => {
              const include = own.filter((selector) => document.querySelector(selector)).map((selector) => [selector]);
              if (!include.length) return [];
              const result = await axe.run({ include, exclude: others.map((selector) => [selector]) }, { runOnly: { type: "tag", values: standards }, resultTypes: ["violations"] });
              return result.violations.flatMap((v) => v.nodes.map((n) => [v.id, n.target.join(" "), n.html.slice(0, 160), n.any.concat(n.all).map((c) => c.message).join("; ")]));
            }""",
            [list(OWN), list(OTHERS), list(STANDARDS)],
        )
        self.complaints += [f"{self.page.url}: {json.dumps(line, ensure_ascii=False)}" for line in found]

    def is_wider_than_the_window(self) -> bool:
        return bool(self.page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"))
