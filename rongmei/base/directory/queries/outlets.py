"""The register of outlets."""

from __future__ import annotations

import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from rongmei.base.directory.models import Outlet


def outlets(*, kind: str = "", unit_ids: set[int] | None = None, closed: bool = False, text: str = "") -> QuerySet[Outlet]:
    """Open outlets (all with ``closed``), by kind, of these units, whose name or number contains ``text``."""
    found = Outlet.objects.select_related("unit", "owner", "backup")
    if not closed:
        found = found.filter(closed_on=None)
    if kind:
        found = found.filter(kind=kind)
    if unit_ids is not None:
        found = found.filter(unit_id__in=unit_ids)
    if text.strip():
        found = found.filter(Q(name__icontains=text.strip()) | Q(account_id__icontains=text.strip()))
    return found


def uninspected_outlets(*, year: int | None = None) -> QuerySet[Outlet]:
    """Open outlets approved before the end of ``year`` (this one) and not inspected in it."""
    of = year or timezone.localdate().year
    start = datetime.date(of, 1, 1)
    return outlets().filter(Q(last_inspected_on=None) | Q(last_inspected_on__lt=start))
