"""Paragraphs and tables → the document with a slot at every found place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from rongmei.reporting.summary.document import Inline, Slot, SlotKind, Table, Text
from rongmei.reporting.summary.wording import choose_form, narrow

from .found import FoundSlot, Guess, MaskOf
from .masks import MASK, is_mask
from .measures import MEASURE
from .raw import RawParagraph, RawRun, RawTable
from .spans import Span, masked_phrase, scan
from .structure import words

_SENTENCE_END = re.compile(r"[。！？!?\n]")
_CLAUSE_END = re.compile(r"[，。；！？,;!?\n]")
_FAR = 400
MOST_HEADERS = 3
_COUNTER = re.compile(r"序号|编号|^№$|^No\.?$", re.IGNORECASE)
_UNIT_IN_HEADER = re.compile(rf"[（(/／]\s*(?:单位[:：])?\s*(?P<unit>万?(?:{MEASURE}))\s*[）)]?$")
_COUNTING_HEADER = re.compile(r"数|量|次|计$|篇|期|场|条|件|占比|比例|率|学时|(?<![责系持讲办编撰])人$|年$")
_NAMING_HEADER = re.compile(r"姓名|名称|单位|人员|作者|主讲|学院|部门|媒体|题目|标题|主题|负责")


@dataclass(slots=True)
class Collector:
    """Numbers the slots in reading order and remembers the headings above."""

    found: list[FoundSlot] = field(default_factory=list)
    trail: list[tuple[int, str]] = field(default_factory=list)

    def enter(self, level: int, text: str) -> None:
        """A heading begins: what follows stands under it."""
        self.trail = [(known, name) for known, name in self.trail if known < level]
        self.trail.append((level, text))

    def content(self, runs: Sequence[RawRun], place: str, *, keep_bold: bool = True) -> tuple[Inline, ...]:
        """Runs with a slot at every place found in their joined text."""
        text = "".join(run.text for run in runs)
        slots = [(span, self._remember(text, span, place)) for span in scan(text)]
        return _woven(runs, slots, keep_bold=keep_bold)

    def table(self, raw: RawTable, place: str) -> Table:
        """A table, its cells read with the headings of their row and column in mind."""
        texts = [[_cell_runs(cell) for cell in row] for row in raw.rows]
        reached = max((merge.rows for merge in raw.merges if merge.row == 0), default=1)  # 序号 over two rows: both are headings
        headers = raw.header_rows or (min(reached, MOST_HEADERS) if len(raw.rows) > reached else min(len(raw.rows) - 1, 1))
        columns = [_column_title(texts, c, headers) for c in range(len(texts[0]) if texts else 0)]
        rows = []
        for r, row in enumerate(texts):
            title = _row_title(row) if r >= headers else ""
            cells = []
            for c, runs in enumerate(row):
                column = columns[c] if r >= headers else ""
                cells.append(self._cell(runs, f"{place}第{r + 1}行第{c + 1}列", title, column))
            rows.append(tuple(cells))
        return Table(tuple(rows), header_rows=headers, merges=raw.merges)

    def _cell(self, runs: Sequence[RawRun], place: str, row: str, column: str) -> tuple[Inline, ...]:
        text = "".join(run.text for run in runs)
        if _COUNTER.search(column):
            return _woven(runs, [], keep_bold=True)
        slots = []
        for span in _cell_spans(text, column):
            if span.guess is Guess.YEAR and text.strip() == text[span.start : span.end] and _counting(column):
                span = replace(span, guess=Guess.FIGURE)  # 2019 under 数量 is no year
            slots.append((span, self._remember(text, span, place, row="" if row == text else row, column=column)))
        return _woven(runs, slots, keep_bold=True)

    def _remember(self, text: str, span: Span, place: str, *, row: str = "", column: str = "") -> FoundSlot:
        sentence, before, after = _surroundings(text, span.start, span.end)
        titles = " ".join(part for part in (row, column) if part)
        unit = _UNIT_IN_HEADER.search(column) or (_UNIT_IN_HEADER.search(row) if column else None)
        masked = span.mask_length > 0
        phrase = None if span.guess is Guess.DATE else span.phrase
        original = text[span.start : span.end]
        low, high = _masked_range(original, span) if masked else (None, None)
        if phrase and not masked:
            low, high = phrase.least, phrase.most
        slot = FoundSlot(
            ref=f"s{len(self.found) + 1}",
            original=original,
            form=phrase.form if phrase else None,
            low=low,
            high=high,
            is_mask=masked,
            mask_length=span.mask_length,
            mask_of=span.mask_of,
            measure_word=span.measure_word or (unit["unit"] if unit else ""),
            before=f"{titles} {before}".strip() if titles else before,
            after=after,
            sentence=f"{titles} {sentence}".strip() if titles else sentence,
            heading_trail=tuple(name for _, name in self.trail),
            kind_guess=span.guess,
            place=place,
        )
        self.found.append(slot)
        return slot


def _woven(runs: Sequence[RawRun], slots: list[tuple[Span, FoundSlot]], *, keep_bold: bool) -> tuple[Inline, ...]:
    """The runs cut at the slots; a slot takes its words whole, even when Word had split them over several runs."""
    woven: list[Inline] = []
    waiting = list(slots)
    position = 0
    for run in runs:
        start, end = position, position + len(run.text)
        cut = start
        while waiting and waiting[0][0].start < end:
            span, found = waiting[0]
            if span.start >= start:
                _add(woven, run, run.text[cut - start : span.start - start], keep_bold)
                woven.append(Slot(ref=found.ref, kind=SlotKind.OPEN, shown=found.original))
            if span.end > end:
                cut = end
                break
            cut = span.end
            waiting.pop(0)
        _add(woven, run, run.text[max(cut, start) - start :], keep_bold)
        position = end
    return tuple(woven)


def _add(woven: list[Inline], run: RawRun, text: str, keep_bold: bool) -> None:
    if text:
        woven.append(Text(text, bold=run.bold and keep_bold, italic=run.italic and keep_bold))


def _surroundings(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The sentence, and the words of the same clause before and after; at most a few hundred characters of each."""
    head, tail = text[max(0, start - _FAR) : start], text[end : end + _FAR]
    sentence_before = _SENTENCE_END.split(head)[-1]
    stop = _SENTENCE_END.search(tail)
    sentence = (sentence_before + text[start:end] + tail[: stop.end() if stop else None]).strip()
    return sentence, _CLAUSE_END.split(head)[-1], _CLAUSE_END.split(tail, maxsplit=1)[0]


def _masked_range(written: str, span: Span) -> tuple[Decimal | None, Decimal | None]:
    """What a masked number can have been: `**余` 11..99, `1**` 100..199, `*万余` 10001..99999."""
    if span.mask_of is not MaskOf.DIGITS or span.guess is Guess.DATE:
        return None, None
    lows, highs, first = "", "", True
    for character in narrow(written):
        masked = character in MASK
        lows += ("1" if first else "0") if masked else character
        highs += "9" if masked else character
        first = first and not (masked or character.isdigit())
    low, high = choose_form(lows), choose_form(highs)
    if low is None or high is None:
        return None, None
    return low.least, high.most


# cells


def _cell_runs(cell: tuple[RawParagraph, ...]) -> tuple[RawRun, ...]:
    """The paragraphs of a cell as lines."""
    runs: list[RawRun] = []
    for paragraph in cell:
        if runs:
            runs.append(RawRun("\n"))
        runs.extend(stripped(paragraph))
    return tuple(runs)


def stripped(paragraph: RawParagraph) -> tuple[RawRun, ...]:
    """The runs with the automatic number in front and without the spaces that only indent or align."""
    runs = list(paragraph.runs)
    while runs and not runs[0].text.strip():
        runs.pop(0)
    while runs and not runs[-1].text.strip():
        runs.pop()
    if not runs:
        return ()
    runs[0] = RawRun(runs[0].text.lstrip(), runs[0].bold, runs[0].italic)
    runs[-1] = RawRun(runs[-1].text.rstrip(), runs[-1].bold, runs[-1].italic)
    if paragraph.label:
        runs[0] = RawRun(paragraph.label + runs[0].text, runs[0].bold, runs[0].italic)
    assert "".join(run.text for run in runs) == words(paragraph)
    return tuple(runs)


def _text(runs: Sequence[RawRun]) -> str:
    return "".join(run.text for run in runs).strip()


def _column_title(texts: list[list[tuple[RawRun, ...]]], column: int, headers: int) -> str:
    """The headings above a column; under a merged heading the cell to the left says it."""
    parts: list[str] = []
    for row in texts[:headers]:
        at = column
        while at >= 0 and not _text(row[at]):
            at -= 1
        if at >= 0 and _text(row[at]) not in parts:
            parts.append(_text(row[at]))
    return " ".join(parts)


def _row_title(row: list[tuple[RawRun, ...]]) -> str:
    """The first cell of a row that is words."""
    for runs in row:
        text = _text(runs)
        if text and not is_mask(text) and not re.fullmatch(r"[\d.,，%％\s余近约万+]+", narrow(text)):
            return text
    return ""


def _counting(column: str) -> bool:
    """Does the heading of a column announce numbers? The later of two words decides: 发布单位数 counts."""
    naming, counting = _NAMING_HEADER.search(column), _COUNTING_HEADER.search(column)
    return bool(counting) and not (naming and counting and counting.start() < naming.start())


def _cell_spans(text: str, column: str) -> list[Span]:
    """A cell that is one masked run is a number under 数量 and a name under 姓名; anything else reads as text does."""
    bare = text.strip()
    if not bare or not all(c in MASK or c in ".,，%％万余+" for c in bare) or not is_mask(bare):
        return scan(text)
    start = text.index(bare)
    marks = sum(c in MASK for c in bare)
    counting = _counting(column)
    if _NAMING_HEADER.search(column) and not counting and "某" not in bare:
        return [Span(start, start + len(bare), Guess.NAME, None, marks, MaskOf.NAME)]
    if counting or len(bare) != marks:
        return [Span(start, start + len(bare), Guess.FIGURE, masked_phrase(bare), marks, MaskOf.DIGITS)]
    return scan(text)
