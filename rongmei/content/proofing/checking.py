"""What a checker is, and what it may know of the world."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, Protocol

from .finding import Finding
from .protocols import Directory, HouseWords, KnownFigures, Speller
from .source import Paragraph, Source


class Style(StrEnum):
    """The house style: for readers on a screen, or in the form of official documents."""

    WEB = "web"
    GONGWEN = "gongwen"


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may ask. ``on``: the day the text is of (its publication, or today), None when nobody knows.

    ``memory`` lives as long as the proofreader: a place for what is costly to prepare, such as an index of the directory. Keep the
    version of what it was made from beside it.
    """

    style: Style = Style.WEB
    on: datetime.date | None = None
    directory: Directory | None = None
    words: HouseWords | None = None
    figures: KnownFigures | None = None
    speller: Speller | None = None
    memory: dict[str, object] = field(default_factory=dict, compare=False)


class ParagraphChecker(Protocol):
    """Sees one paragraph at a time and nothing around it, so that what it found is kept until the paragraph changes.

    Findings count characters of the paragraph. ``off`` says in one Chinese sentence why the checker cannot run here, "" when it can.
    """

    @property
    def key(self) -> str: ...
    @property
    def whole(self) -> Literal[False]: ...
    def off(self, context: Context, /) -> str: ...
    def check(self, paragraph: Paragraph, context: Context, /) -> Iterable[Finding]: ...


class WholeChecker(Protocol):
    """Sees the whole text, for what stands in one place and is contradicted in another. Findings count characters of ``source.text``."""

    @property
    def key(self) -> str: ...
    @property
    def whole(self) -> Literal[True]: ...
    def off(self, context: Context, /) -> str: ...
    def check(self, source: Source, context: Context, /) -> Iterable[Finding]: ...


Checker = ParagraphChecker | WholeChecker
