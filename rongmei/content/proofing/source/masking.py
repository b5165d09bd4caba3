"""What checks leave alone: addresses, code, document numbers, standards, and, where a rule asks for it, quotations and titles of works."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final


class Mask(StrEnum):
    """Why a span is left alone. All of HARD hold for every rule; the others where a rule names them in ``not_in``."""

    URL = "url"
    EMAIL = "email"
    CODE = "code"
    DOCUMENT_NUMBER = "document-number"  # 校发〔2026〕10号
    ISBN = "isbn"  # also ISSN and CN numbers
    STANDARD = "standard"  # GB/T 15834—2011
    PHONE = "phone"
    OBJECT = "object"  # a figure slot, a picture: one character that stands for something else
    NAME = "name"  # names of the directory, words the office accepts
    QUOTATION = "quotation"  # “…” of a sentence's length
    WORK = "work"  # 《…》
    TOPIC = "topic"  # #…#


HARD: Final = frozenset({Mask.URL, Mask.EMAIL, Mask.CODE, Mask.DOCUMENT_NUMBER, Mask.ISBN, Mask.STANDARD, Mask.PHONE, Mask.OBJECT})

# A quotation of fewer characters is a term or a slogan (“双一流”), not somebody's sentence.
QUOTED_SENTENCE: Final = 12

# (kind, strings of which one must occur, pattern). Every repeat is bounded: a pattern never looks further than it must.
_PATTERNS: Final = tuple(
    (kind, gates, re.compile(pattern, re.ASCII))
    for kind, gates, pattern in (
        (Mask.URL, ("://", "www."), r"(?:(?:https?|ftp)://|www\.)[!#-;=?-Z_a-z~\[\]@]{1,2000}"),
        (
            Mask.URL,
            (".cn", ".com", ".org", ".net", ".edu", ".gov"),
            r"(?<![\w.@-])[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,5}\.(?:com|cn|org|net|edu|gov)(?![A-Za-z0-9])(?:/[!#-;=?-Z_a-z~]{0,2000})?",
        ),
        (Mask.EMAIL, ("@",), r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"),
        (Mask.CODE, ("`",), r"```[^`]{1,20000}```|`[^`\n]{1,500}`"),
        (Mask.DOCUMENT_NUMBER, ("〔",), r"[\u4e00-\u9fff]{0,12}〔\d{4}〕\d{1,6}号"),
        (Mask.ISBN, ("ISBN", "ISSN", "CN"), r"(?:ISBN|ISSN)[ :：]{0,2}[\dXx](?:[ -]?[\dXx]){7,16}|CN ?\d{2}-\d{4}(?:/[A-Z0-9]{1,3})?"),
        (
            Mask.STANDARD,
            ("GB", "ISO", "CY", "JB", "DB", "IEEE", "IEC"),
            r"(?<![A-Za-z])(?:GB|CY|JB|DB\d{0,2}|ISO|IEC|IEEE)(?:/[A-Z]{1,3})? ?\d{2,6}(?:\.\d{1,3}){0,2}(?:[-—–:]\d{2,4})?",
        ),
        (Mask.PHONE, ("-", "1"), r"(?<![\d.-])(?:0\d{2,3}-\d{7,8}(?:-\d{1,5})?|[48]00-\d{3,4}-\d{3,4}|1[3-9]\d{9})(?![\d.-])"),
        (Mask.TOPIC, ("#",), r"#[^#\n]{1,40}#"),
        (Mask.WORK, ("《",), r"《[^《》\n]{1,200}》"),
        (Mask.QUOTATION, ("“",), rf"“[^“”\n]{{{QUOTED_SENTENCE},2000}}”"),
        (Mask.OBJECT, ("\ufffc",), "\ufffc"),
    )
)


class Spans:
    """Stretches of a text, merged and in order. Asking costs the logarithm of their number."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._starts, self._ends, strict=True)

    def __bool__(self) -> bool:
        return bool(self._starts)

    def touch(self, start: int, end: int) -> bool:
        """Whether a character of start:end, or for an insertion (start == end) the gap itself, lies inside a span."""
        if not self._starts:
            return False
        if start == end:
            place = bisect_left(self._starts, start) - 1
            return place >= 0 and start < self._ends[place]
        place = bisect_right(self._ends, start)
        return place < len(self._starts) and self._starts[place] < end

    def cover(self, start: int, end: int) -> bool:
        """Whether all of start:end lies inside one span."""
        place = bisect_right(self._starts, start) - 1
        return place >= 0 and end <= self._ends[place]


def masks_of(text: str) -> dict[Mask, list[tuple[int, int]]]:
    """Everything in ``text`` that looks like something to leave alone, by kind."""
    found: dict[Mask, list[tuple[int, int]]] = {}
    for kind, gates, pattern in _PATTERNS:
        for gate in gates:
            if gate in text:
                found.setdefault(kind, []).extend(match.span() for match in pattern.finditer(text))
                break
    return found


class Masks:
    """The masked spans of one passage. ``hard``: those no rule looks into."""

    __slots__ = ("_by_kind", "hard")

    def __init__(self, spans: Mapping[Mask, Iterable[tuple[int, int]]]) -> None:
        self._by_kind = {kind: Spans(one) for kind, one in spans.items() if one}
        self.hard = Spans(span for kind, one in self._by_kind.items() if kind in HARD for span in one)

    def of(self, kinds: Iterable[Mask]) -> Spans:
        """The spans of these kinds together."""
        return Spans(span for kind in kinds if kind in self._by_kind for span in self._by_kind[kind])

    def touch(self, start: int, end: int, kinds: Iterable[Mask]) -> bool:
        return any(kind in self._by_kind and self._by_kind[kind].touch(start, end) for kind in kinds)

    def kinds(self) -> frozenset[Mask]:
        return frozenset(self._by_kind)
