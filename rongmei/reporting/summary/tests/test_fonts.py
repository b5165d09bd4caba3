from __future__ import annotations

from pathlib import Path

import pytest

from rongmei.reporting.summary.document import Document, Heading, Paragraph, Text
from rongmei.reporting.summary.exports.fonts import Missing, MissingGlyphs, NoFonts, Role, font_dirs, installed_fonts, missing_glyphs
from rongmei.reporting.summary.exports.pdf import to_pdf

from .samples import RARE_NAMES, name, summary

BUBBLE_TEA = "\U0001f9cb"


def test_missing_glyphs_of_rare_names_is_empty_in_every_face() -> None:
    blocks = (Heading(1, (Text(RARE_NAMES),)), Heading(2, (Text(RARE_NAMES),)), Paragraph((name("p", RARE_NAMES),)))
    assert missing_glyphs(Document((Text(RARE_NAMES),), blocks)) == []


def test_missing_glyphs_of_a_summary_is_empty() -> None:
    assert missing_glyphs(summary()) == []


def test_missing_glyphs_names_character_and_place() -> None:
    document = Document((), (Paragraph((Text("你好。喝"), name("p", BUBBLE_TEA), Text("吧。再见。"))),))
    assert missing_glyphs(document) == [Missing(BUBBLE_TEA, f"第1段：“喝{BUBBLE_TEA}吧。”")]


def test_missing_glyphs_passes_over_blanks_and_joiners() -> None:
    assert missing_glyphs(Document((), (Paragraph((Text("甲\u3000\u200b\n\t\ufe0f乙"),)),))) == []


def test_to_pdf_of_a_character_without_a_font_is_refused() -> None:
    with pytest.raises(MissingGlyphs) as refused:
        to_pdf(Document((), (Paragraph((Text(f"喝{BUBBLE_TEA}。"),)),)))
    assert str(refused.value) == (
        f"已安装的字体里没有 “{BUBBLE_TEA}”（U+1F9CB），印出来会是空白方框；见第1段：“喝{BUBBLE_TEA}。”。"
        "请改用别的字，或请管理员安装含有该字的字体后再导出。"
    )


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
