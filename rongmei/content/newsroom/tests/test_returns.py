"""Scenario 3: back to any step, with an opinion; later steps are passed again, none skipped; rounds are kept."""

from __future__ import annotations

import pytest

from rongmei.base.history.decisions import Invalid, Refused

from .. import actions, rules
from ..models import SignOff
from .office import PROOFS, REVIEWS, Office, fresh, passed_steps, standing

# 校 before the last review, as the scenario has it.
ORDER = (REVIEWS[0], REVIEWS[1], PROOFS[0], PROOFS[1], REVIEWS[2])


@pytest.fixture
def at_the_end(office: Office):
    office.procedure(*ORDER)
    manuscript = office.submitted()
    office.sign(manuscript, "editor", "chief", "proofreader", "proofreader2")
    assert standing(manuscript).present.label == "终审"
    return fresh(manuscript)


def test_a_return_needs_an_opinion(office: Office, at_the_end):
    for empty in ("", "   "):
        with pytest.raises(Invalid, match="An opinion is missing"):
            actions.return_manuscript(actor=office.deputy_head, manuscript=at_the_end, to=office.step(at_the_end, "一校"), opinion=empty)
    assert SignOff.objects.filter(decision="return").count() == 0


def test_three_round_trips_keep_reviews_and_repeat_what_comes_later(office: Office, at_the_end):
    for number in range(3):
        actions.return_manuscript(
            actor=office.deputy_head, manuscript=at_the_end, to=office.step(at_the_end, "一校"), opinion=f"第{number + 1}次"
        )
        assert passed_steps(at_the_end) == ["初审", "复审"]
        assert rules.may_sign(office.proofreader2, fresh(at_the_end), step=office.step(at_the_end, "二校")).reason == (
            "“一校” comes first: no step is skipped."
        )
        assert rules.may_sign(office.deputy_head, fresh(at_the_end)).reason.startswith("“一校” is signed by:")
        office.sign(at_the_end, "proofreader", "proofreader2")
        assert standing(at_the_end).present.label == "终审"
    office.sign(at_the_end, "deputy_head")
    assert standing(at_the_end).passed
    assert list(SignOff.objects.filter(decision="return").values_list("round", "opinion")) == [(1, "第1次"), (2, "第2次"), (3, "第3次")]
    assert fresh(at_the_end).round == 4


def test_returned_to_the_author_everything_is_passed_again(office: Office, at_the_end):
    actions.return_manuscript(actor=office.deputy_head, manuscript=at_the_end, opinion="重写导语")
    manuscript = fresh(at_the_end)
    assert (manuscript.state, passed_steps(manuscript)) == ("returned", [])
    actions.submit_manuscript(actor=office.correspondent, manuscript=manuscript)
    assert (fresh(manuscript).round, passed_steps(manuscript)) == (2, [])
    office.sign(manuscript, "editor", "chief", "proofreader", "proofreader2", "deputy_head")
    assert standing(manuscript).passed


def test_only_earlier_steps_are_returned_to(office: Office, at_the_end):
    with pytest.raises(Refused, match="returned to a step before “终审”"):
        actions.return_manuscript(actor=office.deputy_head, manuscript=at_the_end, to=office.step(at_the_end, "终审"), opinion="不可以")


def test_only_whose_turn_it_is_returns(office: Office, at_the_end):
    with pytest.raises(Refused, match="“终审” is signed by"):
        actions.return_manuscript(actor=office.editor, manuscript=at_the_end, opinion="我来退")


def test_the_author_keeps_his_hands_off_while_it_is_in_review(office: Office, at_the_end):
    """Trap 9: the lock stands until the text is returned to the author."""
    with pytest.raises(Refused, match="editors change it now"):
        office.save(at_the_end, by=office.correspondent, headline="我再改改")
    actions.return_manuscript(actor=office.deputy_head, manuscript=at_the_end, opinion="请作者改标题")
    office.save(at_the_end, by=office.correspondent, headline="改好的标题")


def test_signing_out_of_turn_or_twice_is_refused(office: Office, at_the_end):
    first = office.step(at_the_end, "初审")
    assert rules.may_sign(office.editor2, at_the_end, step=first).reason == "“初审” is signed already; it is the turn of “终审”."
    office.sign(at_the_end, "deputy_head")
    assert rules.may_sign(office.head, fresh(at_the_end)).reason == "All steps are signed already."


def test_a_step_nobody_could_sign_is_said_before_it_waits_for_ever(office: Office):
    """Trap: an empty group."""
    office.procedure()
    manuscript = office.draft()
    office.people("editor", "chief")
    with pytest.raises(Invalid, match="Nobody can sign “终审” for this unit"):
        actions.submit_manuscript(actor=office.correspondent, manuscript=manuscript)


def test_taking_a_declined_manuscript_up_again_begins_anew(office: Office):
    """Trap 15: passed steps are not carried over."""
    office.procedure()
    manuscript = office.submitted()
    office.sign(manuscript, "editor")
    with pytest.raises(Invalid, match="A reason is missing"):
        actions.decline_manuscript(actor=office.chief, manuscript=manuscript, reason=" ")
    actions.decline_manuscript(actor=office.chief, manuscript=manuscript, reason="与已刊重复")
    assert fresh(manuscript).note == "与已刊重复"
    actions.reopen_manuscript(actor=office.correspondent, manuscript=manuscript)
    actions.submit_manuscript(actor=office.correspondent, manuscript=manuscript)
    assert passed_steps(manuscript) == []
