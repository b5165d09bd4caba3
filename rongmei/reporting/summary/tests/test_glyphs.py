from __future__ import annotations

import pytest

from rongmei.base.paper.fonts import Missing, MissingGlyphs
from rongmei.reporting.summary.document import Document, Heading, Paragraph, Text
from rongmei.reporting.summary.exports.glyphs import missing_glyphs
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
