import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("campus_id", models.CharField(max_length=40, unique=True, verbose_name="campus number")),
                ("name", models.CharField(db_index=True, max_length=60, verbose_name="name of the person")),
                ("aliases", models.JSONField(blank=True, default=list, verbose_name="other names")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telephone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["name", "campus_id"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False, help_text="Designates whether the user can log into this admin site.", verbose_name="staff status"
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("password_is_initial", models.BooleanField(default=False, verbose_name="must choose a password")),
                ("session_round", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account",
                        to="directory.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "account",
                "verbose_name_plural": "accounts",
                "abstract": False,
                "constraints": [models.CheckConstraint(condition=models.Q(("is_superuser", False)), name="directory_user_never_superuser")],
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("short_name", models.CharField(blank=True, max_length=60, verbose_name="short name")),
                ("aliases", models.JSONField(blank=True, default=list, verbose_name="other names")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("party", "Party department"),
                            ("administration", "administrative department"),
                            ("college", "college or school"),
                            ("affiliated", "directly affiliated unit"),
                            ("students", "student organisation"),
                            ("other", "other"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=30, verbose_name="code")),
                ("path", models.CharField(db_index=True, editable=False, max_length=255)),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="since")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="directory.unit",
                        verbose_name="part of",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit",
                "verbose_name_plural": "units",
                "ordering": ["path"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None), ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="directory_unit_ends_after_start",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to", None)),
                        fields=("parent", "name"),
                        name="directory_unit_name_once_in_parent",
                        violation_error_message="There is already a unit of this name there.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("parent", None), ("valid_to", None)),
                        fields=("name",),
                        name="directory_unit_name_once_at_top",
                        violation_error_message="There is already a unit of this name.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("code",),
                        name="directory_unit_code_unique",
                        violation_error_message="There is already a unit with this code.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("correspondent", "unit correspondent"),
                            ("reporter", "reporter"),
                            ("editor", "editor"),
                            ("section_chief", "section chief"),
                            ("deputy_head", "deputy head"),
                            ("head", "head of the office"),
                            ("proofreader", "proofreader"),
                            ("channel_owner", "account keeper"),
                            ("office_manager", "office manager"),
                            ("administrator", "system administrator"),
                            ("auditor", "auditor"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="since")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="ends before")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_grants",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_grants",
                        to="directory.unit",
                        verbose_name="for unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "role held",
                "verbose_name_plural": "roles held",
                "ordering": ["user", "role", "from_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_on", None), ("to_on__gte", models.F("from_on")), _connector="OR"),
                        name="directory_rolegrant_ends_after_start",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("to_on", None), ("unit__isnull", False)),
                        fields=("user", "role", "unit"),
                        name="directory_rolegrant_unit_open_once",
                        violation_error_message="The account already holds this role.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("to_on", None), ("unit", None)),
                        fields=("user", "role"),
                        name="directory_rolegrant_wide_open_once",
                        violation_error_message="The account already holds this role.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=80, verbose_name="title of the post")),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="since")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="directory.person", verbose_name="person"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="directory.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "post held",
                "verbose_name_plural": "posts held",
                "ordering": ["person", "-from_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_on", None), ("to_on", None), ("to_on__gte", models.F("from_on")), _connector="OR"),
                        name="directory_post_ends_after_start",
                        violation_error_message="The last day lies before the first.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="person",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="people",
                to="directory.unit",
                verbose_name="unit",
            ),
        ),
        migrations.CreateModel(
            name="Outlet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("site", "website"),
                            ("wechat", "WeChat official account"),
                            ("weibo", "Weibo"),
                            ("qq", "QQ"),
                            ("douyin", "Douyin"),
                            ("kuaishou", "Kuaishou"),
                            ("bilibili", "Bilibili"),
                            ("channels", "WeChat Channels"),
                            ("newspaper", "newspaper"),
                            ("screen", "public screen"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("account_id", models.CharField(blank=True, max_length=120, verbose_name="account number")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="web address or place")),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="approved on")),
                ("applicable_rules", models.TextField(blank=True, verbose_name="rules that apply")),
                ("last_inspected_on", models.DateField(blank=True, null=True, verbose_name="last inspected on")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed down on")),
                (
                    "backup",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="backup_outlets",
                        to="directory.person",
                        verbose_name="stand-in",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outlets",
                        to="directory.person",
                        verbose_name="answerable",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="outlets", to="directory.unit", verbose_name="run by"
                    ),
                ),
            ],
            options={
                "verbose_name": "outlet",
                "verbose_name_plural": "outlets",
                "ordering": ["kind", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_on", None)),
                        fields=("kind", "name"),
                        name="directory_outlet_open_once",
                        violation_error_message="There is already an outlet of this kind and name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_on", None), ("closed_on", None), ("closed_on__gte", models.F("approved_on")), _connector="OR"
                        ),
                        name="directory_outlet_closed_after_approved",
                        violation_error_message="It cannot be closed down before it was approved.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("owner", None), ("backup", None), models.Q(("owner", models.F("backup")), _negated=True), _connector="OR"
                        ),
                        name="directory_outlet_two_people",
                        violation_error_message="The stand-in must be somebody else.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("rename", "renamed"), ("merge", "merged into another unit")], max_length=10, verbose_name="change"
                    ),
                ),
                ("on", models.DateField(verbose_name="on the day")),
                ("old_name", models.CharField(blank=True, max_length=120, verbose_name="name before")),
                ("old_short_name", models.CharField(blank=True, max_length=60, verbose_name="short name before")),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="directory.unit",
                        verbose_name="successor",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="directory.unit", verbose_name="unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a unit",
                "verbose_name_plural": "changes of units",
                "ordering": ["on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "rename"), ("successor", None), models.Q(("old_name", ""), _negated=True)),
                            models.Q(("kind", "merge"), ("successor__isnull", False)),
                            _connector="OR",
                        ),
                        name="directory_unitchange_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("successor", None), models.Q(("successor", models.F("unit")), _negated=True), _connector="OR"),
                        name="directory_unitchange_other_successor",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="University",
            fields=[
                ("id", models.SmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120, verbose_name="full name")),
                ("short_name", models.CharField(blank=True, max_length=60, verbose_name="short name")),
                ("english_name", models.CharField(blank=True, max_length=200, verbose_name="English name")),
                ("aliases", models.JSONField(blank=True, default=list, verbose_name="other names")),
                ("protected_names", models.JSONField(blank=True, default=list, verbose_name="protected names")),
                ("office_name", models.CharField(blank=True, max_length=120, verbose_name="name of the office")),
                ("hashtags", models.JSONField(blank=True, default=list, verbose_name="hashtags")),
                ("columns", models.JSONField(blank=True, default=list, verbose_name="columns of the accounts")),
            ],
            options={
                "verbose_name": "university",
                "verbose_name_plural": "university",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="directory_university_one_row")],
            },
        ),
    ]
