"""Scenario 9: schedules, two editors, lost connections, double clicks."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.core import mail
from django.db import connection, connections
from django.utils import timezone

from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Refused
from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event

from .. import actions, rules
from ..models import Draft, Manuscript, Publication, Revision, SignOff
from ..text import read_content
from .office import Office, fresh, passed_steps, standing

SEVEN = dt.timedelta(hours=1)


def schedule(office: Office, manuscript) -> dt.datetime:
    at = timezone.now() + SEVEN
    actions.schedule_manuscript(actor=office.editor, manuscript=manuscript, at=at)
    return at


def test_an_edit_before_the_hour_stops_this_story_and_no_other(office: Office, django_capture_on_commit_callbacks):
    office.procedure()
    edited, good = office.passed(), office.passed()
    at = max(schedule(office, edited), schedule(office, good))
    office.save(edited, headline="六点五十分改的标题")
    with django_capture_on_commit_callbacks(execute=True):
        outcomes = actions.publish_due(actor=SYSTEM, now=at)
    assert [(o.manuscript, len(o.published)) for o in outcomes] == [(edited, 0), (good, 1)]
    assert fresh(edited).alert == "The text was changed after it was signed; to be signed again: 初审、复审、终审."
    assert sorted(address for message in mail.outbox for address in message.to) == ["chief@example.test", "editor@example.test"]
    assert [p.manuscript for p in Publication.objects.all()] == [good]
    assert Event.objects.filter(kind=EventKind.STORY_HELD).count() == 1


def test_told_once_and_published_when_it_is_signed_again(office: Office):
    office.procedure()
    manuscript = office.passed()
    at = schedule(office, manuscript)
    office.save(manuscript, headline="改过的标题")
    actions.publish_due(actor=SYSTEM, now=at)
    actions.publish_due(actor=SYSTEM, now=at + dt.timedelta(minutes=1))
    assert Event.objects.filter(kind=EventKind.STORY_HELD).count() == 1
    office.sign(manuscript, "editor", "chief", "deputy_head")
    actions.publish_due(actor=SYSTEM, now=at + dt.timedelta(minutes=20))
    manuscript = fresh(manuscript)
    assert (manuscript.state, manuscript.alert, manuscript.scheduled_at) == ("published", "", None)
    assert Publication.objects.get().headline == "改过的标题"


def test_an_unexpected_error_stops_only_its_own_story(office: Office, monkeypatch: pytest.MonkeyPatch):
    """Trap 20."""
    from ..actions import publishing

    office.procedure()
    bad, good = office.passed(), office.passed()
    at = max(schedule(office, bad), schedule(office, good))
    real = publishing._same_bytes

    def breaks(revision, assets):
        if revision.manuscript_id == bad.pk:
            raise RuntimeError("disk")
        real(revision, assets)

    monkeypatch.setattr(publishing, "_same_bytes", breaks)
    outcomes = actions.publish_due(actor=SYSTEM, now=at)
    assert [o.reason for o in outcomes] == ["An unexpected error: see the log of the server.", ""]
    assert fresh(bad).state == "submitted"


def test_a_schedule_is_asked_of_the_gate_and_needs_a_person(office: Office):
    office.procedure()
    manuscript = office.submitted()
    later = timezone.now() + SEVEN
    with pytest.raises(Refused, match="Not signed yet"):
        actions.schedule_manuscript(actor=office.editor, manuscript=manuscript, at=later)
    office.sign(manuscript, "editor", "chief", "deputy_head")
    with pytest.raises(Refused, match="lies in the past"):
        actions.schedule_manuscript(actor=office.editor, manuscript=manuscript, at=timezone.now() - SEVEN)
    with pytest.raises(Refused, match="published by editors"):
        actions.schedule_manuscript(actor=office.reporter, manuscript=manuscript, at=later)
    assert rules.may_publish(SYSTEM, fresh(manuscript), office.site, later).reason == "Nobody scheduled this manuscript."


def test_who_scheduled_and_lost_the_role_publishes_nothing(office: Office):
    office.procedure()
    manuscript = office.passed()
    at = schedule(office, manuscript)
    office.editor.role_grants.update(to_on=timezone.localdate() - dt.timedelta(days=1), from_on=dt.date(2020, 1, 1))
    (outcome,) = actions.publish_due(actor=SYSTEM, now=at)
    assert outcome.reason == "王初, who scheduled this manuscript, may not publish on “云山大学新闻网” any more."


def test_a_scheduled_text_can_be_changed_and_keeps_its_hour(office: Office):
    """Trap 19: no lock that only unscheduling opens."""
    office.procedure()
    manuscript = office.passed()
    at = schedule(office, manuscript)
    office.save(manuscript, headline="还能改")
    assert fresh(manuscript).scheduled_at == at


def test_a_bulk_publication_asks_the_same_gate(office: Office):
    office.procedure()
    ready, waiting = office.passed(), office.submitted()
    outcomes = actions.publish_many(actor=office.editor, manuscripts=[waiting, ready])
    assert [(len(o.published), o.reason) for o in outcomes] == [(0, "Not signed yet: 初审、复审、终审."), (1, "")]
    assert [o.reason for o in actions.publish_many(actor=office.auditor, manuscripts=[waiting])] == [
        "“云山大学新闻网” is published by editors, section chiefs, heads and its account keepers."
    ]


def test_a_second_editor_cannot_overwrite_unseen_and_loses_nothing(office: Office):
    """Trap 18, also with yesterday's tab."""
    office.procedure()
    manuscript = office.submitted()
    opened = manuscript.current
    office.save(manuscript, by=office.editor2, headline="先存的标题")
    content = read_content(opened.content().as_json() | {"headline": "后存的标题"})
    saved = actions.save_text(actor=office.editor, manuscript=manuscript, base=opened.number, content=content)
    assert (saved.changed, saved.revision.headline) == (False, "先存的标题")
    assert (saved.aside.kind, saved.aside.content["headline"], saved.aside.owner) == ("side", "后存的标题", office.editor)
    assert fresh(manuscript).headline == "先存的标题"


def test_autosave_touches_no_revision_and_no_signature(office: Office):
    """Trap 8: a signed revision cannot be overwritten by its own maker."""
    office.procedure()
    manuscript = office.submitted()
    office.save(manuscript, by=office.chief, headline="科长改过的标题")
    office.sign(manuscript, "editor")
    for typed in ("a", "ab", "abc"):
        actions.autosave_text(actor=office.chief, manuscript=manuscript, base=2, content={"headline": typed})
    assert Revision.objects.filter(manuscript=manuscript).count() == 2
    assert (fresh(manuscript).headline, passed_steps(manuscript)) == ("科长改过的标题", ["初审"])
    draft = Draft.objects.get()
    assert (draft.kind, draft.content, draft.owner) == ("autosave", {"headline": "abc"}, office.chief)


def test_a_double_click_gives_one_signature(office: Office):
    office.procedure()
    manuscript = office.submitted()
    first = office.step(manuscript, "初审")
    actions.sign_manuscript(actor=office.editor, manuscript=manuscript, step=first)
    with pytest.raises(Refused, match="“初审” is signed already"):
        actions.sign_manuscript(actor=office.editor, manuscript=manuscript, step=first)
    assert SignOff.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time; rows are locked on PostgreSQL")
@pytest.mark.parametrize("verb", ["sign", "publish"])
def test_two_at_the_same_second_give_one(verb: str):
    office = Office()
    office.procedure()
    manuscript = office.submitted() if verb == "sign" else office.passed()
    step = office.step(manuscript, "初审")
    people = [office.editor, office.editor2]
    start, answers = threading.Barrier(2), []

    def act(user) -> None:
        try:
            start.wait(10)
            mine = Manuscript.objects.get(pk=manuscript.pk)
            if verb == "sign":
                actions.sign_manuscript(actor=user, manuscript=mine, step=step)
            else:
                actions.publish_manuscript(actor=user, manuscript=mine, outlet=office.site)
            answers.append("done")
        except Refused as refused:
            answers.append(refused.reason)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=(user,)) for user in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    refused = {
        "sign": "“初审” is signed already; it is the turn of “复审”.",
        "publish": "Exactly this text is live on “云山大学新闻网” already.",
    }
    assert sorted(answers) == sorted(["done", refused[verb]])
    assert (SignOff.objects.filter(step=step).count(), Publication.objects.count()) == (1, 0 if verb == "sign" else 1)
    assert standing(manuscript).steps[0].passed
