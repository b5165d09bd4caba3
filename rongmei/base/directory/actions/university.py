"""The university's own settings."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction

from rongmei.base.directory import rules
from rongmei.base.directory.actions.changes import check, set_fields, subject_of
from rongmei.base.directory.models import University
from rongmei.base.history.actions import record
from rongmei.base.history.actors import Actor
from rongmei.base.history.enums import EventKind

_FIELDS: Final = (
    "name",
    "short_name",
    "english_name",
    "aliases",
    "protected_names",
    "office_name",
    "hashtags",
    "columns",
    "sheet_days",
)


@transaction.atomic
def set_university(*, actor: Actor, **changes: Any) -> University:
    """Set names and protected names; makes the row on first use. Raises Refused, Invalid."""
    rules.may_set_university(actor).require()
    university = University.objects.select_for_update().filter(pk=1).first() or University(pk=1)
    detail = set_fields(university, changes, allowed=_FIELDS)
    if detail:
        check(university)
        university.save()
        record(EventKind.SETTINGS_CHANGED, actor=actor, subject=subject_of(university), detail=detail)
    return university
