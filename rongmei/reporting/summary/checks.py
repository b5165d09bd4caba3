"""What a reader could object to although every slot is in order; each must be mended or answered with a reason before signing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.content.proofdesk import queries as proofdesk
from rongmei.content.proofdesk.engine import PassageFinding
from rongmei.reporting.figures.engine import check_wholes
from rongmei.reporting.figures.models import Figure
from rongmei.reporting.figures.scope import Scope

from .assembling import Assembled
from .enums import Binding
from .exports.text import to_text
from .models import Summary

PROOF_STYLE = "gongwen"  # a summary is an official document
NAMED = 12  # remarks named one by one


@dataclass(frozen=True)
class ProofText:
    """The text as a reader gets it, for the proofreader: lines, and the day they are of."""

    passages: tuple[str, ...]
    on: dt.date


def proof_text(summary: Summary, assembled: Assembled) -> ProofText:
    lines = (line.strip("\u3000") for line in to_text(assembled.document).split("\n"))
    return ProofText(tuple(lines), summary.dated or timezone.localdate())


@dataclass(frozen=True)
class Objection:
    """key: stable, so that a reason can be kept under it. figure: whose page shows the rows."""

    key: str
    sentence: str
    figure: Figure | None = None


def objections(summary: Summary, assembled: Assembled) -> list[Objection]:
    """其中: wholes in the text whose parts, also in the text, do not add up to them; and errors the proofreader found that nobody decided on."""
    return [*_parts(summary, assembled), *_errors(summary, assembled)]


def open_errors(summary: Summary, assembled: Assembled) -> list[PassageFinding]:
    """Error-level remarks of the text as it is now."""
    text = proof_text(summary, assembled)
    return list(proofdesk.standing("summary", summary.pk, text.passages, style=PROOF_STYLE, on=text.on).errors)


def proof_key(found: PassageFinding) -> str:
    return f"proof:{found.place}"


def _errors(summary: Summary, assembled: Assembled) -> list[Objection]:
    errors = open_errors(summary, assembled) if assembled.document.blocks else []
    named = [
        Objection(
            proof_key(one),
            _("The proofreader in “…%(before)s%(found)s%(after)s…”: %(message)s")
            % {"before": one.before[-8:], "found": one.finding.found, "after": one.after[:8], "message": one.finding.message},
        )
        for one in errors[:NAMED]
    ]
    if len(errors) > NAMED:
        named.append(Objection("proof:more", _("%(count)d more errors the proofreader found.") % {"count": len(errors) - NAMED}))
    return named


def _parts(summary: Summary, assembled: Assembled) -> list[Objection]:
    figures = {s.slot.figure.pk: s.slot.figure for s in assembled.in_order() if s.slot.binding == Binding.FIGURE and s.slot.figure}
    wholes = [figures[pk] for pk in sorted({f.part_of_id for f in figures.values() if f.part_of_id in figures})]
    checks = check_wholes(wholes, Scope(summary.start, summary.end))
    found = []
    for whole in wholes:
        check = checks.get(whole.key)
        if check is not None and not check.adds_up:
            sentence = _("The parts of “%(whole)s” add up to %(parts)s, not to %(value)s (difference %(difference)s).") % {
                "whole": whole.label,
                "parts": check.total,
                "value": check.whole.amount,
                "difference": check.difference,
            }
            found.append(Objection(f"parts:{whole.key}", sentence, whole))
    return found
