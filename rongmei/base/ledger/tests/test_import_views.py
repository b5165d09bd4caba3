"""The import screens: upload to undo by clicks, what is typed is kept, who may not is told why."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from rongmei.base.ledger import actions
from rongmei.base.ledger.enums import BatchState
from rongmei.base.ledger.models import ImportBatch

from .app.models import Clip
from .import_steps import applied, checked, clips, parts, received
from .sheets_made import plain, row
from .world import World

KEY = "test-clips"


def as_user(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.users[name], backend="django.contrib.auth.backends.ModelBackend")
    return client


def upload(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes())


def at(name: str, batch: Any = None) -> str:
    return reverse(f"ledger:{name}", args=[KEY, batch.pk] if batch is not None else [KEY])


def numbers(html: str) -> dict[str, int]:
    return {name: int(count) for name, count in re.findall(r'data-count="(\w+)">(\d+)<', html)}


def test_first_file_of_a_form_goes_in_by_four_clicks_the_second_by_two(world: World, tmp_path: Path) -> None:
    client = as_user(world, "manager")
    first = client.post(at("import"), {"file": upload(plain(tmp_path / "a.xlsx", [row(1), row(2, on="下周")]))})
    batch = ImportBatch.objects.get()
    assert first["Location"] == at("import_columns", batch)
    page = client.get(first["Location"])
    assert page.status_code == 200
    settled = {f"col-{index}": field for index, field in batch.mapping.items()}
    assert all(f'<option value="{field}" selected>' in page.content.decode() for field in batch.mapping.values())
    done = client.post(first["Location"], {**settled, "sheet": batch.sheet, "year": "", "unit": "", "confirm": "1"})
    assert done["Location"] == at("import_batch", batch)
    page = client.get(done["Location"])
    assert numbers(page.content.decode()) == {"rows": 2, "new": 1, "changed": 0, "same": 0, "waiting": 1, "duplicate": 0, "dropped": 0}
    assert "媒体发稿!B3" in page.content.decode()
    client.post(at("import_apply", batch))
    assert Clip.objects.get().state == "confirmed"

    # The second file of the same form: upload, take in.
    second = client.post(at("import"), {"file": upload(plain(tmp_path / "b.xlsx", [row(3), row(4)]))})
    other = ImportBatch.objects.exclude(pk=batch.pk).get()
    assert (second["Location"], other.state) == (at("import_batch", other), BatchState.CHECKED)
    client.post(at("import_apply", other))
    assert Clip.objects.count() == 3


def test_same_file_again_leads_to_the_earlier_import(world: World, tmp_path: Path) -> None:
    client, path = as_user(world, "manager"), plain(tmp_path / "a.xlsx", [row(1)])
    batch = applied(world.user("manager"), path)
    answer = client.post(at("import"), {"file": upload(path)}, follow=True)
    assert answer.redirect_chain[0][0] == at("import_batch", batch)
    assert "a.xlsx" in str(next(iter(answer.context["messages"])))
    assert ImportBatch.objects.count() == 1


def test_wrong_columns_are_refused_and_what_was_chosen_stays(world: World, tmp_path: Path) -> None:
    client = as_user(world, "manager")
    batch = received(world.user("manager"), plain(tmp_path / "a.xlsx", [row(1)]))
    answer = client.post(at("import_columns", batch), {"sheet": batch.sheet, "col-3": "note", "col-0": "unit", "year": "20x6", "unit": ""})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert '<option value="note" selected>' in html
    assert 'value="20x6"' in html
    batch.refresh_from_db()
    assert batch.state == BatchState.RECEIVED


def test_whatever_was_typed_in_the_grid_is_kept(world: World, tmp_path: Path) -> None:
    client = as_user(world, "manager")
    batch = checked(world.user("manager"), plain(tmp_path / "a.xlsx", [row(1, on="下周"), row(2, on="下月"), row(3, on="明年")]))
    typed = {
        "r2-published_on": "2026-05-01", "was-r2-published_on": "下周", "r2-title": "改名", "was-r2-title": row(1)[3],
        "r3-published_on": "后天", "was-r3-published_on": "下月",
        "r4-published_on": "明年", "was-r4-published_on": "明年",
    }  # fmt: skip
    client.post(at("import_rows", batch), {**typed, "save": "2", "tab": "waiting"})
    rows = {staged.row_no: (staged.outcome, staged.mended) for staged in batch.staged.all()}
    assert rows == {
        2: ("ready", {"published_on": "2026-05-01", "title": "改名"}),
        3: ("waiting", {"published_on": "后天"}),
        4: ("waiting", {}),
    }
    html = client.get(at("import_batch", batch)).content.decode()
    assert 'value="后天"' in html
    client.post(at("import_rows", batch), {"drop": "4", "r3-published_on": "2026-05-02", "was-r3-published_on": "后天"})
    assert parts(batch) == {"new": 2, "dropped": 1}


def test_values_are_settled_in_one_form(world: World, tmp_path: Path) -> None:
    client = as_user(world, "manager")
    batch = checked(world.user("manager"), plain(tmp_path / "a.xlsx", [row(n, medium="新华网客户端", level="国字号") for n in range(3)]))
    html = client.get(at("import_batch", batch)).content.decode()
    assert html.count('name="meant"') == 2
    client.post(
        at("import_values", batch), {"field": ["medium", "level"], "written": ["新华网客户端", "国字号"], "meant": ["新华网", "国家级"]}
    )
    assert parts(batch) == {"new": 3}


@pytest.mark.parametrize("tab", ["new", "changed", "same", "waiting", "duplicate", "dropped"])
@pytest.mark.parametrize("decided", [False, True])
def test_every_tab_shows_before_and_after_the_decision(world: World, tmp_path: Path, tab: str, decided: bool) -> None:
    actor = world.user("manager")
    applied(actor, plain(tmp_path / "a.xlsx", [row(1), row(2)]))
    rows = [row(1), row(2, reads=7, author="李玥"), row(3), row(3), row(4, on="下周"), row(5, on="下周")]
    batch = checked(actor, plain(tmp_path / "b.xlsx", rows))
    actions.drop_staged_row(actor=actor, batch=batch, row_no=7)
    if decided:
        actions.apply_import(actor=actor, batch=batch)
    client = as_user(world, "manager")
    answer = client.get(at("import_batch", batch), {"tab": tab})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert numbers(html) == {"rows": 6, "new": 1, "changed": 1, "same": 1, "waiting": 1, "duplicate": 1, "dropped": 1}
    if tab == "changed" and not decided:
        assert "<del>1002</del> → <ins>7</ins>" in html
        assert "<del>王敏</del> → <ins>李玥</ins>" in html
    if tab == "new":
        assert row(3)[3] in html


def test_undo_page_names_what_stays_before_it_is_done(world: World, tmp_path: Path) -> None:
    actor = world.user("manager")
    batch = applied(actor, plain(tmp_path / "a.xlsx", [row(1), row(2)]))
    clip = Clip.objects.get(title=row(1)[3])
    actions.change_row(actor=actor, ledger=clips(), pk=clip.pk, raw={"note": "改"})
    client = as_user(world, "manager")
    assert row(1)[3] in client.get(at("import_undo", batch)).content.decode()
    answer = client.post(at("import_undo", batch), follow=True)
    assert row(1)[3] in answer.content.decode()
    assert Clip.objects.exclude(state="voided").get() == clip


def test_long_sheet_is_checked_and_written_in_the_background(world: World, tmp_path: Path, settings: Settings) -> None:
    settings.IMPORT_INLINE_ROWS = 3
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["default"]}}
    from django_tasks import default_task_backend

    client = as_user(world, "manager")
    batch = received(world.user("manager"), plain(tmp_path / "a.xlsx", [row(n) for n in range(5)]))
    settled = {f"col-{index}": field for index, field in batch.mapping.items()}
    client.post(at("import_columns", batch), {**settled, "sheet": batch.sheet, "year": "", "unit": ""})
    batch.refresh_from_db()
    assert batch.state == BatchState.CHECKING
    assert client.get(at("import_progress", batch)).json() == {"state": "checking", "progress": 0, "stuck": False}
    assert "data-progress" in client.get(at("import_batch", batch)).content.decode()
    from rongmei.base.ledger.tasks import apply_import_task, check_import_task

    check_import_task.func(batch.pk, world.users["manager"].pk)
    client.post(at("import_apply", batch))
    batch.refresh_from_db()
    assert batch.state == BatchState.APPLYING
    apply_import_task.func(batch.pk, world.users["manager"].pk)
    apply_import_task.func(batch.pk, world.users["manager"].pk)
    assert (parts(batch), Clip.objects.count()) == ({"new": 5}, 5)
    assert len(default_task_backend.results) == 2


def test_worker_gone_is_seen_and_the_check_starts_again(world: World, tmp_path: Path) -> None:
    client = as_user(world, "manager")
    batch = checked(world.user("manager"), plain(tmp_path / "a.xlsx", [row(1)]))
    ImportBatch.objects.filter(pk=batch.pk).update(state="checking", progress=1, touched_at="2026-01-01T00:00:00Z")
    assert at("import_again", batch) in client.get(at("import_batch", batch)).content.decode()
    client.post(at("import_again", batch))
    batch.refresh_from_db()
    assert batch.state == BatchState.CHECKED


def test_files_of_an_import_are_handed_out(world: World, tmp_path: Path) -> None:
    client, path = as_user(world, "manager"), plain(tmp_path / "a.xlsx", [row(1, on="下周")])
    batch = checked(world.user("manager"), path)
    source = client.get(at("import_source", batch))
    assert b"".join(source.streaming_content) == path.read_bytes()
    rejected = b"".join(client.get(at("import_rejected", batch)).streaming_content)
    assert [cell.value for cell in openpyxl.load_workbook(io.BytesIO(rejected)).active[2]][1] == "下周"  # type: ignore[index]
    template = b"".join(client.get(at("import_template")).streaming_content)
    assert openpyxl.load_workbook(io.BytesIO(template)).sheetnames[0] == "媒体发稿台账"


def test_export_of_a_filtered_list_has_the_rows_of_the_list(world: World, tmp_path: Path) -> None:
    applied(world.user("manager"), plain(tmp_path / "a.xlsx", [row(n) for n in range(6)]))
    client = as_user(world, "manager")
    answer = client.get(reverse("ledger:export", args=[KEY, "csv"]), {"f.level.is": "national"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert {line.split(",")[4] for line in lines[1:]} == {"国家级"}
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("who", "sees", "works"),
    [
        ("manager", True, True),
        ("chief", True, True),
        ("editor", True, False),
        ("correspondent", False, False),
        ("auditor", True, False),
        ("outsider", False, False),
    ],
)
def test_who_may_open_and_apply_somebody_elses_import(world: World, tmp_path: Path, who: str, sees: bool, works: bool) -> None:
    batch = checked(world.user("manager"), plain(tmp_path / "a.xlsx", [row(1)]))
    client = as_user(world, who)
    assert (client.get(at("import_batch", batch)).status_code == 200) is sees
    assert (client.post(at("import_apply", batch)).headers.get("Location") == at("import_batch", batch)) is works
    assert Clip.objects.exists() is works
