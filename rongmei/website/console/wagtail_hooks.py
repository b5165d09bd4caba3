"""The home page and what of Wagtail's own menu stays."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from rongmei.base.directory.queries import university
from rongmei.base.ledger import rules as ledger_rules

from . import queries, views

# Screens of Wagtail this product does not use: pages come with the public sites, workflows and users are kept by our own rooms.
UNUSED = {"explorer", "reports", "help", "snippets", "documents"}


class HomePanel(Component):
    """One part of the home page."""

    template_name = "console/home.html"
    order = 10

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user: Any = self.request.user
        return {
            "user": user,
            "university": university(),
            "first_steps": queries.first_steps(user),
            "waiting": queries.waiting(user),
            "due": queries.due(user, dt.date.today()),
            "summaries": queries.latest_summaries(user),
        }


@hooks.register("construct_homepage_panels")
def home_panels(request: HttpRequest, panels: list[Component]) -> None:
    panels[:] = [HomePanel(request)]


@hooks.register("construct_homepage_summary_items")
def no_page_counts(request: HttpRequest, items: list[Any]) -> None:
    items.clear()


@hooks.register("construct_main_menu")
def drop_unused(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in UNUSED]


@hooks.register("construct_main_menu")
def call_people_by_name(request: HttpRequest, items: list[MenuItem]) -> None:
    """The menu's foot shows `first_name` and else the user name (wagtail.admin.ui.sidebar); names are kept in the directory only,
    so the account of this request is told its own while the page is written. It is never saved."""
    user: Any = request.user
    user.first_name = user.display_name


class KeysMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(ledger_rules.may_see_ledgers(request.user))


@hooks.register("register_admin_urls")
def console_urls() -> list[Any]:
    return [path("keys/", views.KeysScreen.as_view(), name="console_keys")]


@hooks.register("register_settings_menu_item")
def keys_menu_item() -> MenuItem:
    return KeysMenuItem(_("Keys for programs"), reverse("console_keys"), name="keys", icon_name="key", order=900)


@hooks.register("insert_global_admin_css")
def console_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("console/console.css"))
