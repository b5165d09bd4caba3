"""The markup a paragraph may hold. Everything else is dropped, its words are kept."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from typing import Final

KEPT: Final = frozenset({"p", "b", "i", "u", "sup", "sub", "ul", "ol", "li", "br", "a"})
SAME: Final = {"strong": "b", "em": "i"}
DROPPED_WHOLE: Final = frozenset({"script", "style", "template", "head", "title", "iframe", "object", "svg", "math", "noscript"})
SCHEMES: Final = ("http://", "https://", "mailto:", "/")


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.open: list[str] = []
        self.skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in DROPPED_WHOLE:
            self.skipping += 1
        if self.skipping:
            return
        tag = SAME.get(tag, tag)
        if tag not in KEPT:
            return
        if tag == "br":
            self.out.append("<br>")
            return
        address = _address(attrs) if tag == "a" else ""
        if tag == "a" and not address:
            return
        self.open.append(tag)
        self.out.append(f'<a href="{escape(address)}">' if tag == "a" else f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in DROPPED_WHOLE:
            self.skipping = max(0, self.skipping - 1)
            return
        tag = SAME.get(tag, tag)
        if self.skipping or tag not in self.open:
            return
        while self.open:
            closing = self.open.pop()
            self.out.append(f"</{closing}>")
            if closing == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.out.append(escape(data, quote=False))

    def finished(self) -> str:
        self.close()
        while self.open:
            self.out.append(f"</{self.open.pop()}>")
        return "".join(self.out)


def _address(attrs: list[tuple[str, str | None]]) -> str:
    given = (dict(attrs).get("href") or "").strip()
    return given if given.lower().startswith(SCHEMES) and not given.startswith("//") else ""


def clean_markup(markup: str) -> str:
    """The same words with the allowed tags only. Cleaning twice changes nothing."""
    cleaner = _Cleaner()
    cleaner.feed(markup.replace("\x00", ""))
    return cleaner.finished()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "p", "li") and self.out and not self.out[-1].endswith("\n"):
            self.out.append("\n")

    def handle_data(self, data: str) -> None:
        self.out.append(data)


def plain(markup: str) -> str:
    """The words without tags; a line per paragraph, list item and line break."""
    words = _Words()
    words.feed(markup)
    words.close()
    return "".join(words.out).strip("\n")
