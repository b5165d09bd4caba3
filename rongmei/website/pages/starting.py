"""What a new site of each kind starts with: a layout in StreamField's form, to be rearranged in the page editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from .enums import ListLayout, Shape, SiteKind
from .models import Section, SiteHome

Layout = list[dict[str, Any]]


def _stories(section: Section | None, layout: ListLayout, count: int) -> dict[str, Any]:
    number = section.pk if section else None
    return {"type": "stories", "value": {"heading": "", "section": number, "count": count, "layout": layout}}


def _listed(section: Section, layout: ListLayout, count: int) -> dict[str, Any]:
    """Notices stay notices wherever they stand."""
    return _stories(section, ListLayout.NOTICES if section.layout == ListLayout.NOTICES else layout, count)


def _side_by_side(sections: Sequence[Section], layout: ListLayout, count: int, shape: Shape = Shape.EVEN) -> Layout:
    """Two by two; one left over stands alone."""
    found: Layout = []
    for first in range(0, len(sections) - 1, 2):
        parts = [_listed(section, layout, count) for section in sections[first : first + 2]]
        found.append({"type": "columns", "value": {"shape": shape, "parts": parts}})
    return found + ([_listed(sections[-1], layout, count)] if len(sections) % 2 else [])


def _hero(count: int) -> dict[str, Any]:
    return {"type": "hero", "value": {"section": None, "count": count}}


def _banner(home: SiteHome) -> dict[str, Any]:
    return {"type": "banner", "value": {"title": home.title, "text": home.motto, "image": None, "alt": ""}}


def _news(home: SiteHome, sections: Sequence[Section]) -> Layout:
    """The headlines; the first column with the notices beside it; the rest two by two."""
    if not sections:
        return [_hero(6), _stories(None, ListLayout.HEADLINES, 12)]
    notices = [section for section in sections if section.layout == ListLayout.NOTICES]
    others = [section for section in sections if section not in notices]
    if not notices or not others:
        return [_hero(6), _listed(sections[0], ListLayout.CARDS, 3), *_side_by_side(sections[1:], ListLayout.MIXED, 5)]
    first = _side_by_side([others[0], notices[0]], ListLayout.MIXED, 5, Shape.WIDE_FIRST)
    return [_hero(6), *first, *_side_by_side([*others[1:], *notices[1:]], ListLayout.MIXED, 5)]


def _unit(home: SiteHome, sections: Sequence[Section]) -> Layout:
    return [_hero(4), *_side_by_side(sections, ListLayout.MIXED, 5, Shape.WIDE_FIRST)]


def _topic(home: SiteHome, sections: Sequence[Section]) -> Layout:
    return [_banner(home), _hero(4), *(_listed(section, ListLayout.CARDS, 6) for section in sections)]


STARTS: Final[dict[str, Callable[[SiteHome, Sequence[Section]], Layout]]] = {
    SiteKind.NEWS: _news,
    SiteKind.UNIT: _unit,
    SiteKind.TOPIC: _topic,
    SiteKind.ANNIVERSARY: _topic,
}


def first_layout(home: SiteHome, sections: Sequence[Section]) -> Layout:
    return STARTS[home.kind](home, sections)
