"""A manuscript as the proof desk knows it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from rongmei.base.history.decisions import Decision
from rongmei.content.proofdesk.registry import ProofSubject

from .. import rules
from ..exports.pack import SUBJECT
from ..models import Manuscript, Revision
from ..text import reading_text

PROOF_KIND = SUBJECT


def passages_of(revision: Revision) -> list[str]:
    """What is proofread: every line a reader reads."""
    return reading_text(revision.content()).split("\n")


def _may_see(actor: Any, pk: str) -> Decision:
    return rules.may_see(actor, Manuscript.objects.get(pk=pk))


def _may_answer(actor: Any, pk: str) -> Decision:
    """Whoever works on the text decides on what the machine says of it."""
    return rules.may_comment(actor, Manuscript.objects.get(pk=pk))


def _label(pk: str) -> str:
    manuscript = Manuscript.objects.select_related("current").filter(pk=pk).first()
    return str(manuscript) if manuscript else ""


PROOF_SUBJECT = ProofSubject(_may_see, _may_answer, label=_label, page=lambda pk: reverse("newsroom:story", args=[pk]))
