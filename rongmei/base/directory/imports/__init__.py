"""Units, people and outlets from any office's spreadsheet: what the sheet says, set against what is there. Writes nothing.

=============  ==================================================================
``kinds``      the three kinds of sheet, their columns and the names these go by
``reading``    the file, its table, its cells; problems by ``sheet!cell``
``names``      which unit or person a cell means
``plan``       what would become of every row
``units``, ``people``, ``outlets``  how the rows of each kind are judged
=============  ==================================================================
"""

from __future__ import annotations

from collections.abc import Callable

from rongmei.base.directory.imports.kinds import SheetKind
from rongmei.base.directory.imports.outlets import judge_outlets
from rongmei.base.directory.imports.people import judge_people
from rongmei.base.directory.imports.plan import Change, Line, Outcome, Plan
from rongmei.base.directory.imports.reading import Table, read_table
from rongmei.base.directory.imports.units import judge_units

JUDGES: dict[SheetKind, Callable[[Table], list[Line]]] = {
    SheetKind.UNITS: judge_units,
    SheetKind.PEOPLE: judge_people,
    SheetKind.OUTLETS: judge_outlets,
}


def plan_of(table: Table) -> Plan:
    """What the table would change. Raises Invalid when a column it needs is missing."""
    table.require_columns()
    return Plan(table, JUDGES[table.kind](table))


__all__ = ["Change", "Line", "Outcome", "Plan", "SheetKind", "Table", "plan_of", "read_table"]
