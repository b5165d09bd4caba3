"""What all actions of the newsroom share: the lock, the trace, the record of refused tries, the mail after commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial, wraps
from typing import Any, ParamSpec, TypeVar

from django.core.mail import send_mail
from django.db import transaction

from rongmei.base.directory.models import User
from rongmei.base.history import actions as history
from rongmei.base.history.decisions import Refused
from rongmei.base.history.enums import EventKind

from ..models import Manuscript

P = ParamSpec("P")
R = TypeVar("R")


def locked(manuscript: Manuscript) -> Manuscript:
    """The manuscript, locked until commit and read anew.

    No joins: on PostgreSQL a joined row would still be seen as it was before the wait for the lock.
    """
    return Manuscript.objects.select_for_update().get(pk=manuscript.pk)


def subject(manuscript: Manuscript) -> history.Subject:
    return history.Subject("manuscript", manuscript.pk, f"{manuscript.number} {manuscript.headline}"[:200])


def trace(kind: EventKind, actor: Any, manuscript: Manuscript, /, **detail: Any) -> int:
    """Record an event about the manuscript."""
    return history.record(kind, actor=actor, subject=subject(manuscript), detail=detail, unit_id=manuscript.unit_id)


def refusals_recorded(action: Callable[P, R]) -> Callable[P, R]:
    """Decorator: a refused try at a manuscript leaves an event, although the action itself is rolled back.

    The event outlives the refusal unless a caller's own transaction around it is rolled back too.
    """

    @wraps(action)
    def tried(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return action(*args, **kwargs)
        except Refused as refused:
            manuscript: Any = kwargs["manuscript"]
            with transaction.atomic():
                trace(EventKind.STORY_REFUSED, kwargs["actor"], manuscript, tried=action.__name__, reason=refused.reason)
            raise

    return tried


def tell(people: Iterable[User | None], title: str, text: str) -> None:
    """Mail after commit, to those whose address is known; each person once. A mail that cannot be sent undoes nothing."""
    addresses = {
        user.person.email for user in people if user is not None and user.is_active and user.person is not None and user.person.email
    }
    for address in sorted(addresses):
        transaction.on_commit(partial(send_mail, title, text, None, [address], fail_silently=True))
