"""What a reader could object to, and what finding it costs."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rongmei.reporting.figures.models import Figure
from rongmei.reporting.summary.actions import SlotChoice, bind_slot
from rongmei.reporting.summary.assembling import assemble
from rongmei.reporting.summary.checks import objections
from rongmei.reporting.summary.enums import Binding
from rongmei.reporting.summary.models import Summary
from rongmei.reporting.summary.tests.conftest import Office, figure


def nested(office: Office, summary: Summary, count: int, stem: str = "two") -> list[Figure]:
    """Figures in the text, each a part of the one before: count - 1 of them are wholes. They take the places of those before."""
    made: list[Figure] = []
    refs = [slot.ref for slot in summary.slots.exclude(found__measure_word="").order_by("position")]
    for number, ref in enumerate(refs[:count]):
        law = [{"dim": "unit", "op": "is", "value": office.law.pk}] if number else []
        whole = {"part_of": made[-1].key} if made else {}
        made.append(figure(office, f"{stem}.n{number}", f"{stem}第{number}层", "count", conditions=law, **whole))
        bind_slot(actor=office.manager, summary=summary, ref=ref, choice=SlotChoice(Binding.FIGURE, figure=made[-1].key))
    return made


def queries(ask: Callable[[], object]) -> int:
    ask()
    with CaptureQueriesContext(connection) as found:
        ask()
    return len(found)


def test_parts_that_do_not_add_up_are_objected_to(office: Office, summary: Summary) -> None:
    outer, inner = nested(office, summary, 2)
    (objection,) = objections(summary, assemble(summary))
    assert (objection.key, objection.figure) == (f"parts:{outer.key}", outer)
    assert objection.sentence == f"“{outer.label}”的分项合计为 2，与总数 5 不符（相差 3）。"
    assert inner.part_of == outer


def test_checking_parts_costs_the_same_for_one_whole_and_for_three(office: Office, summary: Summary, client: Client) -> None:
    client.force_login(office.manager, backend="django.contrib.auth.backends.ModelBackend")
    page = reverse("summary:show", args=[summary.pk])
    nested(office, summary, 2)
    assembled = assemble(summary)
    one = queries(lambda: objections(summary, assembled)), queries(lambda: client.get(page))
    nested(office, summary, 4, "four")
    assembled = assemble(summary)
    assert (queries(lambda: objections(summary, assembled)), queries(lambda: client.get(page))) == one
