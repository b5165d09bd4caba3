"""Somebody's HTML as blocks of a story: words and structure are kept, dirt is dropped."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any, Final

from lxml import etree
from lxml import html as lxml_html

from rongmei.content.newsroom.text.markup import clean_markup, plain

Block = dict[str, Any]
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CONTAINERS: Final = frozenset(
    {
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "center",
        "figure",
        "form",
        "body",
        "html",
        "td",
        "font",
        "span",
        "p",
        "strong",
        "a",
    }
)
BLOCKS: Final = HEADINGS | {
    "p",
    "div",
    "ul",
    "ol",
    "table",
    "blockquote",
    "img",
    "figure",
    "section",
    "article",
    "video",
    "iframe",
    "center",
}


def blocks_of(html: str, picture: Callable[[str], int | None]) -> list[Block]:
    """``picture`` answers the number of the asset that a source became, or None."""
    if not html.strip():
        return []
    walker = _Walker(picture)
    walker.walk(lxml_html.fragment_fromstring(html, create_parent="div"))
    walker.flush()
    return walker.found


class _Walker:
    """Goes through the tree; running text gathers in ``line`` until something else begins."""

    def __init__(self, picture: Callable[[str], int | None]) -> None:
        self.picture = picture
        self.found: list[Block] = []
        self.line: list[str] = []

    def walk(self, node: Any) -> None:
        self.line.append(escape(node.text or "", quote=False))
        for child in node:
            if isinstance(child.tag, str):
                self.take(child, child.tag.lower())
            self.line.append(escape(child.tail or "", quote=False))

    def take(self, node: Any, tag: str) -> None:
        if tag in HEADINGS:
            self.flush()
            self._add("heading", {"text": _words(node), "level": 2 if tag in ("h1", "h2") else 3}, bool(_words(node)))
        elif tag == "img":
            self.flush()
            number = self.picture(node.get("src", ""))
            alt = (node.get("alt") or "").strip()[:2000]
            self._add("picture", {"asset": number, "caption": "", "credit": "", "alt": alt}, number is not None)
        elif tag == "table" and len(node.xpath(".//td|.//th")) > 1:
            self.flush()
            self._table(node)
        elif tag == "blockquote":
            self.flush()
            self._add("quote", {"text": _words(node)[:10_000], "source": ""}, bool(_words(node)))
        elif tag in ("ul", "ol"):
            self.flush()
            self.line.append(_outer(node))
            self.flush()
        elif tag == "br":
            self.line.append("<br>")
        else:
            self._other(node, tag)

    def _other(self, node: Any, tag: str) -> None:
        holds_blocks = any(isinstance(below.tag, str) and below.tag.lower() in BLOCKS for below in node.iterdescendants())
        own_line = tag in BLOCKS
        if own_line:
            self.flush()
        if holds_blocks:
            self.walk(node)
        else:
            self.line.append(_inner(node) if tag in ("p", "div", "td", "center") else _outer(node))
        if own_line:
            self.flush()

    def flush(self) -> None:
        markup = clean_markup("".join(self.line)).replace("\u3000", " ").strip()
        while markup.startswith("<br>"):
            markup = markup[4:].lstrip()
        self.line = []
        if plain(markup).strip():
            self.found.append({"type": "paragraph", "value": markup if markup.startswith(("<ul>", "<ol>", "<p>")) else f"<p>{markup}</p>"})

    def _table(self, node: Any) -> None:
        rows = [[_words(cell)[:2000] for cell in row.xpath("./td|./th")] for row in node.xpath(".//tr")]
        width = max((len(row) for row in rows), default=0)
        whole = [row + [""] * (width - len(row)) for row in rows if row]
        self._add("table", {"rows": whole, "head": bool(node.xpath(".//th")), "caption": ""}, bool(whole))

    def _add(self, kind: str, value: Block, wanted: bool) -> None:
        if wanted:
            self.found.append({"type": kind, "value": value})


def _words(node: Any) -> str:
    return " ".join(node.text_content().split())


def _outer(node: Any) -> str:
    return str(lxml_html.tostring(node, encoding="unicode", with_tail=False))


def _inner(node: Any) -> str:
    return escape(node.text or "", quote=False) + "".join(etree.tostring(child, encoding="unicode", method="html") for child in node)
