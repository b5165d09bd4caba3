"""Who acts, and under which request."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any, Final, Protocol

from django.utils.translation import gettext

REQUEST_ID: Final[ContextVar[str]] = ContextVar("rongmei_request_id", default="")
"""Set by the middleware for a web request and by the command line for a command; empty elsewhere."""


class Actor(Protocol):
    """A signed-in user, or :data:`SYSTEM`."""

    @property
    def pk(self) -> Any: ...

    def __str__(self) -> str: ...


SYSTEM_LABEL: Final = "System"
"""How :data:`SYSTEM` stands in the record; presenters show it in the reader's language."""


class _System:
    """The product itself: first start, demo data, scheduled work. Rules let it through by name, never by omission."""

    pk: None = None

    def __str__(self) -> str:
        return gettext("System")

    def __repr__(self) -> str:
        return "SYSTEM"


SYSTEM: Final = _System()
