import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Figure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z][a-z0-9_]*(\\.[a-z0-9][a-z0-9_]*)*$",
                                "The key has small Latin letters, digits and _, parts are joined by dots: lecture.count.",
                            )
                        ],
                        verbose_name="key",
                    ),
                ),
                ("label", models.CharField(max_length=80, verbose_name="name")),
                ("chapter", models.CharField(blank=True, default="", max_length=60, verbose_name="chapter")),
                ("synonyms", models.JSONField(blank=True, default=list, verbose_name="other names")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ledger", "counted from a ledger"),
                            ("formula", "worked out from other figures"),
                            ("manual", "entered by hand with evidence"),
                        ],
                        default="ledger",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("ledger", models.CharField(blank=True, default="", max_length=40, verbose_name="ledger")),
                ("measure", models.CharField(blank=True, default="", max_length=40, verbose_name="what is counted")),
                ("conditions", models.JSONField(blank=True, default=list, verbose_name="conditions")),
                (
                    "period",
                    models.CharField(
                        choices=[
                            ("scope", "what happened in the period"),
                            ("as_of", "what stood at the end of the period"),
                            ("since_start", "everything since a starting day"),
                        ],
                        default="scope",
                        max_length=12,
                        verbose_name="time",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="counted since")),
                ("expr", models.CharField(blank=True, default="", max_length=500, verbose_name="formula")),
                ("unit_word", models.CharField(blank=True, default="", max_length=10, verbose_name="unit word")),
                ("basis", models.CharField(default="other", max_length=20, verbose_name="basis")),
                ("note_cn", models.CharField(blank=True, default="", max_length=1000, verbose_name="what it counts")),
                ("remark", models.CharField(blank=True, default="", max_length=500, verbose_name="remark")),
                ("search_text", models.TextField(default="", editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Waiting for a second person"),
                            ("returned", "Returned"),
                            ("approved", "Approved"),
                            ("retired", "Retired"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("approved_at", models.DateTimeField(editable=False, null=True)),
                ("return_note", models.CharField(default="", editable=False, max_length=500)),
                (
                    "approved_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="figures.figure",
                        verbose_name="part of",
                    ),
                ),
            ],
            options={
                "verbose_name": "figure",
                "verbose_name_plural": "figures",
                "ordering": ["chapter", "key"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "ledger"),
                                models.Q(("ledger", ""), _negated=True),
                                models.Q(("measure", ""), _negated=True),
                                ("expr", ""),
                            ),
                            models.Q(("kind", "formula"), ("ledger", ""), ("measure", ""), models.Q(("expr", ""), _negated=True)),
                            models.Q(("expr", ""), ("kind", "manual"), ("ledger", ""), ("measure", "")),
                            _connector="OR",
                        ),
                        name="figures_figure_kind_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at__isnull", False), ("state", "approved")),
                            models.Q(
                                models.Q(("state", "approved"), _negated=True), ("approved_at__isnull", True), ("approved_by__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="figures_figure_approved_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            ("edited_by", None),
                            models.Q(("approved_by", models.F("edited_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="figures_figure_second_person",
                        violation_error_message="A second person approves.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("part_of", None), models.Q(("part_of", models.F("id")), _negated=True), _connector="OR"),
                        name="figures_figure_part_of_other",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FigureVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("definition", models.JSONField()),
                ("made_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("figure", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="figures.figure")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [models.UniqueConstraint(fields=("figure", "number"), name="figures_version_once")],
            },
        ),
        migrations.CreateModel(
            name="ManualValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField(verbose_name="from")),
                ("end", models.DateField(verbose_name="to")),
                ("value", models.DecimalField(decimal_places=4, max_digits=20, verbose_name="value")),
                ("source", models.CharField(blank=True, default="", max_length=300, verbose_name="source document")),
                ("entered_at", models.DateTimeField(editable=False)),
                ("at_least", models.BooleanField(default=False, verbose_name="is a lower bound")),
                ("evidence", models.FileField(blank=True, max_length=300, upload_to="figures/%Y", verbose_name="evidence")),
                ("evidence_name", models.CharField(blank=True, default="", editable=False, max_length=255)),
                ("evidence_sha256", models.CharField(blank=True, default="", editable=False, max_length=64)),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                (
                    "entered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "figure",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="manual_values", to="figures.figure"),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gte", models.F("start"))),
                        name="figures_manualvalue_ends_after_start",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("evidence", ""), ("source", ""), _negated=True), name="figures_manualvalue_has_evidence"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField(verbose_name="from")),
                ("end", models.DateField(verbose_name="to")),
                ("value", models.DecimalField(decimal_places=4, max_digits=20, verbose_name="value")),
                ("source", models.CharField(blank=True, default="", max_length=300, verbose_name="source document")),
                ("entered_at", models.DateTimeField(editable=False)),
                ("at_least", models.BooleanField(default=False, verbose_name="is a lower bound")),
                (
                    "entered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "figure",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="published_values", to="figures.figure"),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gte", models.F("start"))),
                        name="figures_publishedvalue_ends_after_start",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.CheckConstraint(condition=models.Q(("source", ""), _negated=True), name="figures_publishedvalue_has_source"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("figure_key", models.CharField(max_length=60)),
                ("figure_version", models.PositiveIntegerField()),
                ("label", models.CharField(max_length=80)),
                ("definition", models.JSONField()),
                ("ledger", models.CharField(blank=True, default="", max_length=40)),
                ("start", models.DateField()),
                ("end", models.DateField()),
                ("conditions", models.JSONField(default=list)),
                ("tick", models.PositiveBigIntegerField(default=0)),
                ("value", models.DecimalField(decimal_places=4, max_digits=24, null=True)),
                ("at_least", models.BooleanField(default=False)),
                ("problem", models.CharField(blank=True, default="", max_length=500)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("waiting", models.PositiveIntegerField(default=0)),
                ("rows_blob", models.BinaryField(default=b"")),
                ("digest", models.CharField(max_length=64)),
                ("shown_text", models.CharField(blank=True, default="", max_length=200)),
                ("override", models.JSONField(null=True)),
                ("holder_kind", models.CharField(blank=True, default="", max_length=40)),
                ("holder_id", models.CharField(blank=True, default="", max_length=64)),
                ("taken_at", models.DateTimeField()),
                ("figure", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="figures.figure")),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "whole",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="ingredients", to="figures.reading"
                    ),
                ),
            ],
            options={
                "verbose_name": "reading",
                "verbose_name_plural": "readings",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["holder_kind", "holder_id"], name="figures_reading_holder"),
                    models.Index(fields=["figure", "start", "end"], name="figures_reading_period"),
                    models.Index(fields=["ledger"], name="figures_reading_ledger"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("end__gte", models.F("start"))), name="figures_reading_ends_after_start")
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField(verbose_name="from")),
                ("end", models.DateField(verbose_name="to")),
                ("value", models.DecimalField(decimal_places=4, max_digits=20, verbose_name="value")),
                ("source", models.CharField(blank=True, default="", max_length=300, verbose_name="source document")),
                ("entered_at", models.DateTimeField(editable=False)),
                (
                    "entered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("figure", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="targets", to="figures.figure")),
            ],
            options={
                "ordering": ["-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gte", models.F("start"))),
                        name="figures_target_ends_after_start",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.CheckConstraint(condition=models.Q(("source", ""), _negated=True), name="figures_target_has_source"),
                ],
            },
        ),
    ]
