"""REST of the summaries: how every place stands, binding it, and the document as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema

from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger.api import ANSWERS

from . import actions, rules
from .assembling import Standing, assemble
from .enums import Binding, WhenZero
from .exporting import export
from .models import Summary


class SummaryOut(Schema):
    id: int
    title: str
    year: int
    edition: int
    state: str
    digest: str


class SlotOut(Schema):
    slot: str
    binding: str
    figure: str
    shown: str
    problem: str
    warning: str


class SlotIn(Schema):
    """binding: figure | name | year | rows | text; only the fields of that binding matter."""

    binding: str
    figure: str = ""
    form: str = "exact"
    years_back: int = 0
    as_published: bool = False
    when_zero: str = "flag"
    name_kind: str = ""
    name_id: int | None = None
    rows_column: str = ""
    rows_pattern: str = "{}"
    rows_most: int = 3
    text: str = ""
    note: str = ""


router = Router(tags=["summaries"])


def _summary(request: HttpRequest, pk: int) -> Summary:
    summary = Summary.objects.get(pk=pk)
    rules.may_see(request.user, summary).require()
    return summary


@router.get("/", response={200: list[SummaryOut], **ANSWERS})
def list_summaries(request: HttpRequest) -> list[Summary]:
    """Those the person may see, newest year first."""
    rules.may_see_summaries(request.user).require()
    return [summary for summary in Summary.objects.all() if rules.may_see(request.user, summary)]


@router.get("/{pk}/slots/", response={200: list[SlotOut], **ANSWERS})
def list_slots(request: HttpRequest, pk: int) -> list[SlotOut]:
    """Every live place in reading order."""
    return [_slot_out(stand) for stand in assemble(_summary(request, pk)).in_order()]


def _slot_out(stand: Standing) -> SlotOut:
    return SlotOut(
        slot=stand.slot.ref,
        binding=str(stand.slot.binding),
        figure=stand.slot.figure.key if stand.slot.figure else "",
        shown=stand.shown,
        problem=stand.problem,
        warning=stand.warning,
    )


@router.put("/{pk}/slots/{ref}/", response={200: SlotOut, **ANSWERS})
def bind_slot(request: HttpRequest, pk: int, ref: str, slot: SlotIn) -> SlotOut:
    """Decide what stands in a place."""
    summary = _summary(request, pk)
    for name, written, known in (("binding", slot.binding, Binding.values), ("when_zero", slot.when_zero, WhenZero.values)):
        if written not in known:
            raise Invalid(
                _("“%(found)s” found, one of %(expected)s expected.") % {"found": written[:20], "expected": "、".join(known)}, name
            )
    choice = actions.SlotChoice(Binding(slot.binding), **slot.dict(exclude={"binding"}))
    actions.bind_slot(actor=request.user, summary=summary, ref=ref, choice=choice)
    return _slot_out(assemble(summary).standings[ref])  # also of a place the text does not use just now


@router.get("/{pk}/export/{to}/", response=ANSWERS)
def export_summary(request: HttpRequest, pk: int, to: str, masked: str = "") -> HttpResponse:
    """The document as docx, pdf, html or txt; masked: digits or fixed."""
    summary = _summary(request, pk)
    data, media_type = export(assemble(summary).document, to, masked)
    actions.note_export(actor=request.user, summary=summary, to=to, masked=masked)
    return HttpResponse(data, content_type=media_type)
