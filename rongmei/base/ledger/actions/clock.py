"""The ledger's clock: one tick per transaction that changed it."""

from __future__ import annotations

from django.db.models import F

from ..declaration import Ledger
from ..models import LedgerClock


def tick(ledger: Ledger) -> None:
    """Call once in every action that changes what a list of the ledger would show."""
    if not LedgerClock.objects.filter(ledger=ledger.key).update(tick=F("tick") + 1):
        LedgerClock.objects.create(ledger=ledger.key, tick=1)
