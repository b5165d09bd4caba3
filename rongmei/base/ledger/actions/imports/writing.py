"""Writing many checked rows into a ledger with their history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import models
from django.db.models import QuerySet

from rongmei.base.history import actions as history
from rongmei.base.history.actors import Actor
from rongmei.base.history.enums import EventKind

from ...declaration import Ledger
from ...enums import RowState
from ...imports.names import Names
from ...imports.staging import UNDO, StagedValues
from ...kinds import LinesKind
from ...models import Entry, ImportBatch
from .. import bulk


class RowWriter:
    """Inserts and updates rows of one ledger for one import. Inside the caller's transaction; the caller has asked the rules."""

    def __init__(self, ledger: Ledger, batch: ImportBatch, actor: Actor, names: Sequence[str]) -> None:
        """names: what the places of the staged values hold. Raises KeyError for a name the ledger has no more."""
        self.ledger, self.batch, self.actor, self.names = ledger, batch, actor, list(names)
        self.shown = Names(ledger)
        self.now = bulk.now()
        self._slot = {name: slot for slot, name in enumerate(names)}
        self._unit_slot = self._slot.get("unit", -1)
        self._references = [(name, self._slot[name]) for name in self.shown.kinds if name in self._slot]
        self._lines = [(name, self._slot[name], LinesKind(ledger.lines_map[name])) for name in names if name in ledger.lines_map]
        self._fields = {name: ledger.field(name) for name in names if name not in ledger.lines_map}
        self._prepare = [
            (self._slot[name], prepare)
            for name, field in self._fields.items()
            if name in ledger.kind_map and (prepare := bulk.preparer(field, ledger.kind_map[name]))
        ]

    # ---- new rows -----------------------------------------------------------------------------------------------------

    def insert(self, rows: Sequence[StagedValues], state: RowState) -> list[int]:
        """Insert new rows `[row number, NEW, key, values]`; the pks in order."""
        pks = list(bulk.reserve_pks(self.ledger.model, len(rows)))
        for name, slot in self._references:
            self.shown.learn(name, {row[3][slot] for row in rows})
        columns, template, places = self._layout(state)
        bulk.insert_rows(self.ledger.model, columns, self._tuples(rows, pks, template, places))
        self._insert_lines(zip(pks, (row[3] for row in rows), strict=True))
        history.record_many([self._created(pk, row, state) for pk, row in zip(pks, rows, strict=True)])
        return pks

    def _layout(self, state: RowState) -> tuple[list[str], list[Any], list[tuple[int, int]]]:
        """Columns of the table, the values all rows share, and (place in the table, place in the staged values)."""
        confirmed = state == RowState.CONFIRMED
        shared: dict[str, Any] = {
            "state": str(state),
            "version": 1,
            "recorded_at": bulk.moment(self.now),
            "recorded_by": self.actor.pk,
            "confirmed_at": bulk.moment(self.now) if confirmed else None,
            "confirmed_by": self.actor.pk if confirmed else None,
            "batch": self.batch.pk,
            "source_sheet": self.batch.sheet,
        }
        columns: list[str] = []
        template: list[Any] = []
        places: list[tuple[int, int]] = []
        for place, field in enumerate(_stored(self.ledger.model)):
            columns.append(field.column)
            if field.name in self._fields:
                places.append((place, self._slot[field.name]))
                template.append(None)
            elif field.primary_key or field.name in ("key_hash", "search_text", "source_row"):
                template.append(None)
            else:
                template.append(shared[field.name] if field.name in shared else self._empty(field))
        return columns, template, places

    def _empty(self, field: Any) -> Any:
        kind = self.ledger.kind_map.get(field.name)
        if kind is None:
            return bulk.constant(field)
        value = kind.to_json(kind.empty())
        prepare = bulk.preparer(field, kind)
        return prepare(value) if prepare else value

    def _tuples(
        self, rows: Sequence[StagedValues], pks: Sequence[int], template: list[Any], places: list[tuple[int, int]]
    ) -> Iterable[list[Any]]:
        at = {field.name: place for place, field in enumerate(_stored(self.ledger.model))}
        pk_at, key_at, search_at, source_at = at[self.ledger.model._meta.pk.name], at["key_hash"], at["search_text"], at["source_row"]
        searched = [self._slot[name] for name in self.ledger.searched if name in self._slot]
        prepare = self._prepare
        for pk, (row_no, _new, key, values) in zip(pks, rows, strict=True):
            row = template.copy()
            for place, slot in places:
                row[place] = values[slot]
            if prepare:
                self._prepared(row, places, values)
            row[pk_at], row[key_at], row[source_at] = pk, key, row_no
            row[search_at] = "\n".join(str(values[slot]) for slot in searched if values[slot])
            yield row

    def _prepared(self, row: list[Any], places: list[tuple[int, int]], values: list[Any]) -> None:
        prepare = dict(self._prepare)
        for place, slot in places:
            if slot in prepare:
                row[place] = prepare[slot](values[slot])

    def _created(self, pk: int, row: StagedValues, state: RowState) -> history.Entry:
        values = row[3]
        detail = {
            "v": 1,
            "state": state.value,
            "after": dict(zip(self.names, values, strict=True)),
            "shown": {name: self.shown.of(name, values[slot]) for name, slot in self._references},
            "import": self.batch.pk,
            "row": row[0],
        }
        unit_id = values[self._unit_slot] if self._unit_slot >= 0 else None
        return history.Entry(EventKind.ROW_CREATED, self.actor, self._subject(pk, values), detail, unit_id)

    def _subject(self, pk: int, values: Sequence[Any]) -> history.Subject:
        title = self.ledger.title
        slot = self._slot.get(title, -1)
        value: Any = values[slot] if slot >= 0 else ""
        text = self.shown.of(title, value) if title in self.shown.kinds else value
        return history.Subject(self.ledger.key, pk, str("" if text is None else text)[:200])

    def _insert_lines(self, owners: Iterable[tuple[int, Sequence[Any]]]) -> None:
        owned = list(owners) if self._lines else []
        for _name, slot, kind in self._lines:
            fields = [field for field in _stored(kind.lines.model) if not field.primary_key]
            rows = _line_rows(owned, slot, kind, fields)
            bulk.insert_rows(kind.lines.model, [field.column for field in fields], rows)

    # ---- changed rows -------------------------------------------------------------------------------------------------

    def update(self, changes: Sequence[StagedValues]) -> list[StagedValues]:
        """Write changed rows `[row number, CHANGED, key, pk, version, [[slot, old, new] …]]`. The caller holds the rows locked and has
        compared their versions. Gives what an undo needs: `[row number, UNDO, pk, version, {field: old}]`."""
        known = {row.pk: row for row in self._rows([change[3] for change in changes])}
        groups: dict[tuple[int, ...], list[StagedValues]] = {}
        for change in changes:
            groups.setdefault(tuple(slot for slot, _was, _now in change[5]), []).append(change)
        for slots, group in groups.items():
            self._update_group(slots, group, known)
        history.record_many([self._changed(change, known[change[3]]) for change in changes])
        return [[change[0], UNDO, change[3], change[4] + 1, {self.names[slot]: was for slot, was, _now in change[5]}] for change in changes]

    def _rows(self, pks: Sequence[int]) -> QuerySet[Entry]:
        rows = self.ledger.model._default_manager.filter(pk__in=pks)
        return rows.select_related(*self.shown.kinds)

    def _update_group(self, slots: Sequence[int], group: Sequence[StagedValues], known: dict[int, Entry]) -> None:
        plain = [slot for slot in slots if self.names[slot] not in self.ledger.lines_map]
        prepare = dict(self._prepare)
        rows = []
        for change in group:
            now = {slot: value for slot, _was, value in change[5]}
            values = [prepare[slot](now[slot]) if slot in prepare else now[slot] for slot in plain]
            rows.append([*values, self._search_text(known[change[3]], now), change[3], change[4]])
        columns = [*(self._fields[self.names[slot]].column for slot in plain), "search_text"]
        if bulk.update_rows(self.ledger.model, columns, rows) != len(rows):
            raise RuntimeError("a row changed while it was locked")
        self._replace_lines(slots, group)

    def _search_text(self, row: Entry, now: dict[int, Any]) -> str:
        words = []
        for name in self.ledger.searched:
            slot = self._slot.get(name, -1)
            words.append(now[slot] if slot in now else getattr(row, self.ledger.field(name).attname))
        return "\n".join(str(word) for word in words if word)

    def _replace_lines(self, slots: Sequence[int], group: Sequence[StagedValues]) -> None:
        for _name, slot, kind in self._lines:
            if slot not in slots:
                continue
            kind.lines.model._default_manager.filter(entry_id__in=[change[3] for change in group]).delete()
        owners = []
        for change in group:
            values: list[Any] = [[] if self.names[slot] in self.ledger.lines_map else None for slot in range(len(self.names))]
            for slot, _was, now in change[5]:
                values[slot] = now
            owners.append((change[3], values))
        self._insert_lines(owners)

    def _changed(self, change: StagedValues, row: Entry) -> history.Entry:
        before = {self.names[slot]: was for slot, was, _now in change[5]}
        after = {self.names[slot]: now for slot, _was, now in change[5]}
        shown = {name: kind.show(row) for name, kind in self.shown.kinds.items()}
        shown_after = dict(shown)
        for name in self.shown.kinds.keys() & after.keys():
            self.shown.learn(name, [after[name]])
            shown_after[name] = self.shown.of(name, after[name])
        detail = {
            "v": change[4] + 1,
            "before": before,
            "after": after,
            "shown_before": shown,
            "shown": shown_after,
            "import": self.batch.pk,
            "row": change[0],
        }
        title = self.ledger.title
        label = str(after[title]) if title in after and title not in self.shown.kinds else str(getattr(row, title))
        subject = history.Subject(self.ledger.key, row.pk, label[:200])
        return history.Entry(EventKind.ROW_CHANGED, self.actor, subject, detail, after.get("unit", row.unit_id))


def _stored(model: type[models.Model]) -> list[Any]:
    """Fields whose values are written; the database works out generated ones."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def _line_rows(owners: Iterable[tuple[int, Sequence[Any]]], slot: int, kind: LinesKind, fields: Sequence[Any]) -> Iterator[list[Any]]:
    """Driver-ready rows of a table of lines, in the order of `fields`."""
    prepare = {name: bulk.preparer(part.field, part) for name, part in kind.kinds.items()}
    template = [None if field.name == "entry" or field.name in prepare else bulk.constant(field) for field in fields]
    owner = next(place for place, field in enumerate(fields) if field.name == "entry")
    places = [(place, field.name, prepare[field.name]) for place, field in enumerate(fields) if field.name in prepare]
    for pk, values in owners:
        for line in values[slot]:
            row = template.copy()
            row[owner] = pk
            for place, name, prepared in places:
                value = line.get(name)
                row[place] = prepared(value) if prepared else value
            yield row
