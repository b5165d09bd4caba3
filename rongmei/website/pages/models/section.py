from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import Page

from rongmei.base.directory.models import Outlet, Unit

from ..blocks import LAYOUT, LayoutField
from ..enums import ListLayout


class Section(Page):  # type: ignore[django-manager-missing]  # of aliases, which this product does not use
    """A column 栏目: a question to the publications, answered newest first; pinned ones stand before."""

    outlet = models.ForeignKey(
        Outlet,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("outlet"),
        help_text=_("Empty: the site's own."),
    )
    subject = models.CharField(_("subject"), max_length=60, blank=True, help_text=_("Empty: every subject."))
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit"),
        help_text=_("With all units below it. Empty: every unit."),
    )
    intro = models.CharField(_("line below the heading"), max_length=200, blank=True)
    layout = models.CharField(_("layout"), max_length=20, choices=ListLayout.choices, default=ListLayout.MIXED)
    per_page = models.PositiveSmallIntegerField(_("stories a page"), default=20)
    body = LayoutField(LAYOUT, blank=True, verbose_name=_("above the list"))

    content_panels: Any = [
        FieldPanel("title"),
        FieldPanel("intro"),
        MultiFieldPanel([FieldPanel("outlet"), FieldPanel("subject"), FieldPanel("unit")], heading=_("Which stories")),
        MultiFieldPanel([FieldPanel("layout"), FieldPanel("per_page")], heading=_("Layout")),
        FieldPanel("body"),
    ]
    promote_panels: Any = [FieldPanel("slug"), FieldPanel("show_in_menus")]
    settings_panels: Any = [PublishingPanel()]  # the times are kept by actions/scheduling.py
    show_in_menus_default = True
    parent_page_types: Any = ["pages.SiteHome"]
    subpage_types: Any = []

    class Meta:
        verbose_name = _("site column")
        verbose_name_plural = _("site columns")
        constraints = [
            models.CheckConstraint(condition=Q(per_page__gte=5) & Q(per_page__lte=100), name="pages_section_per_page_5_to_100"),
        ]

    def clean(self) -> None:
        super().clean()
        for check in (MinValueValidator(5), MaxValueValidator(100)):
            check(self.per_page)


class TopicPage(Page):  # type: ignore[django-manager-missing]  # of aliases, which this product does not use
    """A landing page made of blocks: a topic, "about us", a programme."""

    intro = models.CharField(_("line below the heading"), max_length=200, blank=True)
    body = LayoutField(LAYOUT, blank=True, verbose_name=_("layout"))

    content_panels: Any = [FieldPanel("title"), FieldPanel("intro"), FieldPanel("body")]
    promote_panels: Any = [FieldPanel("slug"), FieldPanel("show_in_menus")]
    settings_panels: Any = [PublishingPanel()]  # the times are kept by actions/scheduling.py
    show_in_menus_default = True
    parent_page_types: Any = ["pages.SiteHome", "pages.TopicPage"]
    subpage_types: Any = ["pages.TopicPage"]

    class Meta:
        verbose_name = _("landing page")
        verbose_name_plural = _("landing pages")
