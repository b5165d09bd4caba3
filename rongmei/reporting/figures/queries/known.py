"""The office's figures as the proofreader knows them: what a sentence would call them, and this year's value."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Sum

from rongmei.base.ledger.models import LedgerClock
from rongmei.content.proofdesk.registry import FigureSource
from rongmei.content.proofing.protocols import KnownFigure

from ..engine import recall_pairs
from ..enums import FigureKind, FigureState
from ..models import Figure
from ..scope import Scope


def version() -> str:
    """Moves with every ledger and every definition."""
    ticks = LedgerClock.objects.aggregate(all=Sum("tick"))["all"]
    defined = Figure.objects.aggregate(all=Sum("version"), count=Count("pk"))
    return f"{ticks or 0}.{defined['all'] or 0}.{defined['count']}"


def figures_of(year: int) -> Sequence[KnownFigure]:
    """Approved figures counted from a ledger that have a unit word and a value in that year."""
    figures = list(Figure.objects.filter(state=FigureState.APPROVED, kind=FigureKind.LEDGER).exclude(unit_word=""))
    values = recall_pairs([(figure, Scope.year(year)) for figure in figures])
    return [
        KnownFigure((figure.label, *figure.synonyms), figure.unit_word, float(value.amount), figure.label, year)
        for figure, value in zip(figures, values, strict=True)
        if value.amount is not None
    ]


FOR_THE_PROOFREADER = FigureSource(version, figures_of)
