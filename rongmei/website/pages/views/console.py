"""The console's screens of sites: list, the assistant for a new one, one site with its columns and pinned stories."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Revision

from rongmei.base.directory.models import User
from rongmei.base.directory.views.base import ActionPage, ConsolePage, ListPage, one, told
from rongmei.base.history.decisions import Decision
from rongmei.content.newsroom.models import Publication

from .. import actions, rules
from ..actions.sites import Column
from ..forms import NewSiteForm, SiteForm, SiteListForm
from ..models import Pin, SiteHome
from ..queries.sites import Place, places

_TRAIL = [{"url": reverse_lazy("sites:index"), "label": gettext_lazy("Public sites")}]


class Sites(ListPage):
    """Every site: where it stands, which outlet it is, how it looks."""

    form_class = SiteListForm
    title = gettext_lazy("Public sites")
    header_icon = "site"
    add_label = gettext_lazy("New site")

    def rule(self, actor: User) -> Decision:
        return rules.may_see_sites(actor)

    def add_rule(self) -> Decision:
        return rules.may_keep_sites(self.actor)

    def add_url(self) -> str:
        return reverse("sites:add")

    def found(self, form: Any) -> QuerySet[Any]:
        return SiteHome.objects.select_related("outlet", "theme").filter(title__icontains=form["q"].value() or "").order_by("path")

    @cached_property
    def where(self) -> dict[int, Place]:
        return {place.home.pk: place for place in places()}

    def columns(self) -> list[str]:
        return [_("name"), _("address"), _("kind"), _("outlet"), _("theme"), _("language")]

    def row(self, thing: Any) -> list[tuple[Any, str]]:
        place = self.where.get(thing.pk)
        return [
            (thing.title, reverse("sites:site", args=[thing.pk])),
            (f"{place.base}/", f"{place.base}/") if place else (_("(not public)"), ""),
            (thing.get_kind_display(), ""),
            (thing.outlet, reverse("directory:outlet", args=[thing.outlet_id])),
            (thing.theme, ""),
            (thing.get_language_display(), ""),
        ]


class SiteAdd(ActionPage):
    """The assistant: one page of questions, one action, a site that stands."""

    form_class = NewSiteForm
    title = gettext_lazy("New site")
    trail = _TRAIL
    submit_label = gettext_lazy("Make the site")
    explanation = gettext_lazy(
        "The site is open to readers as soon as it is made. Layout, columns and pinned stories can be changed at any time afterwards."
    )

    def rule(self, actor: User) -> Decision:
        return rules.may_keep_sites(actor)

    def act(self, values: dict[str, Any]) -> str:
        lines = values.pop("columns")
        site = actions.create_site(actor=self.actor, columns=[Column(**line) for line in lines], **values)
        messages.success(self.request, _("The site “%(site)s” is made and open.") % {"site": site.title})
        return reverse("sites:site", args=[site.pk])


class OneSite:
    """Screens about one site."""

    kwargs: dict[str, Any]
    trail = _TRAIL

    @cached_property
    def site(self) -> SiteHome:
        found: SiteHome = one(SiteHome.objects.select_related("outlet__unit", "theme"), pk=self.kwargs["pk"])
        return found

    def steps(self) -> list[dict[str, Any]]:
        return [{"url": reverse("sites:site", args=[self.site.pk]), "label": self.site.title}]


class SiteScreen(OneSite, ConsolePage):
    template_name = "pages/console/site.html"
    header_icon = "site"

    def rule(self, actor: User) -> Decision:
        return rules.may_see_sites(actor)

    def get_page_title(self) -> str:
        return str(self.site.title)

    def steps(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        site = self.site
        below = [page for page in site.get_children().specific() if not isinstance(page, SiteHome)]
        pins = list(Pin.objects.filter(page_id__in=[site.pk, *(page.pk for page in below)]).select_related("page"))
        newest = {
            p.public_id: p
            for p in Publication.objects.filter(public_id__in=[pin.public_id for pin in pins]).order_by("edition").defer("body")
        }
        return super().get_context_data(
            site=site,
            place=next((place for place in places() if place.home.pk == site.pk), None),
            below=below,
            waiting=_waiting([site.pk, *(page.pk for page in below)]),
            pins=[(pin, newest.get(pin.public_id)) for pin in pins],
            arrange=rules.may_arrange_site(self.actor, site),
            keep=rules.may_keep_sites(self.actor),
            events=told("sitehome", site.pk),
            **kwargs,
        )


def _waiting(pages: list[int]) -> list[Revision]:
    """Layouts whose time is set and has not come; soonest first."""
    found = Revision.page_revisions.filter(object_id__in=[str(pk) for pk in pages], approved_go_live_at__isnull=False)
    return list(found.select_related("user").order_by("approved_go_live_at"))


class SiteChange(OneSite, ActionPage):
    form_class = SiteForm
    title = gettext_lazy("Change")
    done = gettext_lazy("Saved.")

    def rule(self, actor: User) -> Decision:
        return rules.may_keep_sites(actor)

    def get_initial(self) -> dict[str, Any]:
        return {field: getattr(self.site, field) for field in self.form_class.base_fields}

    def act(self, values: dict[str, Any]) -> str:
        actions.change_site(actor=self.actor, site=self.site, **values)
        return reverse("sites:site", args=[self.site.pk])
