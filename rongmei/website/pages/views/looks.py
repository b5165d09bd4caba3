"""The console's screens of themes."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.directory.models import User
from rongmei.base.directory.views.base import ActionPage, ListPage, one
from rongmei.base.history.decisions import Decision

from .. import actions, rules
from ..forms import ThemeForm, ThemeListForm
from ..models import Theme

_TRAIL = [{"url": reverse_lazy("sites:index"), "label": gettext_lazy("Public sites")}]


class Themes(ListPage):
    """Every look, and how many sites wear it."""

    form_class = ThemeListForm
    title = gettext_lazy("Themes")
    header_icon = "view"
    trail = _TRAIL
    add_label = gettext_lazy("New theme")

    def rule(self, actor: User) -> Decision:
        return rules.may_see_sites(actor)

    def add_rule(self) -> Decision:
        return rules.may_keep_sites(self.actor)

    def add_url(self) -> str:
        return reverse("sites:theme_add")

    def found(self, form: Any) -> QuerySet[Any]:
        return Theme.objects.annotate(worn=Count("sites")).filter(name__icontains=form["q"].value() or "").order_by("name")

    def columns(self) -> list[str]:
        return [_("name"), _("accent colour"), _("type face of headings"), _("masthead"), _("sites")]

    def row(self, thing: Any) -> list[tuple[Any, str]]:
        url = reverse("sites:theme", args=[thing.pk]) if rules.may_keep_sites(self.actor) else ""
        return [
            (thing.name, url),
            (thing.accent, ""),
            (thing.get_headings_display(), ""),
            (thing.get_masthead_display(), ""),
            (thing.worn, ""),
        ]


class ThemeAdd(ActionPage):
    form_class = ThemeForm
    title = gettext_lazy("New theme")
    trail = [*_TRAIL, {"url": reverse_lazy("sites:themes"), "label": gettext_lazy("Themes")}]
    done = gettext_lazy("The theme was made.")
    explanation = gettext_lazy("Choose one colour: light and dark shades that can be read are worked out from it.")

    def rule(self, actor: User) -> Decision:
        return rules.may_keep_sites(actor)

    def with_logo(self, values: dict[str, Any]) -> dict[str, Any]:
        """A picture sent along goes into the library first."""
        file = values.pop("new_logo", None)
        if file is not None:
            values["logo"] = actions.add_library_picture(actor=self.actor, title=values["name"], file=file)
        return values

    def act(self, values: dict[str, Any]) -> str:
        actions.create_theme(actor=self.actor, **self.with_logo(values))
        return reverse("sites:themes")


class ThemeChange(ThemeAdd):
    title = gettext_lazy("Change the theme")
    done = gettext_lazy("Saved. Every site with this theme looks so from now on.")

    @cached_property
    def theme(self) -> Theme:
        found: Theme = one(Theme.objects.all(), pk=self.kwargs["pk"])
        return found

    def get_initial(self) -> dict[str, Any]:
        return {field: getattr(self.theme, field) for field in self.form_class.base_fields if field != "new_logo"}

    def act(self, values: dict[str, Any]) -> str:
        actions.change_theme(actor=self.actor, theme=self.theme, **self.with_logo(values))
        return reverse("sites:themes")
