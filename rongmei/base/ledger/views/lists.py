"""The list of a ledger with its filters, and the overview of all ledgers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

from rongmei.base.history.decisions import Decision, Invalid

from .. import actions, queries, registry, rules
from ..enums import Op, RowState
from ..kinds import Kind
from ..querystring import PREFIX, conditions_from_query, period_from_query, query_of
from ..selection import Selection, describe
from .screen import LedgerScreen, Screen

PER_PAGE = 50


class IndexScreen(Screen):
    """All ledgers with what waits in each."""

    template_name = "ledger/index.html"
    header_icon = "clipboard-list"

    def may_open(self) -> Decision:
        return rules.may_see_ledgers(self.request.user)

    def get_page_title(self) -> str:
        return _("Ledgers")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups: dict[str, list[queries.LedgerCounts]] = {}
        for counts in queries.counts(self.request.user):
            groups.setdefault(str(counts.ledger.room), []).append(counts)
        return {**super().get_context_data(**kwargs), "groups": groups.items()}


@dataclass(frozen=True)
class FilterInput:
    """One input of the filter panel."""

    name: str  # f.dim.op
    label: str
    control: str  # select | text | number
    value: str
    options: tuple[tuple[str, str], ...] = ()


class ListScreen(LedgerScreen):
    """The list. What it shows is a `Selection`: the same object a figure counts."""

    template_name = "ledger/list.html"
    selection: Selection
    unread = False  # the address could not be read: nothing is listed

    def get_page_title(self) -> str:
        return str(self.ledger.label)

    def get_trail(self) -> list[tuple[str, str]]:
        return super().get_trail()[:1]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.selection = self.asked()
        except Invalid as problem:  # never a list of something else than was asked for
            messages.error(request, str(problem))
            self.selection, self.unread = Selection(self.ledger, counted=False), True
        return self.render(status=422 if self.unread else 200)

    def asked(self) -> Selection:
        """What the address asks for. Raises Invalid."""
        start, end = period_from_query(self.request.GET)
        return Selection(self.ledger, conditions_from_query(self.ledger, self.request.GET), start, end, counted=False)

    def rows(self) -> Any:
        get = self.request.GET
        if self.unread:
            return self.ledger.model._default_manager.none()
        return queries.listed(
            self.request.user, self.ledger, self.selection, words=get.get("q", ""), state=get.get("state", ""), sort=get.get("sort", "")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages: Any = queries.Pages(self.ledger, self.rows())  # all a paginator asks for: count() and slices
        page = WagtailPaginator(pages, PER_PAGE).get_page(self.request.GET.get("p"))
        rows = list(page.object_list)
        columns = [name for name, column in self.ledger.column_map.items() if column.in_list]
        evidence = queries.evidence_counts(self.ledger, [row.pk for row in rows])
        selection = self.selection
        figure_query = query_of(self.ledger, selection.conditions, selection.start, selection.end)
        return {
            **super().get_context_data(**kwargs),
            "page": page,
            "headers": [(name, self.ledger.label_of(name), self.ledger.kind_map[name].numeric, self.sort_link(name)) for name in columns],
            "lines": [
                (row, [(self.ledger.kind_map[name].show(row), self.look(name)) for name in columns], evidence.get(row.pk, 0))
                for row in rows
            ],
            "filters": self.filter_inputs(),
            "filter_sentence": describe(self.ledger, selection.conditions),
            "links": registry.list_links(self.request.user, self.ledger, figure_query),
            "query": self.request.GET.urlencode(),
            "page_query": self.without("p"),
            "states": RowState.choices,
            "views": queries.saved_views(self.request.user, self.ledger),
            "may_record": rules.may_record_anywhere(self.request.user, self.ledger),
            "may_confirm": rules.may_confirm(self.request.user, self.ledger),
            "moves": self.bulk_moves(),
        }

    def look(self, name: str) -> str:
        """Class of a cell: the title opens the record, numbers stand under each other, days do not break."""
        if name == self.ledger.title:
            return "rm-title"
        kind = self.ledger.kind_map[name]
        return "rm-number" if kind.numeric else "rm-day" if kind.name == "date" else ""

    def without(self, name: str) -> str:
        query = self.request.GET.copy()
        query.pop(name, None)
        return query.urlencode()

    def sort_link(self, name: str) -> str:
        now = self.request.GET.get("sort", "")
        query = self.request.GET.copy()
        query.pop("p", None)
        query["sort"] = f"-{name}" if now == name else name
        return f"?{query.urlencode()}"

    def filter_inputs(self) -> list[FilterInput]:
        found = []
        for name, dim in self.ledger.dim_map.items():
            if name == self.ledger.time:
                continue
            kind = self.ledger.dim_kind(name)
            for op in filter_ops(kind):
                key = f"{PREFIX}{name}.{op}"
                suffix = f" {kind.word_of(op)}" if op in (Op.FROM, Op.TO) else ""
                options = filter_options(kind)
                control = "select" if options else ("number" if kind.numeric else "text")
                found.append(FilterInput(key, f"{dim.label}{suffix}", control, self.request.GET.get(key, ""), options))
        return found

    def bulk_moves(self) -> list[tuple[str, str, str]]:
        """(state, label, why not) of the buttons over the list."""
        confirm = rules.may_confirm(self.request.user, self.ledger)
        record = rules.may_record_anywhere(self.request.user, self.ledger)
        return [
            (RowState.SUBMITTED, _("Submit"), record.reason),
            (RowState.CONFIRMED, _("Confirm"), confirm.reason),
            (RowState.RETURNED, _("Return…"), confirm.reason),
            (RowState.VOIDED, _("Void…"), record.reason),
        ]


def filter_ops(kind: Kind) -> tuple[Op, ...]:
    """The operations the filter panel offers; the figure builder offers all."""
    if kind.name == "date" or kind.numeric:
        return (Op.FROM, Op.TO)
    if kind.name == "unit":
        return (Op.UNDER,)
    if kind.name in ("words", "link"):
        return (Op.CONTAINS,)
    return (Op.IS,)


def filter_options(kind: Kind) -> tuple[tuple[str, str], ...]:
    """Options of a select, empty for a free input."""
    if kind.name == "choice":
        return tuple((str(value), str(label)) for value, label in kind.field.flatchoices if value not in ("", None))
    if kind.name == "yesno":
        return (("是", _("yes")), ("否", _("no")))
    if kind.field.is_relation and kind.name != "person":
        return tuple((name, name) for name, label in kind.choices() if name)  # type: ignore[attr-defined]
    return ()


class MoveScreen(LedgerScreen):
    """Bulk submit, confirm, return, void. Each row answers for itself; the next screen names the ones that stayed."""

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        pks = [int(pk) for pk in request.POST.getlist("row") if pk.isdecimal() and len(pk) < 19]
        to = request.POST.get("to", "")
        if to not in RowState.values:
            messages.error(request, _("Choose what should happen to the chosen records."))
        elif not pks:
            messages.error(request, _("No record is chosen: tick the ones that are meant."))
        else:
            self.move(pks, RowState(to))
        back = request.POST.get("back", "")
        return redirect(
            f"{reverse('ledger:list', args=[key])}?{back}"
            if "row_page" not in request.POST or not pks
            else reverse("ledger:record", args=[key, pks[0]])
        )

    def move(self, pks: list[int], to: RowState) -> None:
        visible = list(
            queries.visible(self.request.user, self.ledger.model._default_manager.filter(pk__in=pks)).values_list("pk", flat=True)
        )
        note = self.request.POST.get("note", "")
        done, outcome = self.try_to(lambda: actions.move_rows(actor=self.request.user, ledger=self.ledger, pks=visible, to=to, note=note))
        if not done or outcome is None:
            return
        if outcome.done:
            messages.success(self.request, _("%(count)d records: %(state)s.") % {"count": len(outcome.done), "state": to.label})
        reasons: dict[str, list[int]] = {}
        for pk, reason in outcome.refused:
            reasons.setdefault(reason, []).append(pk)
        for reason, refused in reasons.items():
            numbers = "、".join(str(pk) for pk in refused[:10]) + ("…" if len(refused) > 10 else "")
            messages.warning(
                self.request,
                _("%(count)d stayed (no. %(numbers)s): %(reason)s") % {"count": len(refused), "numbers": numbers, "reason": reason},
            )


class ViewsScreen(LedgerScreen):
    """Saving and forgetting a filter."""

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        if request.POST.get("drop", "").isdecimal() and len(request.POST["drop"]) < 19:
            self.try_to(
                lambda: actions.drop_view(actor=request.user, ledger=self.ledger, pk=int(request.POST["drop"])), _("The view is forgotten.")
            )
            return redirect("ledger:list", key)
        query = request.POST.get("query", "")
        self.try_to(
            lambda: actions.save_view(
                actor=request.user,
                ledger=self.ledger,
                name=request.POST.get("name", ""),
                query=query,
                shared=bool(request.POST.get("shared")),
            ),
            _("The view is kept under the list's title."),
        )
        return redirect(f"{reverse('ledger:list', args=[key])}?{query}")
