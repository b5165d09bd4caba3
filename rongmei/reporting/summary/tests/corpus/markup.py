"""Sentences with marks → words and the truth about their places."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from decimal import Decimal

from rongmei.reporting.summary.wording import Form, Worded, choices, render

from .catalogue import FIGURES, UNIVERSITIES

_MARK = re.compile(r"\{(?P<key>[a-z.]+)(?:!(?P<form>[a-z_]+))?\}|\[(?P<words>[^|\]]+)\|(?P<kind>[a-z]+)\]|<(?P<name>[a-z]+)>")
_BY_KEY = {figure.key: figure for figure in FIGURES}
_PROSE_FORMS = (Form.EXACT, Form.YU, Form.JIN, Form.YUE, Form.CHAO, Form.WAN_YU, Form.WAN_PLUS, Form.WAN, Form.YI_YU)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the truth: what stands there, and the figure key, `name:person`, `year`, `date` or `ordinal` it is."""

    start: int
    end: int
    original: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Line:
    """One written line (a paragraph, a cell) and its places, left to right."""

    text: str
    places: tuple[Place, ...] = ()


@dataclass(slots=True)
class Hand:
    """How one office writes: its values, its masks, its digits."""

    seed: int
    mask: str = ""  # the character that covers digits; empty: nothing is masked
    name_mask: str = ""
    full_width: bool = False
    thousands: bool = False
    exact_only: bool = False
    mask_years: bool = False
    chinese_small: bool = False
    random: random.Random = field(init=False)
    values: dict[str, int] = field(init=False)
    university: tuple[str, str, str, str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.values = {figure.key: self.random.randint(figure.low, figure.high) for figure in FIGURES}
        self.university = UNIVERSITIES[self.seed % len(UNIVERSITIES)]

    def write(self, sentence: str) -> Line:
        """The words, and where in them the places stand."""
        out, at = "", 0
        places: list[Place] = []
        for mark in _MARK.finditer(sentence):
            out += sentence[at : mark.start()]
            at = mark.end()
            percent = sentence[at : at + 1] == "%"
            words, meaning = self._place(mark, percent=percent)
            at += percent
            visible = "" if meaning == "none" else self._masked_part(words, meaning)
            if visible:
                start = len(out) + words.index(visible)
                places.append(Place(start, start + len(visible), visible, meaning))
            out += words
        return Line(out + sentence[at:], tuple(places))

    def _place(self, mark: re.Match[str], *, percent: bool) -> tuple[str, str]:
        tail = "%" if percent else ""
        if mark["key"]:
            return self._figure(mark["key"], mark["form"] or "", percent=percent) + tail, mark["key"]
        if mark["name"]:
            return self._name(mark["name"]), f"name:{mark['name']}"
        return self._other(mark["words"], mark["kind"]) + tail, mark["kind"]

    def _masked_part(self, words: str, meaning: str) -> str:
        """Of a name only what is masked is a place; everything else is one whole."""
        if not meaning.startswith("name:"):
            return words
        if not self.name_mask:
            return ""
        found = re.search(f"[{re.escape(self.name_mask)}]+", words)
        assert found
        if meaning == "name:person":
            return words
        return found[0]

    def _figure(self, key: str, form: str, *, percent: bool) -> str:
        value = self.values[key]
        if percent:
            written = str(value)
        elif form == "small":
            written = self._text(value, Form.CHINESE if self.chinese_small and value <= 10 else Form.EXACT)
        else:
            written = self._prose(value)
        if not self.mask:
            return written.translate(_WIDE) if self.full_width else written
        return "".join(self.mask if c in _DIGITS else c for c in written)

    def _prose(self, value: int) -> str:
        offered = [f for f, _ in choices(value) if f in _PROSE_FORMS]
        if value >= 10_000 and Form.EXACT in offered and not self.exact_only:
            offered.remove(Form.EXACT)
        form = Form.EXACT if self.exact_only or not offered else self.random.choice(offered)
        if form is Form.EXACT and self.thousands and value >= 1000:
            form = Form.THOUSANDS
        return self._text(value, form)

    def _text(self, value: int, form: Form) -> str:
        worded = render(Decimal(value), form)
        assert isinstance(worded, Worded), (value, form, worded)
        return worded.text

    def _other(self, words: str, kind: str) -> str:
        if self.mask and _already_masked(words):
            return words
        if self.mask and (self.mask_years or kind in ("growth", "other")) and kind not in ("date", "ordinal"):
            return "".join(self.mask if c in _DIGITS + "〇" else c for c in words)
        return words.translate(_WIDE) if self.full_width and kind != "ordinal" else words

    def _name(self, kind: str) -> str:
        university, county, paper, person, unit = self.university
        plain = {"university": university, "county": county, "outlet": paper, "person": person, "unit": unit}[kind]
        if not self.name_mask:
            return plain
        m = self.name_mask
        if kind == "person":
            return plain[0] + m * (len(plain) - 1)
        tail = re.search(r"(?:师范学院|理工大学|农业大学|财经大学|医学院|大学|县|日报|晚报|时报|学院)$", plain)
        assert tail
        kept = {"university": r"大学|学院"}.get(kind, re.escape(tail[0]))
        keep = re.search(rf"(?:{kept})$", plain)
        assert keep
        return m * keep.start() + keep[0]


def _already_masked(words: str) -> bool:
    return any(c in "*×X某" for c in words)


_DIGITS = "0123456789一二两三四五六七八九十"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
