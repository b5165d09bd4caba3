"""Taking an inspection pack out of the house."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Outlet
from rongmei.base.history import actions as history
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import rules
from ..exports import inspection_pack
from ..queries.inspecting import published_between, stories_of


@transaction.atomic
def take_inspection_pack(*, actor: Actor, outlets: Sequence[Outlet], start: dt.date, end: dt.date) -> bytes:
    """The archive, and an event that it left. Raises Refused, Invalid (no outlet, days, nothing published)."""
    rules.may_take_pack(actor).require()
    if not outlets:
        raise Invalid(_("Choose at least one outlet."), str(_("outlets")))
    published = published_between(outlets, start, end)
    if not published:
        raise Invalid(_("Nothing was published on these outlets from %(start)s to %(end)s.") % {"start": start, "end": end}, str(_("days")))
    pack = inspection_pack(published, stories_of(published))
    detail = {"outlets": [outlet.name for outlet in outlets], "from": start, "to": end, "publications": len(published)}
    history.record(EventKind.PACK_TAKEN, actor=actor, subject=history.Subject("inspection_pack", f"{start}_{end}"), detail=detail)
    return pack
