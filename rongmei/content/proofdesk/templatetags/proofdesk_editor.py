"""What a page with an editor asks for to have the proofreader beside it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString

from rongmei.content.proofdesk.presenters import editor_settings

register = template.Library()


@register.simple_tag
def proof_editor(kind: str, pk: Any, *, in_style: str = "web", on: dt.date | None = None) -> SafeString:
    """Settings of the scripts: the thing that is written (as history names it), its style and its day."""
    return json_script({**editor_settings(kind, pk), "style": in_style, "on": on.isoformat() if on else ""}, "proof-desk")
