"""When two names mean one person."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext_lazy as _


def who(name: str, home: str = "unit_id", *, only: models.Q | None = None) -> models.GeneratedField:
    """A column that is equal for the same name of the same home: persons are counted by it.

    Ledgers know people by name, not by campus number. Two people of one name in one unit count as one; one person written under two
    units counts as two. `home` is a reference (ends in _id) or a text field. only: rows of others name nobody to be counted.
    """
    place: Any = F(home)
    if home.endswith("_id"):
        place = Coalesce(Cast(F(home.removesuffix("_id")), models.CharField(max_length=20)), Value(""))
    person: Any = Concat(F(name), Value("@"), place)
    return models.GeneratedField(
        expression=person if only is None else models.Case(models.When(only, then=person), default=None),
        output_field=models.CharField(_("person"), max_length=320, null=only is not None),
        db_persist=True,
    )


def one_when(condition: models.Q) -> models.GeneratedField:
    """A column that is 1 where the condition holds and 0 elsewhere, so that a sum counts the rows."""
    return models.GeneratedField(
        expression=models.Case(models.When(condition, then=Value(1)), default=Value(0)),
        output_field=models.PositiveSmallIntegerField(_("counted")),
        db_persist=True,
    )
