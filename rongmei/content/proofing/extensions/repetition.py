"""repetition: the same thing twice in a row. of: characters that are never doubled on purpose, or “words” for two or three characters twice.

What is right twice (的的确确) stands in the rule's exceptions. A run of any length is one hit; taking out all but one mends it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..source import Passage
from .building import HAN, Built, Hit, Pattern

NAME: Final = "repetition"
KEYS: Final = frozenset({"of", "length", "between"})


def build(options: Mapping[str, Any]) -> Built:
    of = options.get("of")
    if not isinstance(of, str) or not of:
        raise ValueError("of 应为不叠用的字，或 words。")
    between = options.get("between", "")
    if of == "words":
        length = options.get("length", 2)
        if length not in (2, 3, 4):
            raise ValueError("length 应为 2、3 或 4。")
        pattern = Pattern(rf"([{HAN}]{{{length}}}){between}\1")
    else:
        pattern = Pattern(rf"([{of}]){between}\1{{1,200}}" if not between else rf"([{of}]){between}\1")

    def find(passage: Passage) -> Iterator[Hit]:
        for match in pattern.compiled.finditer(passage.text):
            yield Hit(match.start(), match.end(), (match[1],))

    return Built(find=find)
