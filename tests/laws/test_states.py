"""States and their moves are data in one enum file. Every table of moves is whole; every pair gets its answer from the table."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from enum import Enum
from types import SimpleNamespace
from typing import Any

import pytest

from rongmei.base.history.actors import SYSTEM
from rongmei.base.ledger import rules
from rongmei.base.ledger.enums import ROW_MOVES, RowState
from tests.laws.source import BASE, kind_of, python_files

pytestmark = pytest.mark.once


def tables() -> Iterator[tuple[str, Mapping[Enum, Any]]]:
    """Every `*_MOVES` of an enums file."""
    for path in python_files():
        if kind_of(path) == "enums":
            name = ".".join(path.relative_to(BASE).with_suffix("").parts).removesuffix(".__init__")
            for key, value in vars(importlib.import_module(name)).items():
                if key.endswith("_MOVES"):
                    yield f"{name}.{key}", value


TABLES = list(tables())


@pytest.mark.parametrize(("name", "moves"), TABLES, ids=[name for name, _ in TABLES])
def test_moves_name_every_state_and_only_states(name: str, moves: Mapping[Enum, Any]):
    states = set(type(next(iter(moves))))
    assert set(moves) == states
    assert set().union(*moves.values()) <= states
    assert [state for state in states if state in moves[state]] == []


@pytest.mark.parametrize(("name", "moves"), TABLES, ids=[name for name, _ in TABLES])
def test_every_state_can_be_reached(name: str, moves: Mapping[Enum, Any]):
    states = list(type(next(iter(moves))))
    reached, waiting = {states[0]}, [states[0]]
    while waiting:
        for state in set(moves[waiting.pop()]) - reached:
            reached.add(state)
            waiting.append(state)
    assert set(states) - reached == set()


@pytest.mark.parametrize("now", list(RowState))
@pytest.mark.parametrize("to", list(RowState))
def test_a_row_moves_exactly_as_the_table_says(now: RowState, to: RowState, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rules.registry, "of", lambda row: SimpleNamespace(key="any"))
    decision = rules.may_move(SYSTEM, SimpleNamespace(state=str(now), unit_id=1), to)
    assert bool(decision) is (to in ROW_MOVES[now])
    assert bool(decision.reason) is not (to in ROW_MOVES[now])
