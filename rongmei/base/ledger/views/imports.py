"""The way of a spreadsheet into a ledger: upload, columns, check, mend, take in, undo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Unit
from rongmei.base.history.decisions import Decision, Invalid, Refused

from .. import actions, rules, tasks
from ..enums import SETTLING, BatchState
from ..imports import mapping as columns
from ..imports.keeping import would_keep
from ..imports.pace import worker_is_gone
from ..models import ImportBatch
from .import_files import RejectedScreen, SourceScreen, TemplateScreen
from .import_pages import BatchScreen, Tabs
from .screen import LedgerScreen

UNDER_WAY = (BatchState.CHECKING, BatchState.APPLYING)


class ImportScreen(LedgerScreen):
    """Upload a file; below it, the imports so far."""

    template_name = "ledger/import.html"

    def may_open(self) -> Decision:
        return super().may_open() and rules.may_record_anywhere(self.request.user, self.ledger)

    def get_page_title(self) -> str:
        return _("Import a spreadsheet")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        batches = ImportBatch.objects.filter(ledger=self.ledger.key).select_related("received_by__person").defer("inspection", "questions")
        if not rules.sees_all(self.request.user):
            batches = batches.filter(received_by_id=self.request.user.pk)
        return {**super().get_context_data(**kwargs), "batches": batches[:50]}

    def post(self, request: HttpRequest, key: str) -> HttpResponseBase:
        file = request.FILES.get("file")
        if file is None:
            messages.error(request, _("No file is chosen: choose one, or drag it onto the field."))
            return redirect("ledger:import", key)
        done, batch = self.try_to(
            lambda: actions.receive_import(actor=request.user, ledger=self.ledger, file=file, name=file.name or "")  # type: ignore[arg-type,misc]
        )
        if not done or batch is None:
            return redirect("ledger:import", key)
        if getattr(batch, "received_before", False):
            when = timezone.localtime(batch.received_at).strftime("%Y-%m-%d %H:%M")
            messages.info(
                request,
                _("This very file came on %(when)s (“%(name)s”): here it is. Nothing was added.") % {"when": when, "name": batch.file_name},
            )
            return redirect("ledger:import_batch", key, batch.pk)
        if columns.profile_of(self.ledger, batch.fingerprint) and self.check_at_once(batch):
            return redirect("ledger:import_batch", key, batch.pk)
        return redirect("ledger:import_columns", key, batch.pk)

    def check_at_once(self, batch: ImportBatch) -> bool:
        """A form of sheet seen before needs no questions."""
        try:
            mapped = actions.map_import(actor=self.request.user, batch=batch, year=batch.year, unit=batch.unit_id)  # type: ignore[arg-type]
            tasks.check_soon(actor=self.request.user, batch=mapped)  # type: ignore[arg-type]
        except (Invalid, Refused):
            return False
        messages.info(self.request, _("A sheet with these headings was taken in before: its columns are read as they were then."))
        return True


class ColumnsScreen(BatchScreen):
    """What each column of the sheet says."""

    template_name = "ledger/import_columns.html"

    def get_page_title(self) -> str:
        return _("Columns of “%(name)s”") % {"name": self.batch.file_name}

    @cached_property
    def sheet(self) -> dict[str, Any]:
        name = self.request.POST.get("sheet") or self.request.GET.get("sheet") or self.batch.sheet
        try:
            return columns.sheet_of(self.batch, name)
        except Invalid:
            raise Http404(name) from None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.batch.state not in SETTLING:
            return redirect("ledger:import_batch", self.ledger.key, self.batch.pk)
        return self.render()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        post, batch = self.request.POST, self.batch
        same = self.sheet["name"] == batch.sheet
        chosen: dict[str, str] | None = batch.mapping if same else None
        if post:
            chosen = self.posted_mapping()
        found = columns.mapped_columns(self.ledger, self.sheet, chosen)
        return {
            **super().get_context_data(**kwargs),
            "sheet": self.sheet,
            "sheets": [(s["name"], s["hidden"], s["row_count"], bool(s["columns"] and s["row_count"])) for s in batch.inspection["sheets"]],
            "columns": found,
            "options": columns.option_labels(self.ledger),
            "required": [name for name, kind in self.ledger.kind_map.items() if kind.required],
            "left_out": sum(not column.field for column in found),
            "year": post.get("year", batch.year or ""),
            "unit": post.get("unit", str(batch.unit_id or "")),
            "units": Unit.objects.filter(valid_to=None).order_by("path").values_list("pk", "name"),
            "confirm": "confirm" in post if post else batch.confirm,
            "may_confirm": rules.may_confirm(self.request.user, self.ledger),
        }

    def posted_mapping(self) -> dict[str, str]:
        return {str(index): self.request.POST.get(f"col-{index}", "") for index, _letter, _title in self.sheet["columns"]}

    def post(self, request: HttpRequest, key: str, batch: int) -> HttpResponseBase:
        unit, year = request.POST.get("unit", ""), request.POST.get("year", "").strip()
        try:
            if year and not year.isdecimal():
                raise Invalid(_("“%(year)s” is no year: one like 2026 is expected.") % {"year": year}, _("Year"))
            mapped = actions.map_import(
                actor=request.user,  # type: ignore[arg-type]
                batch=self.batch,
                sheet=self.sheet["name"],
                mapping=self.posted_mapping(),
                year=int(year) if year else None,
                unit=int(unit) if unit.isdecimal() else None,
                confirm="confirm" in request.POST,
            )
            tasks.check_soon(actor=request.user, batch=mapped)  # type: ignore[arg-type]
        except (Invalid, Refused) as problem:
            messages.error(request, str(problem))
            return self.render(status=422)
        return redirect("ledger:import_batch", key, self.batch.pk)


class SheetScreen(BatchScreen):
    """Another sheet of the same file."""

    def post(self, request: HttpRequest, key: str, batch: int) -> HttpResponseBase:
        done, other = self.try_to(lambda: actions.open_sheet(actor=request.user, batch=self.batch, sheet=request.POST.get("sheet", "")))  # type: ignore[arg-type]
        return redirect("ledger:import_batch", key, other.pk if done and other else self.batch.pk)


class CheckScreen(BatchScreen):
    """Where an import stands: under way, stopped, or checked with everything there is to see and decide."""

    def get_template_names(self) -> list[str]:
        return ["ledger/import_progress.html" if self.batch.state in (*UNDER_WAY, BatchState.FAILED) else "ledger/import_check.html"]

    def get_page_title(self) -> str:
        return self.batch.file_name

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.batch.state == BatchState.RECEIVED:
            return redirect("ledger:import_columns", self.ledger.key, self.batch.pk)
        return self.render()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {**super().get_context_data(**kwargs), "sheet": columns.sheet_of(self.batch)}
        if self.batch.state in (*UNDER_WAY, BatchState.FAILED):
            return {**context, "stuck": worker_is_gone(self.batch), "total": context["sheet"]["row_count"]}
        return {**context, **Tabs(self.request, self.ledger, self.batch).context(), "may_work": self.may_work()}


class ProgressScreen(BatchScreen):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return JsonResponse({"state": self.batch.state, "progress": self.batch.progress, "stuck": worker_is_gone(self.batch)})


class AgainScreen(BatchScreen):
    """Check once more, or go on where a worker died."""

    def post(self, request: HttpRequest, key: str, batch: int) -> HttpResponseBase:
        if self.batch.state == BatchState.APPLYING:
            self.try_to(lambda: tasks.apply_soon(actor=request.user, batch=self.batch))  # type: ignore[arg-type]
        else:
            self.try_to(lambda: tasks.check_soon(actor=request.user, batch=self.batch))  # type: ignore[arg-type]
        return redirect("ledger:import_batch", key, self.batch.pk)


class ApplyScreen(BatchScreen):
    def post(self, request: HttpRequest, key: str, batch: int) -> HttpResponseBase:
        done, applied = self.try_to(lambda: tasks.apply_soon(actor=request.user, batch=self.batch))  # type: ignore[arg-type]
        if done and applied and applied.state == BatchState.APPLIED:
            counts = applied.counts
            messages.success(
                request,
                _("Taken in: %(new)d new, %(changed)d changed. %(waiting)d wait for a hand.")
                % {"new": counts["new"], "changed": counts["changed"], "waiting": counts["waiting"]},
            )
        return redirect("ledger:import_batch", key, self.batch.pk)


class UndoScreen(BatchScreen):
    """What an undo would do, before it does it."""

    template_name = "ledger/import_undo.html"

    def get_page_title(self) -> str:
        return _("Undo the import of “%(name)s”") % {"name": self.batch.file_name}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.batch.state != BatchState.APPLIED:
            return redirect("ledger:import_batch", self.ledger.key, self.batch.pk)
        voided, reverted, kept = would_keep(request.user, self.batch)
        return self.render(voided=voided, reverted=reverted, kept=kept)

    def post(self, request: HttpRequest, key: str, batch: int) -> HttpResponseBase:
        self.try_to(
            lambda: actions.undo_import(actor=request.user, batch=self.batch),  # type: ignore[arg-type]
            lambda done: (
                _("Undone: %(voided)d voided, %(reverted)d brought back, %(kept)d kept.")
                % {"voided": done.voided, "reverted": done.reverted, "kept": len(done.kept)}
            ),
        )
        return redirect("ledger:import_batch", key, self.batch.pk)


class RowsScreen(BatchScreen):
    """The grid: cells typed over, rows left out. Whatever was typed on the page is kept, whichever button was pressed."""

    def post(self, request: HttpRequest, key: str, batch: int) -> HttpResponseBase:
        drop, save = request.POST.get("drop", ""), request.POST.get("save", "")
        replace = request.POST.get("replace", "")
        typed = self.typed(save or replace)
        if typed:
            done, rows = self.try_to(
                lambda: actions.mend_staged_rows(actor=request.user, batch=self.batch, typed=typed, replace=bool(replace))  # type: ignore[arg-type]
            )
            if done and rows is not None:
                self.report(rows)
        if drop.isdecimal():
            self.try_to(
                lambda: actions.drop_staged_row(actor=request.user, batch=self.batch, row_no=int(drop)),  # type: ignore[arg-type]
                _("Row %(row)s is left out.") % {"row": drop},
            )
        tab, page = request.POST.get("tab", "waiting"), request.POST.get("p", "1")
        return redirect(f"{reverse('ledger:import_batch', args=[key, self.batch.pk])}?tab={tab}&p={page}#rows")

    def typed(self, asked: str) -> dict[int, dict[str, str]]:
        """Rows with a cell that differs from what the page showed, and the row whose button was pressed (or all)."""
        found: dict[int, dict[str, str]] = {}
        changed: set[int] = set()
        for name in self.request.POST:
            row, _dash, field = name.partition("-")
            if not (row[:1] == "r" and row[1:].isdecimal() and field in self.ledger.importable):
                continue
            number, text = int(row[1:]), self.request.POST[name].replace("\r\n", "\n")
            found.setdefault(number, {})[field] = text
            if text != self.request.POST.get(f"was-{name}", text).replace("\r\n", "\n"):
                changed.add(number)
        if asked == "all":
            return found
        return {number: cells for number, cells in found.items() if number in changed or str(number) == asked}

    def report(self, rows: list[Any]) -> None:
        waiting = sum(row.outcome in ("waiting", "duplicate") for row in rows)
        if len(rows) > waiting:
            messages.success(self.request, _("%(count)d rows read well now.") % {"count": len(rows) - waiting})
        if waiting:
            messages.warning(self.request, _("%(count)d rows still need a hand; what you typed is kept.") % {"count": waiting})


class ValuesScreen(BatchScreen):
    """What written values mean, settled once for all rows and files."""

    def post(self, request: HttpRequest, key: str, batch: int) -> HttpResponseBase:
        asked = zip(request.POST.getlist("field"), request.POST.getlist("written"), request.POST.getlist("meant"), strict=False)
        meanings = [(field, written, meant.strip()) for field, written, meant in asked if meant.strip()]
        if not meanings:
            messages.error(request, _("No meaning is chosen yet."))
        else:
            self.try_to(
                lambda: actions.remember_values(actor=request.user, batch=self.batch, meanings=meanings),  # type: ignore[arg-type]
                lambda count: _("Remembered; %(count)d rows read well now.") % {"count": count},
            )
        return redirect(f"{reverse('ledger:import_batch', args=[key, self.batch.pk])}?tab=waiting#questions")


_BATCH = "<slug:key>/import/<int:batch>/"
IMPORT_URLS = [
    path("<slug:key>/import/", ImportScreen.as_view(), name="import"),
    path("<slug:key>/import/template/", TemplateScreen.as_view(), name="import_template"),
    path(_BATCH, CheckScreen.as_view(), name="import_batch"),
    path(_BATCH + "columns/", ColumnsScreen.as_view(), name="import_columns"),
    path(_BATCH + "sheet/", SheetScreen.as_view(), name="import_sheet"),
    path(_BATCH + "progress/", ProgressScreen.as_view(), name="import_progress"),
    path(_BATCH + "again/", AgainScreen.as_view(), name="import_again"),
    path(_BATCH + "apply/", ApplyScreen.as_view(), name="import_apply"),
    path(_BATCH + "undo/", UndoScreen.as_view(), name="import_undo"),
    path(_BATCH + "rows/", RowsScreen.as_view(), name="import_rows"),
    path(_BATCH + "values/", ValuesScreen.as_view(), name="import_values"),
    path(_BATCH + "rejected/", RejectedScreen.as_view(), name="import_rejected"),
    path(_BATCH + "source/", SourceScreen.as_view(), name="import_source"),
]
