"""Scenario 10: the worst spreadsheet of the year, 20 000 records, from file to ledger and back."""

from __future__ import annotations

import pytest

from rongmei.base.history.models import Event
from rongmei.base.ledger import actions
from rongmei.base.ledger.actions import imports
from rongmei.base.ledger.enums import BatchState, RowState
from rongmei.base.ledger.models import ImportProfile, StagedRow

from .app.models import Clip
from .import_steps import clips, parts, received, staged
from .sheets_made import Worst
from .world import World


@pytest.fixture(scope="module")
def worst(tmp_path_factory: pytest.TempPathFactory) -> Worst:
    return Worst(tmp_path_factory.mktemp("worst") / "2022年媒体发稿.xlsx")


def test_worst_spreadsheet_goes_in_waits_and_comes_out(world: World, worst: Worst) -> None:
    actor = world.user("manager")
    batch = received(actor, worst.path)
    assert batch.sheet == "媒体发稿"
    assert [(sheet["name"], sheet["hidden"]) for sheet in batch.inspection["sheets"]] == [("下拉选项", True), ("媒体发稿", False)]
    assert batch.year == 2022
    assert batch.mapping == {
        "0": "", "1": "unit", "2": "published_on", "3": "medium", "4": "title", "5": "level", "6": "reads", "7": "note",
    }  # fmt: skip
    batch = imports.map_import(actor=actor, batch=batch, year=2022, confirm=True)
    batch = imports.check_import(actor=actor, batch=batch)

    # All errors at once, each with its cell; nothing is in the ledger yet.
    good = worst.records - worst.bad - worst.second
    assert parts(batch) == {"new": good, "duplicate": worst.second, "waiting": worst.bad}
    assert not Clip.objects.exists()
    waiting = StagedRow.objects.filter(batch=batch, outcome="waiting")
    assert all(problem["cell"].startswith("媒体发稿!") for row in waiting for problem in row.problems)
    two = next(row for row in waiting if len(row.problems) == 2)
    assert [problem["cell"] for problem in two.problems] == [f"媒体发稿!C{two.row_no}", f"媒体发稿!F{two.row_no}"]
    assert [(q["field"], q["written"], q["guesses"][:1]) for q in batch.questions] == [
        ("level", "厅级", ["省级"]),
        ("unit", "文学系", ["文学院"]),
    ]

    # Good rows in, bad rows wait, each record leads back to file!sheet!row.
    batch = imports.apply_import(actor=actor, batch=batch)
    assert Clip.objects.filter(state=RowState.CONFIRMED).count() == good
    row = Clip.objects.select_related("batch").order_by("pk").first()
    assert row is not None
    assert row.source == f"2022年媒体发稿.xlsx!媒体发稿!{row.source_row}"
    assert Event.objects.filter(subject_kind="test-clips", kind="row.created").count() == good

    # The same file adds nothing; the earlier import is named.
    again = received(actor, worst.path)
    assert again.pk == batch.pk
    assert again.received_before is True
    assert Clip.objects.count() == good

    # A value settled once mends all its rows.
    asked = next(q for q in batch.questions if q["field"] == "unit")
    assert imports.remember_value(actor=actor, batch=batch, field="unit", written="文学系", meant="文学院") == asked["rows"]
    assert parts(batch) == {"new": good + asked["rows"], "duplicate": worst.second, "waiting": worst.bad - asked["rows"]}

    # Undo keeps the two rows somebody has worked on, and names them.
    edited = list(Clip.objects.order_by("pk")[:2])
    for clip in edited:
        actions.change_row(actor=actor, ledger=clips(), pk=clip.pk, raw={"note": "核对过"})
    done = imports.undo_import(actor=actor, batch=batch)
    assert (done.voided, done.reverted) == (good + asked["rows"] - 2, 0)
    assert [(kept.pk, kept.title) for kept in done.kept] == [(clip.pk, clip.title) for clip in edited]
    assert all("manager" in kept.reason for kept in done.kept)
    assert Clip.objects.exclude(state=RowState.VOIDED).count() == 2

    # After the undo the same file goes in again; columns and values are remembered: no question about 文学系 is asked again.
    second = received(actor, worst.path)
    assert second.pk != batch.pk
    assert ImportProfile.objects.get().mapping == second.mapping
    second = imports.check_import(actor=actor, batch=imports.map_import(actor=actor, batch=second, year=2022))
    assert second.state == BatchState.CHECKED
    assert [(q["field"], q["written"]) for q in second.questions] == [("level", "厅级")]
    assert second.counts["new"] == good + asked["rows"] - 2
    assert second.counts["changed"] == 2  # the note written by hand is not in the sheet


def test_merged_outlet_cells_are_read_for_every_row(world: World, worst: Worst) -> None:
    actor = world.user("manager")
    batch = imports.check_import(actor=actor, batch=imports.map_import(actor=actor, batch=received(actor, worst.path), year=2022))
    imports.apply_import(actor=actor, batch=batch)
    assert Clip.objects.filter(medium__name="江城日报").count() >= worst.merged
    assert not StagedRow.objects.filter(batch=batch, problems__icontains="medium").exists()
    assert staged(batch, 7).raw["published_on"] is not None
