"""Texts on the desk, kept passes, decisions on remarks."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as WordDocument
from docx.oxml.ns import qn

from rongmei.base.history.actions import Subject
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.models import Event
from rongmei.base.history.presenters import sentence_of

from .. import actions, engine, queries, registry
from ..enums import ANSWER_MOVES, Answer
from ..models import DeskText, KeptFinding, ProofRun, Waiver
from ..presenters import pieces_of
from .conftest import client_of, post_json

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 5)
TEXT = "今天，，我们开会。\n会议很成功。\n大家说，，很好。"


def run_of(actor: Any, text: str = TEXT) -> ProofRun:
    return actions.take_text(actor=actor, text=text, style="web", on=DAY)[1]


def doubled(run: ProofRun) -> list[KeptFinding]:
    return list(run.findings.filter(found="，，"))


def test_a_pass_keeps_findings_by_passage_with_what_stands_around(people: Any):
    first, second = doubled(run_of(people["editor"]))
    assert (first.passage, first.start, first.end, first.before, first.after) == (0, 2, 4, "今天", "我们开会。")
    assert (second.passage, second.start, second.end, second.before) == (2, 3, 5, "大家说")
    assert (first.level, first.answer, first.suggestions) == ("error", "open", ["，"])


def test_a_pass_is_bound_to_exactly_this_text(people: Any):
    run = run_of(people["editor"])
    assert run.fingerprint == engine.fingerprint_of(TEXT.split("\n"))
    assert queries.last_run("proof_text", run.subject_id, fingerprint=run.fingerprint) == run
    assert queries.last_run("proof_text", run.subject_id, fingerprint="0" * 64) is None
    assert not queries.is_other_text(run, TEXT.split("\n"))
    assert queries.is_other_text(run, [*TEXT.split("\n"), "又一段。"])


def test_open_errors_are_those_that_still_stand_in_the_text(people: Any):
    editor = people["editor"]
    run = run_of(editor)
    first, second = doubled(run)
    assert queries.open_errors("proof_text", run.subject_id) == [first, second]
    actions.answer_finding(actor=editor, pk=first.pk, answer=Answer.ACCEPTED)
    actions.answer_finding(actor=editor, pk=second.pk, answer=Answer.IGNORED, reason="引文如此")
    assert queries.open_errors("proof_text", run.subject_id) == [first]  # accepted, not mended yet
    assert queries.counts(run) == {"error": 0, "warning": 0, "suggestion": 0, "decided": 2}
    actions.change_text(actor=editor, pk=int(run.subject_id), text=queries.accepted_text(run, TEXT))
    assert queries.open_errors("proof_text", run.subject_id) == []


def test_what_was_ignored_stays_ignored_in_the_next_pass_and_in_the_editor(people: Any):
    editor = people["editor"]
    run = run_of(editor)
    actions.answer_finding(actor=editor, pk=doubled(run)[0].pk, answer=Answer.IGNORED, reason="引文如此")
    again = actions.change_text(actor=editor, pk=int(run.subject_id), text=TEXT + "\n新的一段。")
    assert [(one.answer, one.reason) for one in doubled(again)] == [("ignored", "引文如此"), ("open", "")]
    body = {"passages": [{"hash": "a", "text": TEXT.split("\n")[0]}], "kind": "proof_text", "id": run.subject_id}
    assert post_json(editor, "/console/proof/check/", body) == (
        200,
        {"passages": {"a": []}, "off": [engine.speller_off()] if engine.speller_off() else []},
    )


def test_accepting_puts_the_words_in_and_taking_back_takes_them_out(people: Any):
    editor = people["editor"]
    run = run_of(editor)
    first, second = doubled(run)
    actions.answer_finding(actor=editor, pk=first.pk, answer=Answer.ACCEPTED)
    actions.answer_finding(actor=editor, pk=second.pk, answer=Answer.ACCEPTED, chosen="：")
    assert queries.accepted_text(run, TEXT) == "今天，我们开会。\n会议很成功。\n大家说：很好。"
    actions.reopen_finding(actor=editor, pk=second.pk)
    assert queries.accepted_text(run, TEXT) == "今天，我们开会。\n会议很成功。\n大家说，，很好。"


def test_taking_an_ignored_remark_back_brings_it_back_everywhere(people: Any):
    editor = people["editor"]
    run = run_of(editor)
    first = doubled(run)[0]
    actions.answer_finding(actor=editor, pk=first.pk, answer=Answer.IGNORED, reason="引文如此")
    assert Waiver.objects.count() == 1
    actions.reopen_finding(actor=editor, pk=first.pk)
    assert Waiver.objects.count() == 0


@pytest.mark.parametrize("now", list(Answer))
@pytest.mark.parametrize("to", list(Answer))
def test_decisions_move_exactly_as_the_table_says(people: Any, now: Answer, to: Answer):
    editor = people["editor"]
    finding = doubled(run_of(editor))[0]
    if now != Answer.OPEN:
        actions.answer_finding(actor=editor, pk=finding.pk, answer=now, reason="引文")

    def move() -> KeptFinding:
        if to == Answer.OPEN:
            return actions.reopen_finding(actor=editor, pk=finding.pk)
        return actions.answer_finding(actor=editor, pk=finding.pk, answer=to, reason="引文")

    if to in ANSWER_MOVES[now]:
        assert move().answer == to
    else:
        with pytest.raises(Invalid):
            move()


def test_ignoring_needs_a_reason(people: Any):
    with pytest.raises(Invalid, match="还没有写理由"):
        actions.answer_finding(actor=people["editor"], pk=doubled(run_of(people["editor"]))[0].pk, answer=Answer.IGNORED, reason=" ")


def test_nobody_decides_on_the_text_of_another(people: Any):
    run = run_of(people["correspondent"])
    with pytest.raises(Refused, match="别人送校"):
        actions.answer_finding(actor=people["editor"], pk=doubled(run)[0].pk, answer=Answer.ACCEPTED)
    assert queries.may_see_run(people["editor"], run)
    assert not queries.may_see_run(people["correspondent"], run_of(people["editor"]))


def test_an_auditor_puts_no_text_on_the_desk(people: Any):
    with pytest.raises(Refused, match="审计员"):
        run_of(people["auditor"])


def test_things_of_a_kind_nobody_keeps_are_shown_to_nobody(people: Any):
    run = actions.keep_run(actor=SYSTEM, subject=Subject("gone", 1, "旧稿"), passages=["今天，，开会。"], style="web", on=DAY)
    assert not queries.may_see_run(people["manager"], run)
    assert registry.subject_of("gone").label("1") == ""


def test_history_tells_the_pass_and_the_decision(people: Any):
    run = run_of(people["editor"], "今天，，我们开会。")
    actions.answer_finding(actor=people["editor"], pk=doubled(run)[0].pk, answer=Answer.IGNORED, reason="引文如此")
    told = [sentence_of(event) for event in Event.objects.filter(subject_kind="proof_text").order_by("seq")]
    assert told[1:] == [
        "林见月1校对了“今天，，我们开会。”：意见 1 条，其中错误 1 条",
        "林见月1在“今天，，我们开会。”中：“，，”已忽略，理由：引文如此",
    ]


def test_a_text_taken_off_leaves_no_words_behind(people: Any):
    run = run_of(people["editor"])
    actions.remove_text(actor=people["editor"], pk=int(run.subject_id))
    kept = DeskText.objects.get(pk=run.subject_id)
    assert (kept.text, kept.removed_at is not None) == ("", True)
    assert not ProofRun.objects.filter(pk=run.pk).exists()
    assert client_of(people["editor"]).get(reverse("proofdesk:text", args=[kept.pk])).status_code == 404


def test_a_line_is_cut_at_its_findings(people: Any):
    run = run_of(people["editor"])
    lines = pieces_of(TEXT.split("\n"), list(run.findings.all()))
    assert [[piece.text for piece in line] for line in lines] == [
        ["今天", "，，", "我们开会。"],
        ["会议很成功。"],
        ["大家说", "，，", "很好。"],
    ]


# ---- screens ----------------------------------------------------------------------------------------------------------------------


def test_what_was_pasted_stays_when_it_is_refused(people: Any):
    client = client_of(people["editor"])
    answer = client.post(reverse("proofdesk:desk"), {"text": "今天，，开会。", "style": "web", "on": "昨天"})
    assert answer.status_code == 422
    assert answer.context["typed"]["text"] == "今天，，开会。"
    assert [str(message) for message in answer.context["messages"]] == ["文稿日期：“昨天”不是日期。"]


def test_a_text_file_is_read_and_checked(people: Any):
    client = client_of(people["editor"])
    file = SimpleUploadedFile("简讯.txt", "今天，，开会。".encode())
    answer = client.post(reverse("proofdesk:desk"), {"file": file, "style": "web", "on": "2026-11-05"}, follow=True)
    assert answer.status_code == 200
    assert answer.context["counts"]["error"] == 1
    assert DeskText.objects.get().title == "简讯.txt"


def test_filters_narrow_the_list(people: Any):
    client, run = client_of(people["editor"]), run_of(people["editor"])
    page = reverse("proofdesk:run", args=[run.pk])
    assert len(client.get(page, {"level": "error"}).context["findings"]) == 2
    assert client.get(page, {"level": "suggestion"}).context["findings"] == []
    assert client.get(page, {"kind": "fact"}).context["findings"] == []


def test_a_decision_by_form_and_by_script(people: Any):
    client, run = client_of(people["editor"]), run_of(people["editor"])
    first, second = doubled(run)
    by_form = client.post(reverse("proofdesk:answer", args=[first.pk]), {"answer": "accepted"})
    assert (by_form.status_code, by_form["Location"]) == (302, f"/console/proof/runs/{run.pk}/#f{first.pk}")
    by_script = client.post(reverse("proofdesk:answer", args=[second.pk]), {"answer": "ignored"}, headers={"Accept": "application/json"})
    assert (by_script.status_code, by_script.json()) == (422, {"sentence": "，，：还没有写理由：请用几个字说明这里为什么可以不改。"})


def test_the_table_of_remarks_reads_back(people: Any):
    client, run = client_of(people["editor"]), run_of(people["editor"])
    answer = client.get(reverse("proofdesk:run_export", args=[run.pk, "xlsx"]))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [(row[0], row[1], row[3]) for row in rows] == [(1, "错误", "…今天【，，】我们开会。…"), (3, "错误", "…大家说【，，】很好。…")]


def test_a_changed_text_is_checked_again_and_a_stale_window_is_refused(people: Any):
    client, run = client_of(people["editor"]), run_of(people["editor"])
    page = reverse("proofdesk:text", args=[run.subject_id])
    answer = client.post(page, {"text": "今天开会。", "version": "1"}, follow=True)
    assert answer.context["counts"]["error"] == 0
    stale = client.post(page, {"text": "别的，，文字。", "version": "1"})
    assert (stale.status_code, stale.context["wording"]) == (422, "别的，，文字。")


# ---- files ------------------------------------------------------------------------------------------------------------------------


def word_file(*paragraphs: str) -> bytes:
    document = WordDocument()
    for text in paragraphs:
        document.add_paragraph(text)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def put(client: Any, name: str, data: bytes) -> Any:
    sent = {"file": SimpleUploadedFile(name, data), "style": "web", "on": "2026-11-05", "text": "手里的文字"}
    return client.post(reverse("proofdesk:desk"), sent, follow=True)


def comments_of(data: bytes) -> list[tuple[str, str]]:
    """(words the comment stands at, its first line) of every comment."""
    found = []
    document = WordDocument(io.BytesIO(data))
    texts = {comment.comment_id: comment.paragraphs[0].text for comment in document.comments}
    for paragraph in document.paragraphs:
        for mark in paragraph._p.xpath(".//w:commentRangeStart"):
            number = int(mark.get(qn("w:id")))
            words = paragraph._p.xpath(
                f".//w:r[preceding-sibling::w:commentRangeStart[@w:id='{number}'] and following-sibling::w:commentRangeEnd[@w:id='{number}']]"
            )
            found.append(("".join(text.text for run in words for text in run.xpath("./w:t")), texts[number]))
    return found


def test_an_uploaded_word_file_goes_back_with_the_remarks_in_it(people: Any):
    client = client_of(people["editor"])
    answer = put(client, "简报.docx", word_file("今天，，我们开会。", "会议很成功。", "大家说，，很好。"))
    run = answer.context["run"]
    assert [(one.passage, one.found) for one in run.findings.all()] == [(0, "，，"), (2, "，，")]
    actions.answer_finding(actor=people["editor"], pk=run.findings.first().pk, answer=Answer.IGNORED, reason="照录")
    marked = client.get(reverse("proofdesk:run_export", args=[run.pk, "docx"]))
    assert marked["Content-Type"].endswith("wordprocessingml.document")
    assert comments_of(marked.content) == [("，，", "【错误】标点“，，”重了，留一个就够。")]


def test_a_pasted_text_comes_back_as_a_word_file_with_remarks(people: Any):
    client, run = client_of(people["editor"]), run_of(people["editor"])
    marked = client.get(reverse("proofdesk:run_export", args=[run.pk, "docx"]))
    assert [words for words, _remark in comments_of(marked.content)] == ["，，", "，，"]
    actions.change_text(actor=people["editor"], pk=int(run.subject_id), text="别的文字。")
    refused = client.get(reverse("proofdesk:run_export", args=[run.pk, "docx"]), follow=True)
    assert [str(message) for message in refused.context["messages"]] == ["今天，，我们开会。：这一校次之后文字改过了，请打开最新的校次。"]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("照片.docx", b"not a zip", "“照片.docx”打不开：应为未加密的 .docx 文件，旧的 .doc 请先另存。"),
        ("坏的.pdf", b"%PDF-1.4 broken", "“坏的.pdf”读不出：应为未加密的 PDF。"),
        ("程序.exe", b"MZ", "不认识“程序.exe”这种文件：请交 .docx、.pdf、.txt、.md、.html、.htm。"),
    ],
)
def test_a_file_nobody_can_read_is_refused_and_what_was_typed_stays(people: Any, name: str, data: bytes, sentence: str):
    answer = put(client_of(people["editor"]), name, data)
    assert (answer.status_code, [str(message) for message in answer.context["messages"]]) == (422, [sentence])
    assert answer.context["typed"]["text"] == "手里的文字"
