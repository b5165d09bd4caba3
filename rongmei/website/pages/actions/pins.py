"""Stories kept at the head of a page."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind
from rongmei.content.newsroom.enums import PublicationState
from rongmei.content.newsroom.models import Publication

from .. import rules
from ..models import Pin, SiteHome
from ..queries import home_of
from .arranging import tell

MOST = 20


@transaction.atomic
def pin_story(*, actor: Actor, page: Page, public_id: str, until_on: dt.date | None = None) -> Pin:
    """Put a story in force at the head, behind those pinned before. Raises Refused, Invalid."""
    home = home_of(page)
    rules.may_arrange_site(actor, home).require()
    story = Publication.objects.filter(public_id=public_id, state=PublicationState.LIVE).first()
    if story is None:
        raise Invalid(_("There is no published story with the number “%(number)s”.") % {"number": public_id[:40]}, str(_("story")))
    _check_day(until_on)
    there = Pin.objects.filter(page_id=page.pk)
    if there.filter(public_id=public_id).exists():
        raise Invalid(_("The story is already pinned here."), str(_("story")))
    if there.count() >= MOST:
        raise Invalid(_("%(count)d stories are pinned here already: take one off first.") % {"count": MOST}, str(_("story")))
    last = there.aggregate(last=Max("position"))["last"]
    pin = Pin(page_id=page.pk, public_id=public_id, until_on=until_on, position=0 if last is None else last + 1)
    pin.save()
    _tell(EventKind.STORY_PINNED, actor, home, page, story.headline, until_on)
    return pin


@transaction.atomic
def unpin_story(*, actor: Actor, pin: Pin) -> None:
    """Take it off. Raises Refused."""
    home = home_of(pin.page)
    rules.may_arrange_site(actor, home).require()
    page, headline = pin.page, _headline(pin)
    pin.delete()
    _tell(EventKind.STORY_UNPINNED, actor, home, page, headline, None)


@transaction.atomic
def change_pin(*, actor: Actor, pin: Pin, until_on: dt.date | None) -> Pin:
    """Another last day, or none. Raises Refused, Invalid."""
    home = home_of(pin.page)
    rules.may_arrange_site(actor, home).require()
    if until_on != pin.until_on:
        _check_day(until_on)
        pin.until_on = until_on
        pin.save(update_fields=["until_on"])
        _tell(EventKind.PIN_CHANGED, actor, home, pin.page, _headline(pin), until_on)
    return pin


@transaction.atomic
def move_pin(*, actor: Actor, pin: Pin, step: int) -> None:
    """One place up (-1) or down (1) among the pinned stories of its page. Raises Refused."""
    home = home_of(pin.page)
    rules.may_arrange_site(actor, home).require()
    row = list(Pin.objects.filter(page_id=pin.page_id).order_by("position", "pk"))
    place = next(number for number, other in enumerate(row) if other.pk == pin.pk)
    if step not in (-1, 1) or not 0 <= place + step < len(row):
        return
    row.insert(place + step, row.pop(place))
    for position, other in enumerate(row):
        other.position = position
    Pin.objects.bulk_update(row, ["position"])
    _tell(EventKind.PIN_CHANGED, actor, home, pin.page, _headline(pin), pin.until_on)


def _check_day(until_on: dt.date | None) -> None:
    if until_on is not None and until_on < timezone.localdate():
        raise Invalid(_("%(day)s is over already: choose today or a later day.") % {"day": until_on}, str(_("until")))


def _headline(pin: Pin) -> str:
    story = Publication.objects.filter(public_id=pin.public_id).order_by("-edition").first()
    return story.headline if story else pin.public_id


def _tell(kind: EventKind, actor: Actor, home: SiteHome, page: Page, headline: str, until_on: dt.date | None) -> None:
    tell(kind, actor, home, {"after": {"page": page.title, "story": headline, **({"until_on": until_on.isoformat()} if until_on else {})}})
