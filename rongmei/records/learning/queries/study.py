"""Which study groups there are, and which of them fall short of the quarterly minimum."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict

from rongmei.base.directory.models import Unit
from rongmei.base.ledger.enums import RowState

from ..enums import StudyAudience, StudyForm
from ..models import QuarterlyMinimum, StudyPlan, StudySession
from ..rules import QuarterShort, quarter_of, short_quarters
from .office import minimums

Group = tuple[str, int]
"""(level, unit pk): the university's group and one group per unit."""

HELD = (RowState.SUBMITTED, RowState.RETURNED, RowState.CONFIRMED)


def groups_watched(year: int) -> set[Group]:
    """Groups with a plan for the year, with a session in it or in the year before, or with a minimum of their own."""
    plans = StudyPlan.objects.filter(year=year, audience=StudyAudience.GROUP).exclude(state=RowState.VOIDED)
    sessions = StudySession.objects.filter(audience=StudyAudience.GROUP, held_on__year__in=(year - 1, year), state__in=HELD).order_by()
    own = QuarterlyMinimum.objects.filter(unit__isnull=False)
    found: set[Group] = set()
    for rows in (plans, sessions, own):
        found.update(rows.values_list("level", "unit_id"))
    return found


def discussions_held(year: int, until: dt.date | None = None) -> dict[Group, Counter[int]]:
    """Group → quarter → discussions held. A session somebody still has to confirm was held all the same; a draft was not yet."""
    sessions = StudySession.objects.filter(audience=StudyAudience.GROUP, form=StudyForm.DISCUSSION, held_on__year=year, state__in=HELD)
    if until is not None:
        sessions = sessions.filter(held_on__lte=until)
    held: dict[Group, Counter[int]] = defaultdict(Counter)
    for level, unit_id, day in sessions.values_list("level", "unit_id", "held_on"):
        held[level, unit_id][quarter_of(day)] += 1
    return held


def quarters_short(year: int) -> list[QuarterShort]:
    """Every quarter of the year in which a watched group lacks discussions, coming quarters included; earliest first."""
    groups = groups_watched(year)
    owed, held = minimums(), discussions_held(year)
    names = dict(Unit.objects.filter(pk__in={unit_id for _level, unit_id in groups}).values_list("pk", "name"))
    found = [
        QuarterShort(unit_id, names[unit_id], level, year, quarter, held[level, unit_id][quarter], owed.owed(level, unit_id))
        for level, unit_id in groups
        for quarter in short_quarters(held[level, unit_id], owed.owed(level, unit_id))
    ]
    return sorted(found, key=lambda short: (short.quarter, short.level, short.unit_name))
