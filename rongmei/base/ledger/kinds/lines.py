"""Rows that belong to a row, written in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from rongmei.base.sheets import cells

from .base import Kind, ReadContext, Reader, Unreadable, refuse_failed_formula
from .dates import sentence

if TYPE_CHECKING:
    from ..declaration import Lines

PART = "｜"  # between the parts of a line
BRACKETED = re.compile(r"(.*?)(?:[（(]([^（()）]*)[）)])?", re.DOTALL)  # 李四（法学院）


class LinesKind:
    """Reads and writes the lines of one declaration. A value is a list of {field: value}."""

    def __init__(self, lines: Lines) -> None:
        from . import kind_of  # noqa: PLC0415  -- the package lists this kind too

        self.lines = lines
        self.kinds: dict[str, Kind] = {
            column.field: kind_of(lines.model._meta.get_field(column.field), column)  # type: ignore[arg-type]
            for column in lines.columns
        }

    def reader(self, context: ReadContext) -> Reader:
        readers = {name: kind.reader(context) for name, kind in self.kinds.items()}

        def read(raw: Any) -> list[dict[str, Any]]:
            refuse_failed_formula(raw)
            written = raw if isinstance(raw, list) else self.split(raw)
            return [self.read_line(readers, parts) for parts in written]

        return read

    def split(self, raw: Any) -> list[dict[str, Any]]:
        names = list(self.kinds)
        if self.lines.counted:
            counted = cells.read_counted_list(raw)
            if isinstance(counted, cells.Problem):
                raise Unreadable(sentence(counted))
            return [dict(zip(names, pair, strict=False)) for pair in counted]
        if self.lines.listed and PART not in str(raw) and "|" not in str(raw):
            return [dict(zip(names, BRACKETED.fullmatch(part).groups(), strict=False)) for part in cells.split_list(raw)]  # type: ignore[union-attr]  # matches any text
        found = []
        for line in str(raw).splitlines():
            if line.strip():
                parts = [part.strip() for part in line.replace("|", PART).split(PART)]
                if len(parts) > len(names):
                    raise Unreadable(
                        _("“%(found)s” has %(count)d parts, at most %(expected)d are expected: %(names)s.")
                        % {
                            "found": line[:40],
                            "count": len(parts),
                            "expected": len(names),
                            "names": PART.join(str(kind.field.verbose_name) for kind in self.kinds.values()),
                        }
                    )
                found.append(dict(zip(names, parts, strict=False)))
        return found

    def read_line(self, readers: dict[str, Reader], parts: dict[str, Any]) -> dict[str, Any]:
        line: dict[str, Any] = {}
        for name, kind in self.kinds.items():
            raw = parts.get(name)
            if raw in (None, ""):
                if kind.required:
                    raise Unreadable(_("“%(label)s” is missing in a line.") % {"label": kind.field.verbose_name})
                line[name] = kind.empty()
            else:
                refuse_failed_formula(raw)
                line[name] = readers[name](raw)
        return line

    def of(self, row: models.Model) -> list[dict[str, Any]]:
        return [{name: kind.of(line) for name, kind in self.kinds.items()} for line in self.children(row)]

    def children(self, row: models.Model) -> Iterable[models.Model]:
        found: Iterable[models.Model] = getattr(row, self.lines.name).all()
        return found

    def cell(self, row: models.Model) -> str:
        """One cell that reads back to the same lines."""
        found = []
        for line in self.children(row):
            parts = [("" if (value := kind.cell(line)) is None else str(value)) for kind in self.kinds.values()]
            if self.lines.counted:
                found.append(f"{parts[0]}({parts[1]})" if len(parts) > 1 and parts[1] else parts[0])
            else:
                found.append(PART.join(parts))
        return ("、" if self.lines.counted else "\n").join(found)

    def show(self, row: models.Model) -> str:
        return self.cell(row).replace("\n", "；")

    def to_json(self, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{name: self.kinds[name].to_json(part) for name, part in line.items()} for line in value]

    def from_json(self, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{name: self.kinds[name].from_json(part) for name, part in line.items()} for line in value]
