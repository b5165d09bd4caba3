"""Making and arranging sites: who may, what is refused, what is told."""

from __future__ import annotations

import datetime as dt

import pytest
from wagtail.models import Page
from wagtail.permissions import policy_registry

from rongmei.base.directory.enums import OutletKind, Role
from rongmei.base.directory.tests.factories import OutletFactory
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.models import Event

from .. import actions, rules
from ..actions.sites import Column
from ..enums import SiteKind
from ..models import Pin, SiteHome
from ..queries import sites_of
from .conftest import Campus, person

pytestmark = pytest.mark.django_db


def make(campus: Campus, **more):
    given = {"actor": SYSTEM, "title": "新站", "kind": SiteKind.TOPIC, "outlet": OutletFactory(kind=OutletKind.SITE), "theme": campus.theme}
    return actions.create_site(**given | more)


def test_a_topic_site_is_made_with_columns_and_told(campus: Campus, client):
    manager = person(Role.OFFICE_MANAGER)
    site = make(campus, actor=manager, path="learning", columns=[Column("心得体会", subject="科研"), Column("心得体会")])
    assert [page.slug for page in site.get_children()] == ["心得体会", "心得体会-2"]
    assert client.get("/learning/").status_code == 200
    event = Event.objects.filter(kind="site.created").order_by("-seq").first()
    assert (event.actor_label, event.subject_label, event.data["after"]["path"]) == (str(manager), "新站", "learning")


@pytest.mark.parametrize(
    "role", [Role.CORRESPONDENT, Role.REPORTER, Role.EDITOR, Role.SECTION_CHIEF, Role.CHANNEL_OWNER, Role.ADMINISTRATOR, Role.AUDITOR]
)
def test_others_make_no_sites_and_no_themes(campus: Campus, role):
    actor = person(role, unit=campus.news.outlet.unit if role == Role.CORRESPONDENT else None)
    with pytest.raises(Refused) as refused:
        make(campus, actor=actor, path="x1")
    assert str(refused.value) == rules.may_keep_sites(actor).reason
    with pytest.raises(Refused):
        actions.create_theme(actor=actor, name="别的")


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ({}, "主站"),
        ({"path": "science"}, "/science/"),
        ({"path": "console"}, "console"),
        ({"path": "news"}, "news"),
        ({"path": "A B"}, "a b"),
        ({"path": "-x"}, "-x"),
        ({"host": "jubilee.example"}, "jubilee.example"),
        ({"host": "not a host"}, "not a host"),
    ],
)
def test_an_address_that_cannot_be_is_refused_and_nothing_is_made(campus: Campus, where, words):
    before = Page.objects.count()
    with pytest.raises((Invalid, Refused)) as problem:
        make(campus, **where)
    assert words in str(problem.value)
    assert Page.objects.count() == before


def test_an_outlet_has_one_site_and_a_closed_one_none(campus: Campus):
    with pytest.raises(Invalid):
        make(campus, outlet=campus.news.outlet, path="again")
    with pytest.raises(Invalid):
        make(campus, outlet=OutletFactory(kind=OutletKind.SITE, closed_on=dt.date(2026, 1, 1), approved_on=None), path="closed")


def test_a_colour_that_is_none_is_refused(campus: Campus):
    with pytest.raises(Invalid) as problem:
        actions.create_theme(actor=SYSTEM, name="坏", accent="red;}")
    assert "#8a1f2b" in str(problem.value)


def test_pinning_asks_for_a_story_in_force_once(campus: Campus):
    story = campus.story()
    editor = person(Role.EDITOR)
    pin = actions.pin_story(actor=editor, page=campus.news, public_id=story.public_id)
    for public_id, until in ((story.public_id, None), ("nothing", None)):
        with pytest.raises(Invalid):
            actions.pin_story(actor=editor, page=campus.news, public_id=public_id, until_on=until)
    with pytest.raises(Invalid):
        actions.pin_story(actor=editor, page=campus.college, public_id=story.public_id, until_on=dt.date(2020, 1, 1))
    actions.unpin_story(actor=editor, pin=pin)
    assert Pin.objects.count() == 0


def test_a_channel_owner_arranges_the_units_site_only(campus: Campus):
    owner = person(Role.CHANNEL_OWNER, unit=campus.college.outlet.unit)
    assert (bool(rules.may_arrange_site(owner, campus.college)), bool(rules.may_arrange_site(owner, campus.news))) == (True, False)
    assert sites_of(owner) == [campus.college]


@pytest.mark.parametrize(
    ("role", "home", "college"),
    [
        (Role.OFFICE_MANAGER, True, True),
        (Role.EDITOR, True, True),
        (Role.CORRESPONDENT, False, False),
        (Role.ADMINISTRATOR, False, False),
        (Role.AUDITOR, False, False),
    ],
)
def test_wagtails_page_rights_follow_the_roles(campus: Campus, role, home, college):
    user = person(role, unit=campus.college.outlet.unit if role == Role.CORRESPONDENT else None)
    rights = [page.permissions_for_user(user) for page in (campus.news, campus.college)]
    assert [(r.can_edit(), r.can_publish(), r.can_add_subpage()) for r in rights] == [(home,) * 3, (college,) * 3]
    root = Page.objects.get(depth=1).permissions_for_user(user)
    assert (root.can_add_subpage(), root.can_publish_subpage()) == (False, False)


def test_a_channel_owners_page_rights_end_at_the_own_site(campus: Campus):
    owner = person(Role.CHANNEL_OWNER, unit=campus.college.outlet.unit)
    assert [page.permissions_for_user(owner).can_edit() for page in (campus.college, campus.news, campus.jubilee)] == [True, False, False]
    explorable = policy_registry.get_by_type(Page).explorable_instances(owner)
    assert campus.jubilee.pk not in explorable.values_list("pk", flat=True)


def test_publishing_a_page_in_the_editor_is_told_and_seen_at_once(campus: Campus, client):
    editor = person(Role.EDITOR)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    site = actions.create_section(actor=editor, site=campus.news, column=Column("人物", "people"))
    assert "人物" in client.get("/").content.decode()
    assert client.post(f"/console/pages/{site.pk}/unpublish/").status_code == 302
    assert "人物" not in client.get("/").content.decode()
    assert Event.objects.order_by("-seq").first().kind == "site.page_removed"


def test_a_site_is_not_deleted_from_the_editor(campus: Campus, client):
    client.force_login(person(Role.OFFICE_MANAGER), backend="django.contrib.auth.backends.ModelBackend")
    client.post(f"/console/pages/{campus.college.pk}/delete/", {"confirm_site_name": "x"})
    assert SiteHome.objects.filter(pk=campus.college.pk).exists()
