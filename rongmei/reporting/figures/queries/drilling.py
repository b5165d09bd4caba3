"""The rows behind a number, as far as the reader may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rongmei.base.history.decisions import Invalid
from rongmei.base.history.models import Event
from rongmei.base.ledger import queries as ledger_queries
from rongmei.base.ledger import registry
from rongmei.base.ledger import rules as ledger_rules
from rongmei.base.ledger.declaration import Ledger
from rongmei.base.ledger.models import Entry
from rongmei.base.ledger.presenters import value_in_words

from .. import formulas
from ..engine import compare as compare_blobs
from ..engine import rows_blob, selection_of
from ..enums import FigureKind
from ..models import Figure, Reading
from ..scope import Scope


@dataclass(frozen=True)
class Drilled:
    """Rows of a figure for one reader. total: all rows behind the number; rows and visible: those the reader may see.

    Nothing else about the hidden rows is told: filters, sorting and export work on `rows` only.
    """

    ledger: Ledger
    rows: QuerySet[Entry]
    total: int
    visible: int

    @property
    def sentence(self) -> str:
        """共 38 条，您可查看 12 条."""
        counted = {"total": self.total, "visible": self.visible, "word": self.ledger.unit_word}
        if self.visible == self.total:
            return ngettext("%(total)d record", "%(total)d records", self.total) % counted
        return _("%(total)d records, of which you may see %(visible)d") % counted


def rows_for(actor: Any, figure: Figure, scope: Scope) -> Drilled:
    """The rows behind a figure counted from a ledger. Raises Refused for who may see no ledgers, Invalid for other kinds."""
    ledger_rules.may_see_ledgers(actor).require()
    selection = selection_of(figure, scope)
    everything = selection.rows()
    total = everything.count()
    rows = ledger_queries.visible(actor, everything)
    visible = total if ledger_rules.sees_all(actor) else rows.count()
    ordered = rows.select_related(*ledger_queries.related(selection.ledger)).order_by(f"-{selection.ledger.time}", "-pk")
    return Drilled(selection.ledger, ordered, total, visible)


def ingredients_of(figure: Figure) -> list[Figure]:
    """What a formula is worked out from, in the order of the formula: a formula opens its figures, they open their rows."""
    if figure.kind != FigureKind.FORMULA:
        return []
    try:
        keys = formulas.references(figure.expr)
    except Invalid:
        return []
    known = {one.key: one for one in Figure.objects.filter(key__in=keys)}
    return [known[key] for key in keys if key in known]


@dataclass(frozen=True)
class FrozenRow:
    """A row behind a reading. values: field → shown text as it was then; what became of it: "" same, changed, removed."""

    pk: int
    version: int
    values: dict[str, str]
    since: str


@dataclass(frozen=True)
class FrozenRows:
    ledger: Ledger
    rows: list[FrozenRow]
    total: int
    visible: int


def frozen_rows(actor: Any, reading: Reading, now: bytes | None = None, *, first: int = 0, count: int = 50) -> FrozenRows:
    """The rows of a reading as they were, a page of those the reader may see. `now`: the blob of today, to mark what moved since."""
    ledger_rules.may_see_ledgers(actor).require()
    ledger = registry.get(reading.ledger)
    versions = dict(rows_blob.split(number) for number in rows_blob.unpack(bytes(reading.rows_blob)))
    removed, changed = set[int](), set[int]()
    if now is not None:
        _added, gone, altered = compare_blobs(bytes(reading.rows_blob), now)
        removed, changed = set(gone), set(altered)
    seen = sorted(versions) if ledger_rules.sees_all(actor) else _visible_pks(actor, ledger, versions)
    page = seen[first : first + count]
    rows = _as_they_were(ledger, {pk: versions[pk] for pk in page})
    marks = {**dict.fromkeys(changed, "changed"), **dict.fromkeys(removed, "removed")}
    return FrozenRows(ledger, [FrozenRow(pk, versions[pk], rows.get(pk, {}), marks.get(pk, "")) for pk in page], len(versions), len(seen))


def _visible_pks(actor: Any, ledger: Ledger, versions: dict[int, int]) -> list[int]:
    found: list[int] = []
    pks = sorted(versions)
    for first in range(0, len(pks), 5000):
        rows = ledger.model._default_manager.filter(pk__in=pks[first : first + 5000])
        found.extend(ledger_queries.visible(actor, rows).values_list("pk", flat=True))
    return sorted(found)


def _as_they_were(ledger: Ledger, versions: dict[int, int]) -> dict[int, dict[str, str]]:
    """Listed columns of each row at its version: today's values with later changes taken back, from history."""
    current = {row.pk: row for row in ledger.model._default_manager.filter(pk__in=versions).select_related(*ledger_queries.related(ledger))}
    events: dict[int, list[Event]] = {}
    moved = [str(pk) for pk, version in versions.items() if pk not in current or current[pk].version != version]
    for event in Event.objects.filter(subject_kind=ledger.key, subject_id__in=moved).order_by("-seq"):
        events.setdefault(int(event.subject_id), []).append(event)
    listed = [column.field for column in ledger.columns if column.in_list]
    found: dict[int, dict[str, str]] = {}
    for pk, version in versions.items():
        shown = {name: ledger.kind_map[name].show(current[pk]) for name in listed} if pk in current else {}
        for event in events.get(pk, []):
            _take_back(ledger, event, version, shown)
        found[pk] = {name: shown.get(name, "") for name in listed}
    return found


def _take_back(ledger: Ledger, event: Event, version: int, shown: dict[str, str]) -> None:
    data = event.data
    if data.get("v", 0) <= version:
        return
    for name, value in (data.get("before") or {}).items():
        if name in ledger.kind_map:
            shown[name] = value_in_words(ledger, name, value, data.get("shown_before") or {})


def readings_citing(ledger: Ledger, pks: Sequence[int]) -> dict[int, list[Reading]]:
    """pk → readings kept in signed documents that count it."""
    wanted = set(pks)
    found: dict[int, list[Reading]] = {}
    for reading in Reading.objects.filter(ledger=ledger.key).exclude(holder_kind="").exclude(rows=0).order_by("pk").iterator(50):
        for number in rows_blob.unpack(bytes(reading.rows_blob)):
            pk = rows_blob.split(number)[0]
            if pk in wanted:
                found.setdefault(pk, []).append(reading)
    return found


def why_held(ledger: Ledger, pks: list[int]) -> dict[int, str]:
    """For ledger.registry.hold_rows: rows a signed document counts, with the sentence."""
    return {
        pk: _("counted in “%(label)s” of a signed document (%(start)s to %(end)s)")
        % {"label": readings[-1].label, "start": readings[-1].start.isoformat(), "end": readings[-1].end.isoformat()}
        for pk, readings in readings_citing(ledger, pks).items()
    }
