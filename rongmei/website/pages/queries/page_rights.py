"""Wagtail's question "which pages may this person change?", answered from the office's roles instead of groups."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Final

from wagtail.permission_policies.pages import PagePermissionPolicy

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import User

from ..models import SiteHome
from ..rules import ARRANGERS

RIGHTS: Final = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
"""Not bulk_delete_page: a page with pages below it is not deleted by one click."""


class RolePolicy(PagePermissionPolicy):
    """Whoever arranges a site adds, changes and publishes its landing pages. Stories are no pages, so nothing here reaches them."""

    def get_all_permissions_for_user(self, user: Any) -> list[Any]:
        """As many entries as sites; Wagtail reads `page`, `page_id` and `permission.codename` of each."""
        if not isinstance(user, User) or not user.is_active:
            return []
        if user.has_role(*ARRANGERS):
            sites = list(SiteHome.objects.all())
        else:
            units = user.unit_ids_for(Role.CHANNEL_OWNER)
            sites = list(SiteHome.objects.filter(outlet__unit_id__in=units)) if units else []
        return [
            SimpleNamespace(page=site, page_id=site.pk, permission=SimpleNamespace(codename=right)) for site in sites for right in RIGHTS
        ]
