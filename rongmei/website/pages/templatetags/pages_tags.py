"""What templates of a site may ask for. Each answer is noted on the dress, so that a kept page goes with the stories it shows."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from ..bodies import paragraph_html
from ..models import Section
from ..queries import headlines_of, latest, listing_of
from ..queries.dress import Dress
from ..queries.sites import Place, home_of, place_of_page
from ..queries.stories import total_of
from ..stories import Story

register = template.Library()


def dress_of(context: Any) -> Dress:
    """The page's dress; made on the spot in a preview of the page editor."""
    dress = context.get("dress")
    if dress is None:
        page = context["page"]
        place = place_of_page(page)
        home = home_of(page)
        dress = Dress(Place(page if page.pk == home.pk else home, place.root if place else "", place.prefix if place else "", ""), page)
        context.dicts[0]["dress"] = dress
    assert isinstance(dress, Dress)
    return dress


@register.simple_tag(takes_context=True)
def dressed(context: Any) -> Dress:
    return dress_of(context)


@register.simple_tag(takes_context=True)
def stories_of(context: Any, section: Page | None, count: int, leads: bool = False) -> list[Story]:
    """The newest stories of a column (of the whole site without one), pinned ones first.

    ``leads``: these are the headline stories; lists further down the page do not say them again unless they would be empty.
    """
    dress = dress_of(context)
    column = section.specific if section is not None else None
    if column is not None and (not isinstance(column, Section) or not column.live):
        return []
    home = home_of(column) if column is not None and not column.path.startswith(dress.home.path) else dress.home
    listing = headlines_of(home, column) if leads else listing_of(home, column)
    found = latest(listing, dress.place, count=count + len(dress.led), where=dress.where)
    if leads:
        dress.led.update(story.public_id for story in found[:count])
    else:
        found = [story for story in found if story.public_id not in dress.led] or found
    dress.shown.update(story.public_id for story in found[:count])
    return found[:count]


@register.simple_tag(takes_context=True)
def page_of_stories(context: Any, section: Section, number: int) -> dict[str, Any]:
    """One page of a column: stories, how many pages, addresses of the neighbours."""
    dress = dress_of(context)
    listing = listing_of(dress.home, section)
    total = total_of(listing)
    pages = max(1, -(-total // section.per_page))
    stories = latest(listing, dress.place, start=(number - 1) * section.per_page, count=section.per_page, where=dress.where)
    dress.shown.update(story.public_id for story in stories)
    base = f"{dress.prefix}/{section.slug}/"
    return {
        "stories": stories,
        "total": total,
        "number": number,
        "pages": pages,
        "newer": "" if number == 1 else base if number == 2 else f"{base}p{number - 1}/",
        "older": f"{base}p{number + 1}/" if number < pages else "",
    }


@register.simple_tag(takes_context=True)
def address(context: Any, page: Page | None) -> str:
    return dress_of(context).page_url(page) if page is not None else ""


@register.simple_tag(takes_context=True)
def library_picture(context: Any, image: Any, size: str) -> str:
    """The address of a picture of the media library; it answers while a live page shows the picture."""
    return f"{dress_of(context).prefix}/images/{image.pk}-{size}.webp"


@register.filter
def paragraph(markup: str) -> SafeString:
    """A paragraph of a story, cleaned at this very moment."""
    return mark_safe(paragraph_html(markup))


@register.simple_tag
def structured_data(data: dict[str, Any]) -> SafeString:
    """JSON-LD as a data block, which no policy takes for a script; <, > and & are written as escapes, as `json_script` does."""
    text = json.dumps(data, ensure_ascii=False).translate({ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"})
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))
