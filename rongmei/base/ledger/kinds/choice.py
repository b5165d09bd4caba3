"""One of a fixed few, and yes or no."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from rongmei.base.sheets import cells

from ..declaration import in_chinese, in_english
from ..enums import Op
from .base import Kind, ReadContext, Reader, Unreadable, words_of


class ChoiceKind(Kind):
    name = "choice"
    ops = (Op.IS, Op.ANY_OF, Op.NONE_OF, Op.EMPTY, Op.FILLED)

    @classmethod
    def fits(cls, model_field: models.Field[Any, Any]) -> bool:
        return bool(model_field.choices)

    def reader(self, context: ReadContext) -> Reader:
        known: dict[str, Any] = {}
        for value, label in self.field.flatchoices:
            for word in (str(value), in_chinese(label), in_english(label)):
                known[cells.fingerprint_text(word)] = value
        meant = context.meant.get(self.column.field, {})
        shown = "、".join(str(label) for _value, label in self.field.flatchoices if label)

        def read(raw: Any) -> Any:
            text = words_of(raw)
            text = meant.get(text, text)
            found = known.get(cells.fingerprint_text(text))
            if found is None:
                raise Unreadable(_("“%(found)s” found, one of %(expected)s expected.") % {"found": text[:40], "expected": shown})
            return found

        return read

    def empty(self) -> Any:
        return self.field.get_default()

    def show(self, row: models.Model) -> str:
        value = getattr(row, self.field.attname)
        return str(dict(self.field.flatchoices).get(value, value) or "")

    def cell(self, row: models.Model) -> Any:
        value = getattr(row, self.field.attname)
        return in_chinese(dict(self.field.flatchoices).get(value, value) or "")

    def empty_q(self, path: str) -> models.Q:
        return models.Q((f"{path}__isnull", True)) if self.field.null else models.Q((path, ""))

    def form_field(self) -> forms.Field:
        # The word is the value, as in a sheet: what `cell` gives is found selected, what was typed is found again.
        choices = [("", "—"), *[(in_chinese(label), label) for v, label in self.field.flatchoices if v not in ("", None)]]
        return forms.CharField(required=False, widget=forms.Select(choices=choices))


class YesNoKind(Kind):
    name = "yesno"
    ops = (Op.IS,)

    @classmethod
    def fits(cls, model_field: models.Field[Any, Any]) -> bool:
        return isinstance(model_field, models.BooleanField)

    def reader(self, context: ReadContext) -> Reader:
        def read(raw: Any) -> bool:
            value = cells.read_yes_no(raw)
            if not isinstance(value, bool):
                raise Unreadable(_("“%(found)s” found, yes or no expected: write 是 or 否.") % {"found": raw})
            return value

        return read

    def empty(self) -> bool:
        return bool(self.field.get_default())

    def show(self, row: models.Model) -> str:
        return _("yes") if getattr(row, self.field.attname) else _("no")

    def cell(self, row: models.Model) -> Any:
        return "是" if getattr(row, self.field.attname) else "否"

    def form_field(self) -> forms.Field:
        return forms.CharField(required=False, widget=forms.Select(choices=[("", "—"), ("是", _("yes")), ("否", _("no"))]))
