"""The rules of learning in the console's settings menu, and the look of the room's record pages."""

from __future__ import annotations

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import rules


class RulesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(rules.may_see_rules(request.user))


@hooks.register("register_admin_urls")
def learning_urls() -> list[object]:
    return [path("learning/", include("rongmei.records.learning.urls"))]


@hooks.register("register_settings_menu_item")
def learning_rules() -> MenuItem:
    return RulesMenuItem(_("Rules of learning"), reverse("learning:hours"), name="learning-rules", icon_name="cogs", order=300)


@hooks.register("insert_global_admin_css")
def learning_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("learning/records.css"))
