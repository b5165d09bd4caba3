"""A folder of HTML pages as a crawler or the old server's disk holds them. The path of a file is its old address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from lxml import html as lxml_html

from .articles import OldArticle, moment_of

# Where systems used by universities keep the text of an article, likeliest first.
BODIES: Final = (
    "//*[@id='vsb_content']", "//*[contains(@class,'v_news_content')]", "//*[contains(@class,'wp_articlecontent')]", "//article",
    "//*[contains(@class,'article-content')]", "//*[@id='article']", "//*[@id='content']", "//*[contains(@class,'content')]", "//body",
)  # fmt: skip
LARGEST: Final = 5 * 2**20
_ENDINGS: Final = (".html", ".htm", ".shtml")
_AUTHOR: Final = re.compile(r"(?:作者|通讯员|供稿|文/图)[：:\s]*([\u4e00-\u9fff·]{2,4})")


def read_folder(folder: Path) -> Iterator[OldArticle]:
    """Every page with a heading and a text; index pages, which have no date, are refused later with their names."""
    root = folder.resolve()
    for path in sorted(root.rglob("*")):
        if path.suffix.lower() in _ENDINGS and path.is_file() and path.stat().st_size <= LARGEST:
            address = "/" + path.relative_to(root).as_posix()
            yield read_page(path.read_bytes(), address, root, path)


def read_page(data: bytes, address: str, root: Path, path: Path) -> OldArticle:
    tree = lxml_html.document_fromstring(_decoded(data) or "<html><body></body></html>")
    for extra in tree.xpath("//script|//style|//noscript"):
        extra.drop_tree()
    body = next((found[0] for xpath in BODIES if (found := tree.xpath(xpath))), tree)
    text = "\n".join(tree.itertext())
    article = OldArticle(
        address=address,
        headline=_headline(tree),
        html=lxml_html.tostring(body, encoding="unicode"),
        published_at=_meta_day(tree) or moment_of(text),
        author=(_AUTHOR.search(text) or ["", ""])[1],
        place=address.lstrip("/"),
    )
    take_pictures(article, body, lambda source: _near(root, path.parent, source))
    return article


def _decoded(data: bytes) -> str:
    """UTF-8 where it is, else what the page says, else the national set."""
    said = re.search(rb"charset=[\"']?([\w-]+)", data[:2048])
    for name in ("utf-8-sig", said[1].decode("ascii", "replace") if said else "", "gb18030"):
        try:
            return data.decode(name) if name else ""
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("gb18030", "replace")


def _headline(tree: Any) -> str:
    for heading in tree.xpath("//h1|//h2[contains(@class,'title')]|//*[contains(@class,'arti_title')]"):
        if heading.text_content().strip():
            return " ".join(heading.text_content().split())[:200]
    title = " ".join((tree.findtext(".//title") or "").split())
    return re.split(r"\s*[-_|—]\s*", title)[0][:200]


def _meta_day(tree: Any) -> Any:
    for value in tree.xpath("//meta[@property='article:published_time' or @name='PubDate' or @name='pubdate']/@content"):
        if moment_of(value):
            return moment_of(value)
    return None


def take_pictures(article: OldArticle, body: Any, find: Any) -> None:
    """Bytes of every picture that ``find`` knows; the others are named."""
    for source in dict.fromkeys(body.xpath(".//img/@src")):
        found = find(source)
        if found is not None and found.stat().st_size <= 30 * 2**20:
            article.pictures[source] = (found.name, found.read_bytes())
        else:
            article.missing_pictures.append(source[:300])


def _near(root: Path, here: Path, source: str) -> Path | None:
    """A file inside the folder; never one outside it."""
    name = unquote(source.split("?")[0].split("#")[0])
    if "://" in name or not name:
        return None
    found = (root / name.lstrip("/") if name.startswith("/") else here / name).resolve()
    return found if found.is_relative_to(root) and found.is_file() else None
