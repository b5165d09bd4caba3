"""A reading: the value as it was signed, its rows as they were, and what moved since."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Decision, Invalid
from rongmei.base.ledger import queries as ledger_queries
from rongmei.base.ledger import registry
from rongmei.base.ledger.views.screen import Screen

from .. import engine, queries, rules
from ..enums import FigureKind
from ..models import Reading

PER_PAGE = 50


class ReadingScreen(Screen):
    template_name = "figures/reading.html"
    header_icon = "lock"
    reading: Reading

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = Reading.objects.select_related("figure", "taken_by__person").filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404(kwargs["pk"])
        self.reading = found

    def may_open(self) -> Decision:
        return rules.may_see_figures(self.request.user)

    def get_page_title(self) -> str:
        return _("%(label)s, as read on %(day)s") % {"label": self.reading.label, "day": timezone.localdate(self.reading.taken_at)}

    def get_trail(self) -> list[tuple[str, str]]:
        figure = self.reading.figure
        return [(reverse("figures:index"), _("Figures")), (reverse("figures:figure", args=[figure.key]), figure.label)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reading = self.reading
        drift = engine.drift(reading)
        return {
            **super().get_context_data(**kwargs),
            "reading": reading,
            "figure": reading.figure,
            "scope": engine.scope_of(reading),
            "shown": queries.shown(engine.value_of(reading)),
            "drift": drift,
            "now": queries.shown(drift.now),
            "added": self.added(drift),
            "untouched": engine.digest_of(reading) == reading.digest,
            "changes": queries.changes_between(reading.definition, reading.figure.snapshot()) if drift.definition_changed else [],
            "ingredients": [(one, queries.shown(engine.value_of(one))) for one in reading.ingredients.order_by("pk")],
            **self.rows(),
        }

    def rows(self) -> dict[str, Any]:
        """Rows as they stood, a page at a time, those that moved since marked."""
        reading = self.reading
        if reading.definition.get("kind") != FigureKind.LEDGER or not registry.has(reading.ledger):
            return {"frozen": None}
        wanted = self.request.GET.get("p", "1")
        number = max(1, int(wanted)) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 7 else 1
        try:
            now = engine.freeze(engine.as_figure(reading), engine.scope_of(reading)).blob
        except Invalid:
            now = None
        frozen = queries.frozen_rows(self.request.user, reading, now, first=(number - 1) * PER_PAGE, count=PER_PAGE)
        ledger = frozen.ledger
        names = [column.field for column in ledger.columns if column.in_list]
        return {
            "frozen": frozen,
            "number": number,
            "pages": max(1, -(-frozen.visible // PER_PAGE)),
            "headers": [ledger.label_of(name) for name in names],
            "row_lines": [(row, [(row.values.get(name, ""), name == ledger.title) for name in names]) for row in frozen.rows],
        }

    def added(self, drift: engine.Drift) -> list[tuple[int, str]]:
        """Rows that came since, as far as the reader may see them."""
        if not drift.added or not registry.has(self.reading.ledger):
            return []
        ledger = registry.get(self.reading.ledger)
        rows = ledger_queries.visible(self.request.user, ledger.model._default_manager.filter(pk__in=drift.added[:200]))
        return [(row.pk, str(getattr(row, ledger.title))) for row in rows.order_by("pk")[:50]]
