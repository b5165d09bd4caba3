"""`rongmei story`: the same rules and the same gate as the screens."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from rongmei.base.directory.enums import Role
from rongmei.cli import main
from rongmei.content.newsroom.models import Publication, SignOff
from rongmei.content.newsroom.tests.office import Office, refusals

OWN = "Nobody reviews his own text: you wrote this one (procedure “网站三审（v1）”)."


@pytest.fixture(autouse=True)
def apart(settings, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HISTORY_ANCHOR = tmp_path / "history.anchor"
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setenv("RONGMEI_LANGUAGE", "en")


@pytest.fixture
def office(db) -> Office:
    return Office()


def command(user, *argv: str, capsys) -> tuple[int, str]:
    code = main(["story", *argv, "--as", user.username])
    return code, capsys.readouterr().err.strip()


def test_ones_own_text_is_refused(office: Office, capsys):
    office.procedure()
    author = office.grant(office.correspondent, Role.EDITOR, Role.SECTION_CHIEF, Role.HEAD)
    manuscript = office.submitted()
    unsigned = "Not signed yet: 初审、复审、终审."
    assert command(author, "sign", str(manuscript.pk), capsys=capsys) == (1, OWN)
    assert command(author, "publish", str(manuscript.pk), "--outlet", office.site.name, capsys=capsys) == (1, unsigned)
    assert refusals(manuscript) == [OWN, unsigned]
    assert (SignOff.objects.count(), Publication.objects.count()) == (0, 0)


def test_a_story_goes_out_by_commands(office: Office, capsys, tmp_path):
    office.procedure()
    office.people()
    path = tmp_path / "story.json"
    path.write_text(json.dumps({"unit": "文学院", "outlets": [office.site.name], "text": office.content().as_json()}), encoding="utf-8")
    assert main(["story", "new", str(path), "--as", office.correspondent.username, "--json"]) == 0
    pk = str(json.loads(capsys.readouterr().out)["id"])
    for name, argv in (
        ("correspondent", ("submit", pk)),
        ("editor", ("sign", pk, "--step", "初审")),
        ("chief", ("sign", pk)),
        ("deputy_head", ("return", pk, "--opinion", "再核", "--step", "复审")),
        ("chief", ("sign", pk)),
        ("deputy_head", ("sign", pk)),
        ("editor", ("publish", pk, "--outlet", office.site.name)),
    ):
        assert command(office.user(name), *argv, capsys=capsys) == (0, "")
    assert main(["story", "due"]) == 0
    assert main(["story", "verify"]) == 0
    assert "Everything is as it was signed." in capsys.readouterr().out
    assert command(office.chief, "withdraw", pk, "--reason", "失实", capsys=capsys) == (0, "")
    assert Publication.objects.get().state == "withdrawn"


def test_pack_is_written_by_those_who_may_and_tells_when_it_was_altered(office: Office, capsys, tmp_path):
    office.procedure()
    published = office.published()
    day, path = f"{timezone.localdate(published.first_published_at):%Y-%m-%d}", tmp_path / "pack.zip"
    asked = ("pack", str(path), "--outlet", office.site.name, "--from", day, "--to", day)
    refused = "Inspection packs are taken by heads of the office, the office manager and auditors."
    assert command(office.editor, *asked, capsys=capsys) == (1, refused)
    assert command(office.head, *asked, capsys=capsys) == (0, "")
    assert command(office.head, "check-pack", str(path), capsys=capsys) == (0, "")
    path.write_bytes(path.read_bytes().replace(b"sign-off-sheet.pdf", b"sign-off-sheet.pdg"))
    assert command(office.head, "check-pack", str(path), capsys=capsys) == (1, "The pack is not as it was made.")
    assert command(office.head, "pack", str(path), "--outlet", "没有", "--from", day, "--to", day, capsys=capsys)[0] == 1
