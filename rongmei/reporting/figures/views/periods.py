"""The period and the unit a screen speaks of, from its address."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Unit
from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger.querystring import period_from_query

from ..scope import Scope


def scope_of_query(query: QueryDict) -> Scope:
    """?year=2022, or start and end, or this year; ?unit= narrows it. Raises Invalid with one sentence."""
    year = query.get("year", "").strip()
    if year:
        if not year.isascii() or not year.isdecimal() or not 1900 <= int(year) <= 2200:
            raise Invalid(_("“%(found)s” is not a year: write it like 2022.") % {"found": year[:20]}, _("Year"))
        scope = Scope.year(int(year))
    else:
        start, end = period_from_query(query)
        this = timezone.localdate().year
        scope = Scope(start or dt.date((end.year if end else this), 1, 1), end or dt.date((start.year if start else this), 12, 31))
    unit = query.get("unit", "")
    return scope.in_unit(int(unit)) if unit.isascii() and unit.isdecimal() else scope


def scope_of_request(request: HttpRequest) -> Scope:
    """As scope_of_query; a period that cannot be read is told and this year shown."""
    try:
        return scope_of_query(request.GET)
    except Invalid as problem:
        messages.error(request, str(problem))
        return Scope.year(timezone.localdate().year)


def query_of_scope(scope: Scope) -> str:
    """The part of an address that leads back to the scope."""
    unit = next((f"&unit={value}" for dim, _op, value in scope.conditions if dim == "unit"), "")
    return f"start={scope.start.isoformat()}&end={scope.end.isoformat()}{unit}"


def units() -> list[tuple[str, str]]:
    return [(str(unit.pk), f"{'　' * unit.depth}{unit.name}") for unit in Unit.objects.order_by("path")]
