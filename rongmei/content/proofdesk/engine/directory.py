"""The directory as the proofreader asks for it: people with the posts they held, units with every name they bore, outlets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from rongmei.base.directory.enums import UnitChangeKind
from rongmei.base.directory.models import Outlet as DirectoryOutlet
from rongmei.base.directory.models import Person as DirectoryPerson
from rongmei.base.directory.models import Post as DirectoryPost
from rongmei.base.directory.models import Unit as DirectoryUnit
from rongmei.base.directory.queries import university
from rongmei.content.proofing.protocols import Person, Post, Unit

HISTORY = ("unit", "person", "university", "outlet")  # how history names what the directory's actions change


@dataclass(eq=False)
class OfficeDirectory:
    """Read once; a later state of the directory is another one of these."""

    version: str
    _people: tuple[Person, ...]
    _units: tuple[Unit, ...]
    _outlets: tuple[str, ...]

    def people(self) -> Sequence[Person]:
        return self._people

    def units(self) -> Sequence[Unit]:
        return self._units

    def outlets(self) -> Sequence[str]:
        return self._outlets


def read_directory(version: str) -> OfficeDirectory:
    return OfficeDirectory(version, tuple(_people()), tuple(_units()), _outlets())


def _people() -> list[Person]:
    posts = Prefetch("posts", DirectoryPost.objects.select_related("unit").order_by("from_on", "pk"))
    found = []
    for person in DirectoryPerson.objects.prefetch_related(posts):
        held = tuple(
            Post(post.title, post.unit.name if post.unit is not None else "", post.from_on, post.to_on, post.rank)
            for post in person.posts.all()
        )
        found += [Person(name, held) for name in dict.fromkeys([person.name, *person.aliases])]
    return found


def _outlets() -> tuple[str, ...]:
    return tuple(DirectoryOutlet.objects.values_list("name", flat=True))


def _units() -> list[Unit]:
    of = university()
    found = [Unit(of.name, tuple(dict.fromkeys(filter(None, [of.short_name, *of.aliases]))))] if not of._state.adding else []
    for unit in DirectoryUnit.objects.prefetch_related("changes"):
        renamed = [change for change in unit.changes.all() if change.kind == UnitChangeKind.RENAME]
        found.append(
            Unit(
                unit.name,
                short_names=_names(unit.short_name, *unit.aliases),
                former_names=_names(*(name for change in renamed for name in (change.old_name, change.old_short_name))),
                since=unit.valid_from,
                until=unit.valid_to,
            )
        )
    return found


def _names(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
