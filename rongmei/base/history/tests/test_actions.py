from __future__ import annotations

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from rongmei.base.history import triggers
from rongmei.base.history.actions import Entry, Subject, record, record_many
from rongmei.base.history.actors import REQUEST_ID, SYSTEM
from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event, Head
from rongmei.base.history.queries import events_of, verify

LECTURE = Subject("lecture", 5, "理论讲堂第一讲")


class Somebody:
    pk = 42

    def __str__(self) -> str:
        return "林见月"


@pytest.mark.django_db
def test_record_keeps_who_what_when() -> None:
    token = REQUEST_ID.set("0f0e")
    seq = record(
        EventKind.ROW_CHANGED,
        actor=Somebody(),
        subject=LECTURE,
        detail={"before": {"title": "旧"}, "after": {"title": "新", "held_on": datetime.date(2026, 3, 1)}},
        unit_id=3,
    )
    REQUEST_ID.reset(token)
    event = Event.objects.get(seq=seq)
    assert (event.kind, event.actor_id, event.actor_label) == ("row.changed", 42, "林见月")
    assert (event.subject_kind, event.subject_id, event.subject_label) == ("lecture", "5", "理论讲堂第一讲")
    assert (event.unit_id, event.request_id) == (3, "0f0e")
    assert event.data == {"before": {"title": "旧"}, "after": {"title": "新", "held_on": "2026-03-01"}}
    assert abs(event.at - datetime.datetime.now(datetime.UTC)) < datetime.timedelta(minutes=1)


@pytest.mark.django_db
def test_record_many_numbers_without_gaps() -> None:
    first = record(EventKind.SETUP_DONE, actor=SYSTEM, subject=LECTURE)
    entries = [Entry(EventKind.ROW_CREATED, SYSTEM, Subject("lecture", n)) for n in range(12_001)]
    assert record_many(entries) == (first + 1, first + 12_001)
    assert list(Event.objects.values_list("seq", flat=True)) == list(range(1, 12_003))
    head = Head.objects.get()
    last = Event.objects.get(seq=12_002)
    assert (head.seq, head.mac) == (12_002, last.mac)
    assert verify().ok is True


@pytest.mark.django_db
def test_record_many_with_nothing_writes_nothing() -> None:
    assert record_many([]) == (1, 0)
    assert Event.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_record_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="needs an open transaction"):
        record(EventKind.SETUP_DONE, actor=SYSTEM, subject=LECTURE)


@pytest.mark.django_db
def test_record_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="is not a valid EventKind"):
        record("row.vanished", actor=SYSTEM, subject=LECTURE)  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.parametrize("subject", [Subject("lecture", "9" * 65), Subject("", 1), Subject("lecture", "a\x00")])
def test_record_of_a_subject_that_would_be_cut_is_refused(subject: Subject) -> None:
    with pytest.raises(ValueError, match="1 to 64 characters"):
        record(EventKind.ROW_CREATED, actor=SYSTEM, subject=subject)


@pytest.mark.django_db(transaction=True)
def test_rolled_back_event_leaves_no_trace_and_no_gap(own_anchor) -> None:
    with transaction.atomic():
        record(EventKind.ROW_CREATED, actor=SYSTEM, subject=LECTURE)
    with transaction.atomic():
        record(EventKind.ROW_CHANGED, actor=SYSTEM, subject=LECTURE)
        transaction.set_rollback(True)
    with transaction.atomic():
        record(EventKind.ROW_VOIDED, actor=SYSTEM, subject=LECTURE)
    assert list(events_of("lecture", 5).values_list("seq", "kind")) == [(1, "row.created"), (2, "row.voided")]
    lines = own_anchor.read_text().splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2"]
    assert lines[1].split()[1] == Event.objects.get(seq=2).mac


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history_event SET actor_label = 'x' WHERE seq = 1",
        "DELETE FROM history_event WHERE seq = 1",
        "INSERT OR REPLACE INTO history_event SELECT * FROM history_event WHERE seq = 1",
        "TRUNCATE history_event",
    ],
)
def test_database_refuses_to_change_history(statement: str) -> None:
    if statement.startswith(("INSERT OR", "TRUNCATE")) and (connection.vendor == "postgresql") != (statement == "TRUNCATE history_event"):
        pytest.skip("not a statement of this database")
    triggers.put_on(connection)
    record(EventKind.ROW_CREATED, actor=SYSTEM, subject=LECTURE)
    with pytest.raises(DatabaseError, match="history is append-only"), transaction.atomic(), connection.cursor() as c:
        c.execute(statement)
    assert Event.objects.get().actor_label == "System"
