"""This year against last year: as it was published, and as it counts by this year's definition."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from ..engine import Amount, Value, compute_pairs, tidy, value_of
from ..models import Figure, PublishedValue, Reading
from ..scope import Scope
from .definitions import changes_between


@dataclass(frozen=True)
class Published:
    """A value as it went out. `reading` when it was signed here, so that its rows open; else the paper it stood in."""

    amount: Amount
    at_least: bool
    source: str
    reading: Reading | None = None


@dataclass(frozen=True)
class Comparison:
    """now: this period. recounted: the earlier period by today's definition. published: as it went out then, None when never.

    changes: how the definition differs from the one it was published with, one line each.
    """

    scope: Scope
    earlier: Scope
    now: Value
    recounted: Value
    published: Published | None
    changes: tuple[str, ...] = ()
    versions: tuple[int, int] | None = None

    @property
    def difference(self) -> Amount | None:
        """Now minus recounted: both by one definition, so that they compare."""
        if self.now.amount is None or self.recounted.amount is None:
            return None
        return self.now.amount - self.recounted.amount

    @property
    def growth(self) -> float | None:
        """Per cent against the recounted earlier value; None where there was nothing."""
        if self.difference is None or not self.recounted.amount:
            return None
        return round(float(self.difference) / float(self.recounted.amount) * 100, 1)

    @property
    def sentence(self) -> str:
        """去年公布 1180；按今年口径重算 1203。"""
        published = ""
        if self.published is not None:
            number = f"{self.published.amount}{'+' if self.published.at_least else ''}"
            published = _("%(earlier)s as published: %(value)s") % {"earlier": self.earlier, "value": number}
        if self.recounted.amount is None:
            return published or self.recounted.problem
        recounted = _("%(earlier)s recounted by today's definition: %(value)s") % {"earlier": self.earlier, "value": shown(self.recounted)}
        if not published:
            return _("%(recounted)s; nothing was published.") % {"recounted": recounted}
        told = _("%(published)s; %(recounted)s.") % {"published": published, "recounted": recounted}
        return f"{told} {self._definitions}".strip()

    @property
    def _definitions(self) -> str:
        """Why the two differ: how the definition changed in between."""
        if not self.versions or not self.changes:
            return ""
        old, new = self.versions
        return _("Definition v%(old)d → v%(new)d: %(changes)s.") % {"old": old, "new": new, "changes": "；".join(self.changes)}


def shown(value: Value) -> str:
    """The bare number, + when it is a lower bound."""
    return "" if value.amount is None else f"{Decimal(value.amount):f}{'+' if value.at_least else ''}"


def compare(figure: Figure, scope: Scope, years: int = 1) -> Comparison:
    """The figure in the scope and the same period `years` before; one query a ledger."""
    return compare_many([figure], scope, years)[0]


def compare_many(figures: list[Figure], scope: Scope, years: int = 1) -> list[Comparison]:
    earlier = scope.shift(-years)
    values = compute_pairs([(figure, one) for figure in figures for one in (scope, earlier)])
    signed = _signed(figures, earlier)
    written = {**_on_paper(figures, earlier), **_as_signed(signed)}
    found = []
    for position, figure in enumerate(figures):
        now, recounted = values[2 * position], values[2 * position + 1]
        reading = signed.get(figure.pk)
        changes: tuple[str, ...] = ()
        versions = None
        if reading is not None and reading.figure_version != figure.version:
            changes = tuple(changes_between(reading.definition, figure.snapshot()))
            versions = (reading.figure_version, figure.version)
        found.append(Comparison(scope, earlier, now, recounted, written.get(figure.pk), changes, versions))
    return found


def published_values(figures: list[Figure], scope: Scope) -> dict[int, Published]:
    """What went out for exactly this scope, by figure number: the signed reading, else the paper."""
    return {**_on_paper(figures, scope), **_as_signed(_signed(figures, scope))}


def _signed(figures: list[Figure], scope: Scope) -> dict[int, Reading]:
    """The newest reading of each figure that a document holds for exactly this scope."""
    rows = Reading.objects.filter(figure__in=[figure.pk for figure in figures], start=scope.start, end=scope.end, whole=None)
    rows = rows.exclude(holder_kind="").defer("rows_blob").order_by("pk")
    return {row.figure_id: row for row in rows if row.conditions == scope.stored()}


def _on_paper(figures: list[Figure], scope: Scope) -> dict[int, Published]:
    """What was published before this system knew it; the newest entry of each figure."""
    if scope.conditions:
        return {}
    papers = PublishedValue.objects.filter(figure__in=[figure.pk for figure in figures], start=scope.start, end=scope.end)
    return {paper.figure_id: Published(tidy(paper.value), paper.at_least, paper.source) for paper in papers.order_by("pk")}


def _as_signed(signed: dict[int, Reading]) -> dict[int, Published]:
    found: dict[int, Published] = {}
    for pk, reading in signed.items():
        as_read = value_of(reading)
        amount = as_read.amount if reading.override is None else tidy(Decimal(str(reading.override["value"])))
        if amount is not None:
            found[pk] = Published(amount, as_read.at_least, _("signed edition %(id)s") % {"id": reading.holder_id}, reading)
    return found
