"""States of a figure's definition and the closed lists a definition chooses from."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FigureKind(TextChoices):
    """Where the value comes from."""

    LEDGER = "ledger", _("counted from a ledger")
    FORMULA = "formula", _("worked out from other figures")
    MANUAL = "manual", _("entered by hand with evidence")


class Period(TextChoices):
    """Which time a figure speaks of, seen from the period that is asked for."""

    SCOPE = "scope", _("what happened in the period")
    AS_OF = "as_of", _("what stood at the end of the period")
    SINCE_START = "since_start", _("everything since a starting day")


class FigureState(TextChoices):
    """Only an approved definition may go into a signed document."""

    DRAFT = "draft", _("Waiting for a second person")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    RETIRED = "retired", _("Retired")


FIGURE_MOVES: dict[FigureState, frozenset[FigureState]] = {
    FigureState.DRAFT: frozenset({FigureState.APPROVED, FigureState.RETURNED, FigureState.RETIRED}),
    FigureState.RETURNED: frozenset({FigureState.DRAFT, FigureState.RETIRED}),
    FigureState.APPROVED: frozenset({FigureState.DRAFT, FigureState.RETIRED}),
    FigureState.RETIRED: frozenset(),
}


class Split(TextChoices):
    """How a value is laid out in a chart and the table under it."""

    MONTH = "month", _("by month")
    UNIT = "unit", _("by unit")
    YEAR = "year", _("by year")
