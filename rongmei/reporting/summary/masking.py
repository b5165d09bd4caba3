"""The desensitised edition 脱敏版: the same document, every digit and every protected name under a mark.

`mask` goes from `Document` to `Document`, so all four formats of the masked edition come out of the emitters that write the
plain one, and the masked edition cannot differ from it in structure.

Two modes. DIGITS sets one `*` per digit and per character, as offices do by hand (observed in a real masked summary); the
length of what was there stays readable. FIXED sets `××` for each run, which hides length and magnitude and is the one to
publish (domain: one mark per digit can be read backwards, so it is no safe anonymisation).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rongmei.reporting.summary.document import (
    Block,
    Document,
    Heading,
    Inline,
    Paragraph,
    Picture,
    Slot,
    SlotKind,
    Text,
    map_block,
    plain,
)

MARK = "*"
FIXED_MARK = "××"
PICTURE_NOTE = "〔图片略〕"

_CHINESE_DIGITS = frozenset("〇零一二三四五六七八九两廿卅壹贰叁肆伍陆柒捌玖")
_CHINESE_TENS = frozenset("十百千拾佰仟")
# Between two digits of one number; in FIXED mode they go under the mark, or 1,263 would show that it has four digits.
_WITHIN_NUMBER = frozenset(",，.．")
# They tell the magnitude as surely as the digits do, so FIXED takes them when they follow a masked digit.
_MAGNITUDES = frozenset("十百千万亿")
# 层次序数 of GB/T 9704 at the start of a heading or of a paragraph that is run in: 1. （1） 1） ①; a year is never one.
_ORDINAL = re.compile(r"\s*(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|\d{1,2}[）)])")
_GAP = r"[\s\u200b-\u200f\u2060\ufeff]*"


class MaskMode(StrEnum):
    """How a masked run looks."""

    DIGITS = "digits"  # one mark per digit and per character: 130余 → ***余
    FIXED = "fixed"  # always ××: 130余 → ××余


@dataclass(frozen=True, slots=True)
class ProtectedName:
    """A name that must not be read in the masked edition: of the university, a unit, a person, a place.

    `aliases` are other ways it is written and are masked alike: short names 简称, former names, the English name,
    Latin abbreviations. `kind` is for the reader of a report (学校, 单位, 人名 …).
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""

    def forms(self) -> tuple[str, ...]:
        """Every way of writing it, without empty ones."""
        return tuple(form for form in (self.name, *self.aliases) if form.strip())


def mask(document: Document, *, mode: MaskMode, names: Sequence[ProtectedName], keep: Sequence[str] = ()) -> Document:
    """The masked edition of `document`: same blocks, same slots; in DIGITS mode also the same length of every text.

    Masked are: name slots wholly; digits and Chinese numerals shown in figure slots; unbound slots (as a figure when
    they hold a numeral, wholly otherwise, because they may be a name); every digit and every protected name in plain
    words, also where the name is spread over runs or has blanks inside. 层次序数 at the start of a heading or paragraph stay.
    A picture cannot be masked: a bracketed note takes its place, with its masked caption.
    Titles and notes of slots are emptied, since a tooltip would tell what the mark hides.

    `keep` are fixed expressions whose digits stay in plain words ("GB/T 9704"); a protected name inside one is masked all the same.
    """
    masker = _Masker(mode, _name_pattern(names), _keep_pattern(keep))
    return Document(
        title=masker.inlines(document.title),
        blocks=tuple(masker.block(block) for block in document.blocks),
        signed_by=masker.inlines(document.signed_by),
        signed_on=masker.inlines(document.signed_on),
        attachments=tuple(masker.inlines(attachment) for attachment in document.attachments),
    )


def ordinal_length(text: str) -> int:
    """How many characters of a paragraph's beginning are its 层次序数 in Arabic digits, 0 when it has none."""
    found = _ORDINAL.match(text)
    return found.end() if found else 0


def is_digit(char: str) -> bool:
    """ASCII, full-width and every other script's decimal digits."""
    return unicodedata.category(char) == "Nd"


class _Masker:
    def __init__(self, mode: MaskMode, names: re.Pattern[str] | None, keep: re.Pattern[str] | None) -> None:
        self.mode = mode
        self.names = names
        self.keep = keep

    def block(self, block: Block) -> Block:
        if isinstance(block, Picture):
            note = (Text(PICTURE_NOTE), *self.inlines(block.caption))
            return Paragraph(content=note, align="center", indent=False)
        if isinstance(block, Heading | Paragraph):
            return replace(block, content=self.inlines(block.content, exempt=ordinal_length(_leading_text(block.content))))
        return map_block(block, self.inlines)

    def inlines(self, content: tuple[Inline, ...], exempt: int = 0) -> tuple[Inline, ...]:
        """`content` with its marks; the first `exempt` characters are a 层次序数."""
        whole = plain(content)
        hidden = self._hidden(content, whole, exempt)
        if self.mode is MaskMode.DIGITS:
            return tuple(_rewrite(content, (MARK if flag else char for char, flag in zip(whole, hidden, strict=True))))
        return tuple(_rewrite(content, _fixed(content, whole, hidden)))

    def _hidden(self, content: tuple[Inline, ...], whole: str, exempt: int) -> list[bool]:
        """For each character of the whole text, whether it goes under a mark."""
        kept = _spans(self.keep, whole)
        hidden = [is_digit(char) and i >= exempt and i not in kept for i, char in enumerate(whole)]
        for start, inline in _placed(content):
            if isinstance(inline, Slot):
                hidden[start : start + len(inline.shown)] = _slot_flags(inline)
        folded = "".join(_fold(char) for char in whole)
        for i in _spans(self.names, folded):
            hidden[i] = hidden[i] or not _is_gap(whole[i])
        return hidden


def _placed(content: tuple[Inline, ...]) -> Iterator[tuple[int, Inline]]:
    start = 0
    for inline in content:
        yield start, inline
        start += len(inline.text if isinstance(inline, Text) else inline.shown)


def _rewrite(content: tuple[Inline, ...], written: Iterable[str]) -> Iterator[Inline]:
    """The same inlines with what is written for each of their characters."""
    pieces = list(written)
    for start, inline in _placed(content):
        if isinstance(inline, Text):
            yield replace(inline, text="".join(pieces[start : start + len(inline.text)]))
        else:
            yield replace(inline, shown="".join(pieces[start : start + len(inline.shown)]), title="", note="")


def _fixed(content: tuple[Inline, ...], whole: str, hidden: list[bool]) -> list[str]:
    """`××` where a masked run begins, nothing for the rest of it. A slot has a run of its own: it must show something."""
    slot_edges = {start for start, inline in _placed(content) if isinstance(inline, Slot)}
    slot_edges |= {start + len(inline.shown) for start, inline in _placed(content) if isinstance(inline, Slot)}
    written: list[str] = []
    within = False
    for i, char in enumerate(whole):
        if within and not hidden[i] and _goes_with_number(whole, hidden, i):
            written.append("")
            continue
        begins = hidden[i] and (not within or i in slot_edges)
        written.append(FIXED_MARK if begins else "" if hidden[i] else char)
        within = hidden[i]
    return written


def _goes_with_number(whole: str, hidden: list[bool], i: int) -> bool:
    """Whether the character tells the size of the masked number before it: 万 of 2.3万, the comma of 1,263."""
    if whole[i] in _MAGNITUDES:
        return _is_numeral(whole[i - 1])
    follows = i + 1 < len(whole) and hidden[i + 1] and is_digit(whole[i + 1])
    return whole[i] in _WITHIN_NUMBER and is_digit(whole[i - 1]) and follows


def _is_numeral(char: str) -> bool:
    return is_digit(char) or char in _CHINESE_DIGITS or char in _CHINESE_TENS or char in _MAGNITUDES


def _leading_text(content: tuple[Inline, ...]) -> str:
    """The words before the first slot; a figure at the start of a paragraph is not an ordinal."""
    words: list[str] = []
    for inline in content:
        if isinstance(inline, Slot):
            break
        words.append(inline.text)
    return "".join(words)


def _slot_flags(slot: Slot) -> list[bool]:
    if slot.kind is SlotKind.NAME:
        return [True] * len(slot.shown)
    if slot.kind is SlotKind.ROWS:
        return [is_digit(char) for char in slot.shown]
    flags = _numeral_flags(slot.shown)
    if slot.kind is SlotKind.OPEN and not any(flags):
        return [True] * len(slot.shown)
    return flags


def _numeral_flags(shown: str) -> list[bool]:
    """Digits, and Chinese numerals character by character: 两名 → *名, 三百余 → **余; 万 of 2.3万 is a unit and stays."""
    flags: list[bool] = []
    for i, char in enumerate(shown):
        after_arabic = i > 0 and is_digit(shown[i - 1])
        flags.append(is_digit(char) or char in _CHINESE_DIGITS or (char in _CHINESE_TENS and not after_arabic))
    return flags


def _name_pattern(names: Iterable[ProtectedName]) -> re.Pattern[str] | None:
    forms = {"".join(_fold(char) for char in form if not _is_gap(char)) for name in names for form in name.forms()}
    return _any_of(_form_pattern(form) for form in forms if form)


def _form_pattern(form: str) -> str:
    """The form with any blanks inside; a Latin abbreviation only as a word of its own (NU is not in MENU)."""
    body = _GAP.join(re.escape(char) for char in form)
    before = r"(?<![a-z])" if form[0].isascii() and form[0].isalpha() else ""
    after = r"(?![a-z])" if form[-1].isascii() and form[-1].isalpha() else ""
    return f"{before}{body}{after}"


def _keep_pattern(keep: Iterable[str]) -> re.Pattern[str] | None:
    """Fixed expressions; one that begins or ends with a digit is not found inside a longer number."""
    return _any_of(
        (r"(?<!\d)" if is_digit(words[0]) else "") + re.escape(words) + (r"(?!\d)" if is_digit(words[-1]) else "")
        for words in set(keep)
        if words
    )


def _any_of(patterns: Iterable[str]) -> re.Pattern[str] | None:
    """Matches are found by lookahead at every place, so names that overlap are all found; longest first."""
    ordered = sorted(patterns, key=lambda pattern: (-len(pattern), pattern))
    return re.compile(f"(?=({'|'.join(ordered)}))") if ordered else None


def _spans(pattern: re.Pattern[str] | None, text: str) -> set[int]:
    if pattern is None:
        return set()
    return {i for found in pattern.finditer(text) for i in range(*found.span(1))}


def _fold(char: str) -> str:
    """One character for one character: full-width Latin as ASCII, capitals as small letters."""
    folded = unicodedata.normalize("NFKC", char).lower()
    return folded if len(folded) == 1 else char


def _is_gap(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) == "Cf"
