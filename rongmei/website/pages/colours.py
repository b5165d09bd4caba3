"""Colours of a theme: one accent in, two palettes out whose every pair of text and ground can be read.

Contrast is that of WCAG 2.2 (relative luminance, 1.4.3: at least 4.5 for text). Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

Rgb = tuple[int, int, int]
HEX: Final = re.compile(r"#[0-9a-fA-F]{6}")
READABLE: Final = 4.6  # a little above 4.5: rounding to whole channels must not fall below
WHITE: Final[Rgb] = (255, 255, 255)
LIGHT_GROUND: Final[Rgb] = (246, 246, 244)
DARK_GROUND: Final[Rgb] = (17, 19, 23)
DARK_PAPER: Final[Rgb] = (25, 28, 33)
FAINT: Final[Rgb] = (208, 210, 214)  # the quietest text on ``deep``


def parse(text: str) -> Rgb:
    """ "#8a1f2b" → (138, 31, 43). Raises ValueError for anything else."""
    if not HEX.fullmatch(text):
        raise ValueError(f"{text!r} is no colour: a # and six digits or letters a to f are expected, such as #8a1f2b")
    return (int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16))


def written(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def luminance(colour: Rgb) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def contrast(one: Rgb, other: Rgb) -> float:
    """1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: Rgb, with_: Rgb, share: float) -> Rgb:
    """``share`` of the other colour, 0 to 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, with_, strict=True))
    return (red, green, blue)


def darker_until(colour: Rgb, enough: Callable[[Rgb], bool]) -> Rgb:
    return _until(colour, (0, 0, 0), enough)


def lighter_until(colour: Rgb, enough: Callable[[Rgb], bool]) -> Rgb:
    return _until(colour, WHITE, enough)


def _until(colour: Rgb, end: Rgb, enough: Callable[[Rgb], bool]) -> Rgb:
    steps = (mixed(colour, end, step / 50) for step in range(51))
    return next((candidate for candidate in steps if enough(candidate)), end)


@dataclass(frozen=True, slots=True)
class Palette:
    """What the stylesheet calls its colours. ``fill`` carries white text; ``accent`` stands on paper and ground."""

    ground: Rgb
    paper: Rgb
    ink: Rgb
    quiet: Rgb
    line: Rgb
    accent: Rgb
    soft: Rgb
    fill: Rgb
    deep: Rgb  # the foot and the line above the masthead; white stands on it

    def pairs(self) -> list[tuple[Rgb, Rgb]]:
        """Every text on every ground it is set on."""
        grounds = (self.ground, self.paper, self.soft)
        return [(text, ground) for text in (self.ink, self.quiet, self.accent) for ground in grounds] + [
            (WHITE, self.fill),
            (FAINT, self.deep),
        ]


def light(accent: Rgb) -> Palette:
    soft = mixed(WHITE, accent, 0.07)
    grounds = (WHITE, LIGHT_GROUND, soft)
    fill = darker_until(accent, lambda c: contrast(c, WHITE) >= READABLE)
    return Palette(
        ground=LIGHT_GROUND,
        paper=WHITE,
        ink=(27, 29, 33),
        quiet=(84, 90, 99),
        line=(220, 220, 216),
        accent=darker_until(accent, lambda c: all(contrast(c, ground) >= READABLE for ground in grounds)),
        soft=soft,
        fill=fill,
        deep=mixed(fill, (16, 17, 20), 0.62),
    )


def dark(accent: Rgb) -> Palette:
    soft = mixed(DARK_PAPER, accent, 0.16)
    grounds = (DARK_PAPER, DARK_GROUND, soft)
    fill = darker_until(accent, lambda c: contrast(c, WHITE) >= READABLE)
    return Palette(
        ground=DARK_GROUND,
        paper=DARK_PAPER,
        ink=(234, 235, 238),
        quiet=lighter_until((168, 174, 184), lambda c: all(contrast(c, ground) >= READABLE for ground in grounds)),
        line=(55, 60, 68),
        accent=lighter_until(accent, lambda c: all(contrast(c, ground) >= READABLE for ground in grounds)),
        soft=soft,
        fill=fill,
        deep=mixed(fill, (10, 11, 13), 0.78),
    )
