import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
        ("directory", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="LedgerClock",
            fields=[
                ("ledger", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("tick", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("may_write", models.BooleanField(default=False, verbose_name="may write")),
                ("made_at", models.DateTimeField()),
                ("last_used_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="access_keys", to=settings.AUTH_USER_MODEL),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ledger", models.CharField(max_length=40)),
                ("file", models.FileField(max_length=300, upload_to="imports/%Y/%m")),
                ("file_name", models.CharField(max_length=255)),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("sheet", models.CharField(blank=True, default="", max_length=120)),
                ("fingerprint", models.CharField(blank=True, default="", max_length=64)),
                ("inspection", models.JSONField(default=dict)),
                ("mapping", models.JSONField(default=dict)),
                ("values", models.JSONField(default=dict)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("confirm", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Columns to be matched"),
                            ("checking", "Being checked"),
                            ("checked", "Ready for a decision"),
                            ("applying", "Being written"),
                            ("applied", "In the ledger"),
                            ("undone", "Undone"),
                            ("failed", "Stopped by an error"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("counts", models.JSONField(default=dict)),
                ("questions", models.JSONField(default=list)),
                ("undone", models.JSONField(default=dict)),
                ("round", models.PositiveIntegerField(default=0)),
                ("checked_tick", models.PositiveBigIntegerField(default=0)),
                ("progress", models.PositiveIntegerField(default=0)),
                ("message", models.CharField(blank=True, default="", max_length=500)),
                ("received_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(null=True)),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("unit", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.unit")),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "undone"), _negated=True),
                        fields=("ledger", "sha256", "sheet"),
                        name="importbatch_sheet_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportProfile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ledger", models.CharField(max_length=40)),
                ("fingerprint", models.CharField(max_length=64)),
                ("mapping", models.JSONField(default=dict)),
                ("values", models.JSONField(default=dict)),
                ("used_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("ledger", "fingerprint"), name="importprofile_once")],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ledger", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("query", models.CharField(max_length=2000)),
                ("shared", models.BooleanField(default=False, verbose_name="for everybody")),
                ("owner", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("ledger", "owner", "name"), name="savedview_named_once")],
            },
        ),
        migrations.CreateModel(
            name="StagedChunk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("counts", models.JSONField(default=dict)),
                ("rows", models.BinaryField()),
                ("batch", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="chunks", to="ledger.importbatch")),
            ],
            options={
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("batch", "position"), name="stagedchunk_in_order")],
            },
        ),
        migrations.CreateModel(
            name="StagedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row_no", models.PositiveIntegerField()),
                ("raw", models.JSONField()),
                ("mended", models.JSONField(default=dict)),
                ("problems", models.JSONField(default=list)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("duplicate", "Twice in this file"),
                            ("ready", "Mended, goes in with the rest"),
                            ("done", "Mended and taken in"),
                            ("dropped", "Left out"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("action", models.CharField(blank=True, default="", max_length=10)),
                ("target", models.PositiveBigIntegerField(null=True)),
                ("batch", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="staged", to="ledger.importbatch")),
            ],
            options={
                "ordering": ["row_no"],
                "indexes": [models.Index(fields=["batch", "outcome", "row_no"], name="stagedrow_outcome")],
                "constraints": [models.UniqueConstraint(fields=("batch", "row_no"), name="stagedrow_once")],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ledger", models.CharField(max_length=40)),
                ("row_id", models.PositiveBigIntegerField()),
                ("kind", models.CharField(choices=[("file", "File"), ("picture", "Picture"), ("link", "Link")], max_length=10)),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("url", models.URLField(blank=True, default="", max_length=1000, verbose_name="address")),
                ("file", models.FileField(blank=True, max_length=300, upload_to="evidence/%Y/%m", verbose_name="file")),
                ("file_name", models.CharField(blank=True, default="", max_length=255)),
                ("sha256", models.CharField(blank=True, default="", max_length=64)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("added_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("added_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "indexes": [models.Index(fields=["ledger", "row_id"], name="evidence_of_row")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("file", ""), ("url", ""), _negated=True), name="evidence_has_file_or_link")
                ],
            },
        ),
    ]
