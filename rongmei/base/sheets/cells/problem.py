"""A cell that gives no value, and what every normaliser needs to know of raw cells."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

Raw = str | int | float | bool | None

REMEMBERED = 8_192
"""Texts whose reading is remembered: a column repeats itself."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell has no value: what was found, what was expected, how to mend it (Chinese, without full stops).

    ``missing`` is ``"year"`` or ``"day"`` when only that part of a date lacks, so a screen can offer to complete it.
    """

    found: str
    expected: str
    mend: str
    missing: str = ""

    @property
    def sentence(self) -> str:
        """One sentence; the caller puts the cell's address in front."""
        return f"写的是“{self.found}”，应为{self.expected}；{self.mend}。"


NOTHING = frozenset(
    ["", "-", "--", "---", "—", "——", "－", "–", "/", "／", "\\", "无", "暂无", "没有", "空", "未统计", "n/a", "na", "null", "none"]
)
"""What offices write into a cell to say that there is nothing."""
SPACES = re.compile(r"[\s\u3000\u200b\ufeff]+")


def is_nothing(raw: Raw) -> bool:
    """Is the cell empty, or does it say so (—, /, 无, N/A)?"""
    return raw is None or (isinstance(raw, str) and SPACES.sub("", raw).casefold() in NOTHING)


FAILED = frozenset(("#REF!", "#VALUE!", "#N/A", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!", "#CALC!"))
"""What a spreadsheet shows in place of a value."""


def is_failed_formula(raw: Raw) -> bool:
    """Is the cell what a formula shows when it failed? Typed or computed, it says nothing."""
    return isinstance(raw, str) and "#" in raw and SPACES.sub(" ", raw).strip() in FAILED


def shown(raw: Raw) -> str:
    """A cell as a message quotes it: one line, at most 40 characters."""
    text = SPACES.sub(" ", str(raw)).strip()
    return text if len(text) <= 40 else text[:39] + "…"


def half_width(text: str) -> str:
    """NFKC without any spaces: ``２０２２ 年`` → ``2022年``."""
    return SPACES.sub("", unicodedata.normalize("NFKC", text))
