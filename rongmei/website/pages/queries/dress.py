"""What every page of a site has around it: name, menu, addresses of its feeds and of its stylesheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from wagtail.models import Page

from rongmei.base.directory.queries import university

from ..enums import Masthead, SiteKind
from ..exports.stylesheet import fingerprint
from ..models import SiteHome
from ..stories import Channel
from .sites import Place
from .stories import by_outlet, tag_of


@dataclass(frozen=True, slots=True)
class Entry:
    title: str
    url: str
    here: bool = False
    lang: str = ""


@dataclass
class Dress:
    """Read as far as a template asks; ``shown`` collects the public numbers of the stories that the page shows."""

    place: Place
    page: Page | None = None
    shown: set[str] = field(default_factory=set)
    led: set[str] = field(default_factory=set)  # the headline stories: lists below them leave these out

    @property
    def home(self) -> SiteHome:
        return self.place.home

    @property
    def prefix(self) -> str:
        return self.place.prefix

    @property
    def home_url(self) -> str:
        return f"{self.place.prefix}/"

    @cached_property
    def where(self) -> dict[int, Place]:
        return by_outlet()

    @cached_property
    def menu(self) -> list[Entry]:
        """Live pages below the home page that are meant for the menu; one query."""
        found = self.home.get_children().live().in_menu().order_by("path")
        here = self.page.path if self.page else ""
        return [Entry(page.title, f"{self.prefix}/{page.slug}/", here.startswith(page.path)) for page in found]

    @cached_property
    def publisher(self) -> str:
        """The university, in the language of the site where it has a name in it."""
        known = university()
        if known is None:
            return self.home.title
        return known.english_name if self.lang == "en" and known.english_name else known.name

    @property
    def theme_url(self) -> str:
        return f"{self.prefix}/theme-{fingerprint(self.home.theme)}.css"

    @property
    def icon_url(self) -> str:
        return self.theme_url.removesuffix(".css") + ".svg"

    @property
    def has_bar(self) -> bool:
        return bool(self.home.theme.masthead == Masthead.BAR)

    @property
    def logo_url(self) -> str:
        logo = self.home.theme.logo
        return f"{self.prefix}/images/{logo.pk}-logo.webp" if logo else ""

    @property
    def lang(self) -> str:
        return tag_of(self.home.language)

    @cached_property
    def others(self) -> list[Entry]:
        """The other sites of the installation, for the foot."""
        return [
            Entry(
                place.home.title,
                (place.prefix or "") + "/" if place.root == self.place.root else f"{place.base}/",
                lang=tag_of(place.home.language),
            )
            for place in self.where.values()
            if place.home.pk != self.home.pk
        ]

    @cached_property
    def translations(self) -> list[Entry]:
        """University news in every language that has such a site, this one among them; empty when there is but one."""
        if self.home.kind != SiteKind.NEWS:
            return []
        found = [place for place in self.where.values() if place.home.kind == SiteKind.NEWS]
        entries = {
            tag_of(place.home.language): Entry(place.home.title, f"{place.base}/", lang=tag_of(place.home.language)) for place in found
        }
        return list(entries.values()) if len(entries) == len(found) > 1 else []

    @cached_property
    def channel(self) -> Channel:
        return Channel(
            title=self.home.title,
            description=self.home.description or self.home.motto,
            url=f"{self.place.base}/",
            language=self.lang,
            publisher=self.publisher,
            logo=self.place.root + self.logo_url if self.logo_url else "",
        )

    def page_url(self, page: Page) -> str:
        """Where a page of this site is; of another site with its host."""
        below = page.url_path.removeprefix(self.home.url_path)
        if page.path.startswith(self.home.path) and below != page.url_path:
            return f"{self.prefix}/{below}"
        return str(page.full_url or "")
