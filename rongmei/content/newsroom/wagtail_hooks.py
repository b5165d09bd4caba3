"""The newsroom's place in the console."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import rules


class StoriesMenuItem(MenuItem):
    def is_shown(self, request):  # type: ignore[no-untyped-def]
        return bool(rules.may_see_newsroom(request.user))


@hooks.register("register_admin_urls")
def story_urls() -> list[object]:
    return [path("stories/", include("rongmei.content.newsroom.urls"))]


@hooks.register("register_admin_menu_item")
def stories_menu_item() -> MenuItem:
    return StoriesMenuItem(_("Manuscripts"), reverse("newsroom:index"), name="stories", icon_name="doc-full-inverse", order=150)


@hooks.register("insert_global_admin_css")
def newsroom_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/newsroom.css"))
