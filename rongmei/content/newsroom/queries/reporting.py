"""Numbers of the newsroom that no ledger holds: medians per step, and what became of each unit's manuscripts."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from statistics import median

from django.db.models import Count, Q

from ..enums import Decision, ManuscriptState
from ..models import Manuscript, SignOff


@dataclass(frozen=True)
class StepHours:
    """step: its name. hours: median from getting the turn to signing. count: signatures behind it."""

    step: str
    hours: float
    count: int


def median_hours(start: dt.date, end: dt.date) -> list[StepHours]:
    """Median hours per step of the signatures given from `start` to `end` (both counted). The turn begins with the signature before,
    or with the submission of the round."""
    signed = SignOff.objects.filter(at__date__gte=start, at__date__lte=end).values_list("manuscript_id", flat=True)
    rows = SignOff.objects.filter(manuscript_id__in=signed).select_related("step", "manuscript").order_by("manuscript_id", "pk")
    hours: dict[str, list[float]] = defaultdict(list)
    before: dict[int, dt.datetime] = {}
    for row in rows:
        began = before.get(row.manuscript_id) or row.manuscript.submitted_at
        before[row.manuscript_id] = row.at
        if row.decision == Decision.APPROVE and began and start <= row.at.astimezone().date() <= end:
            hours[row.step.label].append(max(0.0, (row.at - began).total_seconds() / 3600))
    return [StepHours(label, round(median(values), 2), len(values)) for label, values in sorted(hours.items())]


@dataclass(frozen=True)
class UnitCount:
    unit: str
    submitted: int
    taken: int
    returned: int
    declined: int


def taken_by_unit(start: dt.date, end: dt.date) -> list[UnitCount]:
    """Of the manuscripts first handed in from `start` to `end`, by unit: how many were published, sent back at least once, declined."""
    published = Q(first_published_at__isnull=False)
    rows = (
        Manuscript.objects.filter(submitted_at__date__gte=start, submitted_at__date__lte=end)
        .values("unit__name")
        .order_by("unit__name")
        .annotate(
            submitted=Count("pk", distinct=True),
            taken=Count("pk", filter=published, distinct=True),
            returned=Count("pk", filter=Q(sign_offs__decision=Decision.RETURN), distinct=True),
            declined=Count("pk", filter=Q(state=ManuscriptState.DECLINED), distinct=True),
        )
    )
    return [UnitCount(r["unit__name"], r["submitted"], r["taken"], r["returned"], r["declined"]) for r in rows]
