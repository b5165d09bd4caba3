"""Scenario 6: the urgent channel, and deputies."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event

from .. import actions, rules
from ..actions.ready_made import Step
from ..enums import StepKind
from ..models import Publication
from .office import REVIEWS, Office, fresh, passed_steps, person_of, refusals

NIGHT = dt.datetime(2030, 7, 3, 14, 40, tzinfo=dt.UTC)  # 22:40 in Shanghai


@pytest.fixture
def two_signed(office: Office):
    office.procedure()
    manuscript = office.submitted()
    office.sign(manuscript, "editor", "chief")
    return fresh(manuscript)


def release(office: Office, manuscript, by: str = "chief", authoriser: str = "deputy_head", **more):
    given = {"reason": "校园突发停电", "phoned_at": timezone.now()} | more
    return actions.release_urgently(actor=office.user(by), manuscript=manuscript, authoriser=person_of(office.user(authoriser)), **given)


def test_an_urgent_text_goes_out_red_and_is_countersigned(office: Office, two_signed):
    with time_machine.travel(NIGHT, tick=False):
        made = release(office, two_signed)
        publication = actions.publish_manuscript(actor=office.chief, manuscript=two_signed, outlet=office.site)
    assert (publication.urgent, made.steps_missing, made.due_at) == (made, ["终审"], NIGHT + dt.timedelta(hours=24))
    assert publication.credits[-1] == {"step": "口头授权", "kind": "urgent", "name": "钱终", "post": ""}
    with pytest.raises(Refused, match="authorised by 钱终, who countersigns it"):
        actions.countersign_release(actor=office.head, release=made)
    with time_machine.travel(NIGHT + dt.timedelta(hours=9), tick=False):
        signed = actions.countersign_release(actor=office.deputy_head, release=made, opinion="同意")
    assert (signed.countersigned_by, signed.countersigned_at) == (person_of(office.deputy_head), NIGHT + dt.timedelta(hours=9))


def test_it_reminds_after_two_and_twelve_hours_and_escalates_after_a_day(office: Office, two_signed, django_capture_on_commit_callbacks):
    office.people("head")
    with time_machine.travel(NIGHT, tick=False):
        made = release(office, two_signed)
    told = {}
    for hours in (1, 2, 3, 12, 13, 24, 25):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            actions.remind_countersigners(actor=SYSTEM, now=NIGHT + dt.timedelta(hours=hours))
        told[hours] = sorted(address for message in mail.outbox for address in message.to)
    both = ["chief@example.test", "deputy_head@example.test"]
    assert told == {1: [], 2: both, 3: [], 12: both, 13: [], 24: sorted([*both, "head@example.test"]), 25: []}
    made.refresh_from_db()
    assert (made.reminded, made.escalated_at) == ([2, 12], NIGHT + dt.timedelta(hours=24))
    assert Event.objects.filter(kind=EventKind.STORY_REMINDED).count() == 3


def test_an_overdue_release_publishes_nothing_more(office: Office, two_signed):
    with time_machine.travel(NIGHT, tick=False):
        release(office, two_signed)
    with time_machine.travel(NIGHT + dt.timedelta(hours=24), tick=False), pytest.raises(Refused, match="was not countersigned in time"):
        actions.publish_manuscript(actor=office.chief, manuscript=two_signed, outlet=office.site)


def test_the_release_is_for_exactly_this_text(office: Office, two_signed):
    release(office, two_signed)
    office.save(two_signed, headline="又改了一版")
    with pytest.raises(Refused, match="to be signed again"):
        actions.publish_manuscript(actor=office.chief, manuscript=two_signed, outlet=office.site)
    assert Publication.objects.count() == 0


@pytest.mark.parametrize("who", ["editor", "manager", "reporter", "auditor", "administrator", "correspondent"])
def test_without_the_privilege_it_is_refused_and_kept(office: Office, two_signed, who: str):
    with pytest.raises(Refused, match="Urgent releases are made by section chiefs"):
        release(office, two_signed, by=who)
    assert refusals(two_signed) == ["Urgent releases are made by section chiefs and heads of the office."]


def test_too_few_signers_no_reason_no_right_authoriser(office: Office):
    office.procedure()
    manuscript = office.submitted()
    office.sign(manuscript, "editor")
    with pytest.raises(Refused, match="1 people have signed this text; an urgent release needs 2"):
        release(office, manuscript)
    office.sign(manuscript, "chief")
    with pytest.raises(Refused, match="signs none of the missing steps"):
        release(office, manuscript, authoriser="manager")
    with pytest.raises(Refused, match="Nobody authorises himself"):
        release(office, manuscript, by="head", authoriser="head")
    with pytest.raises(Invalid, match="why it cannot wait"):
        release(office, manuscript, reason=" ")
    with pytest.raises(Invalid, match="within the last day"):
        release(office, manuscript, phoned_at=timezone.now() - dt.timedelta(days=3))


def test_the_confidentiality_check_is_never_made_up_for_later(office: Office):
    office.procedure(REVIEWS[0], REVIEWS[1], Step(StepKind.CONFIDENTIALITY, "保密审查", ("office_manager",)), REVIEWS[2])
    office.people("manager")
    manuscript = office.submitted()
    office.sign(manuscript, "editor", "chief")
    with pytest.raises(Refused, match="“保密审查” cannot be made up for later"):
        release(office, manuscript)


def test_a_deputy_signs_on_behalf_within_his_days_only(office: Office):
    office.procedure()
    manuscript = office.submitted()
    office.sign(manuscript, "editor", "chief")
    today = timezone.localdate()
    named = actions.name_deputy(
        actor=office.deputy_head, principal=person_of(office.deputy_head), deputy=person_of(office.nobody), from_on=today, to_on=today
    )
    assert rules.may_sign(office.nobody, fresh(manuscript))
    with time_machine.travel(timezone.now() + dt.timedelta(days=1)):
        assert not rules.may_sign(office.nobody, fresh(manuscript))
    (signature,) = office.sign(manuscript, "nobody")
    assert (signature.signature, signature.on_behalf_of, signature.post) == (
        "郑nobody（代 钱终）",
        person_of(office.deputy_head),
        "nobody之职",
    )
    assert named.deputy == signature.person
    assert passed_steps(manuscript) == ["初审", "复审", "终审"]


def test_who_reviewed_cannot_review_again_as_a_deputy(office: Office):
    office.procedure()
    manuscript = office.submitted()
    today = timezone.localdate()
    for principal in (office.chief, office.deputy_head):
        actions.name_deputy(actor=SYSTEM, principal=person_of(principal), deputy=person_of(office.editor), from_on=today, to_on=today)
    office.sign(manuscript, "editor")
    decision = rules.may_sign(office.editor, fresh(manuscript), on_behalf_of=person_of(office.chief))
    assert decision.reason == "You signed another review of this text: no two of the three reviews are done by one person."
    office.sign(manuscript, "chief")
    assert not rules.may_sign(office.editor, fresh(manuscript))
