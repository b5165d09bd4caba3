"""The text of a manuscript on a console page."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from ..text.markup import clean_markup

register = template.Library()


@register.filter
def paragraph(markup: str) -> SafeString:
    """The few tags a paragraph may hold; cleaned again here, whatever the table says."""
    return mark_safe(clean_markup(markup))
