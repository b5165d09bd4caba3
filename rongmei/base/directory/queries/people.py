"""Finding people."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from rongmei.base.directory.models import Person, Unit


def people(*, text: str = "", unit: Unit | None = None, left: bool = False) -> QuerySet[Person]:
    """People whose name, other names or campus number contain ``text``, of ``unit`` with everything below it."""
    found = Person.objects.select_related("unit", "account").prefetch_related("posts__unit")
    if not left:
        found = found.filter(left_on=None)
    if unit is not None:
        found = found.filter(unit__path__startswith=unit.path)
    text = text.strip()
    if text:
        # aliases is JSON, where Chinese may be stored as \\uXXXX: matched as text below, not in SQL.
        found = found.filter(Q(name__icontains=text) | Q(campus_id__icontains=text) | Q(pk__in=_with_alias(text)))
    return found


def people_meant(text: str) -> list[Person]:
    """Whom ``text`` names exactly: a campus number is one person; a name or other name may be several."""
    text = text.strip()
    by_number = Person.objects.filter(campus_id=text).select_related("unit").first()
    if by_number is not None:
        return [by_number]
    named = Person.objects.filter(Q(name=text) | Q(pk__in=_with_alias(text, whole=True)))
    return list(named.select_related("unit"))


def _with_alias(text: str, *, whole: bool = False) -> list[int]:
    rows = Person.objects.exclude(aliases=[]).values_list("pk", "aliases")
    return [pk for pk, aliases in rows if any(text == alias or (not whole and text in alias) for alias in aliases)]
