"""Drawn pictures for the demo's sites: hills, a campus by a lake, an avenue, halls, shelves, a laboratory, a sports ground.

Nobody real is shown; nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from math import cos, pi, sin
from random import Random
from typing import Any

from PIL import Image, ImageDraw, ImageFilter, ImageOps

SIZE = (1600, 1067)
WIDTH, HEIGHT = SIZE
Colour = tuple[int, int, int]
Palette = tuple[Colour, Colour, Colour, Colour, Colour]
# sky above, sky at the horizon, far, near, leaves
PALETTES: tuple[Palette, ...] = (
    ((226, 150, 98), (252, 232, 200), (186, 124, 98), (74, 44, 50), (214, 142, 48)),
    ((96, 150, 190), (232, 242, 242), (116, 156, 168), (30, 62, 76), (86, 132, 92)),
    ((128, 178, 168), (246, 244, 222), (118, 160, 132), (30, 66, 56), (124, 158, 70)),
    ((62, 70, 122), (242, 190, 166), (104, 92, 134), (30, 30, 58), (172, 98, 92)),
    ((176, 196, 214), (248, 244, 234), (150, 164, 178), (54, 66, 84), (196, 160, 78)),
)
WHITE: Colour = (255, 255, 255)
Pen = ImageDraw.ImageDraw


def draw(scene: str, seed: int, size: tuple[int, int] = SIZE, height: float = 0.5) -> bytes:
    """A JPEG of the scene; the same seed draws the same picture. Of another shape than 3:2, cut at this height (0 top, 1 foot)."""
    rng = Random(seed)  # noqa: S311  -- a drawing
    palette = PALETTES[seed % len(PALETTES)]
    image = _fading(SIZE, palette[0], palette[1])
    image = SCENES[scene](image, rng, palette)
    out = BytesIO()
    drawn = ImageOps.fit(image.filter(ImageFilter.GaussianBlur(0.9)), size, Image.Resampling.LANCZOS, centering=(0.5, height))
    drawn.save(out, "JPEG", quality=88)
    return out.getvalue()


def _fading(size: tuple[int, int], above: Colour, below: Colour) -> Image.Image:
    strip = Image.new("RGB", (1, 256))
    for y in range(256):
        strip.putpixel((0, y), _mix(above, below, min(1.0, y / 165)))
    return strip.resize(size, Image.Resampling.BICUBIC)


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return (red, green, blue)


def _glow(image: Image.Image, x: float, y: float, r: float, colour: Colour, strength: int = 200) -> Image.Image:
    mask = Image.new("L", (WIDTH // 4, HEIGHT // 4), 0)
    ImageDraw.Draw(mask).ellipse([(x - r) / 4, (y - r) / 4, (x + r) / 4, (y + r) / 4], fill=strength)
    mask = mask.filter(ImageFilter.GaussianBlur(r / 9)).resize(SIZE, Image.Resampling.BICUBIC)
    return Image.composite(Image.new("RGB", SIZE, colour), image, mask)


def _ridge(rng: Random, base: float, swing: float) -> list[tuple[int, int]]:
    """The line of a ridge: long waves, short waves and a little roughness."""
    waves = [
        (rng.uniform(0, 2 * pi), rng.uniform(0.8, 1.4) * step, swing / size) for step, size in ((1, 1), (2.3, 2), (5.1, 4.4), (11, 11))
    ]
    line = [
        (x, round(base - sum(height * sin(phase + often * 2 * pi * x / WIDTH) for phase, often, height in waves)))
        for x in range(0, WIDTH + 20, 20)
    ]
    return [*line, (WIDTH, HEIGHT), (0, HEIGHT)]


def _ridges(image: Image.Image, rng: Random, palette: Palette, count: int, top: float, bottom: float = 0.9) -> Image.Image:
    """One behind the other, each with mist at its foot."""
    for layer in range(count):
        share = layer / max(1, count - 1)
        base = HEIGHT * (top + (bottom - top) * share)
        colour = _mix(_mix(palette[1], palette[2], 0.55), palette[3], share**1.3)
        mask = Image.new("L", SIZE, 0)
        ImageDraw.Draw(mask).polygon(_ridge(rng, base, 30 + 70 * (1 - share) + 25 * share), fill=255)
        misty = _fading((WIDTH, HEIGHT), colour, colour) if layer == count - 1 else _mist(base, colour, _mix(colour, palette[1], 0.55))
        image = Image.composite(misty, image, mask)
    return image


def _mist(base: float, colour: Colour, mist: Colour) -> Image.Image:
    strip = Image.new("RGB", (1, HEIGHT))
    for y in range(HEIGHT):
        strip.putpixel((0, y), _mix(colour, mist, max(0.0, min(1.0, (y - base) / 200))))
    return strip.resize(SIZE)


def _tree(pen: Pen, rng: Random, x: float, ground: float, height: float, leaves: Colour, trunk: Colour) -> None:
    pen.polygon([(x - height * 0.035, ground), (x + height * 0.035, ground), (x + height * 0.012, ground - height * 0.6),
                 (x - height * 0.012, ground - height * 0.6)], fill=trunk)  # fmt: skip
    for number in range(26):
        angle, far = rng.uniform(0, 2 * pi), rng.uniform(0, 0.2) * height
        at, y, r = x + cos(angle) * far, ground - height * 0.66 + sin(angle) * far * 1.25, height * rng.uniform(0.07, 0.13)
        pen.ellipse((at - r, y - r, at + r, y + r), fill=_mix(leaves, WHITE if number % 3 else trunk, rng.uniform(0, 0.22)))


def _windows(pen: Pen, rng: Random, box: tuple[float, float, float, float], columns: int, rows: int, lit: Colour, dark: Colour) -> None:
    left, top, right, bottom = box
    wide, high = (right - left) / columns, (bottom - top) / rows
    for row in range(rows):
        for column in range(columns):
            x, y = left + column * wide, top + row * high
            colour = lit if rng.random() < 0.45 else dark
            pen.rectangle((x + wide * 0.26, y + high * 0.2, x + wide * 0.74, y + high * 0.8), fill=colour)


def _house(pen: Pen, rng: Random, palette: Palette, x: float, ground: float, wide: float, high: float, light: float) -> None:
    wall = _mix(palette[3], palette[1], light)
    pen.rectangle((x, ground - high, x + wide, ground), fill=wall)
    pen.rectangle((x + wide * 0.72, ground - high, x + wide, ground), fill=_mix(wall, palette[3], 0.22))
    pen.rectangle((x - 10, ground - high - 14, x + wide + 10, ground - high), fill=_mix(palette[3], (0, 0, 0), 0.15))
    lit, dark = _mix(palette[1], (255, 226, 160), 0.6), _mix(wall, palette[3], 0.5)
    _windows(pen, rng, (x + 14, ground - high + 18, x + wide - 14, ground - 46), max(2, int(wide / 46)), max(2, int(high / 62)), lit, dark)


def _tower(pen: Pen, rng: Random, palette: Palette, x: float, ground: float, high: float) -> None:
    """The main building: two wings, steps, a clock tower with a swept roof."""
    _house(pen, rng, palette, x - 380, ground, 300, high * 0.5, 0.34)
    _house(pen, rng, palette, x + 80, ground, 300, high * 0.5, 0.34)
    _house(pen, rng, palette, x - 96, ground, 192, high * 0.82, 0.46)
    roof, top = _mix(palette[3], (0, 0, 0), 0.25), ground - high * 0.82 - 14
    pen.polygon(
        [(x - 132, top), (x + 132, top), (x + 104, top - 26), (x + 62, top - 66), (x - 62, top - 66), (x - 104, top - 26)], fill=roof
    )
    pen.rectangle((x - 44, top - 132, x + 44, top - 66), fill=_mix(palette[3], palette[1], 0.5))
    pen.ellipse((x - 25, top - 124, x + 25, top - 74), fill=_mix(palette[1], WHITE, 0.6))
    pen.line((x, top - 99, x, top - 116), fill=roof, width=4)
    pen.line((x, top - 99, x + 13, top - 93), fill=roof, width=4)
    pen.polygon([(x - 70, top - 132), (x + 70, top - 132), (x + 30, top - 160), (x, top - 214), (x - 30, top - 160)], fill=roof)
    for step in range(3):
        wide, up, stone = 120 + step * 26, ground - 30 + step * 12, _mix(palette[1], palette[2], 0.25 + step * 0.2)
        pen.rectangle((x - wide, up, x + wide, up + 14), fill=stone)


def hills(image: Image.Image, rng: Random, palette: Palette) -> Image.Image:
    x, y = rng.randint(360, 1240), rng.randint(210, 320)
    image = _glow(image, x, y, 190, _mix(palette[1], WHITE, 0.5), 150)
    ImageDraw.Draw(image).ellipse((x - 58, y - 58, x + 58, y + 58), fill=_mix(palette[1], WHITE, 0.75))
    image = _ridges(image, rng, palette, 6, 0.4, 0.95)
    pen = ImageDraw.Draw(image)
    for _bird in range(7):
        at, up, wing = x + rng.randint(-260, 320), y + rng.randint(-60, 130), rng.randint(9, 17)
        pen.line((at - wing, up - wing // 2, at, up, at + wing, up - wing // 2), fill=_mix(palette[3], palette[2], 0.3), width=3)
    return image


def campus(image: Image.Image, rng: Random, palette: Palette) -> Image.Image:
    """The main building between trees, and again in the lake before it."""
    x, shore = rng.randint(560, 1040), 770
    image = _glow(image, WIDTH - x, 260, 230, _mix(palette[1], WHITE, 0.4), 120)
    image = _ridges(image, rng, palette, 3, 0.42, 0.58)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, shore - 34, WIDTH, HEIGHT), fill=_mix(palette[4], palette[3], 0.45))
    _tower(pen, rng, palette, x, shore - 20, rng.randint(430, 500))
    for number in range(13):
        at = number * 128 + rng.randint(-30, 30)
        if abs(at - x) > 190:
            _tree(
                pen,
                rng,
                at,
                shore - rng.randint(0, 14),
                rng.randint(170, 290),
                _mix(palette[4], palette[3], rng.uniform(0, 0.3)),
                palette[3],
            )
    lake = ImageOps.flip(image.crop((0, 2 * shore - HEIGHT, WIDTH, shore))).filter(ImageFilter.GaussianBlur(5))
    lake = Image.blend(lake, Image.new("RGB", lake.size, _mix(palette[3], palette[0], 0.45)), 0.42)
    image.paste(lake, (0, shore))
    pen = ImageDraw.Draw(image)
    for _wave in range(46):
        at, y = rng.randint(0, WIDTH), shore + int(rng.random() ** 1.5 * (HEIGHT - shore))
        long = rng.randint(30, 190)
        pen.line((at, y, at + long, y), fill=_mix(palette[1], palette[0], rng.random()), width=2)
    pen.rectangle((0, shore - 5, WIDTH, shore + 3), fill=_mix(palette[3], palette[1], 0.25))
    return image


def avenue(image: Image.Image, rng: Random, palette: Palette) -> Image.Image:
    """Trees on both sides of a path that leads to a hill."""
    image = _glow(image, 800, 470, 260, _mix(palette[1], WHITE, 0.6), 190)
    image = _ridges(image, rng, palette, 2, 0.5, 0.56)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 620, WIDTH, HEIGHT), fill=_mix(palette[4], palette[3], 0.35))
    pen.polygon([(770, 612), (830, 612), (1260, HEIGHT), (340, HEIGHT)], fill=_mix(palette[1], palette[2], 0.3))
    leaves = palette[4]
    for step in range(9):
        near = (step / 8) ** 1.7
        ground, height, off = 622 + 400 * near, 150 + 720 * near, 70 + 640 * near
        for side in (-1, 1):
            colour = _mix(_mix(leaves, palette[1], 0.45), leaves, near)
            _tree(pen, rng, 800 + side * off, ground, height, colour, _mix(palette[3], palette[1], 0.4 * (1 - near)))
    for _leaf in range(420):
        y = 640 + int(rng.random() ** 0.8 * (HEIGHT - 640))
        at, r = 800 + rng.uniform(-1, 1) * (90 + (y - 620) * 1.5), 1 + (y - 620) / 110
        pen.ellipse((at - 1.6 * r, y - r, at + 1.6 * r, y + r), fill=_mix(leaves, WHITE, rng.uniform(0, 0.4)))
    return image


def hall(image: Image.Image, rng: Random, palette: Palette) -> Image.Image:
    """A lecture hall seen from the last rows: curtain, screen with a landscape, heads in the half-light."""
    curtain = _mix(palette[3], (120, 36, 40), 0.55)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, *SIZE), fill=_mix(curtain, (0, 0, 0), 0.45))
    for fold in range(0, WIDTH, 44):
        pen.rectangle((fold, 90, fold + 22, 690), fill=_mix(curtain, (0, 0, 0), 0.25 + 0.15 * sin(fold)))
    screen = _ridges(_fading(SIZE, palette[0], palette[1]), rng, palette, 4, 0.45).resize((900, 420))
    pen.rectangle((334, 150, 1266, 602), fill=(18, 18, 20))
    image.paste(screen, (350, 166))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 660, WIDTH, 770), fill=_mix((150, 104, 70), palette[3], 0.35))
    pen.polygon([(250, 700), (360, 700), (345, 585), (265, 585)], fill=_mix((124, 80, 52), (0, 0, 0), 0.2))
    image = _glow(image, 800, 420, 560, _mix(palette[1], WHITE, 0.4), 46)
    pen = ImageDraw.Draw(image)
    for row, (y, r) in enumerate(((800, 27), (868, 36), (952, 48), (1054, 62))):
        for x in range(-40 + (row % 2) * round(r * 1.5), WIDTH + 90, round(r * 3)):
            if rng.random() < 0.1:
                continue
            dark = _mix(palette[3], (0, 0, 0), 0.3 + 0.14 * row + rng.uniform(0, 0.08))
            at = x + rng.randint(-6, 6)
            pen.ellipse((at - r * 0.8, y - r, at + r * 0.8, y + r), fill=dark)
            pen.rounded_rectangle((at - 1.35 * r, y + 0.75 * r, at + 1.35 * r, y + 5 * r), radius=r, fill=dark)
    return image


def shelves(image: Image.Image, rng: Random, palette: Palette) -> Image.Image:
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, *SIZE), fill=_mix(palette[3], (70, 44, 30), 0.6))
    inks = ((150, 60, 50), (58, 88, 118), (202, 168, 104), (84, 108, 80), (226, 214, 190), (96, 62, 84))
    for y in range(238, HEIGHT + 200, 250):
        x = 24.0
        while x < WIDTH - 24:
            width, height = rng.randint(20, 56), rng.randint(142, 206)
            colour = _mix(rng.choice(palette), rng.choice(inks), 0.62)
            if rng.random() < 0.06:  # a gap, and the next one leans
                pen.polygon([(x + 6, y), (x + 34, y), (x + 78, y - height), (x + 50, y - height)], fill=colour)
                x += 88
                continue
            pen.rectangle((x, y - height, x + width - 3, y), fill=colour)
            pen.rectangle((x, y - height, x + 4, y), fill=_mix(colour, WHITE, 0.25))
            for line in (26, 38, height - 30):
                pen.rectangle((x + 6, y - height + line, x + width - 8, y - height + line + 4), fill=_mix(colour, (255, 236, 190), 0.55))
            x += width
        pen.rectangle((0, y, WIDTH, y + 28), fill=_mix((128, 84, 52), palette[3], 0.3))
        pen.rectangle((0, y + 28, WIDTH, y + 44), fill=_mix((30, 18, 12), palette[3], 0.3))
    return _glow(image, 420 + rng.randint(0, 700), 300, 520, _mix(palette[1], (255, 220, 150), 0.5), 74)


def laboratory(image: Image.Image, rng: Random, palette: Palette) -> Image.Image:
    """A lattice of molecules, bright where the microscope looks."""
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, *SIZE), fill=_mix(palette[3], (8, 14, 26), 0.55))
    image = _glow(image, 830, 520, 560, _mix(palette[0], palette[3], 0.35), 150)
    pen = ImageDraw.Draw(image)
    side = 118
    nodes: list[tuple[float, float, float]] = []
    for row in range(-1, 9):
        for column in range(-1, 10):
            x, y = column * side * 1.732 + (row % 2) * side * 0.866, row * side * 1.5 * 0.92
            near = max(0.12, 1 - ((x - 830) ** 2 + (y - 520) ** 2) ** 0.5 / 980)
            corners = [(x + side * sin(k * pi / 3), y + side * 0.92 * cos(k * pi / 3)) for k in range(6)]
            pen.line([*corners, corners[0]], fill=_mix(palette[3], palette[1], 0.55 * near), width=4)
            nodes += [(*corner, near) for corner in corners[:2]]
    for x, y, near in nodes:
        r = rng.randint(7, 17) * (0.5 + near) if rng.random() < 0.6 else rng.randint(18, 30) * near
        colour = _mix(rng.choice((palette[0], palette[4], palette[1])), WHITE, 0.25 * near)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=_mix(palette[3], colour, near))
        pen.ellipse((x - r * 0.5, y - r * 0.62, x - r * 0.05, y - r * 0.17), fill=_mix(_mix(palette[3], colour, near), WHITE, 0.6 * near))
    return image


def ground(image: Image.Image, rng: Random, palette: Palette) -> Image.Image:
    """A running track that bends round a lawn; hills and floodlights behind."""
    image = _ridges(image, rng, palette, 4, 0.34, 0.56)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 590, WIDTH, HEIGHT), fill=_mix(palette[4], palette[3], 0.3))
    for x in (150, 1450):
        pen.rectangle((x - 5, 250, x + 5, 600), fill=palette[3])
        pen.rectangle((x - 62, 222, x + 62, 272), fill=palette[3])
        for lamp in range(4):
            pen.ellipse((x - 54 + lamp * 28, 234, x - 34 + lamp * 28, 258), fill=_mix(palette[1], WHITE, 0.7))
    pen.rectangle((0, 566, WIDTH, 604), fill=_mix(palette[3], palette[2], 0.4))
    for seat in range(0, WIDTH, 15):
        pen.ellipse((seat, 574 + rng.randint(-4, 6), seat + 10, 588), fill=_mix(palette[1], rng.choice(palette), rng.random()))
    clay = _mix((186, 82, 62), palette[3], 0.08)
    pen.ellipse((-520, 640, 2120, 1900), fill=clay)
    for lane in range(6):
        grow = lane * 52
        pen.arc((-430 + grow * 1.7, 676 + grow * 0.95, 2030 - grow * 1.7, 1840), 180, 360, fill=(246, 236, 222), width=5 + lane)
    pen.ellipse((150, 960, 1450, 1750), fill=_mix(palette[4], (60, 110, 60), 0.4))
    return image


Scene = Callable[[Image.Image, Random, Any], Image.Image]
SCENES: dict[str, Scene] = {
    "hills": hills, "campus": campus, "avenue": avenue, "hall": hall, "shelves": shelves, "laboratory": laboratory, "ground": ground,
}  # fmt: skip
