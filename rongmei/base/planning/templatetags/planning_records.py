"""What the record pages of the plan show beyond their columns."""

from __future__ import annotations

from typing import Any

from django import template

from .. import queries

register = template.Library()


@register.simple_tag
def evidence_for(row: Any) -> list[queries.Shown]:
    return queries.evidence_for(row)


@register.simple_tag
def tasks_of(row: Any) -> Any:
    return queries.tasks_of(row)
