"""`rongmei site`: taking an old site over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rongmei.cli.frame import run
from rongmei.cli.sites import COMMAND
from rongmei.website.pages.tests.conftest import Campus, campus, folder

__all__ = ["campus", "folder"]  # fixtures of the sites' own tests

pytestmark = pytest.mark.django_db


def test_the_command_previews_then_moves_then_finds_nothing_new(campus: Campus, folder: Path, capsys):
    answers = []
    for more in (["--dry-run"], [], []):
        assert run((COMMAND,), ["site", "import", str(folder), "--site", "云岭新闻网", "--from", "html", "--json", *more]) == 0
        answer = json.loads(capsys.readouterr().out)
        answers.append((answer["new"], answer["moved"], answer["there"]))
    assert answers == [(2, 0, 0), (2, 2, 0), (0, 0, 2)]
