from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.models import Event
from rongmei.base.ledger import actions, exports
from rongmei.base.ledger.actions.exports import export_rows
from rongmei.base.ledger.actions.rows import InvalidRow
from rongmei.base.ledger.models import ImportBatch

from .app.models import Clip
from .import_steps import applied, checked, clips, parts
from .sheets_made import plain, row
from .world import World

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufeff"), min_size=1, max_size=40)
NOTES = st.text(
    st.one_of(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufeff"), st.sampled_from("\n=+-@'\"")),
    max_size=60,
)
RAW = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(["文学院", "法学院", "数学与统计学院"]),
        "published_on": st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31)).map(str),
        "medium": st.sampled_from(["新华网", "人民网"]),
        "title": WORDS,
        "level": st.sampled_from(["国家级", "省级", ""]),
        "reads": st.one_of(st.integers(0, 2**31 - 1), st.sampled_from(["10万+", ""])),
        "author": st.sampled_from(["王敏", "李玥", ""]),
        "original": st.sampled_from(["是", "否"]),
        "fee": st.one_of(st.decimals(Decimal(0), Decimal("9999999.99"), places=2).map(str), st.just("")),
        "link": st.sampled_from(["https://a.edu.cn/?q=1&b=2", ""]),
        "note": NOTES,
        "covered": st.sampled_from([[], [{"unit": "文学院", "heads": "35"}, {"unit": "法学院"}]]),
        "reprints": st.sampled_from([[], [{"medium": "江城日报", "on": "2026-03-06"}, {"medium": "晚报"}]]),
    }
)


def export(world: World, form: str, path: Path) -> Path:
    with export_rows(actor=world.user("manager"), ledger=clips(), rows=Clip.objects.order_by("pk"), form=form) as file:
        path.write_bytes(file.read())
    return path


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=15, deadline=None)
@given(rows=st.lists(RAW, min_size=1, max_size=5, unique_by=lambda raw: raw["published_on"]))
def test_export_imports_back_unchanged(world: World, tmp_path: Path, form: str, rows: list[dict[str, Any]]) -> None:
    actor = world.user("manager")
    Clip.objects.all().delete()
    ImportBatch.objects.all().delete()
    for raw in rows:
        try:
            actions.create_row(actor=actor, ledger=clips(), raw=raw)
        except Invalid:
            return  # a title of blanks only
    batch = checked(actor, export(world, form, tmp_path / f"out.{form}"), mapping=None)
    assert parts(batch) == {"same": len(rows)}, [(r.raw, r.problems) for r in batch.staged.all()]


@pytest.mark.parametrize(
    ("field", "written", "found"),
    [("title", "#REF!", "#REF!"), ("note", " #N/A\u3000", "#N/A"), ("reprints", [{"medium": "#VALUE!"}], "#VALUE!")],
)
def test_failed_formula_is_refused_at_the_form_as_in_a_sheet(world: World, field: str, written: Any, found: str) -> None:
    raw = {"unit": "文学院", "published_on": "2026-03-05", "medium": "新华网", "title": "甲", field: written}
    with pytest.raises(InvalidRow) as refused:
        actions.create_row(actor=world.user("manager"), ledger=clips(), raw=raw)
    (problem,) = refused.value.problems
    assert (problem.field, str(problem.sentence)) == (field, f"“{found}”是公式出错的结果，请改好公式或直接填写内容。")


def test_export_writes_typed_cells_and_never_formulas(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    raw = {
        "unit": "文学院",
        "published_on": "2026-03-05",
        "medium": "新华网",
        "title": "=1+1",
        "reads": "10万+",
        "fee": "12.5",
        "note": "甲\n乙",
    }
    actions.create_row(actor=actor, ledger=clips(), raw=raw)
    page = openpyxl.load_workbook(export(world, "xlsx", tmp_path / "a.xlsx")).active
    assert page is not None
    heads, cells = (list(values) for values in page.iter_rows(values_only=True))
    assert heads == ["报送单位" if head is None else head for head in exports.header(clips())]
    assert cells[1:4] == [dt.datetime(2026, 3, 5), "新华网", "=1+1"]
    assert page["D2"].data_type == "s"
    assert (cells[5], cells[8]) == ("100000+", 12.5)
    text = export(world, "csv", tmp_path / "a.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert ",'=1+1," in text.decode("utf-8-sig")


def test_export_gives_a_correspondent_the_own_rows_only(world: World, tmp_path: Path) -> None:
    applied(world.user("manager"), plain(tmp_path / "a.xlsx", [row(n) for n in range(6)]))
    with export_rows(actor=world.user("correspondent"), ledger=clips(), rows=Clip.objects.all(), form="csv") as file:
        lines = file.read().decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["文学院", "文学院"]
    event = Event.objects.get(kind="export.made")
    assert (event.subject_id, event.data["rows"], event.data["form"]) == ("test-clips", 2, "csv")
    with pytest.raises(Refused):
        export_rows(actor=world.user("outsider"), ledger=clips(), rows=Clip.objects.all(), form="csv")
    with pytest.raises(Invalid):
        export_rows(actor=world.user("manager"), ledger=clips(), rows=Clip.objects.all(), form="pdf")


def test_template_filled_in_by_another_program_goes_in(world: World, tmp_path: Path) -> None:
    stream = io.BytesIO()
    exports.write_template(clips(), stream)
    book = openpyxl.load_workbook(io.BytesIO(stream.getvalue()))
    assert book.sheetnames == ["媒体发稿台账", "填写说明", "选项"]
    page = book["媒体发稿台账"]
    assert [cell.value for cell in page[1]] == exports.header(clips())
    lists = {str(check.sqref).split(":")[0] for check in page.data_validations.dataValidation}
    assert lists == {"A2", "C2", "E2", "H2"}
    guide = {str(line[0].value): line[3].value for line in book["填写说明"].iter_rows(min_row=2)}
    assert (guide["阅读量"], guide["发布日期"], guide["级别"]) == ("10万+", "2026-03-05", "国家级")
    page.append(["文学院", dt.date(2026, 3, 5), "新华网", "甲", "国家级", "10万+"])
    book.save(tmp_path / "filled.xlsx")
    batch = applied(world.user("manager"), tmp_path / "filled.xlsx")
    assert (batch.sheet, parts(batch), Clip.objects.get().reads) == ("媒体发稿台账", {"new": 1}, 100_000)


def test_rejected_rows_come_out_with_reasons_and_go_back_in(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    batch = applied(actor, plain(tmp_path / "a.xlsx", [row(1), row(2, on="下周", level="厅级")]))
    stream = io.BytesIO()
    assert exports.write_rejected(clips(), batch, batch.staged.filter(outcome="waiting"), stream) == 1
    page = openpyxl.load_workbook(io.BytesIO(stream.getvalue())).active
    assert page is not None
    line = [cell.value for cell in page[2]]
    assert line[1] == "下周"
    assert line[-2].count("媒体发稿!") == 2
    assert line[-1] == "a.xlsx!媒体发稿!3"
    page["B2"], page["E2"] = "2026-05-01", "省级"
    page.parent.save(tmp_path / "mended.xlsx")
    assert parts(applied(actor, tmp_path / "mended.xlsx")) == {"new": 1}
    assert Clip.objects.count() == 2


def test_text_too_long_for_a_cell_is_refused_not_cut(world: World) -> None:
    raw = {"unit": "文学院", "published_on": "2026-03-05", "medium": "新华网", "title": "甲", "note": "长" * 40_000}
    actions.create_row(actor=world.user("manager"), ledger=clips(), raw=raw)
    with pytest.raises(Invalid):
        export_rows(actor=world.user("manager"), ledger=clips(), rows=Clip.objects.all(), form="xlsx")
    assert not Event.objects.filter(kind="export.made").exists()
