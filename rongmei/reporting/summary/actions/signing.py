"""The signature: values, rows and definitions are frozen; later changes show as drift; a revised edition is a new summary."""

from __future__ import annotations

from collections.abc import Sequence
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
from rongmei.reporting.figures.engine import Value

from .. import document_json, rules
from ..assembling import Assembled, assemble, scope_of, slots_in_text
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
    edition = _Edition(summary, {key: text.strip() for key, text in (reasons or {}).items() if text.strip()})
    take_readings(actor=actor, wanted=edition.wanted(), holder_kind=HOLDER, holder_id=str(summary.pk), word=edition.word)
    _keep_proof(actor, summary, edition.assembled, edition.given)
    summary.frozen = document_json.dump(edition.assembled.document)
    summary.digest = document_json.digest(summary.frozen)
    summary.state, summary.signed_at, summary.signed_by_id = SummaryState.SIGNED, timezone.now(), actor.pk
    summary.reasons = edition.given
    summary.save()
    if summary.revises:
        summary.revises.state = SummaryState.REPLACED
        summary.revises.save(update_fields=["state"])
    detail = {"digest": summary.digest, "readings": len(edition.bound), "reasons": edition.given, "version": summary.version}
    history.record(EventKind.SUMMARY_SIGNED, actor=actor, subject=subject(summary), detail=detail)
    return summary


class _Edition:
    """What is being signed: the document around the very values that are kept, counted once."""

    assembled: Assembled

    def __init__(self, summary: Summary, given: dict[str, str]) -> None:
        """given: reasons why objections may stand, by their keys."""
        self.summary, self.given = summary, given
        self.bound = [slot for slot in slots_in_text(summary) if slot.binding == Binding.FIGURE and slot.figure]

    def wanted(self) -> list[Wanted]:
        return [Wanted(slot.figure, scope_of(self.summary, slot)) for slot in self.bound if slot.figure]

    def word(self, values: Sequence[Value]) -> list[str]:
        """The words each figure is shown as. Raises Invalid with the first thing that is not in order."""
        self.assembled = assemble(self.summary, {slot.pk: value for slot, value in zip(self.bound, values, strict=True)})
        self._require_order()
        return [self.assembled.standings[slot.ref].shown for slot in self.bound]

    def _require_order(self) -> None:
        title, problems = self.summary.title, self.assembled.problems
        if not self.assembled.document.blocks:
            raise Invalid(_("The summary has no text yet."), title)
        if problems:
            raise Invalid(
                _("%(count)d places are not in order; the first: “%(shown)s”: %(problem)s")
                % {"count": len(problems), "shown": problems[0].shown, "problem": problems[0].problem},
                title,
            )
        unanswered = [o for o in objections(self.summary, self.assembled) if o.key not in self.given]
        if unanswered:
            raise Invalid(_("%(sentence)s Mend it, or sign with a reason.") % {"sentence": unanswered[0].sentence}, title)


def proofread_summary(*, actor: Any, summary: Summary) -> ProofRun:
    """A proof pass over the text as it is, kept with its fingerprint, by whoever writes it or signs it. Raises Refused."""
    rules.may_proofread(actor, summary).require()
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
