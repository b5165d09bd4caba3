"""What must be set before history can be trusted."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register("history")
def history_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """HISTORY_KEY must be at least 32 bytes, and HISTORY_ANCHOR must be given."""
    found: list[CheckMessage] = []
    key = getattr(settings, "HISTORY_KEY", b"")
    if not isinstance(key, bytes) or len(key) < 32:
        found.append(
            Error(
                "HISTORY_KEY must be at least 32 bytes kept outside the database.",
                hint="Make one with: python -c 'import secrets; print(secrets.token_hex(32))'",
                id="history.E001",
            )
        )
    if not getattr(settings, "HISTORY_ANCHOR", None):
        found.append(Error("HISTORY_ANCHOR must name the file that remembers the last event.", id="history.E002"))
    return found
