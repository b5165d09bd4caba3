"""The server as `make run` starts it, under fifty readers while somebody imports (scenario 12 of the figures: load)."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests import databases
from tests.laws.source import BASE

pytestmark = [pytest.mark.once, pytest.mark.browser]

READERS, LOOKS, ROWS = 50, 4, 400
GROUND = """
from rongmei.base.directory.actions import add_person, add_unit, create_account, set_university
from rongmei.base.directory.enums import Role, UnitKind
from rongmei.base.history.actors import SYSTEM
from rongmei.base.ledger.actions import issue_token
set_university(actor=SYSTEM, name="云岭大学", short_name="云大", office_name="党委宣传部")
unit = add_unit(actor=SYSTEM, name="文学院", kind=UnitKind.COLLEGE)
person = add_person(actor=SYSTEM, campus_id="20200001", name="陆知行", unit=unit)
user = create_account(actor=SYSTEM, username="manager", person=person, roles=[(Role.OFFICE_MANAGER, None)], must_change_password=False).user
print(issue_token(actor=user, name="readers")[1])
"""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def served(tmp_path: Path, django_db_setup: Any) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(address, key, environment) of a server of its own over a database of its own."""
    port = free_port()
    env = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTEST_", "DATABASE_"))}
    env |= {"RONGMEI_VAR": str(tmp_path), "RONGMEI_DEMO": "true", "PORT": str(port), "PYTHONPATH": str(BASE), "RONGMEI_LANGUAGE": "en"}
    env["PYTHONWARNINGS"] = "ignore:No directory at:UserWarning"  # tests collect no static files; `make run` has
    kept = Path(os.environ.get("RONGMEI_TEST_DATABASE") or databases.whole())
    with sqlite3.connect(f"file:{kept}?mode=ro", uri=True) as source, sqlite3.connect(tmp_path / "rongmei.sqlite3") as target:
        source.backup(target)
    made = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", GROUND], cwd=BASE, env=env, capture_output=True, text=True
    )
    assert made.returncode == 0, made.stderr
    with (tmp_path / "said").open("w") as said:
        server = subprocess.Popen([sys.executable, "tools/serve.py"], cwd=BASE, env=env, stdout=subprocess.PIPE, stderr=said, text=True)
    assert server.stdout is not None
    for line in server.stdout:
        if str(port) in line:
            break
    yield f"http://127.0.0.1:{port}", made.stdout.split()[-1], env
    server.send_signal(signal.SIGTERM)
    server.wait(30)
    shutil.rmtree(tmp_path, ignore_errors=True)


def sheet(path: Path) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["举办时间", "讲座名称", "主讲人", "地点", "承办单位", "参加人数"])
    for number in range(ROWS):
        page.append([f"2026-03-{number % 28 + 1:02}", f"云岭讲堂第{number + 1}讲", "程远", "图书馆报告厅", "文学院", 60 + number % 40])
    book.save(path)
    return path


def test_fifty_readers_are_all_answered_while_a_sheet_is_taken_in(served: tuple[str, str, dict[str, str]], tmp_path: Path):
    address, key, env = served

    def look(number: int) -> list[int]:
        found = []
        for page in range(LOOKS):
            where = ("ledgers/", "ledgers/lecture/rows/?q=讲堂", "figures/", "summaries/")[(number + page) % 4]
            url = f"{address}/api/v1/{urllib.parse.quote(where, safe='/?=')}"
            asked = urllib.request.Request(url, headers={"Authorization": f"Bearer {key}"})
            with urllib.request.urlopen(asked, timeout=60) as answer:
                json.load(answer)
                found.append(answer.status)
        return found

    command = [sys.executable, "-m", "rongmei.cli", "import", "lecture", str(sheet(tmp_path / "讲座.xlsx")), "--confirm", "--as", "manager"]
    importing = subprocess.Popen(command, cwd=BASE, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    with ThreadPoolExecutor(READERS) as readers:
        answers = [status for found in readers.map(look, range(READERS)) for status in found]
    said = importing.communicate(timeout=120)[0]
    assert (importing.returncode, answers) == (0, [200] * (READERS * LOOKS)), said
    asked = urllib.request.Request(f"{address}/api/v1/ledgers/lecture/rows/", headers={"Authorization": f"Bearer {key}"})
    with urllib.request.urlopen(asked, timeout=60) as answer:
        assert json.load(answer)["total"] == ROWS
    # The address and the accounts stay to be read: nothing is written below them while all goes well.
    assert (tmp_path / "said").read_text() == ""
