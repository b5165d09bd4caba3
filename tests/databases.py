"""Empty migrated SQLite databases, kept in var/test-databases so that only the first run pays for migrating.

Two layers: the whole schema, named by the content of all migrations; and the ground below our rooms (Django, Wagtail and what
they need), which stays when a room's migration changes. PostgreSQL migrates anew each time, and keeps a copy for as long as the run lasts.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader

KEEP = 4
ASIDE = "_as_migrated"
emptied = False  # a transactional test has run in this process since the migrated rows were last laid in


def lay_out() -> bool:
    """Copy the best kept database to where the test database belongs. False: begin from nothing."""
    if connection.vendor != "sqlite":
        return False
    kept = _kept()
    if not kept.exists():
        kept = _ground(MigrationLoader(None, ignore_no_migrations=True))
    target = Path(connection.creation._get_test_db_name())
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kept, target)
    return True


def put_back() -> None:
    """The migrated database as it was, after transactional tests have emptied its tables."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(f"file:{_kept()}?mode=ro", uri=True)) as source:
            source.backup(connection.connection)
    else:
        ours = connection.settings_dict["NAME"]
        _copy_on_the_server(f"{ours}{ASIDE}", ours)
    # Not imported above: the root conftest may be loaded before Django is.
    apps.get_model("contenttypes", "ContentType").objects.clear_cache()
    cache.clear()


def bring_up() -> None:
    """An empty migrated database of its own for a benchmark; `connection.creation.destroy_test_db` drops it."""
    found = lay_out()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, keepdb=found, serialize=False)
    keep()


def whole() -> Path:
    """Where the database migrated by exactly these migrations is kept."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return _path(loader, loader.disk_migrations)


def keep() -> None:
    """Copy the migrated test database aside, on SQLite for the next run too, and forget the oldest ones."""
    if connection.vendor != "sqlite":
        ours = connection.settings_dict["NAME"]
        _copy_on_the_server(ours, f"{ours}{ASIDE}")
        return
    target = whole()
    if target.exists() or "RONGMEI_TEST_DATABASE" in os.environ:
        return
    for old in sorted(target.parent.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-KEEP]:
        old.unlink(missing_ok=True)
    connection.ensure_connection()
    temporary = target.with_suffix(f".{os.getpid()}")
    copy = sqlite3.connect(temporary)
    connection.connection.backup(copy)
    copy.close()
    temporary.replace(target)


def drop_copy() -> None:
    """Leave nothing on a server that is not ours: the copy goes with the test database."""
    if connection.vendor != "sqlite":
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(connection.settings_dict['NAME'] + ASIDE)}")


def _copy_on_the_server(source: str, target: str) -> None:
    """PostgreSQL copies files, a fifth of a second; nobody may be connected to either."""
    connection.close()
    name = connection.ops.quote_name
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name(target)} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name(target)} TEMPLATE {name(source)}")


def _kept() -> Path:
    """The kept database this run begins with, whether it is there or not."""
    given = os.environ.get("RONGMEI_TEST_DATABASE", "")
    return Path(given) if given else whole()


def _ground(loader: MigrationLoader) -> Path:
    """Migrated as far as other people's apps need it. Made in a process of its own: this one may not touch a database yet."""
    others = sorted(
        app.label for app in apps.get_app_configs() if not app.name.startswith("rongmei.") and app.label in loader.migrated_apps
    )
    nodes = {node for label in others for leaf in loader.graph.leaf_nodes(label) for node in loader.graph.forwards_plan(leaf)}
    path = _path(loader, nodes)
    if path.exists():
        path.touch()
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}")
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{temporary}", "DJANGO_SETTINGS_MODULE": "config.test_settings"}
    env["RONGMEI_TEST_VAR"] = os.environ["RONGMEI_VAR"]
    env.pop("PYTEST_XDIST_WORKER", None)
    code = (
        "import django; django.setup()\\n"
        "from django.core.management import call_command\\n"
        f"for label in {others!r}: call_command('migrate', label, verbosity=0)"
    ).replace("\\n", "\n")
    subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, env=env, check=True)
    temporary.replace(path)
    return path


def _path(loader: MigrationLoader, nodes: Iterable[tuple[str, str]]) -> Path:
    digest = hashlib.sha256()
    for node in sorted(nodes):
        source = Path(sys.modules[loader.disk_migrations[node].__module__].__file__ or "")
        digest.update(f"{node}".encode() + source.read_bytes())
    return Path(settings.BASE_DIR) / "var" / "test-databases" / f"{digest.hexdigest()[:16]}.sqlite3"
