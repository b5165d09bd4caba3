from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.models import Event
from rongmei.base.ledger import actions, queries
from rongmei.base.ledger.actions import imports
from rongmei.base.ledger.enums import BatchState, RowState
from rongmei.base.ledger.models import ImportBatch, StagedRow

from .app.models import Clip
from .import_steps import applied, checked, clips, parts, received, staged
from .sheets_made import plain, row
from .world import World


def test_new_rows_are_stored_whole(world: World, tmp_path: Path) -> None:
    actor = world.user("chief")
    header = ("单位", "发布日期", "媒体", "标题", "级别", "阅读量", "作者", "原创", "稿费", "链接", "备注", "覆盖单位", "转载")
    cells = [
        "文学院", "3月5日", "新华网", "甲", "国家级", "10万+", "王敏", "√", 12.5, "https://a.edu.cn/1", "两行\n备注",
        "文学院(35)、法学院：20", "江城日报｜2026-03-06",
    ]  # fmt: skip
    batch = applied(actor, plain(tmp_path / "a.xlsx", [cells], header), year=2026, confirm=True)
    clip = Clip.objects.get()
    stored = {name: str(getattr(clip, name)) for name in ("published_on", "title", "level", "reads", "original", "fee", "link", "note")}
    assert stored == {
        "published_on": "2026-03-05", "title": "甲", "level": "national", "reads": "100000", "original": "True", "fee": "12.50",
        "link": "https://a.edu.cn/1", "note": "两行\n备注",
    }  # fmt: skip
    assert (clip.reads_is_floor, clip.author, clip.unit, clip.medium) == (
        True,
        world.people["王敏"],
        world.units["文学院"],
        world.media["新华网"],
    )
    assert [(line.unit.name, line.heads) for line in clip.covered.all()] == [("文学院", 35), ("法学院", 20)]
    assert [(line.medium, str(line.on)) for line in clip.reprints.all()] == [("江城日报", "2026-03-06")]
    assert (clip.state, clip.confirmed_by_id, clip.recorded_by_id) == (RowState.CONFIRMED, actor.pk, actor.pk)
    assert clip.confirmed_at is not None
    assert (clip.batch_id, clip.source_sheet, clip.source_row, clip.version, clip.search_text) == (batch.pk, "媒体发稿", 2, 1, "甲")
    event = Event.objects.get(subject_kind="test-clips")
    assert (event.kind, event.subject_id, event.subject_label, event.unit_id) == ("row.created", str(clip.pk), "甲", clip.unit_id)
    assert event.data["after"]["covered"] == [
        {"unit": world.units["文学院"].pk, "heads": 35},
        {"unit": world.units["法学院"].pk, "heads": 20},
    ]
    assert event.data["shown"] == {"unit": "文学院", "medium": "新华网", "author": "王敏"}


def test_row_made_by_hand_and_row_imported_are_equal(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    made = actions.create_row(
        actor=actor,
        ledger=clips(),
        raw={"unit": "文学院", "published_on": "2026-03-05", "medium": "新华网", "title": "《甲》", "reads": "10万+"},
    )
    batch = checked(
        actor,
        plain(tmp_path / "a.xlsx", [["文学院", "2026-03-05", "新华网", "《甲》", "10万+"]], ("单位", "日期", "媒体", "标题", "阅读量")),
    )
    assert parts(batch) == {"same": 1}
    made.refresh_from_db()
    event_of_hand = Event.objects.get(subject_id=str(made.pk), kind="row.created")
    other = applied(
        actor,
        plain(tmp_path / "b.xlsx", [["文学院", "2026-03-06", "新华网", "《甲》", "10万+"]], ("单位", "日期", "媒体", "标题", "阅读量")),
    )
    clip = Clip.objects.get(batch=other)
    event = Event.objects.get(subject_id=str(clip.pk), kind="row.created")
    hidden = {"id", "_state", "published_on", "key_hash", "recorded_at", "batch_id", "source_sheet", "source_row"}
    plain_of = [{k: v for k, v in vars(one).items() if k not in hidden and not k.endswith("_cache")} for one in (made, clip)]
    assert plain_of[0] == plain_of[1]
    # The sheet's event says what the sheet says; what it leaves empty is empty in both rows.
    assert event_of_hand.data["after"].items() >= {k: v for k, v in event.data["after"].items() if k != "published_on"}.items()


def test_changed_rows_show_old_and_new_and_keep_their_state(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    applied(actor, plain(tmp_path / "a.xlsx", [row(1), row(2), row(3)]), confirm=True)
    batch = checked(actor, plain(tmp_path / "b.xlsx", [row(1), row(2, reads=9), row(4)]))
    assert parts(batch) == {"new": 1, "changed": 1, "same": 1}
    before = Clip.objects.get(title=row(2)[3])
    imports.apply_import(actor=actor, batch=batch)
    clip = Clip.objects.get(pk=before.pk)
    assert (clip.reads, clip.version, clip.state, clip.batch_id) == (9, 2, RowState.CONFIRMED, before.batch_id)
    event = Event.objects.get(kind="row.changed")
    assert (event.data["before"], event.data["after"], event.data["v"]) == ({"reads": 1002}, {"reads": 9}, 2)
    assert parts(batch) == {"new": 1, "changed": 1, "same": 1}


def test_changed_lines_and_references_are_written(world: World, tmp_path: Path) -> None:
    actor, header = world.user("manager"), ("单位", "日期", "媒体", "标题", "作者", "覆盖单位")
    applied(actor, plain(tmp_path / "a.xlsx", [["文学院", "2026-03-05", "新华网", "甲", "王敏", "文学院(3)"]], header))
    applied(actor, plain(tmp_path / "b.xlsx", [["法学院", "2026-03-05", "新华网", "甲", "李玥", "法学院(4)、文学院(3)"]], header))
    clip = Clip.objects.get()
    assert (clip.unit.name, clip.author and clip.author.name, clip.version) == ("法学院", "李玥", 2)
    assert [(line.unit.name, line.heads) for line in clip.covered.all()] == [("法学院", 4), ("文学院", 3)]
    shown = Event.objects.get(kind="row.changed").data
    assert (shown["shown_before"]["author"], shown["shown"]["author"]) == ("王敏", "李玥")


def test_columns_the_sheet_has_not_stay_as_they_are(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    applied(actor, plain(tmp_path / "a.xlsx", [row(1)]))
    batch = applied(actor, plain(tmp_path / "b.xlsx", [row(1)[:4]], ("报送单位", "发稿日期", "发布媒体", "稿件标题")))
    assert parts(batch) == {"same": 1}
    assert Clip.objects.get().reads == 1001


def test_what_the_room_works_out_is_stored_but_never_empties_a_record(world: World, tmp_path: Path) -> None:
    actor, header = world.user("manager"), ("单位", "日期", "媒体", "标题", "级别", "原创")
    said = [["文学院", "2026-03-05", "新华网", "甲", "国家级", "是"], ["文学院", "2026-03-05", "新华网", "乙", "省级", "是"]]
    applied(actor, plain(tmp_path / "a.xlsx", said, header))
    assert [str(fee) for fee in Clip.objects.order_by("pk").values_list("fee", flat=True)] == ["500.00", "None"]
    second = Clip.objects.get(title="乙")
    actions.change_row(actor=actor, ledger=clips(), pk=second.pk, raw={"fee": "80"})
    other = ["法学院", "2026-03-05", "新华网", "丙", "", ""]
    assert parts(checked(actor, plain(tmp_path / "b.xlsx", [*said, other], header))) == {"new": 1, "same": 2}


def test_applied_twice_is_applied_once(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    batch = checked(actor, plain(tmp_path / "a.xlsx", [row(1), row(2)]))
    imports.apply_import(actor=actor, batch=batch)
    again = imports.apply_import(actor=actor, batch=ImportBatch(pk=batch.pk))
    assert (again.state, Clip.objects.count(), Event.objects.filter(kind="import.applied").count()) == (BatchState.APPLIED, 2, 1)


def test_clock_moves_once_per_import(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    batch = checked(actor, plain(tmp_path / "a.xlsx", [row(n) for n in range(5)]))
    before = queries.clock("test-clips")
    imports.apply_import(actor=actor, batch=batch)
    assert queries.clock("test-clips") > before


def test_record_changed_since_the_preview_is_not_overwritten(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    applied(actor, plain(tmp_path / "a.xlsx", [row(1), row(2)]))
    batch = checked(actor, plain(tmp_path / "b.xlsx", [row(1, reads=5), row(2, reads=6)]))
    first = Clip.objects.get(title=row(1)[3])
    actions.change_row(actor=actor, ledger=clips(), pk=first.pk, raw={"reads": "77"})
    imports.apply_import(actor=actor, batch=batch)
    assert parts(batch) == {"changed": 1, "waiting": 1}
    assert sorted(Clip.objects.values_list("reads", flat=True)) == [6, 77]
    waiting = staged(batch, 2)
    assert waiting.problems[0]["cell"] == "媒体发稿!D2"
    assert waiting.raw["reads"] == 5
    # Looked at and saved again, the row may change the record.
    mended = imports.mend_staged_row(actor=actor, batch=batch, row_no=2, raw={})
    assert (mended.outcome, Clip.objects.get(pk=first.pk).reads) == (StagedRow.Outcome.WAITING, 77)
    mended = imports.mend_staged_row(actor=actor, batch=batch, row_no=2, raw={}, replace=True)
    assert (mended.outcome, mended.target, Clip.objects.get(pk=first.pk).reads) == (StagedRow.Outcome.DONE, first.pk, 5)
    assert parts(batch) == {"changed": 2}


def test_record_made_since_the_preview_is_not_doubled(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    batch = checked(actor, plain(tmp_path / "a.xlsx", [row(1), row(2), row(3)]))
    other = checked(actor, plain(tmp_path / "b.xlsx", [row(1), row(2, reads=1)]))
    imports.apply_import(actor=actor, batch=other)
    imports.apply_import(actor=actor, batch=batch)
    assert parts(batch) == {"new": 1, "same": 1, "waiting": 1}
    assert Clip.objects.count() == 3


def test_record_voided_since_the_preview_is_not_revived_silently(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    applied(actor, plain(tmp_path / "a.xlsx", [row(1)]))
    batch = checked(actor, plain(tmp_path / "b.xlsx", [row(1, reads=5)]))
    actions.move_rows(actor=actor, ledger=clips(), pks=[Clip.objects.get().pk], to=RowState.VOIDED, note="错")
    imports.apply_import(actor=actor, batch=batch)
    assert parts(batch) == {"waiting": 1}
    imports.mend_staged_row(actor=actor, batch=batch, row_no=2, raw={})
    assert parts(batch) == {"new": 1}
    assert Clip.objects.exclude(state=RowState.VOIDED).get().reads == 5


def test_second_row_that_says_otherwise_is_named(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    batch = checked(actor, plain(tmp_path / "a.xlsx", [row(1), row(1), row(1, reads=7)]))
    assert parts(batch) == {"new": 1, "duplicate": 2}
    assert (staged(batch, 3).problems, staged(batch, 3).target) == ([], 2)
    assert [problem["cell"] for problem in staged(batch, 4).problems] == ["媒体发稿!F4"]


def test_second_row_is_compared_with_changed_and_same_records_too(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    applied(actor, plain(tmp_path / "a.xlsx", [row(1), row(2)]))
    batch = checked(actor, plain(tmp_path / "b.xlsx", [row(1), row(1), row(1, reads=7), row(2, reads=8), row(2, reads=8), row(2)]))
    assert parts(batch) == {"changed": 1, "same": 1, "duplicate": 4}
    assert [[problem["cell"] for problem in staged(batch, number).problems] for number in (3, 4, 6, 7)] == [
        [], ["媒体发稿!F4"], [], ["媒体发稿!F7"],
    ]  # fmt: skip


def test_row_mended_before_the_decision_goes_in_with_the_rest(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    batch = checked(actor, plain(tmp_path / "a.xlsx", [row(1), row(2, on="下周"), row(3, on="下周")]))
    mended = imports.mend_staged_row(actor=actor, batch=batch, row_no=3, raw={"published_on": "2026-05-01"})
    assert (mended.outcome, mended.action) == (StagedRow.Outcome.READY, "new")
    wrong = imports.mend_staged_row(actor=actor, batch=batch, row_no=4, raw={"published_on": "后天"})
    assert (wrong.outcome, wrong.mended) == (StagedRow.Outcome.WAITING, {"published_on": "后天"})
    assert parts(batch) == {"new": 2, "waiting": 1}
    assert not Clip.objects.exists()
    # Another check keeps what was typed.
    batch = imports.check_import(actor=actor, batch=batch)
    assert parts(batch) == {"new": 2, "waiting": 1}
    assert staged(batch, 4).mended == {"published_on": "后天"}
    imports.apply_import(actor=actor, batch=batch)
    assert parts(batch) == {"new": 2, "waiting": 1}
    assert str(Clip.objects.get(source_row=3).published_on) == "2026-05-01"


def test_row_mended_into_another_rows_key_is_a_duplicate(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    batch = checked(actor, plain(tmp_path / "a.xlsx", [row(1), row(1, on="下周"), row(1, on="下月")]))
    twin = imports.mend_staged_row(actor=actor, batch=batch, row_no=3, raw={"published_on": row(1)[1]})
    assert (twin.outcome, twin.target) == (StagedRow.Outcome.DUPLICATE, 2)
    imports.mend_staged_rows(actor=actor, batch=batch, typed={3: {"published_on": "2026-01-31"}, 4: {"published_on": "2026-01-31"}})
    assert (staged(batch, 3).outcome, staged(batch, 4).outcome, staged(batch, 4).target) == ("ready", "duplicate", 3)


def test_row_mended_after_the_decision_is_written_at_once(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    batch = applied(actor, plain(tmp_path / "a.xlsx", [row(1), row(2, on="下周")]), confirm=True)
    mended = imports.mend_staged_row(actor=actor, batch=batch, row_no=3, raw={"published_on": "5月1日"})
    clip = Clip.objects.get(pk=mended.target)
    assert (mended.outcome, str(clip.published_on), clip.state, clip.source_row) == ("done", "2026-05-01", "confirmed", 3)
    with pytest.raises(Invalid):
        imports.mend_staged_row(actor=actor, batch=batch, row_no=3, raw={"published_on": "5月2日"})


def test_row_left_out_stays_left_out_until_it_is_mended(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    batch = checked(actor, plain(tmp_path / "a.xlsx", [row(1), row(2, on="下周")]))
    imports.drop_staged_row(actor=actor, batch=batch, row_no=3)
    assert parts(batch) == {"new": 1, "dropped": 1}
    batch = imports.check_import(actor=actor, batch=batch)
    assert parts(batch) == {"new": 1, "dropped": 1}
    imports.mend_staged_row(actor=actor, batch=batch, row_no=3, raw={"published_on": "5月1日"})
    assert parts(batch) == {"new": 2}


def test_values_inside_lines_are_asked_once(world: World, tmp_path: Path) -> None:
    actor, header = world.user("manager"), ("单位", "日期", "媒体", "标题", "覆盖单位")
    said = [["文学院", "2026-03-05", "新华网", f"稿{n}", "文学系(3)、法学院(2)"] for n in range(3)]
    batch = checked(actor, plain(tmp_path / "a.xlsx", said, header))
    assert [(q["field"], q["written"], q["rows"]) for q in batch.questions] == [("covered.unit", "文学系", 3)]
    assert imports.remember_value(actor=actor, batch=batch, field="covered.unit", written="文学系", meant="文学院") == 3
    imports.apply_import(actor=actor, batch=batch)
    assert [line.unit.name for line in Clip.objects.first().covered.all()] == ["文学院", "法学院"]  # type: ignore[union-attr]


def test_meaning_that_is_unknown_itself_is_refused(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    batch = checked(actor, plain(tmp_path / "a.xlsx", [row(1, medium="新华网客户端")]))
    with pytest.raises(Invalid):
        imports.remember_value(actor=actor, batch=batch, field="medium", written="新华网客户端", meant="新华社网")
    assert batch.questions[0]["guesses"][0] == "新华网"


# ---- who may ------------------------------------------------------------------------------------------------------------


def test_correspondent_imports_for_the_own_unit_only(world: World, tmp_path: Path) -> None:
    actor = world.user("correspondent")
    batch = checked(actor, plain(tmp_path / "a.xlsx", [row(3), row(1), row(6)]))  # 文学院, 法学院, 文学院
    assert parts(batch) == {"new": 2, "waiting": 1}
    assert [problem["cell"] for problem in staged(batch, 3).problems] == ["媒体发稿!A3"]
    imports.apply_import(actor=actor, batch=batch)
    assert set(Clip.objects.values_list("unit__name", "state")) == {("文学院", "submitted")}
    with pytest.raises(Refused):
        imports.map_import(actor=actor, batch=received(actor, plain(tmp_path / "b.xlsx", [row(9)])), confirm=True)


def test_correspondent_cannot_change_confirmed_rows_by_import(world: World, tmp_path: Path) -> None:
    applied(world.user("manager"), plain(tmp_path / "a.xlsx", [row(3)]), confirm=True)
    batch = checked(world.user("correspondent"), plain(tmp_path / "b.xlsx", [row(3, reads=1)]))
    assert parts(batch) == {"waiting": 1}
    imports.apply_import(actor=world.user("correspondent"), batch=batch)
    assert Clip.objects.get().reads == 1003


@pytest.mark.parametrize("who", ["auditor", "outsider"])
def test_who_may_not_record_may_not_import(world: World, tmp_path: Path, who: str) -> None:
    with pytest.raises(Refused):
        received(world.user(who), plain(tmp_path / "a.xlsx", [row(1)]))
    batch = checked(world.user("manager"), plain(tmp_path / "a.xlsx", [row(1)]))
    for act in (imports.check_import, imports.apply_import, imports.undo_import):
        with pytest.raises(Refused):
            act(actor=world.user(who), batch=batch)


def test_file_of_somebody_else_is_named_not_shown(world: World, tmp_path: Path) -> None:
    path = plain(tmp_path / "a.xlsx", [row(3)])
    received(world.user("manager"), path)
    with pytest.raises(Invalid) as refused:
        received(world.user("correspondent"), path)
    assert refused.value.place == "a.xlsx"


def test_role_lost_between_check_and_apply_writes_nothing(world: World, tmp_path: Path) -> None:
    actor: Any = world.user("correspondent")
    batch = checked(actor, plain(tmp_path / "a.xlsx", [row(3)]))
    actor.role_grants.update(to_on="2020-01-02")
    with pytest.raises(Refused):
        imports.apply_import(actor=world.user("correspondent"), batch=batch)
    assert not Clip.objects.exists()
