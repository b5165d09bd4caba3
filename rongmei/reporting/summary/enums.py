"""States of a summary and what may stand in a slot."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SummaryState(TextChoices):
    """A signed edition never changes again; a revised edition is a new one."""

    DRAFTING = "drafting", _("Being written")
    SIGNED = "signed", _("Signed")
    REPLACED = "replaced", _("Replaced by a revised edition")


SUMMARY_MOVES: dict[SummaryState, frozenset[SummaryState]] = {
    SummaryState.DRAFTING: frozenset({SummaryState.SIGNED}),
    SummaryState.SIGNED: frozenset({SummaryState.REPLACED}),
    SummaryState.REPLACED: frozenset(),
}


class Binding(TextChoices):
    """What a slot is bound to."""

    OPEN = "open", _("Not bound yet")
    FIGURE = "figure", _("Figure")
    NAME = "name", _("Protected name")
    YEAR = "year", _("Year of the summary")
    ROWS = "rows", _("List of records")
    TEXT = "text", _("Plain text")


class NameKind(TextChoices):
    """Whose name stands there."""

    UNIVERSITY = "university", _("University, full name")
    UNIVERSITY_SHORT = "university_short", _("University, short name")
    UNIT = "unit", _("Unit")
    PERSON = "person", _("Person")


class WhenZero(TextChoices):
    """What becomes of the sentence when its figure is zero or has no value."""

    FLAG = "flag", _("Flag it")
    LEAVE_OUT = "leave_out", _("Leave the sentence out")
    PRINT = "print", _("Print 0")
