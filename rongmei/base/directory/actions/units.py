"""Units: added, renamed, moved, merged, closed. Nothing is deleted: what was counted under a unit stays there."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from rongmei.base.directory import rules
from rongmei.base.directory.actions.changes import added, check, set_fields, subject_of, tidy
from rongmei.base.directory.enums import UnitChangeKind, UnitKind
from rongmei.base.directory.models import Unit, UnitChange
from rongmei.base.history.actions import record
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

_FIELDS: Final = ("name", "short_name", "aliases", "kind", "code", "parent", "valid_from", "valid_to")
_CHANGEABLE: Final = ("short_name", "aliases", "kind", "code", "valid_from")


@transaction.atomic
def add_unit(
    *,
    actor: Actor,
    name: str,
    kind: UnitKind | str = UnitKind.OTHER,
    parent: Unit | None = None,
    short_name: str = "",
    aliases: Sequence[str] = (),
    code: str = "",
    valid_from: datetime.date | None = None,
    valid_to: datetime.date | None = None,
) -> Unit:
    """Add a unit below ``parent`` (at the top without). Raises Refused, Invalid."""
    rules.may_keep_directory(actor).require()
    unit = Unit(
        name=tidy(name),
        short_name=tidy(short_name),
        aliases=tidy(list(aliases)),
        kind=kind,
        code=tidy(code),
        parent=parent,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    check(unit, without=["path"])
    unit.save()
    unit.path = _path(unit, parent)
    unit.save(update_fields=["path"])
    record(EventKind.UNIT_ADDED, actor=actor, subject=subject_of(unit), detail=added(unit, _FIELDS), unit_id=unit.pk)
    return unit


@transaction.atomic
def change_unit(*, actor: Actor, unit: Unit, **changes: Any) -> Unit:
    """Correct short name, aliases, kind, code or first day. A new name is :func:`rename_unit`. Raises Refused, Invalid."""
    rules.may_keep_directory(actor).require()
    detail = set_fields(unit, changes, allowed=_CHANGEABLE)
    if detail:
        check(unit)
        unit.save()
        record(EventKind.UNIT_CHANGED, actor=actor, subject=subject_of(unit), detail=detail, unit_id=unit.pk)
    return unit


@transaction.atomic
def rename_unit(*, actor: Actor, unit: Unit, name: str, on: datetime.date, short_name: str | None = None, correction: bool = False) -> Unit:
    """Give the unit another name from the day ``on``; it stays the same unit, and the old name stays for days before.

    ``short_name`` None keeps the short name. With ``correction`` the old name was a slip and is forgotten (history
    keeps it). Raises Refused, Invalid.
    """
    rules.may_keep_directory(actor).require()
    if tidy(name) == unit.name:
        raise Invalid(_("The unit already bears the name “%(name)s”.") % {"name": unit.name}, _("name"))
    if not correction:
        _require_in_life(unit, on)
        if unit.changes.filter(kind=UnitChangeKind.RENAME, on__gte=on).exists():
            raise Invalid(_("The unit was renamed on or after that day already. Choose a later day."), _("on the day"))
        UnitChange.objects.create(unit=unit, kind=UnitChangeKind.RENAME, on=on, old_name=unit.name, old_short_name=unit.short_name)
    names = {"name": name, "short_name": unit.short_name if short_name is None else short_name}
    detail = set_fields(unit, names, allowed=("name", "short_name"))
    check(unit)
    unit.save(update_fields=["name", "short_name"])
    detail |= {"on": on, "correction": correction}
    record(EventKind.UNIT_RENAMED, actor=actor, subject=subject_of(unit), detail=detail, unit_id=unit.pk)
    return unit


@transaction.atomic
def move_unit(*, actor: Actor, unit: Unit, parent: Unit | None) -> Unit:
    """Put the unit, with everything below it, under another. Raises Refused, Invalid."""
    rules.may_keep_directory(actor).require()
    if parent is not None and parent.path.startswith(unit.path):
        raise Invalid(_("“%(parent)s” lies below “%(unit)s”.") % {"parent": parent, "unit": unit}, _("part of"))
    detail = set_fields(unit, {"parent": parent}, allowed=["parent"])
    if detail:
        check(unit)
        old, unit.path = unit.path, _path(unit, parent)
        unit.save(update_fields=["parent"])
        rest = Concat(Value(unit.path), Substr(F("path"), len(old) + 1))
        Unit.objects.filter(path__startswith=old).update(path=rest)
        record(EventKind.UNIT_MOVED, actor=actor, subject=subject_of(unit), detail=detail, unit_id=unit.pk)
    return unit


@transaction.atomic
def merge_units(*, actor: Actor, units: Sequence[Unit], successor: Unit, on: datetime.date) -> Unit:
    """From the day ``on`` these units are part of ``successor``; what they did before stays theirs.

    Their people move over; units below them too. Raises Refused, Invalid.
    """
    for unit in units:
        if unit.pk == successor.pk or successor.path.startswith(unit.path):
            raise Invalid(_("A unit cannot be merged into itself or into one below it."), str(unit))
        _require_in_life(unit, on)
        for child in unit.children.filter(valid_to=None):
            move_unit(actor=actor, unit=child, parent=successor)
        rules.may_close_unit(actor, unit, open_children=0).require()
        UnitChange.objects.create(unit=unit, kind=UnitChangeKind.MERGE, on=on, successor=successor)
        unit.valid_to = on - datetime.timedelta(days=1)
        check(unit)
        unit.save(update_fields=["valid_to"])
        moved = unit.people.filter(left_on=None).update(unit=successor)
        record(
            EventKind.UNIT_MERGED,
            actor=actor,
            subject=subject_of(unit),
            detail={"after": {"successor": str(successor)}, "successor_id": successor.pk, "on": on, "people": moved},
            unit_id=unit.pk,
        )
    return successor


@transaction.atomic
def close_unit(*, actor: Actor, unit: Unit, last_day: datetime.date) -> Unit:
    """The unit exists up to and including ``last_day``. Raises Refused, Invalid."""
    rules.may_close_unit(actor, unit, open_children=unit.children.filter(valid_to=None).count()).require()
    detail = set_fields(unit, {"valid_to": last_day}, allowed=["valid_to"])
    check(unit)
    unit.save(update_fields=["valid_to"])
    record(EventKind.UNIT_CLOSED, actor=actor, subject=subject_of(unit), detail=detail, unit_id=unit.pk)
    return unit


def _path(unit: Unit, parent: Unit | None) -> str:
    path = f"{parent.path if parent is not None else '/'}{unit.pk}/"
    if len(path) > 255:
        raise Invalid(_("Units lie too deep: at most some thirty levels."), _("part of"))
    return path


def _require_in_life(unit: Unit, on: datetime.date) -> None:
    if not unit.existed_on(on - datetime.timedelta(days=1)):
        raise Invalid(
            _("“%(unit)s” did not exist on the day before %(on)s (since %(first)s, last day %(last)s).")
            % {"unit": unit, "on": on, "first": unit.valid_from or "—", "last": unit.valid_to or "—"},
            _("on the day"),
        )
