from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.ledger.actions import imports
from rongmei.base.ledger.imports.mapping import mapped_columns, sheet_of
from rongmei.base.ledger.models import ImportBatch, ImportProfile

from .app.models import Clip
from .import_steps import checked, clips, parts, received
from .sheets_made import PLAIN, plain, row
from .world import World


def test_columns_are_proposed_with_samples_and_likeness(world: World, tmp_path: Path) -> None:
    batch = received(world.user("manager"), plain(tmp_path / "a.xlsx", [row(1), row(2), row(3), row(4)]))
    found = mapped_columns(clips(), sheet_of(batch))
    assert [column.field for column in found] == [
        "unit",
        "published_on",
        "medium",
        "title",
        "level",
        "reads",
        "author",
        "original",
        "fee",
        "link",
    ]
    assert (found[3].title, found[3].samples, found[3].sure) == ("稿件标题", tuple(row(n)[3] for n in (1, 2, 3)), True)


def test_columns_settled_once_are_remembered_for_the_same_headings(world: World, tmp_path: Path) -> None:
    actor, header = world.user("manager"), ("部门", "哪天", "哪家", "写的啥", "几人看")
    cells = ["文学院", "2026-03-05", "新华网", "甲", 5]
    batch = received(actor, plain(tmp_path / "a.xlsx", [cells], header))
    mapping = {"0": "unit", "1": "published_on", "2": "medium", "3": "title", "4": ""}
    imports.map_import(actor=actor, batch=batch, mapping=mapping, year=None)
    other = received(actor, plain(tmp_path / "b.xlsx", [[*cells[:3], "乙", 6]], header))
    assert other.mapping == mapping
    assert all(column.remembered for column in mapped_columns(clips(), sheet_of(other)))
    assert parts(imports.check_import(actor=actor, batch=imports.map_import(actor=actor, batch=other))) == {"new": 1}


@pytest.mark.parametrize(
    ("mapping", "place"),
    [
        ({"1": "published_on", "2": "medium", "3": "title"}, "媒体发稿"),  # no unit
        ({"0": "unit", "1": "published_on", "2": "medium"}, "媒体发稿"),  # no title
        ({"0": "unit", "1": "published_on", "2": "medium", "3": "title", "4": "title"}, "媒体发稿!E"),
        ({"0": "unit", "1": "published_on", "2": "medium", "3": "title", "4": "password"}, "媒体发稿!E"),
    ],
)
def test_mapping_that_cannot_work_is_refused_with_its_place(world: World, tmp_path: Path, mapping: dict[str, str], place: str) -> None:
    actor = world.user("manager")
    batch = received(actor, plain(tmp_path / "a.xlsx", [row(1)]))
    with pytest.raises(Invalid) as refused:
        imports.map_import(actor=actor, batch=batch, mapping=mapping)
    assert refused.value.place == place
    assert not ImportProfile.objects.exists()


def test_correspondents_unit_is_proposed_for_a_sheet_without_one(world: World, tmp_path: Path) -> None:
    header = PLAIN[1:4]
    path = plain(tmp_path / "a.xlsx", [row(1)[1:4]], header)
    actor = world.user("correspondent")
    batch = received(actor, path)
    assert batch.unit_id == world.units["文学院"].pk
    with pytest.raises(Refused):
        imports.map_import(actor=actor, batch=batch, unit=world.units["法学院"].pk)
    imports.apply_import(
        actor=actor, batch=imports.check_import(actor=actor, batch=imports.map_import(actor=actor, batch=batch, unit=batch.unit_id))
    )
    assert Clip.objects.get().unit == world.units["文学院"]


def test_unit_is_proposed_from_the_file_name(world: World, tmp_path: Path) -> None:
    batch = received(world.user("manager"), plain(tmp_path / "法学院2025年发稿.xlsx", [row(1)[1:4]], PLAIN[1:4]))
    assert (batch.unit_id, batch.year) == (world.units["法学院"].pk, 2025)


def book_of(path: Path, *sheets: tuple[str, bool, int]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    for name, hidden, start in sheets:
        page = book.add_worksheet(name)
        page.write_row(0, 0, PLAIN)
        page.write_row(1, 0, row(start))
        if hidden:
            page.hide()
    book.close()
    return path


def test_every_sheet_of_a_file_has_its_own_import(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    path = book_of(tmp_path / "a.xlsx", ("一月", False, 1), ("二月", False, 2), ("旧表", True, 3))
    first = received(actor, path)
    assert first.sheet == "一月"
    imports.apply_import(actor=actor, batch=imports.check_import(actor=actor, batch=imports.map_import(actor=actor, batch=first)))
    hidden = imports.open_sheet(actor=actor, batch=first, sheet="旧表")
    assert imports.open_sheet(actor=actor, batch=first, sheet="旧表").pk == hidden.pk
    imports.apply_import(actor=actor, batch=imports.check_import(actor=actor, batch=imports.map_import(actor=actor, batch=hidden)))
    assert sorted(Clip.objects.values_list("source_sheet", flat=True)) == ["一月", "旧表"]
    with pytest.raises(Invalid):
        imports.open_sheet(actor=actor, batch=first, sheet="三月")
    other = imports.open_sheet(actor=actor, batch=first, sheet="二月")
    with pytest.raises(Invalid):
        imports.map_import(actor=actor, batch=other, sheet="一月")


def test_sheet_can_be_changed_before_the_check(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    batch = received(actor, book_of(tmp_path / "a.xlsx", ("一月", False, 1), ("二月", False, 2)))
    batch = imports.check_import(actor=actor, batch=imports.map_import(actor=actor, batch=batch, sheet="二月"))
    assert (batch.sheet, parts(batch)) == ("二月", {"new": 1})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"hello"),
        ("a.xlsx", b"hello"),
        ("a.xlsx", b""),
        ("a.csv", b"\xff\xfe\x00"),
        ("a.docx", b"PK\x03\x04"),
        ("a.csv", b"one\n"),
    ],
)
def test_file_that_is_no_table_is_refused_with_one_sentence(world: World, tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Invalid) as refused:
        received(world.user("manager"), path)
    assert name in str(refused.value)
    assert not ImportBatch.objects.exists()


def test_file_too_large_is_refused(world: World, tmp_path: Path, settings: pytest.FixtureRequest) -> None:
    settings.IMPORT_MAX_BYTES = 10  # type: ignore[attr-defined]
    with pytest.raises(Invalid):
        received(world.user("manager"), plain(tmp_path / "a.xlsx", [row(1)]))


def test_values_given_with_the_mapping_are_used(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    batch = checked(actor, plain(tmp_path / "a.xlsx", [row(1, medium="新华网客户端")]), values={"medium": {"新华网客户端": "新华网"}})
    assert parts(batch) == {"new": 1}


def test_csv_of_gbk_goes_in_like_a_workbook(world: World, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("报送单位,发稿日期,发布媒体,稿件标题\r\n文学院,2026年3月5日,新华网,'=甲\r\n".encode("gbk"))
    batch = checked(world.user("manager"), path)
    imports.apply_import(actor=world.user("manager"), batch=batch)
    assert (parts(batch), Clip.objects.get().title) == ({"new": 1}, "=甲")
