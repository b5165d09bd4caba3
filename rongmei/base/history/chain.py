"""The seal of an event: HMAC-SHA256 over the seal before it and every field of the event.

Pure bytes in, bytes out; the key lives outside the database, so that somebody who can write to the database still
cannot make a chain that verifies.
"""

from __future__ import annotations

import datetime
import hmac
import json
from collections.abc import Sequence
from typing import Any, Final

GENESIS: Final = "0" * 64
"""Stands where the seal of the event before the first would be."""

COLUMNS: Final = (
    "seq",
    "at",
    "kind",
    "actor_id",
    "actor_label",
    "subject_kind",
    "subject_id",
    "subject_label",
    "unit_id",
    "request_id",
    "detail",
)
"""The sealed fields, in the order they are sealed."""

_detail_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
_row_encoder = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"))


def canonical_detail(detail: Any) -> str:
    """One spelling per value: keys sorted, no spaces; dates, decimals and lazy words as text."""
    return _detail_encoder.encode(detail if detail is not None else {})


def moment(at: datetime.datetime) -> str:
    """UTC with six digits of a second, as it is stored and sealed: ``2026-11-23 01:07:01.000000``."""
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def seal(key: bytes, previous: str, values: Sequence[Any]) -> str:
    """The seal (64 hex digits) of the event with these ``values``, in the order of :data:`COLUMNS`."""
    return hmac.digest(key, (previous + _row_encoder.encode(values)).encode("ascii"), "sha256").hex()
