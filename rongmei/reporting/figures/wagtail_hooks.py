"""The figures' place in the console."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import rules


class FiguresMenuItem(MenuItem):
    def is_shown(self, request):  # type: ignore[no-untyped-def]
        return bool(rules.may_see_figures(request.user))


@hooks.register("register_admin_urls")
def figure_urls() -> list[object]:
    return [path("figures/", include("rongmei.reporting.figures.urls"))]


@hooks.register("register_admin_menu_item")
def figures_menu_item() -> MenuItem:
    return FiguresMenuItem(_("Figures"), reverse("figures:index"), name="figures", icon_name="calculator", order=300)


@hooks.register("register_icons")
def figure_icons(icons: list[str]) -> list[str]:
    return [*icons, "figures/icons/calculator.svg"]


@hooks.register("insert_global_admin_css")
def figure_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("figures/figures.css"))
