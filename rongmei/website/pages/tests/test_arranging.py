"""Columns and landing pages arranged from the console, and pages at their time: one that fails stops no other."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import Revision

from rongmei.base.directory.enums import OutletKind, Role
from rongmei.base.directory.models import Outlet, User
from rongmei.base.directory.tests.factories import UnitFactory
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.models import Event

from .. import actions, rules
from ..actions.sites import Column
from ..enums import ListLayout, SiteKind
from ..models import Section, SiteHome, TopicPage
from .conftest import Campus, person, picture

pytestmark = pytest.mark.django_db


def jpeg(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), (90, 120, 140)).save(out, "JPEG")
    return out.getvalue()


def text(words: str) -> list[dict[str, Any]]:
    return [{"type": "text", "value": {"heading": "", "text": f"<p>{words}</p>"}}]


def menu(client: Client) -> list[str]:
    found = client.get("/").content.decode().split('<nav class="menu"')[1].split("</nav>")[0]
    return re.findall(r">([^<>]+)</a>", found)[1:]


def test_columns_are_renamed_ordered_hidden_and_removed_and_readers_see_it_at_once(campus: Campus, client: Client):
    editor = person(Role.EDITOR)
    research, everything, natural = campus.news.get_children().type(Section).specific()
    assert menu(client) == ["科研动态", "全部", "理学院动态"]
    actions.change_section(actor=editor, section=research, title="科研进展", layout=ListLayout.NOTICES)
    actions.move_in_menu(actor=editor, page=natural, step=-1)
    assert menu(client) == ["科研进展", "理学院动态", "全部"]
    actions.show_in_menu(actor=editor, page=everything, shown=False)
    assert (menu(client), client.get("/all/").status_code) == (["科研进展", "理学院动态"], 200)
    actions.remove_page(actor=editor, page=natural)
    assert (menu(client), client.get("/natural/").status_code) == (["科研进展"], 404)
    kinds = set(Event.objects.filter(actor_label=str(editor)).values_list("kind", flat=True))
    assert kinds == {"site.page_changed", "site.pages_ordered", "site.page_removed"}


def test_renaming_leaves_a_draft_a_draft_and_is_not_taken_back_by_it(campus: Campus, client: Client):
    editor = person(Role.EDITOR)
    section = campus.news.get_children().type(Section).specific().first()
    section.intro = "还没有定的一句话"
    section.save_revision(user=editor)
    section = Section.objects.get(pk=section.pk)
    actions.change_section(actor=editor, section=section, title="科研进展")
    assert "还没有定的一句话" not in client.get("/research/").content.decode()
    section.get_latest_revision().publish(user=editor)
    section.refresh_from_db()
    assert (section.title, section.intro) == ("科研进展", "还没有定的一句话")


@pytest.mark.parametrize("role", [Role.CORRESPONDENT, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_arranges_nothing_is_refused_with_the_sentence_everywhere(campus: Campus, role):
    actor = person(role, unit=campus.college.outlet.unit)
    section = campus.news.get_children().type(Section).specific().first()
    tries = (
        lambda: actions.change_section(actor=actor, section=section, title="x"),
        lambda: actions.show_in_menu(actor=actor, page=section, shown=False),
        lambda: actions.move_in_menu(actor=actor, page=section, step=1),
        lambda: actions.remove_page(actor=actor, page=section),
        lambda: actions.lay_out(actor=actor, page=campus.news, body=[]),
    )
    for attempt in tries:
        with pytest.raises(Refused) as refused:
            attempt()
        assert str(refused.value) == rules.may_arrange_site(actor, campus.news).reason


def test_the_front_page_is_neither_hidden_nor_removed(campus: Campus):
    for attempt in (actions.remove_page, lambda **who: actions.show_in_menu(**who, shown=False)):
        with pytest.raises(Invalid):
            attempt(actor=SYSTEM, page=campus.college)


def test_pins_change_places_and_end(campus: Campus, client: Client):
    one, other = campus.story("一号稿"), campus.story("二号稿")
    first, second = (actions.pin_story(actor=SYSTEM, page=campus.news, public_id=story.public_id) for story in (one, other))
    actions.move_pin(actor=SYSTEM, pin=second, step=-1)
    page = client.get("/").content.decode()
    assert page.index("二号稿") < page.index("一号稿")
    with pytest.raises(Invalid):
        actions.change_pin(actor=SYSTEM, pin=first, until_on=timezone.localdate() - dt.timedelta(days=1))
    actions.change_pin(actor=SYSTEM, pin=first, until_on=timezone.localdate())
    first.refresh_from_db()
    assert first.until_on == timezone.localdate()


def test_notices_do_not_lead_unless_pinned(campus: Campus, client: Client):
    actions.create_section(actor=SYSTEM, site=campus.news, column=Column("通知", "notices", subject="文化", layout=ListLayout.NOTICES))
    notice = campus.story("停水通知", subjects=[campus.culture])
    campus.story("头条新闻", subjects=[campus.research], day=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    led = client.get("/").content.decode().split('class="hero"')[1].split("</section>")[0]
    assert ("头条新闻" in led, "停水通知" in led) == (True, False)
    actions.pin_story(actor=SYSTEM, page=campus.news, public_id=notice.public_id)
    assert "停水通知" in client.get("/").content.decode().split('class="hero"')[1].split("</section>")[0]


def test_a_site_without_an_outlet_gets_one_of_its_name(campus: Campus, client: Client):
    unit = UnitFactory()
    manager = person(Role.OFFICE_MANAGER)
    made = actions.create_site(actor=manager, title="学习在路上", kind=SiteKind.TOPIC, theme=campus.theme, unit=unit, path="learning")
    assert (made.outlet.name, made.outlet.kind, made.outlet.unit) == ("学习在路上", OutletKind.SITE, unit)
    assert "学习在路上" in client.get("/learning/").content.decode()
    with pytest.raises(Invalid):
        actions.create_site(actor=manager, title="又一个", kind=SiteKind.TOPIC, theme=campus.theme, path="again")
    assert not Outlet.objects.filter(name="又一个").exists()


# ---- pages at their time ---------------------------------------------------------------------------------------------------


def waiting(campus: Campus, title: str, actor: Any = SYSTEM) -> TopicPage:
    page = actions.create_topic(actor=SYSTEM, site=campus.news, title=title, slug=title, body=text("旧的"))
    actions.lay_out(actor=actor, page=page, body=text("新的"), at=timezone.now() + dt.timedelta(hours=1))
    return page


def test_a_layout_waits_for_its_time_and_then_stands(campus: Campus, client: Client):
    page = waiting(campus, "page-a")
    assert "旧的" in client.get("/page-a/").content.decode()
    assert actions.publish_due_pages(actor=SYSTEM) == []
    outcomes = actions.publish_due_pages(actor=SYSTEM, now=_make_due(page))
    assert [(one.title, one.reason) for one in outcomes] == [("page-a", "")]
    assert "新的" in client.get("/page-a/").content.decode()
    assert actions.publish_due_pages(actor=SYSTEM) == []


def _make_due(page: TopicPage) -> dt.datetime:
    """An hour and a minute later, as a clock that runs: the revision's own time is set back by as much."""
    past = timezone.now() - dt.timedelta(minutes=1)
    revision = Revision.page_revisions.get(object_id=str(page.pk), approved_go_live_at__isnull=False)
    revision.approved_go_live_at = past
    revision.content["go_live_at"] = past.isoformat()
    revision.save()
    return timezone.now()


def test_one_page_that_cannot_be_saved_stops_no_other_and_is_told_once(campus: Campus, client: Client, mailoutbox):
    editor = person(Role.EDITOR)
    editor.person.email = "editor@dongling.example"
    editor.person.save()
    bad, good = waiting(campus, "page-bad", editor), waiting(campus, "page-good", editor)
    for page in (bad, good):
        now = _make_due(page)
    revision = Revision.page_revisions.get(object_id=str(bad.pk), approved_go_live_at__isnull=False)
    revision.content["title"] = ""
    revision.save()
    outcomes = {one.title: one.reason for one in actions.publish_due_pages(actor=SYSTEM, now=now)}
    assert (len(outcomes), sorted(map(bool, outcomes.values()))) == (2, [False, True])
    assert ("旧的" in client.get("/page-bad/").content.decode(), "新的" in client.get("/page-good/").content.decode()) == (True, True)
    assert Event.objects.filter(kind="site.page_held").count() == 1
    assert actions.publish_due_pages(actor=SYSTEM, now=now) == []


def test_who_may_no_longer_arrange_the_site_publishes_nothing_by_a_time_set_before(campus: Campus, client: Client):
    editor = person(Role.EDITOR)
    page = waiting(campus, "page-a", editor)
    editor.role_grants.all().delete()
    (outcome,) = actions.publish_due_pages(actor=SYSTEM, now=_make_due(page))
    sentence = rules.may_arrange_site(User.objects.get(pk=editor.pk), campus.news).reason
    assert (outcome.reason, "旧的" in client.get("/page-a/").content.decode()) == (sentence, True)


def test_a_page_whose_end_has_come_is_taken_down(campus: Campus, client: Client):
    page = actions.create_topic(actor=SYSTEM, site=campus.news, title="限时", slug="limited", body=text("限时"))
    TopicPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    assert client.get("/limited/").status_code == 200
    assert [one.removed for one in actions.publish_due_pages(actor=SYSTEM)] == [True]
    assert client.get("/limited/").status_code == 404


def test_publish_in_the_editor_with_a_time_ahead_is_told_as_a_time_set(campus: Campus, client: Client):
    client.force_login(person(Role.EDITOR), backend="django.contrib.auth.backends.ModelBackend")
    page = actions.create_topic(actor=SYSTEM, site=campus.news, title="专题", slug="topic", body=[])
    later = timezone.localtime(timezone.now() + dt.timedelta(days=2))
    form = {
        "title": "专题改名",
        "slug": "topic",
        "intro": "",
        "body-count": "0",
        "go_live_at": f"{later:%Y-%m-%d %H:%M}",
        "action-publish": "1",
    }
    assert client.post(f"/console/pages/{page.pk}/edit/", form).status_code == 302
    assert Event.objects.order_by("-seq").first().kind == "site.page_scheduled"
    assert "专题改名" not in client.get("/topic/").content.decode()


# ---- pictures --------------------------------------------------------------------------------------------------------------


def test_a_library_picture_is_seen_as_soon_as_a_page_shows_it_and_no_longer(campus: Campus, client: Client):
    upload = SimpleUploadedFile("x.jpg", jpeg(640, 240), content_type="image/jpeg")
    shown = actions.add_library_picture(actor=person(Role.EDITOR), title="南山", file=upload)
    address = f"/images/{shown.pk}-tile.webp"
    assert client.get(address).status_code == 404
    tiles = [{"title": "专题", "text": "", "image": shown.pk, "page": campus.college.pk, "url": ""}]
    actions.lay_out(actor=SYSTEM, page=campus.news, body=[{"type": "tiles", "value": {"heading": "", "tiles": tiles}}])
    assert address in client.get("/").content.decode()
    assert (client.get(address).status_code, client.get(f"/science{address}").status_code) == (200, 404)
    actions.lay_out(actor=SYSTEM, page=SiteHome.objects.get(pk=campus.news.pk), body=[])
    assert client.get(address).status_code == 404


def test_the_editors_small_copies_are_for_who_arranges_a_site(campus: Campus, client: Client):
    upload = SimpleUploadedFile("x.jpg", jpeg(640, 240), content_type="image/jpeg")
    address = actions.add_library_picture(actor=SYSTEM, title="南山", file=upload).get_rendition("max-165x165").url
    assert client.get(address).status_code == 404
    client.force_login(person(Role.CORRESPONDENT, unit=campus.college.outlet.unit), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(address).status_code == 404
    client.force_login(person(Role.EDITOR), backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/jpeg")


def test_what_is_no_picture_does_not_enter_the_library(campus: Campus):
    for content in (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", b"GIF89a nothing"):
        with pytest.raises(Invalid):
            actions.add_library_picture(actor=SYSTEM, title="x", file=SimpleUploadedFile("x.png", content, content_type="image/png"))
    upload = SimpleUploadedFile("x.jpg", jpeg(64, 48), content_type="image/jpeg")
    outsider = person(Role.CORRESPONDENT, unit=campus.college.outlet.unit)
    with pytest.raises(Refused):
        actions.add_library_picture(actor=outsider, title="x", file=upload)


def test_a_logo_is_sent_with_the_theme(campus: Campus, client: Client):
    client.force_login(person(Role.OFFICE_MANAGER), backend="django.contrib.auth.backends.ModelBackend")
    data = {"name": "新样式", "accent": "#2f6b4f", "headings": "serif", "text": "sans", "masthead": "light", "indent": "on"}
    upload = SimpleUploadedFile("logo.png", jpeg(64, 64), content_type="image/png")
    assert client.post("/console/sites/public/themes/new/", {**data, "new_logo": upload}).status_code == 302
    theme = campus.theme.__class__.objects.get(name="新样式")
    assert (theme.logo.title, theme.indent) == ("新样式", True)


# ---- languages -------------------------------------------------------------------------------------------------------------


def test_a_story_in_two_languages_names_the_other_whichever_came_first(campus: Campus, client: Client):
    outlet = Outlet.objects.get(pk=campus.jubilee.outlet_id)
    chinese = campus.story("图书馆通宵开放", lead=picture())
    assert 'rel="alternate" hreflang' not in client.get(campus.path(chinese)).content.decode()
    english = campus.story("Library opens all night", site=campus.jubilee, language="en", manuscript__adapted_from=chinese.manuscript)
    page = client.get(campus.path(chinese)).content.decode()
    assert english.outlet == outlet
    assert f'hreflang="en" href="http://jubilee.example/news/2026/{english.public_id}"' in page
    assert f'hreflang="zh-Hans" href="http://testserver{campus.path(chinese)}"' in page


def test_texts_of_pages_are_proofread_while_they_are_written(campus: Campus, client: Client):
    client.force_login(person(Role.OFFICE_MANAGER))
    page = client.get(reverse("wagtailadmin_pages:edit", args=[campus.news.pk])).content.decode()
    assert ('id="proof-desk"' in page, page.count("proofdesk/proof")) == (True, 1)
