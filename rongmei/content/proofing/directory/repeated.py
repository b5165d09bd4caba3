"""A name written rightly beside its title and wrongly further on: 副校长张伟民……张为民指出."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..finding import ErrorKind, Finding, Level
from ..pinyin import fuzzy_same
from .index import Index, Phrases
from .people import NAME, named, offices

_SHORTEST = 3  # names of two characters differ from too much by one


def check(text: str, index: Index, found: Phrases) -> list[Finding]:
    """Findings on names that sound like one written in full elsewhere in the text and belong to nobody known."""
    right = {text[one.start : one.end] for office in offices(text, found) for one in named(text, index, office) if not one.right}
    return [finding for name in sorted(right) if len(name) >= _SHORTEST for finding in _misspelt(text, index, name)]


def _misspelt(text: str, index: Index, name: str) -> Iterator[Finding]:
    for at, character in enumerate(name):
        for found in re.finditer(f"{re.escape(name[:at])}([\u4e00-\u9fff]){re.escape(name[at + 1 :])}", text):
            if found[1] == character or not fuzzy_same(found[1], character) or index.people(found[0]):
                continue
            yield Finding(
                rule=NAME,
                level=Level.WARNING,
                start=found.start(),
                end=found.end(),
                found=found[0],
                message=f"别处写作“{name}”，这里写“{found[0]}”，请核对。",
                kind=ErrorKind.NAME,
                suggestions=(name,),
                confidence=0.8,
            )
