"""Which reminders have fallen due: the same for a release that waits for its countersignature and for a step that waits for its signer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import TypeVar

Stage = TypeVar("Stage", int, str)


def fallen_due(since: dt.datetime, stages: Iterable[tuple[Stage, float]], told: Collection[Stage], now: dt.datetime) -> list[Stage]:
    """Stages (name, hours after `since`) that have come and that nobody was told of yet."""
    return [stage for stage, hours in stages if stage not in told and since + dt.timedelta(hours=hours) <= now]
