"""The desk's place in the console, and the proofreader in Draftail: a field opts in with the feature "proof"."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.rich_text.editors.draftail.features import ControlFeature

from . import rules


class DeskMenuItem(MenuItem):
    def is_shown(self, request):  # type: ignore[no-untyped-def]
        return bool(rules.may_check(request.user))


@hooks.register("register_admin_urls")
def desk_urls() -> list[object]:
    return [path("proof/", include("rongmei.content.proofdesk.urls"))]


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    return DeskMenuItem(_("Proofreading"), reverse("proofdesk:desk"), name="proofdesk", icon_name="edit", order=250)


@hooks.register("insert_global_admin_css")
def desk_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("proofdesk/desk.css"))


@hooks.register("register_rich_text_features")
def proof_feature(features) -> None:  # type: ignore[no-untyped-def]
    features.register_editor_plugin(
        "draftail", "proof", ControlFeature({"type": "PROOF"}, js=["proofdesk/proof.js", "proofdesk/draftail.js"])
    )
