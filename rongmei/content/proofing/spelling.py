"""The speller as one checker among the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .checking import Context
from .finding import Finding
from .known import known_names
from .source import Paragraph


@dataclass(frozen=True, slots=True)
class Spelling:
    """Wrong characters by context; names of the directory and words the office accepts are none of its business."""

    key: str = "speller"
    whole: Literal[False] = False

    def off(self, context: Context) -> str:
        return context.speller.off if context.speller else "没有接入错别字模型，只按规则检查。"

    def check(self, paragraph: Paragraph, context: Context) -> Iterable[Finding]:
        if context.speller is None or context.speller.off:
            return ()
        return context.speller.check(paragraph.text, masked=[*paragraph.masks.hard, *known_names(context).spans(paragraph)])
