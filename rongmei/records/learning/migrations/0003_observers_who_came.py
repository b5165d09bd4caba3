"""Observers who stayed away are neither persons nor units that sat in."""

import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("learning", "0002_standards")]
    operations = [
        migrations.RemoveField("observerline", "who"),
        migrations.AddField(
            "observerline",
            "who",
            models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(
                        models.Q(("came", True)),
                        then=django.db.models.functions.text.Concat(
                            models.F("name"),
                            models.Value("@"),
                            django.db.models.functions.comparison.Coalesce(
                                django.db.models.functions.comparison.Cast(models.F("unit"), models.CharField(max_length=20)),
                                models.Value(""),
                            ),
                        ),
                    ),
                    default=None,
                ),
                output_field=models.CharField(max_length=320, null=True, verbose_name="person"),
            ),
        ),
        migrations.AddField(
            "observerline",
            "unit_came",
            models.GeneratedField(
                db_persist=True,
                expression=models.Case(models.When(models.Q(("came", True)), then=models.F("unit")), default=None),
                output_field=models.BigIntegerField(null=True, verbose_name="unit of an observer who came"),
            ),
        ),
    ]
