import django.db.models.deletion
import rongmei.reporting.summary.blocks
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "__first__"),
        ("figures", "0002_seal_readings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Summary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("start", models.DateField(verbose_name="from")),
                ("end", models.DateField(verbose_name="to")),
                ("body", rongmei.reporting.summary.blocks.BodyField()),
                ("signature", models.CharField(blank=True, default="", max_length=120, verbose_name="signature")),
                ("dated", models.DateField(blank=True, null=True, verbose_name="date under the signature")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("drafting", "Being written"), ("signed", "Signed"), ("replaced", "Replaced by a revised edition")],
                        default="drafting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("edition", models.PositiveSmallIntegerField(default=1, verbose_name="edition")),
                ("source", models.FileField(blank=True, max_length=300, upload_to="summaries/%Y")),
                ("source_name", models.CharField(blank=True, default="", max_length=255)),
                ("frozen", models.TextField(blank=True, default="", editable=False)),
                ("digest", models.CharField(blank=True, default="", editable=False, max_length=64)),
                ("reasons", models.JSONField(default=dict, editable=False)),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "revises",
                    models.OneToOneField(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="revised_by", to="summary.summary"
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "-edition", "-pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("end__gte", models.F("start"))), name="summary_ends_after_start"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("frozen", ""), ("signed_at", None), ("state", "drafting")),
                            models.Q(models.Q(("state", "drafting"), _negated=True), ("signed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="summary_signed_is_frozen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SummarySlot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20)),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "binding",
                    models.CharField(
                        choices=[
                            ("open", "Not bound yet"),
                            ("figure", "Figure"),
                            ("name", "Protected name"),
                            ("year", "Year of the summary"),
                            ("rows", "List of records"),
                            ("text", "Plain text"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("form", models.CharField(blank=True, default="", max_length=20)),
                ("digits", models.PositiveSmallIntegerField(null=True)),
                ("years_back", models.PositiveSmallIntegerField(default=0)),
                ("as_published", models.BooleanField(default=False)),
                (
                    "when_zero",
                    models.CharField(
                        choices=[("flag", "Flag it"), ("leave_out", "Leave the sentence out"), ("print", "Print 0")],
                        default="flag",
                        max_length=10,
                    ),
                ),
                (
                    "name_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("university", "University, full name"),
                            ("university_short", "University, short name"),
                            ("unit", "Unit"),
                            ("person", "Person"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                ("name_id", models.PositiveBigIntegerField(null=True)),
                ("rows_column", models.CharField(blank=True, default="", max_length=40)),
                ("rows_pattern", models.CharField(blank=True, default="{}", max_length=40)),
                ("rows_most", models.PositiveSmallIntegerField(default=3)),
                ("text", models.CharField(blank=True, default="", max_length=200)),
                ("note", models.CharField(blank=True, default="", max_length=300)),
                ("original", models.CharField(blank=True, default="", max_length=200)),
                ("found", models.JSONField(default=dict)),
                ("proposals", models.JSONField(default=list)),
                (
                    "figure",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="summary_slots", to="figures.figure"
                    ),
                ),
                ("summary", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="summary.summary")),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("summary", "ref"), name="summaryslot_ref_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("binding__in", ("figure", "rows")), ("figure__isnull", False)),
                            models.Q(("binding__in", ("figure", "rows")), _negated=True),
                            _connector="OR",
                        ),
                        name="summaryslot_figure_bound",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("binding", "name"), models.Q(("name_kind", ""), _negated=True)),
                            models.Q(("binding", "name"), _negated=True),
                            _connector="OR",
                        ),
                        name="summaryslot_name_bound",
                    ),
                ],
            },
        ),
    ]
