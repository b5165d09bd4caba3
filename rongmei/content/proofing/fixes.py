"""Suggestions put in. Text outside a suggestion stays as it is, byte for byte; putting in the safe ones twice is as good as once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Final, Protocol

from .finding import Finding
from .source import Source

ROUNDS: Final = 6


class HasFindings(Protocol):
    @property
    def findings(self) -> tuple[Finding, ...]: ...


class Reads(Protocol):
    """A proofreader, as far as mending needs one."""

    def check(self, given: Source | str, *, on: datetime.date | None = None) -> HasFindings: ...


@dataclass(frozen=True, slots=True)
class Edit:
    """text[start:end] becomes ``right``."""

    start: int
    end: int
    right: str


def edits(findings: Iterable[Finding], *, only_safe: bool = True) -> list[Edit]:
    """The smallest changes that put in the first suggestions, in order; of two that touch, the earlier one."""
    chosen: list[Edit] = []
    for one in sorted(findings, key=lambda one: (one.start, one.end)):
        if one.suggestions and (one.safe or not only_safe):
            edit = _smallest(one)
            if edit is not None and (not chosen or edit.start > chosen[-1].end or (edit.start == chosen[-1].end and edit.start < edit.end)):
                chosen.append(edit)
    return chosen


def _smallest(finding: Finding) -> Edit | None:
    """What really changes: without the characters both have at the beginning and the end."""
    found, right = finding.found, finding.suggestions[0]
    if found == right:
        return None
    head = next((at for at, (one, other) in enumerate(zip(found, right, strict=False)) if one != other), min(len(found), len(right)))
    tail = 0
    while tail < min(len(found), len(right)) - head and found[-1 - tail] == right[-1 - tail]:
        tail += 1
    return Edit(finding.start + head, finding.end - tail, right[head : len(right) - tail])


def apply(text: str, findings: Iterable[Finding], only_safe: bool = True) -> str:
    """``text`` with the first suggestions put in."""
    return _put(text, ((edit.start, edit.end, edit.right) for edit in edits(findings, only_safe=only_safe)))


def _put(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, right in changes:
        parts += (text[at:start], right)
        at = end
    return "".join([*parts, text[at:]])


def apply_to(source: Source, findings: Iterable[Finding], only_safe: bool = True) -> dict[str, str]:
    """The stored blocks of ``source`` that change, as they read then. Tags stay where they are; what is put in is escaped."""
    changes: dict[str, list[tuple[int, int, str]]] = {}
    for edit in edits(findings, only_safe=only_safe):
        for block, start, end, right in _in_blocks(source, edit):
            changes.setdefault(block, []).append((start, end, escape(right, quote=False) if block in source.markup else right))
    return {block: _put(source.stored[block], sorted(one)) for block, one in changes.items()}


def _in_blocks(source: Source, edit: Edit) -> Iterator[tuple[str, int, int, str]]:
    """An edit over several pieces: characters go out of each, the new ones come in at the first."""
    right = edit.right
    for place in source.places(edit.start, edit.end):
        yield place.block, place.start, place.end, right
        right = ""


def mend(proofreader: Reads, text: str, *, on: datetime.date | None = None) -> str:
    """``text`` with every safe fix put in, until none is left: mending what was mended changes nothing."""
    for _round in range(ROUNDS):
        mended = apply(text, proofreader.check(text, on=on).findings)
        if mended == text:
            break
        text = mended
    return text
