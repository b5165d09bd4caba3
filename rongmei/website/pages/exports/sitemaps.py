"""sitemap.xml (https://www.sitemaps.org/protocol.html) and the news sitemap of the last two days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from xml.sax.saxutils import escape

from ..stories import Channel, Story

PER_FILE = 5_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def index(addresses: Iterable[str]) -> bytes:
    inside = "".join(f"<sitemap><loc>{escape(address)}</loc></sitemap>" for address in addresses)
    return f'{_HEAD}<sitemapindex xmlns="{_NAMESPACE}">{inside}</sitemapindex>'.encode()


def urls(entries: Iterable[tuple[str, dt.datetime | None]]) -> bytes:
    """(address with host, last change) each."""
    inside = "".join(f"<url><loc>{escape(address)}</loc>{_changed(changed)}</url>" for address, changed in entries)
    return f'{_HEAD}<urlset xmlns="{_NAMESPACE}">{inside}</urlset>'.encode()


def _changed(at: dt.datetime | None) -> str:
    return f"<lastmod>{at.isoformat(timespec='seconds')}</lastmod>" if at else ""


def news(channel: Channel, stories: Iterable[Story]) -> bytes:
    """https://www.google.com/schemas/sitemap-news/0.9 ; languages as ISO 639, Chinese as zh-cn."""
    language = "zh-cn" if channel.language.startswith("zh") else channel.language
    inside = "".join(
        f"<url><loc>{escape(story.full_url)}</loc><news:news><news:publication><news:name>{escape(channel.title)}</news:name>"
        f"<news:language>{language}</news:language></news:publication>"
        f"<news:publication_date>{story.published_at.isoformat(timespec='seconds')}</news:publication_date>"
        f"<news:title>{escape(story.headline)}</news:title></news:news></url>"
        for story in stories
    )
    return (f'{_HEAD}<urlset xmlns="{_NAMESPACE}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{inside}</urlset>').encode()
