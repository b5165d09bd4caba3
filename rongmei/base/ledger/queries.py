"""Reads of the ledger machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from . import registry, rules
from .declaration import Ledger
from .enums import RowState
from .kinds import LinesKind
from .kinds.references import ReferenceKind
from .models import Entry, Evidence, LedgerClock, SavedView
from .selection import Selection

SORT_FALLBACK = "-pk"
FEW = 2_000


def visible(actor: Any, rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """Of these rows, the ones the person may see."""
    if rules.sees_all(actor):
        return rows
    return rows.filter(unit_id__in=rules.own_units(actor))


def related(ledger: Ledger) -> tuple[str, ...]:
    """Foreign keys a list shows, fetched with the rows."""
    names = [name for name, kind in ledger.kind_map.items() if kind.field.is_relation]
    return (*names, *(f"{name}__parent" for name in names if ledger.kind_map[name].name == "unit"))


def with_lines(ledger: Ledger, rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """Rows with their lines, one query per kind of lines."""
    for name, lines in ledger.lines_map.items():
        rows = rows.prefetch_related(name)
        for part, kind in LinesKind(lines).kinds.items():
            if kind.field.is_relation:
                rows = rows.prefetch_related(f"{name}__{part}__parent" if kind.name == "unit" else f"{name}__{part}")
    return rows


def search(rows: QuerySet[Entry], words: str) -> QuerySet[Entry]:
    """Rows that contain every word, also words of two characters."""
    for word in words.replace("\x00", " ").split()[:8]:
        part = word[:60]
        # PostgreSQL spends three quarters of such a search on raising every row's text to capitals; Chinese has none.
        rows = rows.filter(search_text__icontains=part) if part.upper() != part.lower() else rows.filter(search_text__contains=part)
    return rows


def listed(actor: Any, ledger: Ledger, selection: Selection, *, words: str = "", state: str = "", sort: str = "") -> QuerySet[Entry]:
    """A list as a person sees it: the selection, narrowed to what may be seen, a search, a state, in an order of a declared column."""
    rows = visible(actor, selection.rows())
    if words.strip():
        rows = search(rows, words)
    if state in RowState.values:
        rows = rows.filter(state=state)
    elif not state:
        rows = rows.exclude(state=RowState.VOIDED)
    return rows.order_by(order_of(ledger, sort), SORT_FALLBACK)


class Pages:
    """The rows of a list, a page at a time, for `Paginator`. Two queries, whatever the page and however many rows there are.

    The page's keys are chosen by a subquery that sorts and skips keys alone; references are joined for the page only. In one flat query
    the database would join all rows before it throws all but fifty away.
    """

    def __init__(self, ledger: Ledger, rows: QuerySet[Entry], *more: str, lines: bool = False) -> None:
        """rows: as `listed` gives them. more: further references to fetch. lines: with the lines of each row."""
        self.ledger, self.rows, self.more, self.lines = ledger, rows, more, lines

    @cached_property
    def total(self) -> int:
        return self.rows.count()

    def count(self) -> int:
        return self.total

    def __getitem__(self, part: slice) -> list[Entry]:
        first, last = part.start or 0, min(part.stop, self.total)
        if first >= last:
            return []
        keys = (self._scanned() if self.total <= FEW else self.rows).values("pk")
        if first <= self.total - last:
            keys = keys[first:last]
        else:  # nearer to the end: counted from there
            keys = keys.reverse()[self.total - last : self.total - first]
        rows = self.ledger.model._default_manager.select_related(*related(self.ledger), *self.more)
        page = (with_lines(self.ledger, rows) if self.lines else rows).filter(pk__in=keys)
        return list(page.order_by(*self.rows.query.order_by))

    def _scanned(self) -> QuerySet[Entry]:
        """Few rows fit, so nearly all are looked at: better in the table's own order, and then sorted, than jumping about in it in the
        order of the index on the day. Databases cannot know how few will fit; here they have been counted."""
        order = self.rows.query.order_by[0]
        if order not in (self.ledger.time, f"-{self.ledger.time}"):
            return self.rows
        day = Coalesce(self.ledger.time, self.ledger.time)
        return self.rows.order_by(day.desc() if str(order).startswith("-") else day.asc(), SORT_FALLBACK)


def order_of(ledger: Ledger, sort: str) -> str:
    """The order asked for, references by their names; newest first for anything else."""
    name = sort.removeprefix("-")
    if name not in ledger.kind_map:
        return f"-{ledger.time}"
    kind = ledger.kind_map[name]
    return f"{sort}__{kind.name_field}" if isinstance(kind, ReferenceKind) else sort


def evidence_of(ledger: Ledger, pk: int) -> QuerySet[Evidence]:
    return Evidence.objects.filter(ledger=ledger.key, row_id=pk, withdrawn_at=None).select_related("added_by__person").order_by("pk")


def evidence_counts(ledger: Ledger, pks: list[int]) -> dict[int, int]:
    found = Evidence.objects.filter(ledger=ledger.key, row_id__in=pks, withdrawn_at=None).values_list("row_id").annotate(Count("pk"))
    return dict(found)


def saved_views(actor: Any, ledger: Ledger) -> QuerySet[SavedView]:
    return SavedView.objects.filter(Q(owner_id=actor.pk) | Q(shared=True), ledger=ledger.key).order_by("name")


def clock(ledger_key: str) -> int:
    """The ledger's tick; equal ticks mean nothing changed."""
    return LedgerClock.objects.filter(ledger=ledger_key).values_list("tick", flat=True).first() or 0


@dataclass(frozen=True)
class LedgerCounts:
    """How many rows of a ledger stand where, of those the person may see."""

    ledger: Ledger
    confirmed: int
    submitted: int
    returned: int
    draft: int

    @property
    def total(self) -> int:
        return self.confirmed + self.submitted + self.returned + self.draft


def counts(actor: Any) -> list[LedgerCounts]:
    """One query per ledger."""
    found = []
    for ledger in registry.all_ledgers():
        by_state = dict(visible(actor, ledger.model._default_manager.all()).values_list("state").annotate(Count("pk")))
        found.append(
            LedgerCounts(
                ledger,
                *(by_state.get(state, 0) for state in (RowState.CONFIRMED, RowState.SUBMITTED, RowState.RETURNED, RowState.DRAFT)),
            )
        )
    return found
