"""One row: its page, its form, its evidence."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.history.decisions import Decision, Invalid, Refused
from rongmei.base.history.queries import events_of

from .. import actions, queries, registry, rules
from ..enums import ROW_MOVES, RowState
from ..forms import RowForm, raw_of
from ..kinds import LinesKind
from ..models import Entry, Evidence
from ..presenters import happenings
from .screen import LedgerScreen

MOVE_LABELS = {
    RowState.SUBMITTED: gettext_lazy("Submit"),
    RowState.CONFIRMED: gettext_lazy("Confirm"),
    RowState.RETURNED: gettext_lazy("Return…"),
    RowState.VOIDED: gettext_lazy("Void…"),
    RowState.DRAFT: gettext_lazy("Restore"),
}


class RowScreen(LedgerScreen):
    """A screen about one row the person may see."""

    @cached_property
    def row(self) -> Entry:
        related = (*queries.related(self.ledger), "batch", "recorded_by__person", "confirmed_by__person")
        rows = queries.with_lines(self.ledger, self.ledger.model._default_manager.select_related(*related))
        row = rows.filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404(self.kwargs["pk"])
        return row

    def may_open(self) -> Decision:
        return super().may_open() and rules.may_see(self.request.user, self.row)

    def get_page_title(self) -> str:
        return str(getattr(self.row, self.ledger.title)) or f"{self.ledger.label} {self.row.pk}"


class RecordScreen(RowScreen):
    """Everything about one row: what it says, its lines, evidence, where it came from and what happened to it."""

    template_name = "ledger/record.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, ledger, user = self.row, self.ledger, self.request.user
        named = {name for section in ledger.sections for name in section.fields}
        plain = [name for name in ledger.kind_map if name not in named]
        sections = [("", plain), *((str(s.label), s.fields) for s in ledger.sections)]
        moves = []
        for to in sorted(ROW_MOVES[RowState(row.state)], key=list(RowState).index):
            decision = rules.may_move(user, row, to)
            moves.append((to, str(MOVE_LABELS[to]), decision, to in (RowState.RETURNED, RowState.VOIDED)))
        return {
            **super().get_context_data(**kwargs),
            "row": row,
            "sections": [
                (label, [(ledger.label_of(name), ledger.kind_map[name].show(row), ledger.kind_map[name].name) for name in names])
                for label, names in sections
                if names
            ],
            "line_tables": [] if ledger.shows_lines else [_lines_table(LinesKind(lines), row) for lines in ledger.lines],
            "evidence": queries.evidence_of(ledger, row.pk),
            "history": happenings(ledger, list(events_of(ledger.key, row.pk))),
            "may_change": rules.may_change(user, row),
            "may_record": rules.may_record(user, ledger, row.unit_id),
            "moves": moves,
            "held": registry.holds_on(ledger, [row.pk]).get(row.pk, ""),
        }


def _lines_table(kind: LinesKind, row: Entry) -> tuple[Any, list[Any], list[list[str]]]:
    headers = [k.field.verbose_name for k in kind.kinds.values()]
    body = [[k.show(line) for k in kind.kinds.values()] for line in kind.children(row)]
    return kind.lines.label, headers, body


class AddScreen(LedgerScreen):
    """A new row."""

    template_name = "ledger/form.html"

    def may_open(self) -> Decision:
        return super().may_open() and rules.may_record_anywhere(self.request.user, self.ledger)

    def get_page_title(self) -> str:
        return _("New: %(ledger)s") % {"ledger": self.ledger.label}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        units = rules.own_units(self.request.user)
        start = {}
        if units and not rules.sees_all(self.request.user):
            own = next((g.unit for g in self.request.user.grants() if g.unit_id in units), None)  # type: ignore[union-attr]
            start["unit"] = own.name if own else ""
        return {
            **super().get_context_data(**kwargs),
            "form": RowForm(self.ledger, start=start),
            "may_confirm": rules.may_confirm(self.request.user, self.ledger),
        }

    def post(self, request: HttpRequest, key: str) -> HttpResponseBase:
        to = RowState(request.POST["to"]) if request.POST.get("to") in ("draft", "submitted", "confirmed") else RowState.SUBMITTED
        raw = raw_of(self.ledger, request.POST)
        try:
            row = actions.create_row(actor=request.user, ledger=self.ledger, raw=raw, to=to)
        except (Invalid, Refused) as problem:
            return refill(self, problem)
        messages.success(request, _("Recorded: %(title)s (%(state)s).") % {"title": getattr(row, self.ledger.title), "state": to.label})
        if "another" in request.POST:
            return redirect("ledger:add", key)
        return redirect("ledger:record", key, row.pk)


class EditScreen(RowScreen):
    """Changing a row. A newer version of somebody else refuses the save and keeps the text."""

    template_name = "ledger/form.html"

    def may_open(self) -> Decision:
        return super().may_open() and rules.may_change(self.request.user, self.row)

    def get_trail(self) -> list[tuple[str, str]]:
        return [*super().get_trail(), (reverse("ledger:record", args=[self.ledger.key, self.row.pk]), str(super().get_page_title()))]

    def get_page_title(self) -> str:
        return _("Change")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "form": RowForm(self.ledger, row=self.row),
            "row": self.row,
            "version": self.row.version,
        }

    def post(self, request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
        version = int(request.POST["version"]) if request.POST.get("version", "").isdecimal() else None
        try:
            actions.change_row(actor=request.user, ledger=self.ledger, pk=pk, raw=raw_of(self.ledger, request.POST), version=version)
        except (Invalid, Refused) as problem:
            return refill(self, problem)
        messages.success(request, _("Saved."))
        return redirect("ledger:record", key, pk)


def refill(screen: AddScreen | EditScreen, problem: Exception) -> HttpResponse:
    """The form again, with everything that was typed and a sentence at each place that needs mending."""
    row = screen.row if isinstance(screen, EditScreen) else None
    form = RowForm(screen.ledger, row=row, data=screen.request.POST)
    if isinstance(problem, actions.InvalidRow):
        form.add_problems(problem.problems)
        messages.error(screen.request, _("Not saved yet: %(count)d places need mending.") % {"count": len(problem.problems)})
    else:
        messages.error(screen.request, str(problem))
    return screen.render(status=422, form=form)


class EvidenceScreen(RowScreen):
    """Adding evidence, and withdrawing it."""

    def post(self, request: HttpRequest, key: str, pk: int) -> HttpResponse:
        withdraw = request.POST.get("withdraw", "")
        if withdraw.isdecimal() and len(withdraw) < 19:
            self.try_to(
                lambda: actions.withdraw_evidence(
                    actor=request.user, ledger=self.ledger, pk=pk, evidence_pk=int(withdraw), reason=request.POST.get("reason", "")
                ),
                _("The evidence is withdrawn; history keeps it."),
            )
        else:
            self.try_to(
                lambda: actions.add_evidence(
                    actor=request.user,
                    ledger=self.ledger,
                    pk=pk,
                    title=request.POST.get("title", ""),
                    url=request.POST.get("url", ""),
                    file=request.FILES.get("file"),
                ),
                _("The evidence is attached."),
            )
        return redirect(reverse("ledger:record", args=[key, pk]) + "#evidence")


class EvidenceFileScreen(RowScreen):
    """The file itself: only for those who may see the row, never run by the browser."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        evidence = Evidence.objects.filter(pk=kwargs["evidence_pk"], ledger=self.ledger.key, row_id=self.row.pk, withdrawn_at=None).first()
        if evidence is None or not evidence.file:
            raise Http404
        response = FileResponse(evidence.file.open("rb"), as_attachment=True, filename=evidence.file_name)
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response
