"""Recording and changing rows: values, history, keys, versions, the clock."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from typing import Any

import pytest

from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.queries import events_of
from rongmei.base.ledger import actions
from rongmei.base.ledger.actions import InvalidRow
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.presenters import happenings

from .app.models import Clip
from .steps import KEY, clip, clips, ticks, written
from .world import World

FULL = {
    "level": "国家级",
    "reads": "100万+",
    "author": "王敏",
    "original": "是",
    "fee": "120.5",
    "link": "https://news.example.edu.cn/1",
    "note": "头条",
    "covered": [{"unit": "法学院", "heads": "35"}, {"unit": "数统学院", "heads": ""}],
    "reprints": [{"medium": "光明网", "on": "2026-03-06"}],
}


def detail(row: Clip, place: int = -1) -> dict[str, Any]:
    return json.loads(list(events_of(KEY, row.pk))[place].detail)


def test_row_created_keeps_every_kind_of_value(world: World):
    row = Clip.objects.get(pk=clip(**FULL).pk)
    assert (row.unit, row.published_on, row.medium, row.title) == (
        world.units["文学院"], dt.date(2026, 3, 5), world.media["新华网"], "校园里的春天",
    )  # fmt: skip
    assert (row.level, row.reads, row.reads_is_floor, row.author, row.original) == ("national", 1_000_000, True, world.people["王敏"], True)
    assert (row.fee, row.link, row.note) == (Decimal("120.50"), "https://news.example.edu.cn/1", "头条")
    assert [(line.unit, line.heads) for line in row.covered.all()] == [(world.units["法学院"], 35), (world.units["数学与统计学院"], None)]
    assert [(line.medium, line.on) for line in row.reprints.all()] == [("光明网", dt.date(2026, 3, 6))]
    assert (row.state, row.version, row.confirmed_at, row.recorded_by) == ("submitted", 1, None, None)


@pytest.mark.parametrize("to", [RowState.DRAFT, RowState.SUBMITTED, RowState.CONFIRMED])
def test_row_created_stands_where_it_was_put(world: World, to: RowState):
    chief = world.user("chief")
    row = clip(to, actor=chief)
    assert (row.state, row.recorded_by_id) == (to, chief.pk)
    assert (row.confirmed_by_id, bool(row.confirmed_at)) == ((chief.pk, True) if to == RowState.CONFIRMED else (None, False))


@pytest.mark.parametrize("name", ["editor", "correspondent"])
def test_row_created_as_confirmed_is_refused_to_who_may_not_confirm(world: World, name: str):
    with pytest.raises(Refused):
        clip(RowState.CONFIRMED, actor=world.user(name))
    assert (Clip.objects.count(), ticks()) == (0, 0)


@pytest.mark.parametrize(
    ("name", "unit", "allowed"),
    [
        ("correspondent", "文学院", True),
        ("correspondent", "法学院", False),
        ("other", "文学院", False),
        ("other", "法学院", True),
        ("editor", "法学院", True),
        ("chief", "法学院", True),
        ("manager", "法学院", True),
        ("auditor", "文学院", False),
        ("administrator", "文学院", False),
        ("outsider", "文学院", False),
    ],
)
def test_row_is_recorded_by_who_may_record_for_the_unit(world: World, name: str, unit: str, allowed: bool):
    if allowed:
        assert clip(actor=world.user(name), unit=unit).unit == world.units[unit]
    else:
        with pytest.raises(Refused):
            clip(actor=world.user(name), unit=unit)
    assert Clip.objects.count() == ticks() == int(allowed)


def test_history_of_a_new_row_says_what_it_said_with_names(world: World):
    row = clip(actor=world.user("correspondent"), **FULL)
    (event,) = events_of(KEY, row.pk)
    assert (event.kind, event.actor_label, event.subject_label, event.unit_id) == (
        "row.created", "correspondent", "校园里的春天", row.unit_id,
    )  # fmt: skip
    said = detail(row)
    assert said["after"]["published_on"] == "2026-03-05"
    assert said["after"]["fee"] == "120.50"
    assert said["after"]["covered"] == [
        {"unit": world.units["法学院"].pk, "heads": 35}, {"unit": world.units["数学与统计学院"].pk, "heads": None},
    ]  # fmt: skip
    assert said["shown"] == {"unit": "文学院", "medium": "新华网", "author": "王敏"}


def test_history_of_a_change_says_before_and_after_of_what_changed_only(world: World):
    row = clip(reads="5", covered=[{"unit": "法学院", "heads": "3"}])
    actions.change_row(
        actor=world.user("chief"), ledger=clips(), pk=row.pk, raw={"unit": "法学院", "reads": "6+", "title": "校园里的春天", "covered": []}
    )
    said = detail(row)
    literature, law = world.units["文学院"].pk, world.units["法学院"].pk
    assert said["before"] == {"unit": literature, "reads": 5, "reads_is_floor": False, "covered": [{"unit": law, "heads": 3}]}
    assert said["after"] == {"unit": law, "reads": 6, "reads_is_floor": True, "covered": []}
    assert (said["shown_before"]["unit"], said["shown"]["unit"], said["v"]) == ("文学院", "法学院", 2)
    told = happenings(clips(), list(events_of(KEY, row.pk)))[-1]
    assert [(change.label, change.was, change.now) for change in told.changes] == [
        (str(clips().label_of("unit")), "文学院", "法学院"),
        ("阅读量", "5", "6"),
        ("阅读量为下限", "否", "是"),
        ("覆盖单位", "法学院｜3", ""),
    ]


def test_change_touches_only_what_is_named(world: World):
    row = clip(**FULL)
    actions.change_row(actor=SYSTEM, ledger=clips(), pk=row.pk, raw={"note": "改过"})
    row = Clip.objects.get(pk=row.pk)
    assert (row.note, row.reads, row.reads_is_floor, row.covered.count(), row.reprints.count(), row.version) == (
        "改过", 1_000_000, True, 2, 1, 2,
    )  # fmt: skip


def test_change_that_changes_nothing_leaves_no_trace(world: World):
    row, before = clip(**FULL), ticks()
    same = written(**FULL)
    actions.change_row(actor=SYSTEM, ledger=clips(), pk=row.pk, raw=same)
    row.refresh_from_db()
    assert (row.version, ticks(), events_of(KEY, row.pk).count()) == (1, before, 1)


def test_clock_ticks_exactly_when_something_changed(world: World):
    seen = [ticks()]
    row = clip()
    seen.append(ticks())
    for do in (
        lambda: actions.change_row(actor=SYSTEM, ledger=clips(), pk=row.pk, raw={"note": "一"}),
        lambda: actions.change_row(actor=SYSTEM, ledger=clips(), pk=row.pk, raw={"note": "一"}),
        lambda: actions.move_rows(actor=SYSTEM, ledger=clips(), pks=[row.pk], to=RowState.CONFIRMED),
        lambda: actions.move_rows(actor=SYSTEM, ledger=clips(), pks=[row.pk], to=RowState.CONFIRMED),  # cannot
        lambda: actions.move_rows(actor=SYSTEM, ledger=clips(), pks=[], to=RowState.CONFIRMED),
    ):
        do()
        seen.append(ticks())
    with pytest.raises(InvalidRow):
        actions.change_row(actor=SYSTEM, ledger=clips(), pk=row.pk, raw={"reads": "很多"})
    seen.append(ticks())
    assert seen == [0, 1, 2, 2, 3, 3, 3, 3]


def test_older_version_is_refused_and_the_same_one_taken(world: World):
    row = clip()
    actions.change_row(actor=SYSTEM, ledger=clips(), pk=row.pk, raw={"note": "先来"}, version=1)
    with pytest.raises(Invalid) as refused:
        actions.change_row(actor=SYSTEM, ledger=clips(), pk=row.pk, raw={"note": "后到"}, version=1)
    assert refused.value.place == "校园里的春天"
    row.refresh_from_db()
    assert (row.note, row.version) == ("先来", 2)
    actions.change_row(actor=SYSTEM, ledger=clips(), pk=row.pk, raw={"note": "后到"}, version=2)


def test_second_row_of_the_same_key_is_refused_naming_the_other(world: World):
    first = clip()
    with pytest.raises(Invalid) as refused:
        clip(title="校园里的 春天！", unit="法学院")  # spacing and punctuation make no second record
    assert re.findall(r"\d+", refused.value.sentence) == [str(first.pk)]
    assert refused.value.place == "校园里的 春天！"
    other = clip(title="另一篇")
    with pytest.raises(Invalid):
        actions.change_row(actor=SYSTEM, ledger=clips(), pk=other.pk, raw={"title": "校园里的春天"})
    assert (Clip.objects.count(), ticks()) == (2, 2)


def test_second_row_recorded_in_the_same_moment_is_a_sentence(world: World, monkeypatch: pytest.MonkeyPatch):
    from rongmei.base.ledger.actions import rows

    clip()
    answers = iter(["", "已经有了"])  # the look before saving found nothing, the database knows better
    monkeypatch.setattr(rows, "_second", lambda ledger, row: next(answers))
    with pytest.raises(Invalid) as refused:
        clip()
    assert refused.value.sentence == "已经有了"
    assert Clip.objects.count() == 1


def test_every_problem_is_named_at_once(world: World):
    with pytest.raises(InvalidRow) as refused:
        clip(
            published_on="春天",
            medium="不存在报",
            title="",
            reads="约",
            level="厅级",
            fee="1.234",
            link="news",
            author="无名氏",
            original="也许",
        )
    assert [problem.field for problem in refused.value.problems] == [
        "published_on", "medium", "title", "level", "reads", "author", "original", "fee", "link",
    ]  # fmt: skip


def test_rooms_own_rule_is_asked_on_create_and_change(world: World):
    with pytest.raises(InvalidRow) as refused:
        clip(reads="13", level="国家级")
    assert [(p.field, str(p.sentence)) for p in refused.value.problems] == [("reads", "国家级媒体的阅读量不会是 13。")]
    row = clip(reads="13", level="省级")
    with pytest.raises(InvalidRow):
        actions.change_row(actor=SYSTEM, ledger=clips(), pk=row.pk, raw={"level": "国家级"})


@pytest.mark.parametrize(
    "said",
    [
        {"title": {"a": 1}},
        {"title": ["a"]},
        {"title": "a\x00b"},
        {"title": "\ud800"},
        {"title": "x" * 100_001},
        {"reads": float("nan")},
        {"reads": float("inf")},
        {"reads": 10**30},
        {"unit": {}},
        {"unit": [1]},
        {"covered": {"unit": "法学院"}},
        {"covered": 7},
        {"covered": ["法学院"]},
        {"covered": [{"unit": "法学院", "hidden": 1}]},
        {"covered": [{"unit": ["法学院"]}]},
        {"covered": [{"unit": "法学院"}] * 1_001},
        {"state": "confirmed"},
        {"pk": 1},
        {"无此列": 1},
    ],
)
def test_what_no_cell_could_hold_is_a_sentence(world: World, said: dict[str, Any]):
    with pytest.raises(InvalidRow) as refused:
        clip(**said)
    assert [problem.field for problem in refused.value.problems] == [next(iter(said)) if next(iter(said)) in clips().importable else ""]
    row = clip()
    with pytest.raises(InvalidRow):
        actions.change_row(actor=SYSTEM, ledger=clips(), pk=row.pk, raw=said)


def test_correspondent_cannot_give_a_row_away(world: World):
    row = clip(actor=world.user("correspondent"))
    with pytest.raises(Refused):
        actions.change_row(actor=world.user("correspondent"), ledger=clips(), pk=row.pk, raw={"unit": "法学院"})


@pytest.mark.parametrize(
    ("name", "state", "allowed"),
    [
        ("correspondent", RowState.DRAFT, True),
        ("correspondent", RowState.SUBMITTED, True),
        ("correspondent", RowState.RETURNED, True),
        ("correspondent", RowState.CONFIRMED, False),
        ("correspondent", RowState.VOIDED, False),
        ("other", RowState.DRAFT, False),
        ("editor", RowState.SUBMITTED, True),
        ("editor", RowState.CONFIRMED, False),
        ("chief", RowState.CONFIRMED, True),
        ("chief", RowState.VOIDED, False),
        ("manager", RowState.CONFIRMED, True),
        ("auditor", RowState.DRAFT, False),
        ("administrator", RowState.DRAFT, False),
        ("outsider", RowState.DRAFT, False),
    ],
)
def test_row_is_changed_by_who_may_in_its_state(world: World, name: str, state: RowState, allowed: bool):
    row = clip(RowState.DRAFT)
    Clip.objects.filter(pk=row.pk).update(state=state, confirmed_at=row.recorded_at if state == RowState.CONFIRMED else None)
    if allowed:
        actions.change_row(actor=world.user(name), ledger=clips(), pk=row.pk, raw={"note": "改"})
    else:
        with pytest.raises(Refused):
            actions.change_row(actor=world.user(name), ledger=clips(), pk=row.pk, raw={"note": "改"})
    row.refresh_from_db()
    assert (row.note, row.state) == ("改" if allowed else "", state)
