"""Random people doing random things. Whatever they do: what is public was signed as its procedure demanded, or is a counted exception."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from rongmei.base.directory.enums import Role
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Allowed, Invalid, Refused

from .. import actions, queries, rules, standing
from ..actions.ready_made import ALL, Step
from ..enums import Decision, PublicationState, StepKind
from ..models import Manuscript, Publication, SignOff
from ..rules import gate, signing
from ..text import Extent, change_between
from .office import PARAGRAPH, Office, fresh, person_of, turns

NAMES = ("correspondent", "editor", "chief", "head", "proofreader", "everything", "keeper")
TEXTS = (
    PARAGRAPH,
    PARAGRAPH.replace("，", "、"),  # punctuation
    PARAGRAPH.replace("通宵", "通霄"),  # one character
    PARAGRAPH.replace("一层", "三层"),  # a number
    "完全另写的一段话，讲的是食堂。",
)
STEPS = (
    Step(StepKind.REVIEW, "初审", (Role.EDITOR,), corrections=ALL),
    Step(StepKind.REVIEW, "复审", (Role.SECTION_CHIEF,)),
    Step(StepKind.REVIEW, "终审", (Role.HEAD,), corrections=ALL),
    Step(StepKind.PROOF, "一校", (Role.PROOFREADER, Role.REPORTER), corrections=ALL),
)
people = st.sampled_from(NAMES)
texts = st.sampled_from(TEXTS)


class Newsroom(RuleBasedStateMachine):
    """One manuscript, seven people. Refusals are part of the game; anything else that fails is a bug."""

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()

    @initialize(small=st.booleans(), joined=st.booleans())
    def open_the_office(self, small: bool, joined: bool) -> None:
        self.office = Office()
        self.office.people(*NAMES)
        self.office.grant(self.office.editor, Role.SECTION_CHIEF)
        self.office.procedure(*STEPS, small_punctuation=small, small_characters=1 if small else 0, review_and_proof_same_person=joined)
        self.manuscript = self.office.draft()
        actions.submit_manuscript(actor=self.office.correspondent, manuscript=self.manuscript)
        self.released: set[str] = set()
        self.passed: dict[int, bool] = {}
        self.everybody_signs()

    def attempt(self, do, *args, **kwargs):
        try:
            return do(*args, **kwargs)
        except (Refused, Invalid):
            return None

    @rule(who=st.sampled_from(("editor", "chief", "correspondent")), text=texts)
    def edit(self, who: str, text: str) -> None:
        self.attempt(self.office.save, self.manuscript, by=self.office.user(who), body=[{"type": "paragraph", "value": f"<p>{text}</p>"}])

    @rule(who=people)
    def submit(self, who: str) -> None:
        self.attempt(actions.submit_manuscript, actor=self.office.user(who), manuscript=self.manuscript)

    @rule(who=people)
    def sign(self, who: str) -> None:
        self.attempt(actions.sign_manuscript, actor=self.office.user(who), manuscript=self.manuscript)

    @rule()
    def everybody_signs(self) -> None:
        """The ordinary way, so that publishing is reached often."""
        for who in ("editor", "chief", "head", "proofreader"):
            self.sign(who)

    @rule(who=people, to=st.integers(0, 4))
    def send_back(self, who: str, to: int) -> None:
        procedure = fresh(self.manuscript).procedure
        step = procedure.steps.filter(order=to).first() if procedure else None
        self.attempt(actions.return_manuscript, actor=self.office.user(who), manuscript=self.manuscript, to=step, opinion="请改")

    @rule(text=texts, to=st.integers(0, 1))
    def return_half_way(self, text: str, to: int) -> None:
        """A return that calls a signature back, which few random walks reach."""
        self.edit("chief", text)
        self.sign("editor")
        self.send_back("chief", to)

    @rule(who=st.sampled_from(("everything", "editor")), text=texts)
    def one_person_signs_alone(self, who: str, text: str) -> None:
        """Somebody with every role tries every step of a new text, before the others fill in what is left."""
        self.edit("chief", text)
        for _step in STEPS:
            self.sign(who)
        self.everybody_signs_and_publishes()

    @rule(text=texts)
    def the_writer_signs(self, text: str) -> None:
        """Whoever rewrites a returned text tries to review it himself."""
        self.edit("chief", TEXTS[-1])
        self.send_back("editor", 0)
        self.edit("editor", text)
        self.submit("correspondent")
        self.everybody_signs_and_publishes()

    @rule()
    def everybody_signs_and_publishes(self) -> None:
        self.everybody_signs()
        self.publish("editor")

    @rule(who=st.sampled_from(("editor", "head", "proofreader")))
    def publish(self, who: str) -> None:
        self.attempt(actions.publish_manuscript, actor=self.office.user(who), manuscript=self.manuscript, outlet=self.office.site)

    @rule(who=people, edit_meanwhile=st.booleans(), text=texts)
    def schedule(self, who: str, edit_meanwhile: bool, text: str) -> None:
        at = timezone.now() + dt.timedelta(hours=1)
        self.attempt(actions.schedule_manuscript, actor=self.office.user(who), manuscript=self.manuscript, at=at)
        if edit_meanwhile:
            self.edit("chief", text)
        actions.publish_due(actor=SYSTEM, now=at)

    @rule(who=st.sampled_from(("editor", "correspondent")))
    def bulk(self, who: str) -> None:
        actions.publish_many(actor=self.office.user(who), manuscripts=[fresh(self.manuscript)])

    @rule(who=people)
    def release(self, who: str) -> None:
        made = self.attempt(
            actions.release_urgently,
            actor=self.office.user(who),
            manuscript=self.manuscript,
            authoriser=person_of(self.office.head),
            reason="急",
            phoned_at=timezone.now(),
        )
        if made:
            self.released.add(made.fingerprint)

    @rule(who=people, kind=st.sampled_from(["fact", "wording", "political"]))
    def correct(self, who: str, kind: str) -> None:
        self.attempt(actions.open_correction, actor=self.office.user(who), manuscript=self.manuscript, kind=kind, text="更正")

    @rule(who=people, really=st.integers(0, 9))
    def withdraw(self, who: str, really: int) -> None:
        if really == 9:
            self.attempt(actions.withdraw_story, actor=self.office.user(who), manuscript=self.manuscript, reason="失实")

    @invariant()
    def public_texts_were_signed(self) -> None:
        if not hasattr(self, "manuscript"):
            return
        for publication in Publication.objects.filter(manuscript=self.manuscript).select_related(
            "revision", "manuscript__procedure", "urgent"
        ):
            if publication.urgent is not None:
                assert publication.fingerprint in self.released
                assert publication.urgent.fingerprint == publication.fingerprint
            elif publication.pk not in self.passed:  # judged once, when it went out
                self.passed[publication.pk] = signed_as_demanded(publication)
                assert self.passed[publication.pk], publication.credits

    @invariant()
    def one_edition_is_in_force(self) -> None:
        if hasattr(self, "manuscript"):
            assert Publication.objects.filter(manuscript=self.manuscript).exclude(state=PublicationState.CORRECTED).count() <= 1

    def teardown(self) -> None:
        try:
            if hasattr(self, "manuscript"):
                assert queries.verify_newsroom() == []
        finally:  # the next example begins with an empty newsroom
            transaction.set_rollback(True)
            self.example.__exit__(None, None, None)


class NewsroomWithTurns(Newsroom):
    """The same days, and the lists of what waits looked at as well. A broken law must be found without them."""

    @invariant()
    def turns_are_noted_as_they_are_found(self) -> None:
        noted, found = turns()
        assert noted == found

    @rule()
    def what_waits_is_what_the_rules_say(self) -> None:
        text = fresh(self.manuscript)
        for user in map(self.office.user, NAMES):
            assert set(queries.waiting_for(user)) == ({text} if rules.may_sign(user, text) else set()), user


def signed_as_demanded(publication: Publication) -> bool:
    """Asked without the product's own rules: from the table of signatures alone, as an inspector with a list would."""
    manuscript = Manuscript.objects.get(pk=publication.manuscript_id)
    procedure = manuscript.procedure
    asked = [s for s in procedure.steps.all() if publication.edition == 1 or manuscript.correction in s.corrections]
    signatures = list(
        SignOff.objects.filter(manuscript=manuscript, at__lte=publication.published_at).select_related("step", "revision", "return_to")
    )
    chosen = []
    for step in asked:
        valid = [s for s in signatures if s.step_id == step.pk and s.decision == Decision.APPROVE and covers(s, publication, procedure)]
        valid = [
            s for s in valid if s.round >= (manuscript.counts_from if publication.edition > 1 else 0) and not called_back(s, signatures)
        ]
        if not valid:
            return False
        chosen.append({s.person_id for s in valid})
    writers = set(manuscript.writers.values_list("person_id", flat=True))
    reviews = [people - writers for step, people in zip(asked, chosen, strict=True) if step.kind == StepKind.REVIEW]
    # Hall's condition for so few: every step has its own person.
    return all(len(set().union(*some)) >= len(some) for some in subsets(reviews))


def subsets(sets: list[set[int]]) -> list[list[set[int]]]:
    found: list[list[set[int]]] = [[]]
    for one in sets:
        found += [[*some, one] for some in found]
    return [some for some in found if some]


def covers(signature: SignOff, publication: Publication, procedure) -> bool:
    if signature.fingerprint == publication.fingerprint:
        return True
    change = change_between(
        signature.revision.content(), publication.revision.content(), signature.revision.parts, publication.revision.parts
    )
    if signature.step.kind == StepKind.PROOF or not procedure.small_punctuation:
        return False
    return change.extent == Extent.PUNCTUATION or (change.extent == Extent.CHARACTERS and change.characters <= 1)


def called_back(signature: SignOff, signatures: list[SignOff]) -> bool:
    later = [s for s in signatures if s.pk > signature.pk and s.decision == Decision.RETURN]
    return any(s.return_to is None or s.return_to.order <= signature.step.order for s in later)


def _allowed(*args: object, **kwargs: object) -> Allowed:
    return Allowed()


def persons_not_kept_apart(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(signing, "_kept_apart", _allowed)
    patch.setattr(standing._Taken, "clash", lambda *args: False)


def writers_review(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(signing, "_not_own", _allowed)


def returns_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(standing, "_alive", lambda sign_offs: {s.pk for s in sign_offs if s.decision == Decision.APPROVE})


def edits_void_nothing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(standing, "still_counts", lambda *args: True)


def gate_open(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(gate, "_signed_or_released", _allowed)


@pytest.mark.once
@pytest.mark.timeout(900)  # some twenty seconds of one core each; on a busy machine that is minutes
@pytest.mark.django_db
@pytest.mark.parametrize("law", [persons_not_kept_apart, writers_review, returns_forgotten, edits_void_nothing, gate_open])
def test_the_machine_finds_a_broken_law(law: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch):
    """A test that cannot fail proves nothing: with one law taken out of the product, the same machine must come upon it soon."""
    law(monkeypatch)
    found = settings(
        max_examples=60,
        stateful_step_count=8,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Newsroom, settings=found)


@pytest.mark.django_db
def test_what_is_public_was_signed_whatever_people_do():
    run_state_machine_as_test(
        NewsroomWithTurns,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
