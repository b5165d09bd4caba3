"""What kind of change lies between two texts: decided from the texts, never by the editor's claim."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from typing import Final

from .blocks import lines_of
from .content import Content
from .fingerprints import changed_parts

NUMERALS: Final = frozenset("0123456789０１２３４５６７８９〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟")
NEGATIONS: Final = frozenset("不没无非未否勿莫别")


class Extent(StrEnum):
    SAME = "same"
    PUNCTUATION = "punctuation"  # in the running text, punctuation and spaces only
    CHARACTERS = "characters"  # in the running text, and neither a number nor a negation
    LARGE = "large"  # anything else: headline, pictures, captions, byline, files, markup, order, numbers, negations


@dataclass(frozen=True, slots=True)
class Change:
    """extent, how many characters changed (the longer side of each replacement), and which parts differ."""

    extent: Extent
    characters: int
    parts: tuple[str, ...]


def change_between(before: Content, after: Content, parts_before: Mapping[str, str], parts_after: Mapping[str, str]) -> Change:
    """The change from one text to another. Symmetric: undoing a small correction is a small correction."""
    parts = tuple(changed_parts(parts_before, parts_after))
    if not parts:
        return Change(Extent.SAME, 0, ())
    if parts != ("text",) or _skeleton(before) != _skeleton(after):
        return Change(Extent.LARGE, 0, parts)
    count, touched = changed_characters("\n".join(lines_of(before.body)), "\n".join(lines_of(after.body)))
    if not count or "\n" in touched:  # markup alone changed, or a paragraph was split
        return Change(Extent.LARGE, count, parts)
    if all(unicodedata.category(character)[0] in "PZ" for character in touched):
        return Change(Extent.PUNCTUATION, count, parts)
    grave = NUMERALS | NEGATIONS
    return Change(Extent.LARGE if grave & set(touched) else Extent.CHARACTERS, count, parts)


@lru_cache(maxsize=512)
def changed_characters(before: str, after: str) -> tuple[int, str]:
    """(how many characters, which ones on either side)."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if max(len(old), len(new)) > 5_000:  # no small correction; not worth the minutes
        return max(len(old), len(new)), old + new
    count, touched = 0, []
    for verb, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb != "equal":
            count += max(b - a, d - c)
            touched.append(old[a:b] + new[c:d])
    return count, "".join(touched)


def _skeleton(content: Content) -> list[object]:
    """Everything but the words of the running text: kinds of blocks, levels, abstract, language, markup without its words."""
    found: list[object] = [content.language, content.summary]
    for block in content.body:
        value = block["value"]
        if block["type"] == "heading":
            found.append(("heading", value["level"], value["text"]))  # a subheading weighs like a headline
        elif block["type"] == "table":
            found.append(("table", value["head"], [len(row) for row in value["rows"]]))
        elif block["type"] == "paragraph":
            found.append(("paragraph", _tags(value)))
        else:
            found.append(block["type"])
    return found


def _tags(markup: str) -> str:
    """Tags in order, their addresses too, without the words between."""
    found, inside = [], False
    for character in markup:
        inside = inside or character == "<"
        if inside:
            found.append(character)
        if character == ">":
            inside = False
    return "".join(found)
