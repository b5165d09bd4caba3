"""From what somebody wrote to the values of a row, all problems at once. Form, spreadsheet and REST read through here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.sheets import cells

from .declaration import Ledger, RowProblem
from .kinds import Kind, LinesKind, ReadContext, Unreadable
from .kinds.base import Reader, refuse_failed_formula
from .kinds.choice import ChoiceKind
from .kinds.numbers import AtLeast
from .kinds.references import ReferenceKind
from .kinds.words import LinkKind, WordsKind
from .models import Entry

Values = dict[str, Any]
# Control characters (PostgreSQL takes no NUL) and halves of surrogate pairs (no database takes them); tab and line breaks are fine.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class RowReader:
    """Reads many rows of one ledger. Names are looked up once."""

    def __init__(self, ledger: Ledger, context: ReadContext, fields: Iterable[str] | None = None) -> None:
        """fields: the columns and lines the source has; others are neither read nor changed, and the row as a whole is not judged.
        None: all."""
        self.whole = fields is None
        self.ledger = ledger
        self.context = context
        wanted = set(ledger.importable if fields is None else fields)
        self._columns = [
            (
                name,
                read := kind.reader(context),
                kind.required,
                ledger.column_map[name].floor,
                kind.empty,
                ledger.label_of(name),
                blank_test(kind, read),
            )
            for name, kind in ledger.kind_map.items()
            if name in wanted
        ]
        self._lines = [(name, LinesKind(lines).reader(context)) for name, lines in ledger.lines_map.items() if name in wanted]
        self.missing = [name for name, kind in ledger.kind_map.items() if kind.required and name not in wanted]

    def read(self, raw: Mapping[str, Any]) -> tuple[Values, list[RowProblem]]:
        """Values of the columns read, and every problem. A row with problems must not be stored."""
        values: Values = {}
        problems: list[RowProblem] = []
        for name, read, required, floor, empty, label, is_blank in self._columns:
            cell = raw.get(name)
            if cell is None or cell == "" or is_blank(cell):
                if required:
                    problems.append(RowProblem(name, _("“%(label)s” is empty: fill it in.") % {"label": label}))
                else:
                    values[name] = empty()
                if floor:
                    values[floor] = False
                continue
            try:
                refuse_failed_formula(cell)
                value = read(cell)
            except Unreadable as unreadable:
                problems.append(RowProblem(name, unreadable.sentence))
                continue
            if floor:
                values[floor] = type(value) is AtLeast
                value = int(value)
            values[name] = value
        for name, read in self._lines:
            cell = raw.get(name)
            try:
                values[name] = read(cell) if cell not in (None, "") else []
            except Unreadable as unreadable:
                problems.append(RowProblem(name, unreadable.sentence))
        if not problems and self.whole:
            problems.extend(settle(self.ledger, values, self.context))
        return values, problems


LARGEST = 10**18
LONGEST = 100_000
MOST_LINES = 1_000


def refuse_shapes(ledger: Ledger, raw: Mapping[str, Any]) -> list[RowProblem]:
    """What no cell could hold, whoever sent it: unknown columns, objects in place of text, text no database takes, endless numbers."""
    problems = []
    for name, cell in raw.items():
        if name not in ledger.importable:
            problems.append(
                RowProblem(
                    "",
                    _("“%(name)s” is no column here: %(known)s are.") % {"name": shown(name), "known": "、".join(ledger.importable)},
                )
            )
        elif not (_is_lines(ledger, name, cell) if name in ledger.lines_map else is_cell(cell)):
            problems.append(RowProblem(name, _("a text or a number is expected, lines as a list of them.")))
    return problems


def is_cell(cell: Any) -> bool:
    """Whether a spreadsheet's cell could say it: text without control characters, a number of ordinary size, yes, no, nothing."""
    if isinstance(cell, str):
        return len(cell) <= LONGEST and not CONTROL.search(cell)
    return cell is None or (isinstance(cell, (bool, int, float)) and -LARGEST <= cell <= LARGEST)


def _is_lines(ledger: Ledger, name: str, cell: Any) -> bool:
    if not isinstance(cell, list):
        return cell is None or (isinstance(cell, str) and is_cell(cell))
    parts = {column.field for column in ledger.lines_map[name].columns}
    return len(cell) <= MOST_LINES and all(
        isinstance(line, dict) and parts.issuperset(line) and all(is_cell(part) for part in line.values()) for line in cell
    )


def shown(text: str) -> str:
    """A name somebody sent, safe to be shown: short, one line."""
    return CONTROL.sub("�", text)[:40]


def settle(ledger: Ledger, values: Values, context: ReadContext) -> list[RowProblem]:
    """Let the room fill in what it works out, then judge. `values` is changed in place."""
    return [*ledger.complete(values, context), *ledger.check(values)]


def blank_test(kind: Kind, read: Reader) -> Callable[[Any], bool]:
    """Whether a cell of this kind says nothing: empty, or —, /, 无 where that is no value of its own."""
    if isinstance(kind, WordsKind) and not isinstance(kind, LinkKind):
        return lambda cell: type(cell) is str and not cell.strip()
    if kind.name == "yesno":
        return lambda cell: cells.read_yes_no(cell) is None
    if not (isinstance(kind, (ReferenceKind, ChoiceKind))):
        return cells.is_nothing

    def names_nothing(cell: Any) -> bool:
        if not cells.is_nothing(cell):
            return False
        if not str(cell).strip():
            return True
        try:
            read(cell)
        except Unreadable:
            return True
        return False  # "无" is one of the choices

    return names_nothing


def key_of(ledger: Ledger, values: Mapping[str, Any]) -> str:
    """32 hex digits of the natural key: equal for rows that say the same thing in other spacing or punctuation."""
    parts = [
        cells.fingerprint_text(value) if isinstance(value, str) else str(value)
        for value in (values.get(name) for name in ledger.key_fields)
    ]
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()


def search_text_of(ledger: Ledger, values: Mapping[str, Any]) -> str:
    """What the search box looks through: the searched columns as written."""
    return "\n".join(str(values[name]) for name in ledger.searched if values.get(name))


def values_of(ledger: Ledger, row: Entry, *, lines: bool = True) -> Values:
    """The values a stored row holds, in the shape `RowReader.read` gives. `lines` costs a query per kind of lines unless prefetched."""
    values: Values = {}
    for name, kind in ledger.kind_map.items():
        values[name] = kind.of(row)
        floor = ledger.column_map[name].floor
        if floor:
            values[floor] = getattr(row, floor)
    if lines:
        for name, declared in ledger.lines_map.items():
            values[name] = LinesKind(declared).of(row)
    return values


def to_json(ledger: Ledger, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON: for history, staging and REST."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name in ledger.kind_map:
            found[name] = ledger.kind_map[name].to_json(value)
        elif name in ledger.lines_map:
            found[name] = LinesKind(ledger.lines_map[name]).to_json(value)
        else:
            found[name] = value
    return found


def from_json(ledger: Ledger, stored: Mapping[str, Any]) -> Values:
    """The inverse of to_json."""
    found: Values = {}
    for name, value in stored.items():
        if name in ledger.kind_map:
            found[name] = ledger.kind_map[name].from_json(value)
        elif name in ledger.lines_map:
            found[name] = LinesKind(ledger.lines_map[name]).from_json(value)
        else:
            found[name] = value
    return found
