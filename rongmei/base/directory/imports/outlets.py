"""The rows of a sheet of outlets 阵地. Kind and name together are one outlet."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.directory.enums import OutletKind
from rongmei.base.directory.imports.kinds import OUTLET_KIND_WORDS
from rongmei.base.directory.imports.names import PeopleNames, UnitNames
from rongmei.base.directory.imports.plan import Line
from rongmei.base.directory.imports.reading import RowReader, Table
from rongmei.base.directory.models import Outlet
from rongmei.base.sheets import cells

_COMPARED = ("unit", "account_id", "address", "owner", "backup", "approved_on", "applicable_rules", "last_inspected_on")


def judge_outlets(table: Table) -> list[Line]:
    """One line per row."""
    units, people = UnitNames(), PeopleNames()
    open_ones = Outlet.objects.filter(closed_on=None).select_related("unit", "owner", "backup")
    known = {(outlet.kind, cells.fingerprint_text(outlet.name)): outlet for outlet in open_ones}
    first: dict[tuple[str, str], int] = {}
    return [_line(table.reader(row), units, people, known, first) for row in table.rows]


def _line(
    reader: RowReader,
    units: UnitNames,
    people: PeopleNames,
    known: dict[tuple[str, str], Outlet],
    first: dict[tuple[str, str], int],
) -> Line:
    name, kind = reader.text("name"), reader.choice("kind", OutletKind, OUTLET_KIND_WORDS)
    key = (kind, cells.fingerprint_text(name))
    if name and kind and first.setdefault(key, reader.row.row_no) != reader.row.row_no:
        reader.wrong("name", _("row %(row)d is about the same outlet: keep one of the two.") % {"row": first[key]})
    given: dict[str, Any] = {
        "unit": units.one(reader, "unit", text) if (text := reader.text("unit")) else None,
        "account_id": reader.text("account_id"),
        "address": reader.text("address"),
        "owner": people.one(reader, "owner", text) if (text := reader.text("owner")) else None,
        "backup": people.one(reader, "backup", text) if (text := reader.text("backup")) else None,
        "approved_on": reader.day("approved_on"),
        "applicable_rules": reader.text("applicable_rules"),
        "last_inspected_on": reader.day("last_inspected_on"),
    }
    line = Line(reader.row.row_no, name, target=known.get(key), values={field: value for field, value in given.items() if value})
    _check(reader, line, given)
    if line.target is None:
        line.values |= {"name": name, "kind": kind}
    line.compare(reader.table.fields(*_COMPARED))
    return reader.into(line)


def _check(reader: RowReader, line: Line, given: dict[str, Any]) -> None:
    target = line.target
    owner = given["owner"] or (target.owner if target is not None else None)
    backup = given["backup"] or (target.backup if target is not None else None)
    if owner is not None and owner == backup:
        reader.wrong("backup" if given["backup"] else "owner", _("The stand-in must be somebody else."))
    inspected = given["last_inspected_on"]
    if target is not None and inspected and target.last_inspected_on and inspected < target.last_inspected_on:
        reader.wrong(
            "last_inspected_on",
            _("The last inspection was on %(day)s; a new one cannot be earlier.") % {"day": target.last_inspected_on},
        )
