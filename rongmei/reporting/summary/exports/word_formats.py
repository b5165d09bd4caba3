"""The format a paragraph of a Word file really has: its own, or else its style's, or else the document's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn


@dataclass(frozen=True, slots=True)
class CharFormat:
    """East Asian font ("" when unsaid), size in points, extra space after each character in twips, and whether the font is a theme's."""

    font: str
    size: float
    tracking: int
    from_theme: bool


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph of the body. `formats` counts its characters by format; `lead` is the format of its first character."""

    number: int  # of the paragraphs with words in it
    text: str
    style: str
    align: str
    first_line_chars: int | None  # hundredths of a character
    first_line: int  # twips
    left: int
    line: int | None  # twips, when exact
    formats: Counter[CharFormat]
    lead: CharFormat

    @property
    def main(self) -> CharFormat:
        """The format most of its characters have."""
        return self.formats.most_common(1)[0][0]


class Formats:
    """Reads effective formats of one opened document."""

    def __init__(self, package: Any) -> None:
        styles = package.styles.element
        self.styles = {style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))}
        self.default_style = next(
            (key for key, style in self.styles.items() if style.get(qn("w:default")) == "1" and style.get(qn("w:type")) == "paragraph"),
            "",
        )
        defaults = styles.find(qn("w:docDefaults"))
        self.default_run = _descend(defaults, "w:rPrDefault", "w:rPr")
        self.default_paragraph = _descend(defaults, "w:pPrDefault", "w:pPr")
        self.body = package.element.body

    def paragraphs(self) -> Iterator[WordParagraph]:
        """The paragraphs outside tables that have words in them."""
        number = 0
        for p in self.body.findall(qn("w:p")):
            formats, text, lead = self._characters(p)
            if text.strip() and lead is not None:
                number += 1
                yield self._paragraph(p, number, text, formats, lead)

    def paragraph_of(self, p: Any) -> WordParagraph | None:
        """One paragraph anywhere, such as a footer's; None when it has no words."""
        formats, text, lead = self._characters(p)
        return self._paragraph(p, 0, text, formats, lead) if lead is not None else None

    def _paragraph(self, p: Any, number: int, text: str, formats: Counter[CharFormat], lead: CharFormat) -> WordParagraph:
        spacing = self._attributes(p, "w:spacing")
        indent = self._attributes(p, "w:ind")
        chars = indent.get("firstLineChars")
        return WordParagraph(
            number=number,
            text=text,
            style=_name_of(self.styles.get(self._style_id(p))),
            align=self._attributes(p, "w:jc").get("val", "left"),
            first_line_chars=int(chars) if chars is not None else None,
            first_line=_twips(indent.get("firstLine", "0")),
            left=_twips(indent.get("left", indent.get("start", "0"))),
            line=_twips(spacing["line"]) if spacing.get("lineRule") == "exact" and "line" in spacing else None,
            formats=formats,
            lead=lead,
        )

    def _characters(self, p: Any) -> tuple[Counter[CharFormat], str, CharFormat | None]:
        formats: Counter[CharFormat] = Counter()
        words: list[str] = []
        lead: CharFormat | None = None
        for run in p.iter(qn("w:r")):
            text = "".join(t.text or "" for t in run.findall(qn("w:t")))
            if text:
                found = self._char_format(run, p)
                formats[found] += len(text)
                lead = lead or found
                words.append(text)
        return formats, "".join(words), lead

    def _char_format(self, run: Any, p: Any) -> CharFormat:
        chain = [run.find(qn("w:rPr")), *self._style_parts(p, "w:rPr"), self.default_run]
        fonts = _merged(chain, "w:rFonts")
        size = _merged(chain, "w:sz").get("val", "20")
        return CharFormat(
            font=fonts.get("eastAsia", ""),
            size=int(size) / 2,
            tracking=_twips(_merged(chain, "w:spacing").get("val", "0")),
            from_theme="eastAsiaTheme" in fonts,
        )

    def _attributes(self, p: Any, tag: str) -> dict[str, str]:
        return _merged([p.find(qn("w:pPr")), *self._style_parts(p, "w:pPr"), self.default_paragraph], tag)

    def _style_id(self, p: Any) -> str:
        named = _descend(p, "w:pPr", "w:pStyle")
        return named.get(qn("w:val"), self.default_style) if named is not None else self.default_style

    def _style_parts(self, p: Any, tag: str) -> Iterator[Any]:
        """That part of the paragraph's style, of the style it is based on, and so on."""
        key, seen = self._style_id(p), set[str]()
        while key in self.styles and key not in seen:
            seen.add(key)
            yield self.styles[key].find(qn(tag))
            based = self.styles[key].find(qn("w:basedOn"))
            key = based.get(qn("w:val"), "") if based is not None else ""


def _merged(chain: list[Any], tag: str) -> dict[str, str]:
    """The attributes of `tag`, nearest first. A theme font counts only where no nearer level names a font."""
    merged: dict[str, str] = {}
    for part in chain:
        found = part.find(qn(tag)) if part is not None else None
        if found is None:
            continue
        for key, value in found.attrib.items():
            name = key.rpartition("}")[2]
            if name == "eastAsiaTheme" and "eastAsia" in merged and part is not chain[0]:
                continue
            merged.setdefault(name, value)
    return merged


def _descend(element: Any, *tags: str) -> Any:
    for tag in tags:
        element = element.find(qn(tag)) if element is not None else None
    return element


def _name_of(style: Any) -> str:
    name = style.find(qn("w:name")) if style is not None else None
    return name.get(qn("w:val"), "") if name is not None else ""


def _twips(value: str) -> int:
    """A twips measure; Word also accepts 28.99pt and 10mm."""
    for unit, factor in (("pt", 20.0), ("mm", 56.6929), ("cm", 566.929), ("in", 1440.0)):
        if value.endswith(unit):
            return round(float(value.removesuffix(unit)) * factor)
    return round(float(value))
