"""The list of a ledger at 100 000 rows beside the same list at 1 000 rows, in one run.

    .venv/bin/python bench/list_speed.py [--rows 100000] [--rounds 9]

Two ledgers of the same shape (the tests' own clips), one in each of two databases made for the run and filled past the ORM. The page is
asked for in-process by a signed-in office manager, warm, the two sides in turn; the median counts. Each way to look at the list is one
line: plain, one condition, several conditions, a unit with all below it, a condition on lines, a state, a search of two characters,
sorted by another column, the last page.

Wanted: the same number of queries, and each ratio ≤ 1.5. DATABASE_URL chooses the kind of database (SQLite in a temporary folder by
default).
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.test_settings")
sys.path.insert(0, str(ROOT))
SMALL, WANTED, FACULTIES, UNITS, MEDIA = 1_000, 1.5, 6, 60, 200
# What an installation gives each connection (config/settings/database.py); the tests' settings leave it out.
AS_INSTALLED = "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;"
LOOKS = {
    "plain": "",
    "one condition": "f.level.is=省级",
    "several": "f.level.is=国家级&f.reads.gte=5000&start=2026-01-01&end=2026-12-31",
    "unit and below": "f.unit.under=学部3",
    "lines": "f.covered_unit.under=学部5",
    "state": "state=submitted",
    "search": "q=春天",
    "rare search": "q=孤本",
    "sorted": "sort=-reads",
    "last page": "p=99999",
}


def fill(rows: int) -> None:
    """A university with this many clips; the same mixture at every size, and each look fills a page of fifty at both sizes."""
    from django.db import transaction
    from django.utils import timezone

    from rongmei.base.directory.models import Unit
    from rongmei.base.ledger import registry
    from rongmei.base.ledger.actions.bulk import insert_rows, moment
    from rongmei.base.ledger.tests.app.models import Clip, ClipUnit, Medium

    assert registry.get("test-clips")
    draw = random.Random(1)
    now = moment(timezone.now())
    columns = ("id", "unit_id", "state", "version", "key_hash", "search_text", "recorded_at", "confirmed_at", "return_note", "source_sheet",
               "published_on", "medium_id", "title", "level", "reads", "reads_is_floor", "original", "link", "note")  # fmt: skip
    with transaction.atomic():
        faculties = Unit.objects.bulk_create(Unit(name=f"学部{n}", path="/") for n in range(FACULTIES))
        units = Unit.objects.bulk_create(Unit(name=f"学院{n}", path="/", parent=faculties[n % FACULTIES]) for n in range(UNITS))
        for unit in (*faculties, *units):
            unit.path = f"/{unit.parent_id}/{unit.pk}/" if unit.parent_id else f"/{unit.pk}/"
        Unit.objects.bulk_update([*faculties, *units], ["path"])
        media = Medium.objects.bulk_create(Medium(name=f"媒体{n}") for n in range(MEDIA))
        made = []
        for number in range(1, rows + 1):
            rare = number % (rows // 50) == 0
            title = f"第{number}篇：校园里的{draw.choice(('春天', '书声', '操场', '讲座'))}{'孤本' if rare else ''}"
            state = "submitted" if number % 10 == 0 else "confirmed"
            day = (dt.date(2025, 1, 1) + dt.timedelta(days=draw.randrange(730))).isoformat()
            made.append(
                (number, draw.choice(units).pk, state, 1, f"{number:032x}", title, now, now if state == "confirmed" else None, "", "", day,
                 draw.choice(media).pk, title, draw.choice(("national", "provincial", "city")), draw.randrange(100_000), False, True, "", "备注" * 40)
            )  # fmt: skip
        insert_rows(Clip, columns, made)
        insert_rows(ClipUnit, ("entry_id", "unit_id", "heads"), ((n, draw.choice(units).pk, 5) for n in range(1, rows + 1)))


class Side:
    """One database with its rows, and a browser signed in to it."""

    def __init__(self, rows: int, folder: str) -> None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self.capture = CaptureQueriesContext
        self.connection, self.rows = connection, rows
        self.name = f"{folder}/{rows}.sqlite3" if connection.vendor == "sqlite" else f"rows_{rows}"

    def enter(self) -> None:
        if self.connection.settings_dict["NAME"] != self.name:
            self.connection.close()
            self.connection.settings_dict["NAME"] = self.name
            if self.connection.vendor == "sqlite":
                self.connection.settings_dict["OPTIONS"]["init_command"] = AS_INSTALLED

    def make(self, empty: str) -> None:
        """`empty`: the name of a migrated database without rows."""
        from django.test import Client

        from rongmei.base.directory.enums import Role
        from rongmei.base.directory.tests.factories import user_with

        self.connection.close()
        if self.connection.vendor == "sqlite":
            shutil.copy(empty, self.name)
        else:
            with self.connection._nodb_cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {self.name} TEMPLATE {empty}")
        self.enter()
        fill(self.rows)
        with self.connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.client = Client()
        self.client.force_login(user_with(Role.OFFICE_MANAGER), backend="django.contrib.auth.backends.ModelBackend")

    def look(self, query: str) -> float:
        # SQLite works inside this process, so its own time leaves out what neighbours on the machine do.
        clock = time.process_time if self.connection.vendor == "sqlite" else time.perf_counter
        begun = clock()
        response = self.client.get(f"/console/ledgers/test-clips/?{query}")
        spent = clock() - begun
        assert response.status_code == 200, response.status_code
        return spent

    def queries(self, query: str) -> int:
        with self.capture(self.connection) as found:
            self.look(query)
        return len(found)


def compare(small: Side, big: Side, query: str, rounds: int) -> tuple[float, float, int, int]:
    """Median seconds and queries of both sides; the sides take turns, each warmed in its turn."""
    spent: dict[Side, list[float]] = {small: [], big: []}
    counted = {}
    for number in range(rounds + 1):
        for side in (small, big) if number % 2 else (big, small):
            side.enter()
            side.look(query)  # opens the connection and warms its pages
            spent[side].append(min(side.look(query) for _ in range(2)))
            if not number:
                counted[side] = side.queries(query)
    return statistics.median(spent[small][1:]), statistics.median(spent[big][1:]), counted[small], counted[big]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    import django

    django.setup()
    from django.db import connection

    from tests import databases

    databases.bring_up()
    empty, bad = str(connection.settings_dict["NAME"]), 0
    with tempfile.TemporaryDirectory() as folder:
        small, big = Side(SMALL, folder), Side(given.rows, folder)
        for side in (small, big):
            side.make(empty)
        print(f"{'look':16} {SMALL:>9} {given.rows:>9}   ratio  queries   (ms, median of {given.rounds})")
        for name, query in LOOKS.items():
            one, many, few, lots = compare(small, big, query, given.rounds)
            ratio, wrong = many / one, many > WANTED * one or few != lots
            bad += wrong
            print(
                f"{name:16} {one * 1e3:9.1f} {many * 1e3:9.1f} {ratio:7.2f}  {few:3} {lots:3}{'   ← too slow' if wrong else ''}", flush=True
            )
        connection.close()
        if connection.vendor == "postgresql":
            with connection._nodb_cursor() as cursor:
                for name in (small.name, big.name, empty):
                    cursor.execute(f"DROP DATABASE {name}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
