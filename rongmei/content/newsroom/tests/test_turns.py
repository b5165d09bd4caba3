"""What waits for whom is found in SQL by the turns noted with every write. It must be what the rules say, for everybody."""

from __future__ import annotations

import datetime as dt
import random
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Unit, User
from rongmei.base.directory.tests.factories import RoleGrantFactory, UserFactory
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid, Refused

from .. import actions, queries, rules
from ..actions.ready_made import ALL, Step
from ..enums import CorrectionKind, StepKind
from ..models import Manuscript, Procedure, Turn
from ..text import read_content
from .office import PARAGRAPH, PROOFS, REVIEWS, Office, fresh, person_of, turns
from .test_doors import browser, rest

TEXTS = (PARAGRAPH, PARAGRAPH.replace("，", "、"), PARAGRAPH.replace("一层", "三层"), "完全另写的一段话，讲的是食堂。")
HEAD = Step(StepKind.UNIT_HEAD, "单位审核", (Role.UNIT_HEAD,), corrections=(CorrectionKind.POLITICAL,))
SECRET = Step(StepKind.CONFIDENTIALITY, "保密审查", (Role.UNIT_HEAD, Role.SECTION_CHIEF), corrections=(CorrectionKind.POLITICAL,))
LAST = Step(StepKind.FINAL_READING, "通读", (Role.EDITOR, Role.PROOFREADER), corrections=ALL)
KINDS = [str(kind) for kind in CorrectionKind]


def crowd(office: Office) -> list[User]:
    """Everybody who ever signs something, and some who never may."""
    everybody = [office.user(name) for name in (*office.ROLES, *office.LOCAL)]
    today, nobody = timezone.localdate(), person_of(office.nobody)
    for principal, deputy in (
        ("chief", nobody),
        ("deputy_head", nobody),
        ("unit_head", person_of(office.editor2)),
        ("editor", person_of(office.chief2)),
    ):
        actions.name_deputy(actor=SYSTEM, principal=person_of(office.user(principal)), deputy=deputy, from_on=today, to_on=today)
    over = timezone.localdate() - dt.timedelta(days=3)
    actions.name_deputy(actor=SYSTEM, principal=person_of(office.head), deputy=person_of(office.reporter), from_on=over, to_on=over)
    RoleGrantFactory(user=office.stranger, role=Role.EDITOR, unit=office.other_unit)  # edits for one unit, below nobody
    RoleGrantFactory(user=office.proofreader2, role=Role.SECTION_CHIEF, unit=office.unit)
    office.grant(office.head, Role.UNIT_HEAD)
    unmanned = office.grant(UserFactory(person=None), Role.EDITOR)
    closed = office.grant(
        UserFactory(person=person_of(office.reporter).__class__.objects.create(name="已停用", unit=office.bureau)), Role.EDITOR
    )
    closed.is_active = False
    closed.save()
    return [*everybody, unmanned, closed]


def procedures(office: Office) -> list[Procedure]:
    return [
        office.procedure(HEAD, *REVIEWS, *PROOFS, LAST, key="strict", name="严", small_punctuation=True, small_characters=2),
        office.procedure(*REVIEWS, *PROOFS, key="joined", name="合", review_and_proof_same_person=True, small_characters=1),
        office.procedure(SECRET, *REVIEWS, *PROOFS, key="college", name="学院版", author_may_review=True),
    ]  # fmt: skip


class Days:
    """Random days of an office: some manuscripts, many hands. What is refused is part of the day."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office, self.dice = office, random.Random(seed)
        self.people, self.ways = crowd(office), procedures(office)
        units: list[Unit] = [office.unit, office.unit, office.other_unit, office.bureau]
        self.rows = [self.begun(number, units) for number in range(12)]

    def begun(self, number: int, units: list[Unit]) -> Manuscript:
        author = self.dice.choice([self.office.editor, self.office.everything, self.office.reporter, self.office.chief])
        content = self.office.content(headline=f"第{number}篇", byline=[])
        unit = self.dice.choice(units)
        return actions.begin_manuscript(actor=author, unit=unit, content=content, targets=[self.office.site])

    def one_move(self) -> None:
        moves = [self.sign] * 12 + [self.edit] * 3 + [self.send_back, self.submit, self.submit, self.publish, self.correct, self.end]
        manuscript = fresh(self.dice.choice(self.rows))
        with suppress(Refused, Invalid):
            self.dice.choice(moves)(manuscript)

    def signer(self, manuscript: Manuscript) -> Any:
        able = [user for user in self.people if rules.may_sign(user, manuscript)]
        return self.dice.choice(able or self.people)

    def sign(self, manuscript: Manuscript) -> None:
        actions.sign_manuscript(actor=self.signer(manuscript), manuscript=manuscript)

    def send_back(self, manuscript: Manuscript) -> None:
        steps = list(manuscript.procedure.steps.all()) if manuscript.procedure else []
        actions.return_manuscript(
            actor=self.signer(manuscript), manuscript=manuscript, to=self.dice.choice([None, *steps]), opinion="请再核实"
        )

    def edit(self, manuscript: Manuscript) -> None:
        assert manuscript.current is not None
        line = {"role": "correspondent", "name": "某", "person": self.dice.choice([None, person_of(self.office.chief).pk]), "unit": ""}
        changes = {"body": [{"type": "paragraph", "value": f"<p>{self.dice.choice(TEXTS)}</p>"}], "byline": [line]}
        content = read_content(manuscript.current.content().as_json() | changes)
        actor = self.dice.choice([self.office.editor, self.office.deputy_head, self.office.everything])
        actions.save_text(actor=actor, manuscript=manuscript, base=manuscript.current.number, content=content)

    def submit(self, manuscript: Manuscript) -> None:
        actions.submit_manuscript(actor=self.office.everything, manuscript=manuscript, procedure=self.dice.choice(self.ways))

    def publish(self, manuscript: Manuscript) -> None:
        actions.publish_manuscript(actor=self.office.editor, manuscript=manuscript, outlet=self.office.site)

    def correct(self, manuscript: Manuscript) -> None:
        actions.open_correction(actor=self.office.chief, manuscript=manuscript, kind=self.dice.choice(KINDS), text="更正")

    def end(self, manuscript: Manuscript) -> None:
        do: Any = self.dice.choice([actions.decline_manuscript, actions.drop_manuscript, actions.reopen_manuscript, actions.withdraw_story])
        do(actor=self.office.chief, manuscript=manuscript, **({} if do is actions.reopen_manuscript else {"reason": "重复"}))


@pytest.mark.parametrize("seed", range(3))
def test_what_waits_is_what_the_rules_say_for_everybody(office: Office, seed: int):
    days = Days(office, seed)
    for manuscript in days.rows[:9]:
        days.submit(fresh(manuscript))
    waited, steps = 0, set()
    for _day in range(6):
        for _move in range(20):
            days.one_move()
        noted, found = turns()
        assert noted == found
        everything = list(queries.with_texts(Manuscript.objects.all()))
        for user in days.people:
            user.forget_roles()
            mine = {m for m in everything if rules.may_see(user, m) and rules.may_sign(user, m)}
            assert set(queries.waiting_for(user)) == mine, user
            assert queries.waiting_counts(user)[0] == len(mine)
            shown = queries.judged(user, queries.listed(Manuscript.objects.all()))
            assert {m for m, _standing, yes in shown if yes} == {m for m in everything if rules.may_sign(user, m)}
            waited += len(mine)
            steps |= {turn.step_id for turn in Turn.objects.filter(manuscript__in=mine)}
    assert waited > 50, "something waited for somebody"
    assert len(steps) > 6, "at many different steps"
    assert not queries.waiting_for(SYSTEM)


def test_what_is_overdue_is_counted_without_looking_at_each(office: Office):
    office.procedure(replace(REVIEWS[0], hours=1), *REVIEWS[1:])
    costs = []
    for number in (1, 2, 3):
        office.submitted()
        office.sign(office.submitted(), "editor")
        office.chief.forget_roles()
        with CaptureQueriesContext(connection) as found:
            assert queries.waiting_counts(office.editor, timezone.now() + dt.timedelta(hours=2)) == (number, number)
            assert queries.waiting_counts(office.chief, timezone.now() + dt.timedelta(hours=2)) == (number, 0)
        costs.append(len(found))
    assert costs[1] == costs[2]


def test_the_timer_notes_the_turn_of_what_was_in_review_before_turns_were_noted(office: Office):
    office.procedure()
    manuscript = office.submitted()
    office.sign(manuscript, "editor")
    Turn.objects.all().delete()
    assert set(queries.waiting_for(office.chief)) == set()
    actions.remind_overdue_steps(actor=SYSTEM)
    assert set(queries.waiting_for(office.chief)) == {manuscript}


def test_the_lists_of_screen_and_rest_show_what_waits_and_no_more(office: Office):
    """By command: rongmei/cli/tests."""
    office.procedure()
    office.people("chief2")
    first, second, _own = office.submitted(), office.submitted(), office.submitted(by=office.chief)
    for manuscript in Manuscript.objects.all():
        office.sign(manuscript, "editor")
    page = browser(office.chief).get(reverse("newsroom:index") + "?waiting")
    assert {line.manuscript for line in page.context["lines"]} == {first, second}
    assert (page.context["waiting"], page.context["page"].paginator.count) == (2, 2)
    answer = rest(office.chief, "get", "?waiting=true").json()
    assert (answer["total"], {line["id"] for line in answer["stories"]}) == (2, {first.pk, second.pk})
    assert rest(office.correspondent, "get", "?waiting=true").json()["stories"] == []


def test_a_note_gone_wrong_shows_nobody_what_the_rules_refuse(office: Office):
    office.procedure()
    office.people("editor2")
    own, other = office.submitted(by=office.editor), office.submitted()
    turn = Turn.objects.get(manuscript=own)
    turn.kept_apart.clear()
    page = browser(office.editor).get(reverse("newsroom:index") + "?waiting")
    assert [line.manuscript for line in page.context["lines"]] == [other]
    assert [line["id"] for line in rest(office.editor, "get", "?waiting=true").json()["stories"]] == [other.pk]
    turn.kept_apart.add(person_of(office.editor))


def test_ticks_and_their_button_stand_only_where_the_gate_would_publish(office: Office):
    button, tick = "Publish those ticked", 'name="story"'
    office.procedure()
    office.submitted()
    page = browser(office.editor).get(reverse("newsroom:index")).content.decode()
    assert (button in page, tick in page) == (False, False)
    office.passed()
    for who, may in (("editor", True), ("auditor", False), ("proofreader", False), ("correspondent", False), ("head", True)):
        page = browser(office.user(who)).get(reverse("newsroom:index")).content.decode()
        assert (page.count(button), page.count(tick)) == (may, may), who
