"""People and units of a text against the directory: posts at the day of the text, slips in names, units, the order of leaders."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..finding import Finding
from ..matcher import Grams
from ..protocols import Directory
from . import order, people, repeated, units
from .index import Index, Phrases
from .people import Named, Office

__all__ = ["Index", "check", "check_repeated", "known_spans"]


@dataclass(frozen=True, slots=True)
class Read:
    """A text as the checks of the directory read it: phrases of the directory, and offices with the names they are said of."""

    phrases: Phrases
    offices: list[tuple[Office, list[Named]]]


def check(text: str, directory: Directory | Index, *, on: datetime.date | None = None, grams: Grams | None = None) -> list[Finding]:
    """Every finding of the directory on a text, in order. on: the day the text is of; without it ended posts pass.

    An Index is the directory prepared; make one a version, not one a text. grams: of the text, when somebody has them.
    """
    index = directory if isinstance(directory, Index) else Index(directory)
    read = _read(text, index, grams or Grams(text))
    if not read.phrases.all:
        return []
    findings = [
        *people.check(text, index, read.offices, on),
        *units.check(text, index, read.phrases, on),
        *order.check(text, read.phrases, on),
    ]
    return sorted(dict.fromkeys(findings), key=lambda one: (one.start, one.end, one.rule))


def check_repeated(text: str, directory: Directory | Index, *, grams: Grams | None = None) -> list[Finding]:
    """Names of a whole text that are slips of a name it writes rightly elsewhere."""
    index = directory if isinstance(directory, Index) else Index(directory)
    return sorted(repeated.check(text, index, _read(text, index, grams or Grams(text)).offices), key=lambda one: one.start)


def known_spans(text: str, directory: Directory | Index) -> list[tuple[int, int]]:
    """Where names of people and units stand, in order, for other checks to leave alone."""
    index = directory if isinstance(directory, Index) else Index(directory)
    return sorted((start, end) for start, end, _known in index.names.find(Grams(text)))


def _read(text: str, index: Index, grams: Grams) -> Read:
    """The text read once for all checks. grams: of the whole text."""

    def read(whole: Grams) -> Read:
        phrases = index.find(whole)
        return Read(phrases, [(office, list(people.named(text, index, office))) for office in people.offices(text, phrases)])

    return grams.everywhere(index, read)
