"""The signature: values, rows and definitions are frozen; later changes show as drift; a revised edition is a new summary."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind
from rongmei.content.proofdesk.actions import keep_run, waive
from rongmei.content.proofdesk.models import ProofRun
from rongmei.reporting.figures.actions import Wanted, take_readings

from .. import document_json, rules
from ..assembling import Assembled, assemble, scope_of
from ..checks import PROOF_STYLE, objections, open_errors, proof_key, proof_text
from ..enums import Binding, SummaryState
from ..models import Summary, SummarySlot
from .texts import subject

HOLDER = "summary"


@transaction.atomic
def sign_summary(*, actor: Any, summary: Summary, reasons: dict[str, str] | None = None) -> Summary:
    """Freeze the edition: the document as shown, and of every figure in it the value, the definition and the rows.

    reasons: why an objection (parts that do not add up …) may stand, by its key. Raises Invalid with the first thing that is not in
    order, Refused.
    """
    summary = Summary.objects.select_for_update(of=("self",)).get(pk=summary.pk)
    rules.may_sign(actor, summary).require()
    assembled = assemble(summary)
    if not assembled.document.blocks:
        raise Invalid(_("The summary has no text yet."), summary.title)
    if assembled.problems:
        first = assembled.problems[0]
        raise Invalid(
            _("%(count)d places are not in order; the first: “%(shown)s”: %(problem)s")
            % {"count": len(assembled.problems), "shown": first.shown, "problem": first.problem},
            summary.title,
        )
    given = {key: text.strip() for key, text in (reasons or {}).items() if text.strip()}
    unanswered = [o for o in objections(summary, assembled) if o.key not in given]
    if unanswered:
        raise Invalid(_("%(sentence)s Mend it, or sign with a reason.") % {"sentence": unanswered[0].sentence}, summary.title)
    _keep_proof(actor, summary, assembled, given)
    bound = [s for s in assembled.in_order() if s.slot.binding == Binding.FIGURE and s.slot.figure]
    take_readings(
        actor=actor,
        wanted=[Wanted(s.slot.figure, scope_of(summary, s.slot), s.shown) for s in bound if s.slot.figure],
        holder_kind=HOLDER,
        holder_id=str(summary.pk),
    )
    summary.frozen = document_json.dump(assembled.document)
    summary.digest = document_json.digest(summary.frozen)
    summary.state, summary.signed_at, summary.signed_by_id = SummaryState.SIGNED, timezone.now(), actor.pk
    summary.reasons = given
    summary.save()
    if summary.revises:
        summary.revises.state = SummaryState.REPLACED
        summary.revises.save(update_fields=["state"])
    detail = {"digest": summary.digest, "readings": len(bound), "reasons": given, "version": summary.version}
    history.record(EventKind.SUMMARY_SIGNED, actor=actor, subject=subject(summary), detail=detail)
    return summary


def proofread_summary(*, actor: Any, summary: Summary) -> ProofRun:
    """A proof pass over the text as it is, kept with its fingerprint. Raises Refused."""
    rules.may_see(actor, summary).require()
    text = proof_text(summary, assemble(summary))
    return keep_run(actor=actor, subject=subject(summary), passages=text.passages, style=PROOF_STYLE, on=text.on)


def _keep_proof(actor: Any, summary: Summary, assembled: Assembled, given: dict[str, str]) -> None:
    """The pass the signature rests on: errors signed with a reason stand there with it."""
    for one in open_errors(summary, assembled):
        reason = given.get(proof_key(one)) or given.get("proof:more", "")
        finding = one.finding
        if reason:
            waive(
                actor=actor,
                subject=subject(summary),
                rule=finding.rule,
                found=finding.found,
                before=one.before,
                after=one.after,
                reason=reason,
            )
    text = proof_text(summary, assembled)
    keep_run(actor=actor, subject=subject(summary), passages=text.passages, style=PROOF_STYLE, on=text.on, step=_("Signature"))


@transaction.atomic
def revise_summary(*, actor: Any, summary: Summary) -> Summary:
    """Open a revised edition: the same text and bindings, free to change; the signed one stays until the new one is signed."""
    summary = Summary.objects.select_for_update(of=("self",)).get(pk=summary.pk)
    rules.may_revise(actor, summary).require()
    existing = Summary.objects.filter(revises=summary).first()
    if existing:
        return existing
    now = timezone.now()
    revised = Summary.objects.create(
        title=summary.title,
        year=summary.year,
        start=summary.start,
        end=summary.end,
        body=summary.body.stream_block.get_prep_value(summary.body),
        signature=summary.signature,
        dated=summary.dated,
        edition=summary.edition + 1,
        revises=summary,
        made_at=now,
        made_by_id=actor.pk,
        changed_at=now,
    )
    slots = list(summary.slots.all())
    for slot in slots:
        slot.pk, slot.summary = None, revised
    SummarySlot.objects.bulk_create(slots)
    history.record(EventKind.SUMMARY_REVISED, actor=actor, subject=subject(revised), detail={"revises": summary.pk})
    return revised
