"""The database's own refusal to change what was signed and what was published.

A migration that alters one of these tables on SQLite makes the table anew and loses its triggers: it must end with `put_on` again
(a test looks whether they stand). Deleting is refused only where history is sealed (`HISTORY_SEALED`): a transactional test empties
tables with DELETE.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

FROZEN: Final[dict[str, tuple[str, ...]]] = {
    "newsroom_revision": (),
    "newsroom_signoff": (),
    "newsroom_correctionnote": (),
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
    return [name for name, _event, _table in _wanted()]


def put_on(connection: BaseDatabaseWrapper) -> None:
    """From now on the database refuses; safe to call twice."""
    take_off(connection)
    statements = _sqlite() if connection.vendor == "sqlite" else _postgresql() if connection.vendor == "postgresql" else []
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def take_off(connection: BaseDatabaseWrapper) -> None:
    """For reverse migrations, and for tests that tamper on purpose."""
    with connection.cursor() as cursor:
        for table in FROZEN:
            for verb in ("update", "delete"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on}")


def _sealed() -> bool:
    return bool(getattr(settings, "HISTORY_SEALED", True))


def _wanted() -> list[tuple[str, str, str]]:
    """(name, event, table)."""
    found = [(f"{table}_no_update", f"UPDATE OF {', '.join(columns)}" if columns else "UPDATE", table) for table, columns in FROZEN.items()]
    if _sealed():
        found += [(f"{table}_no_delete", "DELETE", table) for table in FROZEN]
    return found


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END" for name, event, table in _wanted()
    ]


def _postgresql() -> list[str]:
    function = f"""CREATE OR REPLACE FUNCTION newsroom_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"""
    return [
        function,
        *(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION newsroom_refuse()"
            for name, event, table in _wanted()
        ),
    ]
