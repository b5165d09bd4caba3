"""Evidence: what is taken, how it is kept, who gets the file."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.queries import events_of
from rongmei.base.ledger import actions
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.models import Evidence

from .steps import KEY, at, clip, clips, screen_of, sentences
from .world import World

PICTURE = b"\x89PNG\r\n\x1a\nnot really"


def attach(actor: Any, row: Any, **given: Any) -> Evidence:
    return actions.add_evidence(actor=actor, ledger=clips(), pk=row.pk, **given)


def upload(name: str = "现场.png", content: bytes = PICTURE) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_file_is_kept_with_its_digest_and_name(world: World):
    evidence = attach(world.user("correspondent"), row := clip(), file=upload())
    assert (evidence.kind, evidence.title, evidence.file_name, evidence.size) == ("picture", "现场.png", "现场.png", len(PICTURE))
    assert evidence.sha256 == hashlib.sha256(PICTURE).hexdigest()
    assert evidence.file.read() == PICTURE
    event = events_of(KEY, row.pk).last()
    assert (event.kind, json.loads(event.detail)["sha256"]) == ("evidence.added", evidence.sha256)


def test_link_is_kept(world: World):
    evidence = attach(world.user("editor"), clip(), url="https://news.example.edu.cn/1", title="报道")
    assert (evidence.kind, evidence.url, evidence.title, bool(evidence.file)) == ("link", "https://news.example.edu.cn/1", "报道", False)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"url": "https://a.example/1", "file": "现场.png"},
        {"url": "javascript:alert(1)"},
        {"url": "不是网址"},
        {"file": "run.exe"},
        {"file": "page.html"},
        {"file": "drawing.svg"},
        {"file": "无后缀"},
        {"file": "double.png.js"},
    ],
)
def test_what_is_no_evidence_is_refused(world: World, given: dict[str, Any]):
    row = clip()
    if "file" in given:
        given = {**given, "file": upload(given["file"])}
    with pytest.raises(Invalid):
        attach(world.user("chief"), row, **given)
    assert Evidence.objects.count() == 0


def test_file_that_is_too_large_is_refused(world: World, settings: Any):
    settings.EVIDENCE_MAX_BYTES = 10
    with pytest.raises(Invalid) as refused:
        attach(world.user("chief"), clip(), file=upload(content=b"x" * 11))
    assert refused.value.place == "现场.png"
    assert attach(world.user("chief"), clip(title="二"), file=upload(content=b"x" * 10)).size == 10


@pytest.mark.parametrize("name", ["../../etc/现场.png", "..\\..\\现场.png", "/root/现场.png", "C:\\现场.png"])
def test_name_with_folders_is_only_a_name(world: World, name: str):
    evidence = attach(world.user("chief"), clip(), file=upload(name))
    assert evidence.file.name == f"evidence/{evidence.added_at:%Y/%m}/{evidence.sha256[:16]}.png"
    assert "/" not in evidence.file_name


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("correspondent", True),
        ("other", False),
        ("editor", True),
        ("chief", True),
        ("auditor", False),
        ("administrator", False),
        ("outsider", False),
    ],
)
def test_evidence_is_added_by_who_may_record(world: World, name: str, allowed: bool):
    row = clip()
    if allowed:
        attach(world.user(name), row, file=upload())
    else:
        with pytest.raises(Refused):
            attach(world.user(name), row, file=upload())
    assert Evidence.objects.count() == int(allowed)


def test_withdrawn_evidence_is_out_of_sight_and_its_file_stays(world: World):
    row = clip()
    evidence = attach(world.user("correspondent"), row, file=upload())
    client = screen_of(world.user("correspondent"))
    url = at("evidence_file", row.pk, evidence.pk)
    assert client.get(url).status_code == 200
    client.post(at("evidence", row.pk), {"withdraw": evidence.pk, "reason": "传错了"})
    assert client.get(url).status_code == 404
    assert default_storage.exists(evidence.file.name)
    assert list(client.get(at("record", row.pk)).context["evidence"]) == []
    assert json.loads(events_of(KEY, row.pk).last().detail)["note"] == "传错了"
    assert client.post(at("evidence", row.pk), {"withdraw": evidence.pk, "reason": "再来"}).status_code == 404


def test_withdrawing_needs_a_reason_and_the_right(world: World):
    row = clip(RowState.CONFIRMED)
    evidence = attach(world.user("correspondent"), row, file=upload())
    with pytest.raises(Invalid):
        actions.withdraw_evidence(actor=world.user("chief"), ledger=clips(), pk=row.pk, evidence_pk=evidence.pk, reason=" ")
    with pytest.raises(Refused):  # the row is confirmed
        actions.withdraw_evidence(actor=world.user("correspondent"), ledger=clips(), pk=row.pk, evidence_pk=evidence.pk, reason="传错了")


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("correspondent", 200),
        ("editor", 200),
        ("chief", 200),
        ("manager", 200),
        ("auditor", 200),
        ("other", 403),
        ("administrator", 403),
        ("outsider", 403),
    ],
)
def test_file_goes_to_who_may_see_the_row(world: World, name: str, status: int):
    row = clip()
    evidence = attach(world.user("chief"), row, file=upload())
    assert screen_of(world.user(name)).get(at("evidence_file", row.pk, evidence.pk)).status_code == status


def test_file_is_only_ever_a_download_that_runs_nothing(world: World):
    row = clip()
    evidence = attach(world.user("chief"), row, file=upload("现场\r\nX-Evil: 1.png"))
    response = screen_of(world.user("chief")).get(at("evidence_file", row.pk, evidence.pk))
    assert b"".join(response.streaming_content) == PICTURE
    assert response["Content-Disposition"].startswith("attachment")
    assert (response["Content-Security-Policy"], response["X-Content-Type-Options"]) == ("default-src 'none'; sandbox", "nosniff")
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert "X-Evil" not in response


def test_file_is_not_found_under_another_row(world: World):
    mine, theirs = clip(), clip(title="法", unit="法学院")
    evidence = attach(world.user("chief"), theirs, file=upload())
    client = screen_of(world.user("correspondent"))
    assert client.get(at("evidence_file", mine.pk, evidence.pk)).status_code == 404
    assert client.post(at("evidence", mine.pk), {"withdraw": evidence.pk, "reason": "x"}).status_code == 404
    assert Evidence.objects.get().withdrawn_at is None


def test_screen_attaches_and_says_what_is_wrong(world: World):
    row = clip()
    client = screen_of(world.user("correspondent"))
    done = client.post(at("evidence", row.pk), {"file": upload(), "title": "现场照片"})
    assert done["Location"] == at("record", row.pk) + "#evidence"
    wrong = client.post(at("evidence", row.pk), {"file": upload("run.exe")}, follow=True)
    assert len(sentences(wrong)) == 2  # the one before, and this one
    assert [e.title for e in wrong.context["evidence"]] == ["现场照片"]


def test_media_folder_is_no_address(world: World):
    evidence = attach(world.user("chief"), clip(), file=upload())
    assert screen_of(world.user("chief")).get(f"/media/{evidence.file.name}").status_code == 404
