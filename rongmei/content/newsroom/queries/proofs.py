"""A manuscript as the proof desk knows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from rongmei.base.history.decisions import Decision
from rongmei.content.proofdesk.engine import fingerprint_of
from rongmei.content.proofdesk.enums import Answer, FindingLevel
from rongmei.content.proofdesk.models import ProofRun
from rongmei.content.proofdesk.queries import runs_of
from rongmei.content.proofdesk.registry import ProofSubject

from .. import rules
from ..exports.pack import SUBJECT
from ..models import Manuscript, Revision
from ..text import reading_text

PROOF_KIND = SUBJECT


def passages_of(revision: Revision) -> list[str]:
    """What is proofread: every line a reader reads."""
    return reading_text(revision.content()).split("\n")


@dataclass(frozen=True)
class Pass:
    """A kept proof pass. open: remarks nobody has decided on, of which `errors` are errors. now: over the present text."""

    run: ProofRun
    open: int
    errors: int
    now: bool


def passes_of(manuscript: Manuscript) -> list[Pass]:
    """The latest five, newest first. One query."""
    undecided = Q(findings__answer=Answer.OPEN)
    found = runs_of(PROOF_KIND, manuscript.pk).annotate(
        open=Count("findings", filter=undecided), errors=Count("findings", filter=undecided & Q(findings__level=FindingLevel.ERROR))
    )
    fingerprint = fingerprint_of(passages_of(manuscript.current)) if manuscript.current else ""
    return [Pass(run, run.open, run.errors, run.fingerprint == fingerprint) for run in found.order_by("-pk")[:5]]


def _may_see(actor: Any, pk: str) -> Decision:
    return rules.may_see(actor, Manuscript.objects.get(pk=pk))


def _may_answer(actor: Any, pk: str) -> Decision:
    """Whoever works on the text decides on what the machine says of it."""
    return rules.may_comment(actor, Manuscript.objects.get(pk=pk))


def _label(pk: str) -> str:
    manuscript = Manuscript.objects.select_related("current").filter(pk=pk).first()
    return str(manuscript) if manuscript else ""


def _passages(pk: str) -> list[str]:
    manuscript = Manuscript.objects.select_related("current").filter(pk=pk).first()
    return passages_of(manuscript.current) if manuscript and manuscript.current else []


PROOF_SUBJECT = ProofSubject(_may_see, _may_answer, label=_label, page=lambda pk: reverse("newsroom:story", args=[pk]), passages=_passages)
