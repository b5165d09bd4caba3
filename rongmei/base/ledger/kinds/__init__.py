"""Kinds of columns: what a cell may say, how it is read, shown, stored and asked about. One small file per kind.

The same `reader` serves spreadsheet, form and REST, so the three cannot disagree about what is valid.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from ..declaration import Column
from .base import Kind, ReadContext, Unreadable
from .choice import ChoiceKind, YesNoKind
from .dates import DateKind
from .lines import LinesKind
from .numbers import IntegerKind, NumberKind
from .references import PersonKind, ReferenceKind, UnitKind
from .words import LinkKind, WordsKind

# Asked in this order; the first that fits the model field is the column's kind.
KINDS: tuple[type[Kind], ...] = (
    UnitKind,
    PersonKind,
    ReferenceKind,
    ChoiceKind,
    YesNoKind,
    DateKind,
    IntegerKind,
    NumberKind,
    LinkKind,
    WordsKind,
)


def kind_of(field: models.Field[Any, Any], column: Column) -> Kind:
    """Raises TypeError for a model field no kind can hold."""
    for kind in KINDS:
        if kind.fits(field):
            return kind(field, column)
    raise TypeError(f"no kind of column can hold {field!r}")


__all__ = ["KINDS", "Kind", "LinesKind", "ReadContext", "Unreadable", "kind_of"]
