"""What lies between two texts, to the character. Chinese has no blanks between words: a difference of one character is shown as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .blocks import picture_values
from .content import Content
from .words import reading_text


@dataclass(frozen=True, slots=True)
class Piece:
    """mark: "same", "added" or "removed"."""

    mark: str
    text: str


Line = tuple[Piece, ...]


def compare_texts(before: Content, after: Content) -> list[Line]:
    """Every line of both texts in reading order; a changed line as pieces. Joined without what was added the lines are `before`, joined
    without what was removed they are `after`."""
    return list(_lines(_words(before), _words(after)))


def _words(content: Content) -> list[str]:
    """The words, and after them what a reader sees that is no running text: byline, words for pictures."""
    byline = "　".join(f"{line['name']}（{line['unit']}）" if line["unit"] else line["name"] for line in content.byline)
    pictures = [value["alt"] for value in picture_values(content.body) if value["alt"]]
    return [line for line in [*reading_text(content).split("\n"), byline, *pictures] if line.strip()]


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    for verb, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            yield from ((Piece("same", line),) for line in old[a:b])
            continue
        paired = min(b - a, d - c)
        yield from (characters(old[a + number], new[c + number]) for number in range(paired))
        yield from ((Piece("removed", line),) for line in old[a + paired : b])
        yield from ((Piece("added", line),) for line in new[c + paired : d])


def characters(old: str, new: str) -> Line:
    """Two versions of a line as pieces. Lines with little in common are shown whole, one after the other: easier to read than crumbs."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.3:
        return tuple(Piece(mark, text) for mark, text in (("removed", old), ("added", new)) if text)
    pieces: list[Piece] = []
    for verb, a, b, c, d in matcher.get_opcodes():
        if verb == "equal":
            pieces.append(Piece("same", old[a:b]))
            continue
        pieces += [Piece(mark, text) for mark, text in (("removed", old[a:b]), ("added", new[c:d])) if text]
    return tuple(pieces)
