"""Automatic list numbers, written out as a reader sees them. Runs in the child process."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from rongmei.reporting.summary.wording import chinese_numeral

from .styles import W, child, value, whole

_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "japaneseDigitalTenThousand",
    "chineseLegalSimplified",
}
_NONE = {"bullet", "none"}


@dataclass(slots=True)
class Numbering:
    """Counts along the document; `label` must be asked once per paragraph, in order."""

    levels: dict[str, dict[int, etree._Element]] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, number_id: str, level: int) -> str:
        """The number in front of the next paragraph of that list, with the punctuation its list writes."""
        abstract = self.abstract_of.get(number_id, "")
        levels = self.levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        counts[level] = counts.get(level, self._start(number_id, abstract, level) - 1) + 1
        definition = levels[level]
        if value(child(definition, "numFmt")) in _NONE:
            return ""
        pattern = value(child(definition, "lvlText"))
        return re.sub(r"%([1-9])", lambda m: self._number(number_id, abstract, int(m[1]) - 1), pattern)

    def _number(self, number_id: str, abstract: str, level: int) -> str:
        definition = self.levels[abstract].get(level)
        count = self._counts[abstract].get(level, self._start(number_id, abstract, level))
        return written(count, value(child(definition, "numFmt")))

    def _start(self, number_id: str, abstract: str, level: int) -> int:
        if (number_id, level) in self.starts:
            return self.starts[number_id, level]
        start = whole(value(child(self.levels[abstract].get(level), "start")))
        return 1 if start is None else start


def written(count: int, number_format: str) -> str:
    """A count in one of Word's number formats; unknown ones are written in digits."""
    if not 0 < count < 1000:
        return str(count)
    if number_format in _CHINESE:
        return "二" if count == 2 else chinese_numeral(count).replace("两百", "二百")
    if number_format in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and count <= 20:
        return chr(0x245F + count)
    if number_format in ("upperLetter", "lowerLetter") and count <= 26:
        return chr((64 if number_format == "upperLetter" else 96) + count)
    if number_format == "decimalZero":
        return f"{count:02d}"
    if number_format == "decimalFullWidth":
        return str(count).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return str(count)


def read_numbering(root: etree._Element | None) -> Numbering:
    numbering = Numbering()
    if root is None:
        return numbering
    for abstract in root.iter(W + "abstractNum"):
        levels = {}
        for definition in abstract.findall(W + "lvl"):
            level = whole(value(definition, "ilvl"))
            if level is not None:
                levels[level] = definition
        numbering.levels[value(abstract, "abstractNumId")] = levels
    for number in root.findall(W + "num"):
        identity = value(number, "numId")
        numbering.abstract_of[identity] = value(child(number, "abstractNumId"))
        for override in number.findall(W + "lvlOverride"):
            start, level = whole(value(child(override, "startOverride"))), whole(value(override, "ilvl"))
            if start is not None and level is not None:
                numbering.starts[identity, level] = start
    return numbering
