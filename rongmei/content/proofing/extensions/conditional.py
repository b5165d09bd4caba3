"""conditional: where the first stands, the second must stand too. first, second: patterns; \\1 of the first may be written {1} in the second.

order: “before” when the second must come before the first, else anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..source import Source
from .building import Built, Hit, Pattern, expand

NAME: Final = "conditional"
KEYS: Final = frozenset({"first", "second", "order"})


def build(options: Mapping[str, Any]) -> Built:
    first, second, order = options.get("first"), options.get("second"), options.get("order", "")
    if not isinstance(first, str) or not isinstance(second, str) or order not in ("", "before"):
        raise ValueError("conditional 要有 first、second 两个写法，order 为空或 before。")
    pattern, wanted = Pattern(first), expand(second)

    def find_in_all(source: Source) -> Iterator[Hit]:
        met: dict[str, re.Match[str] | None] = {}
        for match in pattern.compiled.finditer(source.text):
            needed = wanted.replace("{1}", re.escape(match[1] or "")) if "{1}" in wanted else wanted
            if needed not in met:
                met[needed] = next((one for one in re.finditer(needed, source.text) if one.span() != match.span()), None)
                answer = met[needed]
                if answer is None or (order == "before" and answer.start() > match.start()):
                    yield Hit(match.start(), match.end())

    return Built(find_in_all=find_in_all)
