"""Where else a story was carried, and the rights of its pictures."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from rongmei.base.history.decisions import Invalid, Refused

from .. import actions, queries
from ..models import Publication, Republication, WithdrawalConfirmation
from .office import Office, fresh, refusals
from .test_after_publication import correct
from .test_doors import act, browser


@pytest.fixture
def live(office: Office):
    office.procedure()
    return office.published()


def test_places_are_noted_on_the_page_of_the_story(office: Office, live):
    today = timezone.localdate()
    where = reverse("newsroom:story", args=[live.pk])
    assert "Note where it was carried" in browser(office.editor).get(where).content.decode()
    assert "Note where it was carried" not in browser(office.reporter).get(where).content.decode()
    act(office.editor, live, "note", outlet=office.wechat.pk, carried_on=f"{today:%Y-%m-%d}")
    act(office.editor, live, "note", place="云山日报", url="https://example.test/1")
    found = [(str(r), r.outlet, r.carried_on, r.url) for r in Republication.objects.all()]
    assert found == [("云山大学公众号", office.wechat, today, ""), ("云山日报", None, None, "https://example.test/1")]
    page = browser(office.auditor).get(where).content.decode()
    assert "云山日报" in page
    for data, sentence in (
        ({"place": " "}, "Say where it was carried"),
        ({"place": "云山日报", "url": "https://example.test/1"}, "is noted already"),
        ({"place": "甲", "url": "ftp://x"}, "begins with http"),
        ({"place": "甲", "carried_on": "昨天"}, "is not a day"),
        ({"place": "甲", "carried_on": f"{today - dt.timedelta(days=1):%Y-%m-%d}"}, "it was carried after we published it"),
    ):
        assert sentence in act(office.editor, live, "note", **data).content.decode()
    act(office.reporter, live, "note", place="甲")
    assert refusals(live) == ["Republications are noted by the office's editors."]
    assert Republication.objects.count() == 2


def test_a_correction_has_to_reach_every_place(office: Office, live):
    act(office.editor, live, "note", place="云山日报")
    there = Republication.objects.get()
    with pytest.raises(Refused, match="carries the present edition already"):
        actions.bring_up_to_date(actor=office.editor, republication=there)
    correct(office, live, kind="wording")
    office.save(live, headline="更正后的标题")
    office.sign(live, "editor")
    actions.publish_manuscript(actor=office.editor, manuscript=live, outlet=office.site)
    assert [place["stale"] for place in queries.places_of(live)] == [True]
    assert (
        "a corrected edition stands there still" in browser(office.editor).get(reverse("newsroom:story", args=[live.pk])).content.decode()
    )
    with pytest.raises(Refused, match="noted by the office"):
        actions.bring_up_to_date(actor=office.reporter, republication=there)
    act(office.editor, live, "brought-up", republication=there.pk)
    there.refresh_from_db()
    assert there.publication == Publication.objects.get(edition=2)
    assert [place["stale"] for place in queries.places_of(live)] == [False]


def test_a_place_found_after_the_withdrawal_has_to_be_confirmed_as_well(office: Office, live):
    actions.withdraw_story(actor=office.chief, manuscript=live, reason="失实")
    act(office.editor, fresh(live), "note", place="某公众号")
    assert [str(c.republication or c.publication.outlet) for c in WithdrawalConfirmation.objects.all()] == ["云山大学新闻网", "某公众号"]
    assert [place["down"] for place in queries.places_of(live)] == [False, False]


def test_where_there_are_several_of_ours_it_is_said_which(office: Office):
    office.procedure()
    both = office.published(targets=(office.site, office.wechat))
    with pytest.raises(Invalid, match="from which of our own it was taken"):
        queries.publication_meant(fresh(both))
    one = Publication.objects.get(outlet=office.wechat)
    assert queries.publication_meant(fresh(both), one.public_id) == one


def test_rights_of_a_picture_are_stated_and_void_nothing(office: Office):
    office.procedure()
    asset = office.picture()
    body = [{"type": "picture", "value": {"asset": asset.pk, "caption": "馆", "credit": "", "alt": "馆"}}]
    manuscript = office.submitted(body=body)
    office.sign(manuscript, "editor")
    where = reverse("newsroom:about_asset", args=[asset.pk])
    story = reverse("newsroom:story", args=[manuscript.pk])
    assert "rights not stated" in browser(office.editor).get(story).content.decode()
    data = {"rights_holder": "云山大学", "licence": "职务作品", "consent": "均为本校学生，已同意", "focus_x": "30", "focus_y": "40"}
    assert browser(office.stranger).post(where, data).status_code == 403
    assert "Rights of pictures are stated by" in browser(office.auditor).post(where, data).content.decode()
    assert browser(office.editor).post(where, data | {"focus_x": "130"}).status_code == 422
    asset.refresh_from_db()
    assert (asset.rights_holder, asset.focus_x) == ("", 50)
    assert browser(office.editor).post(where, data).status_code == 302
    asset.refresh_from_db()
    assert (asset.rights_holder, asset.consent, asset.focus_x, asset.focus_y) == ("云山大学", "均为本校学生，已同意", 30, 40)
    assert [
        line.passed for line in queries.with_standing(queries.seen_by(office.editor)).get(pk=manuscript.pk).sign_offs.all() if False
    ] == []
    assert "云山大学" in browser(office.editor).get(story).content.decode()
    assert actions.describe_asset(actor=office.editor, asset=asset) == asset


def test_where_it_is_meant_for_and_an_adaptation(office: Office):
    office.procedure()
    manuscript = office.draft(targets=())
    act(office.correspondent, manuscript, "target", targets=[office.site.pk])
    assert list(fresh(manuscript).targets.all()) == [office.site]
    act(office.auditor, manuscript, "target", targets=[])
    assert list(fresh(manuscript).targets.all()) == [office.site]
    client = browser(office.correspondent)
    answer = client.post(reverse("newsroom:adapt", args=[manuscript.pk]))
    (made,) = fresh(manuscript).adaptations.all()
    assert answer["Location"] == reverse("newsroom:story", args=[made.pk])
    assert (made.headline, made.current.body, list(made.targets.all())) == (manuscript.headline, manuscript.current.body, [])
