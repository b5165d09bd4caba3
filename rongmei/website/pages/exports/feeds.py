"""RSS 2.0, Atom 1.0 and JSON Feed 1.1 of a site or a column."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Final

from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed

from ..stories import Channel, Story


def rss(channel: Channel, stories: Sequence[Story], feed_url: str) -> bytes:
    return _syndication(Rss201rev2Feed, channel, stories, feed_url)


def atom(channel: Channel, stories: Sequence[Story], feed_url: str) -> bytes:
    return _syndication(Atom1Feed, channel, stories, feed_url)


def _syndication(kind: type[SyndicationFeed], channel: Channel, stories: Sequence[Story], feed_url: str) -> bytes:
    feed = kind(
        title=channel.title,
        link=channel.url,
        description=channel.description or channel.title,
        language=channel.language,
        feed_url=feed_url,
        author_name=channel.publisher,
    )
    for story in stories:
        feed.add_item(
            title=_clean(story.headline),
            link=story.full_url,
            description=_clean(story.summary),
            pubdate=story.published_at,
            updateddate=story.published_at,
            unique_id=story.full_url,
            author_name=_clean(story.outlet),
            categories=[_clean(subject.name) for subject in story.subjects],
            enclosures=[Enclosure(_absolute(channel, story.lead.share_url), "0", "image/jpeg")] if story.lead else [],
        )
    return feed.writeString("utf-8").encode()


def json_feed(channel: Channel, stories: Sequence[Story], feed_url: str) -> bytes:
    """https://www.jsonfeed.org/version/1.1/"""
    items = [_item(channel, story) for story in stories]
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.url,
        "feed_url": feed_url,
        "description": channel.description,
        "language": channel.language,
        "authors": [{"name": channel.publisher}],
        "items": items,
    }
    return json.dumps({key: value for key, value in data.items() if value != ""}, ensure_ascii=False).encode()


def _item(channel: Channel, story: Story) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": story.full_url,
        "url": story.full_url,
        "title": story.headline,
        "content_text": story.summary or story.headline,
        "date_published": story.published_at.isoformat(),
        "tags": [subject.name for subject in story.subjects],
        "authors": [{"name": story.outlet}],
    }
    return item | ({"image": _absolute(channel, story.lead.share_url)} if story.lead else {})


def _absolute(channel: Channel, path: str) -> str:
    return "/".join(channel.url.split("/")[:3]) + path


def _clean(text: str) -> str:
    """XML takes no control characters."""
    return "".join(sign for sign in text if sign in "\n\t" or ord(sign) >= 32)


Writer = Callable[[Channel, Sequence[Story], str], bytes]
# file name: (media type, writer)
FEEDS: Final[dict[str, tuple[str, Writer]]] = {
    "rss.xml": ("application/rss+xml; charset=utf-8", rss),
    "atom.xml": ("application/atom+xml; charset=utf-8", atom),
    "feed.json": ("application/feed+json; charset=utf-8", json_feed),
}
