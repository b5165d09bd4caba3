"""script: characters of another script that look like the right ones (Ｏ for 〇, ⼀ for 一, ２ for 2).

chars: a character class. right: “nfkc” for the character Unicode says it stands for, "" to take it out, or {wrong: right} by character.
A run of neighbours is one hit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..source import Passage
from .building import Built, Hit, Pattern

NAME: Final = "script"
KEYS: Final = frozenset({"chars", "right", "before", "after"})


def build(options: Mapping[str, Any]) -> Built:
    chars, right = options.get("chars"), options.get("right")
    if not isinstance(chars, str) or not isinstance(right, str | dict):
        raise ValueError("script 要有 chars（一类字）和 right（nfkc、空，或对照表）。")
    before, after = options.get("before", ""), options.get("after", "")
    written = f"(?<={before})" * bool(before) + f"[{chars}]{{1,200}}" + f"(?={after})" * bool(after)
    pattern = Pattern(written)

    def mend(found: str) -> str:
        if isinstance(right, dict):
            return "".join(right.get(character, character) for character in found)
        return unicodedata.normalize("NFKC", found) if right == "nfkc" else right

    def find(passage: Passage) -> Iterator[Hit]:
        for match in pattern.finditer(passage.text):
            yield Hit(match.start(), match.end(), (mend(match[0]),))

    return Built(find=find)
