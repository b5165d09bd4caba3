"""REST of the ledgers. The same rules, readers and actions as the screens; refusals are the same sentences."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Annotated, Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema
from ninja.security import HttpBearer
from pydantic import Field

from rongmei.base.history.decisions import Invalid
from rongmei.base.history.queries import events_of

from . import actions, queries, registry, rules
from .actions.tokens import digest_of
from .declaration import Ledger, in_chinese, in_english
from .enums import RowState
from .models import ApiToken, Entry
from .querystring import conditions_from_query, period_from_query
from .reading import shown, to_json, values_of
from .selection import Selection

PER_PAGE = 100
Pk = Annotated[int, Field(ge=0, le=2**63 - 1)]
Page = Annotated[int, Field(ge=1, le=1_000_000)]


class TokenAuth(HttpBearer):
    """A key of a person; `request.user` becomes that person."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = ApiToken.objects.select_related("user__person").filter(digest=digest_of(token), ended_at=None, user__is_active=True).first()
        if found is None:
            return None
        request.user = found.user
        rules.may_use_token(found.user, write=self.writes(request), token_writes=found.may_write).require()
        if found.last_used_on != timezone.localdate():
            actions.note_token_used(actor=found.user, token=found)
        return found

    def writes(self, request: HttpRequest) -> bool:
        """Whether the request needs a key that may write; a door that only answers questions says no."""
        return request.method not in ("GET", "HEAD")


class ColumnOut(Schema):
    name: str
    label: str
    label_en: str
    kind: str
    required: bool


class LedgerOut(Schema):
    key: str
    label: str
    label_en: str
    columns: list[ColumnOut]
    lines: list[str]
    measures: list[str]


class RowOut(Schema):
    id: int
    version: int
    state: str
    values: dict[str, Any]
    shown: dict[str, str]
    source: str


class RowsOut(Schema):
    total: int
    page: int
    rows: list[RowOut]


class RowIn(Schema):
    """values: column or lines name → what a person would write; lines are lists of objects."""

    values: dict[str, Any]
    state: str = "submitted"


class RowChange(Schema):
    values: dict[str, Any]
    version: Pk


class MoveIn(Schema):
    ids: Annotated[list[Pk], Field(max_length=5_000)]
    to: str
    note: Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")] = ""


class MoveOut(Schema):
    done: list[int]
    refused: dict[int, str]


class EventOut(Schema):
    seq: int
    at: dt.datetime
    kind: str
    actor: str
    detail: dict[str, Any]


class ProblemOut(Schema):
    """Why not: one sentence, and one per place when several places are wrong."""

    sentence: str
    places: dict[str, str] = {}


router = Router(tags=["ledgers"])
ANSWERS: dict[int, Any] = {401: ProblemOut, 403: ProblemOut, 404: ProblemOut, 409: ProblemOut, 422: ProblemOut}


def _state(text: str, known: Iterable[RowState]) -> RowState:
    """Raises Invalid for a word that is none of these states."""
    if text not in tuple(known):
        words = "、".join(state.value for state in known)
        raise Invalid(_("“%(to)s” is no state: %(known)s are.") % {"to": shown(text), "known": words})
    return RowState(text)


def _ledger(request: HttpRequest, key: str) -> Ledger:
    rules.may_see_ledgers(request.user).require()
    return registry.get(key)


def _row(request: HttpRequest, ledger: Ledger, pk: int) -> Entry:
    rows = queries.with_lines(ledger, ledger.model._default_manager.select_related(*queries.related(ledger), "batch"))
    row = rows.get(pk=pk)
    rules.may_see(request.user, row).require()
    return row


def _row_out(ledger: Ledger, row: Entry) -> RowOut:
    return RowOut(
        id=row.pk,
        version=row.version,
        state=row.state,
        values=to_json(ledger, values_of(ledger, row)),
        shown={name: kind.show(row) for name, kind in ledger.kind_map.items()},
        source=row.source,
    )


@router.get("/", response={200: list[LedgerOut], **ANSWERS})
def list_ledgers(request: HttpRequest) -> list[LedgerOut]:
    """What can be recorded and counted here."""
    rules.may_see_ledgers(request.user).require()
    return [
        LedgerOut(
            key=ledger.key,
            label=in_chinese(ledger.label),
            label_en=in_english(ledger.label),
            columns=[
                ColumnOut(
                    name=name,
                    label=in_chinese(ledger.label_of(name)),
                    label_en=in_english(ledger.label_of(name)),
                    kind=kind.name,
                    required=kind.required,
                )
                for name, kind in ledger.kind_map.items()
            ],
            lines=list(ledger.lines_map),
            measures=list(ledger.measure_map),
        )
        for ledger in registry.all_ledgers()
    ]


@router.get("/{key}/rows/", response={200: RowsOut, **ANSWERS})
def list_rows(request: HttpRequest, key: str, page: Page = 1, q: str = "", state: str = "", sort: str = "") -> RowsOut:
    """Rows the person may see. Conditions as in the console's addresses: `f.DIM.OP=value`, `start`, `end`."""
    ledger = _ledger(request, key)
    query: QueryDict = request.GET
    start, end = period_from_query(query)
    selection = Selection(ledger, conditions_from_query(ledger, query), start, end, counted=False)
    rows = queries.listed(request.user, ledger, selection, words=q, state=state, sort=sort)
    first = (page - 1) * PER_PAGE
    pages = queries.Pages(ledger, rows, "batch", lines=True)
    return RowsOut(total=pages.count(), page=page, rows=[_row_out(ledger, row) for row in pages[first : first + PER_PAGE]])


# Before the rows themselves: the first address that fits is taken.
@router.post("/{key}/rows/move/", response={200: MoveOut, **ANSWERS})
def move_rows(request: HttpRequest, key: str, move: MoveIn) -> MoveOut:
    """Submit, confirm, return, void or restore."""
    ledger = _ledger(request, key)
    to = _state(move.to, RowState)
    visible = queries.visible(request.user, ledger.model._default_manager.filter(pk__in=move.ids))
    pks = list(visible.values_list("pk", flat=True))
    outcome = actions.move_rows(actor=request.user, ledger=ledger, pks=pks, to=to, note=move.note)
    return MoveOut(done=outcome.done, refused=dict(outcome.refused))


@router.get("/{key}/rows/{pk}/", response={200: RowOut, **ANSWERS})
def get_row(request: HttpRequest, key: str, pk: Pk) -> RowOut:
    ledger = _ledger(request, key)
    return _row_out(ledger, _row(request, ledger, pk))


@router.post("/{key}/rows/", response={201: RowOut, **ANSWERS})
def create_row(request: HttpRequest, key: str, row: RowIn) -> tuple[int, RowOut]:
    """Record a row. Every place that needs mending is named at once."""
    ledger = _ledger(request, key)
    to = _state(row.state, (RowState.DRAFT, RowState.SUBMITTED, RowState.CONFIRMED))
    made = actions.create_row(actor=request.user, ledger=ledger, raw=row.values, to=to)
    return 201, _row_out(ledger, _row(request, ledger, made.pk))


@router.patch("/{key}/rows/{pk}/", response={200: RowOut, **ANSWERS})
def change_row(request: HttpRequest, key: str, pk: Pk, change: RowChange) -> RowOut:
    """Change the named columns. `version` is the one that was read; an older one is refused."""
    ledger = _ledger(request, key)
    _row(request, ledger, pk)
    actions.change_row(actor=request.user, ledger=ledger, pk=pk, raw=change.values, version=change.version)
    return _row_out(ledger, _row(request, ledger, pk))


@router.get("/{key}/rows/{pk}/history/", response={200: list[EventOut], **ANSWERS})
def row_history(request: HttpRequest, key: str, pk: Pk) -> list[EventOut]:
    """Who did what to the row, oldest first."""
    ledger = _ledger(request, key)
    _row(request, ledger, pk)
    return [
        EventOut(seq=event.seq, at=event.at, kind=event.kind, actor=event.actor_label, detail=json.loads(event.detail or "{}"))
        for event in events_of(ledger.key, pk)
    ]
