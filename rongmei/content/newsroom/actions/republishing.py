"""Where else a story was carried: noted, so that a correction or withdrawal reaches it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Outlet, User
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.enums import EventKind

from .. import rules
from ..enums import ManuscriptState, PublicationState
from ..models import Manuscript, Publication, Republication, WithdrawalConfirmation
from .traces import locked, refusals_recorded, trace


@refusals_recorded
@transaction.atomic
def note_republication(
    *,
    actor: Actor,
    manuscript: Manuscript,
    publication: Publication,
    place: str = "",
    outlet: Outlet | None = None,
    url: str = "",
    carried_on: dt.date | None = None,
) -> Republication:
    """Note where else the story was carried: `outlet` of the university, or an outside `place`; the day, when it is known.

    A place found after the story was withdrawn has to be confirmed down like the others. Raises Refused, Invalid.
    """
    manuscript = locked(manuscript)
    rules.may_note_republication(actor, manuscript).require()
    if publication.manuscript_id != manuscript.pk:
        raise Refused(_("This publication is not one of this manuscript."))
    place = outlet.name if outlet is not None else place.strip()
    _check(publication, place, url.strip(), carried_on)
    republication, made = Republication.objects.get_or_create(
        publication=publication,
        place=place[:120],
        url=url.strip()[:500],
        defaults={"outlet": outlet, "carried_on": carried_on, "noted_at": timezone.now(), "noted_by_id": actor.pk},
    )
    if not made:
        raise Invalid(_("“%(place)s” with this address is noted already.") % {"place": place[:40]}, str(_("place")))
    if manuscript.state == ManuscriptState.WITHDRAWN:
        WithdrawalConfirmation.objects.create(withdrawal=manuscript.withdrawal, publication=publication, republication=republication)
    trace(EventKind.STORY_REPUBLISHED, actor, manuscript, place=republication.place, url=republication.url, on=carried_on)
    return republication


def _check(publication: Publication, place: str, url: str, carried_on: dt.date | None) -> None:
    if not place:
        raise Invalid(_("Say where it was carried."), str(_("place")))
    if url and not url.startswith(("http://", "https://")):
        raise Invalid(_("An address begins with http:// or https://."), str(_("address")))
    first = timezone.localdate(publication.first_published_at)
    if carried_on is not None and not first <= carried_on <= timezone.localdate():
        raise Invalid(
            _("%(day)s found; it was carried after we published it (%(first)s) and not later than today.")
            % {"day": carried_on, "first": first},
            str(_("carried on")),
        )


@transaction.atomic
def bring_up_to_date(*, actor: User, republication: Republication) -> Republication:
    """Somebody looked: the corrected text stands there now. Raises Refused."""
    republication = Republication.objects.select_for_update(of=("self",)).select_related("publication__manuscript").get(pk=republication.pk)
    rules.may_bring_up_to_date(actor, republication).require()
    old = republication.publication
    republication.publication = Publication.objects.get(public_id=old.public_id, state=PublicationState.LIVE)
    republication.save(update_fields=["publication"])
    trace(EventKind.STORY_BROUGHT_UP, actor, old.manuscript, place=republication.place, edition=republication.publication.edition)
    return republication
