"""Texts, names and yes or no."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rongmei.base.sheets.cells.problem import NOTHING, REMEMBERED, SPACES, Problem, Raw, half_width, shown


def read_text(raw: Raw) -> str | None:
    """A text on its own terms: trimmed, runs of spaces (also full-width) made one, inner punctuation kept. A number
    becomes its digits; an empty cell ``None``. Texts such as ``无`` stay."""
    if raw is None:
        return None
    if type(raw) is not str:
        return "是" if raw is True else "否" if raw is False else str(raw)
    if raw.isalnum():
        return raw
    return SPACES.sub(" ", raw).strip() or None


_NOT_WORD = re.compile(r"[\W_]+", re.UNICODE)


@lru_cache(REMEMBERED)
def fingerprint_text(text: str) -> str:
    """What remains of a name when width, case, spaces, punctuation and brackets are taken away; two spellings of an
    outlet or a unit meet here (``新华网 （客户端）`` and ``新华网(客户端)``). Empty for a text of signs only."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())


_YES = frozenset(("是", "有", "对", "√", "✓", "✔", "☑", "y", "yes", "true", "t", "1", "已", "已完成", "完成", "通过"))
_NO = frozenset(("否", "无", "不", "不是", "没有", "未", "错", "×", "✗", "✘", "☒", "x", "n", "no", "false", "f", "0", "未完成", "不通过"))


def read_yes_no(raw: Raw) -> bool | Problem | None:
    """是/否 and what offices write for them (√, ×, 有, 无, Y, 1 …). Empty, ``—`` and ``/`` → None."""
    if raw is None or isinstance(raw, bool):
        return raw
    text = half_width(str(raw)).casefold()
    if text in _YES:
        return True
    if text in _NO:
        return False
    if text in NOTHING:
        return None
    return Problem(shown(raw), "“是”或“否”", "请改成其中之一")
