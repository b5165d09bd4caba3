from __future__ import annotations

from pathlib import Path

import pytest

from rongmei.base.paper.fonts import NoFonts, Role, font_dirs, installed_fonts, printable
from rongmei.base.paper.pdf import set_pdf

BUBBLE_TEA = "\U0001f9cb"
PAGE = b"""#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(font: data.families)
#data.title"""


def test_installed_fonts_have_a_chain_for_every_role() -> None:
    fonts = installed_fonts()
    assert set(fonts.chains) == set(Role)
    assert all(any(face.covers("中") for face in chain) for chain in fonts.chains.values())


def test_font_dirs_begin_with_those_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RONGMEI_FONT_DIRS", "/srv/fonts:/opt/fonts")
    assert font_dirs()[:2] == (Path("/srv/fonts"), Path("/opt/fonts"))


def test_no_fonts_says_what_to_install() -> None:
    assert str(NoFonts([Path("/srv/fonts")])) == (
        "没有找到中文字体，无法生成 PDF；找过 /srv/fonts。请安装 Debian 软件包 fonts-noto-cjk、fonts-lxgw-wenkai，"
        "或把字体文件放进其中一个目录，或用环境变量 RONGMEI_FONT_DIRS 指出字体所在目录。"
    )


def test_lacks_names_each_character_once_and_passes_over_blanks_and_joiners() -> None:
    fonts = installed_fonts()
    assert fonts.lacks(Role.BODY, f"甲{BUBBLE_TEA}乙{BUBBLE_TEA}\u3000\u200b\n\t\ufe0f") == [BUBBLE_TEA]


def test_printable_drops_what_no_format_carries() -> None:
    assert printable("甲\x00\ud800乙\n\t丙\ufffe") == "甲乙\n\t丙"


def test_set_pdf_of_the_same_words_is_the_same_bytes() -> None:
    fonts = installed_fonts()
    data = {"title": "#strong[不是标记]", "families": fonts.families(Role.SONG)}
    made = set_pdf(PAGE, data, fonts)
    assert made[:5] == b"%PDF-"
    assert set_pdf(PAGE, data, fonts) == made
