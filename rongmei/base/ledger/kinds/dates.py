"""Days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db import models
from django.utils import formats
from django.utils.translation import gettext as _

from rongmei.base.sheets import cells

from ..enums import Op
from .base import Kind, ReadContext, Reader, Unreadable


class DateKind(Kind):
    name = "date"
    ops = (Op.FROM, Op.TO, Op.IS, Op.EMPTY, Op.FILLED)

    @classmethod
    def fits(cls, model_field: models.Field[Any, Any]) -> bool:
        return isinstance(model_field, models.DateField) and not isinstance(model_field, models.DateTimeField)

    def reader(self, context: ReadContext) -> Reader:
        year = context.year

        def read(raw: Any) -> dt.date:
            value = cells.read_date(raw, year=year)
            if isinstance(value, dt.date):
                return value
            raise Unreadable(sentence(value))

        return read

    def show(self, row: models.Model) -> str:
        value = getattr(row, self.field.attname)
        return "" if value is None else formats.date_format(value, "SHORT_DATE_FORMAT")

    def cell(self, row: models.Model) -> Any:
        return getattr(row, self.field.attname)

    def to_json(self, value: dt.date | None) -> str | None:
        return value.isoformat() if value else None

    def from_json(self, value: str | None) -> dt.date | None:
        return dt.date.fromisoformat(value) if value else None

    def form_field(self) -> forms.Field:
        # The browser's own date picker: no script, and it writes ISO dates.
        return forms.CharField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def sentence(problem: cells.Problem | None) -> str:
    """Found, expected, mend: one sentence."""
    if problem is None:
        return _("a value is missing or not readable.")
    return _("“%(found)s” found, %(expected)s expected: %(mend)s") % {
        "found": problem.found,
        "expected": problem.expected,
        "mend": problem.mend,
    }
