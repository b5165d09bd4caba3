"""Which site an address belongs to, and what hangs below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page, Site

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import User

from ..models import Section, SiteHome, TopicPage
from ..rules import ARRANGERS


@dataclass(frozen=True, slots=True)
class Place:
    """A site and where it stands: ``root`` is "https://host", ``prefix`` is "" or "/path"."""

    home: SiteHome
    root: str
    prefix: str
    host: str

    @property
    def base(self) -> str:
        """Address of the home page without the last slash."""
        return f"{self.root}{self.prefix}"


def all_sites() -> list[SiteHome]:
    """Live sites, in the order of the tree."""
    return list(SiteHome.objects.live().select_related("theme__logo", "outlet").order_by("path"))


def _roots() -> list[tuple[Site, SiteHome]]:
    homes = {home.pk: home for home in all_sites()}
    return [(site, homes[site.root_page_id]) for site in Site.objects.order_by("-is_default_site", "pk") if site.root_page_id in homes]


def places() -> list[Place]:
    """Every site with its address: three queries however many there are (sites, homes; nothing a page)."""
    homes = all_sites()
    by_path = {home.path: home for home in homes}
    sites = {site.root_page_id: site for site in Site.objects.all()}
    found = []
    for home in homes:
        trunk = home if home.pk in sites else by_path.get(home.path[: -Page.steplen])
        if trunk is not None and trunk.pk in sites:
            site = sites[trunk.pk]
            found.append(Place(home, root_of(site), "" if trunk is home else f"/{home.slug}", site.hostname))
    return found


def root_of(site: Site) -> str:
    """ "https://host": the default site stands where the installation says it does."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") if site.is_default_site else str(site.root_url)


def place_of(request: HttpRequest, path: str) -> tuple[Place, str] | None:
    """The site that answers this path on this host, and the rest of the path; None when there is none."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    here = [place for place in places() if place.host == site.hostname]
    first, _slash, rest = path.partition("/")
    for place in here:
        if place.prefix and place.prefix == f"/{first}":
            return place, rest
    return next(((place, path) for place in here if not place.prefix), None)


def home_of(page: Page) -> SiteHome:
    """The site a page belongs to: the nearest home page above it, or itself. Raises DoesNotExist outside sites."""
    paths = [page.path[: length * Page.steplen] for length in range(page.depth, 0, -1)]
    found = SiteHome.objects.select_related("outlet__unit", "theme__logo").filter(path__in=paths).order_by("-depth").first()
    if found is None:
        raise SiteHome.DoesNotExist(f"{page} belongs to no site")
    return found


def pictures_shown(home: SiteHome) -> set[int]:
    """Numbers of the library pictures in the layouts of the site's live pages; three queries."""
    pages = (SiteHome.objects.filter(pk=home.pk), Section.objects.live().child_of(home), TopicPage.objects.live().descendant_of(home))
    return {number for found in pages for page in found for block in page.body.raw_data for number in _pictures_in(block)}


def _pictures_in(value: Any) -> Iterator[int]:
    if isinstance(value, dict):
        if isinstance(value.get("image"), int):
            yield value["image"]
        yield from (number for inside in value.values() for number in _pictures_in(inside))
    elif isinstance(value, list):
        yield from (number for inside in value for number in _pictures_in(inside))


def place_of_page(page: Page) -> Place | None:
    """Where the page's site stands; None for a site that is not live."""
    home = home_of(page)
    return next((place for place in places() if place.home.pk == home.pk), None)


def sites_of(user: Any) -> list[SiteHome]:
    """The sites a person may arrange."""
    if not isinstance(user, User):
        return []
    sites = list(SiteHome.objects.select_related("theme", "outlet__unit").order_by("path"))
    if user.has_role(*ARRANGERS):
        return sites
    units = user.unit_ids_for(Role.CHANNEL_OWNER)
    return [site for site in sites if site.outlet.unit_id in units]
