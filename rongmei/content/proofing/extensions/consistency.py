"""consistency: one text, one way of writing. either: {one way: another}, phrases or patterns. The rarer way is the hit.

together: at least this many occurrences of both before anything is said (2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..source import Source
from .building import Built, Hit, Pattern, is_literal, mapping

NAME: Final = "consistency"
KEYS: Final = frozenset({"either"})


def build(options: Mapping[str, Any]) -> Built:
    ways = [(one, other, Pattern(one), Pattern(other)) for one, other in mapping(options, "either").items()]

    def find_in_all(source: Source) -> Iterator[Hit]:
        for one, other, first, second in ways:
            yield from _compare(source.text, (one, first), (other, second))

    return Built(find_in_all=find_in_all)


def _compare(text: str, one: tuple[str, Pattern], other: tuple[str, Pattern]) -> Iterator[Hit]:
    if any(is_literal(written) and written not in text for written, _pattern in (one, other)):
        return
    found = [(written, list(pattern.compiled.finditer(text))) for written, pattern in (one, other)]
    if not all(matches for _written, matches in found):
        return
    # Of two ways as frequent as each other the later one gives way.
    (_rare, rarer), (common, usual) = sorted(found, key=lambda way: (len(way[1]), -_first(way[1])))
    right = (common,) if is_literal(common) else ()
    for match in rarer:
        yield Hit(match.start(), match.end(), right, (usual[0].span(),))


def _first(matches: list[re.Match[str]]) -> int:
    return matches[0].start()
