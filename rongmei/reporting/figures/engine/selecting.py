"""From a figure and a scope to the one Selection that value, rows, freezing and drift all ask."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger import registry
from rongmei.base.ledger.declaration import Ledger, Measure
from rongmei.base.ledger.selection import Selection, read_conditions

from ..enums import FigureKind, Period
from ..models import Figure
from ..scope import Scope


def ledger_of(figure: Figure) -> Ledger:
    """Raises Invalid when the ledger is no longer declared."""
    if not registry.has(figure.ledger):
        raise Invalid(
            _("the ledger “%(ledger)s” is not part of this installation: choose another.") % {"ledger": figure.ledger[:40]}, figure.label
        )
    return registry.get(figure.ledger)


def measure_of(figure: Figure) -> Measure:
    """Raises Invalid for a measure the ledger does not have."""
    ledger = ledger_of(figure)
    if figure.measure not in ledger.measure_map:
        known = "、".join(str(measure.label) for measure in ledger.measures)
        raise Invalid(
            _("“%(found)s” cannot be counted in “%(ledger)s”: choose from %(known)s.")
            % {"found": figure.measure[:40], "ledger": ledger.label, "known": known},
            figure.label,
        )
    return ledger.measure_map[figure.measure]


def selection_of(figure: Figure, scope: Scope) -> Selection:
    """The rows behind the figure in the scope: what counts in the ledger, the figure's conditions, the scope's, the period.

    Raises Invalid for a figure that is not counted from a ledger, and for conditions the ledger does not know.
    """
    if figure.kind != FigureKind.LEDGER:
        raise Invalid(_("this figure is not counted from a ledger, so there is no list of records behind it."), figure.label)
    ledger = ledger_of(figure)
    conditions = (*read_conditions(ledger, scope.stored()), *read_conditions(ledger, figure.conditions))
    return Selection(ledger, conditions, start=_start(figure, scope), end=scope.end)


def _start(figure: Figure, scope: Scope) -> dt.date | None:
    """None: as far back as the ledger goes."""
    if figure.period == Period.SCOPE:
        return scope.start
    return figure.since if figure.period == Period.SINCE_START else None
