"""docs/how-to/add-a-ledger.md is followed: its blocks become a room, which migrates and passes its own test."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import databases
from tests.laws.source import BASE

pytestmark = [pytest.mark.once, pytest.mark.django_db]

PAGE = BASE / "docs" / "how-to" / "add-a-ledger.md"
BLOCK = re.compile(r'```python title="([^"]+)"\n(.*?)```', re.S)
SETTINGS = """
from config.test_settings import *
import rongmei.records
rongmei.records.__path__.append({folder!r})
INSTALLED_APPS = ["rongmei.records.campus", *INSTALLED_APPS]
"""


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """The room as the page has it, below tmp_path, with settings that install it."""
    for name, code in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, encoding="utf-8")
    folder = tmp_path / "rongmei" / "records"
    (folder / "campus" / "tests" / "__init__.py").touch()
    (folder / "campus" / "migrations").mkdir()
    (folder / "campus" / "migrations" / "__init__.py").touch()
    (tmp_path / "settings_with_campus.py").write_text(SETTINGS.format(folder=str(folder)), encoding="utf-8")
    return tmp_path


def run(room: Path, *arguments: str) -> str:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "RONGMEI_"))}
    env |= {
        "DJANGO_SETTINGS_MODULE": "settings_with_campus",
        "PYTHONPATH": f"{room}:{BASE}",
        "RONGMEI_TEST_VAR": str(room / "var"),
        "RONGMEI_TEST_DATABASE": str(databases.whole()),
    }
    done = subprocess.run([sys.executable, *arguments], cwd=BASE, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_ledger_added_by_the_page_works(room: Path):
    run(room, "manage.py", "makemigrations", "campus")
    migrations = sorted(path.name for path in (room / "rongmei/records/campus/migrations").glob("0*.py"))
    assert migrations == ["0001_initial.py"]
    run(room, "manage.py", "makemigrations", "--check", "--dry-run")
    tests = room / "rongmei/records/campus/tests"
    said = run(
        room, "-m", "pytest", "-p", "conftest", "-p", "no:cacheprovider", "-p", "no:xdist", "--ds=settings_with_campus", "-q", str(tests)
    )
    assert re.search(r"^2 passed", said, re.M), said
