"""The hours table, deadlines and minimums an office starts with. See rongmei.records.learning.rules.standards for their sources."""

import datetime as dt

from django.db import migrations

from rongmei.records.learning.rules import standards


def lay(apps, schema_editor):
    kinds, rates = apps.get_model("learning", "HoursKind"), apps.get_model("learning", "HoursRate")
    for position, row in enumerate(standards.HOURS, 1):
        kind, _made = kinds.objects.get_or_create(name=row.name, defaults={"unit_word": row.unit_word, "position": position})
        rates.objects.get_or_create(
            kind=kind, since=dt.date(2000, 1, 1), defaults={"hours": row.hours, "source": row.source, "mark": row.mark}
        )
    for row in standards.DEADLINES:
        apps.get_model("learning", "DeadlineRule").objects.get_or_create(
            key=row.key, defaults={"days": row.days, "counting": row.counting, "source": row.source, "mark": row.mark}
        )
    for row in standards.MINIMUMS:
        apps.get_model("learning", "QuarterlyMinimum").objects.get_or_create(
            level=row.level, unit=None, defaults={"sessions": row.sessions, "source": row.source, "mark": row.mark}
        )


class Migration(migrations.Migration):
    dependencies = [("learning", "0001_initial")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
