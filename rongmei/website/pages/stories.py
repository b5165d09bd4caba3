"""What a site shows of a publication: plain values, read once, so that templates, feeds and search never touch the record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a publication. ``base`` is its address without size and ending; sizes are those of ``PICTURE_SIZES``."""

    id: int
    base: str
    width: int
    height: int
    alt: str = ""
    caption: str = ""
    credit: str = ""

    def url(self, size: str) -> str:
        return f"{self.base}-{size}.webp"

    @property
    def share_url(self) -> str:
        """For other programs, which may know no WebP."""
        return f"{self.base}-share.jpg"


# size: (Wagtail's filter, width in pixels of what comes out at most)
PICTURE_SIZES: dict[str, tuple[str, int]] = {
    "thumb": ("fill-480x320", 480),
    "card": ("fill-800x534", 800),
    "wide": ("fill-1600x900", 1600),
    "small": ("width-720", 720),
    "large": ("width-1600", 1600),
    "share": ("fill-1200x630", 1200),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A subject or unit: number (0 when it has none) and name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Credit:
    """Who answered for a step, as he was called that day."""

    step: str
    name: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    at: dt.datetime
    text: str


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The story in one of its languages: BCP 47 tag, address with the host, public number."""

    lang: str
    url: str
    public_id: str


@dataclass(frozen=True, slots=True)
class Story:
    """One publication in a list. ``url`` is relative to the host where it is shown; ``full_url`` carries the host."""

    id: int
    public_id: str
    url: str
    full_url: str
    headline: str
    summary: str
    published_at: dt.datetime
    outlet: str
    kicker: str = ""
    subjects: tuple[Named, ...] = ()
    lead: Picture | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class FullStory:
    """Everything a story page shows."""

    card: Story
    subhead: str
    language: str
    modified_at: dt.datetime
    blocks: tuple[dict[str, Any], ...]
    byline: tuple[Named, ...] = ()
    byline_roles: tuple[tuple[str, str], ...] = ()  # (role as printed, names)
    credits: tuple[Credit, ...] = ()
    corrections: tuple[Correction, ...] = ()
    pictures: tuple[Picture, ...] = ()
    units: tuple[Named, ...] = ()
    body_text: str = field(default="", repr=False)
    body_html: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Channel:
    """A site as feeds and sitemaps name it; addresses carry the host."""

    title: str
    description: str
    url: str
    language: str
    publisher: str
    updated_at: dt.datetime | None = None
    logo: str = ""
