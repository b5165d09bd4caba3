"""Short cuts of the row and screen tests: a clip as somebody would write it, and screens as somebody sees them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rongmei.base.directory.models import User
from rongmei.base.history.actors import SYSTEM
from rongmei.base.ledger import actions, registry
from rongmei.base.ledger.declaration import Ledger
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.models import LedgerClock
from rongmei.base.ledger.reading import key_of, search_text_of

from .app.models import Clip
from .world import World

KEY = "test-clips"


def clips() -> Ledger:
    return registry.get(KEY)


def written(**said: Any) -> dict[str, Any]:
    """What a person types for one clip."""
    return {"unit": "文学院", "published_on": "2026-03-05", "medium": "新华网", "title": "校园里的春天", **said}


def clip(to: RowState = RowState.SUBMITTED, actor: Any = SYSTEM, **said: Any) -> Any:
    return actions.create_row(actor=actor, ledger=clips(), raw=written(**said), to=to)


def ticks() -> int:
    return LedgerClock.objects.filter(ledger=KEY).values_list("tick", flat=True).first() or 0


def at(name: str, *args: Any) -> str:
    return reverse(f"ledger:{name}", args=[KEY, *args])


def screen_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def sentences(response: Any) -> list[str]:
    """The messages on the page a request ended on."""
    return [str(message) for message in response.context["messages"]]


def many(world: World, count: int, *, first: int = 0, unit: str = "文学院", state: RowState = RowState.CONFIRMED) -> None:
    """Rows straight into the table, for counting queries."""
    ledger, now = clips(), timezone.now()
    rows = []
    for number in range(first, first + count):
        values = {
            "unit": world.units[unit].pk,
            "published_on": dt.date(2026, 1, 1) + dt.timedelta(days=number % 300),
            "medium": list(world.media.values())[number % len(world.media)].pk,
            "title": f"第{number}篇",
            "reads": number,
        }
        stored = {"unit_id": values["unit"], "medium_id": values["medium"], **{k: values[k] for k in ("published_on", "title", "reads")}}
        rows.append(
            Clip(
                **stored,
                state=state,
                recorded_at=now,
                confirmed_at=now if state == RowState.CONFIRMED else None,
                key_hash=key_of(ledger, values),
                search_text=search_text_of(ledger, values),
            )
        )
    Clip.objects.bulk_create(rows)
