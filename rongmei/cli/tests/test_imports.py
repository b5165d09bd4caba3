"""`rongmei import`: the same steps as on screen, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rongmei.base.directory.actions import add_unit
from rongmei.base.history.actors import SYSTEM
from rongmei.base.ledger import registry
from rongmei.cli import main

pytestmark = pytest.mark.django_db

SHEET = """名称,日期,单位
理论讲堂,2025年3月5日,宣传部
青年讲堂,2025-09-10,宣传部
读书会,不清楚,宣传部
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    add_unit(actor=SYSTEM, name="宣传部")
    path = tmp_path / "讲堂.csv"
    path.write_text(SHEET.replace("名称,日期,单位", "讲堂名称,开设日期,主办单位"), encoding="utf-8")
    return path


def answer(capsys, *words: str) -> tuple[int, dict]:
    code = main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def rows() -> list[str]:
    return sorted(registry.get("lecture_series").model._default_manager.values_list("name", flat=True))


def test_good_rows_go_in_and_bad_rows_are_listed(sheet: Path, capsys):
    code, found = answer(capsys, "import", "lecture_series", str(sheet))
    assert (code, found["state"], rows()) == (0, "applied", ["理论讲堂", "青年讲堂"])
    assert [(problem["row"], problem["cell"].split("!")[-1]) for problem in found["problems"]] == [(4, "B4")]


def test_a_dry_run_writes_no_row_and_can_be_gone_on_with(sheet: Path, capsys):
    code, found = answer(capsys, "import", "lecture_series", str(sheet), "--dry-run")
    assert (code, found["state"], found["counts"]["new"], rows()) == (0, "checked", 2, [])
    code, found = answer(capsys, "import", "lecture_series", str(sheet))
    assert (code, found["state"], rows()) == (0, "applied", ["理论讲堂", "青年讲堂"])


def test_the_same_file_again_adds_nothing(sheet: Path, capsys):
    answer(capsys, "import", "lecture_series", str(sheet))
    code, found = answer(capsys, "import", "lecture_series", str(sheet))
    assert (code, found["state"], rows()) == (0, "applied", ["理论讲堂", "青年讲堂"])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["no-such", "讲堂.csv"], "LEDGER：there is no ledger “no-such”: choose from "),
        (["lecture_series", "没有.xlsx"], "There is no file “没有.xlsx”."),
    ],
)
def test_what_cannot_be_done_is_one_sentence(words, sentence, capsys, monkeypatch):
    monkeypatch.setenv("RONGMEI_LANGUAGE", "en")
    assert main(["import", *words]) == 1
    said = capsys.readouterr().err
    assert said.startswith(sentence)
    assert said.count("\n") == 1
