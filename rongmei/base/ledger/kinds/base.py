"""What every kind of column can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from rongmei.base.sheets import cells

from ..enums import Op

if TYPE_CHECKING:
    from ..declaration import Column

Cell = str | int | float | bool | None
Reader = Callable[[Any], Any]


def words_of(raw: Any) -> str:
    """A cell as one line of text."""
    return cells.read_text(raw) or ""


class Unreadable(Exception):
    """A cell that cannot be taken: what was found, what was expected, how to mend it. `str()` is the sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def refuse_failed_formula(raw: Any) -> None:
    """Raises Unreadable for #REF! and its like, whoever wrote it: what an export writes must go in again, and this goes in nowhere."""
    if cells.is_failed_formula(raw):
        raise Unreadable(_("“%(found)s” is a formula that failed: mend the formula, or write the value.") % {"found": raw.strip()})


@dataclass
class ReadContext:
    """What reading may look up. One per import, form or request; name indexes are loaded once and kept."""

    year: int | None = None  # completes dates written without a year
    meant: dict[str, dict[str, str]] = field(default_factory=dict)  # field → {as written: as meant}
    indexes: dict[str, dict[str, list[int]]] = field(default_factory=dict)


class Kind:
    """A column of one ledger, seen as what its cells say."""

    name: ClassVar[str]
    ops: ClassVar[tuple[Op, ...]] = ()
    tree: bool = False
    numeric: bool = False

    def __init__(self, model_field: models.Field[Any, Any], column: Column) -> None:
        self.field = model_field
        self.column = column
        self.required = not model_field.blank

    @classmethod
    def fits(cls, model_field: models.Field[Any, Any]) -> bool:
        raise NotImplementedError

    def reader(self, context: ReadContext) -> Reader:
        """A function from a filled cell to a value; it raises Unreadable. Empty cells never reach it."""
        raise NotImplementedError

    def empty(self) -> Any:
        """The value of an empty cell."""
        return None if self.field.null else self.field.get_default()

    def of(self, row: models.Model) -> Any:
        """The value a row holds: JSON-able through to_json."""
        return getattr(row, self.field.attname)

    def show(self, row: models.Model) -> str:
        """What people read in a list."""
        value = getattr(row, self.field.attname)
        return "" if value is None else str(value)

    def cell(self, row: models.Model) -> Any:
        """What an export writes: reads back to the same value."""
        return self.show(row)

    def to_json(self, value: Any) -> Any:
        return value

    def from_json(self, value: Any) -> Any:
        return value

    def word_of(self, op: Op) -> str:
        """How people say the operation of this kind: days run from and up to, numbers are at least and at most."""
        if self.numeric and op in (Op.FROM, Op.TO):
            return _("at least") if op == Op.FROM else _("at most")
        return str(op.label)

    def lookup(self, path: str, op: Op, value: Any) -> models.Q:
        """The one place where an operation on this kind becomes a database condition."""
        if op == Op.EMPTY:
            return self.empty_q(path)
        if op == Op.FILLED:
            return ~self.empty_q(path)
        if op == Op.ANY_OF:
            return models.Q((f"{path}__in", value))
        if op == Op.NONE_OF:
            return ~models.Q((f"{path}__in", value))
        suffix = {Op.IS: "", Op.FROM: "__gte", Op.TO: "__lte", Op.CONTAINS: "__icontains"}[op]
        return models.Q((path + suffix, value))

    def empty_q(self, path: str) -> models.Q:
        return models.Q((f"{path}__isnull", True))

    def form_field(self) -> forms.Field:
        """A form field that only shapes the widget; the value is read by `reader`."""
        return forms.CharField(required=False, widget=forms.TextInput())
