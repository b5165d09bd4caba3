"""Publications as a site shows them: in force, newest first, pinned ones before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from rongmei.base.directory.models import Unit
from rongmei.content.newsroom.enums import PublicationState
from rongmei.content.newsroom.models import Asset, CorrectionNote, Manuscript, Publication, Subject

from ..bodies import html_of, lead_text, shown_blocks, text_of
from ..enums import ListLayout
from ..models import Pin, Section, SiteHome
from ..stories import Correction, Counterpart, Credit, FullStory, Named, Picture, Story
from .sites import Place, places


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list asks for. ``pins`` are public numbers that stand first; ``without`` are subjects left out, unless pinned."""

    outlet: int
    subject: str = ""
    unit: int | None = None
    pins: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def found(self) -> QuerySet[Publication]:
        """Publications in force, newest first, pinned ones as well."""
        found = Publication.objects.filter(outlet_id=self.outlet, state=PublicationState.LIVE)
        if self.subject:
            filed = Publication.subjects.through.objects.filter(subject__in=Subject.objects.filter(name=self.subject))
            found = found.filter(pk__in=filed.values("publication_id"))
        if self.without:
            filed = Publication.subjects.through.objects.filter(subject__in=Subject.objects.filter(name__in=self.without))
            found = found.exclude(pk__in=filed.values("publication_id"))
        if self.unit is not None:
            path = Unit.objects.filter(pk=self.unit).values_list("path", flat=True).first() or "?"
            about = Publication.units.through.objects.filter(unit__path__startswith=path)
            found = found.filter(pk__in=about.values("publication_id"))
        return found.order_by("-first_published_at", "-pk")


def listing_of(home: SiteHome, section: Section | None = None) -> Listing:
    """Two queries: the column's question and its pins."""
    page_id = section.pk if section else home.pk
    today = timezone.localdate()
    pins = Pin.objects.filter(page_id=page_id).filter(Q(until_on=None) | Q(until_on__gte=today)).values_list("public_id", flat=True)
    if section is None:
        return Listing(home.outlet_id, pins=tuple(pins))
    return Listing(section.outlet_id or home.outlet_id, section.subject, section.unit_id, tuple(pins))


def headlines_of(home: SiteHome, section: Section | None = None) -> Listing:
    """As `listing_of`; of the whole site without its notices, which lead only when somebody pins them. One query more."""
    listing = listing_of(home, section)
    if section is not None:
        return listing
    notices = Section.objects.live().child_of(home).filter(layout=ListLayout.NOTICES).exclude(subject="").values_list("subject", flat=True)
    return replace(listing, without=tuple(notices))


def page_of(listing: Listing, *, start: int, count: int) -> list[Publication]:
    """Rows start … start + count of the list with its pins first; two queries and the subjects."""
    pinned: list[Publication] = []
    if listing.pins:
        found = _cards(Publication.objects.filter(public_id__in=listing.pins, state=PublicationState.LIVE))
        order = {public_id: number for number, public_id in enumerate(listing.pins)}
        pinned = sorted(found, key=lambda publication: order[publication.public_id])
    first = pinned[start : start + count]
    left = count - len(first)
    if not left:
        return first
    rest = listing.found().exclude(public_id__in=[p.public_id for p in pinned]) if pinned else listing.found()
    begin = max(start - len(pinned), 0)
    return [*first, *_cards(rest)[begin : begin + left]]


def total_of(listing: Listing) -> int:
    """How many the list holds; a pinned story of another column counts there, not here."""
    return listing.found().count()


def latest(listing: Listing, here: Place, *, count: int, start: int = 0, where: dict[int, Place] | None = None) -> list[Story]:
    where = where or by_outlet()
    return cards_of(page_of(listing, start=start, count=count), here, where)


def _cards(found: QuerySet[Publication]) -> QuerySet[Publication]:
    return found.select_related("lead", "outlet").prefetch_related("subjects").defer("byline", "credits")


def by_outlet() -> dict[int, Place]:
    """Where the publications of each outlet live."""
    return {place.home.outlet_id: place for place in places()}


def cards_of(found: Iterable[Publication], here: Place, where: dict[int, Place]) -> list[Story]:
    """Publications whose outlet has no site have no address and are left out."""
    return [card_of(publication, here, where[publication.outlet_id]) for publication in found if publication.outlet_id in where]


def path_of(publication: Publication, place: Place) -> str:
    """/news/2026/PUBLIC-NUMBER: without the headline, which a correction may change."""
    return f"{place.prefix}/news/{timezone.localtime(publication.first_published_at).year}/{publication.public_id}"


def card_of(publication: Publication, here: Place, place: Place) -> Story:
    path = path_of(publication, place)
    return Story(
        id=publication.pk,
        public_id=publication.public_id,
        url=path if place.root == here.root else place.root + path,
        full_url=place.root + path,
        headline=publication.headline,
        summary=publication.summary or lead_text(publication.body),
        published_at=timezone.localtime(publication.first_published_at),
        outlet=publication.outlet.name,
        kicker=publication.kicker,
        subjects=tuple(Named(subject.pk, subject.name) for subject in publication.subjects.all()),
        lead=picture_of(publication.lead, publication, place, here) if publication.lead else None,
        corrected=publication.edition > 1,
    )


def picture_of(asset: Asset, publication: Publication, place: Place, here: Place, value: dict[str, Any] | None = None) -> Picture:
    value = value or {}
    host = "" if place.root == here.root else place.root
    return Picture(
        id=asset.pk,
        base=f"{host}{place.prefix}/pictures/{publication.public_id}/{asset.pk}",
        width=asset.width or 0,
        height=asset.height or 0,
        alt=value.get("alt", ""),
        caption=value.get("caption", ""),
        credit=value.get("credit", ""),
    )


def story_in_force(place: Place, public_id: str) -> Publication | None:
    """The newest edition at this address: live or withdrawn; None for a number that never was on this outlet."""
    return (
        Publication.objects.filter(public_id=public_id, outlet_id=place.home.outlet_id)
        .exclude(state=PublicationState.CORRECTED)
        .select_related("lead", "outlet", "manuscript")
        .prefetch_related("subjects", "units", "assets")
        .first()
    )


def full_story(publication: Publication, place: Place) -> FullStory:
    """One query (the notes of correction) besides those that read the publication."""
    card = card_of(publication, place, place)
    assets = {asset.pk: asset for asset in publication.assets.all()}
    blocks = shown_blocks(
        publication.body, lambda number, value: _shown(assets, number, value, publication, place), _files(publication, place)
    )
    notes = CorrectionNote.objects.filter(public_id=publication.public_id)
    pictures = tuple(picture for block in blocks for picture in block.get("pictures", ()))
    return FullStory(
        card=card,
        subhead=publication.subhead,
        language=publication.language,
        modified_at=timezone.localtime(publication.published_at),
        blocks=tuple(blocks),
        byline=tuple(Named(0, line["name"]) for line in publication.byline if line.get("name")),
        byline_roles=_roles(publication.byline),
        credits=tuple(Credit(line.get("step", ""), line.get("name", ""), line.get("post", "")) for line in publication.credits),
        corrections=tuple(Correction(timezone.localtime(note.at), note.text) for note in notes),
        pictures=pictures or ((card.lead,) if card.lead else ()),
        units=tuple(Named(unit.pk, unit.name) for unit in publication.units.all()),
        body_text=text_of(publication.body),
        body_html=html_of(blocks, place.root),
    )


def _shown(assets: dict[int, Asset], number: int, value: dict[str, Any], publication: Publication, place: Place) -> Picture | None:
    asset = assets.get(number)
    return picture_of(asset, publication, place, place, value) if asset else None


def _files(publication: Publication, place: Place) -> str:
    return f"{place.prefix}/files/{publication.public_id}"


def _roles(byline: Sequence[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    """Role as printed → names, in the order of the byline."""
    found: dict[str, list[str]] = {}
    for line in byline:
        if line.get("name"):
            found.setdefault(str(line.get("role_label") or line.get("role", "")), []).append(line["name"])
    return tuple((role, "　".join(names)) for role, names in found.items())


def related_to(publication: Publication, here: Place, where: dict[int, Place], count: int = 4) -> list[Story]:
    """The newest others of the outlet under one of its subjects; of the same outlet when it has none."""
    found = Publication.objects.filter(outlet_id=publication.outlet_id, state=PublicationState.LIVE).exclude(pk=publication.pk)
    subjects = [subject.pk for subject in publication.subjects.all()]
    if subjects:
        filed = Publication.subjects.through.objects.filter(subject_id__in=subjects)
        found = found.filter(pk__in=filed.values("publication_id"))
    return cards_of(_cards(found.order_by("-first_published_at", "-pk"))[:count], here, where)


def tag_of(language: str) -> str:
    """ "zh-hans" → "zh-Hans": as HTML and hreflang write it (BCP 47)."""
    return "zh-Hans" if language.startswith("zh") else language


def counterparts_of(publication: Publication, where: dict[int, Place]) -> list[Counterpart]:
    """The same story in every language it is published in, itself among them; empty when there is but one. One query.

    An adaptation into another language is a manuscript of its own (`adapted_from`), so that its text has its own signatures.
    """
    manuscript = publication.manuscript
    root = manuscript.adapted_from_id or manuscript.pk
    # By manuscript alone, which is few: asked for its outlets too, SQLite goes through every story of the outlet instead.
    family = Manuscript.objects.filter(Q(pk=root) | Q(adapted_from=root)).order_by().values("pk")
    found = Publication.objects.filter(manuscript__in=family, state=PublicationState.LIVE).order_by("-first_published_at", "pk")
    other = {publication.language: publication}
    for one in found.only("public_id", "language", "outlet_id", "first_published_at"):
        if one.outlet_id in where:
            other.setdefault(one.language, one)
    if len(other) == 1:
        return []
    return [
        Counterpart(tag_of(one.language), where[one.outlet_id].root + path_of(one, where[one.outlet_id]), one.public_id)
        for one in other.values()
    ]


def stories_between(place: Place, since: dt.datetime, until: dt.datetime | None = None) -> QuerySet[Publication]:
    """Publications in force first published from ``since`` on, before ``until``."""
    found = Publication.objects.filter(outlet_id=place.home.outlet_id, state=PublicationState.LIVE, first_published_at__gte=since)
    return found.filter(first_published_at__lt=until) if until else found
