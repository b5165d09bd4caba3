"""The machine reads the present text; what it found is kept with the text."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from rongmei.content.proofdesk.actions import keep_run
from rongmei.content.proofdesk.models import ProofRun

from .. import rules
from ..models import Manuscript
from ..queries.proofs import passages_of
from .traces import refusals_recorded, subject


@refusals_recorded
def proofread_manuscript(*, actor: Any, manuscript: Manuscript) -> ProofRun:
    """A proof pass over the present text for whoever works on it, before he signs or at any time; the text is not changed. Raises Refused."""
    rules.may_comment(actor, manuscript).require()
    return keep_pass(actor, manuscript)


def keep_pass(actor: Any, manuscript: Manuscript, step: str = "") -> ProofRun:
    """step: of the procedure, where the pass belongs to a signed proof: it stands on the sign-off sheet and in the inspection pack."""
    assert manuscript.current is not None
    return keep_run(
        actor=actor,
        subject=subject(manuscript),
        passages=passages_of(manuscript.current),
        style="web",
        on=timezone.localdate(),
        step=step,
    )
