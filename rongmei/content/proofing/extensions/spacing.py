"""spacing: a blank where there should be none, or none where there should be one.

before, after: character classes on both sides. want: none or one. Only blanks that are not line breaks count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..source import Passage
from .building import Built, Hit, Pattern

NAME: Final = "spacing"
KEYS: Final = frozenset({"before", "after", "want"})
BLANK: Final = "[ \u00a0\u2002\u2003\u2009\u3000]"


def build(options: Mapping[str, Any]) -> Built:
    before, after, want = options.get("before"), options.get("after"), options.get("want")
    if not isinstance(before, str) or not isinstance(after, str) or want not in ("none", "one"):
        raise ValueError("spacing 要有 before、after 两类字和 want: none 或 one。")
    if want == "none":
        pattern, right = Pattern(f"(?<={before}){BLANK}{{1,200}}(?={after})"), ""
    else:
        pattern, right = Pattern(f"(?:(?<={before})(?={after})|(?<={after})(?={before}))"), " "

    def find(passage: Passage) -> Iterator[Hit]:
        text = passage.text
        for match in pattern.compiled.finditer(text):
            if want == "none":
                yield Hit(match.start(), match.end(), (right,))
            else:  # a blank to put in is shown on the two characters beside it
                first, last = match.start() - 1, match.start() + 1
                yield Hit(first, last, (text[first] + right + text[last - 1],))

    return Built(find=find)
