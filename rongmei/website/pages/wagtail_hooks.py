"""Where the sites appear in the console, and what the page editor tells us."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import AbstractPage, Page
from wagtail.permissions import register_permission_policy

from rongmei.base.history.enums import EventKind
from rongmei.content.proofdesk.templatetags.proofdesk_editor import proof_editor

from . import rules
from .queries.page_rights import RolePolicy
from .views import editing

# Wagtail asks groups by default; here the office's roles answer.
register_permission_policy(AbstractPage, RolePolicy(Page))


class SitesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(rules.may_see_sites(request.user))


@hooks.register("register_admin_urls")
def site_urls() -> list[Any]:
    return [path("sites/public/", include("rongmei.website.pages.urls.console"))]


@hooks.register("register_admin_menu_item")
def sites_menu_item() -> MenuItem:
    return SitesMenuItem(_("Public sites"), reverse("sites:index"), name="public-sites", icon_name="site", order=250)


@hooks.register("after_publish_page")
def page_published(request: HttpRequest, page: Page) -> None:
    editing.published(request, page)


@hooks.register("after_unpublish_page")
def page_unpublished(request: HttpRequest, page: Page) -> None:
    editing.note(request, page, EventKind.SITE_PAGE_REMOVED)


@hooks.register("after_move_page")
def page_moved(request: HttpRequest, page: Page) -> None:
    editing.note(request, page, EventKind.SITE_PAGE_PUBLISHED)


@hooks.register("before_delete_page")
def page_deleted(request: HttpRequest, page: Page) -> HttpResponse | None:
    return editing.deleting(request, page)


@hooks.register("after_bulk_action")
def pages_changed(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    editing.many(request, objects)


@hooks.register("insert_editor_js")
def proof_of_pages() -> SafeString:
    """The proofreader beside the texts of home and topic pages; a page is no thing remarks are kept with."""
    return proof_editor("", "")
