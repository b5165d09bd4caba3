"""Role × state × verb: who may do what with a manuscript in which state. A letter is Y or a dot; the order of the people is WHO."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from rongmei.base.history.actors import SYSTEM

from .. import actions, rules
from .office import Office, fresh, person_of

WHO = (
    "correspondent", "stranger", "unit_head", "reporter", "editor", "chief", "deputy_head", "manager", "proofreader", "keeper",
    "auditor", "administrator", "nobody", "everything", "system",
)  # fmt: skip
#                       correspondent stranger unit_head reporter editor chief deputy manager proof keeper auditor admin nobody every system
TABLE = {
    # verb        state         c s u r e c d m p k a a n e S
    "see": {
        "draft":              "Y.YYYYYYYYY..YY",
        "submitted":          "Y.YYYYYYYYY..YY",
        "passed":             "Y.YYYYYYYYY..YY",
        "returned":           "Y.YYYYYYYYY..YY",
        "declined":           "Y.YYYYYYYYY..YY",
        "published":          "Y.YYYYYYYYY..YY",
        "correcting":         "Y.YYYYYYYYY..YY",
        "withdrawn":          "Y.YYYYYYYYY..YY",
    },
    "edit": {
        "draft":              "Y..YYYY..Y...YY",
        "submitted":          "....YYY......YY",
        "passed":             "....YYY......YY",
        "returned":           "Y..YYYY..Y...YY",
        "declined":           "...............",
        "published":          "...............",
        "correcting":         "....YYY......YY",
        "withdrawn":          "...............",
    },
    "submit": {
        "draft":              "Y..YYYY..Y...YY",
        "submitted":          "...............",
        "passed":             "...............",
        "returned":           "Y..YYYY..Y...YY",
        "declined":           "...............",
        "published":          "...............",
        "correcting":         "...............",
        "withdrawn":          "...............",
    },
    "sign": {
        "draft":              "...............",
        "submitted":          "....Y........Y.",
        "passed":             "...............",
        "returned":           "...............",
        "declined":           "...............",
        "published":          "...............",
        "correcting":         "....Y........Y.",
        "withdrawn":          "...............",
    },
    "publish": {
        "draft":              "...............",
        "submitted":          "...............",
        "passed":             "....YYY......Y.",
        "returned":           "...............",
        "declined":           "...............",
        "published":          "...............",
        "correcting":         "...............",
        "withdrawn":          "...............",
    },
    "release": {
        "draft":              "...............",
        "submitted":          "...............",
        "passed":             "...............",
        "returned":           "...............",
        "declined":           "...............",
        "published":          "...............",
        "correcting":         "...............",
        "withdrawn":          "...............",
        "two_signed":         ".....YY......Y.",
    },
    "decline": {
        "draft":              "...............",
        "submitted":          "....YYY......YY",
        "passed":             "....YYY......YY",
        "returned":           "....YYY......YY",
        "declined":           "...............",
        "published":          "...............",
        "correcting":         "...............",
        "withdrawn":          "...............",
    },
    "correct": {
        "draft":              "...............",
        "submitted":          "...............",
        "passed":             "...............",
        "returned":           "...............",
        "declined":           "...............",
        "published":          "....YYY......YY",
        "correcting":         "...............",
        "withdrawn":          "...............",
    },
    "withdraw": {
        "draft":              "...............",
        "submitted":          "...............",
        "passed":             "...............",
        "returned":           "...............",
        "declined":           "...............",
        "published":          ".....YY......Y.",
        "correcting":         ".....YY......Y.",
        "withdrawn":          "...............",
    },
}  # fmt: skip


def bring_to(office: Office, state: str):
    if state == "draft":
        return office.draft()
    if state in ("passed", "published", "correcting", "withdrawn"):
        manuscript = office.passed() if state == "passed" else office.published()
        if state == "correcting":
            actions.open_correction(actor=office.editor, manuscript=manuscript, kind="fact", text="更正")
        if state == "withdrawn":
            actions.withdraw_story(actor=office.chief, manuscript=manuscript, reason="失实")
        return fresh(manuscript)
    manuscript = office.submitted()
    if state == "two_signed":
        office.sign(manuscript, "editor2", "chief2")
    if state == "returned":
        actions.return_manuscript(actor=office.editor, manuscript=manuscript, opinion="请改")
    if state == "declined":
        actions.decline_manuscript(actor=office.editor, manuscript=manuscript, reason="重复")
    return fresh(manuscript)


def ask(verb: str, actor, manuscript, office: Office) -> bool:
    at = timezone.now() + dt.timedelta(days=1)
    return bool(
        {
            "see": lambda: rules.may_see(actor, manuscript),
            "edit": lambda: rules.may_edit(actor, manuscript),
            "submit": lambda: rules.may_submit(actor, manuscript),
            "sign": lambda: rules.may_sign(actor, manuscript),
            "publish": lambda: rules.may_publish(actor, manuscript, office.site, at),
            "release": lambda: rules.may_release(actor, manuscript, None if actor is SYSTEM else person_of(office.head)),
            "decline": lambda: rules.may_decline(actor, manuscript),
            "correct": lambda: rules.may_correct(actor, manuscript),
            "withdraw": lambda: rules.may_withdraw(actor, manuscript),
        }[verb]()
    )


STATES = sorted({state for row in TABLE.values() for state in row})


@pytest.mark.parametrize("state", STATES)
def test_who_may_do_what(office: Office, state: str):
    office.procedure()
    manuscript = bring_to(office, state)
    office.people("head")
    found = {}
    for verb, row in TABLE.items():
        if state in row:
            actors = [SYSTEM if who == "system" else office.user(who) for who in WHO]
            found[verb] = "".join("Y" if ask(verb, actor, fresh(manuscript), office) else "." for actor in actors)
    assert found == {verb: row[state] for verb, row in TABLE.items() if state in row}


def test_every_refusal_says_which_rule(office: Office):
    office.procedure()
    manuscript = office.draft()
    for who in WHO[:-1]:
        for decision in (
            rules.may_sign(office.user(who), manuscript),
            rules.may_publish(office.user(who), manuscript, office.site, timezone.now()),
        ):
            assert not decision
            assert decision.reason
