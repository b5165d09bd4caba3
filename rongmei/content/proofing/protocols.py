"""What a proofreader asks of the world around it. Whoever has the answers implements these; without them the other checks still run."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from rongmei.content.proofing.finding import Finding, Level


@dataclass(frozen=True, slots=True)
class Post:
    """A post held: ``since`` and ``until`` are days inclusive, None when open. rank: the order in a list of leaders, 1 first, None when none."""

    title: str
    unit: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit under its full name, with the short and former names it may be called by; days inclusive, None when open."""

    name: str
    short_names: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None


class Directory(Protocol):
    """The university's people, units and outlets. ``version`` changes when any of them does."""

    version: str

    def people(self) -> Sequence[Person]: ...

    def units(self) -> Sequence[Unit]: ...

    def outlets(self) -> Sequence[str]:
        """Names of newspapers, accounts, columns: no slip is looked for inside them."""
        ...


@dataclass(frozen=True, slots=True)
class HouseWord:
    """``wrong`` is not written here, ``right`` is; with ``right`` empty the word is accepted everywhere and never flagged."""

    wrong: str
    right: str = ""
    message: str = ""
    level: Level = Level.WARNING


class HouseWords(Protocol):
    """Words and rules of the office's own. ``rules`` are texts of rule files in the shape of the shipped ones."""

    version: str

    def words(self) -> Sequence[HouseWord]: ...

    def rules(self) -> Sequence[str]: ...

    def ignored(self) -> frozenset[tuple[str, str]]:
        """(rule, found) pairs nobody wants to hear of again."""
        ...


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """A figure of the office's ledgers: ``names`` are the nouns a sentence would use (理论讲堂, 讲座), ``measure_word`` its 量词."""

    names: tuple[str, ...]
    measure_word: str
    value: float
    label: str
    year: int


class KnownFigures(Protocol):
    version: str

    def figures(self, year: int) -> Sequence[KnownFigure]: ...


class Speller(Protocol):
    """Finds wrong characters by context. ``off`` says why it cannot, or is empty."""

    @property
    def off(self) -> str: ...

    def check(self, text: str, *, masked: Iterable[tuple[int, int]] = ()) -> list[Finding]: ...
