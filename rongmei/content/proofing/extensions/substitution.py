"""substitution: one thing for another. swap: {wrong: right}; right may hold \\1 for a group, “甲|乙” for a choice, "" to take it out.

swap_from: a file beside the rule files with one “wrong<TAB>right” a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from ..source import Passage
from .building import Built, Hit, Pattern, choices, is_literal, mapping

NAME: Final = "substitution"
KEYS: Final = frozenset({"swap"})

Swaps = list[tuple[Pattern, tuple[str, ...]]]


def build(options: Mapping[str, Any]) -> Built:
    swap = mapping(options, "swap")
    literals = {wrong: choices(right) for wrong, right in swap.items() if is_literal(wrong)}
    patterns = [(Pattern(wrong), choices(right)) for wrong, right in swap.items() if not is_literal(wrong)]
    return Built(literals, partial(find, patterns) if patterns else None)


def find(patterns: Swaps, passage: Passage) -> list[Hit]:
    text = passage.text
    return [
        Hit(match.start(), match.end(), tuple([match.expand(one) for one in templates]))
        for pattern, templates in patterns
        for match in pattern.finditer(text)
        if match.end() > match.start()
    ]
