"""Which font prints which role, and which characters no font can print.

A teacher whose name comes out as □ is the worst thing an export can do, so every character is looked up in the fonts before
the PDF is set. The 仿宋 of Debian (FandolFang, in texlive-lang-chinese) has all of GB 2312 but lacks many given names
(喆堃玥翀赟𬭎), so each role is a chain: the office's own fonts when the machine has them, then the free ones, then the wide ones.

No font is part of this project. They are looked for in `font_dirs()`.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

_PROJECT = Path(__file__).resolve().parents[3]
_DEBIAN_DIRS = (
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
    Path("/usr/share/fonts/opentype/noto"),
    Path("/usr/share/fonts/truetype/lxgw-wenkai"),
    Path("/usr/share/fonts/truetype/dejavu"),
    Path("/usr/local/share/fonts"),
)


class Role(StrEnum):
    """The five faces of an official document."""

    TITLE = "title"  # 小标宋
    BODY = "body"  # 仿宋
    HEI = "hei"  # 黑体
    KAI = "kai"  # 楷体
    SONG = "song"  # 宋体


# Families by the names Typst reads from the files; whichever are installed form the chain, in this order.
_WIDE = ("Noto Serif CJK SC", "LXGW WenKai", "Noto Sans CJK SC", "DejaVu Sans")
_WANTED: Mapping[Role, tuple[str, ...]] = {
    Role.TITLE: ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FandolSong", *_WIDE),
    # WenKai's strokes are nearer to 仿宋 than Noto Serif's: a rare name does not stand out of its line.
    Role.BODY: ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "FandolFang R", "LXGW WenKai", *_WIDE),
    Role.HEI: ("SimHei", "黑体", "FandolHei", "Noto Sans CJK SC", *_WIDE),
    Role.KAI: ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "FandolKai", "LXGW WenKai", *_WIDE),
    Role.SONG: ("SimSun", "宋体", "FandolSong", *_WIDE),
}
# 小标宋 is a heavy 宋; of the stand-ins only the bold cut has that weight.
WEIGHTS: Mapping[Role, int] = {Role.TITLE: 700, Role.BODY: 400, Role.HEI: 400, Role.KAI: 400, Role.SONG: 400}


@dataclass(frozen=True, slots=True)
class Missing:
    """A character no font of its chain has, and the place and sentence where it stands."""

    char: str
    where: str


class MissingGlyphs(ValueError):
    """Some characters cannot be printed; the message names them, their places and what to do."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        self.missing = tuple(missing)
        chars = "、".join(dict.fromkeys(f"“{m.char}”（U+{ord(m.char):04X}）" for m in missing))
        super().__init__(
            f"已安装的字体里没有 {chars}，印出来会是空白方框；见{missing[0].where}。请改用别的字，或请管理员安装含有该字的字体后再导出。"
        )


class NoFonts(RuntimeError):
    """There is no Chinese font on the machine."""

    def __init__(self, searched: Iterable[Path]) -> None:
        dirs = "、".join(str(path) for path in searched)
        super().__init__(
            f"没有找到中文字体，无法生成 PDF；找过 {dirs}。请安装 Debian 软件包 fonts-noto-cjk、fonts-lxgw-wenkai，"
            "或把字体文件放进其中一个目录，或用环境变量 RONGMEI_FONT_DIRS 指出字体所在目录。"
        )


@dataclass(frozen=True, slots=True)
class Face:
    """One font file, or one font of a collection."""

    family: str
    weight: int
    path: str
    index: int

    def covers(self, char: str) -> bool:
        return ord(char) in _characters(self.path, self.index)


@dataclass(frozen=True)
class FontSet:
    """The fonts found, and for each role the chain from them. `loaded` is what the PDF compiler takes."""

    loaded: typst.Fonts
    chains: Mapping[Role, tuple[Face, ...]]

    def families(self, role: Role) -> list[str]:
        """The names of the chain, for the compiler."""
        return list(dict.fromkeys(face.family for face in self.chains[role]))

    def lacks(self, role: Role, text: str) -> list[str]:
        """Characters of `text` that would print as □ in this role, each once, in order."""
        return [
            char
            for char in dict.fromkeys(printable(text))
            if not (_needs_no_glyph(char) or any(face.covers(char) for face in self.chains[role]))
        ]


def font_dirs() -> tuple[Path, ...]:
    """Where fonts are looked for: `RONGMEI_FONT_DIRS` (divided as PATH is), var/fonts of the project, Debian's places."""
    named = tuple(Path(part) for part in os.environ.get("RONGMEI_FONT_DIRS", "").split(os.pathsep) if part)
    return (*named, _PROJECT / "var" / "fonts", *_DEBIAN_DIRS)


def installed_fonts(dirs: Sequence[Path] | None = None) -> FontSet:
    """The fonts of `dirs` (of `font_dirs()` when not given), read once per process.

    Raises `NoFonts` when none of the known families is there and the system's own font folders have none either.
    """
    return _read_fonts(tuple(font_dirs() if dirs is None else dirs))


@lru_cache(maxsize=8)
def _read_fonts(dirs: tuple[Path, ...]) -> FontSet:
    import typst  # noqa: PLC0415  -- seven megabytes a process that sets no PDF can do without

    there = [str(path) for path in dirs if path.is_dir()]
    found = _chains(typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=there))
    if found is None:
        found = _chains(typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=there))
    if found is None:
        raise NoFonts(dirs)
    return found


def _chains(loaded: typst.Fonts) -> FontSet | None:
    faces: dict[str, list[Face]] = {}
    for info in loaded.fonts():
        if info.path and info.style == "normal":
            faces.setdefault(info.family, []).append(Face(info.family, info.weight, info.path, info.index))
    if not any(family in faces for wanted in _WANTED.values() for family in wanted if family != "DejaVu Sans"):
        return None
    return FontSet(
        loaded,
        {
            role: tuple(_nearest(faces[family], WEIGHTS[role]) for family in dict.fromkeys(wanted) if family in faces)
            for role, wanted in _WANTED.items()
        },
    )


def _nearest(faces: Sequence[Face], weight: int) -> Face:
    return min(faces, key=lambda face: (abs(face.weight - weight), face.weight, face.path))


@lru_cache(maxsize=32)
def _characters(path: str, index: int) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415  -- as above

    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def printable(text: str) -> str:
    """The text without control characters, which no format can carry; tabs and line breaks stay."""
    return "".join(char for char in text if char in "\n\t" or not _is_control(char))


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs") or char in "\ufffe\uffff"


def _needs_no_glyph(char: str) -> bool:
    """Blanks, and marks that only change the character before them."""
    return (
        unicodedata.category(char) in ("Zs", "Zl", "Zp", "Cc", "Cf") or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    )
