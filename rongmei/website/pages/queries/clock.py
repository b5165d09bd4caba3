from __future__ import annotations

from ..models import SiteClock


def tick() -> int:
    """How often anything readers see has changed."""
    return SiteClock.objects.filter(pk=1).values_list("tick", flat=True).first() or 0
