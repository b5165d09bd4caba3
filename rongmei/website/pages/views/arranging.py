"""The console's screens for the columns, landing pages and pinned stories of one site."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.models import Page

from rongmei.base.directory.models import User
from rongmei.base.directory.views.base import ActionPage, ConsoleMixin, one
from rongmei.base.history.decisions import Decision, Invalid, Refused
from rongmei.content.newsroom.enums import PublicationState
from rongmei.content.newsroom.models import Publication

from .. import actions, rules
from ..actions.sites import Column
from ..forms import ColumnChangeForm, ColumnForm, ConfirmForm, PinForm
from ..models import Pin, Section
from .console import OneSite

STEPS = {"up": -1, "down": 1}


class Arranging(OneSite):
    """Asked first: may this person arrange this site?"""

    def rule(self, actor: User) -> Decision:
        return rules.may_arrange_site(actor, self.site)


class ColumnAdd(Arranging, ActionPage):
    form_class = ColumnForm
    title = gettext_lazy("New column")
    done = gettext_lazy("The column is made and stands in the menu.")

    def act(self, values: dict[str, Any]) -> str:
        actions.create_section(actor=self.actor, site=self.site, column=Column(**values))
        return reverse("sites:site", args=[self.site.pk])


class ColumnChange(Arranging, ActionPage):
    form_class = ColumnChangeForm
    title = gettext_lazy("Change the column")
    done = gettext_lazy("Saved.")

    @cached_property
    def section(self) -> Section:
        found: Section = one(Section.objects.child_of(self.site), pk=self.kwargs["page"])
        return found

    def get_initial(self) -> dict[str, Any]:
        return {field: getattr(self.section, field) for field in self.form_class.base_fields}

    def act(self, values: dict[str, Any]) -> str:
        actions.change_section(actor=self.actor, section=self.section, **values)
        return reverse("sites:site", args=[self.site.pk])


class PageRemove(Arranging, ActionPage):
    form_class = ConfirmForm
    title = gettext_lazy("Remove the page")
    submit_label = gettext_lazy("Remove it")
    danger = True
    done = gettext_lazy("The page is removed.")

    @cached_property
    def page(self) -> Page:
        found: Page = one(Page.objects.child_of(self.site), pk=self.kwargs["page"])
        return found

    def get_page_title(self) -> str:
        return _("Remove “%(page)s”") % {"page": self.page.title}

    @property
    def explanation(self) -> str:  # type: ignore[override]
        return _(
            "Its address will answer that there is nothing. The stories themselves stay. To keep the address, hide the page from the menu instead."
        )

    def act(self, values: dict[str, Any]) -> str:
        actions.remove_page(actor=self.actor, page=self.page)
        return reverse("sites:site", args=[self.site.pk])


class PageOrder(Arranging, ConsoleMixin, View):
    """POST: one page up or down in the menu, into it or out of it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = one(Page.objects.child_of(self.site), pk=self.kwargs["page"])
        do = request.POST.get("do", "")
        try:
            if do in STEPS:
                actions.move_in_menu(actor=self.actor, page=page, step=STEPS[do])
            elif do in ("hide", "show"):
                actions.show_in_menu(actor=self.actor, page=page, shown=do == "show")
        except (Invalid, Refused) as problem:
            messages.error(request, str(problem))
        return redirect("sites:site", self.site.pk)


class Pins(Arranging, ActionPage):
    """Pin a story to the home page or a column; POST with `pin` and `do` moves one, dates it or takes it off."""

    form_class = PinForm
    title = gettext_lazy("Pin a story")
    done = gettext_lazy("The story is pinned.")

    def get_form_kwargs(self) -> dict[str, Any]:
        pages = Page.objects.filter(pk=self.site.pk) | Page.objects.child_of(self.site).type(Section)
        outlets = {self.site.outlet_id, *Section.objects.child_of(self.site).exclude(outlet=None).values_list("outlet_id", flat=True)}
        stories = Publication.objects.filter(outlet_id__in=outlets, state=PublicationState.LIVE).defer("body")[:100]
        return {**super().get_form_kwargs(), "pages": pages, "stories": list(stories)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        number = request.POST.get("pin", "")
        if not number.isdecimal() or len(number) > 18:
            return super().post(request, *args, **kwargs)
        pin = one(Pin.objects.filter(page__path__startswith=self.site.path), pk=int(number))
        try:
            messages.success(request, self._done(pin, request.POST.get("do", ""), request.POST.get("until_on", "")))
        except (Invalid, Refused) as problem:
            messages.error(request, str(problem))
        return redirect("sites:site", self.site.pk)

    def _done(self, pin: Pin, do: str, until: str) -> str:
        if do in STEPS:
            actions.move_pin(actor=self.actor, pin=pin, step=STEPS[do])
            return _("The order is changed.")
        if do == "until":
            actions.change_pin(actor=self.actor, pin=pin, until_on=_day(until))
            return _("Saved.")
        actions.unpin_story(actor=self.actor, pin=pin)
        return _("The story is no longer pinned.")

    def act(self, values: dict[str, Any]) -> str:
        actions.pin_story(actor=self.actor, **values)
        return reverse("sites:site", args=[self.site.pk])


def _day(text: str) -> dt.date | None:
    """Raises Invalid."""
    if not text:
        return None
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise Invalid(_("“%(text)s” is no day: a day such as 2026-12-31 is expected.") % {"text": text[:20]}, str(_("until")))
    return found
