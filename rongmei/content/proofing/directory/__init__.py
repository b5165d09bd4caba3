"""People and units of a text against the directory: posts at the day of the text, slips in names, units, the order of leaders."""

from __future__ import annotations

import datetime

from ..finding import Finding
from ..matcher import Grams
from ..protocols import Directory
from . import order, people, repeated, units
from .index import Index

__all__ = ["Index", "check", "check_repeated", "known_spans"]


def check(text: str, directory: Directory | Index, *, on: datetime.date | None = None, grams: Grams | None = None) -> list[Finding]:
    """Every finding of the directory on a text, in order. on: the day the text is of; without it ended posts pass.

    An Index is the directory prepared; make one a version, not one a text. grams: of the text, when somebody has them.
    """
    index = directory if isinstance(directory, Index) else Index(directory)
    found = index.find(grams or Grams(text))
    findings = [*people.check(text, index, found, on), *units.check(text, index, found, on), *order.check(text, found, on)]
    return sorted(dict.fromkeys(findings), key=lambda one: (one.start, one.end, one.rule))


def check_repeated(text: str, directory: Directory | Index, *, grams: Grams | None = None) -> list[Finding]:
    """Names of a whole text that are slips of a name it writes rightly elsewhere."""
    index = directory if isinstance(directory, Index) else Index(directory)
    return sorted(repeated.check(text, index, index.find(grams or Grams(text))), key=lambda one: one.start)


def known_spans(text: str, directory: Directory | Index) -> list[tuple[int, int]]:
    """Where names of people and units stand, in order, for other checks to leave alone."""
    index = directory if isinstance(directory, Index) else Index(directory)
    return sorted((start, end) for start, end, _known in index.names.find(Grams(text)))
