"""States: every pair, every role; reasons; many rows at once; twins."""

from __future__ import annotations

import json
from itertools import product

import pytest

from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.queries import events_of
from rongmei.base.ledger import actions, registry
from rongmei.base.ledger.enums import RowState

from .app.models import Clip
from .steps import KEY, clip, clips, ticks
from .world import World

D, S, R, C, V = RowState.DRAFT, RowState.SUBMITTED, RowState.RETURNED, RowState.CONFIRMED, RowState.VOIDED
# Written out once more, so that a slip in the product's own table is seen.
RECORDING = {(D, S), (D, V), (S, V), (R, S), (R, V), (V, D)}
CONFIRMING = {(S, C), (S, R), (C, R), (C, V)}
MAY = {
    "correspondent": RECORDING,
    "other": set(),
    "editor": RECORDING,
    "chief": RECORDING | CONFIRMING,
    "manager": RECORDING | CONFIRMING,
    "auditor": set(),
    "administrator": set(),
    "outsider": set(),
}


def put(row: Clip, state: RowState) -> Clip:
    Clip.objects.filter(pk=row.pk).update(state=state, confirmed_at=row.recorded_at if state == C else None)
    row.refresh_from_db()
    return row


def moved(world: World, name: str, pks: list[int], to: RowState, note: str = "有误") -> actions.Outcome:
    actor = world.user(name) if name else SYSTEM
    return actions.move_rows(actor=actor, ledger=clips(), pks=pks, to=to, note=note)


@pytest.mark.parametrize("name", MAY)
def test_every_move_is_open_to_exactly_its_roles(world: World, name: str):
    row = clip(D)  # of the correspondent's unit
    done = set()
    for now, to in product(RowState, RowState):
        put(row, now)
        before = ticks()
        outcome = moved(world, name, [row.pk], to)
        row.refresh_from_db()
        if outcome.done:
            done.add((now, to))
            assert (row.state, outcome.refused, ticks()) == (to, [], before + 1)
            assert bool(row.confirmed_at) == (to == C)
            assert row.return_note == ("有误" if to == R else "")
        else:
            assert (row.state, ticks()) == (now, before)
            assert [pk for pk, _why in outcome.refused] == [row.pk]
            assert outcome.refused[0][1]
    assert done == MAY[name]


@pytest.mark.parametrize("to", [R, V])
@pytest.mark.parametrize("note", ["", "  "])
def test_return_and_voiding_need_a_reason(world: World, to: RowState, note: str):
    row = clip(S)
    with pytest.raises(Invalid):
        moved(world, "chief", [row.pk], to, note)
    row.refresh_from_db()
    assert row.state == S


def test_each_row_of_many_answers_for_itself(world: World):
    rows = [clip(S, title=str(n)) for n in range(3)]
    put(rows[1], D)
    outcome = moved(world, "chief", [row.pk for row in rows], C)
    assert outcome.done == [rows[0].pk, rows[2].pk]
    assert [pk for pk, _why in outcome.refused] == [rows[1].pk]
    assert sorted(Clip.objects.values_list("title", "state")) == [("0", "confirmed"), ("1", "draft"), ("2", "confirmed")]
    assert ticks() == 4  # three rows made, one move


def test_move_leaves_before_after_reason_and_version_in_history(world: World):
    row = clip(S)
    moved(world, "chief", [row.pk], R, "缺链接")
    event = events_of(KEY, row.pk).last()
    assert (event.kind, event.actor_label) == ("row.returned", "chief")
    assert json.loads(event.detail) == {"v": 2, "before": {"state": "submitted"}, "after": {"state": "returned"}, "note": "缺链接"}
    row.refresh_from_db()
    assert (row.version, row.return_note) == (2, "缺链接")


def test_unknown_rows_move_nothing(world: World):
    outcome = moved(world, "chief", [999_999], C)
    assert (outcome.done, outcome.refused, ticks()) == ([], [], 0)


def test_voided_row_whose_like_was_recorded_meanwhile_stays_voided(world: World):
    first = clip(S)
    moved(world, "", [first.pk], V)
    second = clip(S)
    third = clip(S, title="另一篇")
    moved(world, "", [third.pk], V)
    outcome = moved(world, "chief", [first.pk, third.pk], D)
    assert outcome.done == [third.pk]
    assert [pk for pk, _why in outcome.refused] == [first.pk]
    assert str(second.pk) in outcome.refused[0][1]


def test_of_two_voided_twins_one_comes_back(world: World):
    first = clip(S)
    moved(world, "", [first.pk], V)
    second = clip(S)
    moved(world, "", [second.pk], V)
    outcome = moved(world, "chief", [second.pk, first.pk], D)
    assert outcome.done == [first.pk]
    assert [pk for pk, _why in outcome.refused] == [second.pk]


def test_voiding_a_cited_row_says_so_in_history(world: World, monkeypatch: pytest.MonkeyPatch):
    row = clip(S)
    monkeypatch.setattr(registry, "_holds", [lambda ledger, pks: dict.fromkeys(pks, "签发稿引用了它")])
    moved(world, "chief", [row.pk], V)
    assert json.loads(events_of(KEY, row.pk).last().detail)["cited"] == "签发稿引用了它"
