"""What would become of every row of a sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from rongmei.base.directory.imports.reading import Problem, Table


class Outcome(models.TextChoices):
    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    SAME = "same", _("nothing new")
    WRONG = "wrong", _("to be mended")


@dataclass(frozen=True)
class Change:
    """A field on screen before and after; ``was`` is empty for something new."""

    label: Any
    was: Any
    now: Any


@dataclass
class Line:
    """One thing of the sheet. ``target``: what is there already. ``values``: what the action gets. ``more``: other rows of the same thing."""

    row_no: int
    title: str
    target: Any = None
    values: dict[str, Any] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    parent: Line | None = None
    posts: list[dict[str, Any]] = field(default_factory=list)
    ended: list[tuple[Any, Any]] = field(default_factory=list)
    ranked: list[tuple[Any, int]] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        if self.problems:
            return Outcome.WRONG
        if self.target is None:
            return Outcome.NEW
        return Outcome.CHANGED if self.changes else Outcome.SAME

    def compare(self, fields: Iterable[tuple[str, Any]]) -> None:
        """Keep of ``values`` what differs from the target, as changes. ``fields``: names and how they are called on screen."""
        for name, label in fields:
            if name not in self.values:
                continue
            was, now = getattr(self.target, name, None), self.values[name]
            if self.target is not None and was == now:
                del self.values[name]
            elif self.target is not None or now not in ("", None, []):
                self.changes.append(Change(label, _told(was) if self.target is not None else "", _told(now)))


def _told(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(value)
    return "" if value is None else str(value)


@dataclass
class Plan:
    """All lines of a table, in the order of the sheet."""

    table: Table
    lines: list[Line]

    def of(self, outcome: Outcome) -> list[Line]:
        return [line for line in self.lines if line.outcome == outcome]

    @property
    def problems(self) -> list[Problem]:
        return sorted((problem for line in self.lines for problem in line.problems), key=lambda p: (p.row_no, p.index))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many lines of each outcome, as the plan was made: taking it in changes no count."""
        return {outcome.value: len(self.of(outcome)) for outcome in Outcome}
