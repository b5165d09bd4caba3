"""From last year's Word file to a signed summary, its drift and its revised edition."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document as WordDocument

from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.queries import verify
from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import change_row, create_row
from rongmei.base.ledger.enums import RowState
from rongmei.reporting.figures.models import Figure, Reading
from rongmei.reporting.summary import actions
from rongmei.reporting.summary.assembling import assemble
from rongmei.reporting.summary.document import plain
from rongmei.reporting.summary.enums import Binding, SummaryState
from rongmei.reporting.summary.exporting import export
from rongmei.reporting.summary.models import Summary
from rongmei.reporting.summary.queries import compare_editions, drifts

from .conftest import Office, lecture

pytestmark = pytest.mark.django_db


def slot_of(summary: Summary, original: str) -> str:
    return summary.slots.filter(original=original).order_by("position").first().ref


def settle_all(summary: Summary, office: Office) -> None:
    by = office.manager
    bind = actions.bind_slot
    figure = lambda key, form="exact", **more: actions.SlotChoice(Binding.FIGURE, figure=key, form=form, **more)  # noqa: E731
    bind(actor=by, summary=summary, ref=slot_of(summary, "3"), choice=figure("lecture.count"))
    bind(actor=by, summary=summary, ref=slot_of(summary, "2"), choice=figure("lecture.units"))
    bind(actor=by, summary=summary, ref=slot_of(summary, "200余"), choice=figure("lecture.person_times", "yu"))
    bind(actor=by, summary=summary, ref=slot_of(summary, "1"), choice=figure("lecture.law"))
    bind(actor=by, summary=summary, ref=slot_of(summary, "**"), choice=actions.SlotChoice(Binding.NAME, name_kind="university"))
    bind(actor=by, summary=summary, ref=slot_of(summary, "0"), choice=actions.SlotChoice(Binding.TEXT, text="2"))


def text_of(summary: Summary) -> str:
    document = assemble(summary).document
    return "\n".join(plain(block.content) for block in document.blocks)


def test_word_file_becomes_slots_with_proposals(summary: Summary) -> None:
    assert [s.original for s in summary.slots.all() if s.binding == Binding.OPEN] == ["**", "3", "2", "200余", "1", "0"]
    best = summary.slots.get(ref=slot_of(summary, "3")).proposals[0]
    assert (best["key"], best["kind"]) == ("lecture.count", "figure")
    assert summary.slots.get(ref=slot_of(summary, "200余")).proposals[0]["key"] == "lecture.person_times"


def test_year_slot_moves_on_with_the_summary(summary: Summary) -> None:
    assert text_of(summary).splitlines()[1].startswith("2026年，")


def test_the_coming_year_moves_on_too_and_a_figure_of_it_is_refused(summary: Summary, office: Office) -> None:
    by, ref = office.manager, slot_of(summary, "0")
    choice = actions.SlotChoice(Binding.YEAR, years_back=-1)
    actions.bind_slot(actor=by, summary=summary, ref=ref, choice=choice)
    assert assemble(summary).standings[ref].shown == "2027"
    for binding, years in ((Binding.FIGURE, -1), (Binding.YEAR, -2), (Binding.YEAR, 10)):
        choice = actions.SlotChoice(binding, figure="lecture.count", form="exact", years_back=years)
        with pytest.raises(Invalid, match=str(years)):
            actions.bind_slot(actor=by, summary=summary, ref=ref, choice=choice)
    # the form still holds the year's number when somebody makes plain text of it
    actions.bind_slot(actor=by, summary=summary, ref=ref, choice=actions.SlotChoice(Binding.TEXT, text="明年", years_back=-1))
    assert assemble(summary).standings[ref].shown == "明年"


def test_open_slots_stand_in_the_text_as_they_were_and_block_the_signature(summary: Summary, office: Office) -> None:
    assert "举办理论讲堂3场" in text_of(summary)
    with pytest.raises(Invalid, match="6"):
        actions.sign_summary(actor=office.head, summary=summary)


def test_bound_slots_show_this_years_values_in_their_form(summary: Summary, office: Office) -> None:
    settle_all(summary, office)
    assert text_of(summary).splitlines()[1:] == [
        "2026年，云岭大学举办理论讲堂5场，覆盖2个二级单位，参加师生320人次。",
        "其中思想政治类讲座2场；组织参观学习2次。",
    ]
    assert assemble(summary).standings[slot_of(summary, "200余")].value.amount == 320


def test_a_form_that_says_more_than_true_is_refused_and_the_true_number_shown(summary: Summary, office: Office) -> None:
    choice = actions.SlotChoice(Binding.FIGURE, figure="lecture.person_times", form="jin", digits=1)
    actions.bind_slot(actor=office.manager, summary=summary, ref=slot_of(summary, "200余"), choice=choice)
    stand = assemble(summary).standings[slot_of(summary, "200余")]
    assert stand.shown == "320"
    assert stand.problem


def test_accepting_good_proposals_leaves_the_rest_open(summary: Summary, office: Office) -> None:
    bound = actions.bind_proposed(actor=office.manager, summary=summary)
    assert set(bound) >= {slot_of(summary, "3")}
    assert {s.binding for s in summary.slots.filter(ref__in=bound)} <= {"figure", "name", "text", "year"}


def test_signing_freezes_values_rows_and_words(summary: Summary, office: Office) -> None:
    settle_all(summary, office)
    signed = actions.sign_summary(actor=office.head, summary=summary)
    before, data = signed.digest, export(assemble(signed).document, "docx")[0]
    lecture(office, dt.date(2026, 12, 30), "迟到的一讲", unit="法学院")
    first = registry.get("lecture").model.objects.filter(held_on__year=2026).order_by("pk").first()
    change_row(actor=office.chief, ledger=registry.get("lecture"), pk=first.pk, raw={"venue": "体育馆"}, version=first.version)
    signed = Summary.objects.get(pk=signed.pk)
    assert signed.digest == before
    assert export(assemble(signed).document, "docx")[0] == data
    moved = {d.reading.figure_key: d for d in drifts(office.head, signed)}
    assert moved["lecture.count"].drift.was.amount == 5
    assert moved["lecture.count"].drift.now.amount == 6
    assert [row.title for row in moved["lecture.count"].added] == ["迟到的一讲"]
    assert [row.pk for row in moved["lecture.count"].changed] == [first.pk]
    assert verify().ok


def test_signed_edition_refuses_changes(summary: Summary, office: Office) -> None:
    settle_all(summary, office)
    signed = actions.sign_summary(actor=office.head, summary=summary)
    with pytest.raises(Refused):
        actions.bind_slot(
            actor=office.manager, summary=signed, ref=slot_of(summary, "3"), choice=actions.SlotChoice(Binding.TEXT, text="9")
        )
    with pytest.raises(Refused):
        actions.change_body(actor=office.manager, summary=signed, body="[]")


def test_revised_edition_shows_what_differs_and_replaces_the_signed_one(summary: Summary, office: Office) -> None:
    settle_all(summary, office)
    signed = actions.sign_summary(actor=office.head, summary=summary)
    lecture(office, dt.date(2026, 12, 30), "迟到的一讲", unit="文学院", heads=10)
    revised = actions.revise_summary(actor=office.manager, summary=signed)
    assert [(d.label, d.was, d.now) for d in compare_editions(revised)] == [("理论讲堂场数", "5", "6"), ("讲座参加人次", "320", "330")]
    again = actions.sign_summary(actor=office.head, summary=revised)
    assert (again.edition, again.state) == (2, SummaryState.SIGNED)
    assert Summary.objects.get(pk=signed.pk).state == SummaryState.REPLACED


def test_only_the_heads_sign(summary: Summary, office: Office) -> None:
    settle_all(summary, office)
    for who in (office.manager, office.correspondent, office.auditor):
        with pytest.raises(Refused):
            actions.sign_summary(actor=who, summary=summary)
    assert Reading.objects.count() == 0


def test_an_unapproved_definition_blocks_the_signature(summary: Summary, office: Office) -> None:
    from rongmei.reporting.figures.actions import change_figure

    settle_all(summary, office)
    count = Figure.objects.get(key="lecture.count")
    change_figure(actor=office.manager, pk=count.pk, label="理论讲堂讲座场数")
    with pytest.raises(Invalid):
        actions.sign_summary(actor=office.head, summary=summary)


def test_waiting_rows_do_not_count_and_are_told(summary: Summary, office: Office) -> None:
    settle_all(summary, office)
    lecture(office, dt.date(2026, 9, 1), "等待确认的一讲", to=RowState.SUBMITTED)
    stand = assemble(summary).standings[slot_of(summary, "3")]
    assert stand.shown == "5"
    assert stand.warning
    assert not stand.problem


def test_a_zero_figure_leaves_its_sentence_out_when_told_to(summary: Summary, office: Office) -> None:
    settle_all(summary, office)
    choice = actions.SlotChoice(Binding.FIGURE, figure="lecture.law", years_back=9, when_zero="leave_out")
    actions.bind_slot(actor=office.manager, summary=summary, ref=slot_of(summary, "1"), choice=choice)
    assert text_of(summary).splitlines()[-1] == "组织参观学习2次。"


def test_list_of_rows_names_the_first_and_says_and_others(summary: Summary, office: Office) -> None:
    choice = actions.SlotChoice(Binding.ROWS, figure="lecture.count", rows_column="title", rows_pattern="《{}》", rows_most=2)
    actions.bind_slot(actor=office.manager, summary=summary, ref=slot_of(summary, "0"), choice=choice)
    assert assemble(summary).standings[slot_of(summary, "0")].shown == "《新时代第2讲》《新时代第3讲》等"


def test_text_saved_over_somebody_elses_is_refused_and_nothing_changes(summary: Summary, office: Office) -> None:
    before = summary.body.raw_data[:]
    actions.change_heading(
        actor=office.head, summary=summary, title="新标题", signature="", dated=None, start=summary.start, end=summary.end
    )
    with pytest.raises(Invalid):
        actions.change_body(actor=office.manager, summary=summary, body="[]", version=summary.version)
    assert list(Summary.objects.get(pk=summary.pk).body.raw_data) == list(before)


def test_masked_exports_hide_names_and_digits_in_all_formats(summary: Summary, office: Office) -> None:
    settle_all(summary, office)
    document = assemble(summary).document
    plain_text = export(document, "txt")[0].decode()
    masked = export(document, "txt", "digits")[0].decode()
    assert len(masked) == len(plain_text)
    assert not any(c.isdigit() for c in masked)
    assert "云岭" not in masked
    assert "云岭" not in "".join(p.text for p in WordDocument(BytesIO(export(document, "docx", "fixed")[0])).paragraphs)
    assert export(document, "pdf", "digits")[0][:4] == b"%PDF"
    assert "云岭" not in export(document, "html", "fixed")[0].decode()


def test_value_is_the_same_for_everybody(summary: Summary, office: Office) -> None:
    settle_all(summary, office)
    assert text_of(summary) == text_of(Summary.objects.get(pk=summary.pk))
    ledger = registry.get("lecture")
    raw = {"held_on": "2026-11-02", "title": "通讯员的一讲", "speaker": "程远", "unit": "文学院", "heads": "12"}
    row = create_row(actor=office.correspondent, ledger=ledger, raw=raw)
    assert row.state == RowState.SUBMITTED


def test_a_proposal_takes_the_nearest_words_that_are_true_this_year(summary: Summary, office: Office) -> None:
    slot = summary.slots.get(ref=slot_of(summary, "200余"))
    slot.original = "近200"
    slot.save()
    choice = actions.slots.choice_of(summary, slot, {"kind": "figure", "key": "lecture.person_times", "score": 1, "why": ""})
    actions.bind_slot(actor=office.manager, summary=summary, ref=slot.ref, choice=choice)
    stand = assemble(summary).standings[slot.ref]
    assert stand.problem == ""
    assert stand.shown != "近200"


def test_last_year_as_published_or_as_recounted(summary: Summary, office: Office, figures: dict[str, Figure]) -> None:
    from rongmei.reporting.figures.actions import record_published

    ref = slot_of(summary, "3")
    choice = actions.SlotChoice(Binding.FIGURE, figure="lecture.count", years_back=1, as_published=True)
    actions.bind_slot(actor=office.manager, summary=summary, ref=ref, choice=choice)
    assert assemble(summary).standings[ref].problem != ""
    record_published(
        actor=office.manager, figure=figures["count"], start="2025-01-01", end="2025-12-31", value="4", source="2025年工作总结"
    )
    assert assemble(summary).standings[ref].shown == "4"
    recounted = actions.SlotChoice(Binding.FIGURE, figure="lecture.count", years_back=1)
    actions.bind_slot(actor=office.manager, summary=summary, ref=ref, choice=recounted)
    assert assemble(summary).standings[ref].shown == "3"


def test_signing_lists_the_rows_once_and_keeps_what_it_shows(summary: Summary, office: Office) -> None:
    settle_all(summary, office)
    with CaptureQueriesContext(connection) as asked:
        signed = actions.sign_summary(actor=office.head, summary=summary)
    listing = [one for one in asked if any(word in one["sql"] for word in ("GROUP_CONCAT", "STRING_AGG"))]
    assert len(listing) == 1
    shown = {inline.shown for inline in assemble(signed).document.slots()}
    assert {reading.shown_text for reading in Reading.objects.all()} <= shown
