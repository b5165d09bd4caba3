from __future__ import annotations

from typing import Any

from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from rongmei.base.directory import actions, rules
from rongmei.base.directory.forms import (
    UnitChangeForm,
    UnitCloseForm,
    UnitForm,
    UnitMergeForm,
    UnitMoveForm,
    UnitRenameForm,
)
from rongmei.base.directory.models import Unit, User
from rongmei.base.directory.queries import unit_tree
from rongmei.base.directory.views.base import ActionPage, ConsolePage, one, told
from rongmei.base.history.decisions import Decision

_TRAIL = [{"url": reverse_lazy("directory:units"), "label": gettext_lazy("Units")}]


class Units(ConsolePage):
    """The tree of units."""

    template_name = "directory/units.html"
    title = gettext_lazy("Units")
    header_icon = "list-ul"

    def rule(self, actor: User) -> Decision:
        return rules.may_see_directory(actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        closed = self.request.GET.get("closed") == "1"
        return super().get_context_data(
            units=unit_tree(closed=closed),
            with_closed=closed,
            today=timezone.localdate(),
            keep=rules.may_keep_directory(self.actor),
            **kwargs,
        )


class UnitMixin:
    """Pages about one unit."""

    kwargs: dict[str, Any]
    trail = _TRAIL

    @cached_property
    def unit(self) -> Unit:
        return one(Unit.objects.select_related("parent"), pk=self.kwargs["pk"])

    def unit_url(self) -> str:
        return reverse("directory:unit", args=[self.unit.pk])

    def steps(self) -> list[dict[str, Any]]:
        return [{"url": self.unit_url(), "label": self.unit.name}]


class UnitPage(UnitMixin, ConsolePage):
    """A unit: what it is, was called, became; who belongs to it."""

    template_name = "directory/unit.html"
    header_icon = "list-ul"

    def rule(self, actor: User) -> Decision:
        return rules.may_see_directory(actor)

    def get_page_title(self) -> str:
        return self.unit.name

    def steps(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unit = self.unit
        open_children = unit.children.filter(valid_to=None).count()
        return super().get_context_data(
            unit=unit,
            changes=unit.changes.select_related("successor").order_by("-on"),
            predecessors=unit.predecessors.select_related("unit"),
            children=unit.children.all(),
            people=unit.people.filter(left_on=None).prefetch_related("posts"),
            outlets=unit.outlets.filter(closed_on=None),
            keep=rules.may_keep_directory(self.actor),
            close=rules.may_close_unit(self.actor, unit, open_children=open_children),
            events=told("unit", unit.pk),
            **kwargs,
        )


class _KeepPage(ActionPage):
    def rule(self, actor: User) -> Decision:
        return rules.may_keep_directory(actor)


class UnitAdd(_KeepPage):
    form_class = UnitForm
    trail = _TRAIL
    title = gettext_lazy("Add a unit")
    done = gettext_lazy("The unit was added.")

    def get_initial(self) -> dict[str, Any]:
        return {"parent": self.request.GET.get("parent")}

    def act(self, values: dict[str, Any]) -> str:
        return reverse("directory:unit", args=[actions.add_unit(actor=self.actor, **values).pk])


class UnitChange(UnitMixin, _KeepPage):
    form_class = UnitChangeForm
    title = gettext_lazy("Change")
    done = gettext_lazy("Saved.")

    def get_initial(self) -> dict[str, Any]:
        return {field: getattr(self.unit, field) for field in self.form_class.base_fields}

    def act(self, values: dict[str, Any]) -> str:
        actions.change_unit(actor=self.actor, unit=self.unit, **values)
        return self.unit_url()


class UnitRename(UnitMixin, _KeepPage):
    form_class = UnitRenameForm
    title = gettext_lazy("Rename the unit")
    explanation = gettext_lazy("It stays the same unit. Records of earlier days go on showing the name of that day.")
    done = gettext_lazy("The unit was renamed.")

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.unit.name, "short_name": self.unit.short_name, "on": timezone.localdate()}

    def act(self, values: dict[str, Any]) -> str:
        actions.rename_unit(actor=self.actor, unit=self.unit, **values)
        return self.unit_url()


class UnitMove(UnitMixin, _KeepPage):
    form_class = UnitMoveForm
    title = gettext_lazy("Move the unit")
    explanation = gettext_lazy("Everything below it moves along.")
    done = gettext_lazy("The unit was moved.")

    def get_initial(self) -> dict[str, Any]:
        return {"parent": self.unit.parent_id}

    def act(self, values: dict[str, Any]) -> str:
        actions.move_unit(actor=self.actor, unit=self.unit, **values)
        return self.unit_url()


class UnitMerge(UnitMixin, _KeepPage):
    form_class = UnitMergeForm
    title = gettext_lazy("Merge into another unit")
    explanation = gettext_lazy("Its people and the units below it move over. Records of before stay under its name.")
    danger = True
    done = gettext_lazy("The unit was merged.")

    def get_initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def act(self, values: dict[str, Any]) -> str:
        actions.merge_units(actor=self.actor, units=[self.unit], **values)
        return reverse("directory:unit", args=[values["successor"].pk])


class UnitClose(UnitMixin, _KeepPage):
    form_class = UnitCloseForm
    title = gettext_lazy("Close the unit")
    explanation = gettext_lazy("It stays in the books, with everything counted under it.")
    danger = True
    done = gettext_lazy("The unit was closed.")

    def get_initial(self) -> dict[str, Any]:
        return {"last_day": timezone.localdate()}

    def act(self, values: dict[str, Any]) -> str:
        actions.close_unit(actor=self.actor, unit=self.unit, **values)
        return self.unit_url()
