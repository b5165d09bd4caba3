"""Scenario 1: nobody reviews his own text, nobody does two reviews; every try is refused with the rule and kept in history."""

from __future__ import annotations

import pytest

from rongmei.base.directory.enums import Role
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Refused

from .. import actions, rules
from ..models import Manuscript, SignOff
from .office import PARAGRAPH, PROOFS, REVIEWS, Office, fresh, passed_steps, person_of, refusals

OWN = "Nobody reviews his own text: you wrote this one (procedure “网站三审（v1）”)."
TWO = "You signed another review of this text: no two of the three reviews are done by one person."


@pytest.fixture
def everything(office: Office):
    """李某, who wrote it, holds every role there is."""
    office.procedure()
    office.grant(office.correspondent, Role.EDITOR, Role.SECTION_CHIEF, Role.HEAD)
    return office.submitted()


def test_the_author_cannot_sign_whatever_roles_he_holds(office: Office, everything):
    with pytest.raises(Refused, match="Nobody reviews his own text"):
        actions.sign_manuscript(actor=office.correspondent, manuscript=everything)
    assert refusals(everything) == [OWN]
    assert SignOff.objects.count() == 0
    assert fresh(everything).state == "submitted"


def test_taking_oneself_off_the_byline_does_not_help(office: Office, everything):
    office.save(everything, by=office.correspondent, byline=[])
    assert not rules.may_sign(office.correspondent, fresh(everything))


def test_being_named_in_a_byline_once_is_enough(office: Office):
    office.procedure()
    line = {"role": "photographer", "name": "王初", "person": person_of(office.editor).pk, "unit": ""}
    manuscript = office.draft(byline=[line])
    office.people("chief", "deputy_head", "editor2")
    office.save(manuscript, by=office.correspondent, byline=[])
    actions.submit_manuscript(actor=office.correspondent, manuscript=manuscript)
    assert rules.may_sign(office.editor, fresh(manuscript)).reason == OWN
    assert rules.may_sign(office.editor2, fresh(manuscript))


def test_a_deputy_does_not_open_the_way_to_ones_own_text(office: Office):
    """Neither as deputy of a reviewer, nor a deputy for the author."""
    from django.utils import timezone

    office.procedure()
    manuscript = office.submitted()
    today = timezone.localdate()
    for principal, deputy in ((office.editor, office.correspondent), (office.correspondent, office.reporter)):
        actions.name_deputy(actor=SYSTEM, principal=person_of(principal), deputy=person_of(deputy), from_on=today, to_on=today)
    office.grant(office.correspondent, Role.EDITOR)
    assert rules.may_sign(office.correspondent, manuscript, on_behalf_of=person_of(office.editor)).reason == OWN
    assert rules.may_sign(office.reporter, manuscript, on_behalf_of=person_of(office.correspondent)).reason == OWN


def test_the_machine_signs_nothing(office: Office):
    office.procedure()
    manuscript = office.submitted()
    with pytest.raises(Refused, match="never the machine's"):
        actions.sign_manuscript(actor=SYSTEM, manuscript=manuscript)


def test_two_reviews_by_one_person_are_refused(office: Office):
    office.procedure()
    manuscript = office.submitted()
    office.grant(office.editor, Role.SECTION_CHIEF, Role.HEAD)
    office.sign(manuscript, "editor")
    with pytest.raises(Refused, match="no two of the three reviews"):
        actions.sign_manuscript(actor=office.editor, manuscript=manuscript)
    office.sign(manuscript, "chief")
    with pytest.raises(Refused, match="no two of the three reviews"):
        actions.sign_manuscript(actor=office.editor, manuscript=manuscript)
    assert refusals(manuscript) == [TWO, TWO]
    assert passed_steps(manuscript) == ["初审", "复审"]


@pytest.mark.parametrize("switches", [{}, {"author_may_review": True, "review_and_proof_same_person": True}])
def test_no_switch_lets_one_person_do_two_reviews(office: Office, switches):
    office.procedure(**switches)
    manuscript = office.submitted(by=office.reporter)
    office.grant(office.editor, Role.SECTION_CHIEF)
    office.sign(manuscript, "editor")
    assert rules.may_sign(office.editor, fresh(manuscript)).reason == TWO


def test_reviewing_and_proofreading_are_kept_apart_unless_the_procedure_joins_them(office: Office):
    office.procedure(*REVIEWS, *PROOFS)
    apart = office.submitted()
    office.grant(office.editor, Role.PROOFREADER)
    office.sign(apart, "editor", "chief", "deputy_head")
    assert rules.may_sign(office.editor, fresh(apart)).reason == (
        "You reviewed this text: the procedure “网站三审（v1）” keeps reviewers and proofreaders apart."
    )
    office.procedure(*REVIEWS, *PROOFS, review_and_proof_same_person=True)
    joined = office.submitted()
    office.sign(joined, "editor", "chief", "deputy_head", "editor")
    assert passed_steps(joined) == ["初审", "复审", "终审", "一校"]
    assert (
        rules.may_sign(office.editor, fresh(joined)).reason
        == "You signed another proof of this text: no two proofs are read by one person."
    )


def test_the_college_variant_lets_the_author_do_the_first_review_only(office: Office):
    office.procedure(author_may_review=True, name="学院版(作者参与一审)")
    office.grant(office.correspondent, Role.EDITOR, Role.SECTION_CHIEF)
    manuscript = office.submitted()
    office.sign(manuscript, "correspondent")
    assert passed_steps(manuscript) == ["初审"]
    assert not rules.may_sign(office.correspondent, fresh(manuscript))
    office.sign(manuscript, "chief", "deputy_head")
    publication = actions.publish_manuscript(actor=office.editor, manuscript=fresh(manuscript), outlet=office.site)
    assert publication.procedure_name == "学院版(作者参与一审)（v1）"
    assert publication.credits[0] == {"step": "初审", "kind": "review", "name": "李通讯", "post": "correspondent之职"}


def test_a_step_of_another_manuscript_is_refused(office: Office):
    """Trap 3: the address of one article with the step of another."""
    office.procedure()
    first = office.submitted()
    office.procedure(*REVIEWS, *PROOFS)
    second = office.submitted()
    foreign = office.step(second, "初审")
    with pytest.raises(Refused, match="another manuscript's procedure"):
        actions.sign_manuscript(actor=office.editor, manuscript=first, step=foreign)


def test_an_account_without_a_person_signs_nothing(office: Office):
    from rongmei.base.directory.tests.factories import UserFactory

    office.procedure()
    manuscript = office.submitted()
    user = office.grant(UserFactory(person=None), Role.EDITOR)
    assert rules.may_sign(user, manuscript).reason == "Your account belongs to nobody in the directory: only people sign."


def test_what_is_waiting_for_me_never_lists_my_own_text(office: Office, everything):
    """Trap 23."""
    from ..queries import waiting_counts, waiting_for

    assert set(waiting_for(office.correspondent)) == set()
    assert set(waiting_for(office.editor)) == {everything}
    assert waiting_counts(office.editor) == (1, 0)


def test_what_waits_costs_the_same_for_two_manuscripts_and_for_four(office: Office):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from ..queries import waiting_for

    office.procedure()
    today = timezone.localdate()
    actions.name_deputy(actor=SYSTEM, principal=person_of(office.editor), deputy=person_of(office.nobody), from_on=today, to_on=today)
    office.grant(office.nobody, Role.REPORTER)
    counts = []
    for _more in range(2):
        manuscript = office.submitted()
        office.submitted()
        office.submitted()
        office.sign(manuscript, "editor2")
        with CaptureQueriesContext(connection) as found:
            assert list(waiting_for(office.user("nobody")))
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_what_waits_is_what_the_rules_say_of_each_also_after_small_changes(office: Office):
    """A signature may survive a small change; what waits follows, in the same number of queries for one such text and for three."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from ..queries import waiting_for

    office.procedure(*REVIEWS, *PROOFS, small_punctuation=True, small_characters=2)
    counts = []
    for _more in range(2):
        signed, small, large, returned = (office.submitted() for _n in range(4))
        for manuscript in (signed, small, large, returned):
            office.sign(manuscript, "editor")
        for manuscript, text in ((small, PARAGRAPH.replace("，", "；", 1)), (large, "另起一篇完全不同的文字。" * 5)):
            body = [{"type": "paragraph", "value": f"<p>{text}</p>"}]
            content = office.content(headline=manuscript.headline, body=body)
            actions.save_text(actor=office.editor2, manuscript=manuscript, base=1, content=content)
        actions.return_manuscript(actor=office.chief, manuscript=returned, to=None, opinion="再核实")
        for name in ("editor", "editor2", "chief", "deputy_head", "proofreader", "nobody", "correspondent"):
            user = office.user(name)
            assert set(waiting_for(user)) == {m for m in Manuscript.objects.all() if rules.may_sign(user, m)}
        with CaptureQueriesContext(connection) as found:
            assert {signed, small} <= set(waiting_for(office.chief))
        assert large in waiting_for(office.editor)
        counts.append(len(found))
    assert counts[0] == counts[1]
