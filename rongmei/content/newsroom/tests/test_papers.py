"""The sign-off sheet, the inspection pack, and who answers for a sentence (scenario 8: 责任倒查与迎检)."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pypdf import PdfReader

from rongmei.base.history.decisions import Invalid

from .. import actions
from ..exports import PackProblem, check_pack, inspection_pack, sign_off_sheet
from ..exports.pack import MANIFEST, SEAL, seal_of
from ..models import Manuscript
from ..queries import with_standing
from ..queries.inspecting import published_between, stories_of
from ..queries.tracing import trace_sentence
from .office import PARAGRAPH, Office, fresh
from .test_doors import rest


def whole(manuscript: Manuscript) -> Manuscript:
    return with_standing(Manuscript.objects.filter(pk=manuscript.pk)).get()


def words(pdf: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def pack_of(office: Office) -> bytes:
    today = timezone.localdate()
    published = published_between([office.site], today, today)
    return inspection_pack(published, stories_of(published))


def altered(data: bytes, name: str, content: bytes | None, *, reseal: bool = False) -> bytes:
    """The archive with one file changed, or left out (None)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    files.pop(name, None)
    if content is not None:
        files[name] = content
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for one, value in files.items():
            archive.writestr(one, value)
    return out.getvalue()


def test_sheet_is_one_page_a_copy_and_names_signers_rules_and_keepers(office: Office) -> None:
    office.procedure()
    manuscript = office.published()
    first, second = words(sign_off_sheet(whole(manuscript)))
    for text in ("王初", "赵复", "钱终", manuscript.number, "云山大学新闻网", "notworeviewsbyoneperson"):
        assert (text, first.count(text) > 0, second.count(text) > 0) == (text, True, True)
    assert (first.count("Copy1of2"), second.count("Copy2of2,keptby文学院")) == (1, 1)


def test_sheet_of_a_changed_text_says_what_was_changed(office: Office) -> None:
    office.procedure()
    manuscript = office.passed()
    office.save(manuscript, headline="图书馆二十四小时开放")
    first = words(sign_off_sheet(whole(manuscript)))[0]
    assert first.count("void:headlinechanged") == 3


def test_sheet_of_many_rounds_stays_on_one_page_a_copy(office: Office) -> None:
    office.procedure()
    manuscript = office.submitted()
    for number in range(12):
        office.sign(manuscript, "editor")
        step = office.step(manuscript, "初审")
        actions.return_manuscript(
            actor=office.chief, manuscript=fresh(manuscript), to=step, opinion=f"第{number}次：导语再压一压，图片说明补作者。"
        )
    pages = words(sign_off_sheet(whole(manuscript)))
    assert (len(pages), pages[0].count("导语再压一压")) == (2, 12)


def test_sheet_names_open_errors_of_the_machine(office: Office) -> None:
    office.procedure()
    first = words(sign_off_sheet(whole(office.passed()), open_errors=["“截止目前”应为“截至目前”"]))[0]
    assert "“截止目前”应为“截至目前”" in first


def test_pack_is_the_same_bytes_twice_and_checks_clean(office: Office) -> None:
    office.procedure()
    picture = office.picture()
    block = {"type": "picture", "value": {"asset": picture.pk, "caption": "馆内", "credit": "李通讯", "alt": "夜间的图书馆"}}
    manuscript = office.published(body=[block])
    data = pack_of(office)
    assert pack_of(office) == data
    assert check_pack(data) == []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = sorted(archive.namelist())
    n = manuscript.number
    assert names == sorted(
        [
            *(f"{n}/{name}" for name in ("sign-off-sheet.pdf", "revisions/001.json", "revisions/001.txt", "signatures.json")),
            *(f"{n}/{name}" for name in ("publications.json", "urgent-releases.json", "withdrawal.json", "proof-remarks.json")),
            f"{n}/files/{picture.sha256}.png", "index.csv", MANIFEST, SEAL,
        ]
    )  # fmt: skip


def test_pack_is_the_same_after_a_signer_lost_his_account(office: Office) -> None:
    office.procedure()
    office.published()
    data = pack_of(office)
    office.chief.is_active = False
    office.chief.save()
    assert pack_of(office) == data


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("signatures.json", b"[]", "The file was altered."),
        ("signatures.json", None, "The file is missing."),
        ("more.txt", b"", "The file was added."),
    ],
)
def test_altered_pack_names_the_file(office: Office, name: str, content: bytes | None, sentence: str) -> None:
    office.procedure()
    path = f"{office.published().number}/{name}"
    assert check_pack(altered(pack_of(office), path, content)) == [PackProblem(path, sentence)]


def test_pack_sealed_elsewhere_is_told_apart(office: Office, settings: Any) -> None:
    office.procedure()
    office.published()
    data = pack_of(office)
    settings.HISTORY_KEY = b"another key, thirty-two bytes...."
    assert [problem.name for problem in check_pack(data)] == [SEAL]
    assert seal_of(b"") != b""


def test_text_and_manifest_altered_together_still_shows(office: Office) -> None:
    """Whoever rewrites the list of files cannot seal it."""
    office.procedure()
    number = office.published().number
    data = pack_of(office)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text, manifest = archive.read(f"{number}/revisions/001.json"), archive.read(MANIFEST)
    changed = text.replace("图书馆".encode(), "体育馆".encode())
    assert changed != text
    again = altered(altered(data, f"{number}/revisions/001.json", changed), MANIFEST, manifest)
    assert {problem.name for problem in check_pack(again)} == {f"{number}/revisions/001.json"}


def test_check_of_something_else_is_refused_in_a_sentence() -> None:
    with pytest.raises(Invalid, match="no zip archive"):
        check_pack(b"PK\x03\x04 no")
    with pytest.raises(Invalid, match="no inspection pack"):
        check_pack(altered(_empty(), "a.txt", b""))


def _empty() -> bytes:
    out = io.BytesIO()
    zipfile.ZipFile(out, "w").close()
    return out.getvalue()


def test_days_the_wrong_way_round_are_refused(office: Office) -> None:
    with pytest.raises(Invalid, match="earlier day first"):
        published_between([office.site], dt.date(2026, 3, 2), dt.date(2026, 3, 1))


def test_trace_tells_who_wrote_it_who_saw_it_and_what_changed_after(office: Office) -> None:
    office.procedure()
    manuscript = office.submitted()
    office.sign(manuscript, "editor")
    added = "开放时间延长到零点。"
    office.save(manuscript, by=office.editor2, body=[{"type": "paragraph", "value": f"<p>{PARAGRAPH}{added}</p>"}])
    office.sign(manuscript, "editor", "chief", "deputy_head")
    trace = trace_sentence(fresh(manuscript), "开放时间 延长到零点")
    assert (trace.written.number, trace.written.made_by) == (2, office.editor2)
    assert [(one.step.label, one.person_name, exact) for one, exact in trace.seen] == [
        ("初审", "王初", True), ("复审", "赵复", True), ("终审", "钱终", True),
    ]  # fmt: skip
    assert [(one.step.label, one.revision.number) for one in trace.unseen] == [("初审", 1)]
    assert trace.changed is None
    asked = fresh(manuscript).current
    office.save(manuscript, body=[{"type": "paragraph", "value": f"<p>{PARAGRAPH}</p>"}])
    later = trace_sentence(fresh(manuscript), added, revision=asked)
    assert later.changed is not None
    assert later.changed.number == 3


@pytest.mark.parametrize(("sentence", "said"), [("开放", "too short"), ("这句话从来没有写过", "does not stand in this text")])
def test_trace_of_what_is_not_there_is_refused(office: Office, sentence: str, said: str) -> None:
    office.procedure()
    with pytest.raises(Invalid, match=said):
        trace_sentence(office.submitted(), sentence)


def test_the_pack_is_taken_and_looked_at_by_rest_too(office: Office) -> None:
    office.procedure()
    office.published()
    today = str(timezone.localdate())
    asked = {"outlets": [office.site.pk], "start": today, "end": today}
    taken = rest(office.auditor, "post", "pack/", asked)
    assert (taken.status_code, taken["Content-Type"], check_pack(taken.content)) == (200, "application/zip", [])
    with zipfile.ZipFile(io.BytesIO(taken.content)) as archive:
        name = next(one for one in archive.namelist() if one not in (MANIFEST, SEAL))
    found = []
    for data in (taken.content, altered(taken.content, name, b"x")):
        answer = rest(office.auditor, "post", "pack/check/", {"pack": SimpleUploadedFile("pack.zip", data, content_type="application/zip")})
        found.append([problem["name"] for problem in answer.json()])
    assert found == [[], [name]]
    assert rest(office.auditor, "post", "pack/", asked | {"outlets": []}).status_code == 422
    assert rest(office.correspondent, "post", "pack/", asked).status_code == 403
