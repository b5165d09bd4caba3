"""The checks of facts as the proofreader runs them: over the whole text, what is masked left alone."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ..checking import Context
from ..finding import Finding
from ..source import Source
from . import check_figures, check_stated
from .stated import Stated


@dataclass(frozen=True, slots=True)
class Facts:
    """Days, times, sums, shares, growth, ages and quantities, checked against each other."""

    key: str = "facts"
    whole: Literal[True] = True

    def off(self, context: Context) -> str:
        return ""

    def check(self, source: Source, context: Context) -> Iterable[Finding]:
        found = check_stated(_stated(source, context.on))
        return [one for one in found if not source.masks.hard.touch(one.start, one.end)] if found else found


@dataclass(frozen=True, slots=True)
class LedgerFigures:
    """Figures a sentence names, against the office's ledgers."""

    key: str = "facts.ledger"
    whole: Literal[True] = True

    def off(self, context: Context) -> str:
        return "" if context.figures else "没有接入台账，文中的数字不与台账核对。"

    def check(self, source: Source, context: Context) -> Iterable[Finding]:
        return check_figures(_stated(source, context.on), context.figures) if context.figures else ()


def _stated(source: Source, on: datetime.date | None) -> Stated:
    """The text as all checks of facts read it, prepared once."""
    key = ("facts", on)
    kept = source.memory.get(key)
    if not isinstance(kept, Stated):
        source.memory[key] = kept = Stated.of(source.text, on)
    return kept
