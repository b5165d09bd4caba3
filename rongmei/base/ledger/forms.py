"""The form of a row, made from the declaration. It shapes widgets only: reading and judging is `RowReader`'s work, in the action."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from .declaration import Ledger, RowProblem, Section
from .kinds import LinesKind
from .models import Entry

SPARE_LINES = 2


class LinesTable:
    """The lines of one declaration as a table of inputs named NAME-INDEX-FIELD, with spare rows below."""

    def __init__(self, kind: LinesKind, written: list[dict[str, Any]]) -> None:
        self.lines = kind.lines
        self.label = kind.lines.label
        self.help = kind.lines.help
        self.headers = [(k.field.verbose_name, k.required) for k in kind.kinds.values()]
        self.rows = [self.row(kind, i, line) for i, line in enumerate([*written, *({} for _ in range(SPARE_LINES))])]
        self.template_row = self.row(kind, "__i__", {})

    def row(self, kind: LinesKind, index: int | str, line: Mapping[str, Any]) -> list[Any]:
        cells = []
        for name, part in kind.kinds.items():
            field = part.form_field()
            html_name = f"{kind.lines.name}-{index}-{name}"
            value = line.get(name, "")
            label = str(part.field.verbose_name)
            cells.append(field.widget.render(html_name, value, attrs={"aria-label": label, "id": f"id_{html_name}"}))
        return cells


class RowForm(forms.Form):
    """Inputs of one ledger, filled from a row, from a lost attempt, or empty."""

    def __init__(
        self, ledger: Ledger, *, row: Entry | None = None, data: QueryDict | None = None, start: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(initial={**(cells_of(ledger, row) if row is not None else {}), **(start or {})})
        self.ledger = ledger
        self.row = row
        self.written = raw_of(ledger, data) if data is not None else None
        self.problems: dict[str, list[str]] = {}
        for name, kind in ledger.kind_map.items():
            if ledger.column_map[name].derived:
                continue
            field = kind.form_field()
            field.label = str(ledger.label_of(name))
            field.help_text = str(ledger.column_map[name].help)
            field.widget.attrs["data-required"] = "1" if kind.required else ""
            self.fields[name] = field
            if self.written is not None:
                self.initial[name] = self.written.get(name, "")

    def add_problems(self, problems: list[RowProblem]) -> None:
        for problem in problems:
            self.problems.setdefault(problem.field, []).append(str(problem.sentence))

    def sections(self) -> list[tuple[str, list[tuple[Any, bool, list[str]]]]]:
        """[(label, [(bound field, required, problems)])] in declared order; columns outside any section come first."""
        named = {name for section in self.ledger.sections for name in section.fields}
        first = Section("", tuple(name for name in self.fields if name not in named))
        found = []
        for section in (first, *self.ledger.sections):
            items = [
                (self[name], self.ledger.kind_map[name].required, self.problems.get(name, []))
                for name in section.fields
                if name in self.fields
            ]
            if items:
                found.append((str(section.label), items))
        return found

    def tables(self) -> list[tuple[LinesTable, list[str]]]:
        found = []
        for name, lines in self.ledger.lines_map.items():
            kind = LinesKind(lines)
            if self.written is not None:
                written = self.written.get(name, [])
            elif self.row is not None:
                written = [{part: k.cell(line) for part, k in kind.kinds.items()} for line in kind.children(self.row)]
            else:
                written = []
            found.append((LinesTable(kind, written), self.problems.get(name, [])))
        return found


def cells_of(ledger: Ledger, row: Entry) -> dict[str, Any]:
    """What the inputs show for a stored row: reads back to the same values."""
    return {name: ("" if (cell := kind.cell(row)) is None else cell) for name, kind in ledger.kind_map.items()}


def raw_of(ledger: Ledger, data: QueryDict) -> dict[str, Any]:
    """What was typed, column by column and line by line; empty lines are left out."""
    raw: dict[str, Any] = {name: data.get(name, "") for name in ledger.kind_map if name in data}
    for name, lines in ledger.lines_map.items():
        if f"{name}-present" not in data:
            continue
        pattern = re.compile(rf"^{re.escape(name)}-(\d{{1,4}})-(\w+)$")
        found: dict[int, dict[str, Any]] = {}
        for key in data:
            match = pattern.match(key)
            if match and match[2] in {column.field for column in lines.columns}:
                found.setdefault(int(match[1]), {})[match[2]] = data.get(key, "").strip()
        raw[name] = [found[i] for i in sorted(found) if any(found[i].values())]
    return raw
