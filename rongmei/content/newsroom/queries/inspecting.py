"""What an inspector asks for: the publications of some outlets and days, and their stories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Outlet
from rongmei.base.history.decisions import Invalid

from ..models import Manuscript, Publication
from .manuscripts import with_standing

_MOST_DAYS = 366


def published_between(outlets: Sequence[Outlet], start: dt.date, end: dt.date) -> QuerySet[Publication]:
    """Everything published on `outlets` from `start` to `end` (both counted), the earliest first.

    Raises Invalid for a span that runs backwards or over more than a year.
    """
    if end < start or (end - start).days >= _MOST_DAYS:
        raise Invalid(
            _("%(start)s to %(end)s found: give the earlier day first, and at most one year.") % {"start": start, "end": end},
            str(_("days")),
        )
    return (
        Publication.objects.filter(outlet__in=outlets, published_at__date__gte=start, published_at__date__lte=end)
        .select_related("outlet", "manuscript")
        .order_by("published_at", "pk")
    )


def stories_of(published: QuerySet[Publication]) -> QuerySet[Manuscript]:
    """The manuscripts behind publications, each once, with everything a sheet says."""
    return with_standing(Manuscript.objects.filter(pk__in=published.order_by().values("manuscript"))).order_by("pk")
