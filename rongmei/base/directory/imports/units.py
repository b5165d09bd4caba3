"""The rows of a sheet of units: which are new, which say something else than the directory, which cannot be taken."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.directory.enums import UnitKind
from rongmei.base.directory.imports.kinds import UNIT_KIND_WORDS
from rongmei.base.directory.imports.names import UnitNames, several
from rongmei.base.directory.imports.plan import Change, Line
from rongmei.base.directory.imports.reading import RowReader, Table
from rongmei.base.directory.models import Unit
from rongmei.base.sheets import cells


def judge_units(table: Table) -> list[Line]:
    """One line per row. A parent may stand anywhere in the sheet; ``line.parent`` is then its line."""
    names = UnitNames()
    codes = {unit.code: unit for unit in Unit.objects.exclude(code="")}
    judged = [_Row(table.reader(row), names, codes) for row in table.rows]
    by_name: dict[str, list[_Row]] = {}
    for row in judged:
        for word in {row.name, row.line.values.get("short_name", ""), row.code} - {""}:
            by_name.setdefault(cells.fingerprint_text(word), []).append(row)
    for row in judged:
        row.find_parent(by_name)
    for row in judged:
        row.find_target()
    _refuse_repeats(judged)
    _refuse_circles(judged)
    for row in judged:
        row.compare()
    return [row.reader.into(row.line) for row in judged]


class _Row:
    def __init__(self, reader: RowReader, names: UnitNames, codes: dict[str, Unit]) -> None:
        self.reader, self.names, self.codes = reader, names, codes
        self.name, self.code, self.above = reader.text("name"), reader.text("code"), reader.text("parent")
        values: dict[str, Any] = {
            "short_name": reader.text("short_name"),
            "aliases": reader.names("aliases"),
            "kind": reader.choice("kind", UnitKind, UNIT_KIND_WORDS),
            "code": self.code,
            "valid_from": reader.day("valid_from"),
        }
        self.line = Line(reader.row.row_no, self.name, values={name: value for name, value in values.items() if value})
        self.parent: Unit | None = None
        self.parent_row: _Row | None = None
        self.sought = False

    def find_parent(self, by_name: dict[str, list[_Row]]) -> None:
        """The unit above: one of the directory, or a row of this sheet."""
        if not self.above:
            return
        rows = [row for row in by_name.get(cells.fingerprint_text(self.above), []) if row is not self]
        found = self.names.meant(self.above)
        if len(found) == 1:
            self.parent = found[0]
        elif len(found) > 1:
            self.reader.wrong("parent", several(self.above, found, self.names.units))
        elif len(rows) == 1:
            self.parent_row = rows[0]
        elif rows:
            self.reader.wrong("parent", _("“%(found)s” stands in several rows of this sheet: write its code.") % {"found": self.above[:40]})
        else:
            self.reader.wrong(
                "parent",
                _("“%(found)s” is no unit here and no row of this sheet: write its name as it stands there.") % {"found": self.above[:40]},
            )

    def find_target(self) -> None:
        """The unit of the directory this row is about: by its code, else by its name under the same parent."""
        if self.sought or not self.name:
            return
        self.sought = True
        if self.parent_row is not None:
            self.parent_row.find_target()
            self.parent = self.parent_row.line.target
        coded = self.codes.get(self.code) if self.code else None
        if coded is not None:
            self.line.target = coded
            self._require_name_of(coded)
            return
        meant = self._fitting()
        if len(meant) > 1:
            self.reader.wrong("name", several(self.name, meant, self.names.units))
        elif meant and self.code and meant[0].code:
            self.reader.wrong("code", _("“%(unit)s” has the code %(known)s in the directory.") % {"unit": meant[0], "known": meant[0].code})
        elif meant:
            self.line.target = meant[0]

    def _require_name_of(self, coded: Unit) -> None:
        """A code names one unit; a sheet that calls it otherwise is a slip or a renaming, which is an act with a day of its own."""
        if coded.valid_to is not None:
            self.reader.wrong("code", _("the code belongs to “%(unit)s”, which was closed.") % {"unit": coded})
        elif coded.pk not in {unit.pk for unit in self.names.meant(self.name)}:
            self.reader.wrong(
                "name",
                _("the code %(code)s belongs to “%(unit)s”: rename the unit on its page first, or correct the code.")
                % {"code": self.code, "unit": coded},
            )

    def _fitting(self) -> list[Unit]:
        """Units of this name: with a parent given, those below it; else one at the top, which the sheet then moves."""
        meant = self.names.meant(self.name)
        if not self.above:
            return meant
        below = [unit for unit in meant if self.parent is not None and unit.parent_id == self.parent.pk]
        return below or [unit for unit in meant if unit.parent_id is None and unit != self.parent]

    @property
    def identity(self) -> tuple[Any, ...]:
        """Equal for two rows about one unit."""
        if self.line.target is not None:
            return ("known", self.line.target.pk)
        above = ("row", id(self.parent_row)) if self.parent_row is not None else ("unit", self.parent.pk if self.parent else None)
        return ("new", cells.fingerprint_text(self.name), *above)

    def compare(self) -> None:
        line, table = self.line, self.reader.table
        if line.target is not None and "aliases" in line.values:
            line.values["aliases"] = list(dict.fromkeys([*line.target.aliases, *line.values["aliases"]]))
        line.compare(table.fields("short_name", "aliases", "code", "valid_from"))
        kind = line.values.get("kind")
        if kind and line.target is not None and line.target.kind == kind:
            del line.values["kind"]
        elif kind:
            was = line.target.get_kind_display() if line.target is not None else ""
            line.changes.append(Change(table.column("kind").label, was, UnitKind(kind).label))
        if self.parent_row is not None and self.parent is None:
            line.parent = self.parent_row.line
        if self.above and (line.target is None or self.parent is None or line.target.parent_id != self.parent.pk):
            line.values["parent"] = self.parent
            was = line.target.parent or "" if line.target is not None else ""
            line.changes.append(Change(table.column("parent").label, was, self.parent or self.above))


def _refuse_repeats(rows: list[_Row]) -> None:
    first: dict[tuple[Any, ...], _Row] = {}
    codes: dict[str, _Row] = {}
    for row in rows:
        if not row.name:
            continue
        earlier = first.setdefault(row.identity, row)
        if earlier is not row:
            row.reader.wrong("name", _("row %(row)d is about the same unit: keep one of the two.") % {"row": earlier.line.row_no})
        elif row.code and codes.setdefault(row.code, row) is not row:
            row.reader.wrong("code", _("row %(row)d has the same code.") % {"row": codes[row.code].line.row_no})


def _refuse_circles(rows: list[_Row]) -> None:
    for row in rows:
        seen, above = {id(row)}, row.parent_row
        while above is not None and id(above) not in seen:
            seen.add(id(above))
            above = above.parent_row
        if above is not None:
            row.reader.wrong("parent", _("“%(unit)s” lies above itself: correct the unit it belongs to.") % {"unit": row.name})
