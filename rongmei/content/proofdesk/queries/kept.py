"""What was found and what is still open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse

from rongmei.base.directory.models import Unit
from rongmei.base.history.decisions import Decision
from rongmei.content.proofing.finding import Level

from .. import engine, registry, rules
from ..enums import Answer, FindingLevel
from ..models import DeskText, KeptFinding, ProofRun, Waiver

DESK_KIND = "proof_text"  # as history names a text on the desk


def runs_of(kind: str, subject_id: str | int) -> QuerySet[ProofRun]:
    """Every pass over one thing, newest first."""
    return ProofRun.objects.filter(subject_kind=kind, subject_id=str(subject_id)).select_related("made_by__person")


def runs_seen(actor: Any, kind: str, subject_id: str) -> QuerySet[ProofRun]:
    """The passes over one thing; without one, those over the person's own texts on the desk. Raises Refused."""
    if kind or subject_id:
        registry.subject_of(kind).may_see(actor, subject_id).require()
        return runs_of(kind, subject_id)
    own = [str(pk) for pk in texts_of(actor).values_list("pk", flat=True)]
    return ProofRun.objects.filter(subject_kind=DESK_KIND, subject_id__in=own).select_related("made_by__person")


def run_seen(actor: Any, pk: int) -> ProofRun:
    """One pass. Raises Http404, Refused."""
    run = ProofRun.objects.select_related("made_by__person").filter(pk=pk).first()
    if run is None:
        raise Http404(pk)
    may_see_run(actor, run).require()
    return run


def finding_seen(actor: Any, pk: int) -> KeptFinding:
    """One remark of a pass. Raises Http404, Refused."""
    finding = KeptFinding.objects.select_related("run").filter(pk=pk).first()
    if finding is None:
        raise Http404(pk)
    may_see_run(actor, finding.run).require()
    return finding


def last_run(kind: str, subject_id: str | int, *, fingerprint: str = "") -> ProofRun | None:
    """The newest pass; with a fingerprint, the newest over exactly this text."""
    found = runs_of(kind, subject_id)
    return (found.filter(fingerprint=fingerprint) if fingerprint else found).first()


def open_errors(kind: str, subject_id: str | int) -> list[KeptFinding]:
    """Error-level remarks of the newest pass that still stand, in reading order: what a sign-off sheet names.

    Ignored ones do not; accepted ones do until the text is mended and checked again.
    """
    run = last_run(kind, subject_id)
    return [] if run is None else list(run.findings.filter(level=FindingLevel.ERROR).exclude(answer=Answer.IGNORED))


def waived(kind: str, subject_id: str | int) -> dict[str, str]:
    """Place → reason, of what is ignored in this thing."""
    return dict(Waiver.objects.filter(subject_kind=kind, subject_id=str(subject_id)).values_list("place", "reason"))


@dataclass(frozen=True)
class Standing:
    """How a text stands now. run: the newest pass kept over exactly this text, None when there is none."""

    run: ProofRun | None
    errors: Sequence[engine.PassageFinding]
    off: Sequence[str]


def standing(kind: str, subject_id: str | int, passages: Sequence[str], *, style: str, on: dt.date) -> Standing:
    """Error-level remarks of the text as it is now, without those ignored in this thing."""
    run = last_run(kind, subject_id, fingerprint=engine.fingerprint_of(passages))
    checked = engine.check_whole(passages, style=style, on=on)
    settled = waived(kind, subject_id)
    errors = [one for one in checked.findings if one.finding.level is Level.ERROR and one.place not in settled]
    return Standing(run, errors, checked.off)


def counts(run: ProofRun) -> dict[str, int]:
    """Open remarks by level, and all that are decided."""
    named = {level.value: Count("pk", filter=Q(level=level.value, answer=Answer.OPEN)) for level in FindingLevel}
    return dict(run.findings.aggregate(**named, decided=Count("pk", filter=~Q(answer=Answer.OPEN))))


def texts_of(actor: Any) -> QuerySet[DeskText]:
    """The texts a person put on the desk, newest first."""
    return DeskText.objects.filter(made_by=actor, removed_at=None)


def may_see_run(actor: Any, run: ProofRun) -> Decision:
    """The decision of the room that keeps the thing."""
    return registry.subject_of(run.subject_kind).may_see(actor, run.subject_id)


def text_of_desk(subject_id: str) -> DeskText | None:
    return DeskText.objects.filter(pk=int(subject_id)).first() if subject_id.isdecimal() and len(subject_id) < 19 else None


def is_other_text(run: ProofRun, passages: Sequence[str]) -> bool:
    """Whether the text has changed since the pass."""
    return engine.fingerprint_of(passages) != run.fingerprint


def home_unit(actor: Any) -> Unit | None:
    """The unit a person speaks for: that of the person in the directory, else of the first role held."""
    person = getattr(actor, "person", None)
    if person is not None and person.unit is not None:
        return Unit.objects.select_related("parent").get(pk=person.unit_id)
    units = [grant.unit for grant in actor.grants_on() if grant.unit is not None] if hasattr(actor, "grants_on") else []
    return units[0] if units else None


def accepted_text(run: ProofRun, text: str) -> str:
    """``text`` with what was accepted put in. Accepted remarks that overlap: the first stands."""
    lines = text.split("\n")
    edits: dict[int, list[KeptFinding]] = {}
    last = -1, 0
    for finding in run.findings.filter(answer=Answer.ACCEPTED).order_by("passage", "start"):
        if (finding.passage, finding.start) >= last and finding.passage < len(lines):
            edits.setdefault(finding.passage, []).append(finding)
            last = finding.passage, finding.end
    return "\n".join(_edited(line, edits.get(number, ())) for number, line in enumerate(lines))


def _edited(line: str, edits: Sequence[KeptFinding]) -> str:
    for edit in reversed(edits):
        line = line[: edit.start] + edit.chosen + line[edit.end :]
    return line


def _may_see_text(actor: Any, subject_id: str) -> Decision:
    text = text_of_desk(subject_id)
    return rules.may_see_text(actor, text) if text is not None else registry.subject_of("").may_see(actor, subject_id)


def _may_work_on_text(actor: Any, subject_id: str) -> Decision:
    text = text_of_desk(subject_id)
    return rules.may_work_on_text(actor, text) if text is not None else registry.subject_of("").may_answer(actor, subject_id)


def _passages_of_text(subject_id: str) -> list[str]:
    text = text_of_desk(subject_id)
    return text.text.split("\n") if text is not None and text.text else []


def _title_of_text(subject_id: str) -> str:
    text = text_of_desk(subject_id)
    return text.title if text is not None else ""


DESK_SUBJECT = registry.ProofSubject(
    _may_see_text,
    _may_work_on_text,
    label=_title_of_text,
    page=lambda subject_id: reverse("proofdesk:text", args=[subject_id]),
    passages=_passages_of_text,
)
