"""Scenarios 1, 8 and 9 by the routes that the files of their rules leave out (commands: rongmei/cli/tests; typing: tests/browser)."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import User
from rongmei.base.history.actors import SYSTEM

from .. import actions
from ..models import Manuscript, Publication, SignOff
from .office import Office, fresh, passed_steps, refusals
from .test_doors import OWN, act, browser, rest
from .test_own_text import TWO
from .test_papers import pack_of

UNSIGNED = "Not signed yet: 初审、复审、终审."


def said(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


def local(at: dt.datetime) -> str:
    """As a browser's field gives it."""
    return f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"


def test_whoever_holds_everything_passes_no_gate_by_any_door_and_a_superuser_cannot_be_made(office: Office):
    office.procedure()
    author = office.grant(office.correspondent, *(role for role in Role if role != Role.CORRESPONDENT))
    with pytest.raises(IntegrityError, match="never_superuser"), transaction.atomic():
        User.objects.filter(pk=author.pk).update(is_superuser=True)
    manuscript = office.submitted()
    text, at = manuscript.current, timezone.now() + dt.timedelta(hours=1)
    assert OWN in said(act(author, manuscript, "sign"))
    assert rest(author, "post", f"{manuscript.pk}/sign/", {}).json()["sentence"] == OWN
    assert UNSIGNED in said(act(author, manuscript, "publish", outlet=office.site.pk))
    assert rest(author, "post", f"{manuscript.pk}/publish/", {"outlet": office.site.pk}).json()["sentence"] == UNSIGNED
    assert UNSIGNED in said(browser(author).post(reverse("newsroom:publish_many"), {"story": [manuscript.pk]}, follow=True))
    assert rest(author, "post", "publish/", {"stories": [manuscript.pk]}).json()[0]["reason"] == UNSIGNED
    assert UNSIGNED in said(act(author, manuscript, "schedule", at=local(at)))
    assert UNSIGNED in rest(author, "post", f"{manuscript.pk}/schedule/", {"at": at.isoformat()}).json()["sentence"]
    assert refusals(manuscript) == [OWN, OWN, *[UNSIGNED] * 6]
    manuscript = fresh(manuscript)
    assert (manuscript.state, manuscript.current, manuscript.scheduled_at) == ("submitted", text, None)
    assert (SignOff.objects.count(), Publication.objects.count()) == (0, 0)


def test_a_second_review_by_one_person_is_refused_by_screen_and_rest(office: Office):
    office.procedure()
    office.grant(office.editor, Role.SECTION_CHIEF, Role.HEAD)
    manuscript = office.submitted()
    assert "Signed: 初审." in said(act(office.editor, manuscript, "sign"))
    assert TWO in said(act(office.editor, manuscript, "sign"))
    assert rest(office.editor, "post", f"{manuscript.pk}/sign/", {"step": "复审"}).json()["sentence"] == TWO
    assert (passed_steps(manuscript), refusals(manuscript)) == (["初审"], [TWO, TWO])


@pytest.mark.parametrize("door", ["screen", "rest"])
def test_the_college_variant_by_screen_and_rest_and_the_sheet_prints_it(office: Office, door: str):
    office.procedure(author_may_review=True, name="学院版(作者参与一审)")
    office.grant(office.correspondent, Role.EDITOR, Role.SECTION_CHIEF)
    manuscript = office.submitted()
    own = "Nobody reviews his own text: you wrote this one (procedure “学院版(作者参与一审)（v1）”)."
    if door == "screen":
        assert "Signed: 初审." in said(act(office.correspondent, manuscript, "sign"))
        second = said(act(office.correspondent, manuscript, "sign"))
    else:
        assert rest(office.correspondent, "post", f"{manuscript.pk}/sign/", {}).json()["present"] == "复审"
        second = rest(office.correspondent, "post", f"{manuscript.pk}/sign/", {}).json()["sentence"]
    assert own in second
    assert passed_steps(manuscript) == ["初审"]
    sheet = browser(office.head).get(reverse("newsroom:sheet", args=[manuscript.pk])).content
    printed = "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(sheet)).pages)
    assert printed.count("学院版(作者参与一审)（v1）") == 2, "on both copies"
    assert printed.count("theauthormaysignthefirstreviewandthefirstproof") == 2


def test_a_double_click_gives_one_signature_by_screen_and_rest(office: Office):
    """The step the person meant goes with the click, so that the second one is not the next step's."""
    office.procedure()
    office.grant(office.editor, Role.SECTION_CHIEF)
    manuscript = office.submitted()
    meant = office.step(manuscript, "初审")
    again = "“初审” is signed already; it is the turn of “复审”."
    act(office.editor, manuscript, "sign", step=meant.pk)
    assert again in said(act(office.editor, manuscript, "sign", step=meant.pk))
    assert rest(office.editor, "post", f"{manuscript.pk}/sign/", {"step": "初审"}).json()["sentence"] == again
    assert (SignOff.objects.count(), refusals(manuscript)) == (1, [again, again])


@pytest.mark.parametrize("door", ["screen", "rest"])
def test_a_text_changed_before_its_hour_stays_and_the_other_goes_out(office: Office, door: str):
    office.procedure()
    edited, good = office.passed(), office.passed()
    at = (timezone.now() + dt.timedelta(hours=1)).replace(second=0, microsecond=0)
    for manuscript in (edited, good):
        if door == "screen":
            assert "The time is set." in said(act(office.editor, manuscript, "schedule", at=local(at)))
        else:
            assert rest(office.editor, "post", f"{manuscript.pk}/schedule/", {"at": at.isoformat()}).status_code == 200
        assert fresh(manuscript).scheduled_at == at
    office.save(edited, headline="六点五十分改的标题")
    actions.publish_due(actor=SYSTEM, now=at)
    assert (fresh(edited).state, fresh(good).state) == ("submitted", "published")
    alert = "The text was changed after it was signed; to be signed again: 初审、复审、终审."
    assert alert in said(browser(office.chief).get(reverse("newsroom:index")))
    assert {line["id"]: line["alert"] for line in rest(office.chief, "get", "").json()["stories"]} == {edited.pk: alert, good.pk: ""}
    if door == "screen":
        assert "The time is taken back." in said(act(office.editor, edited, "unschedule"))
    else:
        assert rest(office.editor, "delete", f"{edited.pk}/schedule/").status_code == 200
    assert fresh(edited).scheduled_at is None


def test_the_pack_is_the_same_after_wagtails_purge_and_a_deleted_signer_is_refused(office: Office):
    """Our revisions are not Wagtail's: what it purges is not what was signed."""
    office.procedure()
    manuscript = office.published()
    before = pack_of(office)
    call_command("purge_revisions", days=0, verbosity=0)
    with pytest.raises(ProtectedError):
        office.chief.delete()
    with pytest.raises(ProtectedError):
        Manuscript.objects.get(pk=manuscript.pk).delete()
    assert pack_of(office) == before
    day = timezone.localdate().isoformat()
    taken = browser(office.auditor).post(reverse("newsroom:pack"), {"outlet": office.site.pk, "start": day, "end": day})
    assert taken.content == before
