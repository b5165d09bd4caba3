"""Import of 100 000 rows × 10 columns: this product against the floor and against django-import-export, in one run.

    .venv/bin/python bench/import_speed.py [--rows 100000] [--stock-rows 3000 10000] [--whole]

ours    receive, map, check, apply: file to confirmed rows, validated, previewed, with one history event per row
floor   the same sandboxed read, then Django's bulk_create of the same rows; no validation, no preview, no history
stock   django-import-export: dry run, then import, with instances found by an indexed key and references cached

Each side runs in a process of its own on a fresh copy of the same empty database. Wanted: ours ≤ 2.5 × floor, stock ≥ 8 × ours,
peak memory of ours ≤ 600 MB. The stock side asks the same eight statements of every row at every size and needs ten minutes of CPU for
100 000 rows, so it is set beside ours at smaller sizes, where the reading child that ours starts weighs most; --whole adds all rows.
Always SQLite, below a temporary folder.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
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
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.test_settings")
sys.path.insert(0, str(ROOT))
SHEET = "媒体发稿"


def set_up() -> None:
    import django

    django.setup()


def make_file(path: Path, rows: int) -> None:
    from rongmei.base.ledger.tests.sheets_made import plain, row

    plain(path, (row(number) for number in range(rows)), sheet=SHEET)


def ours(path: Path) -> dict[str, Any]:
    from rongmei.base.directory.models import User
    from rongmei.base.ledger import registry
    from rongmei.base.ledger.actions import imports
    from rongmei.base.ledger.tests.app.models import Clip

    ledger = registry.get("test-clips")
    actor = User.objects.get(username="manager")
    steps = {}
    clock = time.perf_counter()

    def step(name: str) -> None:
        nonlocal clock
        steps[name] = round(time.perf_counter() - clock, 2)
        clock = time.perf_counter()

    batch = imports.receive_import(actor=actor, ledger=ledger, file=path)
    step("receive")
    batch = imports.map_import(actor=actor, batch=batch, confirm=True)
    batch = imports.check_import(actor=actor, batch=batch)
    step("check")
    batch = imports.apply_import(actor=actor, batch=batch)
    step("apply")
    assert Clip.objects.filter(state="confirmed").count() == batch.counts["new"] == batch.counts["rows"], batch.counts
    return {"steps": steps}


def floor(path: Path) -> dict[str, Any]:
    from django.db import transaction
    from django.utils import timezone

    from rongmei.base.directory.models import Person, Unit
    from rongmei.base.ledger.tests.app.models import Clip, Medium
    from rongmei.base.sheets import sandbox

    units = dict(Unit.objects.values_list("name", "pk")) | dict(Unit.objects.values_list("short_name", "pk"))
    media, people = dict(Medium.objects.values_list("name", "pk")), dict(Person.objects.values_list("name", "pk"))
    levels = {label: value for value, label in Clip.Level.choices}
    now = timezone.now()
    part: list[Clip] = []
    with transaction.atomic():
        for row_no, cells, _spread in sandbox.rows(path, SHEET):
            part.append(
                Clip(
                    unit_id=units[cells[0]], published_on=dt.date.fromisoformat(cells[1]), medium_id=media[cells[2]], title=cells[3],
                    level=levels[cells[4]], reads=cells[5], author_id=people[cells[6]], original=cells[7] == "是", fee=str(cells[8]),
                    link=cells[9], state="confirmed", confirmed_at=now, recorded_at=now, key_hash=f"{row_no:032}", search_text=cells[3],
                    source_sheet=SHEET, source_row=row_no,
                )
            )  # fmt: skip
            if len(part) == 2_000:
                Clip.objects.bulk_create(part)
                part = []
        Clip.objects.bulk_create(part)
    return {}


def stock(path: Path) -> dict[str, Any]:
    import tablib
    from django.utils import timezone
    from import_export import fields, resources, widgets

    from rongmei.base.directory.models import Person, Unit
    from rongmei.base.ledger.tests.app.models import Clip, Medium

    class Cached(widgets.ForeignKeyWidget):
        """A stock ForeignKeyWidget asks the database for every cell; this one asks once per name."""

        known: dict[Any, Any]

        def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
            self.known = getattr(self, "known", {})
            if value not in self.known:
                self.known[value] = super().clean(value, row, **kwargs)
            return self.known[value]

    class ClipResource(resources.ModelResource):
        unit = fields.Field("unit", "报送单位", Cached(Unit, "short_name"))
        published_on = fields.Field("published_on", "发稿日期", widgets.DateWidget())
        medium = fields.Field("medium", "发布媒体", Cached(Medium, "name"))
        title = fields.Field("title", "稿件标题")
        level = fields.Field("level", "媒体级别")
        reads = fields.Field("reads", "阅读量", widgets.IntegerWidget())
        author = fields.Field("author", "作者", Cached(Person, "name"))
        fee = fields.Field("fee", "稿费", widgets.DecimalWidget())
        link = fields.Field("link", "网址")
        key_hash = fields.Field("key_hash", "key_hash")

        class Meta:
            model = Clip
            import_id_fields = ("key_hash",)
            fields = ("unit", "published_on", "medium", "title", "level", "reads", "author", "fee", "link", "key_hash")
            use_transactions = True

        def before_import(self, dataset: Any, **kwargs: Any) -> None:
            # The natural key as one indexed column: looking instances up by three columns would take longer still.
            if "key_hash" not in dataset.headers:
                place = [dataset.headers.index(name) for name in ("发布媒体", "稿件标题", "发稿日期")]
                keys = ("|".join(str(row[index]) for index in place) for row in dataset)
                dataset.append_col([hashlib.blake2b(key.encode(), digest_size=16).hexdigest() for key in keys], header="key_hash")

        def before_import_row(self, row: Any, **kwargs: Any) -> None:
            row["媒体级别"] = {"国家级": "national", "省级": "provincial", "市级": "city"}[row["媒体级别"]]

        def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
            instance.state, instance.recorded_at, instance.confirmed_at = "confirmed", timezone.now(), timezone.now()

    Unit.objects.filter(short_name="").update(short_name="法学院")
    Unit.objects.filter(short_name="文学").update(short_name="文学院")
    Unit.objects.exclude(short_name__in=("文学院", "数统学院")).exclude(name="法学院").update(short_name="—")
    dataset = tablib.Dataset().load(path.read_bytes(), format="xlsx")
    for dry_run in (True, False):
        result = ClipResource().import_data(dataset, dry_run=dry_run, raise_errors=True)
    assert result.totals["new"] == Clip.objects.count()
    return {}


def run_side(side: str, path: Path) -> None:
    set_up()
    from django.db import connection

    connection.ensure_connection()
    start, busy = time.perf_counter(), sum(os.times()[:4])
    more = {"ours": ours, "floor": floor, "stock": stock}[side](path)
    seconds, cpu = time.perf_counter() - start, sum(os.times()[:4]) - busy
    own, children = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"seconds": seconds, "cpu": cpu, "mb": own, "child_mb": children, **more}))


def prepare(folder: Path) -> None:
    """An empty migrated database with the units, media and accounts the file names."""
    set_up()
    from django.core.management import call_command
    from django.db import connection

    from rongmei.base.ledger.tests.world import make_world
    from tests import databases

    if databases.whole().exists():
        shutil.copy(databases.whole(), connection.settings_dict["NAME"])
    call_command("migrate", verbosity=0)
    make_world()
    connection.close()


def call(side: str, path: Path, folder: Path, template: Path) -> dict[str, Any]:
    database = folder / f"{side}.sqlite3"
    shutil.copy(template, database)
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}", "RONGMEI_TEST_VAR": str(folder / "var")}
    done = subprocess.run(
        [sys.executable, __file__, "--side", side, "--file", str(path)], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{side} ended with {done.returncode}: {done.stderr[-3000:]}")
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--stock-rows", type=int, nargs="*", default=[3_000, 10_000])
    parser.add_argument("--whole", action="store_true", help="django-import-export with all rows too")
    parser.add_argument("--template", type=Path, help="an empty migrated SQLite database to keep between runs, made when missing")
    parser.add_argument("--side", choices=("ours", "floor", "stock", "prepare"), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.side == "prepare":
        return prepare(asked.file)
    if asked.side:
        return run_side(asked.side, asked.file)
    with tempfile.TemporaryDirectory(prefix="import-speed-") as name:
        compare(Path(name), asked)


def compare(folder: Path, asked: argparse.Namespace) -> None:
    template = asked.template or folder / "template.sqlite3"
    if not template.exists():
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{template}", "RONGMEI_TEST_VAR": str(folder / "var")}
        subprocess.run([sys.executable, __file__, "--side", "prepare", "--file", str(folder)], env=environment, check=True)
    set_up()
    beside_floor(folder, template, asked.rows, asked.rounds)
    for rows in [*asked.stock_rows, *([asked.rows] if asked.whole else [])]:
        beside_stock(folder, template, rows)


def file_of(folder: Path, rows: int) -> Path:
    path = folder / f"{rows}.xlsx"
    if not path.exists():
        make_file(path, rows)
    return path


def told(side: str, rows: int, run: dict[str, Any]) -> None:
    speed = f"{run['seconds']:7.2f} s  {run['cpu']:7.2f} s cpu  {rows / run['seconds']:9,.0f} rows/s  {run['mb']:5.0f} MB"
    print(f"{side:6} {speed}  {run.get('steps', '')}", flush=True)


def beside_floor(folder: Path, template: Path, rows: int, rounds: int) -> None:
    """Interleaved, the best round of each side: both see the same machine."""
    path = file_of(folder, rows)
    found: dict[str, list[dict[str, Any]]] = {"floor": [], "ours": []}
    for _round in range(rounds):
        for side, runs in found.items():
            runs.append(call(side, path, folder, template))
            told(side, rows, runs[-1])
    ours, floor = (min(found[side], key=lambda run: run["cpu"]) for side in ("ours", "floor"))
    print(f"{rows} rows, ours : floor  {ours['seconds'] / floor['seconds']:.2f}  (wanted ≤ 2.5)")
    print(f"in cpu time   {ours['cpu'] / floor['cpu']:.2f}  (tells more on a busy machine; children included)")
    print(f"peak memory   {ours['mb']:.0f} MB, child {ours['child_mb']:.0f} MB  (wanted ≤ 600)", flush=True)


def beside_stock(folder: Path, template: Path, rows: int) -> None:
    path = file_of(folder, rows)
    ours, stock = (call(side, path, folder, template) for side in ("ours", "stock"))
    told("ours", rows, ours)
    told("stock", rows, stock)
    ratio = f"{stock['seconds'] / ours['seconds']:.1f}, in cpu time {stock['cpu'] / ours['cpu']:.1f}"
    print(f"{rows} rows, stock : ours  {ratio}  (wanted ≥ 8)", flush=True)


if __name__ == "__main__":
    main()
