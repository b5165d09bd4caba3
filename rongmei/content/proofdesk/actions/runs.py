"""Keeping what a pass found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from rongmei.base.history import actions as history
from rongmei.base.history.enums import EventKind

from .. import engine, queries, rules
from ..enums import Answer, FindingLevel
from ..models import KeptFinding, ProofRun, Waiver


def keep_run(
    *, actor: Any, subject: history.Subject, passages: Sequence[str], style: str, on: dt.date, step: str = "", detail: Any = None
) -> ProofRun:
    """Check the passages as one text and keep what was found with the fingerprint of the text.

    What is ignored in this thing stays ignored; a remark accepted in the pass before is open again when it is still there. step: the
    procedure's own word for the pass (一校). The check runs before the transaction opens. Raises Refused.
    """
    rules.may_check(actor).require()
    checked = engine.check_whole(passages, style=style, on=on)
    with transaction.atomic():
        waivers = {w.place: w for w in Waiver.objects.filter(subject_kind=subject.kind, subject_id=str(subject.id))}
        run = ProofRun.objects.create(
            subject_kind=subject.kind,
            subject_id=str(subject.id),
            subject_label=subject.label[:200],
            fingerprint=engine.fingerprint_of(passages),
            step=step[:40],
            style=style,
            on=on,
            characters=sum(len("".join(passage.split())) for passage in passages),
            versions=checked.known.as_json(),
            off=list(checked.off),
            made_at=timezone.now(),
            made_by_id=actor.pk,
        )
        kept = [_kept(run, one, waivers.get(one.place)) for one in checked.findings]
        KeptFinding.objects.bulk_create(kept, batch_size=500)
        errors = sum(one.level == FindingLevel.ERROR and one.answer == Answer.OPEN for one in kept)
        said = {"run": run.pk, "step": step, "fingerprint": run.fingerprint, "findings": len(kept), "errors": errors, **(detail or {})}
        history.record(EventKind.PROOF_KEPT, actor=actor, subject=subject, detail=said)
    return run


def _kept(run: ProofRun, one: engine.PassageFinding, waiver: Waiver | None) -> KeptFinding:
    finding = one.finding
    kept = KeptFinding(
        run=run,
        passage=one.passage,
        start=one.start,
        end=one.end,
        found=finding.found,
        before=one.before,
        after=one.after,
        rule=finding.rule[:120],
        level=str(finding.level),
        kind=str(finding.kind),
        message=finding.message,
        suggestions=list(finding.suggestions),
        safe=finding.safe,
        confidence=finding.confidence,
        clause=finding.clause[:200],
        weight=finding.weight,
        place=one.place,
    )
    if waiver is not None:
        kept.answer, kept.reason, kept.answered_at, kept.answered_by_id = Answer.IGNORED, waiver.reason, waiver.at, waiver.by_id
    return kept


@transaction.atomic
def note_export(*, actor: Any, run: ProofRun, to: str) -> None:
    """Who took the report of a pass out of the house. Raises Refused."""
    queries.may_see_run(actor, run).require()
    subject = history.Subject(run.subject_kind, run.subject_id, run.subject_label)
    history.record(EventKind.PROOF_EXPORTED, actor=actor, subject=subject, detail={"to": to, "run": run.pk})
