"""Plain words and addresses of pages."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext as _

from ..enums import Op
from .base import Kind, ReadContext, Reader, Unreadable, words_of


class WordsKind(Kind):
    name = "words"
    ops: ClassVar[tuple[Op, ...]] = (Op.CONTAINS, Op.IS, Op.ANY_OF, Op.EMPTY, Op.FILLED)

    @classmethod
    def fits(cls, model_field: models.Field[Any, Any]) -> bool:
        return isinstance(model_field, (models.CharField, models.TextField))

    def reader(self, context: ReadContext) -> Reader:
        limit = self.field.max_length
        long_text = isinstance(self.field, models.TextField)

        def read(raw: Any) -> str:
            text = str(raw).strip() if long_text else words_of(raw)
            if limit and len(text) > limit:
                raise Unreadable(
                    _("“%(found)s…” has %(length)d characters, at most %(limit)d fit: shorten it.")
                    % {"found": text[:20], "length": len(text), "limit": limit}
                )
            return text

        return read

    def empty(self) -> str:
        return ""

    def empty_q(self, path: str) -> models.Q:
        return models.Q((path, ""))

    def form_field(self) -> forms.Field:
        if isinstance(self.field, models.TextField):
            return forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
        return forms.CharField(required=False, widget=forms.TextInput())


class LinkKind(WordsKind):
    name = "link"
    ops = (Op.CONTAINS, Op.EMPTY, Op.FILLED)

    @classmethod
    def fits(cls, model_field: models.Field[Any, Any]) -> bool:
        return isinstance(model_field, models.URLField)

    def reader(self, context: ReadContext) -> Reader:
        check = URLValidator(schemes=["http", "https"])

        def read(raw: Any) -> str:
            text = words_of(raw)
            try:
                check(text)
            except ValidationError:
                raise Unreadable(
                    _("“%(found)s” is not a web address: it starts with http:// or https://.") % {"found": text[:60]}
                ) from None
            return text

        return read

    def form_field(self) -> forms.Field:
        return forms.CharField(required=False, widget=forms.URLInput())
