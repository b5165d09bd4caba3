"""repetition: the same thing twice in a row. of: characters that are never doubled on purpose; or “words”, or “clauses” between marks,
of ``length`` characters (of clauses: and more).

What is right twice (的的确确) stands in the rule's exceptions. A run of any length is one hit; taking out all but one mends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

from ..matcher import Beginnings
from ..source import Passage
from .building import HAN, Built, Hit, Pattern

NAME: Final = "repetition"
KEYS: Final = frozenset({"of", "length"})
_MARKS: Final = r"，、；：。！？“”‘’（）《》\s"
_BEGINNING: Final = Beginnings(1, [*"，、；：。！？“”‘’（）《》", *(chr(code) for code in range(0x3001) if chr(code).isspace())])
_CLAUSE: Final = re.compile(f"[^{_MARKS}]{{1,3000}}")


def build(options: Mapping[str, Any]) -> Built:
    of, length = options.get("of"), options.get("length", 2)
    if not isinstance(of, str) or not of or not isinstance(length, int) or not 1 < length < 20:
        raise ValueError("of 应为不叠用的字、words 或 clauses，length 应为 2 到 19。")
    if of == "clauses":
        return Built(find=partial(_clauses, length))
    if of == "words":
        return Built(find=partial(_runs, Pattern(rf"([{HAN}]{{{length}}})\1"), length))
    return Built(find=partial(_runs, Pattern(rf"([{of}])\1{{1,200}}"), 1))


def _runs(pattern: Pattern, length: int, passage: Passage) -> Iterator[Hit]:
    if passage.grams.repeats(length):
        for match in pattern.finditer(passage.text):
            yield Hit(match.start(), match.end(), (match[1],))


def _clauses(length: int, passage: Passage) -> Iterator[Hit]:
    if not passage.grams.repeats_after(_BEGINNING, length):
        return
    before: re.Match[str] | None = None
    for match in _CLAUSE.finditer(passage.text):
        if before is not None and before[0] == match[0] and len(match[0]) >= length and match.start() == before.end() + 1:
            yield Hit(before.start(), match.end(), (match[0],))
        before = match
