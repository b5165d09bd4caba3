"""All figures with their values in a period."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

from rongmei.base.history.decisions import Decision
from rongmei.base.ledger import registry
from rongmei.base.ledger.views.screen import Screen

from .. import engine, queries, rules
from ..enums import FigureState
from ..scope import Scope
from .periods import query_of_scope, scope_of_request

PER_PAGE = 50


class CatalogueScreen(Screen):
    """The catalogue: search, filters, and every value of the page in one query a ledger."""

    template_name = "figures/catalogue.html"
    header_icon = "calculator"

    def may_open(self) -> Decision:
        return rules.may_see_figures(self.request.user)

    def get_page_title(self) -> str:
        return _("Figures")

    @cached_property
    def scope(self) -> Scope:
        return scope_of_request(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        get = self.request.GET
        wish = queries.Wish(get.get("q", ""), get.get("ledger", ""), get.get("state", ""), get.get("chapter", ""))
        page = WagtailPaginator(queries.listed(wish), PER_PAGE).get_page(get.get("p"))
        figures = list(page.object_list)
        values = engine.recall_pairs([(figure, self.scope) for figure in figures])
        ledgers = {ledger.key: str(ledger.label) for ledger in registry.all_ledgers()}
        query = get.copy()
        query.pop("p", None)
        return {
            **super().get_context_data(**kwargs),
            "page": page,
            "lines": [
                (figure, value, queries.shown(value), ledgers.get(figure.ledger, "")) for figure, value in zip(figures, values, strict=True)
            ],
            "scope": self.scope,
            "scope_query": query_of_scope(self.scope),
            "page_query": query.urlencode(),
            "ledgers": ledgers.items(),
            "chapters": queries.chapters(),
            "states": FigureState.choices,
            "may_define": rules.may_define(self.request.user),
        }
