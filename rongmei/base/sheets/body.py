"""Which rows below a header are records: totals, notes, sub-headings, repeated headers and blank rows are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rongmei.base.sheets.headers import Header, clean_title
from rongmei.base.sheets.tables import Cell

MOST_DROPPED = 2_000
SAMPLES = 20
SAMPLE_CHARS = 80

_TOTAL = re.compile(r"[^，。；：:]{0,14}?(?:合计|总计|小计|共计|累计|总和|总数)(?:[（(][^（）()]{0,8}[)）])?[:：]?")
_NOTE = re.compile(
    r"(?:[（(]?(?:备?注|说明|附注|注释|填表说明|填报说明|数据来源|统计口径|统计时间|截止时间|备注说明)[)）]?\s*\d{0,2}\s*[:：.、]"
    r"|(?:填报人|填表人|制表人?|审核人?|审批人|负责人|经办人|联系人|联系电话|领导签字|单位负责人|填报单位|填表日期|制表日期)\s*[:：]"
    r"|单位\s*[(（]?(?:公章|盖章|签章)[)）]?\s*[:：]?)"
)
_SECTION = re.compile(r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]).{0,40}")
_NUMBERING = re.compile(r"序号|编号|no\.?|#", re.IGNORECASE)
_SUSPECT = frozenset("合总小共累注备说附填制审负经联领单数统截")

Row = tuple[int, list[Cell], tuple[int, ...]]
"""Row number as the spreadsheet program shows it, values, indexes filled from merged blocks."""


@dataclass
class Body:
    """Reads the rows below one header; afterwards ``dropped``, ``samples``, ``row_count`` and ``untitled`` tell
    what was there."""

    header: Header
    dropped: list[tuple[int, str, int]] = field(default_factory=list)
    samples: list[list[Cell]] = field(default_factory=list)
    first_data_row: int | None = None
    last_data_row: int = 0
    row_count: int = 0
    untitled: set[int] = field(default_factory=set)
    """Columns without a heading that hold data."""

    def drop(self, row_no: int, why: str) -> None:
        """Remember a row that is no record; neighbours dropped for the same reason become one entry."""
        if self.dropped and self.dropped[-1][1] == why and self.dropped[-1][2] == row_no - 1:
            self.dropped[-1] = (self.dropped[-1][0], why, row_no)
        elif len(self.dropped) < MOST_DROPPED:
            self.dropped.append((row_no, why, row_no))

    def records(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The records among ``rows``."""
        columns = sorted(self.header.titles)
        lead = columns[0]
        first_title = self.header.titles[lead].rsplit("/", 1)[-1]
        numbered = bool(_NUMBERING.match(first_title))
        suspects = _SUSPECT | {first_title[0]}
        titled = set(columns)
        blank_titles: list[int] | None = None
        for row_no, values, spread in rows:
            empty = values.count(None)
            first = values[lead]
            if (
                len(values) - empty < 3
                or first is None
                or spread
                or (type(first) is str and (first[0] in suspects or first[0].isspace() or "计" in first))
            ):
                why = self._why_not(values, spread, lead, numbered)
                if why:
                    self.drop(row_no, why)
                    continue
            if blank_titles is None:
                blank_titles = [column for column in range(len(values)) if column not in titled]
                self.first_data_row = row_no
            if blank_titles:
                self.untitled.update(column for column in blank_titles if values[column] is not None)
            self.row_count += 1
            self.last_data_row = row_no
            if self.row_count <= SAMPLES:
                self.samples.append([value[:SAMPLE_CHARS] if isinstance(value, str) else value for value in values])
            yield row_no, values, spread

    def _why_not(self, values: list[Cell], spread: tuple[int, ...], lead: int, numbered: bool) -> str:
        filled = [
            (column, value)
            for column, value in enumerate(values)
            if value is not None and not (isinstance(value, str) and not value.strip())
        ]
        if not filled:
            return "空行"
        if numbered and len(filled) == 1 and filled[0][0] == lead and str(filled[0][1]).strip().isdigit():
            return "只有序号的空行"
        texts = ["".join(value.split()) if isinstance(value, str) else "" for _, value in filled]
        distinct = len({str(value) for _, value in filled})
        if any(text and _TOTAL.fullmatch(text) for text in texts[:2]):
            return "合计行"
        if distinct <= 4 and texts[0] and _NOTE.match(texts[0]):
            return "说明或签字行"
        if self._is_header_again(filled):
            return "重复的表头"
        if distinct == 1 and texts[0]:
            sideways = [column for column in spread if column - 1 == filled[0][0]]
            if sideways or _SECTION.fullmatch(texts[0]):
                return "小标题行"
        return ""

    def _is_header_again(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        if len(filled) < 2 or not all(isinstance(value, str) for _, value in filled):
            return False
        return all(clean_title(value) in self.header.titles.get(column, "").split("/") for column, value in filled)
