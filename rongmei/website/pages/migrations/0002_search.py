"""The search index: FTS5 on SQLite, a tsvector on PostgreSQL. No model: only the two functions of queries/search.py know it."""

from django.db import migrations

SQLITE = """
CREATE VIRTUAL TABLE pages_search USING fts5(
    title, body, facets, day UNINDEXED, tokenize = "unicode61 remove_diacritics 0 tokenchars '#'"
)
"""
POSTGRESQL = (
    "CREATE TABLE pages_search (id bigint PRIMARY KEY, day integer NOT NULL, words tsvector NOT NULL)",
    "CREATE INDEX pages_search_words ON pages_search USING gin (words)",
)


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE)
    elif schema_editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS pages_search")


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]
