"""Proofreading a summary: errors named before it is signed, and the pass the signature rests on."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from rongmei.base.history.decisions import Invalid
from rongmei.content.proofdesk import engine, queries
from rongmei.content.proofdesk.enums import Answer
from rongmei.content.proofdesk.models import ProofRun
from rongmei.reporting.summary import actions
from rongmei.reporting.summary.assembling import assemble
from rongmei.reporting.summary.checks import objections
from rongmei.reporting.summary.models import Summary
from rongmei.reporting.summary.tests.conftest import Office

WRONG = "<p>全年座落于东湖的新馆，，接待师生。</p>"


@pytest.fixture(autouse=True)
def fresh_proofreader() -> Iterator[None]:
    engine.forget()
    yield
    engine.forget()


def written(office: Office, html: str) -> Summary:
    made = actions.create_summary(actor=office.manager, year=2026, title="2026年总结")
    body = json.dumps([{"type": "text", "value": html, "id": "11111111-1111-4111-8111-111111111111"}])
    return actions.change_body(actor=office.manager, summary=made, body=body)


def test_open_errors_are_named_before_the_signature(office: Office) -> None:
    summary = written(office, WRONG)
    named = objections(summary, assemble(summary))
    assert [objection.sentence.split("”：")[0] for objection in named] == [
        "校对提示“……全年座落于东湖的新馆，，……",
        "校对提示“……座落于东湖的新馆，，接待师生。……",
    ]
    with pytest.raises(Invalid, match="座落于东湖"):
        actions.sign_summary(actor=office.head, summary=summary)


def test_a_clean_text_is_signed_on_a_pass_of_exactly_this_text(office: Office) -> None:
    summary = written(office, "<p>全年坐落于东湖的新馆接待师生。</p>")
    signed = actions.sign_summary(actor=office.head, summary=summary)
    (run,) = queries.runs_of("summary", signed.pk)
    assert (run.step, run.style, run.made_by, run.findings.count()) == ("签发情况", "gongwen", office.head, 0)


def test_an_error_signed_with_a_reason_stands_in_the_pass_with_it(office: Office) -> None:
    summary = written(office, WRONG)
    reasons = {objection.key: "碑文原文" for objection in objections(summary, assemble(summary))}
    actions.sign_summary(actor=office.head, summary=summary, reasons=reasons)
    run = ProofRun.objects.get(subject_kind="summary")
    assert [(one.answer, one.reason, one.answered_by) for one in run.findings.all()] == [(Answer.IGNORED, "碑文原文", office.head)] * 2
    assert queries.open_errors("summary", summary.pk) == []


def test_what_was_decided_in_a_pass_is_not_named_again(office: Office) -> None:
    summary = written(office, WRONG)
    client = Client()
    client.force_login(office.manager, backend="django.contrib.auth.backends.ModelBackend")
    page = client.post(reverse("summary:proof", args=[summary.pk]), follow=True)
    assert (page.status_code, page.context["counts"]["error"]) == (200, 2)
    first = queries.open_errors("summary", summary.pk)[0]
    client.post(reverse("proofdesk:answer", args=[first.pk]), {"answer": "ignored", "reason": "碑文原文"})
    assert len(objections(summary, assemble(summary))) == 1


def test_a_signed_summary_takes_no_more_decisions_and_is_shown_to_who_may_see_it(office: Office) -> None:
    summary = written(office, "<p>全年接待师生。</p>")
    subject = queries.runs_of("summary", summary.pk)
    run = actions.proofread_summary(actor=office.manager, summary=summary)
    assert list(subject) == [run]
    assert not queries.may_see_run(office.correspondent, run)
    assert queries.may_see_run(office.auditor, run)
    actions.sign_summary(actor=office.head, summary=summary)
    assert queries.may_see_run(office.correspondent, run)
