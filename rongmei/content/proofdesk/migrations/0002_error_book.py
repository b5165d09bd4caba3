import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_role_unit_head"),
        ("directory", "__first__"),
        ("ledger", "0002_initial"),
        ("proofdesk", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckedIssue",
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
                ("title", models.CharField(max_length=120, verbose_name="issue or work")),
                (
                    "publication",
                    models.CharField(
                        choices=[
                            ("newspaper", "newspaper"),
                            ("periodical", "periodical"),
                            ("book", "book or album"),
                            ("web", "website and new media"),
                        ],
                        max_length=12,
                        verbose_name="kind of publication",
                    ),
                ),
                ("issued_on", models.DateField(verbose_name="published on")),
                ("characters", models.PositiveIntegerField(verbose_name="checked characters")),
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
                "verbose_name": "checked issue",
                "verbose_name_plural": "checked issues",
                "ordering": ["-issued_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "unit"], name="checkedissue_state_unit"),
                    models.Index(fields=["publication", "-issued_on"], name="proofdesk_issue_of_kind"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="checkedissue_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="checkedissue_confirmed_has_time",
                    ),
                    models.CheckConstraint(condition=models.Q(("characters__gt", 0)), name="proofdesk_issue_was_checked"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ErrorMark",
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
                ("found_on", models.DateField(verbose_name="found on")),
                ("found", models.CharField(max_length=120, verbose_name="as it stood")),
                ("right", models.CharField(blank=True, default="", max_length=120, verbose_name="as it should be")),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("character", "wrong character"),
                            ("extra-missing", "extra or missing characters"),
                            ("reversed", "transposed characters"),
                            ("name", "name or title"),
                            ("figure", "wrong number"),
                            ("fact", "fact, knowledge or logic"),
                            ("wording", "grammar and choice of words"),
                            ("numeral", "way of writing numbers"),
                            ("punctuation", "punctuation"),
                            ("foreign", "foreign words"),
                            ("letter-form", "capitals and italics"),
                            ("script", "simplified and traditional characters mixed"),
                            ("format", "format"),
                            ("political", "political error"),
                        ],
                        max_length=14,
                        verbose_name="sort of error",
                    ),
                ),
                ("length", models.PositiveSmallIntegerField(blank=True, default=1, verbose_name="characters concerned")),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "body"),
                            ("headline", "headline"),
                            ("masthead", "masthead"),
                            ("running-head", "running head"),
                            ("column-head", "column head"),
                            ("cover", "cover"),
                            ("title-page", "title page"),
                        ],
                        default="",
                        max_length=14,
                        verbose_name="where it stands",
                    ),
                ),
                ("location", models.CharField(blank=True, default="", max_length=60, verbose_name="page and paragraph")),
                ("important", models.BooleanField(blank=True, default=False, verbose_name="important name, time or picture")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("review", "review"),
                            ("first", "first proof"),
                            ("second", "second proof"),
                            ("third", "third proof"),
                            ("reading", "final reading"),
                            ("check_red", "check of corrections"),
                            ("after", "after publication"),
                            ("inspection", "inspection from above"),
                        ],
                        max_length=12,
                        verbose_name="found at",
                    ),
                ),
                (
                    "by",
                    models.CharField(
                        blank=True,
                        choices=[("person", "a person"), ("machine", "the proofreader")],
                        default="person",
                        max_length=8,
                        verbose_name="found by",
                    ),
                ),
                ("weight", models.DecimalField(blank=True, decimal_places=2, max_digits=6, verbose_name="counts for")),
                ("remark", models.CharField(blank=True, default="", max_length=200, verbose_name="remark on the error")),
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
                    "finder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.person",
                        verbose_name="who found it",
                    ),
                ),
                (
                    "introduced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.person",
                        verbose_name="who let it in",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="proofdesk.checkedissue",
                        verbose_name="issue or work",
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
                "verbose_name": "error",
                "verbose_name_plural": "error book",
                "ordering": ["-found_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "unit"], name="errormark_state_unit"),
                    models.Index(fields=["issue"], name="proofdesk_mark_of_issue"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="errormark_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="errormark_confirmed_has_time",
                    ),
                    models.CheckConstraint(condition=models.Q(("length__gt", 0)), name="proofdesk_mark_concerns_something"),
                    models.CheckConstraint(condition=models.Q(("weight__gte", 0)), name="proofdesk_mark_weight_positive"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Missed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("review", "review"),
                            ("first", "first proof"),
                            ("second", "second proof"),
                            ("third", "third proof"),
                            ("reading", "final reading"),
                            ("check_red", "check of corrections"),
                            ("after", "after publication"),
                            ("inspection", "inspection from above"),
                        ],
                        default="first",
                        max_length=12,
                        verbose_name="missed at",
                    ),
                ),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="missed", to="proofdesk.errormark")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.person", verbose_name="who missed it"
                    ),
                ),
            ],
            options={
                "verbose_name": "error missed",
                "verbose_name_plural": "errors missed",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("entry", "person", "step"), name="proofdesk_missed_once")],
            },
        ),
        migrations.CreateModel(
            name="RateScheme",
            fields=[
                (
                    "publication",
                    models.CharField(
                        choices=[
                            ("newspaper", "newspaper"),
                            ("periodical", "periodical"),
                            ("book", "book or album"),
                            ("web", "website and new media"),
                        ],
                        max_length=12,
                        primary_key=True,
                        serialize=False,
                        verbose_name="kind of publication",
                    ),
                ),
                ("data", models.JSONField()),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "scheme of the error rate",
                "verbose_name_plural": "schemes of the error rate",
            },
        ),
    ]
