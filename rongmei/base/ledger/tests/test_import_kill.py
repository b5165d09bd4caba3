"""A killed import is all or nothing: a child process takes rows in and is killed at random moments."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from rongmei.base.history.models import Event, Head
from rongmei.base.ledger.actions import imports
from rongmei.base.ledger.enums import BatchState
from rongmei.base.ledger.models import ImportBatch, LedgerClock, StagedChunk

from .app.models import Clip
from .import_steps import checked, parts, received
from .sheets_made import plain, row
from .world import make_world

ROWS = 6_000
CHILD = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "config.test_settings"
import django
from django.conf import settings
django.setup()
from django.db import connections
settings.MEDIA_ROOT = sys.argv[5]
connections["default"].settings_dict["NAME"] = sys.argv[1]
from rongmei.base.directory.models import User
from rongmei.base.ledger.actions import imports
from rongmei.base.ledger.models import ImportBatch
batch, actor = ImportBatch.objects.get(pk=int(sys.argv[2])), User.objects.get(pk=int(sys.argv[3]))
print("ready", flush=True)
getattr(imports, sys.argv[4])(actor=actor, batch=batch)
print("done", flush=True)
"""


def child(batch: ImportBatch, actor_pk: int, what: str) -> subprocess.Popen[str]:
    name = connection.settings_dict["NAME"]
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(name), str(batch.pk), str(actor_pk), what, str(settings.MEDIA_ROOT)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[4],
        env={**os.environ, "RONGMEI_TEST_VAR": os.environ["RONGMEI_VAR"]},
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "ready"
    return process


def kill(process: subprocess.Popen[str], after: float) -> bool:
    """Kill it; True when it had not finished."""
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    out, _none = process.communicate()
    return "done" not in out


def footprint() -> tuple[int, ...]:
    head = Head.objects.filter(pk=1).first()
    return (Clip.objects.count(), Event.objects.count(), head.seq if head else 0, sum(clock.tick for clock in LedgerClock.objects.all()))


@pytest.mark.django_db(transaction=True)
def test_killed_apply_leaves_all_or_nothing(tmp_path: Path) -> None:
    actor = make_world().user("manager")
    batch = checked(actor, plain(tmp_path / "a.xlsx", (row(n) for n in range(ROWS))))
    before, chunks = footprint(), StagedChunk.objects.count()
    dice, killed = random.Random(3), 0
    started = time.monotonic()
    for attempt in range(12):  # a little later each time, the first at once: a quick machine has the rows in after a quarter of a second
        killed += kill(child(batch, actor.pk, "apply_import"), attempt * dice.uniform(0.02, 0.12))
        batch.refresh_from_db()
        if batch.state == BatchState.APPLIED:
            break
        assert (footprint(), StagedChunk.objects.count(), batch.state) == (before, chunks, BatchState.CHECKED)
        if time.monotonic() - started > 60 and killed:
            break
    assert killed
    imports.apply_import(actor=actor, batch=batch)
    assert (Clip.objects.count(), parts(batch)) == (ROWS, {"new": ROWS})
    assert Event.objects.filter(kind="row.created").count() == ROWS


@pytest.mark.django_db(transaction=True)
def test_killed_check_can_be_started_again(tmp_path: Path) -> None:
    actor = make_world().user("manager")
    batch = imports.map_import(actor=actor, batch=received(actor, plain(tmp_path / "a.xlsx", (row(n) for n in range(ROWS)))))
    process = child(batch, actor.pk, "check_import")
    for _look in range(600):
        batch.refresh_from_db()
        if batch.progress or batch.state == BatchState.CHECKED:
            break
        time.sleep(0.02)
    kill(process, 0)
    batch.refresh_from_db()
    if batch.state == BatchState.CHECKING:
        assert not StagedChunk.objects.exists()
        ImportBatch.objects.filter(pk=batch.pk).update(touched_at="2026-01-01T00:00:00Z")  # a minute later
    batch = imports.check_import(actor=actor, batch=batch)
    assert parts(batch) == {"new": ROWS}
    assert not Clip.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_check_left_behind_stores_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker thought dead wakes up after another has taken over."""
    from rongmei.base.ledger.actions.imports import check

    actor = make_world().user("manager")
    batch = imports.map_import(actor=actor, batch=received(actor, plain(tmp_path / "a.xlsx", [row(1), row(2)])))
    real, calls = check._read, []

    def slow(*given: object) -> object:
        found = real(*given)  # type: ignore[arg-type]
        if not calls:
            calls.append(1)
            ImportBatch.objects.filter(pk=batch.pk).update(touched_at="2026-01-01T00:00:00Z")
            imports.check_import(actor=actor, batch=batch)
            ImportBatch.objects.filter(pk=batch.pk).update(message="the second one's")
        return found

    monkeypatch.setattr(check, "_read", slow)
    first = imports.check_import(actor=actor, batch=batch)
    assert (first.round, first.message, first.state) == (2, "the second one's", BatchState.CHECKED)
