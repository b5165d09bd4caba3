"""Values back to cells: what a person would have written for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

from ..declaration import Ledger
from ..kinds import LinesKind


class _Given(LinesKind):
    """Lines that are not stored yet."""

    given: Sequence[models.Model] = ()

    def children(self, row: models.Model) -> Iterable[models.Model]:
        return self.given


def cells_written(ledger: Ledger, names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    """Field → cell that reads back to the value. values: JSON, in the order of `names`."""
    plain = {name: value for name, value in zip(names, values, strict=True) if name not in ledger.lines_map}
    kinds = ledger.kind_map
    row = ledger.model(
        **{ledger.field(name).attname: kinds[name].from_json(value) if name in kinds else value for name, value in plain.items()}
    )
    found = {name: jsonable(kinds[name].cell(row)) for name in plain if name in kinds}
    for name, value in zip(names, values, strict=True):
        if name in ledger.lines_map:
            kind = _Given(ledger.lines_map[name])
            model = kind.lines.model
            kind.given = [
                model(**{part.field.attname: part.from_json(line.get(part_name)) for part_name, part in kind.kinds.items()})
                for line in value
            ]
            found[name] = kind.cell(row)
    return found


def jsonable(cell: Any) -> Any:
    """A cell as the sandbox would have sent it."""
    if cell is None or isinstance(cell, (str, int, float, bool)):
        return cell
    return cell.isoformat() if hasattr(cell, "isoformat") else str(cell)


def shown_cell(cell: Any) -> str:
    """A cell as an input shows it."""
    return "" if cell is None else ("是" if cell is True else "否" if cell is False else str(cell))
