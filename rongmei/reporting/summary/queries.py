"""Reads about summaries: drift of a signed edition, a revised edition beside the one it revises, where a figure is used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Decision, Denied
from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event
from rongmei.base.history.queries import Altered
from rongmei.base.ledger import registry as ledgers
from rongmei.base.ledger.models import Entry
from rongmei.base.ledger.queries import visible
from rongmei.content.proofdesk.registry import ProofSubject
from rongmei.reporting.figures.engine import Drift, drift_many
from rongmei.reporting.figures.models import Reading
from rongmei.reporting.figures.registry_of_uses import Use

from . import document_json, rules
from .assembling import assemble
from .checks import proof_text
from .enums import SummaryState
from .models import Summary, SummarySlot

HOLDER = "summary"
ROWS_SHOWN = 50  # of each sort, per figure


@dataclass(frozen=True)
class SignedDrift:
    """One figure of a signed edition against today, with the rows that make the difference, as far as the reader may see them.

    hidden: how many of these rows belong to units the reader does not see.
    """

    reading: Reading
    drift: Drift
    added: tuple[Entry, ...] = ()
    removed: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    hidden: int = 0


def readings_of(summary: Summary) -> list[Reading]:
    return list(Reading.objects.filter(holder_kind=HOLDER, holder_id=str(summary.pk), whole=None).order_by("pk"))


def moved_count(summary: Summary) -> int:
    """How many figures of the signed edition are no longer what was signed."""
    return sum(not found.fresh for found in drift_many(readings_of(summary)).values())


def drifts(actor: Any, summary: Summary) -> list[SignedDrift]:
    """Every figure of the signed edition, what moved first; values are the same for everybody, rows are those the person may see.

    At most one query per ledger whose clock moved, and one per ledger for the rows.
    """
    readings = readings_of(summary)
    found = drift_many(readings)
    rows = _rows_to_show(actor, [(reading, found[reading.pk]) for reading in readings])
    told = [_with_rows(reading, found[reading.pk], rows.get(reading.ledger, {})) for reading in readings]
    return sorted(told, key=lambda one: one.drift.fresh and not one.drift.definition_changed)


def _shown_pks(drift: Drift) -> tuple[tuple[int, ...], ...]:
    return drift.added[:ROWS_SHOWN], drift.removed[:ROWS_SHOWN], drift.changed[:ROWS_SHOWN]


def _rows_to_show(actor: Any, found: list[tuple[Reading, Drift]]) -> dict[str, dict[int, Entry]]:
    wanted: dict[str, set[int]] = {}
    for reading, drift in found:
        if reading.ledger and ledgers.has(reading.ledger) and not drift.fresh:
            wanted.setdefault(reading.ledger, set()).update(pk for pks in _shown_pks(drift) for pk in pks)
    return {
        key: visible(actor, ledgers.get(key).model._default_manager.filter(pk__in=pks)).select_related("unit").in_bulk()
        for key, pks in wanted.items()
        if pks
    }


def _with_rows(reading: Reading, drift: Drift, rows: dict[int, Entry]) -> SignedDrift:
    added, removed, changed = (tuple(rows[pk] for pk in pks if pk in rows) for pks in _shown_pks(drift))
    hidden = sum(len(pks) for pks in _shown_pks(drift)) - len(added) - len(removed) - len(changed)
    return SignedDrift(reading, drift, added, removed, changed, hidden)


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


def verify_summaries() -> Iterator[Altered]:
    """Signed editions altered, deleted or made up behind the product's back, each named. Nothing: all are as they were signed."""
    there, known = Summary.objects.exclude(state=SummaryState.DRAFTING).count(), 0
    for event in Event.objects.filter(kind=EventKind.SUMMARY_SIGNED).order_by("seq").iterator(100):
        summary = _summary(event.subject_id)
        known += summary is not None and summary.state != SummaryState.DRAFTING
        if summary is None:
            yield Altered("summary", int(event.subject_id), _("“%(label)s” was signed and is gone.") % {"label": event.subject_label})
        elif not _as_signed(summary, event):
            sentence = _("“%(label)s” (%(pk)d) is not the text that was signed: it was altered.")
            yield Altered("summary", summary.pk, sentence % {"label": event.subject_label, "pk": summary.pk})
    if there > known:
        yield from _never_signed()


def _as_signed(summary: Summary, event: Event) -> bool:
    stored = {"digest": document_json.digest(summary.frozen), "reasons": summary.reasons, "version": summary.version}
    signed = {name: event.data[name] for name in stored}
    by = (summary.state != SummaryState.DRAFTING, summary.signed_by_id, summary.digest)
    return stored == signed and by == (True, event.actor_id, event.data["digest"])


def _never_signed() -> Iterator[Altered]:
    signed = set(Event.objects.filter(kind=EventKind.SUMMARY_SIGNED).values_list("subject_id", flat=True))
    for summary in Summary.objects.exclude(state=SummaryState.DRAFTING).defer("frozen", "body").order_by("pk").iterator(100):
        if str(summary.pk) not in signed:
            sentence = _("“%(label)s” (%(pk)d) stands as signed and was never signed.")
            yield Altered("summary", summary.pk, sentence % {"label": summary, "pk": summary.pk})


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


def _summary(pk: str) -> Summary | None:
    return Summary.objects.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 19 else None


def _may(ask: Callable[[Any, Summary], Decision]) -> Callable[[Any, str], Decision]:
    def may(actor: Any, pk: str) -> Decision:
        summary = _summary(pk)
        return ask(actor, summary) if summary is not None else Denied(_("This summary is no longer there."))

    return may


def _passages(pk: str) -> Sequence[str]:
    summary = _summary(pk)
    return proof_text(summary, assemble(summary)).passages if summary is not None else ()


PROOF_SUBJECT = ProofSubject(
    may_see=_may(rules.may_see),
    may_answer=_may(rules.may_change),
    label=lambda pk: getattr(_summary(pk), "title", ""),
    page=lambda pk: reverse("summary:show", args=[pk]),
    passages=_passages,
)
