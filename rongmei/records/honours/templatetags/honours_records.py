"""What the record pages of honours ask for."""

from __future__ import annotations

from typing import Any

from django import template

from rongmei.records.honours import queries

register = template.Library()


@register.simple_tag
def award_facts(row: Any) -> queries.AwardFacts:
    return queries.award_facts(row)


@register.simple_tag
def honour_facts(row: Any) -> queries.HonourFacts:
    return queries.honour_facts(row)
