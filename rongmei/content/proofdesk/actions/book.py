"""The error book: accepted remarks of a pass become rows, and what errors count for here."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind
from rongmei.base.ledger import registry as ledgers
from rongmei.base.ledger.actions import create_row
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.kinds import ReadContext
from rongmei.base.ledger.models import Entry
from rongmei.base.ledger.reading import key_of

from .. import queries, rules
from ..enums import Answer, ErrorSort, FindingKind, FoundBy, ProofStep, Publication
from ..models import CheckedIssue, ErrorMark, ProofRun, RateScheme

SORTS = {kind: ErrorSort(kind.value) for kind in FindingKind if kind.value in ErrorSort.values}


@transaction.atomic
def book_findings(*, actor: Any, run: ProofRun, issue: CheckedIssue, step: str = ProofStep.FIRST) -> list[Entry]:
    """Enter what was accepted of a pass in the error book, as errors of an issue found by the machine. What stands there already is
    left alone. Raises Refused, Invalid (nothing was accepted)."""
    rules.may_book(actor).require()
    queries.may_see_run(actor, run).require()
    accepted = list(run.findings.filter(answer=Answer.ACCEPTED))
    if not accepted:
        raise Invalid(_("Nothing was accepted in this pass, so there is nothing to enter."), run.subject_label)
    ledger, context = ledgers.get("error_mark"), ReadContext()
    unit = queries.home_unit(actor) or issue.unit
    made: list[Entry] = []
    for finding in accepted:
        raw = {
            "found_on": timezone.localdate().isoformat(),
            "issue": issue.title,
            "found": (finding.found or finding.before[-6:] + "▾")[:120],
            "right": finding.chosen[:120],
            "sort": SORTS[FindingKind(finding.kind)].value,
            "length": max(1, len(finding.found)),
            "location": _("paragraph %(number)d") % {"number": finding.passage + 1},
            "step": step,
            "by": FoundBy.MACHINE.value,
            "unit": unit.name,
        }
        key = key_of(ledger, {**raw, "issue": issue.pk})
        if not ErrorMark.objects.filter(key_hash=key).exclude(state=RowState.VOIDED).exists():
            made.append(create_row(actor=actor, ledger=ledger, raw=raw, to=RowState.SUBMITTED, context=context))
    return made


@transaction.atomic
def set_scheme(*, actor: Any, publication: str, data: dict[str, Any], reason: str) -> RateScheme:
    """How errors of a kind of publication are counted here from now on; data in the shape of the shipped file, with source and year.

    Rows entered before keep what they counted for; rates are worked out by the new scheme. Raises Invalid with the library's sentence,
    Refused.
    """
    rules.may_set_weights(actor).require()
    if publication not in Publication.values:
        raise Invalid(_("“%(found)s” is no kind of publication.") % {"found": publication[:20]})
    if not reason.strip():
        raise Invalid(_("A reason is missing: name the document the change follows."))
    before = RateScheme.objects.select_for_update().filter(publication=publication).first()
    was = before.data if before is not None else None
    try:
        queries.read_scheme(publication, data)
    except ValueError as problem:
        raise Invalid(str(problem)) from None
    said = {"data": data, "changed_at": timezone.now(), "changed_by_id": actor.pk}
    scheme, _made = RateScheme.objects.update_or_create(publication=publication, defaults=said)
    subject = history.Subject("rate_scheme", publication, str(Publication(publication).label))
    history.record(EventKind.PROOF_WEIGHT_SET, actor=actor, subject=subject, detail={"reason": reason[:300], **_changes(was, data)})
    return scheme


def _changes(was: dict[str, Any] | None, now: dict[str, Any]) -> dict[str, Any]:
    """The changed members: limit, source, year, and each sort."""
    before, after = _flat(was or {}), _flat(now)
    changed = [name for name in after if before.get(name) != after[name]]
    return {"before": {name: before.get(name) for name in changed} if was else {}, "after": {name: after[name] for name in changed}}


def _flat(data: dict[str, Any]) -> dict[str, str]:
    flat = {name: str(data[name]) for name in ("limit", "source", "year", "mark", "important") if name in data}
    return flat | {str(sort.get("name", key)): str(sort.get("each", sort.get("by_length"))) for key, sort in data.get("sorts", {}).items()}
