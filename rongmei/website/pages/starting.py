"""What a new site of each kind starts with: a layout in StreamField's form, to be rearranged in the page editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from .enums import ListLayout, SiteKind
from .models import Section

Layout = list[dict[str, Any]]


def _stories(section: Section, layout: ListLayout, count: int) -> dict[str, Any]:
    return {"type": "stories", "value": {"heading": "", "section": section.pk, "count": count, "layout": layout}}


def _side_by_side(sections: Sequence[Section], layout: ListLayout, count: int) -> Layout:
    """Two by two; one left over stands alone."""
    found: Layout = []
    for first in range(0, len(sections) - 1, 2):
        parts = [_stories(section, layout, count) for section in sections[first : first + 2]]
        found.append({"type": "columns", "value": {"parts": parts}})
    return found + ([_stories(sections[-1], layout, count)] if len(sections) % 2 else [])


def _hero(count: int) -> dict[str, Any]:
    return {"type": "hero", "value": {"section": None, "count": count}}


def _news(sections: Sequence[Section]) -> Layout:
    if not sections:
        return [_hero(5), {"type": "stories", "value": {"heading": "", "section": None, "count": 12, "layout": ListLayout.HEADLINES}}]
    return [_hero(5), _stories(sections[0], ListLayout.CARDS, 3), *_side_by_side(sections[1:], ListLayout.MIXED, 5)]


def _unit(sections: Sequence[Section]) -> Layout:
    return [_hero(4), *_side_by_side(sections, ListLayout.HEADLINES, 6)]


def _topic(sections: Sequence[Section]) -> Layout:
    return [_hero(3), *(_stories(section, ListLayout.CARDS, 6) for section in sections)]


STARTS: Final[dict[str, Callable[[Sequence[Section]], Layout]]] = {
    SiteKind.NEWS: _news,
    SiteKind.UNIT: _unit,
    SiteKind.TOPIC: _topic,
    SiteKind.ANNIVERSARY: _topic,
}


def first_layout(kind: str, sections: Sequence[Section]) -> Layout:
    return STARTS[kind](sections)
