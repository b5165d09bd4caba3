"""Counts and amounts. A number the source gave as "100万+" is kept with its lower-bound flag in the column's `floor` field;
约100 is neither exact nor a lower bound, so it waits until somebody says which (docs/decisions/0018)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from rongmei.base.sheets import cells

from ..enums import Op
from .base import Kind, ReadContext, Reader, Unreadable
from .dates import sentence


class AtLeast(int):
    """A whole number that is only known to be reached: 100万+."""


class IntegerKind(Kind):
    name = "integer"
    ops = (Op.IS, Op.FROM, Op.TO, Op.EMPTY, Op.FILLED)
    numeric = True

    @classmethod
    def fits(cls, model_field: models.Field[Any, Any]) -> bool:
        return isinstance(model_field, models.IntegerField)

    def reader(self, context: ReadContext) -> Reader:
        may_be_negative = not isinstance(
            self.field, (models.PositiveIntegerField, models.PositiveSmallIntegerField, models.PositiveBigIntegerField)
        )
        largest = 32_767 if isinstance(self.field, (models.PositiveSmallIntegerField, models.SmallIntegerField)) else 2_147_483_647
        if isinstance(self.field, (models.PositiveBigIntegerField, models.BigIntegerField)):
            largest = 9_000_000_000_000_000
        floor = self.column.floor

        def read(raw: Any) -> int:
            if type(raw) is int and 0 <= raw <= largest:
                return raw
            number = cells.read_number(raw)
            if not isinstance(number, cells.Number):
                raise Unreadable(sentence(number))
            if number.value != int(number.value):
                raise Unreadable(_("“%(found)s” is not a whole number: write it without decimals.") % {"found": raw})
            value = int(number.value)
            if (value < 0 and not may_be_negative) or abs(value) > largest:
                raise Unreadable(
                    _("“%(found)s” is out of range: a number from 0 to %(largest)s is expected.") % {"found": raw, "largest": largest}
                )
            if not floor and (number.at_least or number.about):
                raise Unreadable(_("“%(found)s” is not exact: this column needs the exact number.") % {"found": raw})
            if number.about and not number.at_least:
                raise Unreadable(
                    _("“%(found)s” may be more or less: write the exact number, or with a + the number that was surely reached, like 95+.")
                    % {"found": raw}
                )
            return AtLeast(value) if number.at_least else value

        return read

    def show(self, row: models.Model) -> str:
        value = getattr(row, self.field.attname)
        if value is None:
            return ""
        return f"{value}+" if self.column.floor and getattr(row, self.column.floor) else str(value)

    def cell(self, row: models.Model) -> Any:
        value = getattr(row, self.field.attname)
        return f"{value}+" if value is not None and self.column.floor and getattr(row, self.column.floor) else value

    def form_field(self) -> forms.Field:
        return forms.CharField(required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}))


class NumberKind(Kind):
    name = "number"
    ops = (Op.IS, Op.FROM, Op.TO, Op.EMPTY, Op.FILLED)
    numeric = True

    @classmethod
    def fits(cls, model_field: models.Field[Any, Any]) -> bool:
        return isinstance(model_field, models.DecimalField)

    def reader(self, context: ReadContext) -> Reader:
        field = self.field
        assert isinstance(field, models.DecimalField)
        places = Decimal(1).scaleb(-int(field.decimal_places or 0))
        largest = Decimal(10) ** (int(field.max_digits or 12) - int(field.decimal_places or 0))

        def read(raw: Any) -> Decimal:
            number = cells.read_number(raw)
            if not isinstance(number, cells.Number):
                raise Unreadable(sentence(number))
            if number.at_least or number.about:
                raise Unreadable(_("“%(found)s” is not exact: this column needs the exact number.") % {"found": raw})
            value = Decimal(number.value)
            if value < 0 or value >= largest:
                raise Unreadable(
                    _("“%(found)s” is out of range: a number from 0 to %(largest)s is expected.") % {"found": raw, "largest": largest}
                )
            if value != value.quantize(places):
                raise Unreadable(
                    _("“%(found)s” has too many decimals: at most %(places)d are kept.") % {"found": raw, "places": field.decimal_places}
                )
            return value.quantize(places)

        return read

    def show(self, row: models.Model) -> str:
        value = getattr(row, self.field.attname)
        return "" if value is None else f"{value.normalize():f}"

    def cell(self, row: models.Model) -> Any:
        value = getattr(row, self.field.attname)
        return None if value is None else float(value)

    def to_json(self, value: Decimal | None) -> str | None:
        return None if value is None else str(value)

    def from_json(self, value: str | None) -> Decimal | None:
        return None if value is None else Decimal(value)

    def form_field(self) -> forms.Field:
        return forms.CharField(required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
