from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import Page

from rongmei.base.directory.models import Outlet

from ..blocks import LAYOUT, LayoutField
from ..enums import SiteKind
from .theme import Theme


class SiteHome(Page):  # type: ignore[django-manager-missing]  # of aliases, which this product does not use
    """The home page of a site, and what belongs to the whole site.

    A site with its own host name is the root of a Wagtail site; a site by path is a page below the home page of another
    site, and its slug is the path.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=SiteKind.choices, default=SiteKind.NEWS, editable=False)
    outlet = models.OneToOneField(Outlet, on_delete=models.PROTECT, related_name="site", verbose_name=_("outlet"))
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="sites", verbose_name=_("theme"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="zh-hans")
    motto = models.CharField(_("line below the name"), max_length=80, blank=True)
    description = models.CharField(_("what the site is about"), max_length=200, blank=True)
    body = LayoutField(LAYOUT, blank=True, verbose_name=_("layout of the home page"))
    footer = models.TextField(_("lines at the foot"), blank=True, help_text=_("One a line: address, telephone, record number."))

    content_panels: Any = [
        FieldPanel("title"),
        FieldPanel("motto"),
        FieldPanel("description"),
        FieldPanel("body"),
        FieldPanel("footer"),
    ]
    promote_panels: Any = []
    # A home page has a beginning, but no end: the whole site would go with it. The time is kept by actions/scheduling.py.
    settings_panels: Any = [
        PublishingPanel(
            children=[FieldPanel("go_live_at", widget=AdminDateTimeInput(js_overlay_parent_selector="#schedule-publishing-dialog"))]
        )
    ]
    is_creatable = False  # made by the action create_site
    subpage_types: Any = ["pages.Section", "pages.TopicPage", "pages.SiteHome"]

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
