"""`rongmei site`: taking an old site over, pages at their time."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from rongmei.base.history.actors import SYSTEM
from rongmei.cli.frame import run
from rongmei.cli.sites import COMMAND
from rongmei.website.pages import actions
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


def test_due_publishes_what_has_come_and_says_what_it_held(campus: Campus, client: Client, capsys):
    page = actions.create_topic(actor=SYSTEM, site=campus.news, title="新生专题", slug="fresh", body=[])
    body = [{"type": "text", "value": {"heading": "", "text": "<p>开学了</p>"}}]
    actions.lay_out(actor=SYSTEM, page=page, body=body, at=timezone.now() + dt.timedelta(seconds=1))
    assert run((COMMAND,), ["site", "due", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"published": [], "removed": [], "held": []}
    time.sleep(1.1)
    assert run((COMMAND,), ["site", "due", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"published": ["新生专题"], "removed": [], "held": []}
    assert "开学了" in client.get("/fresh/").content.decode()
