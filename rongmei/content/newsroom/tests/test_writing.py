"""The editor's pages: beginning, saving, keeping while typing, a stale tab, a Word document, comparing."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from rongmei.base.history.decisions import Invalid

from ..forms.story import through_editor
from ..imports import read_word
from ..models import Manuscript
from ..text import Content, read_content
from ..text.comparing import Piece, characters, compare_texts
from .office import Office, fresh, passed_steps, picture_file
from .test_doors import browser


def paragraph(text: str) -> str:
    """A paragraph as the rich text field posts it."""
    block = {"key": "a1", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def typed(headline: str = "图书馆开放夜间自习室", text: str = "自本周起通宵开放。", **more: str) -> dict[str, str]:
    """What the browser posts for one paragraph and one line of byline."""
    return {
        "headline": headline, "kicker": "", "subhead": "", "summary": "", "language": "zh-hans", "units": "", "people": "", "sources": "",
        "byline-count": "1", "byline-0-deleted": "", "byline-0-order": "0", "byline-0-type": "person", "byline-0-id": "",
        "byline-0-value-role": "correspondent", "byline-0-value-name": "李通讯", "byline-0-value-unit": "文学院", "byline-0-value-campus_id": "",
        "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "paragraph", "body-0-id": "",
        "body-0-value": paragraph(text),
    } | more  # fmt: skip


def at(name: str, manuscript: Manuscript) -> str:
    return reverse(f"newsroom:{name}", args=[manuscript.pk])


def begun(office: Office, client: Client) -> Manuscript:
    data = typed(unit=str(office.unit.pk), kind="news", targets=str(office.site.pk))
    response = client.post(reverse("newsroom:new"), data)
    manuscript = Manuscript.objects.get()
    assert (response.status_code, response["Location"]) == (302, at("story", manuscript))
    return manuscript


def test_correspondent_begins_a_manuscript_and_stands_in_it_as_its_writer(office: Office) -> None:
    client = browser(office.correspondent)
    assert client.get(reverse("newsroom:new")).status_code == 200
    manuscript = begun(office, client)
    assert manuscript.current is not None
    assert (manuscript.current.headline, manuscript.current.body) == (
        "图书馆开放夜间自习室", [{"type": "paragraph", "value": "<p>自本周起通宵开放。</p>"}],
    )  # fmt: skip
    assert [line["person"] for line in manuscript.current.byline] == [office.correspondent.person_id]
    assert [writer.person_id for writer in manuscript.writers.all()] == [office.correspondent.person_id]


def test_nothing_typed_is_lost_when_a_place_is_wrong(office: Office) -> None:
    client = browser(office.correspondent)
    response = client.post(reverse("newsroom:new"), typed(headline="", units="没有这个单位", unit=str(office.unit.pk), kind="news"))
    page = response.content.decode()
    assert (response.status_code, Manuscript.objects.count()) == (422, 0)
    assert page.count("没有这个单位") >= 2
    assert response.context["form"].draft()["body"] == [{"type": "paragraph", "value": '<p data-block-key="a1">自本周起通宵开放。</p>'}]


def test_person_of_the_directory_named_twice_asks_for_the_number(office: Office) -> None:
    from rongmei.base.directory.tests.factories import PersonFactory

    client = browser(office.correspondent)
    PersonFactory(name="李通讯", campus_id="30001")
    response = client.post(reverse("newsroom:new"), typed(unit=str(office.unit.pk), kind="news"))
    assert response.status_code == 422
    assert "Several people are called" in response.content.decode()
    again = typed(unit=str(office.unit.pk), kind="news", **{"byline-0-value-campus_id": office.correspondent.person.campus_id})
    assert client.post(reverse("newsroom:new"), again).status_code == 302


def test_saving_without_a_change_voids_nothing(office: Office) -> None:
    office.procedure()
    line = {"role": "correspondent", "name": "李通讯", "person": office.correspondent.person_id, "unit": "文学院"}
    manuscript = office.submitted(byline=[line])
    office.sign(manuscript, "editor")
    current = fresh(manuscript).current
    assert current is not None
    data = typed(current.headline, current.body[0]["value"][3:-4], base="1")
    response = browser(office.editor2).post(at("write", manuscript), data, follow=True)
    assert "every signature stands" in response.content.decode()
    assert passed_steps(manuscript) == ["初审"]
    browser(office.editor2).post(at("write", manuscript), data | {"headline": "改了标题"})
    assert passed_steps(manuscript) == []


def test_stale_tab_overwrites_nothing_and_loses_nothing(office: Office) -> None:
    manuscript = office.draft()
    office.save(manuscript, by=office.correspondent, headline="别人先存的")
    response = browser(office.editor).post(at("write", manuscript), typed("昨天的页面", base="1"))
    assert fresh(manuscript).headline == "别人先存的"
    kept = manuscript.drafts.get()
    assert response["Location"] == f"{at('compare', manuscript)}?draft={kept.pk}"
    page = browser(office.editor).get(response["Location"]).content.decode()
    assert "<del>别人先存</del>" in page or "<del>别人先存的</del>" in page
    assert browser(office.editor).get(f"{at('write', manuscript)}?draft={kept.pk}").status_code == 200
    assert browser(office.correspondent).get(f"{at('write', manuscript)}?draft={kept.pk}").status_code == 404


def test_typing_is_kept_also_when_it_is_no_text_yet_and_offered_again(office: Office) -> None:
    manuscript = office.draft()
    client = browser(office.correspondent)
    answer = client.post(at("autosave", manuscript), typed(headline="", text="写到一半", base="1"))
    assert (answer.status_code, answer.json()["sentence"][:7]) == (200, "kept at")
    kept = manuscript.drafts.get()
    assert (kept.content["headline"], kept.content["body"][0]["value"]) == ("", '<p data-block-key="a1">写到一半</p>')
    assert manuscript.revisions.count() == 1
    assert f"?draft={kept.pk}" in client.get(at("write", manuscript)).content.decode()
    client.post(at("discard", manuscript), {"draft": kept.pk})
    assert manuscript.drafts.count() == 0


@pytest.mark.parametrize(
    ("name", "status"), [("stranger", 403), ("auditor", 403), ("unit_head", 403), ("correspondent", 200), ("editor", 200)]
)
def test_who_opens_the_editor_of_a_draft(office: Office, name: str, status: int) -> None:
    assert browser(office.user(name)).get(at("write", office.draft())).status_code == status


def test_picture_is_uploaded_from_the_editor_and_a_bad_file_is_refused_in_a_sentence(office: Office) -> None:
    client = browser(office.correspondent)
    answer = client.post(reverse("newsroom:asset_add"), {"file": picture_file()})
    assert (answer.status_code, sorted(answer.json())) == (200, ["id", "name", "sentence"])
    bad = client.post(reverse("newsroom:asset_add"), {"file": io.BytesIO(b"MZ not a picture")})
    assert bad.status_code == 422
    assert "no picture or file" in bad.json()["sentence"]


def word() -> bytes:
    document = Document()
    title = document.add_paragraph("学校召开本科教育工作会议")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    body = document.add_paragraph("会议强调，")
    body.add_run("立德树人").bold = True
    body.add_run("是根本任务。")
    document.add_heading("会议议程", level=2)
    document.add_paragraph("学习文件", style="List Bullet")
    document.add_paragraph("分组讨论", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("单位", "人数", "文学院", "32"), strict=True):
        cell.text = text
    document.add_picture(io.BytesIO(picture_file().read()))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_word_document_keeps_its_structure() -> None:
    read = read_word(word(), "稿.docx")
    assert read.headline == "学校召开本科教育工作会议"
    assert read.body == [
        {"type": "paragraph", "value": "<p>会议强调，<b>立德树人</b>是根本任务。</p>"},
        {"type": "heading", "value": {"text": "会议议程", "level": 2}},
        {"type": "paragraph", "value": "<ul><li>学习文件</li><li>分组讨论</li></ul>"},
        {"type": "table", "value": {"rows": [["单位", "人数"], ["文学院", "32"]], "head": True, "caption": ""}},
        {"type": "picture", "value": {"picture": 0, "caption": "", "credit": "", "alt": ""}},
    ]
    assert [name for name, _data in read.pictures] == ["image1.png"]


def test_word_document_begins_a_manuscript(office: Office) -> None:
    file = io.BytesIO(word())
    file.name = "稿.docx"
    response = browser(office.correspondent).post(reverse("newsroom:new"), {"word": file})
    manuscript = Manuscript.objects.get()
    assert response["Location"] == at("write", manuscript)
    assert manuscript.assets.count() == 1
    assert browser(office.correspondent).get(response["Location"]).status_code == 200


@pytest.mark.parametrize(("data", "said"), [(b"\xd0\xcf\x11\xe0old", "not as .doc"), (b"PK\x03\x04broken", "稿.doc")])
def test_what_is_no_word_document_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        read_word(data, "稿.doc")


ALL_BLOCKS = [
    {"type": "paragraph", "value": '<p>甲<b>乙</b><a href="https://a.example/">丙</a></p><ul><li>丁</li></ul>'},
    {"type": "heading", "value": {"text": "小标题", "level": 3}},
    {"type": "quote", "value": {"text": "引文", "source": "某人"}},
    {"type": "table", "value": {"rows": [["甲", "乙"], ["1", ""]], "head": True, "caption": "表"}},
    {"type": "video", "value": {"asset": None, "url": "https://v.example/1", "title": "片", "caption": ""}},
]


@pytest.mark.django_db
def test_editor_gives_back_what_it_was_given() -> None:
    content = read_content({"headline": "题", "body": ALL_BLOCKS})
    assert through_editor(content) == content


def test_difference_of_one_character_is_one_character() -> None:
    assert characters("会议于三月九日召开", "会议于三月十日召开") == (
        Piece("same", "会议于三月"), Piece("removed", "九"), Piece("added", "十"), Piece("same", "日召开"),
    )  # fmt: skip


def test_pieces_join_to_both_texts() -> None:
    before = Content("标题一", body=[{"type": "paragraph", "value": "<p>第一段。</p><p>第二段有错字。</p>"}])
    after = Content("标题二", body=[{"type": "paragraph", "value": "<p>第二段没有错字。</p><p>新的一段。</p>"}])
    lines = compare_texts(before, after)
    joined: dict[str, Any] = {
        mark: "".join(piece.text for line in lines for piece in line if piece.mark in ("same", mark)) for mark in ("removed", "added")
    }
    assert joined == {"removed": "标题一第一段。第二段有错字。", "added": "标题二第二段没有错字。新的一段。"}


def test_pages_of_papers_open(office: Office) -> None:
    office.procedure()
    manuscript = office.published()
    client = browser(office.head)
    assert client.get(at("sheet", manuscript))["Content-Type"] == "application/pdf"
    assert client.get(at("compare", manuscript)).status_code == 200
    page = client.get(f"{at('trace', manuscript)}?sentence=同学们可凭校园卡入馆").content.decode()
    assert "exactly this text" in page
    published = fresh(manuscript).first_published_at
    assert published is not None
    day = timezone.localdate(published).isoformat()
    data = {"outlet": office.site.pk, "start": day, "end": day}
    assert client.get(reverse("newsroom:pack")).status_code == 200
    pack = client.post(reverse("newsroom:pack"), data)
    assert pack["Content-Type"] == "application/zip"
    assert "complete and unaltered" in client.post(reverse("newsroom:pack"), {"pack": _named(pack.content)}).content.decode()
    assert browser(office.editor).post(reverse("newsroom:pack"), data).status_code == 403


def _named(data: bytes) -> io.BytesIO:
    file = io.BytesIO(data)
    file.name = "pack.zip"
    return file
