"""Each proof keeps what the machine found in the text that was proofread."""

from __future__ import annotations

from django.urls import reverse

from rongmei.content.proofdesk.models import ProofRun
from rongmei.content.proofdesk.queries import open_errors
from rongmei.content.proofdesk.registry import subject_of

from .office import PROOFS, REVIEWS, Office
from .test_doors import act, browser, rest
from .test_writing import at

WRONG = "<p>近日，，图书馆举办讲座。</p>"


def test_proof_keeps_its_findings_and_the_sheet_names_them(office: Office) -> None:
    office.procedure(*REVIEWS, *PROOFS)
    manuscript = office.submitted(body=[{"type": "paragraph", "value": WRONG}])
    office.sign(manuscript, "editor", "chief", "deputy_head")
    assert ProofRun.objects.count() == 0
    office.sign(manuscript, "proofreader", "proofreader2")
    assert list(ProofRun.objects.order_by("pk").values_list("step", "subject_kind", "subject_id")) == [
        ("一校", "manuscript", str(manuscript.pk)), ("二校", "manuscript", str(manuscript.pk)),
    ]  # fmt: skip
    assert [finding.found for finding in open_errors("manuscript", manuscript.pk)] == ["，，"]
    assert browser(office.editor).get(at("sheet", manuscript))["Content-Type"] == "application/pdf"


def test_findings_of_a_manuscript_are_seen_by_those_who_see_it(office: Office) -> None:
    manuscript = office.draft()
    desk = subject_of("manuscript")
    answers = [bool(desk.may_see(office.user(name), str(manuscript.pk))) for name in ("editor", "correspondent", "stranger", "nobody")]
    assert answers == [True, True, False, False]
    assert bool(desk.may_answer(office.auditor, str(manuscript.pk))) is False


def test_the_machine_reads_the_present_text_before_anybody_signs_by_screen_and_rest(office: Office) -> None:
    office.procedure(*REVIEWS, *PROOFS)
    manuscript = office.submitted(body=[{"type": "paragraph", "value": WRONG}])
    editor = browser(office.editor)
    assert "The machine found 1 place." in act(office.editor, manuscript, "proofread").content.decode()
    run = ProofRun.objects.get()
    page = editor.get(at("story", manuscript)).content.decode()
    assert ("1 place open" in page, "over an earlier text" in page) == (True, False)
    # in place, in the text; the auditor reads it and starts no pass of his own
    assert "，，</mark>" in editor.get(reverse("proofdesk:run", args=[run.pk])).content.decode()
    act(office.auditor, manuscript, "proofread")
    assert ProofRun.objects.count() == 1
    office.save(manuscript, by=office.editor, body=[{"type": "paragraph", "value": "<p>近日，图书馆举办讲座。</p>"}])
    assert "over an earlier text" in editor.get(at("story", manuscript)).content.decode()
    assert rest(office.editor, "post", f"{manuscript.pk}/proofread/").status_code == 200
    assert [found.findings.count() for found in ProofRun.objects.order_by("pk")] == [1, 0]
