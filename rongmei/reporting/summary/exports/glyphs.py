"""Which characters of a document no installed font can print, and where they stand."""

from __future__ import annotations

from rongmei.base.paper.fonts import FontSet, Missing, Role, installed_fonts
from rongmei.reporting.summary.document import Document, Heading, Slot, Table, Text, plain
from rongmei.reporting.summary.passages import Passage, passages, quoted, sentences


def missing_glyphs(document: Document, fonts: FontSet | None = None) -> list[Missing]:
    """Characters that no font of their role's chain has, in reading order, each once for every place."""
    fonts = fonts or installed_fonts()
    missing = [
        Missing(char, _where(passage, char))
        for passage in passages(document)
        for role, text in _printed(passage)
        for char in fonts.lacks(role, text)
    ]
    return list(dict.fromkeys(missing))


def _printed(passage: Passage) -> list[tuple[Role, str]]:
    """What the passage prints, by role. Italic is set in 楷, as Chinese has no slanted letters."""
    role = role_of(passage)
    return [
        (Role.KAI if isinstance(inline, Text) and inline.italic else role, inline.shown if isinstance(inline, Slot) else inline.text)
        for inline in passage.content
    ]


def role_of(passage: Passage) -> Role:
    """The face a passage is set in."""
    block = passage.block
    if isinstance(block, Heading):
        return {1: Role.HEI, 2: Role.KAI}.get(block.level, Role.BODY)
    if isinstance(block, Table) and any(cell is passage.content for row in block.rows[: block.header_rows] for cell in row):
        return Role.HEI
    return Role.TITLE if block is None and passage.place == "标题" else Role.BODY


def _where(passage: Passage, char: str) -> str:
    sentence = next((s for s in sentences(passage.content) if char in s), plain(passage.content))
    return quoted(passage.place, sentence, char)
