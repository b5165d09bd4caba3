"""occurrence: too often or too seldom. token: a pattern; max or min: how often it may stand in each ``per``: sentence, paragraph or text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..source import Passage, Source
from .building import Built, Hit, Pattern

NAME: Final = "occurrence"
KEYS: Final = frozenset({"token", "max", "min", "per"})
_SENTENCE: Final = re.compile(r"[^。！？!?；\n]{1,3000}")


def build(options: Mapping[str, Any]) -> Built:
    token, per = options.get("token"), options.get("per", "paragraph")
    most, least = options.get("max"), options.get("min")
    if not isinstance(token, str) or per not in ("sentence", "paragraph", "text") or not isinstance(most if least is None else least, int):
        raise ValueError("occurrence 要有 token（写法）、max 或 min（整数），per 为 sentence、paragraph 或 text。")
    pattern = Pattern(token)

    def find(passage: Passage) -> Iterator[Hit]:
        if most is not None and len(token) == 1:
            if passage.text.count(token) <= most:
                return
            pieces = passage.text.split("。") if per == "sentence" else [passage.text]
            if all(piece.count(token) <= most for piece in pieces):
                return
        for start, end in _stretches(passage.text, per):
            found = list(pattern.compiled.finditer(passage.text, start, end))
            if most is not None and len(found) > most:
                yield Hit(found[most].start(), found[most].end(), also=tuple(match.span() for match in found[:most]))
            if least is not None and len(found) < least:
                yield Hit(start, end)

    def find_in_all(source: Source) -> Iterator[Hit]:
        return find(source)

    return Built(find_in_all=find_in_all) if per == "text" else Built(find=find)


def _stretches(text: str, per: str) -> Iterator[tuple[int, int]]:
    if per == "sentence":
        yield from (match.span() for match in _SENTENCE.finditer(text))
    elif text:
        yield 0, len(text)
