"""REST after the first way through: each verb the same action as the screen, with the same refusals."""

from __future__ import annotations

from django.utils import timezone

from ..models import Draft, Publication
from .office import Office, fresh, person_of, picture_file, refusals
from .test_doors import rest

SEES_NOTHING = "There is nothing at this address."


def test_an_urgent_release_is_countersigned_by_who_authorised_it(office: Office):
    office.procedure()
    manuscript = office.submitted()
    office.sign(manuscript, "editor", "chief")
    given = {"authoriser": person_of(office.deputy_head).campus_id, "reason": "停电", "phoned_at": timezone.localtime().isoformat()}
    assert rest(office.editor, "post", f"{manuscript.pk}/release/", given).status_code == 403
    made = rest(office.chief, "post", f"{manuscript.pk}/release/", given).json()
    assert made["countersigned_at"] is None
    path = f"{manuscript.pk}/releases/{made['id']}/countersign/"
    refused = rest(office.chief, "post", path, {"opinion": "同意"})
    assert (refused.status_code, refused.json()["sentence"]) == (403, "The release was authorised by 钱终, who countersigns it.")
    assert rest(office.stranger, "post", path, {}).json()["sentence"] == SEES_NOTHING
    assert rest(office.deputy_head, "post", path, {"opinion": "情况属实"}).json()["countersigned_at"]
    (release,) = rest(office.auditor, "get", f"{manuscript.pk}/").json()["releases"]
    assert release["countersigned_at"]
    assert rest(office.deputy_head, "post", path, {}).status_code == 403
    other = office.submitted()
    assert rest(office.deputy_head, "post", f"{other.pk}/releases/{made['id']}/countersign/", {}).status_code == 404


def test_a_correction_reaches_the_places_and_a_withdrawal_is_confirmed(office: Office):
    office.procedure()
    story = office.published()
    assert rest(office.reporter, "post", f"{story.pk}/republications/", {"place": "云山日报"}).status_code == 403
    assert rest(office.editor, "post", f"{story.pk}/republications/", {"place": ""}).status_code == 422
    assert rest(office.editor, "post", f"{story.pk}/republications/", {"place": "云山日报", "carried_on": "2999-01-01"}).status_code == 422
    (place,) = rest(office.editor, "post", f"{story.pk}/republications/", {"place": "云山日报", "url": "https://example.test/1"}).json()
    assert (place["place"], place["stale"], place["confirmation"]) == ("云山日报", False, None)
    assert rest(office.editor, "post", f"{story.pk}/correct/", {"kind": "fact", "note": "职务有误。"}).json()["state"] == "correcting"
    assert rest(office.reporter, "delete", f"{story.pk}/correct/").status_code == 403
    assert rest(office.editor, "delete", f"{story.pk}/correct/").json()["state"] == "published"
    assert rest(office.editor, "post", f"{story.pk}/correct/", {"kind": "wording", "note": "标题有误。"}).json()["state"] == "correcting"
    office.save(story, headline="更正后的标题")
    office.sign(story, "editor")
    assert rest(office.editor, "post", f"{story.pk}/publish/", {"outlet": office.site.pk}).json()["edition"] == 2
    brought = f"{story.pk}/republications/{place['republication']}/brought-up/"
    assert rest(office.reporter, "post", brought).status_code == 403
    assert [one["stale"] for one in rest(office.editor, "post", brought).json()] == [False]
    assert rest(office.editor, "post", f"{story.pk}/withdraw/", {"reason": "失实"}).status_code == 403
    assert rest(office.chief, "post", f"{story.pk}/withdraw/", {"reason": "失实"}).json()["state"] == "withdrawn"
    places = rest(office.editor, "get", f"{story.pk}/").json()["places"]
    assert [(one["place"], one["down"]) for one in places] == [("云山大学新闻网", False), ("云山日报", False)]
    confirm = f"{story.pk}/confirmations/{places[0]['confirmation']}/"
    assert rest(office.editor, "post", confirm, {"note": "无图"}).status_code == 422
    assert rest(office.reporter, "post", confirm, {"screenshot": picture_file()}).status_code == 403
    done = rest(office.editor, "post", confirm, {"screenshot": picture_file(), "note": "打不开了"})
    assert [one["down"] for one in done.json()] == [True, False]
    other = office.published()
    assert (
        rest(office.editor, "post", f"{other.pk}/confirmations/{places[1]['confirmation']}/", {"screenshot": picture_file()}).status_code
        == 404
    )


def test_pictures_are_brought_read_and_described(office: Office):
    assert rest(office.administrator, "post", "/assets/", {"file": picture_file()}).status_code == 403
    made = rest(office.correspondent, "post", "/assets/", {"file": picture_file(), "licence": "职务作品"})
    assert (made.status_code, made.json()["licence"], made.json()["width"]) == (201, "职务作品", 12)
    pk = made.json()["id"]
    body = [{"type": "picture", "value": {"asset": pk, "caption": "馆", "credit": "摄影：李", "alt": "图书馆外景"}}]
    text = office.content(body=body).as_json()
    assert rest(office.correspondent, "post", "", {"unit": office.unit.pk, "text": text}).status_code == 201
    for method, path, data in (("get", "", None), ("get", "file/", None), ("patch", "", {"licence": "盗用"})):
        assert rest(office.stranger, method, f"/assets/{pk}/{path}", data).status_code == 403
    assert rest(office.auditor, "get", f"/assets/{pk}/").json()["rights_holder"] == ""
    refused = rest(office.auditor, "patch", f"/assets/{pk}/", {"rights_holder": "审计"})
    assert (refused.status_code, refused.json()["sentence"]) == (
        403,
        "Rights of pictures are stated by correspondents, reporters and editors.",
    )
    given = {"rights_holder": "云山大学", "consent": "已征得同意", "focus_x": 20}
    stated = rest(office.editor, "patch", f"/assets/{pk}/", given).json()
    assert (stated["rights_holder"], stated["licence"], stated["focus_x"], stated["focus_y"]) == ("云山大学", "职务作品", 20, 50)
    assert rest(office.editor, "patch", f"/assets/{pk}/", {"focus_y": 101}).status_code == 422
    file = rest(office.editor, "get", f"/assets/{pk}/file/")
    assert (b"".join(file), file["Cache-Control"]) == (picture_file().read(), "private, no-store")


def test_drafts_are_ones_own(office: Office):
    manuscript = office.draft()
    kept = rest(office.correspondent, "put", f"{manuscript.pk}/drafts/", {"base": 1, "text": {"headline": "写到一半"}}).json()
    assert (kept["kind"], kept["base"], kept["text"]) == ("autosave", 1, {"headline": "写到一半"})
    assert rest(office.correspondent, "put", f"{manuscript.pk}/drafts/", {"base": 9, "text": {}}).status_code == 422
    assert rest(office.editor, "get", f"{manuscript.pk}/drafts/").json() == []
    assert rest(office.editor, "delete", f"{manuscript.pk}/drafts/{kept['id']}/").status_code == 404
    assert rest(office.stranger, "put", f"{manuscript.pk}/drafts/", {"base": 1, "text": {}}).status_code == 404
    assert [one["id"] for one in rest(office.correspondent, "get", f"{manuscript.pk}/drafts/").json()] == [kept["id"]]
    assert rest(office.correspondent, "delete", f"{manuscript.pk}/drafts/{kept['id']}/").json() == []
    assert (Draft.objects.count(), fresh(manuscript).revisions.count()) == (0, 1)


def test_remarks_are_written_answered_and_settled(office: Office):
    manuscript = office.draft()
    office.people("chief")
    given = {"text": "时间核对一下", "passage": "自本周起", "mentions": [person_of(office.chief).campus_id]}
    assert rest(office.auditor, "post", f"{manuscript.pk}/remarks/", given).status_code == 403
    assert rest(office.stranger, "get", f"{manuscript.pk}/remarks/").status_code == 404
    (remark,) = rest(office.editor, "post", f"{manuscript.pk}/remarks/", given).json()
    assert (remark["by"], remark["mentions"], remark["settled_at"]) == ("王初", ["赵复"], None)
    (answered,) = rest(office.chief, "post", f"{manuscript.pk}/remarks/", {"text": "已核", "answers": remark["id"]}).json()
    assert [one["text"] for one in answered["answers"]] == ["已核"]
    assert rest(office.editor, "post", f"{manuscript.pk}/remarks/", {"text": " "}).status_code == 422
    settle = f"{manuscript.pk}/remarks/{remark['id']}/settle/"
    assert rest(office.auditor, "post", settle).status_code == 403
    assert rest(office.chief, "post", settle).json()[0]["settled_at"]
    assert rest(office.chief, "post", settle).status_code == 403
    assert rest(office.auditor, "get", f"{manuscript.pk}/remarks/").json()[0]["text"] == "时间核对一下"


def test_many_are_published_each_through_the_gate(office: Office):
    office.procedure()
    ready, waiting, own = office.passed(), office.submitted(), office.passed()
    many = {"stories": [ready.pk, waiting.pk]}
    found = {one["story"]: (len(one["published"]), one["reason"]) for one in rest(office.editor, "post", "publish/", many).json()}
    assert found == {ready.pk: (1, ""), waiting.pk: (0, "Not signed yet: 初审、复审、终审.")}
    (refused,) = rest(office.reporter, "post", "publish/", {"stories": [own.pk]}).json()
    assert refused["reason"] == "“云山大学新闻网” is published by editors, section chiefs, heads and its account keepers."
    assert rest(office.stranger, "post", "publish/", {"stories": [own.pk]}).json() == []
    assert Publication.objects.count() == 1
    assert refusals(waiting) == ["Not signed yet: 初审、复审、终审."]


def test_outlets_are_settled_and_a_manuscript_declined_dropped_and_taken_up(office: Office):
    office.procedure()
    manuscript = office.draft(targets=())
    assert rest(office.auditor, "put", f"{manuscript.pk}/outlets/", {"outlets": [office.site.pk]}).status_code == 403
    assert rest(office.correspondent, "put", f"{manuscript.pk}/outlets/", {"outlets": [office.site.pk]}).status_code == 200
    assert list(fresh(manuscript).targets.all()) == [office.site]
    assert rest(office.auditor, "post", f"{manuscript.pk}/drop/", {"reason": "x"}).status_code == 403
    assert rest(office.correspondent, "post", f"{manuscript.pk}/drop/", {"reason": "活动取消"}).json()["state"] == "dropped"
    assert rest(office.auditor, "post", f"{manuscript.pk}/reopen/").status_code == 403
    assert rest(office.correspondent, "post", f"{manuscript.pk}/reopen/").json()["state"] == "draft"
    office.people()
    assert rest(office.correspondent, "post", f"{manuscript.pk}/submit/", {}).json()["state"] == "submitted"
    assert rest(office.correspondent, "post", f"{manuscript.pk}/decline/", {"reason": "x"}).status_code == 403
    assert rest(office.editor, "post", f"{manuscript.pk}/decline/", {"reason": ""}).status_code == 422
    assert rest(office.editor, "post", f"{manuscript.pk}/decline/", {"reason": "已由主办单位供稿"}).json()["state"] == "declined"
