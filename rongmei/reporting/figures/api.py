"""REST of the figures: the catalogue, and a figure's value with the records behind it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Router

from rongmei.base.ledger import rules as ledger_rules
from rongmei.base.ledger.api import ANSWERS

from .models import Figure
from .queries import definition_json, reading_json
from .scope import Scope

router = Router(tags=["figures"])


@router.get("/", response={200: list[dict[str, Any]], **ANSWERS})
def list_figures(request: HttpRequest) -> list[dict[str, Any]]:
    """Definitions of all figures, by chapter and key."""
    ledger_rules.may_see_ledgers(request.user).require()
    return [definition_json(figure) for figure in Figure.objects.select_related("part_of").all()]


@router.get("/{key}/", response={200: dict[str, Any], **ANSWERS})
def get_figure(request: HttpRequest, key: str, start: dt.date, end: dt.date, rows: bool = False, first: int = 0) -> dict[str, Any]:
    """The value in a period (both days counted), the same for everybody; with `rows` the records the person may see."""
    ledger_rules.may_see_ledgers(request.user).require()
    figure = Figure.objects.get(key=key)
    return reading_json(figure, Scope(start, end), rows=rows, actor=request.user, first=max(0, min(first, 1_000_000)))
