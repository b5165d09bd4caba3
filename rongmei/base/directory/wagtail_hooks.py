"""Where the directory appears in the console."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from rongmei.base.directory import rules
from rongmei.base.history.decisions import Decision


class RuleMenuItem(MenuItem):
    """A menu item shown to whom its rule allows."""

    def __init__(self, label: Any, name: str, rule: Any, *, icon: str, order: int) -> None:
        super().__init__(label, reverse(f"directory:{name}"), name=f"directory-{name}", icon_name=icon, order=order)
        self.rule = rule

    def is_shown(self, request: HttpRequest) -> bool:
        decision: Decision = self.rule(request.user)
        return decision.allowed


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [path("directory/", include("rongmei.base.directory.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    items = [
        RuleMenuItem(_("Units"), "units", rules.may_see_directory, icon="list-ul", order=10),
        RuleMenuItem(_("People"), "people", rules.may_see_directory, icon="group", order=20),
        RuleMenuItem(_("Outlets"), "outlets", rules.may_see_directory, icon="globe", order=30),
        RuleMenuItem(_("Accounts"), "accounts", rules.may_see_accounts, icon="key", order=40),
        RuleMenuItem(_("University"), "university", rules.may_set_university, icon="home", order=50),
        RuleMenuItem(_("History"), "history", rules.may_see_history, icon="history", order=60),
    ]
    return SubmenuMenuItem(_("Directory"), Menu(items=items), name="directory", icon_name="group", order=800)
