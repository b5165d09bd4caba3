"""What the record pages of the error book ask for."""

from __future__ import annotations

from typing import Any

from django import template

from rongmei.content.proofdesk import queries

register = template.Library()


@register.simple_tag
def issue_rate(row: Any) -> queries.IssueRate:
    return queries.rate_of(row)
