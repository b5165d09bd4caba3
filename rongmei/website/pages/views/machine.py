"""Pages for programs: feeds, ninjs, sitemaps, robots."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

from django.db.models import Count
from django.db.models.functions import TruncYear
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from rongmei.content.newsroom.enums import PublicationState
from rongmei.content.newsroom.models import Publication

from ..exports import sitemaps
from ..exports.feeds import FEEDS
from ..exports.ninjs import ninjs as written
from ..models import Section
from ..queries import full_story, latest, listing_of, story_in_force
from ..queries.dress import Dress
from ..queries.stories import cards_of, path_of, stories_between
from .reading import gone

IN_FEED = 30
NEWS_DAYS = 2


def ninjs(request: HttpRequest, dress: Dress, year: str, public_id: str) -> HttpResponse:
    publication = story_in_force(dress.place, public_id)
    if publication is None:
        raise Http404
    if publication.state == PublicationState.WITHDRAWN:
        return gone(request, dress)
    dress.shown.add(publication.public_id)
    data = written(dress.channel, full_story(publication, dress.place))
    return HttpResponse(json.dumps(data, ensure_ascii=False), content_type="application/json")


def feed(request: HttpRequest, dress: Dress, name: str, slug: str | None = None) -> HttpResponse:
    """The newest stories of the site, or of one column."""
    section = Section.objects.live().child_of(dress.home).filter(slug=slug).first() if slug else None
    if slug and section is None:
        raise Http404
    stories = latest(listing_of(dress.home, section), dress.place, count=IN_FEED, where=dress.where)
    stories.sort(key=lambda story: story.published_at, reverse=True)
    dress.shown.update(story.public_id for story in stories)
    media_type, write = FEEDS[name]
    channel = dress.channel
    if section is not None:
        channel = replace(channel, title=f"{section.title} - {channel.title}", url=f"{dress.place.base}/{section.slug}/")
    return HttpResponse(write(channel, stories, dress.place.root + request.path_info), content_type=media_type)


def _xml(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="application/xml; charset=utf-8")


def sitemap_index(request: HttpRequest, dress: Dress) -> HttpResponse:
    years = (
        Publication.objects.filter(outlet_id=dress.home.outlet_id, state=PublicationState.LIVE)
        .annotate(year=TruncYear("first_published_at"))
        .values("year")
        .annotate(count=Count("pk"))
        .order_by("year")
    )
    files = ["sitemap-pages.xml", "sitemap-news.xml"]
    for row in years:
        parts = range(1, 2 + (row["count"] - 1) // sitemaps.PER_FILE)
        files += [f"sitemap-{timezone.localtime(row['year']).year}-{part}.xml" for part in parts]
    return _xml(sitemaps.index(f"{dress.place.base}/{file}" for file in files))


def sitemap_pages(request: HttpRequest, dress: Dress) -> HttpResponse:
    pages = dress.home.get_descendants(inclusive=True).live()
    depth = dress.home.depth
    own = [page for page in pages if page.depth == depth or dress.home.path == page.path[: len(dress.home.path)]]
    return _xml(sitemaps.urls((dress.place.root + dress.page_url(page), page.last_published_at) for page in own))


def sitemap_year(request: HttpRequest, dress: Dress, year: str, part: str) -> HttpResponse:
    zone = timezone.get_current_timezone()
    start, end = (dt.datetime(int(year) + more, 1, 1, tzinfo=zone) for more in (0, 1))
    first = (int(part) - 1) * sitemaps.PER_FILE
    rows = (
        stories_between(dress.place, start, end)
        .order_by("first_published_at", "pk")
        .only("public_id", "first_published_at", "published_at")
    )
    page = list(rows[first : first + sitemaps.PER_FILE]) if first >= 0 else []
    if not page:
        raise Http404
    return _xml(sitemaps.urls((dress.place.root + path_of(row, dress.place), timezone.localtime(row.published_at)) for row in page))


def sitemap_news(request: HttpRequest, dress: Dress) -> HttpResponse:
    """Stories of the last two days; not kept, for its content changes with the clock."""
    since = timezone.now() - dt.timedelta(days=NEWS_DAYS)
    rows = stories_between(dress.place, since).select_related("outlet", "lead").prefetch_related("subjects").order_by("-first_published_at")
    return _xml(sitemaps.news(dress.channel, cards_of(rows[:1000], dress.place, dress.where)))


def robots(request: HttpRequest, dress: Dress) -> HttpResponse:
    """Only the site at the root of its host has one."""
    if dress.prefix:
        raise Http404
    here = [f"Sitemap: {place.base}/sitemap.xml" for place in dress.where.values() if place.root == dress.place.root]
    lines = ["User-agent: *", "Disallow: /console/", "Disallow: /accounts/", "Disallow: /api/", "Disallow: /search/", *sorted(here)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
