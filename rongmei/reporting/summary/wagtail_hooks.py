"""The summary's place in the console, and the chip in its editor."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature

from . import rules
from .richtext import SlotElementHandler, SlotEmbedHandler, slot_entity_decorator


class SummariesMenuItem(MenuItem):
    def is_shown(self, request):  # type: ignore[no-untyped-def]
        return bool(rules.may_see_summaries(request.user))


@hooks.register("register_admin_urls")
def summary_urls() -> list[object]:
    return [path("summaries/", include("rongmei.reporting.summary.urls"))]


@hooks.register("register_admin_menu_item")
def summaries_menu_item() -> MenuItem:
    return SummariesMenuItem(_("Annual summaries"), reverse("summary:index"), name="summaries", icon_name="doc-full", order=400)


@hooks.register("insert_global_admin_css")
def summary_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("summary/console.css"))


@hooks.register("register_rich_text_features")
def slot_feature(features) -> None:  # type: ignore[no-untyped-def]
    features.register_editor_plugin(
        "draftail",
        "slot",
        EntityFeature(
            {"type": "SLOT", "icon": "decimal", "description": _("Live figure or name"), "attributes": ["ref"]},
            js=["summary/slot_entity.js"],
            css={"all": ["summary/slot_entity.css"]},
        ),
    )
    features.register_converter_rule(
        "contentstate",
        "slot",
        {
            "from_database_format": {'embed[embedtype="slot"]': SlotElementHandler("SLOT")},
            "to_database_format": {"entity_decorators": {"SLOT": slot_entity_decorator}},
        },
    )
    features.register_embed_type(SlotEmbedHandler)
