"""`rongmei backup` and `rongmei restore`: what comes back is what went in, and nothing is written over."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from rongmei.base.directory.actions import add_unit, create_account, set_university
from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Unit
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.models import Head
from rongmei.base.history.queries import verify
from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import add_evidence, create_row
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.models import Evidence
from rongmei.cli import main
from rongmei.reporting.figures.actions import approve_figure, define_figure
from rongmei.reporting.figures.engine import digest_of
from rongmei.reporting.figures.models import Reading
from rongmei.reporting.summary import actions
from rongmei.reporting.summary.assembling import assemble
from rongmei.reporting.summary.enums import Binding
from rongmei.reporting.summary.exporting import export
from rongmei.reporting.summary.models import Summary

SCAN = b"%PDF-1.4 a scan of the notice\n%%EOF\n"
Move = Callable[[str], None]


@pytest.fixture
def move(tmp_path: Path, settings: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[Move]:
    """Goes to an installation of its own, made empty when it is new: database, files, anchor. The first one is called "old"."""
    empty, made = str(connection.settings_dict["NAME"]), []

    def go(name: str) -> None:
        folder = tmp_path / name
        settings.MEDIA_ROOT, settings.HISTORY_ANCHOR, settings.VAR_DIR = folder / "media", folder / "history.anchor", folder
        connection.close()
        if connection.vendor == "sqlite":
            connection.settings_dict["NAME"] = str(folder / "rongmei.sqlite3")
        else:
            connection.settings_dict["NAME"] = f"{empty}_{name}"
        if folder.exists():
            return
        folder.mkdir()
        made.append(str(connection.settings_dict["NAME"]))
        if connection.vendor == "sqlite":
            shutil.copyfile(empty, made[-1])
        else:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{made[-1]}" TEMPLATE "{empty}"')

    with django_db_blocker.unblock():
        go("old")
        yield go
        connection.close()
        if connection.vendor == "postgresql":
            with connection._nodb_cursor() as cursor:
                for name in made:
                    cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        connection.settings_dict["NAME"] = empty


def signed_year() -> Summary:
    """An office that has signed a summary of one figure, with a scan behind one of its rows."""
    set_university(actor=SYSTEM, name="云岭大学", short_name="云大", office_name="中共云岭大学委员会宣传部")
    add_unit(actor=SYSTEM, name="文学院")
    manager, head = (
        create_account(actor=SYSTEM, username=str(role), roles=[(role, None)], must_change_password=False).user
        for role in (Role.OFFICE_MANAGER, Role.HEAD)
    )
    ledger = registry.get("lecture")
    for title in ("第一讲", "第二讲"):
        raw = {"held_on": "2026-03-12", "title": title, "speaker": "程远", "unit": "文学院", "heads": "80"}
        row = create_row(actor=manager, ledger=ledger, raw=raw, to=RowState.CONFIRMED)
    add_evidence(actor=manager, ledger=ledger, pk=row.pk, title="通知", file=SimpleUploadedFile("通知.pdf", SCAN))
    figure = define_figure(actor=manager, key="lectures", label="讲座场数", kind="ledger", ledger="lecture", measure="count")
    approve_figure(actor=head, pk=figure.pk)
    summary = actions.create_summary(actor=manager, year=2026, start=dt.date(2026, 1, 1), end=dt.date(2026, 12, 31))
    slot = actions.add_slot(actor=manager, summary=summary, choice=actions.SlotChoice(Binding.FIGURE, figure="lectures", form="exact"))
    text = f'<p>全年举办讲座<embed embedtype="slot" ref="{slot.ref}"/>场。</p>'
    actions.change_body(actor=manager, summary=summary, body=json.dumps([{"type": "text", "value": text}]))
    return actions.sign_summary(actor=head, summary=summary)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.django_db(transaction=True)
def test_what_comes_back_is_what_was_there_and_its_history_verifies(move: Move, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    summary = signed_year()
    word, standing, file = export(assemble(summary).document, "docx")[0], Head.objects.get().seq, str(tmp_path / "b.zip")
    code, said = told(capsys, "backup", file)
    assert (code, said["history"]["seq"], Path(file).stat().st_mode & 0o777) == (0, standing, 0o600)
    move("new")
    assert Summary.objects.count() == 0
    code, said = told(capsys, "restore", file)
    assert (code, said["seq"], said["files"], said["history"]["ok"]) == (0, standing, 1, True)
    restored = Summary.objects.get()
    assert (restored.digest, export(assemble(restored).document, "docx")[0]) == (summary.digest, word)
    assert [reading.digest for reading in Reading.objects.all()] == [digest_of(reading) for reading in Reading.objects.all()]
    assert Evidence.objects.get().file.read() == SCAN
    add_unit(actor=SYSTEM, name="法学院")  # work goes on, and history with it
    assert (verify().ok, verify().checked) == (True, standing + 1)


@pytest.mark.django_db(transaction=True)
def test_backup_taken_while_others_write_is_one_moment(move: Move, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file, names, stop = str(tmp_path / "b.zip"), [f"单位{n}" for n in range(200)], threading.Event()

    def write() -> None:
        for name in names:
            if stop.is_set():
                break
            add_unit(actor=SYSTEM, name=name)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while Unit.objects.count() < 3:
            stop.wait(0.01)
        assert told(capsys, "backup", file)[0] == 0
    finally:
        stop.set()
        writer.join(60)
    move("new")
    code, said = told(capsys, "restore", file)
    assert (code, said["history"]["ok"], said["seq"]) == (0, True, Unit.objects.count())


@pytest.mark.django_db(transaction=True)
def test_restore_and_backup_write_nothing_over(move: Move, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    add_unit(actor=SYSTEM, name="文学院")
    file = str(tmp_path / "b.zip")
    assert told(capsys, "backup", file)[0] == 0
    before = Path(file).read_bytes()
    assert [told(capsys, "backup", file)[0], told(capsys, "restore", file)[0], Unit.objects.count()] == [1, 1, 1]
    assert Path(file).read_bytes() == before


def spoil(file: Path, how: str) -> Path:
    """A copy of the backup with something wrong with it."""
    spoilt = file.with_name(f"{how}.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(spoilt, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            manifest = json.loads(data) if name == "manifest.json" else {}
            if how == "edited" and name == "history.anchor":
                data += b"1 x\n"
            elif how == "outside" and manifest:
                manifest["members"]["media/../../keys"] = manifest["members"].pop("history.anchor")
            elif how == "newer" and manifest:
                manifest["migrations"].append("ledger.9999_tomorrow")
            elif how == "other-form" and manifest:
                manifest["format"] = 99
            elif how == "short" and name == "history.anchor":
                continue
            name = "media/../../keys" if how == "outside" and name == "history.anchor" else name
            new.writestr(name, json.dumps(manifest) if manifest else data)
    return spoilt


@pytest.mark.django_db(transaction=True)
def test_backup_that_is_damaged_newer_or_under_another_key_changes_nothing(
    move: Move, tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
):
    add_unit(actor=SYSTEM, name="文学院")
    file = tmp_path / "b.zip"
    assert told(capsys, "backup", str(file))[0] == 0
    none = tmp_path / "none.zip"
    none.write_bytes(b"no archive")
    move("new")
    bad = [none, *(spoil(file, how) for how in ("edited", "outside", "newer", "other-form", "short"))]
    assert [told(capsys, "restore", str(path))[0] for path in bad] == [1] * len(bad)
    key = settings.HISTORY_KEY
    settings.HISTORY_KEY = b"another key of the same length, not the one"
    code, said = told(capsys, "restore", str(file))
    assert (code, "history_key" in said["error"]) == (1, True)
    settings.HISTORY_KEY = key
    assert (Unit.objects.count(), Head.objects.filter(seq__gt=0).count()) == (0, 0)
    assert told(capsys, "restore", str(file))[0] == 0
    assert Unit.objects.get().name == "文学院"
