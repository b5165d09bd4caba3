"""The same refusal by every door: screen, REST, bulk (commands: rongmei/cli/tests); and the screens open."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rongmei.base.directory.enums import Role
from rongmei.base.history.actors import SYSTEM
from rongmei.base.ledger.actions.tokens import digest_of
from rongmei.base.ledger.models import ApiToken
from rongmei.base.ledger.tests.factories import ApiTokenFactory

from .. import actions
from ..models import Draft, Publication, SignOff
from .office import Office, fresh, passed_steps, person_of, picture_file, refusals

OWN = "Nobody reviews his own text: you wrote this one (procedure “网站三审（v1）”)."
BACKEND = "django.contrib.auth.backends.ModelBackend"


def browser(user) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, backend=BACKEND)
    return client


def rest(user, method: str, path: str, data: dict[str, Any] | None = None):
    """path: below /stories/, or from the root of the interface when it begins with a slash. A file makes it multipart."""
    token = f"key-of-{user.pk}"
    if not ApiToken.objects.filter(digest=digest_of(token)).exists():
        ApiTokenFactory(user=user, digest=digest_of(token), may_write=True)
    client = Client(headers={"accept-language": "en", "authorization": f"Bearer {token}"})
    address = f"/api/v1{path}" if path.startswith("/") else f"/api/v1/stories/{path}"
    if data and any(hasattr(value, "read") for value in data.values()):
        return getattr(client, method)(address, data)  # multipart
    return getattr(client, method)(address, data, content_type="application/json")


def act(user, manuscript, verb: str, **data):
    return browser(user).post(reverse("newsroom:act", args=[manuscript.pk, verb]), data, follow=True)


def test_ones_own_text_is_refused_by_every_door_and_each_try_is_kept(office: Office):
    office.procedure()
    author = office.grant(office.correspondent, Role.EDITOR, Role.SECTION_CHIEF, Role.HEAD)
    manuscript, other = office.submitted(), office.submitted(by=office.reporter)
    assert OWN.encode() in act(author, manuscript, "sign", step=office.step(manuscript, "初审").pk).content.replace(b"&#x27;", b"'")
    # the address of another article, the step of one's own: the step is the same procedure's, but the article is judged
    assert rest(author, "post", f"{manuscript.pk}/sign/", {}).json() == {"sentence": OWN, "places": {}}
    response = browser(author).post(reverse("newsroom:publish_many"), {"story": [manuscript.pk]}, follow=True)
    assert "Not signed yet: 初审、复审、终审." in response.content.decode()
    assert refusals(manuscript) == [OWN, OWN, "Not signed yet: 初审、复审、终审."]
    assert (SignOff.objects.count(), Publication.objects.count(), fresh(manuscript).state) == (0, 0, "submitted")
    assert act(author, other, "sign").status_code == 200
    assert passed_steps(other) == ["初审"]


def test_a_story_goes_out_through_the_screens(office: Office):
    office.procedure()
    manuscript = office.draft()
    office.people()
    act(office.correspondent, manuscript, "submit")
    for name in ("editor", "chief"):
        act(office.user(name), manuscript, "sign", fingerprint=manuscript.current.fingerprint, opinion="同意")
    act(office.deputy_head, manuscript, "return", to=office.step(fresh(manuscript), "复审").pk, opinion="再看数字")
    assert passed_steps(manuscript) == ["初审"]
    act(office.chief, manuscript, "sign")
    act(office.deputy_head, manuscript, "sign")
    page = browser(office.editor).get(reverse("newsroom:story", args=[manuscript.pk])).content.decode()
    assert "再看数字" in page
    act(office.editor, manuscript, "publish", outlet=office.site.pk)
    assert Publication.objects.get().headline == manuscript.headline
    act(office.chief, manuscript, "withdraw", reason="失实")
    confirmation = fresh(manuscript).withdrawal.confirmations.get()
    act(office.editor, manuscript, "confirm", confirmation=confirmation.pk, screenshot=picture_file())
    confirmation.refresh_from_db()
    assert confirmation.confirmed_by == office.editor


def test_a_story_goes_out_through_rest(office: Office):
    office.procedure()
    office.people()
    text = office.content().as_json()
    made = rest(office.correspondent, "post", "", {"unit": office.unit.pk, "text": text, "outlets": [office.site.pk]})
    assert made.status_code == 201
    pk, first = made.json()["id"], made.json()
    saved = rest(office.correspondent, "put", f"{pk}/text/", {"base": 1, "text": text | {"headline": "改过的标题"}})
    assert saved.json()["revision"] == 2
    stale = rest(office.correspondent, "put", f"{pk}/text/", {"base": 1, "text": text | {"headline": "旧标签页里的标题"}})
    assert (stale.status_code, stale.json()["revision"]) == (409, 2)
    assert Draft.objects.get(pk=stale.json()["draft"]).content["headline"] == "旧标签页里的标题"
    assert rest(office.correspondent, "post", f"{pk}/submit/", {}).json()["present"] == "初审"
    refused = rest(office.editor, "post", f"{pk}/sign/", {"fingerprint": first["fingerprint"]})
    assert (refused.status_code, refused.json()["sentence"]) == (
        403,
        "The text was changed since you opened it. Read the present text, then sign.",
    )
    for name in ("editor", "chief", "deputy_head"):
        answer = rest(office.user(name), "post", f"{pk}/sign/", {"fingerprint": saved.json()["fingerprint"]})
    assert answer.json()["passed"]
    assert rest(office.reporter, "post", f"{pk}/publish/", {"outlet": office.site.pk}).status_code == 403
    published = rest(office.editor, "post", f"{pk}/publish/", {"outlet": office.site.pk}).json()
    assert (published["edition"], published["headline"]) == (1, "改过的标题")
    assert rest(office.stranger, "get", f"{pk}/").status_code == 404
    assert [story["id"] for story in rest(office.editor, "get", "?state=published").json()["stories"]] == [pk]


@pytest.mark.parametrize("change", ["headline", "caption", "picture"])
def test_what_was_changed_after_signing_goes_out_by_no_door(office: Office, change: str):
    """Scenario 2; by command: rongmei/cli/tests."""
    office.procedure()
    value = {"asset": office.picture().pk, "caption": "图书馆外景", "credit": "", "alt": "馆"}
    manuscript = office.passed(body=[{"type": "picture", "value": value}])
    at = timezone.now() + dt.timedelta(hours=1)
    actions.schedule_manuscript(actor=office.editor, manuscript=manuscript, at=at)
    changed = {"caption": {"caption": "图书馆内景"}, "picture": {"asset": office.picture(office.editor2, "blue").pk}}
    if change == "headline":
        office.save(manuscript, headline=f"{manuscript.headline}！")
    else:
        office.save(manuscript, body=[{"type": "picture", "value": value | changed[change]}])
    sentence = "The text was changed after it was signed; to be signed again: 初审、复审、终审."
    assert sentence in browser(office.editor).get(reverse("newsroom:story", args=[manuscript.pk])).content.decode()
    assert sentence in act(office.editor, manuscript, "publish", outlet=office.site.pk).content.decode()
    assert rest(office.editor, "post", f"{manuscript.pk}/publish/", {"outlet": office.site.pk}).json()["sentence"] == sentence
    assert rest(office.editor, "post", "publish/", {"stories": [manuscript.pk]}).json()[0]["reason"] == sentence
    bulk = browser(office.editor).post(reverse("newsroom:publish_many"), {"story": [manuscript.pk]}, follow=True)
    assert sentence in bulk.content.decode()
    assert [outcome.reason for outcome in actions.publish_due(actor=SYSTEM, now=at)] == [sentence]
    assert (Publication.objects.count(), refusals(manuscript)) == (0, [sentence] * 4)


def test_a_return_goes_to_any_step_by_rest(office: Office):
    """Scenario 3; by screen above, by command: rongmei/cli/tests."""
    office.procedure()
    manuscript = office.submitted()
    office.sign(manuscript, "editor", "chief")
    assert rest(office.deputy_head, "post", f"{manuscript.pk}/return/", {"step": "初审", "opinion": " "}).status_code == 422
    assert rest(office.deputy_head, "post", f"{manuscript.pk}/return/", {"step": "无此环节", "opinion": "改"}).status_code == 422
    assert rest(office.chief, "post", f"{manuscript.pk}/return/", {"step": "初审", "opinion": "改"}).status_code == 403
    back = rest(office.deputy_head, "post", f"{manuscript.pk}/return/", {"step": "复审", "opinion": "再核数字"}).json()
    assert (back["present"], back["round"], back["signatures"][-1]["opinion"]) == ("复审", 2, "再核数字")
    assert passed_steps(manuscript) == ["初审"]


def test_the_urgent_button_is_not_there_without_the_privilege(office: Office):
    office.procedure()
    office.people("head")
    manuscript = office.submitted()
    office.sign(manuscript, "editor", "chief2")
    where = reverse("newsroom:story", args=[manuscript.pk])
    button = f'action="{where}release/"'
    assert button in browser(office.chief).get(where).content.decode()
    assert button not in browser(office.editor).get(where).content.decode()
    data = {"authoriser": person_of(office.head).pk, "reason": "急", "phoned_at": f"{timezone.localtime():%Y-%m-%dT%H:%M}"}
    act(office.editor, manuscript, "release", **data)
    assert fresh(manuscript).urgent_releases.count() == 0
    act(office.chief, manuscript, "release", **data)
    assert "released on the word of 孙部长" in browser(office.editor).get(reverse("newsroom:index")).content.decode()


def test_pictures_of_unpublished_stories_are_for_those_who_see_them(office: Office):
    """Trap 25."""
    office.procedure()
    asset = office.picture()
    body = [{"type": "picture", "value": {"asset": asset.pk, "caption": "馆", "credit": "", "alt": "馆"}}]
    office.draft(body=body)
    where = reverse("newsroom:asset", args=[asset.pk])
    answer = browser(office.editor).get(where)
    assert (answer.status_code, b"".join(answer)) == (200, asset.file.open().read())
    assert "no-store" in answer["Cache-Control"]
    assert browser(office.stranger).get(where).status_code == 403
    assert Client().get(where).status_code == 302
    assert Client().get(asset.file.url).status_code == 404


@pytest.mark.parametrize("name", ["index", "procedures", "deputies"])
def test_the_lists_open(office: Office, name: str):
    office.procedure()
    office.submitted()
    assert browser(office.editor).get(reverse(f"newsroom:{name}")).status_code == 200
    assert browser(office.administrator).get(reverse(f"newsroom:{name}")).status_code == 403


def test_deputies_are_named_and_ended_on_the_screen(office: Office):
    today = f"{timezone.localdate():%Y-%m-%d}"
    client = browser(office.deputy_head)
    data = {
        "principal": person_of(office.deputy_head).campus_id,
        "deputy": person_of(office.chief).campus_id,
        "from_on": today,
        "to_on": today,
    }
    assert client.post(reverse("newsroom:deputies"), data | {"deputy": "查无此人"}).status_code == 422
    assert client.post(reverse("newsroom:deputies"), data).status_code == 302
    assert "赵复" in client.get(reverse("newsroom:deputies")).content.decode()


def test_ready_made_procedures_are_put_into_force_once(office: Office):
    assert [procedure.key for procedure in actions.install_procedures(actor=office.manager)] == ["site", "unit-site", "paper", "social"]
    assert actions.install_procedures(actor=office.manager) == []
