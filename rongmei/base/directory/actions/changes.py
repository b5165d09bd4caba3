"""What every action of this room does with a model: set fields, check, say what changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from rongmei.base.history.actions import Subject
from rongmei.base.history.decisions import Invalid


def subject_of(thing: models.Model) -> Subject:
    """How history names this thing: its model's name, number and label."""
    return Subject(thing._meta.model_name or "", str(thing.pk), str(thing))


def told(value: Any) -> Any:
    """A value as history keeps it: names instead of numbers, dates as 2026-03-01."""
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def added(thing: models.Model, fields: Iterable[str]) -> dict[str, Any]:
    """Detail of an event of adding: what was given, empty fields left out."""
    values = {field: told(getattr(thing, field)) for field in fields}
    return {"after": {field: value for field, value in values.items() if value not in (None, "", [])}}


def set_fields(thing: models.Model, values: Mapping[str, Any], *, allowed: Iterable[str]) -> dict[str, Any]:
    """Set the fields that differ; return ``{"before": …, "after": …}`` of those, empty when nothing does.

    Raises Invalid for a field that is not ``allowed`` to change.
    """
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    permitted = set(allowed)
    for field, value in values.items():
        if field not in permitted:
            raise Invalid(_("This cannot be changed."), field_name(type(thing), field))
        new = tidy(value)
        old = getattr(thing, field)
        if old != new:
            before[field], after[field] = told(old), told(new)
            setattr(thing, field, new)
    return {"before": before, "after": after} if after else {}


def tidy(value: Any) -> Any:
    """Text without blanks around it; a list of names without blanks, empties and repeats."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (list, tuple)):
        return list(dict.fromkeys(item.strip() for item in value if item and item.strip()))
    return value


def check(thing: models.Model, *, without: Iterable[str] = ()) -> None:
    """Fields and constraints of the model; raises Invalid naming the field, with Django's own sentence."""
    try:
        thing.full_clean(exclude=set(without))
    except ValidationError as error:
        raise invalid(type(thing), error) from error


def invalid(model: type[models.Model], error: ValidationError) -> Invalid:
    """The first message of a ValidationError as Invalid."""
    field, messages = next(iter(error.message_dict.items())) if hasattr(error, "error_dict") else ("", error.messages)
    place = "" if field in ("", NON_FIELD_ERRORS) else field_name(model, field)
    return Invalid(" ".join(messages), place)


def field_name(model: type[models.Model], field: str) -> str:
    """The name of the field on screen."""
    try:
        found = model._meta.get_field(field)
    except FieldDoesNotExist:
        return field
    return str(getattr(found, "verbose_name", field))
