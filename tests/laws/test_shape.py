"""Files, functions and classes stay small enough to be read at once; names say what is inside."""

from __future__ import annotations

import ast
import importlib
import inspect
from pathlib import Path

import pytest

from tests.laws.source import BASE, kind_of, python_files, short, tree

pytestmark = pytest.mark.once

FILE, FUNCTION, CLASS = 400, 50, 250
# A page may be put together from the mixins of its room; anything else stays shallow.
ANCESTORS, ANCESTORS_OF_VIEWS = 3, 5
# Longer on purpose, each with the reason.
LONGER: dict[str, str] = {}


def long_files() -> list[str]:
    paths = (*python_files(tests=True), *sorted((BASE / "tests").rglob("*.py")), *sorted((BASE / "bench").rglob("*.py")))
    counted = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return [f"{name} has {count} lines" for name, count in counted.items() if count > FILE and name not in LONGER]


def test_no_file_is_longer_than_400_lines():
    assert long_files() == []


def long_parts(path: Path) -> list[str]:
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            limit = CLASS if isinstance(node, ast.ClassDef) else FUNCTION
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > limit:
                found.append(f"{short(path)}:{node.lineno} {node.name} has {length} lines")
    return found


def test_no_function_is_longer_than_50_lines_and_no_class_than_250():
    assert [line for path in python_files() for line in long_parts(path)] == []


def test_no_class_has_many_ancestors_of_ours():
    deep = []
    for path in python_files():
        if "cli" in path.parts or path.parts[-2] == "tools" or "settings" in path.parts:
            continue
        name = ".".join(path.relative_to(BASE).with_suffix("").parts).removesuffix(".__init__")
        for key, value in vars(importlib.import_module(name)).items():
            if inspect.isclass(value) and value.__module__ == name:
                ours = [base.__name__ for base in value.__mro__[1:] if base.__module__.startswith("rongmei.")]
                if len(ours) > (ANCESTORS_OF_VIEWS if kind_of(path) == "views" else ANCESTORS):
                    deep.append(f"{name}.{key}: {ours}")
    assert deep == []


def test_no_junk_drawers():
    drawers = {"utils", "util", "helpers", "helper", "common", "core", "misc", "lib", "tools"}
    assert [
        short(path)
        for path in python_files()
        if set(path.relative_to(BASE / path.relative_to(BASE).parts[0]).with_suffix("").parts) & drawers
    ] == []
