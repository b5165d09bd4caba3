"""`rongmei verify`: history and everything that was signed, in one answer."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from rongmei.base.directory.enums import Role
from rongmei.base.history.models import Event
from rongmei.cli import main
from rongmei.content.newsroom import triggers
from rongmei.content.newsroom.tests.office import Office
from rongmei.reporting.figures.actions import Wanted, take_readings
from rongmei.reporting.figures.models import Reading
from rongmei.reporting.figures.scope import Scope
from rongmei.reporting.figures.tests.factories import FigureFactory, clip, user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def apart(settings, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HISTORY_ANCHOR = tmp_path / "history.anchor"
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setenv("RONGMEI_LANGUAGE", "en")


@pytest.fixture
def reading() -> Reading:
    clip()
    return take_readings(actor=user(Role.SECTION_CHIEF), wanted=[Wanted(FigureFactory(key="clips"), Scope.year(2022))])[0]


def verify(capsys) -> tuple[int, dict[str, object]]:
    code = main(["verify", "--json"])
    return code, json.loads(capsys.readouterr().out)


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_untouched_is_whole(reading: Reading, capsys):
    code, found = verify(capsys)
    assert (code, found["ok"], found["altered"]) == (0, True, [])
    assert main(["verify"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Stories, figures and summaries are as they were signed."


def test_a_reading_and_a_text_altered_by_sql_are_both_named(reading: Reading, office: Office, capsys):
    office.procedure()
    manuscript = office.submitted()
    sql("UPDATE figures_reading SET value = 999 WHERE id = %s", reading.pk)
    triggers.take_off(connection)
    sql("UPDATE newsroom_revision SET headline = '别的标题' WHERE id = %s", manuscript.current_id)
    triggers.put_on(connection)
    code, found = verify(capsys)
    assert (code, found["ok"], found["first_bad_seq"]) == (1, False, None)
    assert [(row["table"], row["pk"]) for row in found["altered"]] == [("revision", manuscript.current_id), ("reading", reading.pk)]
    assert main(["verify"]) == 1
    told = capsys.readouterr()
    assert f"Reading {reading.pk} of the figure “clips” is not what was counted: it was altered." in told.out
    assert "2 rows are not what was signed." in told.err


def test_history_edited_so_that_it_fits_is_named_itself(reading: Reading, capsys):
    sql("UPDATE figures_reading SET rows = 5 WHERE id = %s", reading.pk)
    sql("UPDATE history_event SET detail = '{}' WHERE kind = 'reading.taken'")
    code, found = verify(capsys)
    assert (code, found["ok"], found["altered"]) == (1, False, [])
    assert found["first_bad_seq"] == Event.objects.get(kind="reading.taken").seq


@pytest.fixture
def office(db) -> Office:
    return Office()
