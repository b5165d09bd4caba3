"""Names that stand in slots, and all names the masked edition hides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from rongmei.base.directory.models import Person, Unit
from rongmei.base.directory.queries import university
from rongmei.base.history.decisions import Invalid

from .enums import NameKind
from .masking import ProtectedName
from .proposals import NameCandidate

NameRef = tuple[str, int | None]  # (NameKind, pk of the unit or person)


def names_of(refs: Iterable[NameRef], on: dt.date) -> dict[NameRef, str]:
    """What stands in each name slot; units by the name they had that day. Two queries. A name that is gone is missing from the answer."""
    wanted = set(refs)
    found: dict[NameRef, str] = {}
    school = university()
    for kind, text in ((NameKind.UNIVERSITY, school.name), (NameKind.UNIVERSITY_SHORT, school.short_name or school.name)):
        if (str(kind), None) in wanted:
            found[(str(kind), None)] = text
    units = [pk for kind, pk in wanted if kind == NameKind.UNIT and pk]
    for unit in Unit.objects.filter(pk__in=units) if units else ():
        found[(str(NameKind.UNIT), unit.pk)] = unit.name_at(on)
    people = [pk for kind, pk in wanted if kind == NameKind.PERSON and pk]
    for pk, name in Person.objects.filter(pk__in=people).values_list("pk", "name") if people else ():
        found[(str(NameKind.PERSON), pk)] = name
    return found


def read_name(text: str) -> NameRef:
    """KIND:ID of the command line, `university` without a number. Raises Invalid."""
    kind, _colon, number = text.partition(":")
    if kind in (NameKind.UNIVERSITY, NameKind.UNIVERSITY_SHORT) and not number:
        return kind, None
    if kind in (NameKind.UNIT, NameKind.PERSON) and number.isdecimal():
        table = Unit if kind == NameKind.UNIT else Person
        if table._default_manager.filter(pk=int(number)).exists():
            return kind, int(number)
        raise Invalid(_("there is no %(kind)s with number %(number)s.") % {"kind": NameKind(kind).label, "number": number}, text)
    raise Invalid(_("a name is given as university, university_short, unit:NUMBER or person:NUMBER."), text[:40])


def candidates() -> list[NameCandidate]:
    """Everything a masked run may have been."""
    school = university()
    found = [NameCandidate(str(NameKind.UNIVERSITY), "", school.name, tuple(n for n in (school.short_name, *school.aliases) if n))]
    for unit in Unit.objects.all():
        found.append(NameCandidate(str(NameKind.UNIT), str(unit.pk), unit.name, tuple(n for n in (unit.short_name, *unit.aliases) if n)))
    for pk, name in Person.objects.values_list("pk", "name"):
        found.append(NameCandidate(str(NameKind.PERSON), str(pk), name, ()))
    return found


def protected() -> list[ProtectedName]:
    """Every name the masked edition hides: the university's, the office's own list, its hashtags and columns, units, people."""
    school = university()
    own = tuple(n for n in (school.short_name, school.english_name, *school.aliases) if n)
    found = [ProtectedName(school.name, own, _("university"))]
    found += [ProtectedName(name, (), _("protected name")) for name in school.protected_names if name]
    found += [ProtectedName(name, (), _("hashtag or column")) for name in (*school.hashtags, *school.columns) if name]
    for unit in Unit.objects.all():
        found.append(ProtectedName(unit.name, tuple(n for n in (unit.short_name, *unit.aliases) if n), _("unit")))
    for name, aliases in Person.objects.values_list("name", "aliases"):
        found.append(ProtectedName(name, tuple(aliases or ()), _("person")))
    return found
