"""What a reader could object to although every slot is in order; each must be mended or answered with a reason before signing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rongmei.reporting.figures.engine import check_wholes
from rongmei.reporting.figures.models import Figure
from rongmei.reporting.figures.scope import Scope

from .assembling import Assembled
from .enums import Binding
from .models import Summary


@dataclass(frozen=True)
class Objection:
    """key: stable, so that a reason can be kept under it. figure: whose page shows the rows."""

    key: str
    sentence: str
    figure: Figure | None = None


def objections(summary: Summary, assembled: Assembled) -> list[Objection]:
    """其中: wholes in the text whose parts, also in the text, do not add up to them."""
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
