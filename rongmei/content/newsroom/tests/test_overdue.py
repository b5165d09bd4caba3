"""Steps that wait too long, and steps nobody can sign."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from rongmei.base.directory.actions import disable_account
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event

from .. import actions, queries
from ..actions.turns import note_turn
from ..models import Manuscript
from .office import Office, fresh, person_of, standing
from .test_doors import browser

NOON = dt.datetime(2030, 7, 3, 4, 0, tzinfo=dt.UTC)


@pytest.fixture
def told(django_capture_on_commit_callbacks: Any) -> Any:
    def at(hours: float) -> list[str]:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            actions.remind_overdue_steps(actor=SYSTEM, now=NOON + dt.timedelta(hours=hours))
        return sorted(address.split("@")[0] for message in mail.outbox for address in message.to)

    return at


@pytest.fixture
def waiting(office: Office) -> Manuscript:
    """Handed in at noon; the first review has 24 hours."""
    office.procedure()
    office.people("editor", "chief", "deputy_head", "manager", "nobody")
    with time_machine.travel(NOON, tick=False):
        return office.submitted()


def test_each_stage_is_told_once_and_the_last_goes_up(office: Office, waiting: Manuscript, told: Any):
    above = ["chief", "deputy_head", "manager"]
    found = {hours: told(hours) for hours in (1, 23, 24, 25, 36, 37, 48, 72)}
    assert found == {1: [], 23: [], 24: ["editor"], 25: [], 36: ["editor"], 37: [], 48: sorted(["editor", *above]), 72: []}
    events = [event.data["stages"] for event in Event.objects.filter(kind=EventKind.STORY_OVERDUE).order_by("seq")]
    assert events == [["due"], ["again"], ["escalated"]]


def test_a_timer_that_slept_tells_once(office: Office, waiting: Manuscript, told: Any):
    assert told(100) == ["chief", "deputy_head", "editor", "manager"]
    assert told(101) == []


def test_a_signature_begins_the_next_turn(office: Office, waiting: Manuscript, told: Any):
    assert told(24) == ["editor"]
    with time_machine.travel(NOON + dt.timedelta(hours=30), tick=False):
        office.sign(waiting, "editor")
    assert [told(hours) for hours in (36, 53, 54, 55)] == [[], [], ["chief"], []]


def test_the_deputy_is_told_too_and_who_wrote_it_is_not(office: Office, waiting: Manuscript, told: Any):
    day = timezone.localdate()
    actions.name_deputy(actor=SYSTEM, principal=person_of(office.editor), deputy=person_of(office.nobody), from_on=day, to_on=day)
    office.people("editor2")
    waiting.writers.create(person=person_of(office.editor2))
    note_turn(waiting)
    assert told(24) == ["editor", "nobody"]
    assert [str(user) for user in queries.signers_of(fresh(waiting), standing(waiting))] == ["王初", "郑nobody"]


def test_a_step_nobody_can_sign_is_reported_at_once(office: Office, waiting: Manuscript, told: Any):
    assert told(0) == []
    disable_account(actor=SYSTEM, user=office.editor)
    assert told(0.1) == ["manager"]
    assert told(0.2) == []
    assert queries.unsignable(office.manager) == [(waiting, "初审")]
    page = browser(office.manager).get(reverse("newsroom:index")).content.decode()
    assert "waits for “初审”, which nobody can sign" in page
    assert "nobody can sign" not in browser(office.chief).get(reverse("newsroom:index")).content.decode()
    story = browser(office.chief).get(reverse("newsroom:story", args=[waiting.pk])).content.decode()
    assert "Nobody can sign this step now" in story
    office.people("editor2")
    assert (told(0.3), queries.unsignable(office.manager)) == ([], [])
    disable_account(actor=SYSTEM, user=office.editor2)
    assert told(0.4) == ["manager"]


def test_one_that_fails_stops_no_other(office: Office, waiting: Manuscript, told: Any, monkeypatch: pytest.MonkeyPatch):
    from ..actions import reminding

    with time_machine.travel(NOON, tick=False):
        office.submitted()
    real = reminding._tell_overdue

    def breaks(actor: Any, manuscript: Manuscript, *more: Any) -> None:
        if manuscript.pk == waiting.pk:
            raise RuntimeError("mail")
        real(actor, manuscript, *more)

    monkeypatch.setattr(reminding, "_tell_overdue", breaks)
    assert told(24) == ["editor"]
    assert fresh(waiting).reminded.get("told", []) == []


def test_the_home_page_says_it(office: Office, waiting: Manuscript):
    with time_machine.travel(NOON + dt.timedelta(hours=25), tick=False):
        page = browser(office.editor).get(reverse("wagtailadmin_home")).content.decode()
    assert "Overdue: manuscripts waiting for your signature too long" in page


def test_a_run_with_nothing_new_costs_little(office: Office, waiting: Manuscript, told: Any, django_assert_max_num_queries: Any):
    for _number in range(3):
        with time_machine.travel(NOON, tick=False):
            office.submitted()
    told(1)
    with django_assert_max_num_queries(12):
        assert told(2) == []
