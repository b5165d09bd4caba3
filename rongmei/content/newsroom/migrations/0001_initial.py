import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0003_role_unit_head"),
        ("directory", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Asset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True, verbose_name="fingerprint")),
                (
                    "kind",
                    models.CharField(
                        choices=[("picture", "picture"), ("video", "video"), ("file", "file")], max_length=10, verbose_name="kind"
                    ),
                ),
                ("file", models.FileField(max_length=300, upload_to="newsroom/assets/%Y/%m", verbose_name="file")),
                ("file_name", models.CharField(max_length=255, verbose_name="file name")),
                ("media_type", models.CharField(max_length=80)),
                ("size", models.PositiveBigIntegerField(verbose_name="bytes")),
                ("width", models.PositiveIntegerField(blank=True, null=True, verbose_name="width")),
                ("height", models.PositiveIntegerField(blank=True, null=True, verbose_name="height")),
                ("rights_holder", models.CharField(blank=True, default="", max_length=120, verbose_name="rights holder")),
                ("licence", models.CharField(blank=True, default="", max_length=120, verbose_name="licence")),
                ("consent", models.CharField(blank=True, default="", max_length=300, verbose_name="people shown and their consent")),
                ("focus_x", models.PositiveSmallIntegerField(default=50, verbose_name="focal point, per cent from the left")),
                ("focus_y", models.PositiveSmallIntegerField(default=50, verbose_name="focal point, per cent from the top")),
                ("added_at", models.DateTimeField(verbose_name="added at")),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture or file",
                "verbose_name_plural": "pictures and files",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("focus_x__lte", 100), ("focus_y__lte", 100)), name="newsroom_asset_focus_inside"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Deputy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(verbose_name="first day")),
                ("to_on", models.DateField(verbose_name="last day")),
                ("reason", models.CharField(blank=True, default="", max_length=200, verbose_name="reason")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deputy_for", to="directory.person", verbose_name="deputy"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputies",
                        to="directory.person",
                        verbose_name="stands in for",
                    ),
                ),
            ],
            options={
                "verbose_name": "deputy",
                "verbose_name_plural": "deputies",
                "ordering": ["-from_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gte", models.F("from_on"))),
                        name="newsroom_deputy_ends_after_start",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("principal", models.F("deputy")), _negated=True),
                        name="newsroom_deputy_is_another",
                        violation_error_message="A deputy must be somebody else.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Procedure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=40, verbose_name="key")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("outlet_kinds", models.JSONField(default=list, verbose_name="for kinds of outlet")),
                (
                    "author_may_review",
                    models.BooleanField(default=False, verbose_name="the author signs the first review and the first proof"),
                ),
                ("review_and_proof_same_person", models.BooleanField(default=False, verbose_name="one person may review and proofread")),
                ("small_punctuation", models.BooleanField(default=False, verbose_name="changed punctuation is a small correction")),
                ("small_characters", models.PositiveSmallIntegerField(default=0, verbose_name="characters a small correction may change")),
                (
                    "urgent_signers",
                    models.PositiveSmallIntegerField(default=2, verbose_name="people who must have signed before an urgent release"),
                ),
                ("source", models.CharField(blank=True, default="", max_length=200, verbose_name="source of the rule")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="retired at")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
            ],
            options={
                "verbose_name": "procedure",
                "verbose_name_plural": "procedures",
                "ordering": ["name", "-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("key", "version"), name="newsroom_procedure_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at", None)), fields=("key",), name="newsroom_procedure_one_in_force"
                    ),
                    models.CheckConstraint(condition=models.Q(("urgent_signers__gte", 1)), name="newsroom_procedure_urgent_has_signers"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Manuscript",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "being written"),
                            ("submitted", "in review"),
                            ("returned", "returned to the author"),
                            ("declined", "declined"),
                            ("published", "published"),
                            ("correcting", "correction in review"),
                            ("withdrawn", "withdrawn"),
                            ("dropped", "dropped by the author"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=0, verbose_name="round")),
                ("counts_from", models.PositiveSmallIntegerField(default=0)),
                (
                    "correction",
                    models.CharField(
                        blank=True,
                        choices=[("fact", "fact"), ("wording", "wording"), ("political", "political"), ("data", "data")],
                        default="",
                        max_length=12,
                        verbose_name="correction",
                    ),
                ),
                ("correction_text", models.CharField(blank=True, default="", max_length=500, verbose_name="note of correction")),
                ("note", models.CharField(blank=True, default="", max_length=500, verbose_name="note")),
                ("scheduled_at", models.DateTimeField(blank=True, null=True, verbose_name="to be published at")),
                ("alert", models.CharField(blank=True, default="", max_length=500, verbose_name="alert")),
                ("created_at", models.DateTimeField(verbose_name="begun at")),
                ("changed_at", models.DateTimeField(verbose_name="last changed")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="submitted at")),
                ("first_published_at", models.DateTimeField(blank=True, null=True, verbose_name="first published at")),
                (
                    "adapted_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adaptations",
                        to="newsroom.manuscript",
                        verbose_name="adapted from",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="begun by",
                    ),
                ),
                (
                    "scheduled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="scheduled by",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="submitted by",
                    ),
                ),
                ("targets", models.ManyToManyField(related_name="manuscripts", to="directory.outlet", verbose_name="meant for")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="manuscripts", to="directory.unit", verbose_name="unit"
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="manuscripts",
                        to="newsroom.procedure",
                        verbose_name="procedure",
                    ),
                ),
            ],
            options={
                "verbose_name": "manuscript",
                "verbose_name_plural": "manuscripts",
                "ordering": ["-changed_at", "-pk"],
                "indexes": [
                    models.Index(fields=["state", "unit"], name="newsroom_ms_state_unit"),
                    models.Index(
                        condition=models.Q(("scheduled_at__isnull", False)), fields=["scheduled_at"], name="newsroom_ms_scheduled"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scheduled_at", None), ("scheduled_by", None)), ("scheduled_at__isnull", False), _connector="OR"
                        ),
                        name="newsroom_manuscript_schedule_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "correcting"), _negated=True), models.Q(("correction", ""), _negated=True), _connector="OR"
                        ),
                        name="newsroom_manuscript_correction_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProcedureStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("unit_head", "head of the unit"),
                            ("confidentiality", "confidentiality check"),
                            ("review", "review"),
                            ("proof", "proof"),
                            ("final_reading", "final reading"),
                        ],
                        max_length=20,
                        verbose_name="kind of step",
                    ),
                ),
                ("label", models.CharField(max_length=40, verbose_name="name of the step")),
                ("roles", models.JSONField(default=list, verbose_name="signed by")),
                ("deadline_hours", models.PositiveSmallIntegerField(default=24, verbose_name="hours allowed")),
                ("corrections", models.JSONField(default=list, verbose_name="kinds of correction that pass it again")),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="newsroom.procedure", verbose_name="procedure"
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a procedure",
                "verbose_name_plural": "steps of procedures",
                "ordering": ["procedure", "order"],
                "constraints": [
                    models.UniqueConstraint(fields=("procedure", "order"), name="newsroom_step_order_once"),
                    models.UniqueConstraint(fields=("procedure", "label"), name="newsroom_step_label_once"),
                    models.CheckConstraint(condition=models.Q(("order__gte", 1)), name="newsroom_step_order_positive"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.CharField(max_length=40, verbose_name="public number")),
                ("edition", models.PositiveSmallIntegerField(default=1, verbose_name="edition")),
                (
                    "state",
                    models.CharField(
                        choices=[("live", "live"), ("corrected", "replaced by a corrected edition"), ("withdrawn", "withdrawn")],
                        default="live",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
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
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("language", models.CharField(max_length=10, verbose_name="language")),
                ("kicker", models.CharField(blank=True, default="", max_length=120, verbose_name="kicker")),
                ("headline", models.CharField(max_length=200, verbose_name="headline")),
                ("subhead", models.CharField(blank=True, default="", max_length=200, verbose_name="subhead")),
                ("summary", models.CharField(blank=True, default="", max_length=500, verbose_name="abstract")),
                ("body", models.JSONField(verbose_name="text")),
                ("byline", models.JSONField(verbose_name="byline")),
                ("credits", models.JSONField(verbose_name="signed by")),
                ("words", models.PositiveIntegerField(verbose_name="characters")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="fingerprint")),
                ("procedure_name", models.CharField(max_length=100, verbose_name="procedure")),
                ("first_published_at", models.DateTimeField(verbose_name="first published at")),
                ("published_at", models.DateTimeField(verbose_name="published at")),
                ("assets", models.ManyToManyField(related_name="publications", to="newsroom.asset", verbose_name="pictures and files")),
                (
                    "lead",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="newsroom.asset",
                        verbose_name="lead picture",
                    ),
                ),
                (
                    "manuscript",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="newsroom.manuscript",
                        verbose_name="manuscript",
                    ),
                ),
                (
                    "outlet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="directory.outlet",
                        verbose_name="outlet",
                    ),
                ),
                ("people", models.ManyToManyField(related_name="publications", to="directory.person", verbose_name="people concerned")),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                ("units", models.ManyToManyField(related_name="publications", to="directory.unit", verbose_name="units concerned")),
            ],
            options={
                "verbose_name": "publication",
                "verbose_name_plural": "publications",
                "ordering": ["-first_published_at", "-pk"],
                "indexes": [models.Index(fields=["outlet", "state", "-first_published_at"], name="newsroom_pub_outlet_time")],
                "constraints": [
                    models.UniqueConstraint(fields=("public_id", "edition"), name="newsroom_publication_edition_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "live")), fields=("outlet", "manuscript"), name="newsroom_publication_live_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "corrected"), _negated=True),
                        fields=("public_id",),
                        name="newsroom_publication_one_in_force",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectionNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.CharField(db_index=True, max_length=40, verbose_name="public number")),
                (
                    "kind",
                    models.CharField(
                        choices=[("fact", "fact"), ("wording", "wording"), ("political", "political"), ("data", "data")],
                        max_length=12,
                        verbose_name="kind of correction",
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="note of correction")),
                ("at", models.DateTimeField(verbose_name="corrected at")),
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="note",
                        to="newsroom.publication",
                        verbose_name="corrected edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "note of correction",
                "verbose_name_plural": "notes of correction",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="newsroom_correction_has_text")
                ],
            },
        ),
        migrations.CreateModel(
            name="Republication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=120, verbose_name="place")),
                ("url", models.URLField(blank=True, default="", max_length=500, verbose_name="address")),
                ("noted_at", models.DateTimeField(verbose_name="noted at")),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="noted by",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="republications",
                        to="newsroom.publication",
                        verbose_name="publication",
                    ),
                ),
            ],
            options={
                "verbose_name": "republication",
                "verbose_name_plural": "republications",
                "ordering": ["noted_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("publication", "place", "url"),
                        name="newsroom_republication_once",
                        violation_error_message="This place is noted already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="revision")),
                ("kicker", models.CharField(blank=True, default="", max_length=120, verbose_name="kicker")),
                ("headline", models.CharField(max_length=200, verbose_name="headline")),
                ("subhead", models.CharField(blank=True, default="", max_length=200, verbose_name="subhead")),
                ("summary", models.CharField(blank=True, default="", max_length=500, verbose_name="abstract")),
                ("language", models.CharField(default="zh-hans", max_length=10, verbose_name="language")),
                ("body", models.JSONField(default=list, verbose_name="text")),
                ("byline", models.JSONField(default=list, verbose_name="byline")),
                ("shas", models.JSONField(default=dict)),
                ("subjects", models.JSONField(default=list, verbose_name="subjects")),
                ("units", models.JSONField(default=list, verbose_name="units concerned")),
                ("people", models.JSONField(default=list, verbose_name="people concerned")),
                ("sources", models.JSONField(default=list, verbose_name="sources")),
                ("words", models.PositiveIntegerField(default=0, verbose_name="characters")),
                ("fingerprint", models.CharField(db_index=True, max_length=64, verbose_name="fingerprint")),
                ("parts", models.JSONField(default=dict)),
                ("writing", models.BooleanField(default=True)),
                ("note", models.CharField(blank=True, default="", max_length=200, verbose_name="what was changed")),
                ("made_at", models.DateTimeField(verbose_name="saved at")),
                (
                    "based_on",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="newsroom.revision",
                        verbose_name="made from",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saved by",
                    ),
                ),
                (
                    "manuscript",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="newsroom.manuscript",
                        verbose_name="manuscript",
                    ),
                ),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
                "ordering": ["manuscript", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("manuscript", "number"), name="newsroom_revision_number_once"),
                    models.CheckConstraint(condition=models.Q(("headline", ""), _negated=True), name="newsroom_revision_has_headline"),
                ],
            },
        ),
        migrations.AddField(
            model_name="publication",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="publications", to="newsroom.revision", verbose_name="revision"
            ),
        ),
        migrations.AddField(
            model_name="manuscript",
            name="current",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="newsroom.revision",
                verbose_name="present text",
            ),
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("autosave", "kept while typing"), ("side", "kept aside: somebody else had saved meanwhile")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("content", models.JSONField(verbose_name="text")),
                ("saved_at", models.DateTimeField(verbose_name="saved at")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="owner"
                    ),
                ),
                (
                    "manuscript",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="newsroom.manuscript",
                        verbose_name="manuscript",
                    ),
                ),
                (
                    "base",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="newsroom.revision", verbose_name="made from"
                    ),
                ),
            ],
            options={
                "verbose_name": "draft text",
                "verbose_name_plural": "draft texts",
                "ordering": ["-saved_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "autosave")), fields=("manuscript", "owner"), name="newsroom_draft_autosave_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(verbose_name="round")),
                (
                    "decision",
                    models.CharField(choices=[("approve", "approved"), ("return", "returned")], max_length=10, verbose_name="decision"),
                ),
                ("opinion", models.CharField(blank=True, default="", max_length=1000, verbose_name="opinion")),
                ("person_name", models.CharField(max_length=60, verbose_name="name")),
                ("post", models.CharField(blank=True, default="", max_length=80, verbose_name="post")),
                ("unit_name", models.CharField(blank=True, default="", max_length=120, verbose_name="unit")),
                ("on_behalf_name", models.CharField(blank=True, default="", max_length=60, verbose_name="on behalf of")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="fingerprint")),
                ("at", models.DateTimeField(verbose_name="signed at")),
                (
                    "manuscript",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_offs",
                        to="newsroom.manuscript",
                        verbose_name="manuscript",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_offs_by_deputy",
                        to="directory.person",
                        verbose_name="on behalf of",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_offs",
                        to="directory.person",
                        verbose_name="signed by",
                    ),
                ),
                (
                    "return_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="newsroom.procedurestep",
                        verbose_name="returned to",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_offs",
                        to="newsroom.revision",
                        verbose_name="revision",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_offs",
                        to="newsroom.procedurestep",
                        verbose_name="step",
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-off",
                "verbose_name_plural": "sign-offs",
                "ordering": ["manuscript", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decision", "approve")),
                        fields=("manuscript", "step", "round", "fingerprint"),
                        name="newsroom_signoff_step_once",
                        violation_error_message="This step is signed already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision", "approve"), models.Q(("opinion", ""), _negated=True), _connector="OR"),
                        name="newsroom_signoff_return_has_opinion",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision", "return"), ("return_to", None), _connector="OR"),
                        name="newsroom_signoff_approve_goes_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_behalf_of", None), models.Q(("on_behalf_of", models.F("person")), _negated=True), _connector="OR"
                        ),
                        name="newsroom_signoff_deputy_is_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Subject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=40, unique=True, verbose_name="key")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer used")),
            ],
            options={
                "verbose_name": "subject of stories",
                "verbose_name_plural": "subjects of stories",
                "ordering": ["order", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retired", False)),
                        fields=("name",),
                        name="newsroom_subject_name_once",
                        violation_error_message="There is already a subject of this name.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="publication",
            name="subjects",
            field=models.ManyToManyField(related_name="publications", to="newsroom.subject", verbose_name="subjects"),
        ),
        migrations.CreateModel(
            name="UrgentRelease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="fingerprint")),
                ("round", models.PositiveSmallIntegerField(verbose_name="round")),
                ("authoriser_name", models.CharField(max_length=60, verbose_name="name")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("phoned_at", models.DateTimeField(verbose_name="time of the call")),
                ("steps_missing", models.JSONField(default=list, verbose_name="steps not signed yet")),
                ("released_at", models.DateTimeField(verbose_name="released at")),
                ("due_at", models.DateTimeField(verbose_name="to be countersigned by")),
                ("countersigned_at", models.DateTimeField(blank=True, null=True, verbose_name="countersigned at")),
                ("opinion", models.CharField(blank=True, default="", max_length=500, verbose_name="opinion")),
                ("reminded", models.JSONField(default=list)),
                ("escalated_at", models.DateTimeField(blank=True, null=True, verbose_name="escalated at")),
                (
                    "authoriser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="urgent_releases",
                        to="directory.person",
                        verbose_name="authorised orally by",
                    ),
                ),
                (
                    "countersigned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="countersignatures",
                        to="directory.person",
                        verbose_name="countersigned by",
                    ),
                ),
                (
                    "manuscript",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="urgent_releases",
                        to="newsroom.manuscript",
                        verbose_name="manuscript",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="released by",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="urgent_releases",
                        to="newsroom.revision",
                        verbose_name="revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "urgent release",
                "verbose_name_plural": "urgent releases",
                "ordering": ["-released_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("manuscript", "fingerprint", "round"), name="newsroom_urgent_text_once"),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="newsroom_urgent_has_reason"),
                    models.CheckConstraint(condition=models.Q(("due_at__gt", models.F("released_at"))), name="newsroom_urgent_due_later"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("countersigned_at", None), ("countersigned_by", None)),
                            models.Q(("countersigned_at__isnull", False), ("countersigned_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="newsroom_urgent_countersigned_whole",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="publication",
            name="urgent",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publications",
                to="newsroom.urgentrelease",
                verbose_name="urgent release",
            ),
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="withdrawn at")),
                (
                    "manuscript",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="newsroom.manuscript",
                        verbose_name="manuscript",
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ordered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "withdrawal",
                "verbose_name_plural": "withdrawals",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="newsroom_withdrawal_has_reason")
                ],
            },
        ),
        migrations.CreateModel(
            name="WithdrawalConfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed at")),
                ("note", models.CharField(blank=True, default="", max_length=300, verbose_name="note")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="newsroom.publication", verbose_name="publication"
                    ),
                ),
                (
                    "republication",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="newsroom.republication",
                        verbose_name="republication",
                    ),
                ),
                (
                    "screenshot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="newsroom.asset",
                        verbose_name="screenshot",
                    ),
                ),
                (
                    "withdrawal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="newsroom.withdrawal",
                        verbose_name="withdrawal",
                    ),
                ),
            ],
            options={
                "verbose_name": "confirmation of withdrawal",
                "verbose_name_plural": "confirmations of withdrawal",
                "ordering": ["withdrawal", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("republication", None)),
                        fields=("withdrawal", "publication"),
                        name="newsroom_confirmation_outlet_once",
                    ),
                    models.UniqueConstraint(fields=("withdrawal", "republication"), name="newsroom_confirmation_place_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("screenshot", None)),
                            models.Q(("confirmed_at__isnull", False), ("screenshot__isnull", False)),
                            _connector="OR",
                        ),
                        name="newsroom_confirmation_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Writer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "manuscript",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="writers",
                        to="newsroom.manuscript",
                        verbose_name="manuscript",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.person", verbose_name="person"
                    ),
                ),
            ],
            options={
                "verbose_name": "writer of a manuscript",
                "verbose_name_plural": "writers of manuscripts",
                "constraints": [models.UniqueConstraint(fields=("manuscript", "person"), name="newsroom_writer_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="manuscript",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "dropped")),
                    models.Q(("procedure__isnull", False), ("submitted_at__isnull", False)),
                    _connector="OR",
                ),
                name="newsroom_manuscript_procedure_frozen",
            ),
        ),
        migrations.AddConstraint(
            model_name="manuscript",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("published", "correcting", "withdrawn")), _negated=True),
                    ("first_published_at__isnull", False),
                    _connector="OR",
                ),
                name="newsroom_manuscript_published_has_time",
            ),
        ),
    ]
