"""`rongmei clock`: everything that is due happens in one round, and one broken job keeps no other from its minute."""

from __future__ import annotations

import argparse
import datetime as dt
import json

import pytest
import time_machine
from django.utils import timezone

from rongmei.cli import clock, main
from rongmei.cli.frame import Context, Result
from rongmei.content.newsroom import actions
from rongmei.content.newsroom.models import Publication
from rongmei.content.newsroom.tests.office import Office


def broken(options: argparse.Namespace, context: Context) -> Result:
    raise RuntimeError("the disk is full")


def test_round_publishes_what_is_scheduled_though_another_job_breaks(office: Office, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    office.procedure()
    manuscript = office.passed()
    at = timezone.now() + dt.timedelta(hours=1)
    actions.schedule_manuscript(actor=office.editor, manuscript=manuscript, at=at)
    monkeypatch.setitem(clock.JOBS, "site due", broken)
    with time_machine.travel(at + dt.timedelta(seconds=1), tick=False):
        code = main(["clock", "--once", "--json"])
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert (code, told.err.splitlines()[-1]) == (1, "Not done, see the log: site due.")
    assert (found["story due"]["published"], found["site due"]) == ([Publication.objects.get().public_id], None)
    assert sorted(found) == sorted(clock.JOBS)
