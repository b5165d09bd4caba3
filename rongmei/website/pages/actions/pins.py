"""Stories kept at the head of a page."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from rongmei.base.history.actions import Subject, record
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind
from rongmei.content.newsroom.enums import PublicationState
from rongmei.content.newsroom.models import Publication

from .. import rules
from ..models import Pin, SiteHome
from ..queries import home_of
from .keeping import forget_site

MOST = 20


@transaction.atomic
def pin_story(*, actor: Actor, page: Page, public_id: str, until_on: dt.date | None = None) -> Pin:
    """Put a story in force at the head, behind those pinned before. Raises Refused, Invalid."""
    home = home_of(page)
    rules.may_arrange_site(actor, home).require()
    story = Publication.objects.filter(public_id=public_id, state=PublicationState.LIVE).first()
    if story is None:
        raise Invalid(_("There is no published story with the number “%(number)s”.") % {"number": public_id[:40]}, str(_("story")))
    if until_on is not None and until_on < timezone.localdate():
        raise Invalid(_("%(day)s is over already: choose today or a later day.") % {"day": until_on}, str(_("until")))
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
    story = Publication.objects.filter(public_id=pin.public_id).order_by("-edition").first()
    page = pin.page
    pin.delete()
    _tell(EventKind.STORY_UNPINNED, actor, home, page, story.headline if story else pin.public_id, None)


def _tell(kind: EventKind, actor: Actor, home: SiteHome, page: Page, headline: str, until_on: dt.date | None) -> None:
    detail = {"after": {"page": page.title, "story": headline, **({"until_on": until_on.isoformat()} if until_on else {})}}
    record(kind, actor=actor, subject=Subject("sitehome", home.pk, home.title), detail=detail, unit_id=home.outlet.unit_id)
    forget_site(actor=actor, site=home)
