"""`rongmei story`: the same rules and the same gate as the screens."""

from __future__ import annotations

import datetime as dt
import json

import time_machine
from django.utils import timezone

from rongmei.base.directory.enums import Role
from rongmei.cli import main
from rongmei.content.newsroom import actions
from rongmei.content.newsroom.models import Publication, SignOff
from rongmei.content.newsroom.tests.office import Office, picture_file, refusals

NOON = dt.datetime(2030, 7, 3, 4, 0, tzinfo=dt.UTC)
OWN = "Nobody reviews his own text: you wrote this one (procedure “网站三审（v1）”)."


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


FOUR = (
    ("confidentiality", "保密审查", "office_manager"),
    ("review", "初审", "editor"),
    ("review", "终审", "head"),
    ("proof", "一校", "proofreader"),
)


def test_a_procedure_is_made_listed_and_retired(office: Office, tmp_path, capsys):
    steps = [{"kind": kind, "label": label, "roles": [role]} for kind, label, role in FOUR]
    path = tmp_path / "plan.json"
    path.write_text(json.dumps({"key": "site-4", "name": "四步", "outlet_kinds": ["site"], "steps": steps}), encoding="utf-8")
    refused = "Procedures, deputies and subjects are kept by the office manager and the head of the office."
    assert command(office.chief, "procedures", "--make", str(path), capsys=capsys) == (1, refused)
    assert main(["story", "procedures", "--make", str(path), "--as", office.manager.username, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0] | {"unheld": []} == {
        "key": "site-4", "version": 1, "name": "四步", "in_force": True, "steps": [label for _kind, label, _role in FOUR], "unheld": [],
    }  # fmt: skip
    assert main(["story", "procedures"]) == 0
    assert "四步（v1）" in capsys.readouterr().out
    assert command(office.manager, "procedures", "--retire", "site-4", capsys=capsys)[0] == 0
    assert command(office.manager, "procedures", "--retire", "site-4", capsys=capsys)[0] == 1


def test_the_timer_reminds_of_a_step_that_waits_too_long(office: Office, capsys):
    office.procedure()
    with time_machine.travel(NOON, tick=False):
        manuscript = office.submitted()
    with time_machine.travel(NOON + dt.timedelta(hours=24), tick=False):
        assert main(["story", "due", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["overdue"] == [manuscript.pk]
        assert main(["story", "due", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["overdue"] == []


def test_an_urgent_release_by_commands(office: Office, capsys):
    """Scenario 6."""
    office.procedure()
    manuscript = office.submitted()
    office.sign(manuscript, "editor", "chief")
    pk, authoriser = str(manuscript.pk), office.deputy_head.person.campus_id
    asked = ("release", pk, "--authoriser", authoriser, "--reason", "停电", "--phoned-at", f"{timezone.localtime():%Y-%m-%dT%H:%M}")
    assert command(office.editor, *asked, capsys=capsys) == (1, "Urgent releases are made by section chiefs and heads of the office.")
    assert command(office.deputy_head, "countersign", pk, capsys=capsys)[0] == 1
    assert command(office.chief, *asked, capsys=capsys) == (0, "")
    assert command(office.editor, "publish", pk, "--outlet", office.site.name, capsys=capsys) == (0, "")
    assert command(office.chief, "countersign", pk, capsys=capsys) == (1, "The release was authorised by 钱终, who countersigns it.")
    assert command(office.deputy_head, "countersign", pk, "--opinion", "属实", capsys=capsys) == (0, "")
    assert manuscript.urgent_releases.get().countersigned_by == office.deputy_head.person


def test_after_publication_by_commands(office: Office, capsys, tmp_path):
    """Scenario 7."""
    office.procedure()
    pk, picture = str(office.published().pk), tmp_path / "gone.png"
    picture.write_bytes(picture_file().read())
    assert command(office.reporter, "carried", pk, "--place", "云山日报", capsys=capsys)[0] == 1
    assert command(office.editor, "carried", pk, "--place", "云山日报", "--url", "https://example.test/1", capsys=capsys) == (0, "")
    assert command(office.reporter, "correct", pk, "--kind", "fact", "--note", "职务有误。", capsys=capsys)[0] == 1
    assert command(office.editor, "correct", pk, "--kind", "fact", "--note", "职务有误。", capsys=capsys) == (0, "")
    assert command(office.editor, "withdraw", pk, "--reason", "失实", capsys=capsys)[0] == 1
    assert command(office.chief, "withdraw", pk, "--reason", "失实", capsys=capsys) == (0, "")
    seen = ("confirm", pk, "--screenshot", str(picture), "--place")
    assert command(office.reporter, *seen, "云山日报", capsys=capsys)[0] == 1
    assert command(office.editor, *seen, "云山日报", capsys=capsys) == (0, "")
    again = command(office.editor, *seen, "云山日报", capsys=capsys)
    assert again == (1, "--place：“云山日报” does not wait to be confirmed; these do: 云山大学新闻网.")


def test_what_was_changed_after_signing_is_refused(office: Office, capsys):
    """Scenario 2."""
    office.procedure()
    manuscript = office.passed()
    office.save(manuscript, headline="终审之后改的标题")
    sentence = "The text was changed after it was signed; to be signed again: 初审、复审、终审."
    assert command(office.editor, "publish", str(manuscript.pk), "--outlet", office.site.name, capsys=capsys) == (1, sentence)


def test_the_command_lists_what_waits_for_the_person(office: Office, capsys):
    office.procedure()
    office.people("editor2")
    waiting, _own = office.submitted(), office.submitted(by=office.editor)
    assert main(["story", "list", "--waiting", "--as", office.editor.username, "--json"]) == 0
    assert [row["id"] for row in json.loads(capsys.readouterr().out)] == [waiting.pk]


def test_a_second_review_by_one_person_is_refused(office: Office, capsys):
    office.procedure()
    office.grant(office.editor, Role.SECTION_CHIEF)
    manuscript = office.submitted()
    two = "You signed another review of this text: no two of the three reviews are done by one person."
    assert command(office.editor, "sign", str(manuscript.pk), capsys=capsys) == (0, "")
    assert command(office.editor, "sign", str(manuscript.pk), capsys=capsys) == (1, two)
    again = "“初审” is signed already; it is the turn of “复审”."
    assert command(office.editor, "sign", str(manuscript.pk), "--step", "初审", capsys=capsys) == (1, again)
    assert (SignOff.objects.count(), refusals(manuscript)) == (1, [two, again])


def test_the_college_variant_lets_the_author_sign_first(office: Office, capsys):
    office.procedure(author_may_review=True, name="学院版(作者参与一审)")
    author = office.grant(office.correspondent, Role.EDITOR, Role.SECTION_CHIEF)
    manuscript = office.submitted()
    assert command(author, "sign", str(manuscript.pk), capsys=capsys) == (0, "")
    own = "Nobody reviews his own text: you wrote this one (procedure “学院版(作者参与一审)（v1）”)."
    assert command(author, "sign", str(manuscript.pk), capsys=capsys) == (1, own)


def test_the_timer_keeps_back_what_was_changed_and_sends_the_rest(office: Office, capsys):
    office.procedure()
    edited, good = office.passed(), office.passed()
    at = timezone.now() + dt.timedelta(hours=1)
    for manuscript in (edited, good):
        actions.schedule_manuscript(actor=office.editor, manuscript=manuscript, at=at)
    office.save(edited, headline="六点五十分改的标题")
    with time_machine.travel(at + dt.timedelta(seconds=1), tick=False):
        main(["clock", "--once"])
    capsys.readouterr()
    assert [publication.manuscript for publication in Publication.objects.all()] == [good]
    main(["story", "list", "--as", office.editor.username, "--json"])
    alerts = {row["id"]: row["alert"] for row in json.loads(capsys.readouterr().out)}
    assert alerts == {edited.pk: "The text was changed after it was signed; to be signed again: 初审、复审、终审.", good.pk: ""}
