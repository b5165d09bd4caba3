from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rongmei.base.history.decisions import Invalid
from rongmei.base.history.models import Event
from rongmei.base.ledger import actions, registry
from rongmei.base.ledger.actions import imports
from rongmei.base.ledger.enums import BatchState, RowState
from rongmei.base.ledger.imports.keeping import would_keep
from rongmei.base.ledger.models import ImportBatch, StagedChunk

from .app.models import Clip
from .import_steps import applied, clips, parts
from .sheets_made import plain, row
from .world import World


@pytest.fixture
def _no_other_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_holds", [])


def live() -> Any:
    return Clip.objects.exclude(state=RowState.VOIDED)


@pytest.mark.usefixtures("_no_other_holds")
def test_undo_keeps_and_names_edited_moved_and_cited_rows(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    batch = applied(actor, plain(tmp_path / "a.xlsx", [row(n) for n in range(6)]))
    rows = list(Clip.objects.order_by("pk"))
    actions.change_row(actor=world.user("chief"), ledger=clips(), pk=rows[0].pk, raw={"note": "改"})
    actions.move_rows(actor=actor, ledger=clips(), pks=[rows[1].pk], to=RowState.CONFIRMED)
    registry.hold_rows(lambda ledger, pks: {pk: "2026 年总结引用了它" for pk in pks if pk == rows[2].pk})
    foreseen = would_keep(actor, batch)
    done = imports.undo_import(actor=actor, batch=batch)
    assert (foreseen[0], foreseen[1], [kept.pk for kept in foreseen[2]]) == (done.voided, done.reverted, [kept.pk for kept in done.kept])
    assert (done.voided, done.reverted) == (3, 0)
    assert [(kept.pk, kept.title) for kept in done.kept] == [(clip.pk, clip.title) for clip in rows[:3]]
    assert "chief" in done.kept[0].reason
    assert done.kept[2].reason == "2026 年总结引用了它"
    assert [clip.pk for clip in live().order_by("pk")] == [clip.pk for clip in rows[:3]]
    batch.refresh_from_db()
    assert (batch.state, [entry[0] for entry in batch.undone["kept"]]) == (BatchState.UNDONE, [clip.pk for clip in rows[:3]])
    assert Event.objects.filter(kind="row.voided").count() == 3


def test_undo_brings_back_what_the_import_changed(world: World, tmp_path: Path) -> None:
    actor, header = world.user("manager"), ("单位", "日期", "媒体", "标题", "阅读量", "覆盖单位")
    was = [["文学院", "2026-03-05", "新华网", f"稿{n}", 100, "文学院(3)"] for n in range(3)]
    applied(actor, plain(tmp_path / "a.xlsx", was, header), confirm=True)
    batch = applied(actor, plain(tmp_path / "b.xlsx", [[*cells[:4], "2万+", "法学院(4)"] for cells in was], header))
    assert parts(batch) == {"changed": 3}
    edited = Clip.objects.get(title="稿2")
    actions.change_row(actor=actor, ledger=clips(), pk=edited.pk, raw={"note": "改"})
    done = imports.undo_import(actor=actor, batch=batch)
    assert (done.voided, done.reverted, [kept.title for kept in done.kept]) == (0, 2, ["稿2"])
    clip = Clip.objects.get(title="稿0")
    assert (clip.reads, clip.reads_is_floor, clip.version, clip.state) == (100, False, 3, RowState.CONFIRMED)
    assert [(line.unit.name, line.heads) for line in clip.covered.all()] == [("文学院", 3)]
    assert Clip.objects.get(title="稿2").reads == 20_000
    event = Event.objects.filter(kind="row.changed", subject_id=str(clip.pk)).last()
    assert event is not None
    assert (event.data["before"]["reads"], event.data["after"]["reads"]) == (20_000, 100)
    assert not StagedChunk.objects.filter(batch=batch).exists()


def test_after_an_undo_the_same_file_goes_in_again(world: World, tmp_path: Path) -> None:
    actor, path = world.user("manager"), plain(tmp_path / "a.xlsx", [row(1), row(2)])
    first = applied(actor, path)
    imports.undo_import(actor=actor, batch=first)
    second = applied(actor, path)
    assert (second.pk != first.pk, parts(second), live().count()) == (True, {"new": 2}, 2)
    with pytest.raises(Invalid):
        imports.undo_import(actor=actor, batch=ImportBatch(pk=first.pk))


def test_rows_mended_later_are_undone_too(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    applied(actor, plain(tmp_path / "a.xlsx", [row(5)]))
    batch = applied(actor, plain(tmp_path / "b.xlsx", [row(1), row(2, on="下周"), row(5, on="下月")]))
    imports.mend_staged_row(actor=actor, batch=batch, row_no=3, raw={"published_on": "2026-05-01"})
    imports.mend_staged_row(actor=actor, batch=batch, row_no=4, raw={"published_on": row(5)[1], "reads": "8"}, replace=True)
    assert Clip.objects.get(title=row(5)[3]).reads == 8
    done = imports.undo_import(actor=actor, batch=batch)
    assert (done.voided, done.reverted, done.kept) == (2, 1, [])
    assert live().get().reads == 1005


def test_correspondent_cannot_undo_what_was_confirmed_since(world: World, tmp_path: Path) -> None:
    actor = world.user("correspondent")
    batch = applied(actor, plain(tmp_path / "a.xlsx", [row(3), row(6)]))
    one = Clip.objects.order_by("pk").first()
    assert one is not None
    actions.move_rows(actor=world.user("chief"), ledger=clips(), pks=[one.pk], to=RowState.CONFIRMED)
    done = imports.undo_import(actor=actor, batch=batch)
    assert (done.voided, [kept.pk for kept in done.kept]) == (1, [one.pk])
    assert Clip.objects.get(pk=one.pk).state == RowState.CONFIRMED
