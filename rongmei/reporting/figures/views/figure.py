"""One figure: its value, where it comes from, how it lies, and what hangs on it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

from rongmei.base.history.decisions import Decision, Invalid
from rongmei.base.ledger import queries as ledger_queries
from rongmei.base.ledger.declaration import Ledger
from rongmei.base.ledger.querystring import query_of
from rongmei.base.ledger.views.screen import Screen

from .. import engine, queries, rules
from ..charts import chart
from ..enums import FigureKind, Split
from ..models import Figure
from ..scope import Scope
from .periods import query_of_scope, scope_of_request, units

ROWS_PER_PAGE = 50


class FigureScreenBase(Screen):
    """A screen about one figure; its key is in the address."""

    header_icon = "calculator"
    figure: Any

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = queries.by_key(kwargs["figure_key"])
        if found is None:
            raise Http404(kwargs["figure_key"])
        self.figure = found

    def may_open(self) -> Decision:
        return rules.may_see_figures(self.request.user)

    def get_page_title(self) -> str:
        return self.figure.label

    def get_trail(self) -> list[tuple[str, str]]:
        return [(reverse("figures:index"), _("Figures"))]

    @cached_property
    def scope(self) -> Scope:
        return scope_of_request(self.request)


class FigureScreen(FigureScreenBase):
    """The figure in a period."""

    template_name = "figures/figure.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        figure, scope, user = self.figure, self.scope, self.request.user
        comparison = queries.compare(figure, scope)
        uses = queries.used_in(figure)
        return {
            **super().get_context_data(**kwargs),
            "figure": figure,
            "scope": scope,
            "scope_query": query_of_scope(scope),
            "units": units() if figure.kind != FigureKind.MANUAL else [],
            "unit": self.request.GET.get("unit", ""),
            "value": comparison.now,
            "shown": queries.shown(comparison.now),
            "note": self.note(),
            "comparison": comparison,
            "recounted": queries.shown(comparison.recounted),
            "target": self.target(comparison.now),
            **self.layout(),
            **self.rows(),
            "parts": self.parts(),
            "ingredients": self.ingredients(),
            "versions": self.versions(),
            "uses": uses,
            "targets": queries.targets_of(figure),
            "manual_values": queries.manual_values_of(figure),
            "published": queries.published_of(figure),
            "readings": figure.readings.exclude(holder_kind="").filter(whole=None).defer("rows_blob")[:20],
            "may_change": rules.may_change(user, figure),
            "may_approve": rules.may_approve(user, figure),
            "may_retire": rules.may_retire(user, figure, uses),
            "may_enter": rules.may_enter_value(user, figure),
            "may_set_target": rules.may_set_target(user, figure),
        }

    def note(self) -> str:
        """The sentence of the definition in the reader's language; as stored where the ledger has changed since."""
        try:
            return queries.note(self.figure)
        except Invalid:
            return self.figure.note_cn

    def target(self, value: engine.Value) -> dict[str, Any] | None:
        target = queries.target_for(self.figure, self.scope)
        if target is None:
            return None
        planned = engine.tidy(target.value)
        reached = round(float(value.amount) / float(planned) * 100, 1) if value.amount is not None and planned else None
        return {"planned": planned, "source": target.source, "reached": reached}

    def layout(self) -> dict[str, Any]:
        """The chart and the table under it."""
        by = Split(self.request.GET["by"]) if self.request.GET.get("by") in Split.values else Split.MONTH
        if self.figure.kind == FigureKind.MANUAL:
            by = Split.YEAR
        try:
            bars = engine.breakdown(self.figure, self.scope, by)
        except Invalid:
            bars = []  # the value says why
        options = chart(bars, label=self.figure.label, unit_word=self.figure.unit_word, by=by)
        splits = [(split.value, split.label) for split in Split if self.figure.kind != FigureKind.MANUAL or split == Split.YEAR]
        return {
            "by": by,
            "splits": splits,
            "bars": [(bar.label, bar.value, queries.shown(bar.value), self.bar_link(bar)) for bar in bars],
            "chart": options,
            "adds_up": engine.additive(self.figure) and by != Split.YEAR,
        }

    def bar_link(self, bar: engine.Bar) -> str:
        return f"{reverse('figures:figure', args=[self.figure.key])}?{query_of_scope(bar.scope)}#rows"

    def rows(self) -> dict[str, Any]:
        """The list behind the number: only rows the reader may see, and how many there are in all."""
        if self.figure.kind != FigureKind.LEDGER:
            return {"drilled": None}
        try:
            drilled = queries.rows_for(self.request.user, self.figure, self.scope)
            selection = engine.selection_of(self.figure, self.scope)
        except Invalid:
            return {"drilled": None}
        page = WagtailPaginator(drilled.rows, ROWS_PER_PAGE).get_page(self.request.GET.get("p"))
        link = query_of(drilled.ledger, selection.conditions, selection.start, selection.end, state="confirmed")
        return {
            "drilled": drilled,
            "page": page,
            "page_query": f"{query_of_scope(self.scope)}&by={self.request.GET.get('by', '')}",
            "list_query": link,
            **table_of(drilled.ledger, list(page.object_list)),
        }

    def parts(self) -> dict[str, Any] | None:
        """其中, and the rows that make a difference, as far as the reader may see them."""
        check = engine.check_parts(self.figure, self.scope)
        if check is None:
            return None
        strays = {
            name: self.visible(pks) for name, pks in (("missing", check.missing), ("double", check.double), ("outside", check.outside))
        }
        return {
            "check": check,
            "lines": [(part, queries.shown(value)) for part, value in check.parts],
            "strays": [(name, rows, len(getattr(check, name))) for name, rows in strays.items() if getattr(check, name)],
        }

    def visible(self, pks: tuple[int, ...]) -> list[tuple[int, str]]:
        if not pks:
            return []
        ledger = engine.ledger_of(self.figure)
        rows = ledger_queries.visible(self.request.user, ledger.model._default_manager.filter(pk__in=pks[:200]))
        return [(row.pk, str(getattr(row, ledger.title))) for row in rows.order_by("pk")[:20]]

    def ingredients(self) -> list[tuple[Figure, str, engine.Value]]:
        figures = queries.ingredients_of(self.figure)
        values = engine.compute_pairs([(figure, self.scope) for figure in figures])
        return [(figure, queries.shown(value), value) for figure, value in zip(figures, values, strict=True)]

    def versions(self) -> list[tuple[Any, list[str]]]:
        """Each version, newest first, with what it says differently from the one before."""
        found = list(self.figure.versions.select_related("made_by__person", "approved_by__person")[:20])
        older = [*found[1:], None]
        return [
            (version, queries.changes_between(before.definition, version.definition) if before else [])
            for version, before in zip(found, older, strict=True)
        ]


def table_of(ledger: Ledger, rows: list[Any], *, at_most: int = 0) -> dict[str, Any]:
    """The ledger's own list columns; with `at_most` the day, the title and the next ones that fit."""
    columns = [name for name, column in ledger.column_map.items() if column.in_list]
    if at_most:
        first = [ledger.time, ledger.title]
        columns = [*first, *(name for name in columns if name not in first)][:at_most]
    return {
        "headers": [(ledger.label_of(name), ledger.kind_map[name].numeric) for name in columns],
        "row_lines": [
            (row, [(ledger.kind_map[name].show(row), name == ledger.title, ledger.kind_map[name].numeric) for name in columns])
            for row in rows
        ],
    }
