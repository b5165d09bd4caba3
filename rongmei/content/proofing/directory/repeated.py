"""A name written rightly beside its title and wrongly further on: 副校长张伟民……张为民指出."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..finding import ErrorKind, Finding, Level
from ..pinyin import fuzzy_same
from .index import Index
from .people import NAME, Named, Office

_SHORTEST = 3  # names of two characters differ from too much by one


def check(text: str, index: Index, read: Iterable[tuple[Office, Sequence[Named]]]) -> list[Finding]:
    """Findings on names that sound like one written in full elsewhere in the text and belong to nobody known. read: the offices of the
    text and the names they are said of."""
    right = {text[one.start : one.end] for _office, names in read for one in names if not one.right}
    return [finding for name in sorted(right) if len(name) >= _SHORTEST for finding in _misspelt(text, index, name)]


def _misspelt(text: str, index: Index, name: str) -> Iterator[Finding]:
    for at, character in enumerate(name):
        for start in _but_one(text, name, at):
            written = text[start : start + len(name)]
            if written == name or not fuzzy_same(written[at], character) or index.people(written):
                continue
            yield Finding(
                rule=NAME,
                level=Level.WARNING,
                start=start,
                end=start + len(name),
                found=written,
                message=f"别处写作“{name}”，这里写“{written}”，请核对。",
                kind=ErrorKind.NAME,
                suggestions=(name,),
                confidence=0.8,
            )


def _but_one(text: str, name: str, at: int) -> Iterator[int]:
    """Where the name stands with any Chinese character in the place ``at``; no two of them share a character."""
    before, behind, free = name[:at], name[at + 1 :], 0
    sought = before or behind
    found = text.find(sought, bool(not before))
    while found >= 0:
        start = found if before else found - 1
        if start >= free and text.startswith(behind, start + at + 1) and "\u4e00" <= text[start + at : start + at + 1] <= "\u9fff":
            yield start
            free = start + len(name)
        found = text.find(sought, found + 1)
