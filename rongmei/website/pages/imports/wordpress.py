"""A WordPress export (WXR): published posts with their addresses, days, categories. Pictures are looked for in a copy of uploads/."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _
from lxml import etree
from lxml import html as lxml_html

from rongmei.base.history.decisions import Invalid

from .articles import OldArticle, moment_of
from .folder import take_pictures
from .table import address_of

CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR: Final = "{http://purl.org/dc/elements/1.1/}creator"


def read_wordpress(path: Path, files: Path | None = None) -> Iterator[OldArticle]:
    """Raises Invalid for a file that is no WXR. ``files``: where wp-content/uploads lies."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False)
    try:
        tree = etree.parse(str(path), parser)
    except etree.XMLSyntaxError as problem:
        raise Invalid(_("This is no WordPress export: %(problem)s") % {"problem": str(problem)[:120]}, path.name) from None
    for number, item in enumerate(tree.iterfind(".//item"), 1):
        if _wp(item, "post_type") == "post" and _wp(item, "status") == "publish":
            yield _article(item, f"{path.name}!{number}", files)


def _wp(item: Any, name: str) -> str:
    """A field of WordPress's own namespace, whose address holds the version."""
    found = item.xpath(f"*[local-name()='{name}' and starts-with(namespace-uri(), 'http://wordpress.org/export/')]")
    return (found[0].text or "").strip() if found else ""


def _article(item: Any, place: str, files: Path | None) -> OldArticle:
    text = item.findtext(CONTENT) or ""
    categories = [node.text or "" for node in item.iterfind("category") if node.get("domain") == "category"]
    html = text if "<p" in text else "".join(f"<p>{part}</p>" for part in text.split("\n\n") if part.strip())
    article = OldArticle(
        address=address_of(item.findtext("link") or ""),
        headline=(item.findtext("title") or "").strip()[:200],
        html=html,
        published_at=moment_of(_wp(item, "post_date")),
        author=(item.findtext(CREATOR) or "").strip(),
        subject=categories[0] if categories else "",
        place=place,
    )
    if html.strip():
        body = lxml_html.fragment_fromstring(html, create_parent="div")
        take_pictures(article, body, lambda source: _upload(files, source))
    return article


def _upload(files: Path | None, source: str) -> Path | None:
    if files is None:
        return None
    root = files.resolve()
    name = unquote(urlsplit(source).path).split("/uploads/")[-1].lstrip("/")
    found = (root / name).resolve()
    return found if found.is_relative_to(root) and found.is_file() else None
