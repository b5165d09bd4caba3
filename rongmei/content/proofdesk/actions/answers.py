"""Decisions on remarks."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import engine, registry
from ..enums import ANSWER_MOVES, Answer
from ..models import KeptFinding, Waiver

REASON = 300


@transaction.atomic
def answer_finding(*, actor: Any, pk: int, answer: Answer, reason: str = "", chosen: str | None = None) -> KeptFinding:
    """Accept a remark (`chosen`: what is put in, the first suggestion without) or ignore it for a reason, here and in later passes.

    Raises Invalid (decided already, no reason, nothing to put in), Refused, KeptFinding.DoesNotExist.
    """
    finding = _open(actor, pk, answer)
    reason = reason.strip()[:REASON]
    if answer == Answer.IGNORED and not reason:
        raise Invalid(_("A reason is missing: say in a few words why this may stand."), finding.found[:20])
    if answer == Answer.ACCEPTED:
        finding.chosen = _chosen(finding, chosen)
    finding.answer, finding.reason = answer, reason
    finding.answered_at, finding.answered_by_id = timezone.now(), actor.pk
    finding.save(update_fields=["answer", "reason", "chosen", "answered_at", "answered_by"])
    if answer == Answer.IGNORED:
        _waive(actor, _subject(finding), finding.place, finding.rule, finding.found, reason)
    _tell(actor, finding)
    return finding


@transaction.atomic
def reopen_finding(*, actor: Any, pk: int) -> KeptFinding:
    """Take a decision back. Raises Invalid, Refused, KeptFinding.DoesNotExist."""
    finding = _open(actor, pk, Answer.OPEN)
    subject = _subject(finding)
    Waiver.objects.filter(subject_kind=subject.kind, subject_id=subject.id, place=finding.place).delete()
    finding.answer, finding.reason, finding.chosen = Answer.OPEN, "", ""
    finding.answered_at = finding.answered_by = None
    finding.save(update_fields=["answer", "reason", "chosen", "answered_at", "answered_by"])
    _tell(actor, finding)
    return finding


@transaction.atomic
def waive(*, actor: Any, subject: history.Subject, rule: str, found: str, before: str, after: str, reason: str) -> Waiver:
    """Ignore a remark at its place while writing, before any pass is kept. before, after: what stands around it.

    A remark of the newest pass at the same place is ignored with it. Raises Invalid without a reason, Refused.
    """
    registry.subject_of(subject.kind).may_answer(actor, str(subject.id)).require()
    reason = reason.strip()[:REASON]
    if not reason:
        raise Invalid(_("A reason is missing: say in a few words why this may stand."), found[:20])
    place = engine.place_of(rule, found, before, after)
    waiver = _waive(actor, subject, place, rule, found, reason)
    now = timezone.now()
    KeptFinding.objects.filter(run__subject_kind=subject.kind, run__subject_id=str(subject.id), place=place, answer=Answer.OPEN).update(
        answer=Answer.IGNORED, reason=reason, answered_at=now, answered_by=actor.pk
    )
    detail = {"rule": rule, "found": found[:200], "answer": str(Answer.IGNORED), "reason": reason}
    history.record(EventKind.PROOF_WAIVED, actor=actor, subject=subject, detail=detail)
    return waiver


def _open(actor: Any, pk: int, to: Answer) -> KeptFinding:
    finding = KeptFinding.objects.select_for_update(of=("self",)).select_related("run").get(pk=pk)
    registry.subject_of(finding.run.subject_kind).may_answer(actor, finding.run.subject_id).require()
    if to not in ANSWER_MOVES[Answer(finding.answer)]:
        raise Invalid(_("This remark is “%(now)s” already.") % {"now": Answer(finding.answer).label}, finding.found[:20])
    return finding


def _chosen(finding: KeptFinding, chosen: str | None) -> str:
    if chosen is None and not finding.suggestions:
        raise Invalid(_("The remark proposes no words: mend the text itself, or write what is to stand there."), finding.found[:20])
    return (finding.suggestions[0] if chosen is None else chosen)[:200]


def _subject(finding: KeptFinding) -> history.Subject:
    return history.Subject(finding.run.subject_kind, finding.run.subject_id, finding.run.subject_label)


def _waive(actor: Any, subject: history.Subject, place: str, rule: str, found: str, reason: str) -> Waiver:
    said = {"rule": rule[:120], "found": found[:200], "reason": reason, "at": timezone.now(), "by_id": actor.pk}
    return Waiver.objects.update_or_create(subject_kind=subject.kind, subject_id=str(subject.id), place=place, defaults=said)[0]


def _tell(actor: Any, finding: KeptFinding) -> None:
    detail = {
        "rule": finding.rule,
        "found": finding.found[:200],
        "chosen": finding.chosen,
        "answer": str(finding.answer),
        "reason": finding.reason,
        "run": finding.run_id,
    }
    history.record(EventKind.PROOF_ANSWERED, actor=actor, subject=_subject(finding), detail=detail)
