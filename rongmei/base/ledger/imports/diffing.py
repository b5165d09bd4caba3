"""What the ledger already holds under a key, and what a row of a sheet would change in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from ..declaration import Ledger
from ..enums import RowState
from ..kinds import Kind, LinesKind
from .staging import CHANGED, NEW, SAME, StagedValues

PER_QUERY = 5_000


class Held(NamedTuple):
    """A row of the ledger, its values as JSON in the order asked for."""

    pk: int
    version: int
    state: str
    unit_id: int
    values: list[Any]


class Comparer:
    """Compares rows of a sheet with the ledger's own, no ORM object per row."""

    def __init__(self, ledger: Ledger, names: Sequence[str], filled: Sequence[str] = ()) -> None:
        """names: what the places of a row's values hold: columns, lower-bound flags, lines. filled: those the sheet does not have, which
        the room works out; where it cannot, the ledger's own value stays."""
        self.ledger, self.names = ledger, list(names)
        self._filled = [(self.names.index(name), ledger.kind_map[name].to_json(ledger.kind_map[name].empty())) for name in filled]
        self._line_slots = [(slot, name) for slot, name in enumerate(names) if name in ledger.lines_map]
        self._plain = [(slot, name) for slot, name in enumerate(names) if name not in ledger.lines_map]
        self._attnames = [ledger.field(name).attname for _slot, name in self._plain]
        self._encoders: list[tuple[int, Callable[[Any], Any]]] = [
            (slot, ledger.kind_map[name].to_json)
            for slot, name in enumerate(names)
            if name in ledger.kind_map and type(ledger.kind_map[name]).to_json is not Kind.to_json
        ]
        self._encoders += [(slot, LinesKind(ledger.lines_map[name]).to_json) for slot, name in self._line_slots]

    def encode(self, out: list[Any]) -> list[Any]:
        """Values to JSON, in place."""
        for slot, to_json in self._encoders:
            out[slot] = to_json(out[slot])
        return out

    def held(self, keys: Iterable[str]) -> dict[str, Held]:
        """Rows that are not voided, by key."""
        return self._held("key_hash", list(keys))

    def by_pks(self, pks: Iterable[int]) -> dict[Any, Held]:
        """Rows by number, voided ones too."""
        return self._held("pk", list(pks))

    def _held(self, by: str, wanted: list[Any]) -> dict[Any, Held]:
        found: dict[Any, Held] = {}
        for start in range(0, len(wanted), PER_QUERY):
            part = wanted[start : start + PER_QUERY]
            rows = self.ledger.model._default_manager.order_by()
            rows = rows.filter(key_hash__in=part).exclude(state=RowState.VOIDED) if by == "key_hash" else rows.filter(pk__in=part)
            for key, pk, version, state, unit_id, *values in rows.values_list(by, "pk", "version", "state", "unit_id", *self._attnames):
                found[key] = Held(pk, version, state, unit_id, self._spread(values))
        if found and self._line_slots:
            self._add_lines({row.pk: row for row in found.values()})
        for row in found.values():
            self.encode(row.values)
        return found

    def _spread(self, plain: list[Any]) -> list[Any]:
        values: list[Any] = [None] * len(self.names)
        for (slot, _name), value in zip(self._plain, plain, strict=True):
            values[slot] = value
        for slot, _name in self._line_slots:
            values[slot] = []
        return values

    def _add_lines(self, rows: dict[int, Held]) -> None:
        pks = list(rows)
        for slot, name in self._line_slots:
            kinds = LinesKind(self.ledger.lines_map[name]).kinds
            attnames = [kind.field.attname for kind in kinds.values()]
            lines = self.ledger.lines_map[name].model._default_manager
            for start in range(0, len(pks), PER_QUERY):
                for entry, *parts in lines.filter(entry_id__in=pks[start : start + PER_QUERY]).values_list("entry_id", *attnames):
                    rows[entry].values[slot].append(dict(zip(kinds, parts, strict=True)))

    def compare(self, row_no: int, key: str, values: list[Any], held: Held | None) -> StagedValues:
        """The row as it will be staged: new, the same, or changed with old and new value of every place that differs."""
        if held is None:
            return [row_no, NEW, key, values]
        for slot, empty in self._filled:
            if values[slot] == empty:
                values[slot] = held.values[slot]
        if held.values == values:
            return [row_no, SAME, key, held.pk]
        differs = [[slot, was, now] for slot, (was, now) in enumerate(zip(held.values, values, strict=True)) if was != now]
        return [row_no, CHANGED, key, held.pk, held.version, differs]
