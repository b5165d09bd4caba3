"""Reads of figures."""

from .catalogue import (
    Wish,
    builder_link,
    by_key,
    chapters,
    listed,
    manual_values_of,
    published_of,
    standing_on,
    target_for,
    targets_of,
    used_in,
)
from .comparing import Comparison, Published, compare, compare_many, published_values, shown
from .definitions import changes_between, note, note_in_chinese, preview, version_at
from .drilling import Drilled, FrozenRow, FrozenRows, frozen_rows, ingredients_of, readings_citing, rows_for, why_held
from .interface import definition_json, reading_json, value_json
from .known import FOR_THE_PROOFREADER
from .settling import day, settle
from .verifying import verify_readings

__all__ = [
    "FOR_THE_PROOFREADER",
    "Comparison",
    "Drilled",
    "FrozenRow",
    "FrozenRows",
    "Published",
    "Wish",
    "builder_link",
    "by_key",
    "changes_between",
    "chapters",
    "compare",
    "compare_many",
    "day",
    "definition_json",
    "frozen_rows",
    "ingredients_of",
    "listed",
    "manual_values_of",
    "note",
    "note_in_chinese",
    "preview",
    "published_of",
    "published_values",
    "reading_json",
    "readings_citing",
    "rows_for",
    "settle",
    "shown",
    "standing_on",
    "target_for",
    "targets_of",
    "used_in",
    "value_json",
    "verify_readings",
    "version_at",
    "why_held",
]
