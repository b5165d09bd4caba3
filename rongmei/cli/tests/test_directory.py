"""`rongmei directory`: sheets of units and people from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rongmei.base.directory.models import Person, Unit
from rongmei.cli import main

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.HISTORY_ANCHOR = tmp_path / "anchor"


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def sheet(folder: Path, text: str) -> str:
    path = folder / "名单.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_units_and_people_go_in_from_sheets(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    units = sheet(tmp_path, "单位名称,上级单位,类别\n文学院,,教学院系\n古代文学教研室,文学院,教学院系\n")
    code, found = answer(capsys, "directory", "import", "units", units, "--dry-run")
    assert (code, found["taken_in"], found["counts"]["new"], Unit.objects.count()) == (0, False, 2, 0)
    code, found = answer(capsys, "directory", "import", "units", units)
    assert (code, found["taken_in"], Unit.objects.count()) == (0, True, 2)
    people = sheet(tmp_path, "工号,姓名,单位\n2010001,林见月,文学院\n")
    code, found = answer(capsys, "directory", "import", "people", people)
    assert (code, found["counts"]["new"], Person.objects.get().name) == (0, 1, "林见月")


def test_one_wrong_cell_takes_nothing_in_and_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    code, found = answer(capsys, "directory", "import", "units", sheet(tmp_path, "单位名称,上级单位\n文学院,\n教研室,没有的学院\n"))
    assert (code, found["taken_in"], Unit.objects.count()) == (1, False, 0)
    assert [problem["cell"].split("!")[-1] for problem in found["problems"]] == ["B3"]


def test_tidy_says_how_many_sheets_were_deleted(capsys: pytest.CaptureFixture[str]):
    assert answer(capsys, "directory", "tidy") == (0, {"deleted": 0})
