"""What a check says about a passage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Level(StrEnum):
    """How sure, and how bad: an error is wrong, a warning probably, a suggestion is a question of style."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"


class ErrorKind(StrEnum):
    """What sort of slip; the weights of the error rate (rate.py) are keyed by it."""

    CHARACTER = "character"  # 错别字
    EXTRA_MISSING = "extra-missing"  # 多字、漏字、颠倒
    WORDING = "wording"  # 语法、搭配、语义重复
    PUNCTUATION = "punctuation"  # 标点
    NUMERAL = "numeral"  # 数字用法 GB/T 15835
    FIGURE = "figure"  # 数字有误：日期、合计、占比、增幅
    FACT = "fact"  # 事实、知识、逻辑
    NAME = "name"  # 人名、职务、机构
    FORMAT = "format"  # 空格、公文格式、标题、图注
    FOREIGN = "foreign"  # 外文


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark.

    start, end: characters (code points) of the checked text, ``text[start:end] == found``. message: one sentence in the language
    of the text, Chinese. suggestions: replacements of ``found``, best first. safe: the first may be put in without reading, twice as
    well as once. confidence: 0 to 1. clause: the rule's source as cited to people ("GB/T 15835—2011 5.1.4"). weight: errors this counts
    for when a person agrees. also: further spans of the same remark (the other half of a contradiction).
    """

    rule: str
    level: Level
    start: int
    end: int
    found: str
    message: str
    kind: ErrorKind
    suggestions: tuple[str, ...] = ()
    safe: bool = False
    confidence: float = 1.0
    clause: str = ""
    weight: float = 1.0
    also: tuple[tuple[int, int], ...] = ()

    def moved(self, by: int) -> Finding:
        """The same remark in a text in which as many characters more stand before it."""
        if not by:
            return self
        also = tuple((start + by, end + by) for start, end in self.also)
        return replace(self, start=self.start + by, end=self.end + by, also=also)
