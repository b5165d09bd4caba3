"""States of a ledger row and of an import, and their allowed moves: the only place that knows them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RowState(TextChoices):
    """Only confirmed rows count in figures; a voided row stays readable for ever and counts nowhere."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for confirmation")
    RETURNED = "returned", _("Returned")
    CONFIRMED = "confirmed", _("Confirmed")
    VOIDED = "voided", _("Voided")


ROW_MOVES: dict[RowState, frozenset[RowState]] = {
    RowState.DRAFT: frozenset({RowState.SUBMITTED, RowState.VOIDED}),
    RowState.SUBMITTED: frozenset({RowState.CONFIRMED, RowState.RETURNED, RowState.VOIDED}),
    RowState.RETURNED: frozenset({RowState.SUBMITTED, RowState.VOIDED}),
    RowState.CONFIRMED: frozenset({RowState.RETURNED, RowState.VOIDED}),
    RowState.VOIDED: frozenset({RowState.DRAFT}),
}


class BatchState(TextChoices):
    """An import's way from file to rows."""

    RECEIVED = "received", _("Columns to be matched")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Ready for a decision")
    APPLYING = "applying", pgettext_lazy("state of an import", "Being written")
    APPLIED = "applied", _("In the ledger")
    UNDONE = "undone", _("Undone")
    FAILED = "failed", _("Stopped by an error")


BATCH_MOVES: dict[BatchState, frozenset[BatchState]] = {
    BatchState.RECEIVED: frozenset({BatchState.CHECKING}),
    BatchState.CHECKING: frozenset({BatchState.CHECKED, BatchState.FAILED}),
    BatchState.CHECKED: frozenset({BatchState.RECEIVED, BatchState.CHECKING, BatchState.APPLYING, BatchState.APPLIED}),
    BatchState.APPLYING: frozenset({BatchState.APPLIED, BatchState.CHECKED, BatchState.FAILED}),
    BatchState.APPLIED: frozenset({BatchState.UNDONE}),
    BatchState.FAILED: frozenset({BatchState.RECEIVED, BatchState.CHECKING}),
    BatchState.UNDONE: frozenset(),
}


# States in which the columns of an import may still be settled.
SETTLING = (BatchState.RECEIVED, BatchState.CHECKED, BatchState.FAILED)


class Op(TextChoices):
    """What a condition may ask of a dimension."""

    IS = "is", _("is")
    ANY_OF = "in", _("is one of")
    NONE_OF = "not_in", _("is none of")
    UNDER = "under", _("is or belongs to")
    FROM = "gte", _("from")
    TO = "lte", _("up to")
    CONTAINS = "contains", _("contains")
    EMPTY = "empty", _("is empty")
    FILLED = "filled", _("is filled in")


class Basis(TextChoices):
    """What a number counts 口径. Numbers of different bases never add up silently."""

    ROWS = "rows", _("records")
    TIMES = "times", _("occasions")
    PIECES = "pieces", _("pieces")
    ISSUES = "issues", _("issues")
    PERSONS = "persons", _("persons (each counted once)")
    PERSON_TIMES = "person_times", _("person-times (each attendance counted)")
    UNITS = "units", _("units (each counted once)")
    THEMES = "themes", _("themes (each counted once)")
    OUTLETS = "outlets", _("outlets (each counted once)")
    CLASS_HOURS = "class_hours", _("class hours")
    SERVICE_HOURS = "service_hours", _("service hours")
    HOURS_TAKEN = "hours_taken", _("hours taken")
    READS = "reads", _("reads")
    READERS = "readers", _("readers")
    PLAYS = "plays", _("plays")
    WORDS = "words", _("characters")
    MONEY = "money", _("yuan")
    RATE = "rate", _("per cent")
    OTHER = "other", _("other")


# Bases that may be added to each other: the office counts both as "things done".
COMPATIBLE_BASES: frozenset[frozenset[Basis]] = frozenset(
    {
        frozenset({Basis.ROWS, Basis.TIMES}),
        frozenset({Basis.ROWS, Basis.PIECES}),
        frozenset({Basis.ROWS, Basis.ISSUES}),
    }
)
