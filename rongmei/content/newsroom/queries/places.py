"""Where a story stands besides our own outlets, and whether it is gone from there."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid

from ..enums import PublicationState
from ..models import Manuscript, Publication, Republication, WithdrawalConfirmation


def republications_of(manuscript: Manuscript) -> list[Republication]:
    """In the order they were noted, with the edition each carries."""
    found = Republication.objects.filter(publication__manuscript=manuscript)
    return list(found.select_related("publication__manuscript", "outlet", "noted_by__person"))


def places_of(manuscript: Manuscript) -> list[dict[str, Any]]:
    """Republications, and once the story is withdrawn every place that has to be confirmed. Two queries."""
    confirmations = {
        (row.publication_id if row.republication_id is None else None, row.republication_id): row
        for row in WithdrawalConfirmation.objects.filter(withdrawal__manuscript=manuscript).select_related("publication__outlet")
    }
    own = [
        _place(str(row.publication.outlet), confirmation=row)
        for (publication, _other), row in confirmations.items()
        if publication is not None
    ]
    return own + [
        _place(one.place, republication=one, confirmation=confirmations.get((None, one.pk))) for one in republications_of(manuscript)
    ]


def _place(place: str, *, republication: Republication | None = None, confirmation: WithdrawalConfirmation | None = None) -> dict[str, Any]:
    return {
        "place": place,
        "url": republication.url if republication else "",
        "carried_on": republication.carried_on if republication else None,
        "republication": republication.pk if republication else None,
        "confirmation": confirmation.pk if confirmation else None,
        "stale": bool(republication and republication.stale),
        "down": bool(confirmation and confirmation.confirmed_at),
    }


def publication_meant(manuscript: Manuscript, public_id: str = "") -> Publication:
    """The edition in force of `public_id`; of the only address, when none is named. Raises Invalid where there are none or several."""
    found = [p for p in manuscript.publications.all() if p.state != PublicationState.CORRECTED and public_id in ("", p.public_id)]
    if len(found) == 1:
        return found[0]
    known = "、".join(publication.public_id for publication in manuscript.publications.all() if publication.edition == 1)
    raise Invalid(_("Say from which of our own it was taken: %(known)s.") % {"known": known or "—"}, str(_("publication")))
