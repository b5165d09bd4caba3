"""Reading history, and checking that nobody has touched it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rongmei.base.history import chain
from rongmei.base.history.models import Event, Head


def events_of(subject_kind: str, subject_id: str | int) -> QuerySet[Event]:
    """What happened to one subject, oldest first."""
    return Event.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id)).order_by("seq")


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether history is whole. ``first_bad_seq`` is the first event edited, missing, out of place or cut off."""

    ok: bool
    checked: int
    first_bad_seq: int | None
    sentence: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Altered:
    """A row that is not what history says it was: table, number, one sentence. Rooms that keep what was signed tell of theirs."""

    table: str
    pk: int
    sentence: str


def verify() -> Verification:
    """Recompute every seal from the first event on and compare the end with the head and the anchor file.

    Finds what was done by SQL with the triggers dropped. Events may be appended meanwhile. Some 5 µs an event.
    """
    anchored = dict(_anchor_lines())
    head_before = Head.objects.filter(pk=1).values_list("seq", flat=True).first() or 0
    checked, previous = 0, chain.GENESIS
    seal = chain.Sealer(settings.HISTORY_KEY).seal
    for row in _rows():
        seq, values, mac = row[0], row[:-1], row[-1]
        if seq != checked + 1:
            return _gap(checked, seq)
        if seal(previous, values) != mac:
            return Verification(False, checked, seq, _("Event %(seq)d was edited or moved.") % {"seq": seq})
        if anchored.get(seq, mac) != mac:
            return Verification(
                False,
                checked,
                seq,
                _("Event %(seq)d differs from the anchor file: history was written anew.") % {"seq": seq},
            )
        checked, previous = seq, mac
    return _end(checked, previous, head_before, max(anchored, default=0), bool(anchored))


def _gap(checked: int, found: int) -> Verification:
    if found < 1:
        return Verification(False, checked, found, _("Event %(seq)d was put in: numbers begin with 1.") % {"seq": found})
    missing = checked + 1
    sentence = _("Event %(seq)d was deleted; the next one there is %(found)d.") % {"seq": missing, "found": found}
    return Verification(False, checked, missing, sentence)


def _end(checked: int, last_mac: str, head_before: int, anchor: int, has_anchor: bool) -> Verification:
    head = Head.objects.filter(pk=1).first() or Head(seq=0, mac=chain.GENESIS)
    known = max(head_before, anchor)
    if checked < known:
        sentence = _("History was cut off: event %(seq)d and all after it are missing, up to %(known)d.") % {
            "seq": checked + 1,
            "known": known,
        }
        return Verification(False, checked, checked + 1, sentence)
    if head.seq < checked or (head.seq == checked and head.mac != last_mac):
        sentence = _("The head of history says %(head)d where the last event is %(seq)d: it was edited.") % {
            "head": head.seq,
            "seq": checked,
        }
        return Verification(False, checked, checked, sentence)
    if checked and not has_anchor:
        sentence = _("%(count)d events are whole, but the anchor file is missing: a tail cut off would not be noticed.")
        return Verification(True, checked, None, sentence % {"count": checked})
    return Verification(True, checked, None, _("%(count)d events are whole.") % {"count": checked})


def _rows() -> Iterator[tuple[Any, ...]]:
    """The sealed values and the seal of every event, as stored, in order of number."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(name) for name in (*chain.COLUMNS, "mac"))
    # The time as it was sealed, all six digits: a column of times is handed out as an object, which leaves out a fraction of nought.
    as_sealed = (
        "to_char(\"at\" AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')" if connection.vendor == "postgresql" else 'CAST("at" AS TEXT)'
    )
    columns = columns.replace(quote("at"), as_sealed, 1)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {quote(Event._meta.db_table)} ORDER BY seq")  # noqa: S608  (names are ours)
        while chunk := cursor.fetchmany(5_000):
            yield from chunk


def _anchor_lines() -> Iterator[tuple[int, str]]:
    """``(seq, mac)`` of the anchor file; a line torn by a power cut is passed over."""
    path = Path(settings.HISTORY_ANCHOR)
    if not path.exists():
        return
    with path.open(encoding="ascii", errors="replace") as file:
        for line in file:
            parts = line.split()
            if len(parts) >= 2 and parts[0].isdigit() and len(parts[1]) == 64:
                yield int(parts[0]), parts[1]
