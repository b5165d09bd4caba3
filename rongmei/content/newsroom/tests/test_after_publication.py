"""Scenario 7: corrections, withdrawals, other places; evidence that outlives people (scenario 8)."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from rongmei.base.history.decisions import Invalid, Refused

from .. import actions, queries, rules, triggers
from ..models import CorrectionNote, Manuscript, Publication, Revision, SignOff, WithdrawalConfirmation
from .office import Office, fresh, passed_steps, standing


@pytest.fixture
def everywhere(office: Office):
    """Live on the site and on WeChat."""
    office.procedure()
    return office.published(targets=(office.site, office.wechat))


def correct(office: Office, manuscript, kind: str = "fact", text: str = "文中职务应为教授。", **changes):
    actions.open_correction(actor=office.editor, manuscript=manuscript, kind=kind, text=text)
    office.save(manuscript, by=office.editor2, **({"headline": "图书馆开放夜间自习室（更正）"} | changes))
    return fresh(manuscript)


def test_a_correction_passes_its_own_shorter_procedure_and_shows_its_note(office: Office, everywhere):
    old = Publication.objects.get(outlet=office.site)
    manuscript = correct(office, everywhere, kind="wording", text="标题有误，已更正。")
    assert [line.step.label for line in standing(manuscript).steps] == ["初审"]
    with pytest.raises(Refused, match="Not signed yet: 初审"):
        actions.publish_manuscript(actor=office.editor, manuscript=manuscript, outlet=office.site)
    office.sign(manuscript, "editor")
    new = actions.publish_manuscript(actor=office.editor, manuscript=manuscript, outlet=office.site)
    old.refresh_from_db()
    assert (old.state, old.headline) == ("corrected", everywhere.current.headline)
    assert (new.public_id, new.edition, new.first_published_at) == (old.public_id, 2, old.first_published_at)
    assert (new.note.text, new.note.kind) == ("标题有误，已更正。", "wording")
    assert [p.outlet for p in queries.outstanding_places(fresh(manuscript))] == [office.wechat]
    actions.publish_manuscript(actor=office.editor, manuscript=fresh(manuscript), outlet=office.wechat)
    assert queries.outstanding_places(fresh(manuscript)) == []
    assert CorrectionNote.objects.filter(public_id=old.public_id).count() == 1


def test_a_political_correction_passes_everything_the_procedure_names_for_it(office: Office, everywhere):
    manuscript = correct(office, everywhere, kind="political")
    assert [line.step.label for line in standing(manuscript).steps] == ["初审", "复审", "终审"]


def test_what_was_signed_before_a_correction_counts_no_more(office: Office, everywhere):
    actions.open_correction(actor=office.editor, manuscript=everywhere, kind="fact", text="职务有误。")
    assert passed_steps(everywhere) == []


def test_an_outlet_that_never_had_the_story_gets_it_whole_procedure_only(office: Office):
    office.procedure()
    manuscript = office.published()
    manuscript = correct(office, manuscript, kind="wording")
    actions.set_targets(actor=office.editor, manuscript=manuscript, targets=[office.site, office.wechat])
    office.sign(manuscript, "editor")
    assert rules.may_publish(office.editor, fresh(manuscript), office.site, manuscript.changed_at)
    assert rules.may_publish(office.editor, fresh(manuscript), office.wechat, manuscript.changed_at).reason == "Not signed yet: 复审、终审."


def test_a_correction_says_what_was_wrong(office: Office, everywhere):
    with pytest.raises(Invalid, match="Say what was wrong"):
        actions.open_correction(actor=office.editor, manuscript=everywhere, kind="", text="x")
    with pytest.raises(Invalid, match="The note readers will see is missing"):
        actions.open_correction(actor=office.editor, manuscript=everywhere, kind="fact", text=" ")


def test_giving_a_correction_up_needs_the_live_text_back(office: Office, everywhere):
    manuscript = correct(office, everywhere)
    with pytest.raises(Refused, match="The text differs from the one that is live"):
        actions.close_correction(actor=office.editor, manuscript=manuscript)
    office.save(manuscript, headline=everywhere.current.headline)
    assert actions.close_correction(actor=office.editor, manuscript=manuscript).state == "published"


def test_a_withdrawal_takes_everything_down_and_each_place_is_confirmed(office: Office, everywhere):
    site = Publication.objects.get(outlet=office.site)
    actions.note_republication(actor=office.editor, manuscript=everywhere, publication=site, place="云山日报", url="https://example.test/1")
    with pytest.raises(Refused, match="withdrawn by section chiefs and heads"):
        actions.withdraw_story(actor=office.editor, manuscript=everywhere, reason="失实")
    with pytest.raises(Invalid, match="why the story is taken down"):
        actions.withdraw_story(actor=office.chief, manuscript=everywhere, reason="")
    withdrawal = actions.withdraw_story(actor=office.chief, manuscript=everywhere, reason="失实")
    assert set(Publication.objects.values_list("state", flat=True)) == {"withdrawn"}
    places = [str(c.republication or c.publication.outlet) for c in withdrawal.confirmations.all()]
    assert places == ["云山大学新闻网", "云山大学公众号", "云山日报"]
    one = withdrawal.confirmations.first()
    actions.confirm_down(actor=office.editor, confirmation=one, screenshot=office.picture(office.editor), note="已打不开")
    with pytest.raises(Refused, match="confirmed already"):
        actions.confirm_down(actor=office.editor, confirmation=one, screenshot=office.picture(office.editor))
    assert WithdrawalConfirmation.objects.filter(confirmed_at=None).count() == 2
    for verb in (lambda: office.save(everywhere, headline="x"), lambda: correct(office, everywhere)):
        with pytest.raises(Refused):
            verb()


def test_the_database_refuses_to_change_what_was_signed(office: Office, everywhere):
    for table, change in (
        (Revision, {"headline": "换掉"}),
        (SignOff, {"person_name": "换掉"}),
        (Publication, {"body": []}),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            table.objects.update(**change)
    Publication.objects.update(state="corrected")  # the only thing that moves


def test_triggers_stand_after_all_migrations(db):
    """A migration that makes one of these tables anew must put them on again."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'newsroom_%%'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'newsroom_%%'")
        found = {row[0] for row in cursor.fetchall()}
    assert found == set(triggers.names())


def test_a_signed_manuscript_cannot_be_deleted_and_its_signers_neither(office: Office, everywhere):
    for thing in (everywhere, everywhere.current, office.editor.person, office.site):
        with pytest.raises(ProtectedError):
            thing.delete()
    assert Manuscript.objects.count() == 1


def test_a_signer_who_left_keeps_his_name_on_the_sheet(office: Office, everywhere):
    """Trap 14: the account may go; the signature holds the name, post and unit of that day."""
    person = office.editor.person
    person.name = "王改名"
    person.save()
    signature = SignOff.objects.get(step__label="初审")
    assert (signature.signature, signature.post, signature.unit_name) == ("王初", "editor之职", "党委宣传部")


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ("UPDATE newsroom_signoff SET person_name = '别人' WHERE id = %s", "sign_off"),
        ("UPDATE newsroom_signoff SET opinion = '同意' WHERE id = %s", "sign_off"),
        ("UPDATE newsroom_revision SET headline = '别的标题' WHERE id = %s", "revision"),
        ("UPDATE newsroom_publication SET headline = '别的标题' WHERE id = %s", "publication"),
        ("DELETE FROM newsroom_signoff WHERE id = %s", "sign_off"),
    ],
)
def test_verify_names_the_row_altered_by_sql(office: Office, everywhere, sql: str, table: str):
    assert queries.verify_newsroom() == []
    model = {"sign_off": SignOff, "revision": Revision, "publication": Publication}[table]
    pk = model.objects.order_by("pk").first().pk
    triggers.take_off(connection)
    with connection.cursor() as cursor:
        if sql.startswith("DELETE"):  # what is counted of a signature would not let it go
            cursor.execute("DELETE FROM newsroom_passedstep WHERE sign_off_id = %s", [pk])
        cursor.execute(sql, [pk])
    triggers.put_on(connection)
    assert [(broken.table, broken.pk) for broken in queries.verify_newsroom()] == [(table, pk)]


def test_verify_names_a_picture_whose_bytes_changed(office: Office):
    asset = office.picture()
    with open(asset.file.path, "ab") as file:
        file.write(b"x")
    assert [(broken.table, broken.pk) for broken in queries.verify_newsroom()] == [("asset", asset.pk)]
