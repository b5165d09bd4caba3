from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.directory import actions, rules
from rongmei.base.directory.enums import Role
from rongmei.base.directory.forms import InspectionForm, OutletCloseForm, OutletForm, OutletListForm
from rongmei.base.directory.models import Outlet, Unit, User
from rongmei.base.directory.queries import outlets, uninspected_outlets
from rongmei.base.directory.views.base import ActionPage, ConsolePage, ListPage, one, told
from rongmei.base.history.decisions import Allowed, Decision

_TRAIL = [{"url": reverse_lazy("directory:outlets"), "label": gettext_lazy("Outlets")}]


class Outlets(ListPage):
    """The register: what speaks for the university, who answers for it, when it was inspected."""

    form_class = OutletListForm
    title = gettext_lazy("Outlets")
    header_icon = "globe"
    add_label = gettext_lazy("Register an outlet")

    def rule(self, actor: User) -> Decision:
        return rules.may_see_directory(actor)

    def add_rule(self) -> Decision:
        return _may_add(self.actor)

    def add_url(self) -> str:
        return reverse("directory:outlet_add")

    def import_url(self) -> str:
        return reverse("directory:outlets_import") if rules.may_keep_outlets(self.actor) else ""

    def found(self, form: Any) -> QuerySet[Any]:
        found = outlets(kind=form.value("kind") or "", closed=bool(form.value("closed")), text=form.value("q") or "")
        if form.value("uninspected"):
            found = found.filter(pk__in=uninspected_outlets())
        return found

    def columns(self) -> list[str]:
        return [_("name"), _("kind"), _("run by"), _("answerable"), _("stand-in"), _("last inspected on"), _("state")]

    def row(self, thing: Outlet) -> list[tuple[Any, str]]:
        inspected = thing.last_inspected_on.isoformat() if thing.last_inspected_on else _("never")
        return [
            (thing.name, reverse("directory:outlet", args=[thing.pk])),
            (thing.get_kind_display(), ""),
            (thing.unit, reverse("directory:unit", args=[thing.unit_id])),
            (thing.owner or _("(nobody)"), ""),
            (thing.backup or _("(nobody)"), ""),
            (inspected, ""),
            (_("closed down on %(day)s") % {"day": thing.closed_on} if thing.closed_on else "", ""),
        ]


class OutletMixin:
    """Pages about one outlet."""

    kwargs: dict[str, Any]
    trail = _TRAIL

    @cached_property
    def outlet(self) -> Outlet:
        return one(Outlet.objects.select_related("unit", "owner", "backup"), pk=self.kwargs["pk"])

    def outlet_url(self) -> str:
        return reverse("directory:outlet", args=[self.outlet.pk])

    def steps(self) -> list[dict[str, Any]]:
        return [{"url": self.outlet_url(), "label": self.outlet.name}]


class OutletPage(OutletMixin, ConsolePage):
    template_name = "directory/outlet.html"
    header_icon = "globe"

    def rule(self, actor: User) -> Decision:
        return rules.may_see_directory(actor)

    def get_page_title(self) -> str:
        return self.outlet.name

    def steps(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            outlet=self.outlet,
            change=rules.may_change_outlet(self.actor, self.outlet),
            events=told("outlet", self.outlet.pk),
            **kwargs,
        )


class OutletAdd(ActionPage):
    form_class = OutletForm
    trail = _TRAIL
    title = gettext_lazy("Register an outlet")
    done = gettext_lazy("The outlet was registered.")

    def rule(self, actor: User) -> Decision:
        return _may_add(actor)

    def act(self, values: dict[str, Any]) -> str:
        return reverse("directory:outlet", args=[actions.register_outlet(actor=self.actor, **values).pk])


class _ChangePage(OutletMixin, ActionPage):
    def rule(self, actor: User) -> Decision:
        return rules.may_change_outlet(actor, self.outlet)


class OutletChange(_ChangePage):
    form_class = OutletForm
    title = gettext_lazy("Change")
    done = gettext_lazy("Saved.")

    def get_initial(self) -> dict[str, Any]:
        return {field: getattr(self.outlet, field) for field in self.form_class.base_fields}

    def act(self, values: dict[str, Any]) -> str:
        actions.change_outlet(actor=self.actor, outlet=self.outlet, **values)
        return self.outlet_url()


class OutletInspect(_ChangePage):
    form_class = InspectionForm
    title = gettext_lazy("Record an inspection")
    done = gettext_lazy("The inspection was recorded.")

    def get_initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def act(self, values: dict[str, Any]) -> str:
        actions.inspect_outlet(actor=self.actor, outlet=self.outlet, **values)
        return self.outlet_url()


class OutletClose(_ChangePage):
    form_class = OutletCloseForm
    title = gettext_lazy("Close down")
    danger = True
    done = gettext_lazy("The outlet was closed down.")

    def get_initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def act(self, values: dict[str, Any]) -> str:
        actions.close_outlet(actor=self.actor, outlet=self.outlet, **values)
        return self.outlet_url()


def _may_add(actor: User) -> Decision:
    """Whether there is any unit the actor may register an outlet for; the action asks again for the one chosen."""
    anywhere = rules.may_keep_outlets(actor)
    if anywhere.allowed:
        return anywhere
    own = Unit.objects.filter(pk__in=actor.unit_ids_for(Role.CHANNEL_OWNER)).first()
    return Allowed() if own is not None else anywhere
