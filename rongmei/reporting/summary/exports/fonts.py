"""Which font prints which role, and which characters no font can print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rongmei.reporting.summary.document import Document


class Role(StrEnum):
    """The five faces of an official document."""

    TITLE = "title"  # 小标宋
    BODY = "body"  # 仿宋
    HEI = "hei"  # 黑体
    KAI = "kai"  # 楷体
    SONG = "song"  # 宋体


@dataclass(frozen=True, slots=True)
class Missing:
    """A character no font of its chain has, and where it stands."""

    char: str
    where: str


class MissingGlyphs(ValueError):
    """Some characters cannot be printed; the message names them, their places and what to do."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        self.missing = tuple(missing)
        super().__init__("")


def missing_glyphs(document: Document) -> list[Missing]:
    """Characters that would print as □ with the fonts installed here."""
    raise NotImplementedError
