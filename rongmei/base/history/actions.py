"""Appending to history. The only writer of the event table."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from rongmei.base.history import chain
from rongmei.base.history.actors import REQUEST_ID, SYSTEM, SYSTEM_LABEL, Actor
from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event, Head

_CHUNK = 5_000
_COLUMNS = (*chain.COLUMNS, "mac")


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event is about: ``kind`` ("lecture", ≤ 64), ``id`` (≤ 64), and the ``label`` people knew it by that day."""

    kind: str
    id: str | int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event to be recorded by :func:`record_many`."""

    kind: EventKind
    actor: Actor
    subject: Subject
    detail: dict[str, Any] | None = field(default=None)
    unit_id: int | None = None


def record(kind: EventKind, *, actor: Actor, subject: Subject, detail: dict[str, Any] | None = None, unit_id: int | None = None) -> int:
    """Append one event in the caller's transaction and return its number.

    ``detail`` is by convention ``{"before": {...}, "after": {...}}`` with the changed fields only.
    Raises RuntimeError outside a transaction, ValueError for a kind that is not in :class:`EventKind`.
    """
    return record_many([Entry(kind, actor, subject, detail, unit_id)])[0]


def record_many(entries: Sequence[Entry]) -> tuple[int, int]:
    """Append events in order; return the numbers of the first and the last (last = first - 1 when there are none).

    Writes past the ORM: an import of 100 000 rows leaves 100 000 events in a second or two.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("history.record needs an open transaction: call it from an action that is atomic")
    head = _locked_head()
    if not entries:
        return head.seq + 1, head.seq
    first = head.seq + 1
    now = chain.moment(datetime.datetime.now(datetime.UTC))
    rows = _Sealed(head.seq, head.mac, now, REQUEST_ID.get(), settings.HISTORY_KEY)
    _insert(rows.seal_all(entries))
    Head.objects.filter(pk=1).update(seq=rows.seq, mac=rows.mac)
    transaction.on_commit(partial(_anchor, rows.seq, rows.mac, now))
    return first, rows.seq


class _Sealed:
    """Turns entries into rows, remembering where the chain stands."""

    def __init__(self, seq: int, mac: str, now: str, request_id: str, key: bytes) -> None:
        self.seq, self.mac, self._now, self._request_id = seq, mac, now, request_id
        self._sealer = chain.Sealer(key)

    def seal_all(self, entries: Iterable[Entry]) -> Iterator[tuple[Any, ...]]:
        """The rows to insert. Written for speed: this loop is what an import of 100 000 rows waits for."""
        actors: dict[int, tuple[int | None, str]] = {}
        kinds = {member: member.value for member in EventKind}
        now, request_id, seal, seq, mac = self._now, self._request_id, self._sealer.seal, self.seq, self.mac
        for entry in entries:
            actor = actors.get(id(entry.actor))
            if actor is None:
                actor = actors[id(entry.actor)] = _written(entry.actor)
            subject = entry.subject
            seq += 1
            values = (
                seq,
                now,
                kinds.get(entry.kind) or EventKind(entry.kind).value,
                *actor,
                _key(subject.kind),
                _key(subject.id),
                _clean(subject.label, 200),
                entry.unit_id,
                request_id,
                chain.canonical_detail(entry.detail),
            )
            mac = seal(mac, values)
            self.seq, self.mac = seq, mac
            yield (*values, mac)


def _written(actor: Actor) -> tuple[int | None, str]:
    return (None, SYSTEM_LABEL) if actor is SYSTEM else (actor.pk, _clean(actor, 150))


def _clean(text: object, limit: int) -> str:
    """PostgreSQL takes no NUL; a label is for reading, so it may be cut."""
    return str(text).replace("\x00", "")[:limit]


def _key(text: object) -> str:
    """A key must not be cut: two subjects would become one."""
    key = str(text)
    if not key or len(key) > 64 or "\x00" in key:
        raise ValueError(f"a subject's kind and id have 1 to 64 characters, not {key!r}")
    return key


def _locked_head() -> Head:
    """The head, locked until commit. Made on first use (a test database may have been flushed)."""
    head = Head.objects.select_for_update().filter(pk=1).first()
    if head is None:
        Head.objects.bulk_create([Head(id=1, seq=0, mac=chain.GENESIS)], ignore_conflicts=True)
        head = Head.objects.select_for_update().get(pk=1)
    return head


def _insert(rows: Iterator[tuple[Any, ...]]) -> None:
    table = connection.ops.quote_name(Event._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(name) for name in _COLUMNS)
    with connection.cursor() as cursor:
        while chunk := list(islice(rows, _CHUNK)):
            if connection.vendor == "postgresql" and len(chunk) > 50:
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    for row in chunk:
                        copy.write_row((row[0], f"{row[1]}+00", *row[2:]))
            elif connection.vendor == "postgresql":
                marks = ", ".join(["%s"] * len(_COLUMNS))
                cursor.executemany(
                    f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608  (names are ours)
                    [(row[0], f"{row[1]}+00", *row[2:]) for row in chunk],
                )
            else:
                marks = ", ".join(["%s"] * len(_COLUMNS))
                cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", chunk)  # noqa: S608


def _anchor(seq: int, mac: str, at: str) -> None:
    """Remember outside the database how far history had come, so that a tail cut off is noticed.

    One short line in append mode: whole under concurrent writers. Not fsynced: after a power cut the last lines may be
    missing, which never accuses anybody.
    """
    path = Path(settings.HISTORY_ANCHOR)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(f"{seq} {mac} {at}\n")
