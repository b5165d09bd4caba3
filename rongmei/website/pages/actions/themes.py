"""Themes: colours, type faces, masthead, logo."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction

from rongmei.base.directory.actions.changes import added, check, set_fields, subject_of, tidy
from rongmei.base.history.actions import record
from rongmei.base.history.actors import Actor
from rongmei.base.history.enums import EventKind

from .. import rules
from ..models import Theme
from .keeping import forget_site

FIELDS: Final = ("name", "accent", "headings", "text", "indent", "masthead", "logo")


@transaction.atomic
def create_theme(*, actor: Actor, **values: Any) -> Theme:
    """A new look. Raises Refused, Invalid."""
    rules.may_keep_sites(actor).require()
    theme = Theme(**{field: tidy(values[field]) for field in FIELDS if field in values})
    theme.accent = theme.accent.lower()
    check(theme)
    theme.save()
    record(EventKind.THEME_CREATED, actor=actor, subject=subject_of(theme), detail=added(theme, FIELDS))
    return theme


@transaction.atomic
def change_theme(*, actor: Actor, theme: Theme, **changes: Any) -> Theme:
    """Every site with this theme looks different from this moment. Raises Refused, Invalid."""
    rules.may_keep_sites(actor).require()
    detail = set_fields(theme, changes, allowed=FIELDS)
    if detail:
        check(theme)
        theme.save()
        record(EventKind.THEME_CHANGED, actor=actor, subject=subject_of(theme), detail=detail)
        for site in theme.sites.all():
            forget_site(actor=actor, site=site)
    return theme
