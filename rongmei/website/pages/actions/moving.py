"""Taking articles of an old site over: each becomes an archived publication, and its old address leads there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from rongmei.base.directory.models import Unit
from rongmei.base.history.actions import Subject as Told
from rongmei.base.history.actions import record
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind
from rongmei.content.newsroom.actions import add_asset, import_archived_publication
from rongmei.content.newsroom.models import Publication, Subject
from rongmei.content.newsroom.text import Content

from .. import rules
from ..enums import OldFormat
from ..imports.articles import OldArticle, Plan, dead_links
from ..imports.cleaning import blocks_of
from ..models import OldAddress, SiteHome
from ..queries.sites import Place, places
from ..queries.stories import path_of

AT_ONCE = 50  # articles a transaction: one commit to disk for all of them


def move_articles(*, actor: Actor, site: SiteHome, plan: Plan, source: OldFormat | str, unit: Unit) -> list[OldAddress]:
    """Take the plan's new articles over, fifty a transaction: begun again after a break, it goes on where it stopped.

    Raises Refused, Invalid.
    """
    moved: list[OldAddress] = []
    for first in range(0, len(plan.new), AT_ONCE):
        moved += move_some(actor=actor, site=site, articles=plan.new[first : first + AT_ONCE], source=source, unit=unit)
    return moved


@transaction.atomic
def move_some(*, actor: Actor, site: SiteHome, articles: Sequence[OldArticle], source: OldFormat | str, unit: Unit) -> list[OldAddress]:
    """All of these or none. An address that was taken over before stays as it is. Raises Refused, Invalid naming the article."""
    rules.may_keep_sites(actor).require()
    place = next((place for place in places() if place.home.pk == site.pk), None)
    known = set(
        OldAddress.objects.filter(site=site, address__in=[article.address for article in articles]).values_list("address", flat=True)
    )
    subjects = dict(Subject.objects.filter(retired=False).values_list("name", "pk"))
    moved = [_move(actor, site, place, article, OldFormat(source), unit, subjects) for article in articles if article.address not in known]
    if moved:
        detail = {"count": len(moved), "after": {"count": len(moved), "address": moved[0].address}}
        record(EventKind.OLD_ARTICLES_MOVED, actor=actor, subject=Told("sitehome", site.pk, site.title), detail=detail, unit_id=unit.pk)
    return moved


def _move(
    actor: Actor, site: SiteHome, place: Place | None, article: OldArticle, source: OldFormat, unit: Unit, subjects: dict[str, int]
) -> OldAddress:
    assert article.published_at is not None  # the plan refuses articles without a day
    content = Content(
        headline=article.headline,
        language=site.language if site.language in ("zh-hans", "en") else "zh-hans",
        body=blocks_of(article.html, lambda src: _asset(actor, article, src)),
        byline=[{"role": "author", "name": article.author[:60], "person": None, "unit": ""}] if article.author else [],
        subjects=[subjects[article.subject]] if article.subject in subjects else [],
    )
    publication = import_archived_publication(
        actor=actor, outlet=site.outlet, unit=unit, content=content, published_at=article.published_at, origin=article.address
    )
    alive = {Redirect.normalise_path(address) for address in OldAddress.objects.filter(site=site).values_list("address", flat=True)}
    old = OldAddress(
        site=site,
        address=article.address,
        source=source,
        digest=article.digest,
        public_id=publication.public_id,
        redirect=_redirect(article.address, publication, place),
        dead_links=dead_links(article, alive | {Redirect.normalise_path(article.address)}),
    )
    old.save()
    return old


def _redirect(address: str, publication: Publication, place: Place | None) -> Redirect | None:
    """Where there is one already, it stays: somebody has decided."""
    if place is None:
        return None
    path = Redirect.normalise_path(address)
    root = Site.objects.filter(hostname=place.host).first()
    there = Redirect.objects.filter(old_path=path, site=root).first()
    if there is not None:
        return there
    redirect: Any = Redirect(old_path=path, site=root, redirect_link=path_of(publication, place), is_permanent=True)
    redirect.save()
    return redirect


def _asset(actor: Actor, article: OldArticle, source: str) -> int | None:
    """The asset a picture became; what is no picture is left out and told of with the dead links."""
    name, data = article.pictures.get(source, ("", b""))
    if not data:
        return None
    try:
        return int(add_asset(actor=actor, file=SimpleUploadedFile(name, data)).pk)
    except Invalid:
        article.missing_pictures.append(source[:300])
        return None
