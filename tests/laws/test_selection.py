"""The filter of a figure is built in one place, so the list behind a number always adds up to it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.laws.source import BASE, python_files, short, tree

pytestmark = pytest.mark.once

# The only files that turn a condition into a database filter.
BUILDERS = ("rongmei/base/ledger/selection.py", "rongmei/base/ledger/kinds/", "rongmei/base/directory/queries/")
# Files where the names in a filter are written in code, at the call or beside a model, each with the reason.
WRITTEN_IN_CODE = {
    "rongmei/base/directory/views/base.py": "looks one thing up by the keywords of its caller",
    "rongmei/records/learning/models/names.py": "a generated column, written where the model is",
}
# Files of reporting that name the confirmed state without filtering by it, each with the reason.
READS_THE_STATE = {"rongmei/reporting/figures/engine/folding.py": "takes the confirmed share out of an answer grouped by state"}


def is_builder(path: Path) -> bool:
    return short(path).startswith(BUILDERS) or short(path) in WRITTEN_IN_CODE


def filters_from_data(path: Path) -> Iterator[str]:
    """`filter(**conditions)`, `Q(**conditions)` and `Q((name, value))`: a filter whose field names are data."""
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func).split(".")[-1]
        if called in {"filter", "exclude", "Q"} and any(keyword.arg is None for keyword in node.keywords):
            yield f"{short(path)}:{node.lineno} {called}(**…)"
        if called == "Q" and any(isinstance(argument, ast.Tuple) for argument in node.args):
            yield f"{short(path)}:{node.lineno} Q((…))"


def test_field_names_of_a_filter_are_data_in_one_place_only():
    assert [line for path in python_files() if not is_builder(path) for line in filters_from_data(path)] == []


def ledger_filters(path: Path) -> Iterator[str]:
    """Chained filters on a ledger's own manager."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"filter", "exclude"}:
            receiver = ast.unparse(node.func.value)
            if "ledger.model" in receiver:
                named = {keyword.arg for keyword in node.keywords}
                if not named <= {"pk", "pk__in", "key_hash", "key_hash__in", "batch", "batch_id"} or not named:
                    yield f"{short(path)}:{node.lineno} {receiver[:50]}.{node.func.attr}("


def test_reporting_asks_ledgers_through_a_selection():
    """Figures and summaries name rows by number (a frozen reading); which rows count is the selection's answer alone."""
    below = [path for path in python_files() if path.is_relative_to(BASE / "rongmei" / "reporting")]
    assert [line for path in below for line in ledger_filters(path)] == []


def test_confirmed_is_asked_for_by_the_selection_alone():
    """In reporting nobody else says which state counts."""
    below = [path for path in python_files() if path.is_relative_to(BASE / "rongmei" / "reporting")]
    found = [
        f"{short(path)}:{node.lineno}"
        for path in below
        if short(path) not in READS_THE_STATE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "CONFIRMED" and ast.unparse(node.value) == "RowState"
    ]
    assert found == []
