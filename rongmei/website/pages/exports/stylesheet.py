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
        '-apple-system, "Segoe UI", Roboto, "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Noto Sans SC", "Source Han Sans SC", '
        '"Noto Sans CJK SC", "Microsoft YaHei", sans-serif'
    ),
    TypeFace.SERIF: '"Noto Serif SC", "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", STSong, SimSun, serif',
}
# Digits of a Chinese face stand well in Chinese; an English page begins with a Latin one.
LATIN: Final[dict[str, str]] = {TypeFace.SANS: "", TypeFace.SERIF: 'Charter, Cambria, Georgia, "Source Serif 4", '}


def stylesheet(theme: Theme) -> str:
    """Custom properties only; what they mean stands in site.css."""
    accent = parse(theme.accent)
    day, night = light(accent), dark(accent)
    bar = theme.masthead == Masthead.BAR
    return (
        f":root{{color-scheme:light;{_faces(theme)}--indent:{'2em' if theme.indent else '0'};{_properties(day, bar)}}}"
        f":root:lang(en){{--indent:0;{_faces(theme, LATIN)}}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{_properties(night, bar)}}}}}"
        f":root[data-theme=dark]{{color-scheme:dark;{_properties(night, bar)}}}"
    )


def _faces(theme: Theme, before: dict[str, str] | None = None) -> str:
    headings, text = ((before or {}).get(face, "") + FACES[face] for face in (theme.headings, theme.text))
    return f"--face-headings:{headings};--face-text:{text};"


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
    names = ("ground", "paper", "ink", "quiet", "line", "accent", "soft", "fill", "deep")
    colours = "".join(f"--{name}:{written(getattr(palette, name))};" for name in names)
    on_paper, on_fill = ("var(--paper)", "var(--ink)", "var(--quiet)", "var(--accent)"), ("var(--fill)", "#ffffff", "#ffffff", "#ffffff")
    head, menu = (on_fill, on_paper) if bar else (on_paper, on_fill)
    parts = ("ground", "ink", "quiet", "accent")
    return colours + "".join(
        f"--{place}-{name}:{value};"
        for place, values in (("head", head), ("menu", menu))
        for name, value in zip(parts, values, strict=True)
    )
