"""Every write is one named action: keyword arguments, `actor` required, atomic; nothing else writes."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.laws.source import BASE, kind_of, python_files, short, tree

pytestmark = pytest.mark.once

# Public functions of actions modules that are no actions themselves, each with the reason.
NO_ACTION: dict[str, str] = {
    "rongmei.base.history.actions.record": "the trace every action leaves; refuses to run outside the action's transaction",
    "rongmei.base.history.actions.record_many": "the same for many events",
}
# Steps that another file kind of the same machine may take, each with the reason.
STEPS: dict[str, str] = {
    "rongmei.base.directory.actions.changes.added": "writes nothing: says what an event of adding holds",
    "rongmei.base.directory.actions.changes.check": "writes nothing: the model's own checks as one sentence",
    "rongmei.base.directory.actions.changes.set_fields": "writes nothing: sets fields of an unsaved thing and says which differ",
    "rongmei.base.directory.actions.changes.subject_of": "writes nothing: names a thing for history",
    "rongmei.base.directory.actions.changes.tidy": "writes nothing: text without blanks around it",
    "rongmei.base.ledger.actions.tokens.digest_of": "writes nothing: the interface looks a key up by its digest",
    "rongmei.base.ledger.actions.clock.tick": "the newsroom writes rows of its own ledgers in the transaction they count",
    "rongmei.base.ledger.actions.rows.write_change": "the plan keeps the derived columns of its own tasks",
    "rongmei.base.ledger.actions.evidence.take_file": "writes nothing: looks at an upload before an action keeps it",
}
# Actions that are not one transaction, each with the reason.
NOT_ATOMIC: dict[str, str] = {
    "rongmei.website.pages.actions.publish_due_pages": "each page is a transaction of its own: one that fails stops no other",
    "rongmei.website.pages.actions.move_articles": "fifty articles a transaction, so that a break half-way loses fifty at most and is gone on from",
    "rongmei.base.ledger.actions.receive_import": "the file is parsed before the transaction opens, so that nobody waits for it",
    "rongmei.base.directory.actions.look_at_sheet": "reads a sheet, writes nothing",
    "rongmei.base.directory.actions.plan_sheet": "reads a sheet and says what it would do, writes nothing",
    "rongmei.content.newsroom.actions.publish_due": "each manuscript is a transaction of its own: one that fails stops no other",
    "rongmei.content.newsroom.actions.publish_many": "each manuscript is a transaction of its own: one that fails stops no other",
    "rongmei.content.newsroom.actions.remind_overdue_steps": "each manuscript is a transaction of its own: one that fails stops no other",
    "rongmei.reporting.summary.actions.proofread_summary": "is the desk's keep_run, which checks before its transaction opens",
    "rongmei.content.newsroom.actions.proofread_manuscript": "is the desk's keep_run, which checks before its transaction opens",
    "rongmei.reporting.figures.actions.take_reading": "is take_readings with one",
    "rongmei.base.ledger.actions.check_import": "reads the file between two short transactions; the preview is stored whole or not at all",
}
# Actions without an actor, each with the reason.
NO_ACTOR: dict[str, str] = {
    "rongmei.base.directory.actions.note_sign_in_failed": "nobody is signed in yet; the event names what was typed",
    "rongmei.base.directory.actions.note_sign_in_locked": "nobody is signed in yet; the event names what was typed",
}


def actions() -> list[tuple[str, Callable[..., Any]]]:
    """What an actions module offers: its public functions; of a package, the functions its `__init__` lists. The rest are steps."""
    found = []
    for path in python_files():
        parts = path.relative_to(BASE).with_suffix("").parts
        if kind_of(path) != "actions" or (len(parts) > 4 and parts[4] != "__init__"):
            continue
        name = ".".join(parts[:4])
        for key, value in vars(importlib.import_module(name)).items():
            function = inspect.unwrap(value) if callable(value) else value
            if inspect.isfunction(function) and function.__module__.startswith(name) and not key.startswith("_"):
                found.append((f"{name}.{key}", value))
    return found


def steps_used_outside() -> Iterator[str]:
    """Functions that another file kind takes from the inside of an actions package although the package does not offer them."""
    offered = {name for name, _ in actions()}
    for path in python_files():
        parts = path.relative_to(BASE).with_suffix("").parts
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.ImportFrom):
                continue
            module = ".".join([*parts[: len(parts) - node.level], node.module or ""] if node.level else [node.module or ""]).rstrip(".")
            inside = module.split(".")
            if len(inside) < 4 or inside[3] != "actions" or parts[:4] == tuple(inside[:4]):
                continue
            for alias in node.names:
                function = getattr(importlib.import_module(module), alias.name, None)
                name = ".".join([*inside[:4], alias.name])
                if inspect.isfunction(inspect.unwrap(function) if callable(function) else function) and name not in offered:
                    yield f"{short(path)}:{node.lineno} {module}.{alias.name}"


def is_atomic(function: Callable[..., Any]) -> bool:
    """Whether calling opens a transaction: decorated by atomic, or a body that is one `with transaction.atomic()`."""
    while hasattr(function, "__wrapped__"):
        closure = inspect.getclosurevars(function)
        if any(type(value).__name__ == "Atomic" for value in closure.nonlocals.values()):
            return True
        function = function.__wrapped__
    return "transaction.atomic" in inspect.getsource(function)


ACTIONS = [(name, function) for name, function in actions() if name not in NO_ACTION]


@pytest.mark.parametrize(("name", "function"), ACTIONS, ids=[name for name, _ in ACTIONS])
def test_action_takes_an_actor_by_keyword_and_is_atomic(name: str, function: Callable[..., Any]):
    parameters = inspect.signature(function).parameters.values()
    by_position = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD, p.VAR_POSITIONAL)]
    assert by_position == []
    assert name in NO_ACTOR or "actor" in [p.name for p in parameters if p.default is p.empty]
    assert name in NOT_ATOMIC or is_atomic(function)


def test_steps_of_actions_stay_inside():
    assert [line for line in steps_used_outside() if line.split(" ")[1] not in STEPS] == []


def test_exceptions_name_functions_that_exist():
    known = {name for name, _ in actions()}
    assert [name for name in (*NO_ACTION, *NOT_ATOMIC, *NO_ACTOR) if name not in known] == []


WRITES = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "acreate", "asave", "adelete",
}  # fmt: skip
# Kinds of file that may write, and files that write something else than records of the office, each with the reason.
WRITING_KINDS = {"actions", "demo"}
WRITING_FILES: dict[str, str] = {}
# Django's save, create, update and delete of rows take keywords only; dictionaries, hashes, pictures and documents take a position.
POSITION_MEANS_OTHER = {"save", "create", "update", "delete"}


def writes(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            a_views_own_step = kind_of(path) == "views" and ast.unparse(node.func.value) == "self"
            if a_views_own_step or (node.args and node.func.attr in POSITION_MEANS_OTHER):
                continue
            yield f"{short(path)}:{node.lineno} {ast.unparse(node.func.value)[:60]}.{node.func.attr}("


def test_only_actions_write():
    found = [
        line
        for path in python_files()
        if not short(path).startswith("tools/")
        and kind_of(path) not in WRITING_KINDS
        and "management" not in path.parts
        and short(path) not in WRITING_FILES
        for line in writes(path)
    ]
    assert found == []
