import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0004_sheet_days"),
        ("directory", "__first__"),
        ("ledger", "0002_initial"),
        ("newsroom", "0005_topics_and_comments"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedStory",
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
                ("number", models.CharField(blank=True, max_length=20, verbose_name="number of the manuscript")),
                ("published_on", models.DateField(verbose_name="published on")),
                ("headline", models.CharField(max_length=200, verbose_name="headline")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("news", "news"),
                            ("feature", "feature"),
                            ("commentary", "commentary"),
                            ("notice", "notice"),
                            ("photo", "picture story"),
                            ("video", "video"),
                            ("other", "other piece"),
                        ],
                        default="news",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("words", models.PositiveIntegerField(default=0, verbose_name="characters")),
                ("pictures", models.PositiveIntegerField(default=0, verbose_name="number of pictures")),
                ("hours", models.PositiveIntegerField(blank=True, null=True, verbose_name="hours from handing in to publication")),
                ("urgent", models.BooleanField(default=False, verbose_name="urgent release")),
                ("corrected", models.BooleanField(default=False, verbose_name="corrected after publication")),
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
                    "manuscript",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counted",
                        to="newsroom.manuscript",
                        verbose_name="manuscript",
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
                "verbose_name": "published story",
                "verbose_name_plural": "published stories",
                "ordering": ["-published_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "unit"], name="publishedstory_state_unit"),
                    models.Index(fields=["published_on"], name="newsroom_story_published_on"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="publishedstory_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="publishedstory_confirmed_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoryPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="places", to="newsroom.publishedstory"),
                ),
                (
                    "outlet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.outlet", verbose_name="outlet"
                    ),
                ),
            ],
            options={
                "verbose_name": "outlet of a story",
                "verbose_name_plural": "outlets of a story",
                "constraints": [models.UniqueConstraint(fields=("entry", "outlet"), name="newsroom_storyplace_once")],
            },
        ),
        migrations.CreateModel(
            name="StorySubject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="subjects", to="newsroom.publishedstory"),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="newsroom.subject",
                        verbose_name="subject of stories",
                    ),
                ),
            ],
            options={
                "verbose_name": "subject of a story",
                "verbose_name_plural": "subjects of a story",
                "constraints": [models.UniqueConstraint(fields=("entry", "subject"), name="newsroom_storysubject_once")],
            },
        ),
        migrations.CreateModel(
            name="HandedIn",
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
                ("number", models.CharField(blank=True, max_length=20, verbose_name="number of the manuscript")),
                ("handed_in_on", models.DateField(verbose_name="handed in on")),
                ("headline", models.CharField(max_length=200, verbose_name="headline")),
                (
                    "fate",
                    models.CharField(
                        choices=[("waiting", "under way"), ("taken", "taken"), ("declined", "declined")],
                        default="waiting",
                        max_length=10,
                        verbose_name="what became of it",
                    ),
                ),
                ("returned", models.PositiveIntegerField(default=0, verbose_name="times returned")),
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
                    "manuscript",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_in",
                        to="newsroom.manuscript",
                        verbose_name="manuscript",
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
                "verbose_name": "manuscript handed in",
                "verbose_name_plural": "manuscripts handed in",
                "ordering": ["-handed_in_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "unit"], name="handedin_state_unit"),
                    models.Index(fields=["handed_in_on"], name="newsroom_handed_in_on"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "voided"), _negated=True),
                        fields=("key_hash",),
                        name="handedin_recorded_once",
                        violation_error_message="The same record is already in the ledger.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                            models.Q(models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="handedin_confirmed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fate__in", ["waiting", "taken", "declined"])), name="newsroom_handedin_fate_known"
                    ),
                ],
            },
        ),
    ]
