"""Which unit or person a cell means. Loaded once per sheet."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Person, Unit
from rongmei.base.directory.queries import unit_names
from rongmei.base.sheets import cells


class UnitNames:
    """Units existing today by every name they go by, and by ``宣传部-新闻科`` where a name alone is not enough."""

    def __init__(self) -> None:
        today = timezone.localdate()
        self.units = {unit.pk: unit for unit in Unit.objects.valid_on(today)}
        self._meant: dict[str, set[int]] = {}
        for name, pks in unit_names(day=today).items():
            self._meant.setdefault(cells.fingerprint_text(name), set()).update(pks)
        self._below: dict[str, set[int]] = {}
        for unit in self.units.values():
            above = self.units.get(unit.parent_id) if unit.parent_id is not None else None
            for name in filter(None, (above.name, above.short_name) if above is not None else ()):
                self._below.setdefault(cells.fingerprint_text(name + unit.name), set()).add(unit.pk)

    def meant(self, text: str) -> list[Unit]:
        """The units a name means: none, one, or several of the same name."""
        key = cells.fingerprint_text(text)
        pks = self._meant.get(key, set())
        if len(pks) != 1:
            pks = self._below.get(key, pks)
        return [self.units[pk] for pk in sorted(pks)]

    def one(self, reader: Any, name: str, text: str) -> Unit | None:
        """The unit meant; complains at the cell when it is none or several."""
        found = self.meant(text)
        if len(found) == 1:
            return found[0]
        if found:
            reader.wrong(name, several(text, found, self.units))
        else:
            reader.wrong(
                name, _("“%(found)s” is no unit here: write the name as in the directory, or add the unit first.") % {"found": text[:40]}
            )
        return None


def several(text: str, found: list[Unit], units: dict[int, Unit]) -> str:
    """The sentence for a name that fits several units, with what tells them apart."""
    written = "、".join(f"{units[u.parent_id].name}-{u.name}" if u.parent_id in units else u.name for u in found[:5])
    return _("“%(found)s” fits %(count)d units: write which one, as %(written)s.") % {
        "found": text[:40],
        "count": len(found),
        "written": written,
    }


class PeopleNames:
    """People by campus number, name and other names."""

    def __init__(self) -> None:
        self.people = {person.pk: person for person in Person.objects.filter(left_on=None).select_related("unit")}
        self._number = {person.campus_id: person for person in self.people.values()}
        self._named: dict[str, set[int]] = {}
        for person in self.people.values():
            for name in (person.name, f"{person.name}（{person.campus_id}）", *person.aliases):
                self._named.setdefault(cells.fingerprint_text(name), set()).add(person.pk)

    def one(self, reader: Any, name: str, text: str) -> Person | None:
        """The person meant; complains at the cell when it is nobody or several."""
        if text in self._number:
            return self._number[text]
        found = [self.people[pk] for pk in sorted(self._named.get(cells.fingerprint_text(text), set()))]
        if len(found) == 1:
            return found[0]
        if not found:
            reader.wrong(name, _("Nobody is called “%(text)s” or has this campus number. Add the person first.") % {"text": text[:40]})
            return None
        nowhere = _("no unit")
        listed = "、".join(f"{p.name}（{p.campus_id}，{p.unit or nowhere}）" for p in found[:5])
        reader.wrong(
            name,
            _("%(count)d people are called “%(text)s”: %(listed)s. Type the campus number.")
            % {"count": len(found), "text": text[:40], "listed": listed},
        )
        return None
