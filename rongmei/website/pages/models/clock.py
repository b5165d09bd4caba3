from __future__ import annotations

from django.db import models
from django.db.models import Q


class SiteClock(models.Model):
    """How often anything readers see has changed, one row: a page rendered before a change is not kept after it."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    tick = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="pages_siteclock_one_row"),
            models.CheckConstraint(condition=Q(tick__gte=0), name="pages_siteclock_positive"),
        ]

    def __str__(self) -> str:
        return str(self.tick)
