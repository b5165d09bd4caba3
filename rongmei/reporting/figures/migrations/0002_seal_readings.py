from django.conf import settings
from django.db import migrations

REFUSAL = "readings are never changed"
ON = {
    "sqlite": [
        f"""CREATE TRIGGER IF NOT EXISTS figures_reading_no_{verb.lower()} BEFORE {verb} ON figures_reading
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        f"""CREATE OR REPLACE FUNCTION figures_reading_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$""",
        """CREATE OR REPLACE TRIGGER figures_reading_no_change BEFORE UPDATE OR DELETE ON figures_reading
            FOR EACH ROW EXECUTE FUNCTION figures_reading_refuse()""",
    ],
}
OFF = {
    "sqlite": [f"DROP TRIGGER IF EXISTS figures_reading_no_{verb}" for verb in ("update", "delete")],
    "postgresql": [
        "DROP TRIGGER IF EXISTS figures_reading_no_change ON figures_reading",
        "DROP FUNCTION IF EXISTS figures_reading_refuse()",
    ],
}


def put_on(apps, schema_editor):
    # Test settings leave the seal off: a transactional test empties its tables with DELETE.
    if getattr(settings, "HISTORY_SEALED", True):
        run(schema_editor, ON)


def take_off(apps, schema_editor):
    run(schema_editor, OFF)


def run(schema_editor, statements):
    with schema_editor.connection.cursor() as cursor:
        for statement in statements.get(schema_editor.connection.vendor, []):
            cursor.execute(statement)


class Migration(migrations.Migration):
    """The database itself refuses to change or delete a reading."""

    dependencies = [("figures", "0001_initial")]

    operations = [migrations.RunPython(put_on, take_off)]
