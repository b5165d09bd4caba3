"""What a spreadsheet is, once the table on each of its sheets was found."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

Cell = str | int | float | bool | None
"""A cell as it leaves the sandbox: dates are ISO strings (``2022-03-05`` or ``2022-03-05T09:30:00``),
whole floats are ints, an error such as ``#REF!`` is that text, an empty cell is ``None``."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a text in a csv file must not begin with: a spreadsheet program would run it. Our exports put ' in front."""


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """One column of a table. ``index`` is its place in ``SheetRow.values`` (A is 0); ``title`` is flattened
    (``发布情况/阅读量``) and empty when the column has data but no heading."""

    index: int
    letter: str
    title: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Rows ``row_no`` to ``last_row_no`` (as numbered in the spreadsheet program) that are no records, and why."""

    row_no: int
    why: str
    last_row_no: int


class SheetRow(NamedTuple):
    """One record. ``values`` are aligned with column A; ``spread`` names the indexes whose value was
    repeated here from the top left cell of a merged block (a number there may be meant for the block as a whole)."""

    row_no: int
    values: list[Cell]
    spread: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet and its table. Without a table (empty sheet, charts) ``columns`` is empty."""

    name: str
    hidden: bool
    columns: tuple[HeaderColumn, ...]
    header_rows: tuple[int, ...]
    first_data_row: int | None
    row_count: int
    """Records, that is rows that ``rows()`` gives."""
    dropped: tuple[Dropped, ...]
    samples: tuple[tuple[Cell, ...], ...]
    """The values of the first records, as in ``SheetRow.values``; long texts are cut."""

    @property
    def fingerprint(self) -> str:
        """Same header, same fingerprint: a remembered mapping is found by it."""
        return header_fingerprint([column.title for column in self.columns])


@dataclass(frozen=True, slots=True)
class Inspection:
    """All sheets of a file in workbook order."""

    kind: str
    """``xlsx``, ``xls``, ``ods`` or ``csv``."""
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name. Raises KeyError."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise KeyError(name)


def column_letter(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_address(sheet_name: str, row_no: int, index: int) -> str:
    """``媒体发稿!E42``, as messages name a cell."""
    return f"{sheet_name}!{column_letter(index)}{row_no}"


_NOISE = re.compile(r"[\s\W_]+", re.UNICODE)


def normal_title(title: str) -> str:
    """A heading without what offices vary: width, case, spaces, punctuation. Path parts stay apart by ``/``."""
    parts = (_NOISE.sub("", unicodedata.normalize("NFKC", part).casefold()) for part in title.split("/"))
    return "/".join(part for part in parts if part)


def header_fingerprint(titles: Sequence[str]) -> str:
    """Fingerprint of a header: 32 hex digits, sensitive to the order of the columns."""
    text = "\x1f".join(normal_title(title) for title in titles)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
