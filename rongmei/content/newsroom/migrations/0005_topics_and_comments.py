import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_role_unit_head"),
        ("directory", "__first__"),
        ("newsroom", "0004_asset_holders"),
    ]

    operations = [
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="topic")),
                ("detail", models.CharField(blank=True, default="", max_length=2000, verbose_name="what it is about")),
                ("on", models.DateField(blank=True, null=True, verbose_name="day of the event")),
                ("place", models.CharField(blank=True, default="", max_length=120, verbose_name="place")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("accepted", "topic accepted"),
                            ("declined", "topic declined"),
                            ("dropped", "taken back"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(blank=True, default="", max_length=500, verbose_name="reason")),
                ("proposed_at", models.DateTimeField(verbose_name="proposed at")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="topics", to="directory.unit", verbose_name="unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
                "ordering": ["-proposed_at", "-pk"],
                "indexes": [models.Index(fields=["state", "on"], name="newsroom_topic_state_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="newsroom_topic_declined_has_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "piece",
                    models.CharField(
                        choices=[("text", "piece of text"), ("photo", "photographs"), ("video", "film")],
                        default="text",
                        max_length=10,
                        verbose_name="piece",
                    ),
                ),
                ("note", models.CharField(blank=True, default="", max_length=500, verbose_name="what is wanted")),
                ("due_at", models.DateTimeField(verbose_name="wanted by")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "not answered yet"),
                            ("confirmed", "taken on"),
                            ("refused", "not taken on"),
                            ("delivered", "delivered"),
                            ("cancelled", "called off"),
                        ],
                        default="offered",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(blank=True, default="", max_length=500, verbose_name="reason")),
                ("assigned_at", models.DateTimeField(verbose_name="asked at")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered at")),
                ("delivered_at", models.DateTimeField(blank=True, null=True, verbose_name="delivered at")),
                ("nudged_at", models.DateTimeField(blank=True, null=True, verbose_name="nudged at")),
                (
                    "assigned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="asked by"
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="directory.person",
                        verbose_name="asked of",
                    ),
                ),
                (
                    "manuscript",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="newsroom.manuscript",
                        verbose_name="manuscript",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="newsroom.topic", verbose_name="topic"
                    ),
                ),
            ],
            options={
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
                "ordering": ["due_at", "pk"],
                "indexes": [models.Index(fields=["assignee", "state", "due_at"], name="newsroom_assignment_of_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="newsroom_assignment_refused_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "delivered"), ("delivered_at__isnull", False), ("manuscript__isnull", False)),
                            models.Q(models.Q(("state", "delivered"), _negated=True), ("delivered_at", None), ("manuscript", None)),
                            _connector="OR",
                        ),
                        name="newsroom_assignment_delivered_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_at__gt", models.F("assigned_at"))), name="newsroom_assignment_due_later"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("passage", models.CharField(blank=True, default="", max_length=500, verbose_name="passage")),
                ("text", models.CharField(max_length=2000, verbose_name="remark")),
                ("written_at", models.DateTimeField(verbose_name="written at")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="settled at")),
                (
                    "answers",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="newsroom.comment",
                        verbose_name="answers",
                    ),
                ),
                (
                    "manuscript",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="newsroom.manuscript",
                        verbose_name="manuscript",
                    ),
                ),
                ("mentions", models.ManyToManyField(related_name="+", to="directory.person", verbose_name="asked to look")),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="newsroom.revision",
                        verbose_name="revision",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="settled by",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
            ],
            options={
                "verbose_name": "remark on a manuscript",
                "verbose_name_plural": "remarks on manuscripts",
                "ordering": ["written_at", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="newsroom_comment_has_text"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at", None), ("settled_by", None)),
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="newsroom_comment_settled_whole",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("proposed", "dropped")),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="newsroom_topic_decided_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("offered", "confirmed", "delivered"))),
                fields=("topic", "piece", "assignee"),
                name="newsroom_assignment_once",
                violation_error_message="This person has this piece already.",
            ),
        ),
    ]
