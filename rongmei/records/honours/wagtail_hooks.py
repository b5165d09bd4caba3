"""The room's place in the console: its ledgers have theirs; this adds the look of its record pages."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def honours_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("honours/records.css"))
