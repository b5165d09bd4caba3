"""Reads about summaries: drift of a signed edition, a revised edition beside the one it revises, where a figure is used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from rongmei.base.ledger import registry as ledgers
from rongmei.base.ledger.models import Entry
from rongmei.reporting.figures.engine import Drift, drift_many
from rongmei.reporting.figures.models import Reading
from rongmei.reporting.figures.registry_of_uses import Use

from .assembling import assemble
from .models import Summary, SummarySlot

HOLDER = "summary"


@dataclass(frozen=True)
class SignedDrift:
    """One figure of a signed edition against today, with the rows that make the difference."""

    reading: Reading
    drift: Drift
    added: tuple[Entry, ...] = ()
    removed: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()


def readings_of(summary: Summary) -> list[Reading]:
    return list(Reading.objects.filter(holder_kind=HOLDER, holder_id=str(summary.pk), whole=None).order_by("pk"))


def drifts(summary: Summary) -> list[SignedDrift]:
    """Every figure of the signed edition; at most one query per ledger for those whose ledger moved, and one per ledger for rows. What moved stands first."""
    readings = readings_of(summary)
    found = drift_many(readings)
    told = [_with_rows(reading, found[reading.pk]) for reading in readings]
    return sorted(told, key=lambda one: one.drift.fresh and not one.drift.definition_changed)


def _with_rows(reading: Reading, drift: Drift) -> SignedDrift:
    if drift.fresh or not reading.ledger or not ledgers.has(reading.ledger):
        return SignedDrift(reading, drift)
    wanted = [*drift.added[:50], *drift.removed[:50], *drift.changed[:50]]
    rows = ledgers.get(reading.ledger).model._default_manager.select_related("unit").in_bulk(wanted)

    def pick(pks: tuple[int, ...]) -> tuple[Entry, ...]:
        return tuple(rows[pk] for pk in pks[:50] if pk in rows)

    return SignedDrift(reading, drift, pick(drift.added), pick(drift.removed), pick(drift.changed))


@dataclass(frozen=True)
class SlotDifference:
    """The same slot in two editions."""

    label: str
    was: str
    now: str


def compare_editions(revised: Summary) -> list[SlotDifference]:
    """Slots whose shown text differs between a revised edition and the one it revises."""
    if revised.revises is None:
        return []
    old, new = assemble(revised.revises), assemble(revised)
    found = []
    for ref in dict.fromkeys([*old.used, *new.used]):
        was = old.standings[ref].shown if ref in old.standings and ref in old.used else ""
        now = new.standings[ref].shown if ref in new.standings and ref in new.used else ""
        if was != now:
            stand = new.standings.get(ref) or old.standings[ref]
            label = stand.slot.figure.label if stand.slot.figure else stand.slot.original
            found.append(SlotDifference(label, was, now))
    return found


def uses(keys: Iterable[str]) -> list[Use]:
    """Summaries that figures stand in, one answer per figure and summary."""
    places = (
        SummarySlot.objects.filter(figure__key__in=list(keys))
        .values_list("figure__key", "summary", "summary__title", "summary__edition")
        .distinct()
        .order_by("-summary__year", "-summary__edition", "figure__key")
    )
    return [
        Use(key, _("%(title)s, edition %(edition)d") % {"title": title, "edition": edition}, reverse("summary:show", args=[pk]))
        for key, pk, title, edition in places
    ]
