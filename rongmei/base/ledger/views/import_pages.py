"""What the page of a checked import shows: counts, questions, and one tab of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Decision

from .. import rules
from ..declaration import Ledger
from ..enums import BatchState
from ..imports import mapping as columns
from ..imports import questions, staging
from ..imports.names import Names
from ..imports.written import shown_cell
from ..models import ImportBatch, StagedRow
from ..presenters import value_in_words
from .screen import LedgerScreen

PREVIEW = 50
GRID = 25
Outcome = StagedRow.Outcome
STAGED_TABS = {
    "waiting": (Outcome.WAITING,),
    "duplicate": (Outcome.DUPLICATE,),
    "ready": (Outcome.READY, Outcome.DONE),
    "dropped": (Outcome.DROPPED,),
}


class BatchScreen(LedgerScreen):
    """A screen about one import the person may see."""

    @cached_property
    def batch(self) -> ImportBatch:
        batch = (
            ImportBatch.objects.select_related("received_by__person", "unit")
            .filter(pk=self.kwargs["batch"], ledger=self.ledger.key)
            .first()
        )
        if batch is None:
            raise Http404(self.kwargs["batch"])
        return batch

    def may_open(self) -> Decision:
        decision = super().may_open() and rules.may_see_batch(self.request.user, self.batch)
        if decision and self.request.method == "POST":
            return self.may_work()
        return decision

    def may_work(self) -> Decision:
        return rules.may_work_on_batch(self.request.user, self.batch, self.ledger)

    def get_trail(self) -> list[tuple[str, str]]:
        return [*super().get_trail(), (reverse("ledger:import", args=[self.ledger.key]), _("Import a spreadsheet"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "batch": self.batch, "state_label": BatchState(self.batch.state).label}


@dataclass(frozen=True)
class GridCell:
    name: str  # of the input
    label: str
    text: str
    problem: str
    options: str  # id of the list of values that may be meant
    long: bool


@dataclass(frozen=True)
class GridRow:
    number: int
    cells: tuple[GridCell, ...]
    problems: tuple[dict[str, str], ...]
    outcome: str
    label: str
    record: int | None
    twin: int | None
    may_replace: bool


class Tabs:
    """The tabs of one import, and the rows of the open one."""

    def __init__(self, request: HttpRequest, ledger: Ledger, batch: ImportBatch) -> None:
        self.request, self.ledger, self.batch = request, ledger, batch
        self.counts: dict[str, int] = batch.counts
        self.decided = batch.state in (BatchState.APPLIED, BatchState.UNDONE)
        self.fields = [(name, index) for index, name in sorted(columns.field_mapping(batch.mapping).items())]
        self.tab = self._tab()

    def _tab(self) -> str:
        asked = self.request.GET.get("tab", "")
        names = [name for name, _label, _count in self.tabs()]
        if asked in names:
            return asked
        return "waiting" if self.counts["waiting"] else next((name for name, _label, count in self.tabs() if count), "new")

    def tabs(self) -> list[tuple[str, str, int]]:
        counts = self.counts
        found = [
            ("new", _("New"), counts["new"]),
            ("changed", _("Changed"), counts["changed"]),
            ("same", _("Same as in the ledger"), counts["same"]),
            ("waiting", _("Waiting"), counts["waiting"]),
            ("duplicate", _("Twice in this file"), counts["duplicate"]),
            ("dropped", _("Left out"), counts["dropped"]),
        ]
        return found

    def context(self) -> dict[str, Any]:
        sheet = columns.sheet_of(self.batch)
        return {
            "counts": self.counts,
            "tabs": self.tabs(),
            "tab": self.tab,
            "decided": self.decided,
            "taken": self.counts["new"] + self.counts["changed"],
            "no_records": [(first, why, last) for first, why, last in sheet["dropped"]],
            "no_records_count": sum(last - first + 1 for first, _why, last in sheet["dropped"]),
            "heads": [str(self.ledger.label_of(name)) for name, _index in self.fields],
            "other_sheets": [s["name"] for s in self.batch.inspection["sheets"] if s["name"] != self.batch.sheet and s["columns"]],
            **self._questions(),
            **(self._grid() if self.tab in STAGED_TABS else self._preview()),
        }

    # ---- values nobody knows ------------------------------------------------------------------------------------------

    def _questions(self) -> dict[str, Any]:
        if self.batch.state not in (BatchState.CHECKED, BatchState.APPLIED):
            return {"questions": []}
        known: dict[str, list[str]] = {}
        found = []
        for question in self.batch.questions:
            field = question["field"]
            if field not in known:
                known[field] = [name for name, _label in questions.meanings(self.ledger, field)]
            few = len(known[field]) <= questions.SHOWN_CHOICES
            others = [name for name in known[field] if name not in question["guesses"]] if few else []
            found.append({**question, "label": str(self.ledger.label_of(field.split(".")[0])), "others": others})
        return {"questions": found}

    # ---- rows that need a hand ----------------------------------------------------------------------------------------

    def _grid(self) -> dict[str, Any]:
        outcomes = STAGED_TABS[self.tab]
        rows = StagedRow.objects.filter(batch=self.batch, outcome__in=outcomes).order_by("row_no")
        page = Paginator(rows, GRID).get_page(self.request.GET.get("p"))
        lists = self._lists()
        return {"page": page, "grid": [self._grid_row(row, lists) for row in page.object_list], "lists": lists.values()}

    def _lists(self) -> dict[str, tuple[str, list[str]]]:
        """For each column of names: (id of its list, the names)."""
        found = {}
        for name, _index in self.fields:
            names = [text for text, _label in questions.meanings(self.ledger, name)] if name in self.ledger.kind_map else []
            if 0 < len(names) <= questions.SHOWN_CHOICES:
                found[name] = (f"list-{name}", names)
        return found

    def _grid_row(self, row: StagedRow, lists: dict[str, tuple[str, list[str]]]) -> GridRow:
        bad = {problem["field"]: problem["sentence"] for problem in row.problems}
        cells = []
        for name, _index in self.fields:
            text = shown_cell({**row.raw, **row.mended}.get(name))
            long = "\n" in text or name in self.ledger.lines_map
            label = str(self.ledger.label_of(name))
            cells.append(GridCell(f"r{row.row_no}-{name}", label, text, bad.get(name, ""), lists.get(name, ("", []))[0], long))
        record = row.target if row.outcome in (Outcome.DONE, Outcome.READY, Outcome.WAITING) else None
        twin = row.target if row.outcome == Outcome.DUPLICATE else None
        label = str(Outcome(row.outcome).label)
        may_replace = self.batch.state == BatchState.APPLIED and row.outcome in (Outcome.WAITING, Outcome.DUPLICATE)
        return GridRow(row.row_no, tuple(cells), tuple(row.problems), row.outcome, label, record, twin, may_replace)

    # ---- rows that read well ------------------------------------------------------------------------------------------

    def _preview(self) -> dict[str, Any]:
        if self.decided:
            return self._written()
        page = Paginator(range(self.batch.counts["checked"][self.tab]), PREVIEW).get_page(self.request.GET.get("p"))
        start = page.object_list[0] if page.object_list else 0
        names, rows = staging.page_of(self.batch, self.tab, start, PREVIEW)
        ready = StagedRow.objects.filter(batch=self.batch, outcome=Outcome.READY, action=self.tab).order_by("row_no")
        mended = [self._grid_row(row, {}) for row in ready[:200]] if page.number == 1 else []
        shown = Names(self.ledger)
        return {
            "page": page,
            "preview": [self._preview_row(names, row, shown) for row in self._learned(names, rows, shown)],
            "mended": mended,
        }

    def _learned(self, names: list[str], rows: list[staging.StagedValues], shown: Names) -> list[staging.StagedValues]:
        """One query per column of references, not one per row."""
        for slot, name in enumerate(names):
            if name not in shown.kinds:
                continue
            if self.tab == staging.NEW:
                shown.learn(name, {row[3][slot] for row in rows})
            elif self.tab == staging.CHANGED:
                shown.learn(name, {value for row in rows for place, *both in row[5] if place == slot for value in both})
        pks = [row[3] for row in rows if self.tab != staging.NEW]
        self.titles = {row.pk: str(getattr(row, self.ledger.title)) for row in self.ledger.model._default_manager.filter(pk__in=pks)}
        return rows

    def _preview_row(self, names: list[str], row: staging.StagedValues, shown: Names) -> dict[str, Any]:
        if self.tab == staging.NEW:
            said = dict(zip(names, row[3], strict=True))
            return {"number": row[0], "cells": [self._words(name, said.get(name), said, shown) for name, _index in self.fields]}
        found: dict[str, Any] = {"number": row[0], "pk": row[3], "title": self.titles.get(row[3], row[3])}
        if self.tab == staging.CHANGED:
            found["changes"] = [
                (str(self.ledger.label_of(names[slot])), self._words(names[slot], was, {}, shown), self._words(names[slot], now, {}, shown))
                for slot, was, now in row[5]
            ]
        return found

    def _words(self, name: str, value: Any, said: dict[str, Any], shown: Names) -> str:
        if name in shown.kinds:
            return shown.of(name, value)
        text = value_in_words(self.ledger, name, value, {})
        column = self.ledger.column_map.get(name)
        return f"{text}+" if column and column.floor and said.get(column.floor) and text else text

    def _written(self) -> dict[str, Any]:
        """After the decision: the records themselves, in the order of the sheet."""
        rows = self.ledger.model._default_manager.filter(batch=self.batch).order_by("source_row", "pk")
        if self.tab == staging.CHANGED:
            pks = [row[2] for _chunk, _names, was in staging.chunks_of(self.batch) for row in was]
            rows = self.ledger.model._default_manager.filter(pk__in=pks[:5_000]).order_by("pk")
        elif self.tab == staging.SAME:
            rows = rows.none()
        related = [name for name, _index in self.fields if name in self.ledger.kind_map and self.ledger.kind_map[name].field.is_relation]
        page = Paginator(rows.select_related(*related), PREVIEW).get_page(self.request.GET.get("p"))
        plain = [name for name, _index in self.fields if name in self.ledger.kind_map]
        return {
            "page": page,
            "heads": [str(self.ledger.label_of(name)) for name in plain],
            "written": [(row, [self.ledger.kind_map[name].show(row) for name in plain]) for row in page.object_list],
        }
