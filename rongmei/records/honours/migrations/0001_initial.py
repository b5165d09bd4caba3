import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
        ("directory", "__first__"),
        ("ledger", "0002_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="EducationAward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Waiting for confirmation"),
                            ("returned", "Returned"),
                            ("confirmed", "Confirmed"),
                            ("voided", "Voided"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("key_hash", models.CharField(editable=False, max_length=32)),
                ("search_text", models.TextField(default="", editable=False)),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="confirmed at")),
                ("return_note", models.CharField(default="", editable=False, max_length=500, verbose_name="why it was returned")),
                ("source_sheet", models.CharField(default="", editable=False, max_length=120)),
                ("source_row", models.PositiveIntegerField(editable=False, null=True)),
                ("awarded_on", models.DateField(verbose_name="awarded on")),
                ("title", models.CharField(max_length=200, verbose_name="project or award")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("project", "project approved"),
                            ("studio", "studio approved"),
                            ("personal", "award to a person"),
                            ("course", "award to a course"),
                            ("achievement", "award to a piece of work"),
                            ("other", "other award"),
                        ],
                        max_length=12,
                        verbose_name="category of award",
                    ),
                ),
                ("programme", models.CharField(blank=True, max_length=200, verbose_name="selected in")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "national level"),
                            ("provincial", "provincial level"),
                            ("municipal", "municipal level"),
                            ("university", "university level"),
                        ],
                        max_length=12,
                        verbose_name="level",
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("special", "grand prize"),
                            ("first", "first prize"),
                            ("second", "second prize"),
                            ("third", "third prize"),
                            ("excellence", "prize of excellence"),
                        ],
                        max_length=12,
                        verbose_name="class of prize",
                    ),
                ),
                ("awarding_body", models.CharField(blank=True, max_length=160, verbose_name="awarding body")),
                ("document_no", models.CharField(blank=True, max_length=80, verbose_name="document number")),
                (
                    "batch",
                    models.ForeignKey(
                        editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.importbatch"
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.unit", verbose_name="applying unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "approval or award in education",
                "verbose_name_plural": "approvals and awards in education",
                "ordering": ["-awarded_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "unit"], name="educationaward_state_unit"),
                    models.Index(fields=["awarded_on"], name="honours_education_awarded"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="educationaward_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="educationaward_confirmed_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MediaHonour",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Waiting for confirmation"),
                            ("returned", "Returned"),
                            ("confirmed", "Confirmed"),
                            ("voided", "Voided"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("key_hash", models.CharField(editable=False, max_length=32)),
                ("search_text", models.TextField(default="", editable=False)),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="confirmed at")),
                ("return_note", models.CharField(default="", editable=False, max_length=500, verbose_name="why it was returned")),
                ("source_sheet", models.CharField(default="", editable=False, max_length=120)),
                ("source_row", models.PositiveIntegerField(editable=False, null=True)),
                ("awarded_on", models.DateField(verbose_name="awarded on")),
                ("title", models.CharField(max_length=200, verbose_name="name of the honour")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("unit_title", "title of the unit"),
                            ("correspondent", "excellent correspondent"),
                            ("work", "excellent work"),
                        ],
                        max_length=14,
                        verbose_name="kind of honour",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "national level"),
                            ("provincial", "provincial level"),
                            ("municipal", "municipal level"),
                            ("university", "university level"),
                        ],
                        max_length=12,
                        verbose_name="level",
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("special", "grand prize"),
                            ("first", "first prize"),
                            ("second", "second prize"),
                            ("third", "third prize"),
                            ("excellence", "prize of excellence"),
                        ],
                        max_length=12,
                        verbose_name="class of prize",
                    ),
                ),
                ("recipient", models.CharField(blank=True, max_length=160, verbose_name="honoured person or authors")),
                ("work_title", models.CharField(blank=True, max_length=200, verbose_name="work honoured")),
                ("work_kind", models.CharField(blank=True, max_length=60, verbose_name="kind of work")),
                ("awarding_body", models.CharField(blank=True, max_length=160, verbose_name="awarding body")),
                (
                    "correspondent",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(("kind", "correspondent")),
                                then=django.db.models.functions.text.Concat(
                                    models.F("recipient"),
                                    models.Value("@"),
                                    django.db.models.functions.comparison.Coalesce(
                                        django.db.models.functions.comparison.Cast(models.F("unit"), models.CharField(max_length=20)),
                                        models.Value(""),
                                    ),
                                ),
                            ),
                            default=None,
                        ),
                        output_field=models.CharField(max_length=190, null=True, verbose_name="correspondent"),
                    ),
                ),
                (
                    "work",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(("kind", "work")),
                                then=django.db.models.functions.text.Concat(
                                    models.F("work_title"),
                                    models.Value("@"),
                                    django.db.models.functions.comparison.Coalesce(
                                        django.db.models.functions.comparison.Cast(models.F("unit"), models.CharField(max_length=20)),
                                        models.Value(""),
                                    ),
                                ),
                            ),
                            default=None,
                        ),
                        output_field=models.CharField(max_length=230, null=True, verbose_name="work"),
                    ),
                ),
                (
                    "is_title",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(models.Q(("kind", "unit_title")), then=models.Value(1)), default=models.Value(0)
                        ),
                        output_field=models.PositiveSmallIntegerField(verbose_name="counted as a title"),
                    ),
                ),
                (
                    "is_work",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(models.When(models.Q(("kind", "work")), then=models.Value(1)), default=models.Value(0)),
                        output_field=models.PositiveSmallIntegerField(verbose_name="counted as a prize for a work"),
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.importbatch"
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.unit", verbose_name="honoured unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "media honour",
                "verbose_name_plural": "media honours",
                "ordering": ["-awarded_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "unit"], name="mediahonour_state_unit"),
                    models.Index(fields=["awarded_on"], name="honours_media_awarded"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="mediahonour_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="mediahonour_confirmed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("kind", "work"), _negated=True), models.Q(("work_title", ""), _negated=True), _connector="OR"
                            ),
                            models.Q(
                                models.Q(("kind", "correspondent"), _negated=True),
                                models.Q(("recipient", ""), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="honours_media_names_what_is_honoured",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recipient",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="recipient")),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        choices=[("leader", "in charge"), ("member", "taking part")],
                        default="leader",
                        max_length=10,
                        verbose_name="part taken",
                    ),
                ),
                (
                    "who",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Concat(
                            models.F("name"),
                            models.Value("@"),
                            django.db.models.functions.comparison.Coalesce(
                                django.db.models.functions.comparison.Cast(models.F("unit"), models.CharField(max_length=20)),
                                models.Value(""),
                            ),
                        ),
                        output_field=models.CharField(max_length=90, verbose_name="person"),
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="recipients", to="honours.educationaward"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.unit",
                        verbose_name="recipient's unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "recipient",
                "verbose_name_plural": "recipients",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("entry", "name", "unit"), name="honours_recipient_once")],
            },
        ),
    ]
