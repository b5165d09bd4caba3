"""A Word export that comes back from a reader: which figures were changed by hand, and which words.

Each slot was exported inside a bookmark `slot_<ref>` (the second use of a ref: `slot_<ref>__2`). Bookmarks survive saving in
Word, WPS and LibreOffice; content controls lose their tag there (measured, figures.md §4).
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rongmei.reporting.summary.document import Document
from rongmei.reporting.summary.exports.docx import bookmark_names, to_docx
from rongmei.reporting.summary.reading import WordRefused, read_raw
from rongmei.reporting.summary.reading.raw import RawFile, RawParagraph

_MARK = "\ue000"  # stands for a slot when the words around it are compared
_ALIKE = 0.45
_NUMBERISH = re.compile(r"[\d０-９余多近约超万亿千百+＋.．%％*＊×]")


@dataclass(frozen=True, slots=True)
class SlotChange:
    """One slot whose words are no longer what was exported. `use` counts the places of the same ref from 1."""

    ref: str
    was: str
    now: str
    use: int = 1


@dataclass(frozen=True, slots=True)
class TextChange:
    """Words outside the slots: `paragraph` counts the written lines of the export from 0 (title first, cell by cell in tables,
    −1 for a line that is new); `was` is empty for a new line, `now` for a deleted one."""

    paragraph: int
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Returned:
    """Nothing in any of them: the file says what was exported."""

    changed_slots: tuple[SlotChange, ...]
    lost_slots: tuple[SlotChange, ...]  # the bookmark is gone; `now` is what most likely stands there, or empty
    text_changes: tuple[TextChange, ...]

    @property
    def unchanged(self) -> bool:
        return not (self.changed_slots or self.lost_slots or self.text_changes)


def compare_returned(path: bytes | str | os.PathLike[str], document: Document) -> Returned:
    """What a person changed in the export of `document`. Raises WordRefused.

    The document is exported once more and both files are read the same way, so what the layout adds is no change.
    """
    names = bookmark_names(document)
    refs: dict[str, tuple[str, int]] = {}
    uses: dict[str, int] = {}
    for name, slot in names:
        uses[slot.ref] = uses.get(slot.ref, 0) + 1
        refs[name] = (slot.ref, uses[slot.ref])
    exported = list(_lines(read_raw(to_docx(document)), refs))
    returned = list(_lines(read_raw(path), refs))
    if len(returned) > 3 * len(exported) + 200 or _length(returned) > 3 * _length(exported) + 20_000:
        raise WordRefused(
            f"传回的文件有 {len(returned)} 段、{_length(returned)} 字，导出的总结只有 {len(exported)} 段、{_length(exported)} 字，"
            "不像是同一份；请上传由本系统导出后修改的那一份。"
        )
    return _Comparison(exported, returned, refs).result()


def _length(lines: Sequence[_Line]) -> int:
    return sum(len(line.text) for line in lines)


@dataclass(slots=True)
class _Line:
    """One written paragraph and the slots in it: bookmark name → (start, end) in `text`."""

    text: str
    slots: dict[str, tuple[int, int]]

    def words(self) -> str:
        """The text without its slots and without spaces: what must be equal when only figures were changed."""
        out, at = [], 0
        for start, end in sorted(self.slots.values()):
            if start >= at:
                out += [self.text[at:start], _MARK]
                at = end
        return "".join("".join([*out, self.text[at:]]).split())


def _lines(file: RawFile, refs: dict[str, tuple[str, int]]) -> Iterator[_Line]:
    for block in file.blocks:
        cells = ((block,),) if isinstance(block, RawParagraph) else (cell for row in block.rows for cell in row)
        for cell in cells:
            for paragraph in cell:
                if paragraph.text.strip():
                    marks = {name: (start, end) for name, start, end in paragraph.bookmarks if name in refs}
                    yield _Line(paragraph.text, marks)


@dataclass(slots=True)
class _Comparison:
    exported: Sequence[_Line]
    returned: Sequence[_Line]
    refs: dict[str, tuple[str, int]]
    changed: list[SlotChange] = field(default_factory=list)
    lost: list[SlotChange] = field(default_factory=list)
    texts: list[TextChange] = field(default_factory=list)

    def result(self) -> Returned:
        pairs = _paired(self.exported, self.returned)
        at = {name: line for line in self.returned for name in line.slots}
        for index, (line, other) in enumerate(zip(self.exported, pairs, strict=True)):
            for name in line.slots:
                self._slot(name, line, other if other is not None and name in other.slots else at.get(name), other)
            self._words(index, line, other)
        known = {id(other) for other in pairs if other is not None}
        for other in self.returned:
            if id(other) not in known:
                self.texts.append(TextChange(-1, "", other.text))
        return Returned(tuple(self.changed), tuple(self.lost), tuple(self.texts))

    def _slot(self, name: str, line: _Line, holder: _Line | None, other: _Line | None) -> None:
        ref, use = self.refs[name]
        start, end = line.slots[name]
        was = line.text[start:end]
        if holder is not None:
            begin, stop = holder.slots[name]
            if begin == stop and other is not None:
                begin, stop = _recovered(line, other, start, end)  # typed over: the bookmark shrank to nothing
            begin, stop = _widened(holder, begin, stop, line, start, end)
            holder.slots[name] = (begin, stop)
            now = holder.text[begin:stop]
            if "".join(now.split()) != "".join(was.split()):
                self.changed.append(SlotChange(ref, was, now, use))
            return
        if other is None:
            self.lost.append(SlotChange(ref, was, "", use))
            return
        begin, stop = _recovered(line, other, start, end)
        other.slots[name] = (begin, stop)
        self.lost.append(SlotChange(ref, was, other.text[begin:stop], use))

    def _words(self, index: int, line: _Line, other: _Line | None) -> None:
        if other is None:
            self.texts.append(TextChange(index, line.text, ""))
        elif line.words() != other.words():
            self.texts.append(TextChange(index, line.text, other.text))


def _paired(exported: Sequence[_Line], returned: Sequence[_Line]) -> list[_Line | None]:
    """For every exported line the returned one: equal words first, between those the ones that share slots or most words."""
    matcher = difflib.SequenceMatcher(None, [e.words() for e in exported], [r.words() for r in returned], autojunk=False)
    pairs: list[_Line | None] = [None] * len(exported)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pairs[a:b] = returned[c:d]
        elif tag == "replace":
            pairs[a:b] = _closest(exported[a:b], returned[c:d])
    return pairs


def _closest(exported: Sequence[_Line], returned: Sequence[_Line]) -> list[_Line | None]:
    likeness = sorted(
        ((_likeness(line, other), -abs(i - j), i, j) for i, line in enumerate(exported) for j, other in enumerate(returned)),
        reverse=True,
    )
    pairs: list[_Line | None] = [None] * len(exported)
    taken: set[int] = set()
    for alike, _near, i, j in likeness:
        if alike >= _ALIKE and pairs[i] is None and j not in taken:
            pairs[i] = returned[j]
            taken.add(j)
    return pairs


def _likeness(line: _Line, other: _Line) -> float:
    if line.slots.keys() & other.slots.keys():
        return 1.0 + difflib.SequenceMatcher(None, line.text, other.text, autojunk=False).ratio()
    matcher = difflib.SequenceMatcher(None, line.text, other.text, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE else 0.0


def _recovered(line: _Line, other: _Line, start: int, end: int) -> tuple[int, int]:
    """Where the words of a slot most likely stand when its bookmark does not say: between what stood before and behind it."""
    begin, stop = 0, len(other.text)
    for block in difflib.SequenceMatcher(None, line.text, other.text, autojunk=False).get_matching_blocks():
        if not block.size:
            continue
        if block.a < start:
            before = min(start, block.a + block.size)
            begin = block.b + before - block.a
        if block.a + block.size > end:
            stop = block.b + max(end, block.a) - block.a
            break
    return begin, max(begin, stop)


def _widened(holder: _Line, begin: int, stop: int, line: _Line, start: int, end: int) -> tuple[int, int]:
    """Digits typed at the edge of a bookmark fall outside it; they belong to the figure unless they stood there before."""
    edges = sorted(span for span in holder.slots.values())
    left = max((b for _a, b in edges if b <= begin), default=0)
    right = min((a for a, _b in edges if a >= stop), default=len(holder.text))
    if not (start and _NUMBERISH.match(line.text[start - 1])):
        while begin > left and _NUMBERISH.match(holder.text[begin - 1]):
            begin -= 1
    if not (end < len(line.text) and _NUMBERISH.match(line.text[end])):
        while stop < right and _NUMBERISH.match(holder.text[stop]):
            stop += 1
    return begin, stop
