"""Names nobody should find a slip in: people, units and outlets of the directory, words the office accepts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .checking import Context
from .matcher import Matcher
from .source import Passage


@dataclass(frozen=True, slots=True)
class KnownNames:
    version: tuple[str, str]
    names: Matcher[bool]

    def spans(self, passage: Passage) -> Iterator[tuple[int, int]]:
        """Where a known name stands."""
        return ((start, end) for start, end, _known in self.names.find(passage.grams))


def known_names(context: Context) -> KnownNames:
    """The names, prepared once a version of the directory and the house words."""
    version = versions(context)
    kept = context.memory.get("known")
    if isinstance(kept, KnownNames) and kept.version == version:
        return kept
    fresh = KnownNames(version, Matcher({name: True for name in _names(context) if len(name) > 1}))
    context.memory["known"] = fresh
    return fresh


def versions(context: Context) -> tuple[str, str]:
    return (context.directory.version if context.directory else "", context.words.version if context.words else "")


def _names(context: Context) -> Iterator[str]:
    if context.directory is not None:
        for person in context.directory.people():
            yield person.name
        for unit in context.directory.units():
            yield from (unit.name, *unit.short_names, *unit.former_names)
        yield from context.directory.outlets()
    if context.words is not None:
        yield from (word.wrong for word in context.words.words() if not word.right)
