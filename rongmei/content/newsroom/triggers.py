"""The database's own refusal to change what was signed and what was published.

A migration that alters one of these tables on SQLite makes the table anew and loses its triggers: it must end with `put_on` again
(a test looks whether they stand). Deleting is refused only where history is sealed (`HISTORY_SEALED`): a transactional test empties
tables with DELETE.
"""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

FROZEN: Final[dict[str, tuple[str, ...]]] = {
    "newsroom_revision": (),
    "newsroom_signoff": (),
    "newsroom_correctionnote": (),
    "newsroom_procedure": (
        "key", "version", "name", "outlet_kinds", "outlets", "author_may_review", "review_and_proof_same_person", "small_punctuation",
        "small_characters", "urgent_signers", "source", "made_at", "made_by_id",
    ),
    "newsroom_procedurestep": (),
    "newsroom_asset": ("sha256", "kind", "file", "media_type", "size", "width", "height"),
    "newsroom_publication": (
        "public_id", "edition", "outlet_id", "manuscript_id", "revision_id", "kind", "language", "kicker", "headline", "subhead", "summary",
        "body", "byline", "credits", "words", "fingerprint", "procedure_name", "lead_id", "urgent_id", "first_published_at", "published_at",
        "published_by_id",
    ),
}  # fmt: skip
"""Table → columns that never change; none named: no column does."""

_REFUSAL: Final = "newsroom records are append-only"


def names() -> list[str]:
    """Triggers that must stand on this installation."""
    return [name for name, _event, _table in _wanted(FROZEN)]


def put_on(connection: BaseDatabaseWrapper) -> None:
    """From now on the database refuses; safe to call twice. A migration may come before a column: it is frozen by a later one."""
    take_off(connection)
    with connection.cursor() as cursor:
        frozen = {table: _standing(connection, cursor, table, columns) for table, columns in FROZEN.items()}
        wanted = _wanted(frozen)
        statements = _sqlite(wanted) if connection.vendor == "sqlite" else _postgresql(wanted) if connection.vendor == "postgresql" else []
        for statement in statements:
            cursor.execute(statement)


def _standing(connection: BaseDatabaseWrapper, cursor: Any, table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    there = {column.name for column in connection.introspection.get_table_description(cursor, table)}
    return tuple(column for column in columns if column in there)


def take_off(connection: BaseDatabaseWrapper) -> None:
    """For reverse migrations, and for tests that tamper on purpose."""
    with connection.cursor() as cursor:
        for table in FROZEN:
            for verb in ("update", "delete"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on}")


def _sealed() -> bool:
    return bool(getattr(settings, "HISTORY_SEALED", True))


def _wanted(frozen: dict[str, tuple[str, ...]]) -> list[tuple[str, str, str]]:
    """(name, event, table)."""
    found = [(f"{table}_no_update", f"UPDATE OF {', '.join(columns)}" if columns else "UPDATE", table) for table, columns in frozen.items()]
    if _sealed():
        found += [(f"{table}_no_delete", "DELETE", table) for table in frozen]
    return found


def _sqlite(wanted: list[tuple[str, str, str]]) -> list[str]:
    return [
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END" for name, event, table in wanted
    ]


def _postgresql(wanted: list[tuple[str, str, str]]) -> list[str]:
    function = f"""CREATE OR REPLACE FUNCTION newsroom_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"""
    return [
        function,
        *(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION newsroom_refuse()"
            for name, event, table in wanted
        ),
    ]
