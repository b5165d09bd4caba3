"""REST of the proofreader: passages in, findings out; passes kept, and decisions on what they found, by the actions of the screens.

For checking and reading, a key that may only read is enough.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger.api import ANSWERS, TokenAuth

from . import actions, queries, rules
from .enums import Answer, FindingLevel
from .models import KeptFinding, ProofRun
from .queries import answered
from .reading import MOST_ASKED, MOST_PASSAGES, read_asked

PER_PAGE = 100
Pk = Annotated[int, Field(ge=0, le=2**63 - 1)]
Page = Annotated[int, Field(ge=1, le=1_000_000)]


class ReadingKey(TokenAuth):
    """As every key, but asking writes nothing."""

    def writes(self, request: HttpRequest) -> bool:
        return False


class PassageIn(Schema):
    """hash: your own word for the passage. scope: title, lead, body, caption or table."""

    hash: Annotated[str, Field(max_length=80)]
    text: Annotated[str, Field(max_length=MOST_ASKED)]
    scope: str = "body"


class CheckIn(Schema):
    """style: web or gongwen. on: the day the text is of (2026-11-05), today when empty. kind, id: the thing the passages belong to."""

    passages: Annotated[list[PassageIn], Field(max_length=MOST_PASSAGES)]
    style: str = "web"
    on: str = ""
    kind: str = ""
    id: str = ""


class FindingOut(Schema):
    """start, end: characters (code points) of the passage. clause: the source of the rule."""

    rule: str
    level: str
    kind: str
    start: int
    end: int
    found: str
    message: str
    suggestions: list[str]
    safe: bool
    confidence: float
    clause: str
    place: str


class CheckOut(Schema):
    """passages: your hash → what was found there. off: what could not be checked, and why."""

    passages: dict[str, list[FindingOut]]
    off: list[str]


class RunOut(Schema):
    """kind, id: the thing, as history names it. step: the procedure's own word (一校). characters: of the text, blanks not counted."""

    id: int
    kind: str
    subject: str
    label: str
    step: str
    style: str
    on: dt.date
    characters: int
    fingerprint: str
    made_at: dt.datetime
    made_by: str


class RunsOut(Schema):
    total: int
    page: int
    runs: list[RunOut]


class KeptOut(Schema):
    """passage: its number in the text, from 0; start, end: characters of it. answer: open, accepted or ignored; chosen: what was put in."""

    id: int
    passage: int
    start: int
    end: int
    before: str
    found: str
    after: str
    rule: str
    level: str
    kind: str
    message: str
    suggestions: list[str]
    safe: bool
    confidence: float
    clause: str
    answer: str
    chosen: str
    reason: str
    answered_at: dt.datetime | None


class WholeRunOut(RunOut):
    """versions: of rules, directory, words, figures, speller. off: what could not be checked, and why."""

    versions: dict[str, Any]
    off: list[str]
    findings: list[KeptOut]


class AnswerIn(Schema):
    """answer: accepted, ignored (with a reason) or open (to take a decision back). chosen: what is put in, the first suggestion without."""

    answer: str
    reason: str = ""
    chosen: Annotated[str, Field(max_length=200)] | None = None


class TeachIn(Schema):
    """right: what is written here instead. message: what to say to others; empty: a sentence with both words."""

    right: Annotated[str, Field(max_length=200)]
    message: Annotated[str, Field(max_length=200)] = ""


class TaughtOut(Schema):
    """state: confirmed (it holds) or submitted (somebody who may decide has to confirm it)."""

    id: int
    wrong: str
    right: str
    state: str


router = Router(tags=["proof"])


@router.post("/check/", response={200: CheckOut, **ANSWERS}, auth=ReadingKey())
def check_text(request: HttpRequest, check: CheckIn) -> dict[str, Any]:
    """Check changed passages, each by itself."""
    rules.may_check(request.user).require()
    return answered(request.user, read_asked(check.dict()))


def _run_out(run: ProofRun) -> dict[str, Any]:
    return {
        "id": run.pk,
        "kind": run.subject_kind,
        "subject": run.subject_id,
        "label": run.subject_label,
        "step": run.step,
        "style": run.style,
        "on": run.on,
        "characters": run.characters,
        "fingerprint": run.fingerprint,
        "made_at": run.made_at,
        "made_by": str(run.made_by or ""),
    }


@router.get("/runs/", response={200: RunsOut, **ANSWERS})
def list_runs(request: HttpRequest, kind: str = "", id: str = "", page: Page = 1) -> dict[str, Any]:
    """Passes kept over one thing, newest first; without kind and id those over one's own texts on the desk."""
    rules.may_check(request.user).require()
    found = queries.runs_seen(request.user, kind, id)
    first = (page - 1) * PER_PAGE
    return {"total": found.count(), "page": page, "runs": [_run_out(run) for run in found[first : first + PER_PAGE]]}


@router.get("/runs/{pk}/", response={200: WholeRunOut, **ANSWERS})
def get_run(request: HttpRequest, pk: Pk, level: str = "", answer: str = "") -> dict[str, Any]:
    """A pass and what it found, in reading order; of one level (error, warning, suggestion), with one answer."""
    _one_of(level, FindingLevel.values)
    _one_of(answer, Answer.values)
    run = queries.run_seen(request.user, pk)
    found = [one for one in run.findings.all() if level in ("", one.level) and answer in ("", one.answer)]
    return {**_run_out(run), "versions": run.versions, "off": run.off, "findings": found}


@router.post("/findings/{pk}/answer/", response={200: KeptOut, **ANSWERS})
def answer_finding(request: HttpRequest, pk: Pk, decision: AnswerIn) -> KeptFinding:
    """Accept a remark, ignore it here and in later passes, or take the decision back."""
    queries.finding_seen(request.user, pk)
    if decision.answer == Answer.OPEN:
        return actions.reopen_finding(actor=request.user, pk=pk)
    _one_of(decision.answer or "-", Answer.values)
    answer = Answer(decision.answer)
    return actions.answer_finding(actor=request.user, pk=pk, answer=answer, reason=decision.reason, chosen=decision.chosen)


@router.post("/findings/{pk}/teach/", response={201: TaughtOut, **ANSWERS})
def teach_finding(request: HttpRequest, pk: Pk, word: TeachIn) -> Any:
    """Make a word of the house of what was found: it is not written here, ``right`` is."""
    finding = queries.finding_seen(request.user, pk)
    return 201, actions.teach(actor=request.user, wrong=finding.found, right=word.right, message=word.message)


def _one_of(written: str, expected: list[str]) -> None:
    if written and written not in expected:
        found = {"found": written[:20], "expected": "、".join(expected)}
        raise Invalid(_("“%(found)s” found, one of %(expected)s expected.") % found)
