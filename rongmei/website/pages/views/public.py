"""Every address of a site: which view answers, in the site's language, and whether the answer is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext as _

from rongmei.base.history.actors import SYSTEM

from .. import actions, baked_files
from ..enums import BakedKind
from ..queries import place_of
from ..queries.clock import tick
from ..queries.dress import Dress
from . import machine, media, reading

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Route:
    pattern: re.Pattern[str]
    view: View
    kept: BakedKind | None


def _route(pattern: str, view: View, kept: BakedKind | None) -> Route:
    return Route(re.compile(pattern), view, kept)


NUMBER: Final = r"(?P<public_id>[A-Za-z0-9_-]{1,40})"
# The first that fits the path below the site answers; what fits none is asked of the page tree.
ROUTES: Final[tuple[Route, ...]] = (
    _route(rf"news/(?P<year>\d{{4}})/{NUMBER}", reading.story, BakedKind.STORY),
    _route(rf"news/(?P<year>\d{{4}})/{NUMBER}/ninjs\.json", machine.ninjs, BakedKind.STORY),
    _route(rf"pictures/{NUMBER}/(?P<asset>\d{{1,12}})-(?P<size>[a-z]+)\.(?P<ending>webp|jpg)", media.picture, BakedKind.STORY),
    _route(rf"files/{NUMBER}/(?P<asset>\d{{1,12}})", media.file, None),
    _route(r"images/(?P<number>\d{1,12})-(?P<size>[a-z]+)\.webp", media.image, BakedKind.LIST),
    _route(r"theme-(?P<mark>[0-9a-f]{12})\.css", media.theme, BakedKind.LIST),
    _route(r"theme-[0-9a-f]{12}\.svg", media.icon, BakedKind.LIST),
    _route(r"(?:(?P<slug>[\w-]{1,80})/)?(?P<name>rss\.xml|atom\.xml|feed\.json)", machine.feed, BakedKind.LIST),
    _route(r"sitemap\.xml", machine.sitemap_index, BakedKind.LIST),
    _route(r"sitemap-pages\.xml", machine.sitemap_pages, BakedKind.LIST),
    _route(r"sitemap-news\.xml", machine.sitemap_news, None),
    _route(r"sitemap-(?P<year>\d{4})-(?P<part>\d{1,3})\.xml", machine.sitemap_year, BakedKind.LIST),
    _route(r"robots\.txt", machine.robots, BakedKind.LIST),
    _route(r"search/", reading.search, None),
    _route(r"(?:(?P<slug>[\w-]{1,80})/)?p(?P<number>[1-9]\d{0,4})/", reading.list_page, BakedKind.LIST),
)


def has_site(request: HttpRequest) -> bool:
    """Whether a site answers the bare address of this host."""
    return place_of(request, "") is not None


def serve(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """An address of a site. Raises Http404 on a host or path without one."""
    found = place_of(request, path)
    if found is None:
        raise Http404(_("There is nothing at this address."))
    place, rest = found
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if place.prefix and not rest and not path.endswith("/"):
        return HttpResponsePermanentRedirect(f"{place.prefix}/")
    with translation.override(place.home.language):
        return _answer(request, Dress(place), rest)


def _answer(request: HttpRequest, dress: Dress, rest: str) -> HttpResponseBase:
    since = tick()
    view, kept, arguments = _chosen(rest)
    try:
        response = view(request, dress, **arguments)
    except Http404 as nothing:
        response = reading.missing(request, dress, str(nothing))
    if isinstance(response, TemplateResponse):
        response.render()
    if kept and response.status_code == 200 and not response.streaming and not request.META.get("QUERY_STRING"):
        _keep(request, dress, kept, response, since)
    response["Content-Language"] = dress.lang
    response["Cache-Control"] = "public, no-cache" if response.status_code == 200 else "no-cache"
    return response


def _chosen(rest: str) -> tuple[View, BakedKind | None, dict[str, Any]]:
    for route in ROUTES:
        match = route.pattern.fullmatch(rest)
        if match:
            return route.view, route.kept, match.groupdict()
    return reading.page, BakedKind.LIST, {"rest": rest}


def _keep(request: HttpRequest, dress: Dress, kind: BakedKind, response: Any, since: int) -> None:
    """A page that cannot be kept just now (the database is busy) is served all the same."""
    file = baked_files.file_for(request.get_host(), request.path_info)
    if not file:
        return
    try:
        actions.keep_page(actor=SYSTEM, site=dress.home, file=file, kind=kind, content=response.content, shown=dress.shown, since=since)
    except (OperationalError, OSError):
        return
