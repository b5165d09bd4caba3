"""Procedures: versions, what is refused, who keeps them; by screen, REST and command."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from rongmei.base.directory.enums import OutletKind, Role
from rongmei.base.directory.tests.factories import OutletFactory
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid, Refused

from .. import actions, queries
from ..actions.ready_made import Step
from ..enums import StepKind
from ..models import Procedure
from .office import REVIEWS, Office, fresh, plan
from .test_doors import browser, rest

NEW = "newsroom:procedure_new"
FOUR = (
    ("confidentiality", "保密审查", "office_manager"),
    ("review", "初审", "editor"),
    ("review", "终审", "head"),
    ("proof", "一校", "proofreader"),
)


def posted(steps=FOUR, **more: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"name": "网站三审", "outlet_kinds": ["site"], "small_characters": "0", "urgent_signers": "2", "seen": "1"}
    data |= {"step-TOTAL_FORMS": str(len(steps)), "step-INITIAL_FORMS": "0"}
    for number, (kind, label, role) in enumerate(steps):
        data |= {f"step-{number}-{name}": value for name, value in (("kind", kind), ("label", label), ("deadline_hours", "8"))}
        data |= {f"step-{number}-ORDER": str(number + 1), f"step-{number}-roles": [role] if role else []}
    return data | more


def test_a_new_version_is_for_what_is_handed_in_later(office: Office):
    first = office.procedure()
    under_way = office.submitted()
    office.people("head", "proofreader")
    client = browser(office.manager)
    page = client.get(f"{reverse(NEW)}?from={first.pk}").content.decode()
    assert [label for label in ("初审", "复审", "终审") if f'value="{label}"' in page] == ["初审", "复审", "终审"]
    answer = client.post(f"{reverse(NEW)}?from={first.pk}", posted(), follow=True)
    second = Procedure.objects.get(version=2)
    assert [(s.order, s.label, s.kind, s.roles, s.deadline_hours) for s in second.steps.all()] == [
        (1, "保密审查", "confidentiality", ["office_manager"], 8),
        (2, "初审", "review", ["editor"], 8),
        (3, "终审", "review", ["head"], 8),
        (4, "一校", "proof", ["proofreader"], 8),
    ]
    assert "is in force" in answer.content.decode()
    assert (fresh(under_way).procedure, office.submitted().procedure) == (first, second)
    first.refresh_from_db()
    assert first.retired_at is not None
    page = client.get(reverse("newsroom:procedure", args=[first.pk])).content.decode()
    assert "1 manuscript, 1 of them under way" in page
    assert "1 earlier version" in client.get(reverse("newsroom:procedures")).content.decode()


def test_only_the_manager_and_the_head_make_and_retire(office: Office):
    first = office.procedure()
    sentence = "Procedures, deputies and subjects are kept by the office manager and the head of the office."
    for name in ("chief", "deputy_head", "auditor"):
        client = browser(office.user(name))
        assert client.get(reverse(NEW)).status_code == 403
        assert sentence in client.post(f"{reverse(NEW)}?from={first.pk}", posted()).content.decode()
        assert sentence in client.post(reverse("newsroom:procedure", args=[first.pk]), follow=True).content.decode()
        with pytest.raises(Refused, match="kept by the office manager"):
            actions.make_procedure(actor=office.user(name), plan=plan(*REVIEWS[:2]))
    assert [p.retired_at for p in Procedure.objects.all()] == [None]
    browser(office.head).post(reverse("newsroom:procedure", args=[first.pk]))
    assert Procedure.objects.get().retired_at is not None
    with pytest.raises(Invalid, match="No procedure covers"):
        office.submitted()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"steps": REVIEWS[:1]}, "at least two reviews"),
        ({"steps": (Step(StepKind.PROOF, "一校", (Role.EDITOR,)),)}, "at least two reviews"),
        ({"steps": ()}, "needs a name, and steps"),
        ({"steps": (*REVIEWS, Step(StepKind.PROOF, "一校", ()))}, "step 4“一校”：Each step names who signs it"),
        ({"steps": (*REVIEWS, Step(StepKind.PROOF, " ", (Role.EDITOR,)))}, "step 4：A step needs a name"),
        ({"steps": (*REVIEWS, Step(StepKind.PROOF, "初审", (Role.EDITOR,)))}, "Two steps have the same name"),
        ({"steps": (*REVIEWS, Step(StepKind.PROOF, "一校", (Role.AUDITOR,)))}, "“auditor” signs nothing"),
        ({"steps": (*REVIEWS, Step(StepKind.PROOF, "一校", (Role.EDITOR,), hours=0))}, "0 hours found, 1 to 720 expected"),
        ({"steps": (*REVIEWS, Step(StepKind.PROOF, "一" * 41, (Role.EDITOR,)))}, "longer than 40 characters"),
        ({"small_characters": 21}, "at most 20 characters"),
        ({"urgent_signers": 4}, "4 signatures before an urgent release, but there are only 3 steps"),
        ({"outlet_kinds": ()}, "for which kinds of outlet"),
        ({"outlets": (10**6,)}, "One of these is not known"),
        ({}, "Nothing differs from “网站三审（v1）”"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_changes(office: Office, change: dict[str, Any], sentence: str):
    first = office.procedure()
    with pytest.raises(Invalid) as problem:
        actions.make_procedure(actor=office.manager, plan=dataclasses.replace(plan(), **change))
    assert sentence in str(problem.value)
    assert list(queries.procedures_in_force()) == [first]


def test_what_was_typed_stays_and_a_newer_version_is_not_passed_over(office: Office):
    first = office.procedure()
    client, address = browser(office.manager), f"{reverse(NEW)}?from={first.pk}"
    more = client.post(address, posted(more="1"))
    assert (more.status_code, more.content.decode().count("nr-step__line"), Procedure.objects.count()) == (200, 5, 1)
    half = client.post(address, posted(steps=(("review", "初审", "editor"), ("review", "", "head"))))
    assert (half.status_code, "This field is required" in half.content.decode()) == (422, True)
    nobody = client.post(address, posted(steps=(*FOUR[1:3], ("proof", "对红", ""))))
    assert (nobody.status_code, "Each step names who signs it" in nobody.content.decode(), "对红" in nobody.content.decode()) == (
        422,
        True,
        True,
    )
    left_out = posted() | {"step-3-DELETE": "on", "step-0-ORDER": "9"}
    client.post(address, left_out)
    assert [s.label for s in Procedure.objects.get(version=2).steps.all()] == ["初审", "终审", "保密审查"]
    late = client.post(address, posted())
    assert "“网站三审（v2）” was made meanwhile" in late.content.decode()
    assert Procedure.objects.count() == 2


def test_a_role_nobody_holds_is_said_at_once(office: Office):
    office.people("editor", "head", "manager")
    answer = browser(office.manager).post(reverse(NEW), posted(key="", name="新流程", seen=""), follow=True).content.decode()
    made = Procedure.objects.get()
    assert (made.key, made.version) == ("procedure-1", 1)
    assert "Nobody holds a role that signs “一校” (proofreader)" in answer
    assert [step.label for step in queries.steps_unheld(made, queries.roles_held())] == ["一校"]


def test_a_procedure_for_an_outlet_goes_before_the_one_for_its_kind(office: Office):
    general = office.procedure()
    college = OutletFactory(name="文学院网站", kind=OutletKind.SITE, unit=office.unit)
    with pytest.raises(Invalid, match="“文学院网站” is of the kind “website”: tick that kind as well"):
        office.procedure(key="college", outlet_kinds=(OutletKind.WECHAT,), outlets=(college.pk,))
    own = office.procedure(*REVIEWS[:2], key="college", name="学院网站", outlet_kinds=(OutletKind.SITE,), outlets=(college.pk,))
    assert [queries.procedure_for([outlet]) for outlet in (college, office.site)] == [own, general]
    assert queries.procedure_for([college], general) == general
    with pytest.raises(Invalid, match="does not cover 云山大学新闻网"):
        queries.procedure_for([office.site], own)
    office.people()
    manuscript = office.submitted(targets=(college,))
    actions.set_targets(actor=office.editor, manuscript=manuscript, targets=[college, office.site])
    office.sign(manuscript, "editor", "chief")
    with pytest.raises(Refused, match="does not cover “云山大学新闻网”"):
        actions.publish_manuscript(actor=office.editor, manuscript=manuscript, outlet=office.site)
    assert actions.publish_manuscript(actor=office.editor, manuscript=manuscript, outlet=college).procedure_name == "学院网站（v1）"


def test_the_database_keeps_a_version_as_it_was(office: Office):
    procedure = office.procedure()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Procedure.objects.filter(pk=procedure.pk).update(author_may_review=True)
    actions.retire_procedure(actor=SYSTEM, procedure=procedure)


def test_by_rest(office: Office):
    office.procedure()
    office.people("manager")
    steps = [{"kind": kind, "label": label, "roles": [role]} for kind, label, role in FOUR]
    given = {"key": "plan", "name": "网站三审", "outlet_kinds": ["site"], "steps": steps, "small_punctuation": True}
    assert rest(office.chief, "post", "/procedures/", given).status_code == 403
    wrong = rest(office.manager, "post", "/procedures/", given | {"steps": [{"kind": "tasting", "label": "尝", "roles": ["editor"]}]})
    assert (wrong.status_code, "'tasting' is not a valid StepKind" in wrong.json()["sentence"]) == (422, True)
    made = rest(office.manager, "post", "/procedures/?seen=1", given)
    assert (made.status_code, made.json()["version"], made.json()["steps"][3]["label"]) == (201, 2, "一校")
    assert rest(office.manager, "post", "/procedures/?seen=1", given | {"name": "别的"}).status_code == 422
    listed = rest(office.editor, "get", "/procedures/?all=true").json()
    assert [(one["version"], one["in_force"]) for one in listed] == [(2, True), (1, False)]
    assert rest(office.chief, "post", f"/procedures/{listed[0]['id']}/retire/").status_code == 403
    assert rest(office.manager, "post", f"/procedures/{listed[0]['id']}/retire/").json()["in_force"] is False
    assert rest(office.administrator, "get", "/procedures/").status_code == 403


def test_the_procedure_made_for_the_very_outlets_goes_without_saying_and_else_somebody_chooses():
    general, own, other = (Procedure(pk=number, name=str(number), outlets=outlets) for number, outlets in ((1, []), (2, [7]), (3, [7])))
    assert queries.goes_without_saying([general]) is general
    assert queries.goes_without_saying([own, general]) is own
    assert queries.goes_without_saying([general, Procedure(pk=4)]) is None
    assert queries.goes_without_saying([own, other]) is None
