"""Rows of a sheet to values, fast: the readers of `RowReader`, by position, remembering what a column repeats."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from rongmei.base.sheets import cells
from rongmei.base.sheets.tables import FORMULA_STARTS, Cell, cell_address

from ..declaration import Ledger, RowProblem
from ..kinds import Kind, LinesKind, ReadContext, Unreadable
from ..kinds.base import Reader, refuse_failed_formula
from ..kinds.numbers import AtLeast
from ..kinds.words import LinkKind, WordsKind
from ..reading import blank_test

REMEMBERED = 20_000


class Bad:
    """A cell that has no value, and the sentence that says why."""

    __slots__ = ("sentence",)

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence


class _Step(NamedTuple):
    """How one column of the sheet is read."""

    name: str
    column: int
    resolve: Callable[[Any], Any]
    memo: dict[Any, Any] | None
    floor: int  # slot of the lower-bound flag, -1 when there is none


Problem = dict[str, str]
"""{"field", "cell", "sentence"}, and "written" where the value itself is asked about."""


class SheetReader:
    """Reads the rows of one sheet of one import. `names` says what the places of a row's values hold."""

    def __init__(
        self, ledger: Ledger, context: ReadContext, mapping: Mapping[int, str], *, sheet: str, unit_id: int | None = None, csv: bool = False
    ) -> None:
        """mapping: column index → field or lines name. unit_id: the unit of all rows, for sheets that do not say it."""
        self.ledger, self.sheet, self._csv, self._context = ledger, sheet, csv, context
        self.index_of = {name: index for index, name in mapping.items()}
        self._unit_id = unit_id if "unit" not in self.index_of else None
        self.names: list[str] = []
        self._steps = [self._column_step(kind, context) for name, kind in ledger.kind_map.items() if name in self.index_of]
        self._steps += [self._lines_step(name, context) for name in ledger.lines_map if name in self.index_of]
        if self._unit_id is not None:
            self.names.append("unit")
        self.filled = [name for name in ledger.fills if name not in self.names]  # not in the sheet, worked out by the room
        self.names += self.filled
        self._slot = {name: slot for slot, name in enumerate(self.names)}
        self._plan = [(self._slot[step.name], step.column, step.memo, step.resolve, step.floor) for step in self._steps]
        self._width = max(self.index_of.values(), default=-1) + 1
        self._numeric = {self.index_of[name] for name, kind in ledger.kind_map.items() if kind.numeric and name in self.index_of}
        self._completes = type(ledger).complete is not Ledger.complete
        self._checks = self._completes or type(ledger).check is not Ledger.check
        self._start = [ledger.kind_map[name].empty() if name in self.filled else None for name in self.names]
        self._empty = {name: kind.empty() for name, kind in ledger.kind_map.items() if name not in self._slot}
        self._empty |= {column.floor: False for column in ledger.columns if column.floor and column.floor not in self._slot}
        self._empty |= {name: [] for name in ledger.lines_map if name not in self._slot}
        self._key_slots = [self._slot.get(name, -1) for name in ledger.key_fields]
        self._key_empty = [self._empty.get(name) for name in ledger.key_fields]

    @property
    def missing(self) -> list[str]:
        """Required columns the sheet does not give."""
        return [name for name, kind in self.ledger.kind_map.items() if kind.required and name not in self._slot]

    # ---- building -----------------------------------------------------------------------------------------------------

    def _column_step(self, kind: Kind, context: ReadContext) -> _Step:
        name = kind.column.field
        self.names.append(name)
        floor = -1
        if kind.column.floor:
            self.names.append(kind.column.floor)
            floor = len(self.names) - 1
        resolve = self._resolver(kind, kind.reader(context), str(self.ledger.label_of(name)))
        plain_text = isinstance(kind, (WordsKind, LinkKind))  # titles and links hardly repeat
        return _Step(name, self.index_of[name], resolve, None if plain_text else {}, floor)

    def _lines_step(self, name: str, context: ReadContext) -> _Step:
        read = LinesKind(self.ledger.lines_map[name]).reader(context)
        self.names.append(name)
        uncsv = self._csv

        def resolve(cell: Any) -> Any:
            if cell is None or cell == "":
                return []
            try:
                return read(unquoted(cell) if uncsv else cell)
            except Unreadable as unreadable:
                return Bad(unreadable.sentence)

        return _Step(name, self.index_of[name], resolve, {}, -1)

    def _resolver(self, kind: Kind, read: Reader, label: str) -> Callable[[Any], Any]:
        is_blank = blank_test(kind, read)
        nothing: Any = Bad(_("“%(label)s” is empty: fill it in.") % {"label": label}) if kind.required else kind.empty()
        uncsv = self._csv

        def resolve(cell: Any) -> Any:
            if cell is None or cell == "" or is_blank(cell):
                return nothing
            try:
                refuse_failed_formula(cell)
                if uncsv:
                    cell = unquoted(cell)
                return read(cell)
            except Unreadable as unreadable:
                return Bad(unreadable.sentence)

        return resolve

    # ---- reading ------------------------------------------------------------------------------------------------------

    def read(self, row_no: int, cells_of_row: Sequence[Cell], spread: Sequence[int] = ()) -> tuple[list[Any], list[Problem]]:
        """Values in the order of `names`, and every problem with its address. The values of a row with problems are no use."""
        out: list[Any] = self._start.copy()
        bad: list[tuple[int, str]] | None = None
        if len(cells_of_row) < self._width:
            cells_of_row = [*cells_of_row, *([None] * (self._width - len(cells_of_row)))]
        for slot, index, memo, resolve, floor in self._plan:
            cell = cells_of_row[index]
            if memo is None or cell.__class__ is bool:  # True and 1 are one key
                value = resolve(cell)
            else:
                try:
                    value = memo[cell]
                except KeyError:
                    value = resolve(cell)
                    if len(memo) < REMEMBERED:
                        memo[cell] = value
            if value.__class__ is Bad:
                bad = bad or []
                bad.append((slot, value.sentence))
            elif floor >= 0:
                out[slot] = value if value.__class__ is not AtLeast else int(value)
                out[floor] = value.__class__ is AtLeast
            else:
                out[slot] = value
        if self._unit_id is not None:
            out[self._slot["unit"]] = self._unit_id
        if bad or spread or self._checks:
            return out, self._problems(row_no, out, bad or [], spread)
        return out, []

    def _problems(self, row_no: int, out: list[Any], bad: list[tuple[int, str]], spread: Sequence[int]) -> list[Problem]:
        found = [self.problem(row_no, self.names[slot], sentence) for slot, sentence in bad]
        for index in spread:
            if index in self._numeric:
                name = next(name for name, place in self.index_of.items() if place == index)
                found.append(
                    self.problem(row_no, name, _("this number stands in a merged cell over several rows: write each row's own number."))
                )
        if not found and self._completes:
            found = [self.problem(row_no, problem.field, str(problem.sentence)) for problem in self._fill_in(out)]
        if not found and self._checks:
            found = [self.problem(row_no, problem.field, str(problem.sentence)) for problem in self.check(out)]
        return found

    def problem(self, row_no: int, field: str, sentence: str) -> Problem:
        index = self.index_of.get(field)
        cell = cell_address(self.sheet, row_no, index) if index is not None else f"{self.sheet}!{row_no}"
        return {"field": field, "cell": cell, "sentence": sentence}

    def _fill_in(self, out: list[Any]) -> list[RowProblem]:
        """What the room works out, in place."""
        values = dict(zip(self.names, out, strict=True))
        problems = list(self.ledger.complete(values, self._context))
        for name in self.ledger.fills:
            out[self._slot[name]] = values[name]
        return problems

    def check(self, out: Sequence[Any]) -> list[RowProblem]:
        """The room's own rules about the whole row."""
        return list(self.ledger.check({**self._empty, **dict(zip(self.names, out, strict=True))}))

    def complete(self, out: Sequence[Any]) -> dict[str, Any]:
        """The values of a new row: what the sheet does not give is empty."""
        return {**self._empty, **dict(zip(self.names, out, strict=True))}

    def key(self, out: Sequence[Any]) -> str:
        """As `reading.key_of`, from a list."""
        parts = []
        for slot, empty in zip(self._key_slots, self._key_empty, strict=True):
            value = out[slot] if slot >= 0 else empty
            parts.append(cells.fingerprint_text(value) if value.__class__ is str else str(value))
        return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()

    def raw(self, cells_of_row: Sequence[Cell]) -> dict[str, Cell]:
        """Field → cell as it stands in the file."""
        width = len(cells_of_row)
        return {name: cells_of_row[index] if index < width else None for name, index in self.index_of.items()}

    def row_of(self, raw: Mapping[str, Any]) -> list[Any]:
        """The inverse of `raw`: a row to be read again."""
        row: list[Any] = [None] * self._width
        for name, index in self.index_of.items():
            row[index] = raw.get(name)
        return row


def unquoted(cell: Any) -> Any:
    """A csv text without the ' an export put in front of =, +, - and @."""
    if cell.__class__ is str and cell[:1] == "'" and cell[1:2] in FORMULA_STARTS and len(cell) > 1:
        return cell[1:]
    return cell
