"""A moment is kept in UTC and told in the office's time: before eight in the morning the two are different days."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.laws.source import python_files, short, tree

pytestmark = pytest.mark.once

PARTS = {"year", "month", "day", "date", "strftime"}
# Files that mean UTC, each with the reason.
MEANS_UTC = {"rongmei/base/history/chain.py": "the chained form of a moment is the same wherever it is checked"}


def is_moment(node: ast.expr) -> bool:
    """`something.made_at` as it comes from the database; `timezone.localtime(something.made_at)` is no such thing."""
    return isinstance(node, ast.Attribute | ast.Name) and (node.attr if isinstance(node, ast.Attribute) else node.id).endswith("_at")


def told_in_utc(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        part = isinstance(node, ast.Attribute) and node.attr in PARTS and is_moment(node.value)
        printed = isinstance(node, ast.FormattedValue) and node.format_spec is not None and is_moment(node.value)
        if part or printed:
            yield f"{short(path)}:{node.lineno}"


@pytest.mark.parametrize("path", [p for p in python_files() if short(p) not in MEANS_UTC], ids=short)
def test_moments_are_told_in_the_offices_time(path: Path) -> None:
    assert list(told_in_utc(path)) == []
