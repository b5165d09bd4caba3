"""Building a figure from pickers, with its value and rows beside it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Decision, Invalid, Refused
from rongmei.base.ledger import registry
from rongmei.base.ledger.enums import Basis
from rongmei.base.ledger.querystring import conditions_from_query, period_from_query
from rongmei.base.ledger.views.screen import Screen

from .. import actions, queries, rules
from ..enums import FigureKind, FigureState, Period
from ..forms import FigureForm
from ..models import Figure
from ..scope import Scope
from .figure import FigureScreenBase, table_of
from .periods import scope_of_query

PREVIEW_ROWS = 20
PREVIEW_COLUMNS = 4


def choices_of(form: FigureForm, figure: Figure | None = None) -> dict[str, Any]:
    """Everything the form's pickers offer for what is chosen so far."""
    ledger = form.ledger
    wholes = Figure.objects.exclude(state=FigureState.RETIRED).order_by("key").values_list("key", "label")
    return {
        "form": form,
        "ledgers": [(one.key, str(one.label), str(one.room)) for one in registry.all_ledgers()],
        "measures": [(one.name, str(one.label), one.unit_word) for one in ledger.measures] if ledger else [],
        "dims": [(name, str(dim.label)) for name, dim in ledger.dim_map.items() if name != ledger.time] if ledger else [],
        "kinds": FigureKind.choices,
        "periods": Period.choices,
        "bases": Basis.choices,
        "others": [(key, label) for key, label in wholes if figure is None or key != figure.key],
        "chapters": queries.chapters(),
    }


def preview_of(request: HttpRequest, form: FigureForm, scope: Scope) -> dict[str, Any]:
    """Value, sentence and first rows of what is typed so far; or the sentence that says what is missing."""
    found: dict[str, Any] = {"scope": scope}
    try:
        draft = form.draft()
        if draft.kind == FigureKind.LEDGER and not draft.ledger:
            return {**found, "hint": _("Choose a ledger: the number and its records appear here.")}
        if draft.kind == FigureKind.FORMULA and not draft.expr:
            return {**found, "hint": _("Write a formula: the number appears here.")}
        if draft.kind == FigureKind.MANUAL:
            return {**found, "hint": _("The value is entered with its evidence once the figure is defined.")}
        draft.pk = Figure.objects.filter(key=draft.key).values_list("pk", flat=True).first() if draft.key else None
        draft.label = draft.label or "…"
        queries.settle(draft)
        comparison = queries.compare(draft, scope)
        found |= {
            "value": comparison.now,
            "shown": queries.shown(comparison.now),
            "unit_word": draft.unit_word,
            "earlier": comparison.earlier,
            "recounted": queries.shown(comparison.recounted),
            "note": queries.note(draft),
        }
        if draft.kind == FigureKind.LEDGER:
            drilled = queries.rows_for(request.user, draft, scope)
            found |= {"drilled": drilled, **table_of(drilled.ledger, list(drilled.rows[:PREVIEW_ROWS]), at_most=PREVIEW_COLUMNS)}
    except (Invalid, Refused) as problem:
        found["hint"] = str(problem)
    return found


class PreviewScreen(Screen):
    """Fragments of the builder for its script: the preview, and the pickers after one of them changed what others offer."""

    def may_open(self) -> Decision:
        return rules.may_define(self.request.user)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FigureForm.from_post(request.POST)
        if request.POST.get("part") == "pickers":
            return HttpResponse(render_to_string("figures/_pickers.html", choices_of(form), request=request))
        return HttpResponse(
            render_to_string("figures/_preview.html", preview_of(request, form, _scope(request, request.POST)), request=request)
        )


class BuilderScreen(Screen):
    """A new figure. `?ledger=KEY&f.DIM.OP=value&start=…&end=…` begins with a list somebody filtered."""

    template_name = "figures/builder.html"
    header_icon = "calculator"
    figure: Any = None  # the one that is changed; none while a new one is built

    def may_open(self) -> Decision:
        return rules.may_define(self.request.user)

    def get_page_title(self) -> str:
        return _("New figure")

    def get_trail(self) -> list[tuple[str, str]]:
        return [(reverse("figures:index"), _("Figures"))]

    @cached_property
    def form(self) -> FigureForm:
        if self.request.method == "POST":
            return FigureForm.from_post(self.request.POST)
        return self.first_form()

    def first_form(self) -> FigureForm:
        key = self.request.GET.get("ledger", "")
        if not registry.has(key):
            return FigureForm.from_list(None)
        ledger = registry.get(key)
        try:
            return FigureForm.from_list(ledger, conditions_from_query(ledger, self.request.GET))
        except Invalid as problem:
            messages.error(self.request, str(problem))
            return FigureForm.from_list(ledger)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.POST if self.request.method == "POST" else self.request.GET
        scope = _scope(self.request, query)
        return {
            **super().get_context_data(**kwargs),
            **choices_of(self.form, self.figure),
            "figure": self.figure,
            "start": scope.start.isoformat(),
            "end": scope.end.isoformat(),
            "preview": preview_of(self.request, self.form, scope),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "save" not in request.POST:  # add, take away, look again: without the script
            return self.render()
        try:
            figure = self.keep()
        except (Invalid, Refused) as problem:
            return self.render(status=422, problem=str(problem))
        waits = figure.state == FigureState.DRAFT  # a change of filing alone leaves the approval standing
        told = _("“%(label)s” is saved and waits for a second person.") if waits else _("“%(label)s” is saved.")
        messages.success(request, told % {"label": figure.label})
        return redirect(
            f"{reverse('figures:figure', args=[figure.key])}?start={request.POST.get('start', '')}&end={request.POST.get('end', '')}"
        )

    def keep(self) -> Figure:
        return actions.define_figure(actor=self.request.user, **self.form.definition())


class EditScreen(FigureScreenBase, BuilderScreen):
    """Changing a definition; what was approved needs a second person again."""

    def may_open(self) -> Decision:
        return rules.may_change(self.request.user, self.figure)

    def get_page_title(self) -> str:
        return _("Change “%(label)s”") % {"label": self.figure.label}

    def first_form(self) -> FigureForm:
        return FigureForm.from_figure(self.figure)

    def keep(self) -> Figure:
        version = self.request.POST.get("version", "")
        return actions.change_figure(
            actor=self.request.user, pk=self.figure.pk, version=int(version) if version.isdecimal() else None, **self.form.definition()
        )


def _scope(request: HttpRequest, query: QueryDict) -> Scope:
    """The period of the preview; one that cannot be read falls back to this year, the field keeps what was typed."""
    try:
        period_from_query(query)
        return scope_of_query(query)
    except Invalid:
        return scope_of_query(QueryDict())
