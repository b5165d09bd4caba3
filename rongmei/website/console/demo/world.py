"""What every part of the demo needs at hand: units, people, accounts, and a recorder of ledger rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Any
from unittest.mock import patch

from django.db import transaction
from django.utils import timezone

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Person, RoleGrant, Unit, User
from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import create_row, move_rows
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.kinds import ReadContext
from rongmei.base.ledger.models import Entry

from .units import colleges, units_of
from .words import RETURN_REASONS, VOID_REASONS

SEED = "20261"
AT_ONCE = 150  # rows a transaction: one commit to disk for all of them


def rng_of(part: str) -> Random:
    """Each part has its own sequence, so that one part's change moves no other."""
    return Random(f"{SEED}/{part}")  # noqa: S311  -- demo data, repeatable on purpose


@dataclass
class World:
    """Read from the database, so that a later stage finds what an earlier one built."""

    @cached_property
    def units(self) -> dict[str, Unit]:
        return {unit.name: unit for unit in Unit.objects.all()}

    @cached_property
    def users(self) -> dict[str, User]:
        return {user.username: user for user in User.objects.select_related("person")}

    def user(self, name: str) -> User:
        return self.users[name]

    @cached_property
    def colleges(self) -> list[str]:
        return colleges()

    def group(self, name: str) -> list[str]:
        return units_of(name)

    @cached_property
    def correspondents(self) -> dict[str, User]:
        """Unit name → the account that reports for it."""
        grants = RoleGrant.objects.filter(role=Role.CORRESPONDENT).select_related("unit", "user")
        return {grant.unit.name: self.users[grant.user.username] for grant in grants if grant.unit}

    @cached_property
    def people(self) -> dict[tuple[str, str], list[Person]]:
        """(unit, post) → people, in the order of their campus numbers."""
        found: dict[tuple[str, str], list[Person]] = {}
        for person in Person.objects.order_by("campus_id").prefetch_related("posts__unit"):
            for post in person.posts.all():
                if post.unit and person not in found.setdefault((post.unit.name, post.title), []):
                    found[post.unit.name, post.title].append(person)
        return found

    def holder(self, unit: str, title: str) -> str:
        """The name of who holds the post."""
        return self.people[unit, title][0].name

    def staff(self, unit: str) -> list[str]:
        """Names of the unit's people, the one in charge first."""
        return list(dict.fromkeys(person.name for (home, _title), people in self.people.items() if home == unit for person in people))

    def head_of(self, unit: str) -> str:
        return self.holder(unit, "党委书记") if (unit, "党委书记") in self.people else self.staff(unit)[0]

    @cached_property
    def leaders(self) -> list[tuple[str, str]]:
        """(name, post) of the university's leaders."""
        return [
            (people[0].name, title)
            for (unit, title), people in self.people.items()
            if unit == "党委办公室" and title not in ("主要负责人", "副职负责人", "科员")
        ]


@dataclass
class Recorder:
    """Records rows of one ledger as the units do: submitted by the unit's correspondent, confirmed by the section chief.

    settled: every row is confirmed. Else about three in a hundred wait, a few are returned with a reason, drafts, or voided.
    """

    world: World
    key: str
    rng: Random
    settled: bool = False
    context: ReadContext = field(default_factory=ReadContext)

    def __post_init__(self) -> None:
        self.ledger = registry.get(self.key)
        self.rows: list[tuple[Mapping[str, Any], bool, str]] = []

    def add(self, raw: Mapping[str, Any], *, sure: bool = False, by: str = "") -> None:
        """sure: confirmed whatever the dice say. by: user name of who records, the unit's correspondent without."""
        self.rows.append((raw, sure, by))

    def record(self) -> list[Entry]:
        made: list[Entry] = []
        for first in range(0, len(self.rows), AT_ONCE):
            with transaction.atomic():
                made.extend(self._record(self.rows[first : first + AT_ONCE]))
        self.rows = []
        return made

    def _record(self, part: list[tuple[Mapping[str, Any], bool, str]]) -> list[Entry]:
        made: list[Entry] = []
        moves: dict[tuple[RowState, str], list[int]] = {}
        for raw, sure, by in part:
            state, note = self._fate(sure)
            actor = self.world.user(by) if by else self.world.correspondents.get(str(raw["unit"]), self.world.user("editor"))
            to = RowState.DRAFT if state == RowState.DRAFT else RowState.SUBMITTED
            row = create_row(actor=actor, ledger=self.ledger, raw=raw, to=to, context=self.context)
            made.append(row)
            if state not in (RowState.DRAFT, RowState.SUBMITTED):
                moves.setdefault((state, note), []).append(row.pk)
        for (state, note), pks in moves.items():
            move_rows(actor=self.world.user("chief"), ledger=self.ledger, pks=pks, to=state, note=note)
        return made

    def _fate(self, sure: bool) -> tuple[RowState, str]:
        dice = self.rng.random()
        if self.settled or sure or dice >= 0.065:
            return RowState.CONFIRMED, ""
        if dice < 0.035:
            return RowState.SUBMITTED, ""
        if dice < 0.047:
            return RowState.RETURNED, self.rng.choice(RETURN_REASONS)
        if dice < 0.056:
            return RowState.DRAFT, ""
        return RowState.VOIDED, self.rng.choice(VOID_REASONS)


@dataclass(frozen=True)
class Span:
    """The days a stage records: of one year, first and last day inclusive."""

    year: int
    start: dt.date
    end: dt.date
    settled: bool = False

    @property
    def part(self) -> str:
        return f"{self.start:%Y%m%d}"


WHOLE_2025 = Span(2025, dt.date(2025, 1, 1), dt.date(2025, 12, 31), settled=True)
SPRING = Span(2026, dt.date(2026, 1, 1), dt.date(2026, 5, 15))
REST = Span(2026, dt.date(2026, 5, 16), dt.date(2026, 12, 31))


@contextmanager
def dated(moment: dt.datetime) -> Iterator[None]:
    """What happens inside bears that day. Roles are asked of today; the chained history keeps the real time."""
    today, localdate = timezone.localdate(), timezone.localdate
    with (
        patch("django.utils.timezone.now", lambda: moment),
        patch("django.utils.timezone.localdate", lambda value=None, zone=None: today if value is None else localdate(value, zone)),
    ):
        yield
