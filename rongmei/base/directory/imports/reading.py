"""The table of a sheet, and its cells as values; everything wrong is collected with its address."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext as _

from rongmei.base.directory.imports.kinds import COLUMNS, SheetColumn, SheetKind
from rongmei.base.directory.imports.plan import Line
from rongmei.base.history.decisions import Invalid
from rongmei.base.sheets import cells, sandbox
from rongmei.base.sheets.columns import FieldNames, propose_mapping
from rongmei.base.sheets.limits import SheetRefused
from rongmei.base.sheets.tables import HeaderColumn, Sheet, SheetRow, cell_address, column_letter

MOST_ROWS: Final = 20_000


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one cell; ``index`` -1 is the row as a whole."""

    row_no: int
    index: int
    cell: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.cell}：{self.sentence}"


@dataclass
class Table:
    """One sheet of a file, with its columns matched to fields. ``mapping``: field → column index."""

    kind: SheetKind
    file_name: str
    sheet: str
    sheets: list[str]
    headings: tuple[HeaderColumn, ...]
    mapping: dict[str, int]
    rows: list[SheetRow] = field(default_factory=list)

    def column(self, name: str) -> SheetColumn:
        return next(column for column in COLUMNS[self.kind] if column.field == name)

    def has(self, name: str) -> bool:
        return name in self.mapping

    def require_columns(self) -> None:
        """Raises Invalid naming the columns that are needed and were not found."""
        missing = [c.heading for c in COLUMNS[self.kind] if c.required and c.field not in self.mapping]
        if missing:
            raise Invalid(
                _("no column for %(missing)s was found; the sheet has: %(found)s. Say below which column is meant, or rename one.")
                % {"missing": "、".join(missing), "found": "、".join(h.title for h in self.headings if h.title)},
                f"{self.file_name}!{self.sheet}",
            )

    def fields(self, *names: str) -> list[tuple[str, Any]]:
        """Names of fields with what they are called on screen."""
        return [(name, self.column(name).label) for name in names]

    def reader(self, row: SheetRow) -> RowReader:
        return RowReader(self, row)


class RowReader:
    """The cells of one row as values. An empty cell is not given: it leaves what is there."""

    def __init__(self, table: Table, row: SheetRow) -> None:
        self.table, self.row = table, row
        self.problems: list[Problem] = []

    def wrong(self, name: str, sentence: str) -> None:
        """Something is wrong with the cell of this field; with "" or without such a column, with the row."""
        index = self.table.mapping.get(name, -1)
        address = cell_address(self.table.sheet, self.row.row_no, index) if index >= 0 else f"{self.table.sheet}!{self.row.row_no}"
        self.problems.append(Problem(self.row.row_no, index, address, sentence))

    def _raw(self, name: str) -> Any:
        index = self.table.mapping.get(name, -1)
        raw = self.row.values[index] if 0 <= index < len(self.row.values) else None
        return None if cells.is_nothing(raw) else raw

    def text(self, name: str) -> str:
        """ "" for an empty cell; complains when the column is required or the text is too long."""
        column = self.table.column(name)
        text = cells.read_text(self._raw(name)) or ""
        if cells.is_failed_formula(text):
            self.wrong(name, _("“%(found)s” is a formula that failed: mend the formula, or write the value.") % {"found": text})
            return ""
        if not text and column.required:
            self.wrong(name, _("“%(label)s” is empty: fill it in.") % {"label": column.heading})
        limit = getattr(column.of._meta.get_field(name.removeprefix("post_")), "max_length", None)
        if limit and len(text) > limit:
            self.wrong(
                name,
                _("“%(found)s…” has %(length)d characters, at most %(limit)d fit: shorten it.")
                % {"found": text[:20], "length": len(text), "limit": limit},
            )
        return text

    def names(self, name: str) -> list[str]:
        return list(dict.fromkeys(cells.split_list(self._raw(name))))

    def day(self, name: str) -> datetime.date | None:
        raw = self._raw(name)
        if raw is None:
            return None
        day = cells.read_date(raw)
        if isinstance(day, datetime.date):
            return day
        self.wrong(name, day.sentence if day is not None else _("This is no day."))
        return None

    def whole(self, name: str, most: int) -> int | None:
        """A whole number from 1 to ``most``."""
        raw = self._raw(name)
        number = None if raw is None else cells.read_integer(raw)
        if number is None or (isinstance(number, int) and 1 <= number <= most):
            return number
        self.wrong(
            name,
            _("“%(found)s” found, a whole number from 1 to %(most)d expected.") % {"found": str(raw)[:20], "most": most},
        )
        return None

    def choice(self, name: str, choices: type[models.TextChoices], words: Mapping[str, Any]) -> Any:
        """A member of a closed list by its name on screen or another word offices use; "" for an empty cell."""
        text = self.text(name)
        if not text:
            return ""
        wanted = cells.fingerprint_text(text)
        known = {cells.fingerprint_text(word): member for word, member in words.items()}
        known |= {cells.fingerprint_text(str(member.label)): member for member in choices}
        if wanted not in known:
            self.wrong(
                name,
                _("“%(found)s” found, one of %(expected)s expected.")
                % {"found": text[:40], "expected": "、".join(str(member.label) for member in choices)},
            )
            return ""
        return known[wanted].value

    def into(self, line: Line) -> Line:
        line.problems.extend(self.problems)
        return line


def read_table(
    path: str | os.PathLike[str], *, kind: SheetKind, name: str, sheet: str = "", mapping: Mapping[str, int] | None = None
) -> Table:
    """Read one sheet. ``sheet``: its name, by default the likeliest. ``mapping``: field → column index, by default by names.

    Raises Invalid for a file that cannot be read, has no table, or is too long.
    """
    try:
        with sandbox.open_book(path, filename=name) as book:
            tables = [found for found in book.inspection.sheets if found.columns]
            chosen = _chosen(tables, kind, name, sheet)
            if chosen.row_count > MOST_ROWS:
                raise Invalid(
                    _("%(count)d rows found, at most %(limit)d are taken at a time: split the sheet.")
                    % {"count": chosen.row_count, "limit": MOST_ROWS},
                    f"{name}!{chosen.name}",
                )
            rows = list(book.rows(chosen.name))
    except SheetRefused as refused:
        raise Invalid(refused.sentence, name) from None
    known = {column.field for column in COLUMNS[kind]}
    width = max((column.index for column in chosen.columns), default=-1)
    given = {field: index for field, index in (mapping or {}).items() if field in known and 0 <= index <= width}
    return Table(kind, name, chosen.name, [t.name for t in tables], chosen.columns, given or propose(kind, chosen), rows)


def _chosen(tables: list[Sheet], kind: SheetKind, name: str, wanted: str) -> Sheet:
    if not tables:
        raise Invalid(_("no table was found on any sheet: a row of headings with at least one record below it is expected."), name)
    for sheet in tables:
        if sheet.name == wanted:
            return sheet
    return max(tables, key=lambda sheet: (not sheet.hidden, len(propose(kind, sheet)), sheet.row_count))


def propose(kind: SheetKind, sheet: Sheet) -> dict[str, int]:
    """Field → column index, as the headings suggest."""
    names = [FieldNames(column.field, (column.heading, str(column.label), *column.aliases)) for column in COLUMNS[kind]]
    found = propose_mapping([column.title for column in sheet.columns], names)
    return {proposal.field: sheet.columns[place].index for place, proposal in found.items()}


def letters(table: Table) -> list[tuple[int, str, str, str]]:
    """(index, letter, heading, field or "") of every column, for asking which is which."""
    field_of = {index: name for name, index in table.mapping.items()}
    return [(h.index, column_letter(h.index), h.title, field_of.get(h.index, "")) for h in table.headings]
