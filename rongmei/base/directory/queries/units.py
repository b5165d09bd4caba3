"""Units as a tree, and units by whatever name an office writes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from rongmei.base.directory.enums import UnitChangeKind
from rongmei.base.directory.models import Unit, UnitChange


def unit_tree(*, day: datetime.date | None = None, closed: bool = False) -> list[Unit]:
    """Units existing on ``day`` (today), or all with ``closed``: each right after the one it belongs to, siblings by name.

    Two queries whatever their number; ``people_count`` is the number of people who have not left.
    """
    units = Unit.objects.all() if closed else Unit.objects.valid_on(day or timezone.localdate())
    return in_tree_order(units.annotate(people_count=Count("people", filter=Q(people__left_on=None))))


def in_tree_order(units: Iterable[Unit]) -> list[Unit]:
    """Parents before children, siblings by code and name. A unit whose parent is not among them stands at the top."""
    found = list(units)
    present = {unit.pk for unit in found}
    children: dict[int | None, list[Unit]] = {}
    for unit in sorted(found, key=lambda u: (u.code or "~", u.name)):
        children.setdefault(unit.parent_id if unit.parent_id in present else None, []).append(unit)
    ordered: list[Unit] = []
    stack = list(reversed(children.get(None, [])))
    while stack:
        unit = stack.pop()
        ordered.append(unit)
        stack.extend(reversed(children.get(unit.pk, [])))
    return ordered


def unit_names(*, day: datetime.date | None = None) -> dict[str, set[int]]:
    """Every name a unit goes by → the units meant: name, short name, other names, code and past names.

    Three queries; an ambiguous name has several units. With ``day``, only units existing then. A merged unit's names
    mean the merged unit itself: rows of its time belong to it.
    """
    units = Unit.objects.all() if day is None else Unit.objects.valid_on(day)
    names: dict[str, set[int]] = {}
    known: set[int] = set()
    for pk, name, short, aliases, code in units.values_list("pk", "name", "short_name", "aliases", "code"):
        known.add(pk)
        for text in (name, short, code, *aliases):
            if text:
                names.setdefault(text, set()).add(pk)
    past = UnitChange.objects.filter(kind=UnitChangeKind.RENAME).values_list("unit_id", "old_name", "old_short_name")
    for pk, name, short in past:
        for text in (name, short):
            # A name in use today wins over the same name borne by another unit long ago.
            if text and pk in known and text not in names:
                names[text] = {pk}
    return names


def find_units(text: str, *, day: datetime.date | None = None) -> QuerySet[Unit]:
    """The units meant by ``text`` (exactly), see :func:`unit_names`."""
    return Unit.objects.filter(pk__in=unit_names(day=day).get(text.strip(), set()))


def successor_of(unit: Unit) -> Unit:
    """Where the unit's work went: the end of the chain of mergers, the unit itself without one."""
    seen = {unit.pk}
    while True:
        merger = unit.changes.filter(kind=UnitChangeKind.MERGE).select_related("successor").last()
        if merger is None or merger.successor is None or merger.successor.pk in seen:
            return unit
        unit = merger.successor
        seen.add(unit.pk)
