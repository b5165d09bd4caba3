"""How long an import takes, and when the worker on it must be taken for dead."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.utils import timezone

from ..enums import BatchState
from ..models import ImportBatch
from .mapping import sheet_of

LEASE_SECONDS: Final = 60
"""A worker that has given no sign of life for so long is taken for dead, and its check may be started again."""
APPLY_SECONDS: Final = 600
"""The same while rows are being written: one transaction, which shows no sign of life before it ends."""


def is_large(batch: ImportBatch) -> bool:
    """Whether checking and writing it is work for a background task."""
    return int(sheet_of(batch)["row_count"]) > settings.IMPORT_INLINE_ROWS


def worker_is_gone(batch: ImportBatch) -> bool:
    """Whether work is under way in name only."""
    patience = APPLY_SECONDS if batch.state == BatchState.APPLYING else LEASE_SECONDS
    return (timezone.now() - batch.touched_at).total_seconds() > patience
