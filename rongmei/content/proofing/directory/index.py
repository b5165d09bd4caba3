"""The directory prepared for looking up: names by spelling and by sound, units by every name, built once a version."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice, product
from typing import NamedTuple

from ..matcher import Grams, Matcher
from ..pinyin import fuzzy_syllables
from ..protocols import Directory, Person, Post, Unit
from .titles import OFFICES, offices_in, same_office

_READINGS = 16  # of one name that are indexed; more never happens among real names
_ASKED = 10_000  # names whose likeness is remembered
_LONG_UNIT = 5  # characters from which a unit's name is long enough for one slip in it to be told from another unit's name


@dataclass(slots=True)
class Known:
    """Everything one phrase may stand for."""

    people: list[Person] = field(default_factory=list)
    unit: Unit | None = None
    former: bool = False
    office: bool = False
    tail: bool = False

    @property
    def anchors(self) -> bool:
        """Is it looked for in its own right? Other people are met beside a title."""
        return (
            self.office
            or self.tail
            or self.unit is not None
            or any(post.rank is not None for person in self.people for post in person.posts)
        )


class Found(NamedTuple):
    """A phrase of the directory in a text."""

    start: int
    end: int
    known: Known


class Phrases:
    """The phrases of the directory in one text, in order, the longest first where several begin together."""

    def __init__(self, found: Iterable[Found]) -> None:
        self.all = sorted(found, key=lambda one: (one.start, -one.end))
        self._starts = [one.start for one in self.all]
        self.units = [one for one in self.all if one.known.unit is not None]
        self._unit_ending: dict[int, Found] = {}
        for one in self.units:
            self._unit_ending.setdefault(one.end, one)

    def within(self, start: int, end: int) -> Iterator[Found]:
        """Those that lie between, in order."""
        for one in self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if one.end <= end:
                yield one

    def unit_ending(self, end: int) -> Found | None:
        """The longest unit's name that ends there."""
        return self._unit_ending.get(end)


class Index:
    """Looks names and units up in a text. ``version`` is the directory's."""

    def __init__(self, directory: Directory) -> None:
        self.version = directory.version
        phrases: dict[str, Known] = defaultdict(Known)
        self._sounds: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._holes: dict[str, set[str]] = defaultdict(set)
        self._holders: dict[str, list[Person]] = defaultdict(list)
        for person in directory.people():
            self._add_person(person, phrases)
        for unit in directory.units():
            _add_unit(unit, phrases)
        for office in OFFICES:
            phrases[office].office = True
        self.slips = UnitSlips(directory.units(), phrases)
        self.phrases: dict[str, Known] = {phrase: known for phrase, known in phrases.items() if len(phrase) > 1}
        self._anchors = Matcher({phrase: known for phrase, known in self.phrases.items() if known.anchors})

    @cached_property
    def names(self) -> Matcher[Known]:
        """Every name of a person or a unit, wherever it stands."""
        return Matcher({phrase: known for phrase, known in self.phrases.items() if known.people or known.unit is not None})

    def _add_person(self, person: Person, phrases: dict[str, Known]) -> None:
        person = replace(
            person, posts=tuple(replace(post, title=title) for post in person.posts for title in offices_in(post.title, post.unit))
        )
        name = person.name
        phrases[name].people.append(person)
        for post in person.posts:
            phrases[post.title].office = True
            self._holders[post.title].append(person)
        if not person.posts or not 2 <= len(name) <= 4:
            return
        for sound in sounds(name):
            self._sounds[sound].add(name)
        if len(name) > 2:
            for hole in holes(name):
                self._holes[hole].add(name)

    def find(self, grams: Grams) -> Phrases:
        """The titles, units and ranked people of a text."""
        return Phrases(map(Found._make, self._anchors.find(grams)))

    def people(self, name: str) -> list[Person]:
        known = self.phrases.get(name)
        return known.people if known else []

    def unit(self, name: str) -> Unit | None:
        known = self.phrases.get(name)
        return known.unit if known else None

    def held_by_somebody(self, office: str, unit: Unit | None, day: datetime.date | None) -> bool:
        """Does the directory know who holds the office, so that anybody else does not?"""
        people = self._holders.get(office, ())
        return any(held(post, day) and (unit is None or post.unit == unit.name) for post in posts_of(people, office, unit))

    def alike(self, written: str) -> Iterator[tuple[str, bool]]:
        """(name of an office holder, whether it sounds alike) for names a slip away from what is written, nearest first."""
        seen = {written}
        for sound in sounds(written):
            for name in sorted(self._sounds.get(sound, ())):
                if name not in seen:
                    seen.add(name)
                    yield name, True
        swapped = [written[:at] + written[at + 1] + written[at] + written[at + 2 :] for at in range(len(written) - 1)]
        for name in (*swapped, *(name for hole in holes(written) for name in sorted(self._holes.get(hole, ())))):
            if name not in seen and any(person.posts for person in self.people(name)):
                seen.add(name)
                yield name, False


def sounds(name: str) -> Iterator[tuple[str, ...]]:
    """The ways a name may sound, near sounds made one; a character without reading stands for itself."""
    return islice(product(*[sorted(_heard(character)) for character in name]), _READINGS)


def _heard(character: str) -> frozenset[str]:
    """What one character may sound like."""
    return fuzzy_syllables(character) or frozenset((character,))


def holes(name: str) -> list[str]:
    """The name with each character left open in turn; names of two characters share too much that way."""
    return [f"{name[:at]}?{name[at + 1 :]}" for at in range(len(name))] if len(name) > 2 else []


def _add_unit(unit: Unit, phrases: dict[str, Known]) -> None:
    for name in (unit.name, *unit.short_names):
        if unit.until is None or phrases[name].unit is None:  # a name given anew is the living unit's
            phrases[name].unit, phrases[name].former = unit, False
    for name in unit.former_names:
        if phrases[name].unit is None:
            phrases[name].unit, phrases[name].former = unit, True


class UnitSlips:
    """Unit names one character off, or of the same sound: every name with each character left out, so that one step meets the other half way."""

    def __init__(self, units: Iterable[Unit], phrases: dict[str, Known]) -> None:
        self._shortened: dict[str, set[str]] = defaultdict(set)
        self._sounds: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._first_sounds: dict[int, set[str]] = defaultdict(set)  # of names by their length
        self._names: set[str] = set()
        self._characters: set[str] = set()
        self._heads: set[str] = set()
        self._asked: dict[str, str | None] = {}
        for name in {unit.name for unit in units if len(unit.name) >= _LONG_UNIT}:
            self._names.add(name)
            self._heads.update(name[:2])
            self._characters.update(name)
            phrases[name[-2:]].tail = True
            phrases[name[-3] + name[-1]].tail = True  # 工程院 for 工程学院
            for short in _without_one(name):
                self._shortened[short].add(name)
            for sound in sounds(name):
                self._sounds[sound].add(name)
                self._first_sounds[len(name)].add(sound[0])
        lengths = {len(name) for name in self._names} or {0}
        self.longest, self.shortest = max(lengths) + 1, max(min(lengths) - 1, _LONG_UNIT - 1)

    def near(self, written: str) -> str | None:
        """The unit's name that is one character off what is written or sounds alike, None when there is none or several."""
        if self._heads.isdisjoint(written[:2]):
            return None
        if written not in self._asked:
            if len(self._asked) > _ASKED:
                self._asked.clear()
            self._asked[written] = self._near(written)
        return self._asked[written]

    def _near(self, written: str) -> str | None:
        close = self._spelt(written) if sum(map(self._characters.__contains__, written)) >= len(written) - 1 else set()
        if not close and not _heard(written[0]).isdisjoint(self._first_sounds.get(len(written), ())):
            for sound in sounds(written):
                close |= self._sounds.get(sound, set())
        close.discard(written)
        return close.pop() if len(close) == 1 else None

    def _spelt(self, written: str) -> set[str]:
        """The names one character off."""
        close = set(self._shortened.get(written, ()))
        for short in _without_one(written):
            if short in self._names:
                close.add(short)
            close |= self._shortened.get(short, set())
        return {name for name in close if _one_off(name, written)}


def _without_one(name: str) -> set[str]:
    return {name[:at] + name[at + 1 :] for at in range(len(name))}


def _one_off(a: str, b: str) -> bool:
    """Do the two differ by one character changed, left out or put in, or by two neighbours changed about?"""
    if len(a) != len(b):
        shorter, longer = sorted((a, b), key=len)
        return shorter in _without_one(longer)
    differing = [at for at, (one, other) in enumerate(zip(a, b, strict=True)) if one != other]
    if len(differing) == 1:
        return True
    return (
        len(differing) == 2
        and differing[1] - differing[0] == 1
        and a[differing[0]] == b[differing[1]]
        and a[differing[1]] == b[differing[0]]
    )


def posts_of(people: Iterable[Person], office: str, unit: Unit | None) -> list[Post]:
    """The posts the office in a text may mean; unit: the one named before it, None when none is."""
    return [
        post
        for person in people
        for post in person.posts
        if same_office(office, post.title, post.unit) and (unit is None or _of(post, unit))
    ]


def _of(post: Post, unit: Unit) -> bool:
    """Is the post of that unit? One without a unit is of the university, whose own name may stand before any office."""
    names = (unit.name, *unit.short_names, *unit.former_names)
    return not post.unit or post.unit in names or post.title.startswith(names) or unit.name.endswith("大学")


def held(post: Post, day: datetime.date | None) -> bool:
    """Was the post held that day? Any day will do when none is known."""
    return day is None or ((post.since is None or post.since <= day) and (post.until is None or day <= post.until))
