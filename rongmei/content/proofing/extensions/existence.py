"""existence: what stands there should not. tokens: phrases or patterns. instead: what may stand there, with \\1 for a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..source import Passage
from .building import Built, Hit, Pattern, choices, is_literal, texts

NAME: Final = "existence"
KEYS: Final = frozenset({"tokens", "instead"})


def build(options: Mapping[str, Any]) -> Built:
    tokens = texts(options, "tokens")
    instead = options.get("instead")
    if instead is not None and not isinstance(instead, str):
        raise ValueError("instead 应为文字。")
    templates = () if instead is None else choices(instead)
    patterns = [Pattern(token) for token in tokens if not is_literal(token)]

    def find(passage: Passage) -> Iterator[Hit]:
        for pattern in patterns:
            for match in pattern.compiled.finditer(passage.text):
                if match.end() > match.start():
                    yield Hit(match.start(), match.end(), tuple(match.expand(one) for one in templates))

    return Built({token: templates for token in tokens if is_literal(token)}, find if patterns else None)
