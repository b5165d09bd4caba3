"""Tampering by SQL, triggers off: every way is noticed, and the first touched event is named."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from rongmei.base.history import chain
from rongmei.base.history.actions import Entry, Subject, record_many
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event, Head
from rongmei.base.history.queries import verify

COUNT = 120
FIELDS = {
    "at": "2020-01-01 00:00:00.000000+00" if connection.vendor == "postgresql" else "2020-01-01 00:00:00.000000",
    "kind": "row.voided",
    "actor_id": 999,
    "actor_label": "别人",
    "subject_kind": "honour",
    "subject_id": "no such",
    "subject_label": "别的讲座",
    "unit_id": 888,
    "request_id": "dead",
    "detail": '{"after":{"count":1}}',
    "mac": "f" * 64,
}


def fill(count: int = COUNT) -> None:
    with transaction.atomic():
        record_many(
            [Entry(EventKind.ROW_CREATED, SYSTEM, Subject("lecture", n, f"第{n}讲"), {"after": {"count": n}}, 3) for n in range(count)]
        )


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def edit(dice: random.Random) -> int:
    seq, field = dice.randint(1, COUNT), dice.choice(sorted(FIELDS))
    sql(f"UPDATE history_event SET {field} = %s WHERE seq = %s", FIELDS[field], seq)
    return seq


def delete(dice: random.Random) -> int:
    seq = dice.randint(1, COUNT - 1)
    sql("DELETE FROM history_event WHERE seq = %s", seq)
    return seq


def delete_and_close_ranks(dice: random.Random) -> int:
    seq = dice.randint(1, COUNT - 1)
    sql("DELETE FROM history_event WHERE seq = %s", seq)
    for later in range(seq + 1, COUNT + 1):
        sql("UPDATE history_event SET seq = %s WHERE seq = %s", later - 1, later)
    sql("UPDATE history_head SET seq = %s", COUNT - 1)
    return seq


def swap(dice: random.Random) -> int:
    one, other = sorted(dice.sample(range(1, COUNT + 1), 2))
    for old, new in ((one, -1), (other, one), (-1, other)):
        sql("UPDATE history_event SET seq = %s WHERE seq = %s", new, old)
    return one


def cut(dice: random.Random) -> int:
    seq = dice.randint(1, COUNT)
    sql("DELETE FROM history_event WHERE seq >= %s", seq)
    return seq


def cut_with_head(dice: random.Random) -> int:
    seq = cut(dice)
    last = Event.objects.order_by("-seq").first()
    sql("UPDATE history_head SET seq = %s, mac = %s", seq - 1, last.mac if last else chain.GENESIS)
    return seq


TAMPERINGS: list[Callable[[random.Random], int]] = [edit, delete, delete_and_close_ranks, swap, cut, cut_with_head]


@pytest.mark.django_db(transaction=True)
def test_verify_names_the_first_event_touched_in_200_random_tamperings() -> None:
    fill()
    dice = random.Random(20261123)
    for round_ in range(200):
        tamper = TAMPERINGS[round_ % len(TAMPERINGS)]
        with transaction.atomic():
            touched = tamper(dice)
            found = verify()
            assert (found.ok, found.first_bad_seq) == (False, touched), tamper.__name__
            transaction.set_rollback(True)
    assert verify().ok is True


@pytest.mark.django_db(transaction=True)
def test_verify_of_untouched_history_counts_it() -> None:
    fill(3)
    found = verify()
    assert (found.ok, found.checked, found.first_bad_seq) == (True, 3, None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("at", ["2026-11-23 01:07:01.000000", "2026-11-23 00:00:00.000000", "2026-11-23 01:07:01.100000"])
def test_events_of_a_whole_second_are_whole(at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "moment", lambda now: at)
    fill(3)
    assert verify().ok


@pytest.mark.django_db
def test_verify_of_an_empty_history_is_whole() -> None:
    assert verify().ok is True
    assert verify().checked == 0


@pytest.mark.django_db(transaction=True)
def test_verify_notices_a_history_rewritten_with_the_key(own_anchor) -> None:
    fill(10)
    kept = own_anchor.read_text()
    Event.objects.all().delete()
    Head.objects.all().delete()
    fill(10)
    own_anchor.write_text(kept)
    found = verify()
    assert (found.ok, found.first_bad_seq) == (False, 10)


@pytest.mark.django_db
def test_verify_notices_an_edited_head() -> None:
    fill(5)
    sql("UPDATE history_head SET mac = %s", "a" * 64)
    found = verify()
    assert (found.ok, found.first_bad_seq) == (False, 5)


@pytest.mark.django_db(transaction=True)
def test_verify_says_when_the_anchor_is_missing(own_anchor) -> None:
    fill(2)
    own_anchor.unlink()
    found = verify()
    assert found.ok is True
    assert found.sentence.endswith(("不会被发现。", "would not be noticed."))


@pytest.mark.django_db
def test_verify_history_command_exits_1_with_json() -> None:
    fill(4)
    sql("DELETE FROM history_event WHERE seq = 2")
    out = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_history", "--json", stdout=out)
    assert stopped.value.code == 1
    answer = json.loads(out.getvalue())
    assert (answer["ok"], answer["checked"], answer["first_bad_seq"]) == (False, 1, 2)
