"""The colours and type faces of a theme as CSS, and its fingerprint for the address."""

from __future__ import annotations

import hashlib
from html import escape
from typing import Final

from ..colours import Palette, dark, light, parse, written
from ..enums import Masthead, TypeFace
from ..models import Theme

# Families of the reader's own machine, Chinese ones first where the text is Chinese; nothing is fetched.
FACES: Final[dict[str, str]] = {
    TypeFace.SANS: (
        'system-ui, -apple-system, "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "HarmonyOS Sans SC", '
        '"Microsoft YaHei", sans-serif'
    ),
    TypeFace.SERIF: 'Georgia, "Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", STSong, SimSun, serif',
}


def stylesheet(theme: Theme) -> str:
    """Custom properties only; what they mean stands in site.css."""
    accent = parse(theme.accent)
    day, night = light(accent), dark(accent)
    faces = f"--face-headings:{FACES[theme.headings]};--face-text:{FACES[theme.text]};"
    bar = theme.masthead == Masthead.BAR
    return (
        f":root{{color-scheme:light;{faces}{_properties(day, bar)}}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{_properties(night, bar)}}}}}"
        f":root[data-theme=dark]{{color-scheme:dark;{_properties(night, bar)}}}"
    )


def fingerprint(theme: Theme) -> str:
    """Twelve characters that change with anything the stylesheet says."""
    return hashlib.sha256(stylesheet(theme).encode()).hexdigest()[:12]


def icon(theme: Theme, title: str) -> str:
    """SVG, without anything fetched."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="10" '
        f'fill="{written(light(parse(theme.accent)).fill)}"/><text x="32" y="46" font-size="40" text-anchor="middle" fill="#ffffff" '
        f'font-family="serif">{escape(title[:1])}</text></svg>'
    )


def _properties(palette: Palette, bar: bool) -> str:
    names = ("ground", "paper", "ink", "quiet", "line", "accent", "soft", "fill")
    colours = "".join(f"--{name}:{written(getattr(palette, name))};" for name in names)
    head = ("var(--fill)", "#ffffff", "#ffffff", "#ffffff") if bar else ("var(--paper)", "var(--ink)", "var(--quiet)", "var(--accent)")
    return colours + "".join(f"--head-{name}:{value};" for name, value in zip(("ground", "ink", "quiet", "accent"), head, strict=True))
