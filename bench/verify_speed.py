"""`rongmei verify` over histories of 10 000 and of 100 000 events, with signed readings: time and memory. One run.

    .venv/bin/python bench/verify_speed.py [--events 100000] [--signed 10]

verify      history's chain, then every story, reading and summary compared with it, as the command does; a process of its own
read        a process that fetches the same events and hashes their text with HMAC-SHA256 once, nothing else

Readings are of 80 figures over 2 000 rows, taken --signed times. CPU seconds. Wanted: verify ≤ 3 × read, and memory that does not grow with
the number of events: at most 20 MB more at the larger size. Always SQLite, below a temporary folder.
"""

from __future__ import annotations

import argparse
import hmac
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SMALL, ROWS, FIGURES = 10_000, 2_000, 80


def set_up(folder: Path) -> None:
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.test_settings", RONGMEI_TEST_VAR=str(folder), DATABASE_URL=f"sqlite:///{folder}/rongmei.sqlite3"
    )
    import django

    django.setup()


def fill(folder: Path, events: int, signed: int) -> None:
    set_up(folder)
    from django.core.management import call_command
    from django.db import transaction

    from rongmei.base.directory.enums import Role
    from rongmei.base.history.actions import Entry, Subject, record_many
    from rongmei.base.history.actors import SYSTEM
    from rongmei.base.history.enums import EventKind
    from rongmei.reporting.figures.actions import Wanted, take_readings
    from rongmei.reporting.figures.scope import Scope
    from rongmei.reporting.figures.tests.factories import ClipFactory, FigureFactory, MediumFactory, UnitFactory, user
    from tests import databases

    if databases.whole().exists():
        shutil.copy(databases.whole(), folder / "rongmei.sqlite3")
    call_command("migrate", verbosity=0)
    detail = {"after": {"title": "校园里的春天", "reads": 12, "level": "national", "published_on": "2026-03-05"}}
    for start in range(0, events, 1_000):  # a line of the anchor file each
        with transaction.atomic():
            record_many(
                [Entry(EventKind.ROW_CREATED, SYSTEM, Subject("clip", n, f"第{n}篇"), detail, 3) for n in range(start, start + 1_000)]
            )
    unit, medium = UnitFactory(), MediumFactory()
    with transaction.atomic():
        for _n in range(ROWS):
            ClipFactory(unit=unit, medium=medium)
    figures = [FigureFactory(key=f"f{n}") for n in range(FIGURES)]
    chief = user(Role.SECTION_CHIEF)
    for holder in range(signed):
        take_readings(actor=chief, wanted=[Wanted(figure, Scope.year(2022)) for figure in figures], holder_kind="edition", holder_id=holder)


def verify(folder: Path) -> dict[str, Any]:
    set_up(folder)
    from rongmei.base.history.queries import verify as verify_history
    from rongmei.content.newsroom.queries import verify_newsroom
    from rongmei.reporting.figures.queries import verify_readings
    from rongmei.reporting.summary.queries import verify_summaries

    began = time.process_time()
    found = verify_history()
    chain = time.process_time() - began
    assert found.ok, found.sentence
    assert not [*verify_newsroom(), *verify_readings(), *verify_summaries()]
    return {"cpu": time.process_time() - began, "chain": chain, "events": found.checked}


def read(folder: Path) -> dict[str, Any]:
    set_up(folder)
    from django.db import connection

    began, count = time.process_time(), 0
    with connection.chunked_cursor() as cursor:
        cursor.execute("SELECT * FROM history_event ORDER BY seq")
        while chunk := cursor.fetchmany(5_000):
            for row in chunk:
                hmac.digest(b"key", repr(row).encode(), "sha256")
                count += 1
    return {"cpu": time.process_time() - began, "events": count}


def call(side: str, folder: Path, *more: object) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, __file__, "--side", side, "--folder", str(folder), *map(str, more)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{side} ended with {done.returncode}: {done.stderr[-3000:]}")
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--signed", type=int, default=10)
    parser.add_argument("--side", choices=("fill", "verify", "read"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.side:
        sides: dict[str, Any] = {"fill": lambda at: fill(at, asked.events, asked.signed) or {}, "verify": verify, "read": read}
        more = sides[asked.side](asked.folder)
        print(json.dumps({"mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, **more}))
        return 0
    peaks, ratio = [], 0.0
    with tempfile.TemporaryDirectory(prefix="verify-speed-") as name:
        for events in (SMALL, asked.events):
            folder = Path(name) / str(events)
            folder.mkdir()
            call("fill", folder, "--events", events, "--signed", asked.signed)
            checked, plain = call("verify", folder), call("read", folder)
            ratio = checked["cpu"] / plain["cpu"]
            peaks.append(checked["mb"])
            parts = f"of it the chain {checked['chain']:.2f} s, the rest {asked.signed * FIGURES} readings"
            print(f"{checked['events']} events: verify {checked['cpu']:.2f} s CPU ({parts}), peak {checked['mb']:.0f} MB", flush=True)
            print(f"  verify : read = {ratio:.2f} (read {plain['cpu']:.2f} s, {plain['mb']:.0f} MB; wanted ≤ 3)", flush=True)
    fine = ratio <= 3 and peaks[1] - peaks[0] <= 20
    print("as wanted" if fine else "not as wanted on this machine, at this moment")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
