"""A whole sheet against the ledger: what is new, changed, the same, twice in the file, or must wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.sheets.tables import Cell, SheetRow

from .. import rules
from ..declaration import Ledger
from ..enums import RowState
from ..kinds import ReadContext
from ..models import ImportBatch, StagedRow
from .diffing import Comparer, Held
from .mapping import field_mapping
from .questions import Unknown
from .reading import Problem, SheetReader
from .staging import CHANGED, CHUNK, NEW, SAME, StagedValues, pack, unpack

Outcome = StagedRow.Outcome


@dataclass
class Hand:
    """What somebody did to a row before this check: cells typed over, or the row left out."""

    mended: dict[str, Any]
    dropped: bool = False


@dataclass
class Checked:
    """The result of a check, ready to be stored in one go."""

    chunks: list[tuple[dict[str, int], bytes]] = field(default_factory=list)
    staged: list[StagedRow] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: {"rows": 0, NEW: 0, CHANGED: 0, SAME: 0})


class Gate:
    """What the rules say about rows of this import, asked once per unit and state."""

    def __init__(self, actor: Any, ledger: Ledger) -> None:
        self.actor, self.ledger = actor, ledger
        self._units: dict[int | None, str] = {}
        self._rows: dict[tuple[str, int], str] = {}

    def unit(self, unit_id: int | None) -> str:
        """Why the person may not record for the unit; "" when he may."""
        if unit_id not in self._units:
            self._units[unit_id] = rules.may_record(self.actor, self.ledger, unit_id).reason
        return self._units[unit_id]

    def row(self, held: Held) -> str:
        """Why the person may not change the row; "" when he may."""
        key = (held.state, held.unit_id)
        if key not in self._rows:
            row = self.ledger.model(state=held.state, unit_id=held.unit_id)
            seen = rules.may_see(self.actor, row)
            self._rows[key] = rules.may_change(self.actor, row).reason if seen else seen.reason
        return self._rows[key]


def reader_of(batch: ImportBatch, ledger: Ledger, context: ReadContext) -> SheetReader:
    """Reads the rows of an import as its columns were settled."""
    csv = batch.inspection.get("kind") == "csv"
    return SheetReader(ledger, context, field_mapping(batch.mapping), sheet=batch.sheet, unit_id=batch.unit_id, csv=csv)


class SheetCheck:
    """One check of one sheet. Holds no ORM object per good row."""

    def __init__(
        self, ledger: Ledger, actor: Any, batch: ImportBatch, context: ReadContext, hands: Mapping[int, Hand] | None = None
    ) -> None:
        self.ledger, self.batch, self.hands = ledger, batch, dict(hands or {})
        self.reader = reader_of(batch, ledger, context)
        self.comparer = Comparer(ledger, self.reader.names, self.reader.filled)
        self.gate = Gate(actor, ledger)
        self.unknown = Unknown(ledger, context)
        self.unit_slot = self.reader.names.index("unit")
        self.done = Checked()
        self._seen: dict[str, int] = {}
        self._twice: dict[str, list[tuple[StagedRow, list[Any]]]] = {}

    def run(self, rows: Iterable[SheetRow], beat: Callable[[int], None]) -> Checked:
        """Check every row. `beat` is called with the number of rows read after every chunk; it may raise to stop the check."""
        stream = iter(rows)
        while part := list(islice(stream, CHUNK)):
            self._chunk(part)
            self.done.counts["rows"] += len(part)
            beat(self.done.counts["rows"])
        if self._twice:
            self._name_differences()
        return self.done

    def _chunk(self, part: list[SheetRow]) -> None:
        read, key_of, encode = self.reader.read, self.reader.key, self.comparer.encode
        hands, seen, unit_slot, may_unit = self.hands, self._seen, self.unit_slot, self.gate.unit
        good: dict[str, tuple[int, list[Any], list[Cell]]] = {}
        for row_no, cells_of_row, spread in part:
            if row_no in hands:
                self._by_hand(row_no, cells_of_row, spread, good)
                continue
            out, problems = read(row_no, cells_of_row, spread)
            if problems or may_unit(out[unit_slot]):
                self._wait(row_no, cells_of_row, problems or [self.reader.problem(row_no, "unit", may_unit(out[unit_slot]))])
                continue
            key = key_of(out)
            if key in seen:
                self._second(row_no, cells_of_row, key, encode(out))
                continue
            seen[key] = row_no
            good[key] = (row_no, encode(out), cells_of_row)
        self._compare(good)

    def _compare(self, good: dict[str, tuple[int, list[Any], list[Cell]]]) -> None:
        held = self.comparer.held(good)
        compare, staged = self.comparer.compare, []
        counts = {NEW: 0, CHANGED: 0, SAME: 0}
        for key, (row_no, values, cells_of_row) in good.items():
            row = held.get(key)
            found = compare(row_no, key, values, row)
            if row is not None and found[1] == CHANGED and (why := self.gate.row(row)):
                self._wait(row_no, cells_of_row, [self.reader.problem(row_no, self.ledger.title, why)])
                continue
            counts[found[1]] += 1
            staged.append(found)
        self._keep(counts, staged)

    def _keep(self, counts: dict[str, int], staged: list[StagedValues]) -> None:
        if staged:
            self.done.chunks.append((counts, pack(self.reader.names, staged)))
            for name, number in counts.items():
                self.done.counts[name] += number

    def _wait(self, row_no: int, cells_of_row: list[Cell], problems: list[Problem], mended: dict[str, Any] | None = None) -> StagedRow:
        raw = self.reader.raw(cells_of_row)
        self.unknown.mark(problems, {**raw, **(mended or {})})
        row = StagedRow(batch=self.batch, row_no=row_no, raw=raw, problems=problems, mended=mended or {})
        self.done.staged.append(row)
        return row

    def _second(self, row_no: int, cells_of_row: list[Cell], key: str, values: list[Any]) -> None:
        row = self._wait(row_no, cells_of_row, [])
        row.outcome, row.target = Outcome.DUPLICATE, self._seen[key]
        self._twice.setdefault(key, []).append((row, values))

    def _by_hand(self, row_no: int, cells_of_row: list[Cell], spread: tuple[int, ...], good: dict[str, Any]) -> None:
        """A row somebody has touched before: left out stays left out; typed cells win over the file's."""
        hand = self.hands[row_no]
        mended = {name: text for name, text in hand.mended.items() if name in self.reader.index_of}
        if hand.dropped:
            self._wait(row_no, cells_of_row, [], mended).outcome = Outcome.DROPPED
            return
        raw = {**self.reader.raw(cells_of_row), **mended}
        typed = {self.reader.index_of[name] for name in mended}
        out, problems = self.reader.read(row_no, self.reader.row_of(raw), tuple(set(spread) - typed))
        sentence = "" if problems else self.gate.unit(out[self.unit_slot])
        if problems or sentence:
            self._wait(row_no, cells_of_row, problems or [self.reader.problem(row_no, "unit", sentence)], mended)
            return
        key = self.reader.key(out)
        row = self._wait(row_no, cells_of_row, [], mended)
        if key in self._seen:
            row.outcome, row.target = Outcome.DUPLICATE, self._seen[key]
            self._twice.setdefault(key, []).append((row, self.comparer.encode(out)))
            return
        self._seen[key] = row_no
        held = self.comparer.held([key]).get(key)
        found = self.comparer.compare(row_no, key, self.comparer.encode(out), held)
        if held is not None and found[1] == CHANGED and (why := self.gate.row(held)):
            row.problems = [self.reader.problem(row_no, self.ledger.title, why)]
        else:
            row.outcome, row.action = Outcome.READY, found[1]

    def _name_differences(self) -> None:
        """Say of every second row what it says differently; a true repetition has nothing to say."""
        for _counts, data in self.done.chunks:
            rows = [found for found in unpack(data)[1] if found[2] in self._twice]
            held = self.comparer.held(found[2] for found in rows if found[1] != NEW)
            for found in rows:
                first = _values_of(found, held.get(found[2]))
                for row, values in self._twice[found[2]]:
                    row.problems = self._differences(row.row_no, int(found[0]), first, values)

    def _differences(self, row_no: int, first_no: int, first: list[Any] | None, values: list[Any]) -> list[Problem]:
        problems = []
        for name, was, now in zip(self.reader.names, first or values, values, strict=True):
            if was != now and name not in self.ledger.key_fields and name in self.reader.index_of:
                sentence = _("differs from row %(row)d, which says the same otherwise.") % {"row": first_no}
                problems.append(self.reader.problem(row_no, name, sentence))
        return problems


def _values_of(found: StagedValues, held: Held | None) -> list[Any] | None:
    """What a checked row says: its own values, or those of the ledger with its changes."""
    if found[1] == NEW:
        return list(found[3])
    if held is None:
        return None
    values = list(held.values)
    for slot, _was, now in found[5] if found[1] == CHANGED else ():
        values[slot] = now
    return values


def state_for(batch: ImportBatch) -> RowState:
    """The state new rows get."""
    return RowState.CONFIRMED if batch.confirm else RowState.SUBMITTED
