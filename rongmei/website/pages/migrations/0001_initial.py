import django.core.validators
import django.db.models.deletion
import rongmei.website.pages.blocks
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0003_role_unit_head"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailcore", "__first__"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [
        migrations.CreateModel(
            name="TopicPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("intro", models.CharField(blank=True, max_length=200, verbose_name="line below the heading")),
                ("body", rongmei.website.pages.blocks.LayoutField([], blank=True, verbose_name="layout")),
            ],
            options={
                "verbose_name": "landing page",
                "verbose_name_plural": "landing pages",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="SiteClock",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("tick", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="pages_siteclock_one_row"),
                    models.CheckConstraint(condition=models.Q(("tick__gte", 0)), name="pages_siteclock_positive"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteHome",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("news", "university news"),
                            ("unit", "site of a unit"),
                            ("topic", "topic site"),
                            ("anniversary", "anniversary site"),
                        ],
                        default="news",
                        editable=False,
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("zh-hans", "简体中文"), ("en", "English")], default="zh-hans", max_length=10, verbose_name="language"
                    ),
                ),
                ("motto", models.CharField(blank=True, max_length=80, verbose_name="line below the name")),
                ("description", models.CharField(blank=True, max_length=200, verbose_name="what the site is about")),
                ("body", rongmei.website.pages.blocks.LayoutField([], blank=True, verbose_name="layout of the home page")),
                (
                    "footer",
                    models.TextField(
                        blank=True, help_text="One a line: address, telephone, record number.", verbose_name="lines at the foot"
                    ),
                ),
                (
                    "outlet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="site", to="directory.outlet", verbose_name="outlet"
                    ),
                ),
            ],
            options={
                "verbose_name": "site",
                "verbose_name_plural": "sites",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Baked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.CharField(max_length=400, unique=True, verbose_name="file")),
                ("kind", models.CharField(choices=[("story", "story"), ("list", "list")], max_length=10, verbose_name="kind")),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="baked", to="pages.sitehome", verbose_name="site"
                    ),
                ),
            ],
            options={
                "verbose_name": "kept page",
                "verbose_name_plural": "kept pages",
                "indexes": [models.Index(fields=["site", "kind"], name="pages_baked_site_kind")],
                "constraints": [models.CheckConstraint(condition=models.Q(("kind__in", ["story", "list"])), name="pages_baked_kind_known")],
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="name")),
                (
                    "accent",
                    models.CharField(
                        default="#8a1f2b",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-fA-F]{6}$", "A colour is written as # and six digits or letters a to f, such as #8a1f2b."
                            )
                        ],
                        verbose_name="accent colour",
                    ),
                ),
                (
                    "headings",
                    models.CharField(
                        choices=[("sans", "sans serif (Heiti)"), ("serif", "serif (Songti)")],
                        default="serif",
                        max_length=10,
                        verbose_name="type face of headings",
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        choices=[("sans", "sans serif (Heiti)"), ("serif", "serif (Songti)")],
                        default="sans",
                        max_length=10,
                        verbose_name="type face of text",
                    ),
                ),
                (
                    "masthead",
                    models.CharField(
                        choices=[("light", "name on paper"), ("bar", "name on the colour of the theme")],
                        default="light",
                        max_length=10,
                        verbose_name="masthead",
                    ),
                ),
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="logo",
                    ),
                ),
            ],
            options={
                "verbose_name": "theme",
                "verbose_name_plural": "themes",
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="sitehome",
            name="theme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="sites", to="pages.theme", verbose_name="theme"
            ),
        ),
        migrations.CreateModel(
            name="BakedUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.CharField(db_index=True, max_length=40, verbose_name="public number of the story")),
                (
                    "baked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="uses", to="pages.baked", verbose_name="kept page"
                    ),
                ),
            ],
            options={
                "verbose_name": "story on a kept page",
                "verbose_name_plural": "stories on kept pages",
                "constraints": [models.UniqueConstraint(fields=("baked", "public_id"), name="pages_bakeduse_once")],
            },
        ),
        migrations.CreateModel(
            name="Pin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.CharField(max_length=40, verbose_name="public number of the story")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="place")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pins",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "pinned story",
                "verbose_name_plural": "pinned stories",
                "ordering": ["page", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("page", "public_id"), name="pages_pin_once", violation_error_message="The story is already pinned here."
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("subject", models.CharField(blank=True, help_text="Empty: every subject.", max_length=60, verbose_name="subject")),
                ("intro", models.CharField(blank=True, max_length=200, verbose_name="line below the heading")),
                (
                    "layout",
                    models.CharField(
                        choices=[
                            ("headlines", "headlines with dates"),
                            ("cards", "cards with pictures"),
                            ("mixed", "one picture, then headlines"),
                            ("ranked", "numbered headlines"),
                        ],
                        default="mixed",
                        max_length=20,
                        verbose_name="layout",
                    ),
                ),
                ("per_page", models.PositiveSmallIntegerField(default=20, verbose_name="stories a page")),
                ("body", rongmei.website.pages.blocks.LayoutField([], blank=True, verbose_name="above the list")),
                (
                    "outlet",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the site's own.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.outlet",
                        verbose_name="outlet",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        help_text="With all units below it. Empty: every unit.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "site column",
                "verbose_name_plural": "site columns",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("per_page__gte", 5), ("per_page__lte", 100)), name="pages_section_per_page_5_to_100"
                    )
                ],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="OldAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=250, verbose_name="old address")),
                (
                    "source",
                    models.CharField(
                        choices=[("html", "folder of HTML pages"), ("csv", "CSV table"), ("wxr", "WordPress export (WXR)")],
                        max_length=10,
                        verbose_name="taken from",
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="fingerprint")),
                ("public_id", models.CharField(max_length=40, verbose_name="public number of the story")),
                ("dead_links", models.JSONField(blank=True, default=list, verbose_name="links that lead nowhere")),
                ("moved_at", models.DateTimeField(auto_now_add=True, verbose_name="taken over at")),
                (
                    "redirect",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailredirects.redirect",
                        verbose_name="redirect",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="old_addresses", to="pages.sitehome", verbose_name="site"
                    ),
                ),
            ],
            options={
                "verbose_name": "old address",
                "verbose_name_plural": "old addresses",
                "ordering": ["site", "address"],
                "constraints": [
                    models.UniqueConstraint(fields=("site", "address"), name="pages_oldaddress_once"),
                    models.CheckConstraint(condition=models.Q(("address", ""), _negated=True), name="pages_oldaddress_not_empty"),
                ],
            },
        ),
    ]
