from django.conf import settings
from django.db import migrations

from rongmei.base.history import chain, triggers


def put_on(apps, schema_editor):
    if getattr(settings, "HISTORY_SEALED", True):
        triggers.put_on(schema_editor.connection)


def take_off(apps, schema_editor):
    triggers.take_off(schema_editor.connection)


def make_head(apps, schema_editor):
    apps.get_model("history", "Head").objects.get_or_create(pk=1, defaults={"seq": 0, "mac": chain.GENESIS})


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]

    operations = [
        migrations.RunPython(make_head, migrations.RunPython.noop),
        migrations.RunPython(put_on, take_off),
    ]
