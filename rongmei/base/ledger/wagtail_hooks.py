"""The ledgers' place in the console."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import rules


class LedgersMenuItem(MenuItem):
    def is_shown(self, request):  # type: ignore[no-untyped-def]
        return bool(rules.may_see_ledgers(request.user))


@hooks.register("register_admin_urls")
def ledger_urls() -> list[object]:
    return [path("ledgers/", include("rongmei.base.ledger.urls"))]


@hooks.register("register_admin_menu_item")
def ledgers_menu_item() -> MenuItem:
    return LedgersMenuItem(_("Ledgers"), reverse("ledger:index"), name="ledgers", icon_name="clipboard-list", order=200)


@hooks.register("insert_global_admin_css")
def ledger_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("ledger/console.css"))


@hooks.register("insert_global_admin_js")
def ledger_js() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("ledger/console.js"))
