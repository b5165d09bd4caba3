import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0003_role_unit_head"),
        ("directory", "__first__"),
        ("ledger", "0002_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProofRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=64)),
                ("subject_id", models.CharField(max_length=64)),
                ("subject_label", models.CharField(max_length=200, verbose_name="what was proofread")),
                ("fingerprint", models.CharField(max_length=64)),
                ("step", models.CharField(blank=True, default="", max_length=40, verbose_name="step")),
                (
                    "style",
                    models.CharField(
                        choices=[("web", "news and web"), ("gongwen", "official document")], max_length=10, verbose_name="style"
                    ),
                ),
                ("on", models.DateField(verbose_name="date of the text")),
                ("characters", models.PositiveIntegerField(verbose_name="characters")),
                ("versions", models.JSONField(default=dict)),
                ("off", models.JSONField(default=list)),
                ("made_at", models.DateTimeField(verbose_name="proofread at")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proofread by",
                    ),
                ),
            ],
            options={
                "verbose_name": "proof pass",
                "verbose_name_plural": "proof passes",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["subject_kind", "subject_id", "-id"], name="proofdesk_run_of_subject")],
            },
        ),
        migrations.CreateModel(
            name="KeptFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("passage", models.PositiveIntegerField()),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("found", models.TextField(verbose_name="found")),
                ("before", models.CharField(blank=True, default="", max_length=40)),
                ("after", models.CharField(blank=True, default="", max_length=40)),
                ("rule", models.CharField(max_length=120, verbose_name="rule")),
                (
                    "level",
                    models.CharField(
                        choices=[("error", "error"), ("warning", "doubtful"), ("suggestion", "suggestion")],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("character", "wrong character"),
                            ("extra-missing", "extra, missing or transposed characters"),
                            ("wording", "choice of words"),
                            ("punctuation", "punctuation"),
                            ("numeral", "way of writing numbers"),
                            ("figure", "figure"),
                            ("fact", "fact"),
                            ("name", "name or title"),
                            ("format", "format"),
                            ("foreign", "foreign words"),
                        ],
                        max_length=20,
                        verbose_name="kind of error",
                    ),
                ),
                ("message", models.TextField(verbose_name="remark")),
                ("suggestions", models.JSONField(default=list)),
                ("safe", models.BooleanField(default=False)),
                ("confidence", models.FloatField(default=1.0)),
                ("clause", models.CharField(blank=True, default="", max_length=200, verbose_name="clause")),
                ("weight", models.FloatField(default=1.0)),
                ("place", models.CharField(max_length=32)),
                ("chosen", models.CharField(blank=True, default="", max_length=200, verbose_name="put in instead")),
                (
                    "answer",
                    models.CharField(
                        choices=[("open", "open"), ("accepted", "accepted"), ("ignored", "ignored")],
                        default="open",
                        max_length=10,
                        verbose_name="what was decided",
                    ),
                ),
                ("reason", models.CharField(blank=True, default="", max_length=300, verbose_name="reason")),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="proofdesk.proofrun")),
            ],
            options={
                "verbose_name": "kept finding",
                "verbose_name_plural": "kept findings",
                "ordering": ["passage", "start", "pk"],
                "indexes": [models.Index(fields=["run", "level", "answer"], name="proofdesk_finding_open")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("end__gte", models.F("start"))), name="proofdesk_finding_ends_after_start"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "open"), ("answered_at", None)),
                            models.Q(models.Q(("answer", "open"), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="proofdesk_finding_answered_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer", "ignored"), ("reason", ""), _negated=True),
                        name="proofdesk_finding_ignored_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Waiver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=64)),
                ("subject_id", models.CharField(max_length=64)),
                ("place", models.CharField(max_length=32)),
                ("rule", models.CharField(max_length=120)),
                ("found", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "remark ignored here",
                "verbose_name_plural": "remarks ignored here",
                "constraints": [models.UniqueConstraint(fields=("subject_kind", "subject_id", "place"), name="proofdesk_waiver_once")],
            },
        ),
        migrations.CreateModel(
            name="DeskText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "source",
                    models.CharField(
                        choices=[("pasted", "pasted"), ("file", "uploaded file")], default="pasted", max_length=10, verbose_name="came as"
                    ),
                ),
                ("text", models.TextField(blank=True, default="", verbose_name="text")),
                ("file", models.FileField(blank=True, max_length=300, upload_to="proof/%Y/%m")),
                ("file_name", models.CharField(blank=True, default="", max_length=255)),
                (
                    "style",
                    models.CharField(
                        choices=[("web", "news and web"), ("gongwen", "official document")],
                        default="web",
                        max_length=10,
                        verbose_name="style",
                    ),
                ),
                ("on", models.DateField(verbose_name="date of the text")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("made_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "text on the desk",
                "verbose_name_plural": "texts on the desk",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["made_by", "-made_at"], name="proofdesk_text_of_person")],
            },
        ),
        migrations.CreateModel(
            name="HouseRule",
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
                ("title", models.CharField(max_length=80, verbose_name="name of the rules")),
                ("text", models.TextField(verbose_name="rules (YAML)")),
                ("since", models.DateField(blank=True, verbose_name="since")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.unit", verbose_name="reporting unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "house rules",
                "verbose_name_plural": "house rules",
                "ordering": ["title", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["state", "unit"], name="houserule_state_unit")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="houserule_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="houserule_confirmed_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseWord",
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
                ("wrong", models.CharField(max_length=60, verbose_name="word as written")),
                (
                    "use",
                    models.CharField(
                        choices=[("deprecated", "not written here"), ("accepted", "accepted, never flagged")],
                        default="deprecated",
                        max_length=12,
                        verbose_name="what is said of it",
                    ),
                ),
                ("right", models.CharField(blank=True, default="", max_length=60, verbose_name="word to write")),
                ("rule", models.CharField(blank=True, default="", max_length=120, verbose_name="only for the rule")),
                ("message", models.CharField(blank=True, default="", max_length=200, verbose_name="why")),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[("error", "error"), ("warning", "doubtful"), ("suggestion", "suggestion")],
                        default="warning",
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                ("since", models.DateField(blank=True, verbose_name="since")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.unit", verbose_name="reporting unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "house word",
                "verbose_name_plural": "house words",
                "ordering": ["wrong", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["state", "unit"], name="houseword_state_unit")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="houseword_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="houseword_confirmed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("use", "deprecated"), models.Q(("right", ""), _negated=True), ("rule", "")),
                            models.Q(("right", ""), ("use", "accepted")),
                            _connector="OR",
                        ),
                        name="proofdesk_houseword_use_is_whole",
                        violation_error_message="A word not written here names the word to write; an accepted one does not.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wrong", models.F("right")), _negated=True), name="proofdesk_houseword_changes_something"
                    ),
                ],
            },
        ),
    ]
