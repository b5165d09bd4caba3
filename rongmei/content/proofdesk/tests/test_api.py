"""Kept passes over REST: listed, read, decided on, taught, for every role as on the screen."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from rongmei.base.history.models import Event
from rongmei.base.ledger.actions.tokens import digest_of
from rongmei.base.ledger.tests.factories import ApiTokenFactory

from ..enums import Answer, FindingLevel
from ..models import HouseWord, KeptFinding, ProofRun, Waiver
from .factories import DeskTextFactory, KeptFindingFactory, ProofRunFactory

pytestmark = pytest.mark.django_db
API = "/api/v1/proof"


def call(user: Any, method: str, path: str, body: Any = None, *, may_write: bool = True) -> tuple[int, Any]:
    secret = f"{user.username}-{may_write}"
    if not user.access_keys.filter(digest=digest_of(secret)).exists():
        ApiTokenFactory(user=user, digest=digest_of(secret), may_write=may_write)
    said = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
    answer = Client().generic(method, API + path, json.dumps(body), content_type="application/json", **said)
    return answer.status_code, answer.json()


@pytest.fixture
def run(people: Any) -> ProofRun:
    """A pass over a text of the correspondent's: an error with a proposal, a suggestion without."""
    run = ProofRunFactory(subject_id=str(DeskTextFactory(made_by=people["correspondent"]).pk), made_by=people["correspondent"])
    KeptFindingFactory(run=run)
    KeptFindingFactory(run=run, start=9, end=13, found="50余人", level=FindingLevel.SUGGESTION, suggestions=[])
    return run


def finding(run: ProofRun) -> KeptFinding:
    return run.findings.get(level=FindingLevel.ERROR)


def test_own_passes_and_those_of_one_thing_are_listed_newest_first(people: Any, run: ProofRun):
    later = ProofRunFactory(subject_id=run.subject_id, made_by=people["correspondent"], step="二校")
    ProofRunFactory(subject_id=str(DeskTextFactory(made_by=people["editor"]).pk))
    writer = people["correspondent"]
    for path in ("/runs/", f"/runs/?kind=proof_text&id={run.subject_id}"):
        code, said = call(writer, "GET", path, may_write=False)
        assert (code, said["total"], [one["id"] for one in said["runs"]]) == (200, 2, [later.pk, run.pk])
    assert said["runs"][0]["step"] == "二校"
    assert call(people["editor"], "GET", f"/runs/?kind=proof_text&id={run.subject_id}")[1]["total"] == 2
    assert call(people["auditor"], "GET", "/runs/")[1]["total"] == 0
    assert call(people["editor"], "GET", "/runs/?kind=lecture&id=1")[0] == 403


def test_a_pass_is_read_with_its_findings_whole_or_by_level_and_answer(run: ProofRun, people: Any):
    code, said = call(people["chief"], "GET", f"/runs/{run.pk}/", may_write=False)
    assert (code, said["id"], [one["found"] for one in said["findings"]]) == (200, run.pk, ["截止目前", "50余人"])
    assert (said["findings"][0]["suggestions"], said["findings"][0]["answer"]) == (["截至目前"], "open")
    assert [one["found"] for one in call(people["chief"], "GET", f"/runs/{run.pk}/?level=error&answer=open")[1]["findings"]] == ["截止目前"]
    assert call(people["chief"], "GET", f"/runs/{run.pk}/?answer=ignored")[1]["findings"] == []
    assert call(people["chief"], "GET", f"/runs/{run.pk}/?level=bad")[0] == 422
    assert call(people["chief"], "GET", f"/runs/{run.pk + 1000}/")[0] == 404


def test_a_finding_is_accepted_taken_back_and_ignored_with_a_reason(run: ProofRun, people: Any):
    writer, path = people["correspondent"], f"/findings/{finding(run).pk}/answer/"
    code, said = call(writer, "POST", path, {"answer": "accepted"})
    assert (code, said["answer"], said["chosen"]) == (200, "accepted", "截至目前")
    assert call(writer, "POST", path, {"answer": "accepted"})[0] == 422  # decided already
    assert call(writer, "POST", path, {"answer": "open"})[1]["answer"] == "open"
    assert call(writer, "POST", path, {"answer": "ignored"})[0] == 422  # no reason
    assert call(writer, "POST", path, {"answer": "perhaps"})[0] == 422
    assert call(writer, "POST", path, {"answer": "ignored", "reason": "引文如此"})[1]["reason"] == "引文如此"
    assert Waiver.objects.get().reason == "引文如此"
    assert [event.data["answer"] for event in Event.objects.filter(kind="proof.answered")] == ["accepted", "open", "ignored"]


def test_a_finding_teaches_a_word_of_the_house(run: ProofRun, people: Any):
    path = f"/findings/{finding(run).pk}/teach/"
    code, said = call(people["correspondent"], "POST", path, {"right": "截至目前"})
    assert (code, said["wrong"], said["state"]) == (201, "截止目前", "submitted")
    assert call(people["chief"], "POST", path, {"right": ""})[0] == 422
    HouseWord.objects.all().delete()
    assert call(people["chief"], "POST", path, {"right": "截至目前"})[1]["state"] == "confirmed"


@pytest.mark.parametrize(
    ("role", "read", "decided", "taught"),
    [
        ("correspondent", 200, 200, 201),
        ("editor", 200, 403, 201),
        ("chief", 200, 403, 201),
        ("manager", 200, 403, 201),
        ("auditor", 200, 403, 403),
        ("outsider", 403, 403, 403),
    ],
)
def test_every_role_may_by_rest_what_it_may_on_the_screen(run: ProofRun, people: Any, role: str, read: int, decided: int, taught: int):
    user, pk = people[role], finding(run).pk
    assert call(user, "GET", f"/runs/{run.pk}/")[0] == read
    assert call(user, "POST", f"/findings/{pk}/answer/", {"answer": "accepted"})[0] == decided
    assert KeptFinding.objects.get(pk=pk).answer == (Answer.ACCEPTED if decided == 200 else Answer.OPEN)
    assert call(user, "POST", f"/findings/{pk}/teach/", {"right": "截至目前"})[0] == taught


def test_a_key_that_may_only_read_decides_nothing(run: ProofRun, people: Any):
    pk = finding(run).pk
    assert call(people["correspondent"], "POST", f"/findings/{pk}/answer/", {"answer": "accepted"}, may_write=False)[0] == 403
    assert call(people["correspondent"], "POST", f"/findings/{pk}/teach/", {"right": "截至目前"}, may_write=False)[0] == 403
    assert KeptFinding.objects.get(pk=pk).answer == Answer.OPEN
