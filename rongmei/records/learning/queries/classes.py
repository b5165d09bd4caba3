"""How the class hours of a leader's class came about."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from rongmei.base.ledger.enums import RowState

from ..models import LeaderClass
from ..rules import Rate, class_hours, rate_on
from .office import hours_table


@dataclass(frozen=True)
class HoursFacts:
    """rate: the row of the table in force that day; None where the hours were written as they are. `by_table` may differ from the
    stored hours when the table was corrected for days already past."""

    rate: Rate | None
    by_table: Decimal | None
    differs: bool
    times_this_year: int
    hours_this_year: Decimal


def hours_facts(row: LeaderClass) -> HoursFacts:
    rate = rate_on(hours_table().get(row.duration_id, []), row.held_on) if row.duration_id else None
    by_table = class_hours(row.amount, rate) if rate else None
    same = LeaderClass.objects.filter(leader=row.leader, held_on__year=row.held_on.year).exclude(state=RowState.VOIDED)
    total = same.aggregate(hours=Sum("hours"))["hours"] or Decimal(0)
    return HoursFacts(rate, by_table, by_table is not None and by_table != row.hours, same.count(), total)
