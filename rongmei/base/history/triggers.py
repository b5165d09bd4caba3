"""The database's own refusal to change history: triggers, per vendor.

``HISTORY_SEALED = False`` leaves them out. Only test settings may do that: a transactional test empties the tables
with DELETE, which the triggers would refuse. The tests of this room put them in.
"""

from __future__ import annotations

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

_REFUSAL: Final = "history is append-only"

_ON: Final = {
    "sqlite": [
        f"""CREATE TRIGGER IF NOT EXISTS history_event_no_{verb.lower()} BEFORE {verb} ON history_event
            BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"""
        for verb in ("UPDATE", "DELETE")
    ]
    # INSERT OR REPLACE deletes without firing the DELETE trigger, so a taken number is refused by hand.
    + [
        f"""CREATE TRIGGER IF NOT EXISTS history_event_no_replace BEFORE INSERT ON history_event
            WHEN EXISTS (SELECT 1 FROM history_event WHERE seq = NEW.seq)
            BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"""  # noqa: S608  (a constant of ours)
    ],
    "postgresql": [
        f"""CREATE OR REPLACE FUNCTION history_event_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$""",
        """CREATE OR REPLACE TRIGGER history_event_no_change BEFORE UPDATE OR DELETE ON history_event
            FOR EACH ROW EXECUTE FUNCTION history_event_refuse()""",
        """CREATE OR REPLACE TRIGGER history_event_no_truncate BEFORE TRUNCATE ON history_event
            FOR EACH STATEMENT EXECUTE FUNCTION history_event_refuse()""",
    ],
}

_OFF: Final = {
    "sqlite": [f"DROP TRIGGER IF EXISTS history_event_no_{verb}" for verb in ("update", "delete", "replace")],
    "postgresql": [
        "DROP TRIGGER IF EXISTS history_event_no_change ON history_event",
        "DROP TRIGGER IF EXISTS history_event_no_truncate ON history_event",
        "DROP FUNCTION IF EXISTS history_event_refuse()",
    ],
}


def put_on(connection: BaseDatabaseWrapper) -> None:
    """From now on the database refuses to change or delete an event."""
    _run(connection, _ON)


def take_off(connection: BaseDatabaseWrapper) -> None:
    """For the reverse migration, and for tests that tamper on purpose."""
    _run(connection, _OFF)


def _run(connection: BaseDatabaseWrapper, statements: dict[str, list[str]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements.get(connection.vendor, []):
            cursor.execute(statement)
