"""existence: what stands there should not. tokens: phrases or patterns. instead: what may stand there, with \\1 for a group.

once: true to speak once a paragraph of what is done all over it; the other places are named with the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from ..source import Passage
from .building import Built, Hit, Pattern, choices, is_literal, texts

NAME: Final = "existence"
KEYS: Final = frozenset({"tokens", "instead", "once"})


def build(options: Mapping[str, Any]) -> Built:
    tokens = texts(options, "tokens")
    instead = options.get("instead")
    if instead is not None and not isinstance(instead, str):
        raise ValueError("instead 应为文字。")
    templates = () if instead is None else choices(instead)
    patterns = [Pattern(token) for token in tokens if not is_literal(token)]

    def find(passage: Passage) -> list[Hit]:
        text = passage.text
        return [
            Hit(match.start(), match.end(), tuple([match.expand(one) for one in templates]))
            for pattern in patterns
            for match in pattern.finditer(text)
            if match.end() > match.start()
        ]

    def find_once(passage: Passage) -> Iterator[Hit]:
        hits = find(passage)
        if hits:
            yield replace(hits[0], also=tuple((one.start, one.end) for one in hits[1:]))

    if options.get("once"):
        patterns = [Pattern(token) for token in tokens]
        return Built(find=find_once)
    return Built({token: templates for token in tokens if is_literal(token)}, find if patterns else None)
