"""Taking in a sheet: upload, look at what it would change, take it in."""

from __future__ import annotations

import io
from typing import Any, ClassVar

from django.contrib import messages
from django.core import signing
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from rongmei.base.directory import actions, rules
from rongmei.base.directory.actions import KeptSheet
from rongmei.base.directory.exports import Heading, write_template
from rongmei.base.directory.forms import SheetForm
from rongmei.base.directory.imports import Outcome, SheetKind
from rongmei.base.directory.imports.kinds import CHOICES, COLUMNS
from rongmei.base.directory.imports.reading import letters
from rongmei.base.directory.models import User
from rongmei.base.directory.views.base import ConsoleMixin
from rongmei.base.history.decisions import Decision, Invalid

SALT = "rongmei.directory.sheet"
A_DAY = 24 * 3600
SHOWN = 200  # lines and problems on the page; the counts are of all
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SheetImport(ConsoleMixin, TemplateView):
    """One address a kind: GET asks for the file, POST shows what it would change, and takes it in when that is asked for."""

    template_name = "directory/import.html"
    header_icon = "upload"
    kind: ClassVar[SheetKind]

    @property
    def list_url(self) -> str:
        return reverse(f"directory:{self.kind.value}")

    def rule(self, actor: User) -> Decision:
        return rules.may_keep_outlets(actor) if self.kind == SheetKind.OUTLETS else rules.may_keep_directory(actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns = [(c.heading, c.aliases[:4], c.required) for c in COLUMNS[self.kind]]
        return super().get_context_data(**{"upload": SheetForm(), "columns": columns, "list_url": self.list_url, **kwargs})

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        if "template" in request.GET:
            file = io.BytesIO()
            write_template(str(self.kind.label), _headings(self.kind), file)
            file.seek(0)
            return FileResponse(file, as_attachment=True, filename=f"{self.kind.label}.xlsx", content_type=SPREADSHEET)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            sheet = self._sheet(request)
        except Invalid as problem:
            return self._again(str(problem))
        tab, mapping = request.POST.get("tab", ""), _mapping(request)
        if "take_in" in request.POST:
            try:
                plan = actions.take_in_sheet(actor=self.actor, sheet=sheet, tab=tab, mapping=mapping)
            except Invalid as problem:
                messages.error(request, str(problem))
            else:
                done = _("Taken in: %(new)d new, %(changed)d changed, %(same)d as they were.") % plan.counts
                messages.success(request, done)
                return redirect(self.list_url)
        return self._preview(sheet, tab, mapping)

    def _sheet(self, request: HttpRequest) -> KeptSheet:
        """The file just uploaded, or the one the page before was about. Raises Invalid."""
        if "token" in request.POST:
            try:
                name, stored = signing.loads(request.POST["token"], salt=self._salt(), max_age=A_DAY)
            except signing.BadSignature:
                raise Invalid(_("The page was open too long: choose the file again.")) from None
            return KeptSheet(self.kind, name, stored)
        form = SheetForm(request.POST, request.FILES)
        if not form.is_valid():
            raise Invalid(_("No file was chosen: choose a spreadsheet (xlsx, xls, ods, csv)."))
        return actions.keep_sheet(actor=self.actor, kind=self.kind, file=form.cleaned_data["file"])

    def _salt(self) -> str:
        return f"{SALT}.{self.kind.value}.{self.actor.pk}"

    def _preview(self, sheet: KeptSheet, tab: str, mapping: dict[str, int]) -> HttpResponse:
        token = signing.dumps([sheet.name, sheet.stored], salt=self._salt())
        try:
            table = actions.look_at_sheet(actor=self.actor, sheet=sheet, tab=tab, mapping=mapping)
        except Invalid as problem:
            return self._again(str(problem))
        asked = {"token": token, "file_name": sheet.name, "table": table, "headings": letters(table), "fields": _fields(self.kind)}
        try:
            plan = actions.plan_sheet(actor=self.actor, table=table)
        except Invalid as problem:
            return self._again(str(problem), **asked)
        shown = {
            "plan": plan,
            "counts": [(outcome.label, plan.counts[outcome.value]) for outcome in Outcome],
            "problems": plan.problems[:SHOWN],
            "new": plan.of(Outcome.NEW)[:SHOWN],
            "changed": plan.of(Outcome.CHANGED)[:SHOWN],
            "anything": bool(plan.of(Outcome.NEW) or plan.of(Outcome.CHANGED)),
        }
        return self.render_to_response(self.get_context_data(**asked, **shown), status=422 if plan.problems else 200)

    def _again(self, sentence: str, **more: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(sentence=sentence, **more), status=422)


def _mapping(request: HttpRequest) -> dict[str, int]:
    """Field → column index as chosen in the selects named ``column-INDEX``; the first column of a field wins."""
    found: dict[str, int] = {}
    for name, field in request.POST.items():
        index = name.removeprefix("column-")
        if name != index and index.isdecimal() and len(index) < 6 and field:
            found.setdefault(str(field), int(index))
    return found


def _headings(kind: SheetKind) -> list[Heading]:
    offered = tuple(str(member.label) for member in CHOICES[kind]) if kind in CHOICES else ()
    return [Heading(column.heading, column.required, offered if column.field == "kind" else ()) for column in COLUMNS[kind]]


def _fields(kind: SheetKind) -> list[tuple[str, str]]:
    return [(column.field, column.heading) for column in COLUMNS[kind]]


class UnitImport(SheetImport):
    kind = SheetKind.UNITS
    title = gettext_lazy("Import units")
    trail: ClassVar[list[dict[str, Any]]] = [{"url": reverse_lazy("directory:units"), "label": gettext_lazy("Units")}]


class PeopleImport(SheetImport):
    kind = SheetKind.PEOPLE
    title = gettext_lazy("Import people")
    trail: ClassVar[list[dict[str, Any]]] = [{"url": reverse_lazy("directory:people"), "label": gettext_lazy("People")}]


class OutletImport(SheetImport):
    kind = SheetKind.OUTLETS
    title = gettext_lazy("Import outlets")
    trail: ClassVar[list[dict[str, Any]]] = [{"url": reverse_lazy("directory:outlets"), "label": gettext_lazy("Outlets")}]
