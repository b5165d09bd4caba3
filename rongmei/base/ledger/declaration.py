"""How a room declares a ledger: once, beside its model.

From one `Ledger` come the list with its filters, the form, the record page, spreadsheet import and export, REST, history
and the vocabulary of figures. A room writes data here, no behaviour, except `check`: its own rules about the values of a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import override

from .enums import Basis, Op

if TYPE_CHECKING:
    from .kinds import Kind, ReadContext
    from .models import Entry

Label = str | Promise


@dataclass(frozen=True)
class Column:
    """One thing a row says.

    field: name of the model field. aliases: other headers offices use for it. floor: name of the yes/no field which records that
    the number is a lower bound (the source said "100万+"). person: may carry personal data, so never in a public list. derived: kept by the
    room's own actions: shown, filtered, counted and exported, never written in a form, a sheet or by REST.
    """

    field: str
    aliases: tuple[str, ...] = ()
    in_list: bool = True
    searched: bool = False
    floor: str = ""
    person: bool = False
    derived: bool = False
    help: Label = ""


@dataclass(frozen=True)
class Lines:
    """Rows that belong to a row: units covered, agenda, attendance. `name` is the related name; the model's FK is `entry`.

    counted: in a spreadsheet the lines stand in one cell as "文学院(35)、法学院(20)"; otherwise a line each, parts split by ｜.
    listed: names, so a cell without ｜ may also hold them as "张三、李四（法学院）": the second part in brackets.
    """

    name: str
    model: type[models.Model]
    label: Label
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    counted: bool = False
    listed: bool = False
    in_list: bool = False
    help: Label = ""


@dataclass(frozen=True)
class Dim:
    """A dimension: what a list can be filtered by, and therefore what a figure can be conditioned on.

    path: field path from the row. many: the path goes through lines, so it is asked as “has such a line” and never joins. tree: units, with all
    units below. Dimensions of plain columns need no declaration.
    """

    name: str
    path: str
    label: Label
    many: bool = False
    tree: bool = False
    through: str = ""  # name of the Lines it goes through, with many


@dataclass(frozen=True)
class Measure:
    """What can be counted of a list.

    how: "count" rows, "sum" a field, "distinct" values of a field, "median" of a number (rows that leave it empty have none). through: name
    of the Lines the field belongs to. floor: the yes/no field that makes the value a lower bound. additive: months and units add up to
    the whole (distinct counts and medians do not).
    """

    name: str
    how: str
    label: Label
    unit_word: str
    basis: Basis
    field: str = "pk"
    through: str = ""
    floor: str = ""

    @property
    def additive(self) -> bool:
        return self.how in ("count", "sum")


@dataclass(frozen=True)
class RowProblem:
    """One sentence about one field of a row; field "" is about the row as a whole."""

    field: str
    sentence: Label


@dataclass(frozen=True)
class Section:
    """A group of columns on the form and the record page."""

    label: Label
    fields: tuple[str, ...]


def in_chinese(label: Label) -> str:
    with override("zh-hans"):
        return str(label)


def in_english(label: Label) -> str:
    with override("en"):
        return str(label)


class Ledger:
    """Subclass beside the model, fill in the class attributes, register."""

    key: ClassVar[str]
    model: ClassVar[type[Entry]]
    label: ClassVar[Label]
    room: ClassVar[Label]  # the menu group it stands in
    unit_word: ClassVar[str] = "条"  # 量词 of a row
    icon: ClassVar[str] = "list-ul"
    time: ClassVar[str]  # the date a row belongs to
    title: ClassVar[str]  # the field that names a row
    columns: ClassVar[tuple[Column, ...]]
    lines: ClassVar[tuple[Lines, ...]] = ()
    key_fields: ClassVar[tuple[str, ...]]  # a second import with the same values updates, never doubles
    dims: ClassVar[tuple[Dim, ...]] = ()
    measures: ClassVar[tuple[Measure, ...]]
    sections: ClassVar[tuple[Section, ...]] = ()
    record_template: ClassVar[str] = ""  # a room's own part of the record page
    shows_lines: ClassVar[bool] = False  # that part shows the lines, so the page does not list them again
    fills: ClassVar[tuple[str, ...]] = ()  # columns `complete` may fill in
    order: ClassVar[int] = 100

    def complete(self, values: dict[str, Any], context: ReadContext) -> Iterable[RowProblem]:
        """Fill in what the room works out itself from the office's own tables; problems where it cannot. Columns may be missing
        (a sheet without them, a change of a few). Asked before `check` whenever a row is read; `context.indexes` keeps what was looked up.
        """
        return ()

    def check(self, values: Mapping[str, Any]) -> Iterable[RowProblem]:
        """The room's rules about one row. Pure: same values, same answer; asked by form, import and REST alike."""
        return ()

    # ---- what the machine derives -------------------------------------------------------------------------------------

    @cached_property
    def column_map(self) -> dict[str, Column]:
        return {column.field: column for column in self.columns}

    @cached_property
    def lines_map(self) -> dict[str, Lines]:
        return {lines.name: lines for lines in self.lines}

    @cached_property
    def measure_map(self) -> dict[str, Measure]:
        return {measure.name: measure for measure in self.measures}

    @cached_property
    def kind_map(self) -> dict[str, Kind]:
        """Kind of every column by field name."""
        from .kinds import kind_of  # noqa: PLC0415  -- kinds are made of columns

        return {column.field: kind_of(self.field(column.field), column) for column in self.columns}

    @cached_property
    def dim_map(self) -> dict[str, Dim]:
        """Declared dimensions and one for every column that can be filtered."""
        found = {
            column.field: Dim(column.field, column.field, self.label_of(column.field), tree=self.kind_map[column.field].tree)
            for column in self.columns
            if self.kind_map[column.field].ops
        }
        found.update({dim.name: dim for dim in self.dims})
        return found

    def field(self, name: str) -> models.Field[Any, Any]:
        return self.model._meta.get_field(name)  # type: ignore[return-value]  # columns name concrete fields only; registry checks

    def label_of(self, name: str) -> Label:
        """The user's word for a column, lines or floor flag."""
        if name in self.lines_map:
            return self.lines_map[name].label
        return self.field(name).verbose_name

    def headers_of(self, name: str) -> tuple[str, ...]:
        """Every header a spreadsheet may use for the column: Chinese, English, aliases."""
        label = self.label_of(name)
        aliases = self.lines_map[name].aliases if name in self.lines_map else self.column_map[name].aliases
        return (in_chinese(label), in_english(label), *aliases)

    @cached_property
    def importable(self) -> tuple[str, ...]:
        """Names of columns and lines that can be written, in order."""
        return tuple(name for name in self.exportable if name not in self.column_map or not self.column_map[name].derived)

    @cached_property
    def exportable(self) -> tuple[str, ...]:
        """Names of columns and lines a row shows, in order."""
        return (*(column.field for column in self.columns), *(lines.name for lines in self.lines))

    @cached_property
    def searched(self) -> tuple[str, ...]:
        return tuple(column.field for column in self.columns if column.searched)

    def dim_ops(self, name: str) -> tuple[Op, ...]:
        """What may be asked of a dimension."""
        return self.dim_kind(name).ops

    def dim_kind(self, name: str) -> Kind:
        from .kinds import kind_of  # noqa: PLC0415  -- kinds are made of columns

        dim = self.dim_map[name]
        if name in self.kind_map:
            return self.kind_map[name]
        return kind_of(field_at(self.model, dim.path), Column(dim.path))


def field_at(model: type[models.Model], path: str) -> models.Field[Any, Any]:
    """The field at the end of a path like "outlet__level"; raises FieldDoesNotExist for a path that leads nowhere."""
    found: Any = None
    for part in path.split("__"):
        found = model._meta.get_field(part)
        if found.is_relation:
            model = found.related_model
    return found


__all__ = [
    "Column",
    "Dim",
    "Label",
    "Ledger",
    "Lines",
    "Measure",
    "RowProblem",
    "Section",
    "field_at",
    "in_chinese",
    "in_english",
]
