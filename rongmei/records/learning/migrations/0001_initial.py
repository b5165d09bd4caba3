import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from decimal import Decimal
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
            name="DeadlineRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        choices=[
                            ("observer_materials", "materials for observers before the session"),
                            ("observer_note", "observers' notes after the session"),
                            ("agenda_materials", "materials for the first agenda item before the meeting"),
                            ("make_up", "make-up study after leave"),
                        ],
                        max_length=30,
                        verbose_name="deadline",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(verbose_name="days")),
                (
                    "counting",
                    models.CharField(
                        choices=[("working", "working days"), ("calendar", "calendar days")], max_length=10, verbose_name="counted in"
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="where the rule comes from")),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("verified", "read in the source"),
                            ("second_hand", "read at second hand"),
                            ("general", "general knowledge, not checked"),
                            ("office", "decided by the office"),
                        ],
                        max_length=12,
                        verbose_name="how well it is known",
                    ),
                ),
            ],
            options={
                "verbose_name": "deadline",
                "verbose_name_plural": "deadlines",
                "ordering": ["key"],
                "constraints": [
                    models.UniqueConstraint(fields=("key",), name="learning_deadline_once"),
                    models.CheckConstraint(condition=models.Q(("days__range", (0, 365))), name="learning_deadline_within_a_year"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FirstAgendaItem",
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
                ("held_on", models.DateField(verbose_name="meeting held on")),
                ("meeting", models.CharField(max_length=200, verbose_name="meeting")),
                (
                    "meeting_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("committee", "party committee meeting"),
                            ("joint", "joint meeting of party and administration"),
                            ("group_study", "group study session"),
                            ("other", "other meeting"),
                        ],
                        default="committee",
                        max_length=12,
                        verbose_name="kind of meeting",
                    ),
                ),
                ("agenda_no", models.PositiveSmallIntegerField(blank=True, default=1, verbose_name="agenda number")),
                ("led_by", models.CharField(blank=True, max_length=60, verbose_name="led by")),
                ("materials_on", models.DateField(blank=True, null=True, verbose_name="materials issued on")),
                ("follow_up", models.TextField(blank=True, verbose_name="what is to be put into practice")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.unit", verbose_name="meeting unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "first agenda item",
                "verbose_name_plural": "first agenda items",
                "ordering": ["-held_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "unit"], name="firstagendaitem_state_unit"),
                    models.Index(fields=["held_on"], name="learning_agenda_held"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="firstagendaitem_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="firstagendaitem_confirmed_has_time",
                    ),
                    models.CheckConstraint(condition=models.Q(("agenda_no", 1)), name="learning_agenda_is_first"),
                    models.CheckConstraint(
                        condition=models.Q(("materials_on", None), ("materials_on__lte", models.F("held_on")), _connector="OR"),
                        name="learning_agenda_materials_before",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Holiday",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("worked", models.BooleanField(default=False, verbose_name="working day")),
                ("name", models.CharField(max_length=60, verbose_name="what for")),
            ],
            options={
                "verbose_name": "holiday or swapped working day",
                "verbose_name_plural": "holidays and swapped working days",
                "ordering": ["day"],
                "constraints": [models.UniqueConstraint(fields=("day",), name="learning_holiday_once")],
            },
        ),
        migrations.CreateModel(
            name="HoursKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, verbose_name="kind of duration")),
                ("unit_word", models.CharField(max_length=10, verbose_name="counted in")),
                ("position", models.PositiveSmallIntegerField(default=100)),
                ("retired", models.BooleanField(default=False, verbose_name="no longer used")),
            ],
            options={
                "verbose_name": "kind of duration",
                "verbose_name_plural": "kinds of duration",
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("name",), name="learning_hours_kind_named_once")],
            },
        ),
        migrations.CreateModel(
            name="HoursRate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="in force since")),
                ("hours", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="class hours each")),
                ("source", models.CharField(max_length=300, verbose_name="where the rule comes from")),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("verified", "read in the source"),
                            ("second_hand", "read at second hand"),
                            ("general", "general knowledge, not checked"),
                            ("office", "decided by the office"),
                        ],
                        max_length=12,
                        verbose_name="how well it is known",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rates",
                        to="learning.hourskind",
                        verbose_name="kind of duration",
                    ),
                ),
            ],
            options={
                "verbose_name": "rate of class hours",
                "verbose_name_plural": "table of class hours",
                "ordering": ["kind", "-since"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "since"), name="learning_rate_once_a_day"),
                    models.CheckConstraint(condition=models.Q(("hours__gt", 0)), name="learning_rate_positive"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeaderClass",
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
                ("held_on", models.DateField(verbose_name="class given on")),
                ("leader", models.CharField(max_length=60, verbose_name="leader")),
                ("post", models.CharField(blank=True, max_length=120, verbose_name="leader's post")),
                ("topic", models.CharField(max_length=200, verbose_name="topic")),
                (
                    "course_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("course", "ideology and politics class"),
                            ("first_lesson", "first lesson of term"),
                            ("situation", "situation and policy class"),
                            ("party_lecture", "party lecture"),
                            ("report", "themed report"),
                        ],
                        default="course",
                        max_length=14,
                        verbose_name="kind of class",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=1, default=Decimal("1.0"), max_digits=5, verbose_name="how many of it"),
                ),
                ("hours", models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="class hours")),
                ("listeners", models.CharField(blank=True, max_length=160, verbose_name="listeners")),
                ("heads", models.PositiveIntegerField(blank=True, null=True, verbose_name="head count")),
                ("heads_at_least", models.BooleanField(default=False, verbose_name="head count is a lower bound")),
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
                    "duration",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="classes",
                        to="learning.hourskind",
                        verbose_name="kind of duration",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.unit",
                        verbose_name="class organised by",
                    ),
                ),
            ],
            options={
                "verbose_name": "leader's class",
                "verbose_name_plural": "leaders' classes",
                "ordering": ["-held_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "unit"], name="leaderclass_state_unit"),
                    models.Index(fields=["held_on"], name="learning_class_held"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="leaderclass_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="leaderclass_confirmed_has_time",
                    ),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="learning_class_amount_positive"),
                    models.CheckConstraint(condition=models.Q(("hours__gt", 0)), name="learning_class_hours_positive"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lecture",
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
                ("held_on", models.DateField(verbose_name="held on")),
                ("title", models.CharField(max_length=200, verbose_name="lecture title")),
                ("theme", models.CharField(blank=True, max_length=200, verbose_name="lecture theme")),
                ("speaker", models.CharField(max_length=120, verbose_name="speaker")),
                ("speaker_home", models.CharField(blank=True, max_length=160, verbose_name="speaker's home unit")),
                ("venue", models.CharField(blank=True, max_length=160, verbose_name="venue")),
                ("heads", models.PositiveIntegerField(blank=True, null=True, verbose_name="head count")),
                ("heads_at_least", models.BooleanField(default=False, verbose_name="head count is a lower bound")),
                (
                    "counted_theme",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            django.db.models.functions.comparison.NullIf(models.F("theme"), models.Value("")), models.F("title")
                        ),
                        output_field=models.CharField(max_length=200, verbose_name="theme counted"),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.unit", verbose_name="organising unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "lecture",
                "verbose_name_plural": "lectures",
                "ordering": ["-held_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "unit"], name="lecture_state_unit"),
                    models.Index(fields=["held_on"], name="learning_lecture_held"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="lecture_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="lecture_confirmed_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LectureCoverage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("heads", models.PositiveIntegerField(blank=True, null=True, verbose_name="heads from the unit")),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="coverage", to="learning.lecture")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.unit", verbose_name="unit covered"
                    ),
                ),
            ],
            options={
                "verbose_name": "unit covered",
                "verbose_name_plural": "units covered",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("entry", "unit"), name="learning_coverage_unit_once")],
            },
        ),
        migrations.CreateModel(
            name="LectureSeries",
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
                ("name", models.CharField(max_length=120, verbose_name="name of the series")),
                ("started_on", models.DateField(verbose_name="series begun on")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="series ended on")),
                ("aim", models.CharField(blank=True, max_length=300, verbose_name="aim of the series")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.unit", verbose_name="organising unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "lecture series",
                "verbose_name_plural": "lecture series",
                "ordering": ["name"],
                "abstract": False,
                "indexes": [models.Index(fields=["state", "unit"], name="lectureseries_state_unit")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="lectureseries_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="lectureseries_confirmed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_on", None), ("ended_on__gte", models.F("started_on")), _connector="OR"),
                        name="learning_series_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="lecture",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lectures",
                to="learning.lectureseries",
                verbose_name="lecture series",
            ),
        ),
        migrations.CreateModel(
            name="ObserverBatch",
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
                ("held_on", models.DateField(verbose_name="session held on")),
                ("title", models.CharField(max_length=300, verbose_name="session sat in on")),
                (
                    "occasion",
                    models.CharField(
                        blank=True,
                        choices=[("group_study", "group study session"), ("first_agenda", "first agenda item"), ("other", "other meeting")],
                        default="group_study",
                        max_length=12,
                        verbose_name="occasion",
                    ),
                ),
                ("batch_no", models.PositiveSmallIntegerField(blank=True, default=1, verbose_name="batch number")),
                ("materials_on", models.DateField(blank=True, null=True, verbose_name="materials handed over on")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.unit", verbose_name="unit sat in on"
                    ),
                ),
            ],
            options={
                "verbose_name": "batch of observers",
                "verbose_name_plural": "batches of observers",
                "ordering": ["-held_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "unit"], name="observerbatch_state_unit"),
                    models.Index(fields=["held_on"], name="learning_batch_held"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="observerbatch_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="observerbatch_confirmed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("materials_on", None), ("materials_on__lte", models.F("held_on")), _connector="OR"),
                        name="learning_batch_materials_before",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ObserverLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="observer")),
                ("post", models.CharField(blank=True, max_length=80, verbose_name="observer's post")),
                ("note_on", models.DateField(blank=True, null=True, verbose_name="note handed in on")),
                ("came", models.BooleanField(blank=True, default=True, verbose_name="came")),
                ("note_excused", models.BooleanField(blank=True, default=False, verbose_name="excused from the note")),
                (
                    "person_time",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(models.When(models.Q(("came", True)), then=models.Value(1)), default=models.Value(0)),
                        output_field=models.PositiveSmallIntegerField(verbose_name="counted"),
                    ),
                ),
                (
                    "note_in",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(models.Q(("note_on__isnull", False)), then=models.Value(1)), default=models.Value(0)
                        ),
                        output_field=models.PositiveSmallIntegerField(verbose_name="counted"),
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
                        output_field=models.CharField(max_length=320, verbose_name="person"),
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="observers", to="learning.observerbatch"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.unit",
                        verbose_name="observer's unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "observer",
                "verbose_name_plural": "observers",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "name", "unit"), name="learning_observer_once"),
                    models.CheckConstraint(
                        condition=models.Q(("note_on", None), ("came", True), _connector="OR"), name="learning_observer_note_by_who_came"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicTalk",
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
                ("held_on", models.DateField(verbose_name="talk given on")),
                ("speaker", models.CharField(max_length=60, verbose_name="speaker")),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[("provincial", "provincial level"), ("municipal", "municipal level"), ("university", "university level")],
                        max_length=12,
                        verbose_name="speaking for the corps of",
                    ),
                ),
                ("topic", models.CharField(max_length=200, verbose_name="topic")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="place of the talk")),
                (
                    "audience",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("students", "students"),
                            ("staff", "teachers and staff"),
                            ("cadres", "civil servants"),
                            ("community", "residents of a community"),
                            ("enterprise", "staff of an enterprise"),
                            ("village", "villagers"),
                            ("other", "other listeners"),
                        ],
                        max_length=12,
                        verbose_name="audience",
                    ),
                ),
                ("heads", models.PositiveIntegerField(blank=True, null=True, verbose_name="head count")),
                ("heads_at_least", models.BooleanField(default=False, verbose_name="head count is a lower bound")),
                (
                    "who",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Concat(
                            models.F("speaker"),
                            models.Value("@"),
                            django.db.models.functions.comparison.Coalesce(
                                django.db.models.functions.comparison.Cast(models.F("unit"), models.CharField(max_length=20)),
                                models.Value(""),
                            ),
                        ),
                        output_field=models.CharField(max_length=320, verbose_name="person"),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.unit", verbose_name="home unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "public talk",
                "verbose_name_plural": "public talks",
                "ordering": ["-held_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "unit"], name="publictalk_state_unit"),
                    models.Index(fields=["held_on"], name="learning_talk_held"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="publictalk_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="publictalk_confirmed_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuarterlyMinimum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[("university", "university level"), ("unit", "unit level")], max_length=12, verbose_name="level"
                    ),
                ),
                ("sessions", models.PositiveSmallIntegerField(verbose_name="sessions each quarter")),
                ("source", models.CharField(max_length=300, verbose_name="where the rule comes from")),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("verified", "read in the source"),
                            ("second_hand", "read at second hand"),
                            ("general", "general knowledge, not checked"),
                            ("office", "decided by the office"),
                        ],
                        max_length=12,
                        verbose_name="how well it is known",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "quarterly minimum",
                "verbose_name_plural": "quarterly minimums",
                "ordering": ["level", "unit"],
                "constraints": [
                    models.UniqueConstraint(fields=("level", "unit"), name="learning_minimum_once"),
                    models.UniqueConstraint(condition=models.Q(("unit", None)), fields=("level",), name="learning_minimum_of_level_once"),
                    models.CheckConstraint(condition=models.Q(("sessions__range", (0, 30))), name="learning_minimum_sane"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StudiedItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="text studied")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("speech", "speech"),
                            ("instruction", "instruction"),
                            ("letter", "letter in reply"),
                            ("article", "article"),
                            ("document", "document or meeting spirit"),
                            ("other", "other material"),
                        ],
                        default="article",
                        max_length=12,
                        verbose_name="kind of text",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="items", to="learning.firstagendaitem"),
                ),
            ],
            options={
                "verbose_name": "text studied",
                "verbose_name_plural": "texts studied",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="StudyMaterialIssue",
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
                ("issued_on", models.DateField(verbose_name="printed on")),
                ("issue_no", models.PositiveSmallIntegerField(verbose_name="issue number")),
                ("title", models.CharField(max_length=200, verbose_name="title of the issue")),
                ("copies", models.PositiveIntegerField(blank=True, null=True, verbose_name="copies")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.unit", verbose_name="editing unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "study material issue",
                "verbose_name_plural": "study material issues",
                "ordering": ["-issued_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "unit"], name="studymaterialissue_state_unit"),
                    models.Index(fields=["issued_on"], name="learning_issue_printed"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="studymaterialissue_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="studymaterialissue_confirmed_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IssueItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="text studied")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("speech", "speech"),
                            ("instruction", "instruction"),
                            ("letter", "letter in reply"),
                            ("article", "article"),
                            ("document", "document or meeting spirit"),
                            ("other", "other material"),
                        ],
                        default="article",
                        max_length=12,
                        verbose_name="kind of text",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="items", to="learning.studymaterialissue"),
                ),
            ],
            options={
                "verbose_name": "text in the issue",
                "verbose_name_plural": "texts in the issue",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="StudyPlan",
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
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)],
                        verbose_name="year of the plan",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="plan title")),
                ("issued_on", models.DateField(verbose_name="plan issued on")),
                (
                    "level",
                    models.CharField(
                        choices=[("university", "university level"), ("unit", "unit level")], max_length=12, verbose_name="level"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        blank=True,
                        choices=[("group", "study group"), ("staff", "teachers and staff"), ("students", "students")],
                        default="group",
                        max_length=10,
                        verbose_name="who studies",
                    ),
                ),
                ("planned_sessions", models.PositiveSmallIntegerField(verbose_name="planned sessions")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.unit", verbose_name="studying unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "study plan",
                "verbose_name_plural": "study plans",
                "ordering": ["-year", "-pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["state", "unit"], name="studyplan_state_unit")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="studyplan_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="studyplan_confirmed_has_time",
                    ),
                    models.CheckConstraint(condition=models.Q(("year__range", (2000, 2100))), name="learning_plan_year_sane"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("theme", models.CharField(max_length=200, verbose_name="planned theme")),
                ("month", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="planned month")),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="themes", to="learning.studyplan")),
            ],
            options={
                "verbose_name": "planned theme",
                "verbose_name_plural": "planned themes",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month", None), ("month__range", (1, 12)), _connector="OR"), name="learning_theme_month_sane"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StudySession",
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
                ("held_on", models.DateField(verbose_name="studied on")),
                ("theme", models.CharField(max_length=300, verbose_name="study theme")),
                (
                    "level",
                    models.CharField(
                        choices=[("university", "university level"), ("unit", "unit level")], max_length=12, verbose_name="level"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        blank=True,
                        choices=[("group", "study group"), ("staff", "teachers and staff"), ("students", "students")],
                        default="group",
                        max_length=10,
                        verbose_name="who studies",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("discussion", "group study and discussion"),
                            ("lecture", "lecture to the group"),
                            ("visit", "study on site"),
                            ("other", "other form of study"),
                        ],
                        default="discussion",
                        max_length=12,
                        verbose_name="form of study",
                    ),
                ),
                ("chair", models.CharField(blank=True, max_length=60, verbose_name="chair")),
                ("venue", models.CharField(blank=True, max_length=160, verbose_name="venue")),
                ("expected", models.PositiveIntegerField(blank=True, null=True, verbose_name="members expected")),
                ("present", models.PositiveIntegerField(blank=True, null=True, verbose_name="members present")),
                ("minutes_taken_by", models.CharField(blank=True, max_length=60, verbose_name="minutes taken by")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.unit", verbose_name="studying unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "study session",
                "verbose_name_plural": "study sessions",
                "ordering": ["-held_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "unit"], name="studysession_state_unit"),
                    models.Index(fields=["held_on"], name="learning_session_held"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="studysession_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="studysession_confirmed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("expected", None), ("present", None)),
                            models.Q(("expected__isnull", False), ("present__lte", models.F("expected"))),
                            _connector="OR",
                        ),
                        name="learning_session_present_of_expected",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpeechLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("speaker", models.CharField(max_length=60, verbose_name="speaker")),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="title of the speech")),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="speeches", to="learning.studysession"),
                ),
            ],
            options={
                "verbose_name": "speech in the discussion",
                "verbose_name_plural": "speeches in the discussion",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="observerbatch",
            name="session",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="observer_batches",
                to="learning.studysession",
                verbose_name="study session",
            ),
        ),
        migrations.CreateModel(
            name="MaterialLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="study material")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="issued on")),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="materials", to="learning.studysession"),
                ),
            ],
            options={
                "verbose_name": "study material",
                "verbose_name_plural": "study materials",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="AttendanceLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="attendee")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("member", "member of the group"),
                            ("extended", "extended member"),
                            ("sitting_in", "sitting in"),
                            ("observer", "observing"),
                        ],
                        default="member",
                        max_length=12,
                        verbose_name="capacity",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[("present", "attended"), ("leave", "on leave"), ("absent", "absent without leave")],
                        default="present",
                        max_length=10,
                        verbose_name="attendance",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=120, verbose_name="reason for leave")),
                ("made_up_on", models.DateField(blank=True, null=True, verbose_name="made up on")),
                (
                    "missed",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(("role__in", ["member", "extended"]), ("status__in", ["leave", "absent"])), then=models.Value(1)
                            ),
                            default=models.Value(0),
                        ),
                        output_field=models.PositiveSmallIntegerField(verbose_name="counted"),
                    ),
                ),
                (
                    "made_up",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(
                                    ("made_up_on__isnull", False), ("role__in", ["member", "extended"]), ("status__in", ["leave", "absent"])
                                ),
                                then=models.Value(1),
                            ),
                            default=models.Value(0),
                        ),
                        output_field=models.PositiveSmallIntegerField(verbose_name="counted"),
                    ),
                ),
                (
                    "sat_in",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(models.Q(("role__in", ["sitting_in", "observer"]), ("status", "present")), then=models.Value(1)),
                            default=models.Value(0),
                        ),
                        output_field=models.PositiveSmallIntegerField(verbose_name="counted"),
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="attendance", to="learning.studysession"),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendance",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "name"), name="learning_attendee_once"),
                    models.CheckConstraint(
                        condition=models.Q(("made_up_on", None), models.Q(("status", "present"), _negated=True), _connector="OR"),
                        name="learning_make_up_of_the_missing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField(max_length=300, verbose_name="agenda item")),
                ("led_by", models.CharField(blank=True, max_length=60, verbose_name="led by")),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="agenda", to="learning.studysession"),
                ),
            ],
            options={
                "verbose_name": "agenda item",
                "verbose_name_plural": "agenda",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="CorpsMember",
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
                ("name", models.CharField(max_length=60, verbose_name="corps member")),
                ("post", models.CharField(blank=True, max_length=120, verbose_name="post and rank")),
                (
                    "level",
                    models.CharField(
                        choices=[("provincial", "provincial level"), ("municipal", "municipal level"), ("university", "university level")],
                        max_length=12,
                        verbose_name="level",
                    ),
                ),
                ("corps", models.CharField(blank=True, max_length=120, verbose_name="name of the corps")),
                ("term", models.CharField(blank=True, max_length=40, verbose_name="term of the corps")),
                ("recommended_on", models.DateField(blank=True, null=True, verbose_name="recommended on")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pending", "result pending"),
                            ("admitted", "admitted to the corps"),
                            ("declined", "not admitted to the corps"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="result",
                    ),
                ),
                ("admitted_on", models.DateField(blank=True, null=True, verbose_name="admitted on")),
                ("field_of_talks", models.CharField(blank=True, max_length=200, verbose_name="what the member speaks about")),
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
                        output_field=models.CharField(max_length=320, verbose_name="person"),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.unit", verbose_name="home unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "member of the speakers' corps",
                "verbose_name_plural": "members of the speakers' corps",
                "ordering": ["-admitted_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "unit"], name="corpsmember_state_unit"),
                    models.Index(fields=["admitted_on"], name="learning_corps_admitted"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="corpsmember_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="corpsmember_confirmed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("admitted_on__isnull", False), ("result", "admitted")),
                            models.Q(models.Q(("result", "admitted"), _negated=True), ("admitted_on", None)),
                            _connector="OR",
                        ),
                        name="learning_corps_admitted_has_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("admitted_on", None),
                            ("recommended_on", None),
                            ("admitted_on__gte", models.F("recommended_on")),
                            _connector="OR",
                        ),
                        name="learning_corps_admitted_after_recommended",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExpertReport",
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
                ("held_on", models.DateField(verbose_name="report given on")),
                ("expert", models.CharField(max_length=60, verbose_name="expert")),
                ("institution", models.CharField(blank=True, max_length=160, verbose_name="expert's institution")),
                ("expert_title", models.CharField(blank=True, max_length=120, verbose_name="expert's rank")),
                ("topic", models.CharField(max_length=200, verbose_name="topic")),
                ("venue", models.CharField(blank=True, max_length=160, verbose_name="venue")),
                ("listeners", models.CharField(blank=True, max_length=160, verbose_name="listeners")),
                ("heads", models.PositiveIntegerField(blank=True, null=True, verbose_name="head count")),
                ("heads_at_least", models.BooleanField(default=False, verbose_name="head count is a lower bound")),
                (
                    "honorarium",
                    models.CharField(
                        blank=True,
                        choices=[("none", "no honorarium"), ("pending", "to be paid"), ("paid", "paid")],
                        default="none",
                        max_length=10,
                        verbose_name="honorarium",
                    ),
                ),
                (
                    "honorarium_amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="amount of the honorarium"),
                ),
                (
                    "who",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Concat(models.F("expert"), models.Value("@"), models.F("institution")),
                        output_field=models.CharField(max_length=320, verbose_name="person"),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.unit", verbose_name="host unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "report by a visiting expert",
                "verbose_name_plural": "reports by visiting experts",
                "ordering": ["-held_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "unit"], name="expertreport_state_unit"),
                    models.Index(fields=["held_on"], name="learning_report_held"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="expertreport_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="expertreport_confirmed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("honorarium_amount", None), models.Q(("honorarium", "none"), _negated=True), _connector="OR"),
                        name="learning_report_amount_has_state",
                    ),
                ],
            },
        ),
    ]
