"""The kinds of rules: one module each, listed here."""

from typing import Final

from . import conditional, consistency, existence, number, occurrence, pair, repetition, script, spacing, substitution
from .building import Built, Extension, Hit

EXTENSIONS: Final[tuple[Extension, ...]] = (
    existence,
    substitution,
    consistency,
    conditional,
    occurrence,
    repetition,
    pair,
    spacing,
    number,
    script,
)

__all__ = ["EXTENSIONS", "Built", "Extension", "Hit"]
