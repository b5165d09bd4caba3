"""Many rows at once, past the ORM: the driver's executemany on SQLite, COPY on PostgreSQL.

An import of 100 000 rows spends its time here; `bulk_create` would take 14 to 19 times as long for the same rows.
Callers are actions: they have asked the rules and write the history.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models
from django.utils import timezone

PART = 5_000
Row = Sequence[Any]

# Kinds whose JSON the database takes as it is: text, numbers, yes/no, ISO dates.
TAKEN_AS_IS = frozenset(("words", "link", "choice", "yesno", "date", "integer", "number", "unit", "person", "reference"))


def quoted(name: str | None) -> str:
    """A name of a table or column, for SQL."""
    return connection.ops.quote_name(str(name))


def moment(at: dt.datetime) -> Any:
    """A time as the driver takes it."""
    return connection.ops.adapt_datetimefield_value(at) if connection.vendor == "sqlite" else at.isoformat()


def reserve_pks(model: type[models.Model], count: int) -> range | list[int]:
    """Numbers nobody else will get, so that history can name the rows. In the transaction that inserts them."""
    table, pk = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [quoted(table), pk, count])
            return [row[0] for row in cursor.fetchall()]
        # The write lock is held from BEGIN IMMEDIATE on; explicit numbers move the sequence along.
        cursor.execute(f"SELECT MAX({quoted(pk)}) FROM {quoted(table)}")  # noqa: S608  (names are ours)
        highest = cursor.fetchone()[0] or 0
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        given = cursor.fetchone()
    first = max(highest, given[0] if given else 0) + 1
    return range(first, first + count)


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Insert rows of driver-ready values in the order of `columns` (database columns); the number inserted."""
    names = ", ".join(quoted(column) for column in columns)
    table = quoted(model._meta.db_table)
    count = 0
    with connection.cursor() as cursor:
        for part in _parts(rows):
            if connection.vendor == "postgresql" and len(part) > 20:
                with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    for row in part:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", part)  # noqa: S608  (names are ours)
            count += len(part)
    return count


def update_rows(model: type[models.Model], columns: Sequence[str | None], rows: Iterable[Row]) -> int:
    """Set `columns` and version = version + 1. Each row: the new values, then pk and the version it must still have.

    The number updated: fewer than given means that somebody was faster, and the caller must not go on.
    """
    table, pk = quoted(model._meta.db_table), quoted(model._meta.pk.column)
    version = quoted("version")
    sets = ", ".join([*(f"{quoted(column)} = %s" for column in columns), f"{version} = {version} + 1"])
    count = 0
    with connection.cursor() as cursor:
        for part in _parts(rows):
            cursor.executemany(f"UPDATE {table} SET {sets} WHERE {pk} = %s AND {version} = %s", part)  # noqa: S608  (names are ours)
            count += cursor.rowcount
    return count


def _parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    stream = iter(rows)
    while part := list(islice(stream, PART)):
        yield part


def preparer(field: models.Field[Any, Any], kind: Any) -> Callable[[Any], Any] | None:
    """What turns a column's JSON into what the driver takes; None when it is taken as it is."""
    if kind.name in TAKEN_AS_IS:
        return None
    return lambda value: field.get_db_prep_save(kind.from_json(value), connection)


def constant(field: models.Field[Any, Any]) -> Any:
    """The driver-ready default of a field no column speaks for."""
    value = field.get_default()
    if isinstance(value, dt.datetime):
        return moment(value)
    return field.get_db_prep_save(value, connection)


def now() -> dt.datetime:
    return timezone.now()
