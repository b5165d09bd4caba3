"""Drawn pictures for the demo's stories: hills, halls, shelves, laboratories, sports grounds. Nobody real is shown; nothing is fetched."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter

SIZE = (1600, 1067)
Colour = tuple[int, int, int]
# sky above, sky below, far, near
PALETTES: tuple[tuple[Colour, Colour, Colour, Colour], ...] = (
    ((236, 196, 150), (248, 232, 208), (176, 112, 92), (92, 54, 58)),
    ((126, 168, 196), (226, 236, 236), (92, 128, 138), (36, 64, 78)),
    ((150, 186, 160), (240, 240, 220), (96, 136, 112), (38, 72, 60)),
    ((92, 98, 144), (232, 190, 176), (84, 78, 118), (36, 36, 66)),
    ((206, 214, 224), (246, 242, 232), (134, 146, 160), (60, 72, 90)),
)


def draw(scene: str, seed: int) -> bytes:
    """A JPEG of the scene; the same seed draws the same picture."""
    rng = Random(seed)  # noqa: S311  -- a drawing
    palette = PALETTES[seed % len(PALETTES)]
    image = _sky(palette)
    SCENES[scene](ImageDraw.Draw(image), rng, palette)
    out = BytesIO()
    image.filter(ImageFilter.GaussianBlur(0.8)).save(out, "JPEG", quality=88)
    return out.getvalue()


def _sky(palette: tuple[Colour, Colour, Colour, Colour]) -> Image.Image:
    strip = Image.new("RGB", (1, 2))
    strip.putpixel((0, 0), palette[0])
    strip.putpixel((0, 1), palette[1])
    return strip.resize(SIZE, Image.Resampling.BICUBIC)


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return (red, green, blue)


def _ridges(pen: ImageDraw.ImageDraw, rng: Random, palette: tuple[Colour, ...], count: int, top: float) -> None:
    width, height = SIZE
    for layer in range(count):
        share = layer / max(1, count - 1)
        base = height * (top + (0.92 - top) * share)
        points, y = [(0, height)], base
        for x in range(0, width + 80, 80):
            y = min(max(y + rng.uniform(-55, 55), base - 110), base + 70)
            points.append((x, round(y)))
        pen.polygon([*points, (width, height)], fill=_mix(palette[2], palette[3], share))


def hills(pen: ImageDraw.ImageDraw, rng: Random, palette: tuple[Colour, ...]) -> None:
    x, y, r = rng.randint(300, 1300), rng.randint(180, 330), rng.randint(60, 95)
    pen.ellipse((x - r, y - r, x + r, y + r), fill=_mix(palette[1], (255, 255, 255), 0.55))
    _ridges(pen, rng, palette, 5, 0.42)


def campus(pen: ImageDraw.ImageDraw, rng: Random, palette: tuple[Colour, ...]) -> None:
    _ridges(pen, rng, palette, 3, 0.4)
    ground, wall = 900, _mix(palette[3], (255, 255, 255), 0.08)
    x = -40
    while x < SIZE[0]:
        width, height = rng.randint(210, 330), rng.randint(260, 520)
        colour = _mix(wall, palette[2], rng.uniform(0.05, 0.4))
        pen.rectangle((x, ground - height, x + width, ground), fill=colour)
        pen.polygon([(x - 18, ground - height), (x + width / 2, ground - height - 70), (x + width + 18, ground - height)], fill=palette[3])
        for row in range(ground - height + 45, ground - 50, 70):
            for column in range(x + 28, x + width - 40, 58):
                lit = rng.random() < 0.55
                pen.rectangle((column, row, column + 28, row + 38), fill=_mix(palette[1], (255, 244, 214), 0.6) if lit else palette[3])
        x += width + rng.randint(20, 70)
    pen.rectangle((0, ground, *SIZE), fill=palette[3])
    for _tree in range(9):
        at, r = rng.randint(0, SIZE[0]), rng.randint(46, 84)
        pen.ellipse((at - r, ground - 2 * r, at + r, ground), fill=_mix(palette[2], (70, 110, 80), 0.5))


def hall(pen: ImageDraw.ImageDraw, rng: Random, palette: tuple[Colour, ...]) -> None:
    pen.rectangle((0, 0, *SIZE), fill=_mix(palette[3], (0, 0, 0), 0.25))
    for lamp in range(5):
        x = 160 + lamp * 320
        pen.polygon([(x - 10, 0), (x + 10, 0), (x + 240, 640), (x - 240, 640)], fill=_mix(palette[3], palette[0], 0.22))
    pen.rectangle((240, 170, 1360, 590), fill=palette[1])
    pen.rectangle((270, 200, 1330, 560), fill=_mix(palette[2], palette[1], 0.25))
    pen.rectangle((340, 320, 1020, 352), fill=palette[1])
    pen.rectangle((340, 392, 820, 416), fill=_mix(palette[1], palette[2], 0.3))
    pen.rectangle((0, 640, SIZE[0], 720), fill=_mix(palette[2], palette[3], 0.5))
    for row, (y, r) in enumerate(((790, 34), (870, 44), (970, 56))):
        for x in range(-20 + row * 30, SIZE[0] + 60, round(r * 2.9)):
            dark = _mix(palette[3], (0, 0, 0), 0.15 + 0.2 * row + rng.uniform(0, 0.1))
            pen.ellipse((x - r, y - r, x + r, y + r), fill=dark)
            pen.ellipse((x - 1.7 * r, y + 0.6 * r, x + 1.7 * r, y + 4 * r), fill=dark)


def shelves(pen: ImageDraw.ImageDraw, rng: Random, palette: tuple[Colour, ...]) -> None:
    pen.rectangle((0, 0, *SIZE), fill=_mix(palette[1], palette[2], 0.3))
    for y in range(250, SIZE[1] + 200, 260):
        x = 30
        while x < SIZE[0] - 30:
            width, height = rng.randint(22, 58), rng.randint(150, 214)
            colour = _mix(rng.choice(palette), rng.choice(((150, 60, 50), (60, 90, 120), (200, 170, 110), (90, 110, 80))), 0.55)
            pen.rectangle((x, y - height, x + width - 3, y), fill=colour)
            pen.rectangle((x + 5, y - height + 24, x + width - 8, y - height + 32), fill=_mix(colour, (255, 255, 255), 0.5))
            x += width
        pen.rectangle((0, y, SIZE[0], y + 26), fill=palette[3])


def laboratory(pen: ImageDraw.ImageDraw, rng: Random, palette: tuple[Colour, ...]) -> None:
    pen.rectangle((0, 0, *SIZE), fill=_mix(palette[3], (0, 0, 0), 0.2))
    nodes = [(rng.randint(60, 1540), rng.randint(60, 1000)) for _ in range(42)]
    for x, y in nodes:
        for other in sorted(nodes, key=lambda node: (node[0] - x) ** 2 + (node[1] - y) ** 2)[1:4]:
            pen.line((x, y, *other), fill=_mix(palette[3], palette[0], 0.5), width=3)
    for x, y in nodes:
        r = rng.randint(9, 34)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=_mix(palette[0], palette[1], rng.random()))


def ground(pen: ImageDraw.ImageDraw, rng: Random, palette: tuple[Colour, ...]) -> None:
    _ridges(pen, rng, palette, 3, 0.3)
    pen.polygon([(0, 620), (SIZE[0], 560), SIZE, (0, SIZE[1])], fill=(168, 84, 66))
    for lane in range(7):
        y = 640 + lane * 66
        pen.line((0, y + lane * 16, SIZE[0], y - 56 + lane * 10), fill=(244, 232, 216), width=5 + lane)
    for runner in range(6):
        x, y, r = 200 + runner * 240 + rng.randint(-40, 40), 700 + rng.randint(-20, 140), 26
        pen.ellipse((x - r, y - 190, x + r, y - 190 + 2 * r), fill=palette[3])
        pen.line((x, y - 140, x - 20, y - 50), fill=palette[3], width=36)
        pen.line((x - 20, y - 50, x + 50, y + 20), fill=palette[3], width=20)
        pen.line((x - 20, y - 50, x - 80, y + 10), fill=palette[3], width=20)


SCENES: dict[str, Callable[[ImageDraw.ImageDraw, Random, tuple[Colour, ...]], None]] = {
    "hills": hills, "campus": campus, "hall": hall, "shelves": shelves, "laboratory": laboratory, "ground": ground,
}  # fmt: skip
