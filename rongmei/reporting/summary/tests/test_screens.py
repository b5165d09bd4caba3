"""The screens of a summary as each role: what opens, what is refused, what is kept when something is wrong."""

from __future__ import annotations

import datetime as dt
import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from docx import Document as WordDocument
from wagtail.rich_text import features

from rongmei.base.directory.actions import create_account
from rongmei.base.directory.models import User
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Refused
from rongmei.base.ledger.actions import issue_token
from rongmei.reporting.figures.models import Figure
from rongmei.reporting.summary import actions
from rongmei.reporting.summary.enums import Binding, SummaryState
from rongmei.reporting.summary.models import Summary

from .conftest import Office, lecture, word
from .test_main_path import settle_all, slot_of

pytestmark = pytest.mark.django_db


def test_editor_names_its_chip_in_the_language_of_whoever_opens_it() -> None:
    """The features are registered once per process: the first visitor's language must not stay for everyone."""
    chip = features.get_editor_plugin("draftail", "slot")
    said = {}
    for language in ("en", "zh-hans"):
        options: dict[str, list[dict[str, object]]] = {}
        chip.construct_options(options)
        with override(language):
            said[language] = str(options["entityTypes"][0]["description"])
    assert said == {"en": "Live figure or name", "zh-hans": "联动数据或名称"}


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(name: str, summary: Summary, *args: object) -> str:
    return reverse(f"summary:{name}", args=[summary.pk, *args])


def test_word_file_uploaded_becomes_a_summary_with_open_slots(office: Office, lectures: list, figures: dict[str, Figure]) -> None:
    file = SimpleUploadedFile("去年.docx", word())
    answer = as_(office.manager).post(reverse("summary:new"), {"year": "2026", "file": file})
    made = Summary.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, address("show", made))
    assert made.slots.filter(binding=Binding.OPEN).count() == 6


def test_a_file_that_is_no_word_file_is_refused_with_a_sentence_and_the_year_stays(office: Office) -> None:
    file = SimpleUploadedFile("去年.docx", b"not a word file")
    answer = as_(office.manager).post(reverse("summary:new"), {"year": "2031", "file": file})
    assert answer.status_code == 422
    assert 'value="2031"' in answer.content.decode()
    assert Summary.objects.count() == 0


def test_draft_is_hidden_from_correspondents_and_strangers(summary: Summary, office: Office) -> None:
    stranger = create_account(actor=SYSTEM, username="stranger", must_change_password=False).user
    for who, expected in ((office.manager, 200), (office.chief, 200), (office.auditor, 200), (office.correspondent, 302), (stranger, 302)):
        assert as_(who).get(address("show", summary)).status_code in ({200} if expected == 200 else {302, 403}), who


def test_signed_summary_opens_for_correspondents_with_the_rows_they_may_see(summary: Summary, office: Office) -> None:
    settle_all(summary, office)
    actions.sign_summary(actor=office.head, summary=summary)
    page = as_(office.correspondent).get(address("slot", summary, slot_of(summary, "3")))
    assert page.status_code == 200
    assert (page.context["total"], page.context["seen"]) == (5, 3)
    assert len(page.context["lines"]) == 3


def test_binding_by_one_click_on_a_proposal(summary: Summary, office: Office) -> None:
    ref = slot_of(summary, "3")
    as_(office.manager).post(address("slot", summary, ref), {"proposal": "0", "next": "1"})
    assert summary.slots.get(ref=ref).figure.key == "lecture.count"


def test_auditor_reads_everything_and_changes_nothing(summary: Summary, office: Office) -> None:
    client = as_(office.auditor)
    ref = slot_of(summary, "3")
    client.post(address("slot", summary, ref), {"binding": "text", "text": "9"})
    client.post(address("heading", summary), {"title": "x", "start": "2026-01-01", "end": "2026-12-31"})
    client.post(address("sign", summary), {})
    assert client.get(address("write", summary)).status_code in (302, 403)
    again = Summary.objects.get(pk=summary.pk)
    assert (again.state, again.title) == (SummaryState.DRAFTING, summary.title)
    assert again.slots.get(ref=ref).binding == Binding.OPEN


def test_editor_shows_the_chips_and_saving_unchanged_keeps_them(summary: Summary, office: Office) -> None:
    client = as_(office.manager)
    page = client.get(address("write", summary)).content.decode()
    assert page.count("SLOT") >= 7
    before = json.dumps([block["value"] for block in summary.body.raw_data], ensure_ascii=False)
    assert before.count('embedtype=\\"slot\\"') == 7


def test_export_names_the_file_and_is_written_to_history(summary: Summary, office: Office) -> None:
    settle_all(summary, office)
    answer = as_(office.manager).get(address("export", summary, "docx"))
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    assert "云岭大学举办理论讲堂5场" in "".join(p.text for p in WordDocument(BytesIO(answer.content)).paragraphs)
    from rongmei.base.history.models import Event

    assert Event.objects.filter(kind="summary.exported", subject_id=str(summary.pk)).count() == 1


def test_returned_word_file_lists_the_figure_changed_by_hand(summary: Summary, office: Office) -> None:
    settle_all(summary, office)
    client = as_(office.manager)
    exported = WordDocument(BytesIO(client.get(address("export", summary, "docx")).content))
    for paragraph in exported.paragraphs:
        for run in paragraph.runs:
            if run.text == "320":
                run.text = "400"
    out = BytesIO()
    exported.save(out)
    page = client.post(address("returned", summary), {"file": SimpleUploadedFile("改.docx", out.getvalue())})
    assert [(change.was, change.now) for change, _stand in page.context["changed"]] == [("320", "400")]
    ref = page.context["changed"][0][0].ref
    client.post(address("returned", summary), {"adopt": ref, "text": "400", "note": ""})
    assert summary.slots.get(ref=ref).binding == Binding.FIGURE
    client.post(address("returned", summary), {"adopt": ref, "text": "400", "note": "含线上收看人数"})
    slot = summary.slots.get(ref=ref)
    assert (slot.binding, slot.text, slot.note) == (Binding.TEXT, "400", "含线上收看人数")


def test_every_screen_of_a_summary_answers(summary: Summary, office: Office) -> None:
    client = as_(office.manager)
    for name in ("show", "write", "masked", "drift", "returned"):
        assert client.get(address(name, summary)).status_code == 200, name
    for endpoint in ("figures", "name_search"):
        assert client.get(address(endpoint, summary) + "?q=讲").status_code == 200
    assert client.get(reverse("summary:index")).status_code == 200
    assert client.get(address("slot", summary, "nothing")).status_code == 404


def test_page_costs_the_same_number_of_queries_for_one_slot_and_for_all(
    summary: Summary,
    office: Office,
    django_assert_max_num_queries,
) -> None:
    settle_all(summary, office)
    client = as_(office.manager)
    client.get(address("show", summary))
    with django_assert_max_num_queries(30):
        client.get(address("show", summary))


def test_rest_shows_binds_and_exports_by_the_same_rules(summary: Summary, office: Office) -> None:
    client = Client()
    keys = {who: issue_token(actor=who, name="test", may_write=True)[1] for who in (office.manager, office.auditor)}

    def header(who: User) -> dict[str, str]:
        return {"Authorization": f"Bearer {keys[who]}"}

    ref = slot_of(summary, "3")
    url = f"/api/v1/summaries/{summary.pk}/slots/"
    wanted = {"binding": "figure", "figure": "lecture.count"}
    refused = client.put(f"{url}{ref}/", wanted, content_type="application/json", headers=header(office.auditor))
    assert (refused.status_code, refused.json()["sentence"] != "") == (403, True)
    bound = client.put(f"{url}{ref}/", wanted, content_type="application/json", headers=header(office.manager))
    assert (bound.status_code, bound.json()["shown"]) == (200, "5")
    assert [s["slot"] for s in client.get(url, headers=header(office.auditor)).json()][2] == ref
    figure = client.get("/api/v1/figures/lecture.count/?start=2026-01-01&end=2026-12-31&rows=true", headers=header(office.auditor)).json()
    assert (figure["value"], figure["records"]["total"], len(figure["records"]["items"])) == ("5", 5, 5)
    text = client.get(f"/api/v1/summaries/{summary.pk}/export/txt/", headers=header(office.manager))
    assert "举办理论讲堂5场" in text.content.decode()
    assert client.get(f"/api/v1/summaries/{summary.pk}/export/exe/", headers=header(office.manager)).status_code == 422
    assert client.get(url).status_code == 401


def test_drift_names_only_the_rows_the_reader_may_see(summary: Summary, office: Office) -> None:
    settle_all(summary, office)
    signed = actions.sign_summary(actor=office.head, summary=summary)
    lecture(office, dt.date(2026, 12, 30), "法学院迟到的一讲", unit="法学院")
    lecture(office, dt.date(2026, 12, 29), "文学院迟到的一讲", unit="文学院")
    for who, names, hidden in ((office.head, ["文学院迟到的一讲", "法学院迟到的一讲"], 0), (office.correspondent, ["文学院迟到的一讲"], 1)):
        page = as_(who).get(address("drift", signed))
        moved = next(item for item in page.context["drifts"] if item.reading.figure_key == "lecture.count")
        assert sorted(row.title for row in moved.added) == sorted(names)
        assert (moved.hidden, moved.drift.now.amount) == (hidden, 7)
    assert "法学院迟到的一讲" not in as_(office.correspondent).get(address("drift", signed)).content.decode()


def test_the_machine_itself_does_not_sign(summary: Summary, office: Office) -> None:
    settle_all(summary, office)
    with pytest.raises(Refused):
        actions.sign_summary(actor=SYSTEM, summary=summary)


def test_rest_refuses_a_binding_that_is_none(summary: Summary, office: Office) -> None:
    key = issue_token(actor=office.manager, name="test", may_write=True)[1]
    ref = slot_of(summary, "3")
    answer = Client().put(
        f"/api/v1/summaries/{summary.pk}/slots/{ref}/",
        {"binding": "figur", "figure": "lecture.count"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}"},
    )
    assert answer.status_code == 422
    assert summary.slots.get(ref=ref).binding == Binding.OPEN
