"""Every screen of the directory, for everybody: who gets in, what is shown, what a form does."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rongmei.base.directory import actions
from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Outlet, Person, Post, RoleGrant, Unit, University, User
from rongmei.base.directory.tests.factories import OutletFactory, PersonFactory, PostFactory, UnitFactory, UserFactory, user_with
from rongmei.base.directory.urls import urlpatterns
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.queries import events_of

READ = {Role.ADMINISTRATOR, Role.AUDITOR, Role.OFFICE_MANAGER, Role.EDITOR}
KEEP = {Role.ADMINISTRATOR, Role.OFFICE_MANAGER}
ACCOUNTS = {Role.ADMINISTRATOR}
WHO = {
    "units": READ, "unit": READ, "people": READ, "person": READ, "outlets": READ, "outlet": READ,
    "units_import": KEEP, "people_import": KEEP, "outlets_import": KEEP,
    "unit_add": KEEP, "unit_change": KEEP, "unit_rename": KEEP, "unit_move": KEEP, "unit_merge": KEEP, "unit_close": KEEP,
    "person_add": KEEP, "person_change": KEEP, "person_left": KEEP, "post_add": KEEP, "post_end": KEEP,
    "outlet_add": KEEP, "outlet_change": KEEP, "outlet_inspect": KEEP, "outlet_close": KEEP, "university": KEEP,
    "accounts": {Role.ADMINISTRATOR, Role.AUDITOR}, "account": {Role.ADMINISTRATOR, Role.AUDITOR},
    "account_add": ACCOUNTS, "grant": ACCOUNTS, "grant_end": ACCOUNTS, "account_disable": ACCOUNTS,
    "account_enable": ACCOUNTS, "account_password": ACCOUNTS, "account_factor": ACCOUNTS,
    "post_rank": KEEP,
    "person_data": ACCOUNTS, "person_erase": ACCOUNTS,
    "history": {Role.AUDITOR},
}  # fmt: skip


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def things(office: Unit) -> dict[str, int]:
    """One of everything, by the name of its place in an address."""
    post = PostFactory(person=PersonFactory(unit=office))
    account = user_with(Role.PROOFREADER)
    return {
        "unit": office.pk,
        "person": post.person_id,
        "post": post.pk,
        "account": account.pk,
        "grant": RoleGrant.objects.get(user=account).pk,
        "outlet": OutletFactory(unit=office).pk,
    }


def address(name: str, things: dict[str, int]) -> str:
    pattern = str(next(p for p in urlpatterns if p.name == name).pattern)
    owner = {"units": "unit", "people": "person", "accounts": "account", "outlets": "outlet"}.get(pattern.split("/")[0], "")
    values = {key: things[owner if key == "pk" else key] for key in ("pk", "post", "grant") if f":{key}>" in pattern}
    return reverse(f"directory:{name}", kwargs=values)


def test_every_screen_says_who_may_see_it() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(WHO)


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(READ))
def test_screen_lets_in_exactly_its_roles(role: Role, things: dict[str, int]) -> None:
    client = as_user(user_with(role))
    answers = {name: client.get(address(name, things)).status_code for name in WHO}
    assert answers == {name: 200 if role in roles else 403 for name, roles in WHO.items()}


@pytest.mark.django_db
def test_screen_sends_a_stranger_to_sign_in(things: dict[str, int]) -> None:
    for name in WHO:
        url = address(name, things)
        assert Client().get(url).headers["Location"] == f"/accounts/login/?next={url}"


@pytest.mark.django_db
def test_account_without_a_role_does_not_enter_the_console() -> None:
    response = as_user(UserFactory()).get(reverse("directory:units"))
    assert response.status_code == 403


@pytest.mark.django_db
def test_refused_page_says_why(correspondent: User) -> None:
    response = as_user(correspondent).get(reverse("directory:accounts"))
    assert response.status_code == 403
    assert response.context_data["reason"] in response.content.decode()


@pytest.mark.django_db
def test_own_screens_run_no_inline_script_or_style(administrator: User, things: dict[str, int]) -> None:
    client = as_user(administrator)
    for name in WHO:
        response = client.get(address(name, things))
        policy = response.headers["Content-Security-Policy"]
        assert "script-src 'self';" in f"{policy};", name
        assert " style=" not in response.content.decode().split("</head>")[1], name


@pytest.mark.django_db
def test_unit_is_added_by_form_and_bad_input_stays(manager: User) -> None:
    client = as_user(manager)
    typed = {"name": "文学院", "kind": "college", "aliases": "中文系、人文学院", "valid_from": "2020-09-01"}
    response = client.post(reverse("directory:unit_add"), typed)
    unit = Unit.objects.get(name="文学院")
    assert response.headers["Location"] == reverse("directory:unit", args=[unit.pk])
    assert (unit.aliases, unit.valid_from) == (["中文系", "人文学院"], datetime.date(2020, 9, 1))
    again = client.post(reverse("directory:unit_add"), typed)
    assert again.status_code == 200
    assert again.context_data["form"]["name"].value() == "文学院"
    assert len(again.context_data["form"].non_field_errors()) == 1
    assert Unit.objects.filter(name="文学院").count() == 1


@pytest.mark.django_db
def test_unit_forms_change_rename_move_merge_close(manager: User, office: Unit) -> None:
    client, unit, other = as_user(manager), UnitFactory(name="甲"), UnitFactory(name="乙")

    def post(name: str, of: Unit, /, **typed: str) -> None:
        response = client.post(reverse(f"directory:unit_{name}", args=[of.pk]), typed)
        assert response.status_code == 302, response.context_data["form"].errors

    post("change", unit, kind="college", code="01")
    post("rename", unit, name="甲院", short_name="甲", on="2025-01-01")
    post("move", unit, parent=str(office.pk))
    post("merge", unit, successor=str(other.pk), on="2025-09-01")
    post("close", other, last_day="2025-12-31")
    unit.refresh_from_db()
    assert (unit.name, unit.code, unit.parent_id, unit.valid_to) == ("甲院", "01", office.pk, datetime.date(2025, 8, 31))
    assert Unit.objects.get(pk=other.pk).valid_to == datetime.date(2025, 12, 31)
    assert client.get(reverse("directory:unit", args=[unit.pk])).status_code == 200


@pytest.mark.django_db
def test_people_forms_add_change_posts_and_leaving(manager: User, office: Unit) -> None:
    client = as_user(manager)
    client.post(reverse("directory:person_add"), {"campus_id": "9001", "name": "林见月", "unit": office.pk})
    person = Person.objects.get(campus_id="9001")
    client.post(reverse("directory:person_change", args=[person.pk]), {"name": "林见星", "unit": office.pk})
    client.post(reverse("directory:post_add", args=[person.pk]), {"title": "科长", "from_on": "2024-01-01"})
    post = Post.objects.get(person=person)
    client.post(reverse("directory:post_end", args=[person.pk, post.pk]), {"last_day": "2025-01-01"})
    client.post(reverse("directory:person_left", args=[person.pk]), {"on": "2025-06-01"})
    person.refresh_from_db()
    post.refresh_from_db()
    assert (person.name, post.to_on, person.left_on) == ("林见星", datetime.date(2025, 1, 1), datetime.date(2025, 6, 1))
    kinds = [event.kind for event in events_of("person", person.pk)]
    assert kinds == ["person.added", "person.changed", "post.held", "post.ended", "person.left"]


@pytest.mark.django_db
def test_outlet_forms_find_people_by_name_or_number(manager: User, office: Unit) -> None:
    client = as_user(manager)
    one, other = PersonFactory(name="王一"), PersonFactory(name="李二")
    typed = {"name": "云山新闻", "kind": "wechat", "unit": office.pk, "owner": "王一", "backup": other.campus_id}
    client.post(reverse("directory:outlet_add"), typed)
    outlet = Outlet.objects.get(name="云山新闻")
    assert (outlet.owner, outlet.backup) == (one, other)
    PersonFactory(name="王一")
    url = reverse("directory:outlet_change", args=[outlet.pk])
    assert client.get(url).context_data["form"]["owner"].value() == one.campus_id
    refused = client.post(url, typed)
    assert list(refused.context_data["form"].errors) == ["owner"]
    client.post(reverse("directory:outlet_inspect", args=[outlet.pk]), {"on": "2026-03-01", "finding": "正常"})
    client.post(reverse("directory:outlet_close", args=[outlet.pk]), {"on": "2026-04-01"})
    outlet.refresh_from_db()
    assert (outlet.last_inspected_on, outlet.closed_on) == (datetime.date(2026, 3, 1), datetime.date(2026, 4, 1))


@pytest.mark.django_db
def test_accounts_are_opened_granted_ended_disabled_enabled(administrator: User, office: Unit) -> None:
    client, person = as_user(administrator), PersonFactory()
    typed = {"username": "lin", "person": person.campus_id, "role": "correspondent", "unit": office.pk}
    handed = client.post(reverse("directory:account_add"), typed)
    user = User.objects.get(username="lin")
    assert user.check_password(handed.context_data["new"].initial_password) is True
    assert handed.context_data["new"].initial_password in handed.content.decode()
    assert handed.headers["Cache-Control"].split(", ")[0] == "no-store"
    client.post(reverse("directory:grant", args=[user.pk]), {"role": "editor"})
    grant = RoleGrant.objects.get(user=user, role="editor")
    client.post(reverse("directory:grant_end", args=[user.pk, grant.pk]))
    grant.refresh_from_db()
    assert grant.to_on == timezone.localdate()
    reset = client.post(reverse("directory:account_password", args=[user.pk]))
    assert User.objects.get(pk=user.pk).check_password(reset.context_data["new"].initial_password) is True
    client.post(reverse("directory:account_disable", args=[user.pk]))
    assert User.objects.get(pk=user.pk).is_active is False
    client.post(reverse("directory:account_enable", args=[user.pk]))
    assert User.objects.get(pk=user.pk).is_active is True


@pytest.mark.django_db
def test_grant_form_shows_the_rules_reason_above_what_was_typed(administrator: User) -> None:
    user = user_with(Role.AUDITOR)
    response = as_user(administrator).post(reverse("directory:grant", args=[user.pk]), {"role": "administrator"})
    assert response.status_code == 200
    assert len(response.context_data["form"].non_field_errors()) == 1
    assert RoleGrant.objects.filter(user=user).count() == 1


@pytest.mark.django_db
def test_university_form_reads_names_one_a_line(manager: User) -> None:
    typed = {"name": "云山大学", "short_name": "云大", "aliases": "云山师院\n云山学院", "hashtags": "#云大日常#"}
    as_user(manager).post(reverse("directory:university"), typed)
    university = University.objects.get()
    assert (university.aliases, university.hashtags) == (["云山师院", "云山学院"], ["#云大日常#"])


@pytest.mark.django_db
def test_lists_narrow_and_cost_a_fixed_number_of_queries(manager: User, django_assert_max_num_queries) -> None:
    client = as_user(manager)
    url = reverse("directory:people")
    client.get(url)
    for count in (1, 3):
        PersonFactory.create_batch(count)
        with django_assert_max_num_queries(14):
            client.get(url)
    assert [row[0][0] for row in client.get(f"{url}?q={manager.person.name}").context_data["rows"]] == [manager.person.name]
    assert client.get(f"{url}?unit=nonsense&p=99").status_code == 200


@pytest.mark.django_db
def test_auditor_reads_all_history_and_checks_it(auditor: User) -> None:
    actions.add_unit(actor=SYSTEM, name="文学院")
    client = as_user(auditor)
    url = reverse("directory:history")
    assert len(client.get(f"{url}?kind=unit.added&since=2020-01-01").context_data["rows"]) == 1
    assert len(client.get(f"{url}?until=2020-01-01").context_data["rows"]) == 0
    assert client.post(url).context_data["verification"].ok is True


@pytest.mark.django_db
def test_telephone_is_shown_to_the_office_but_not_to_others(manager: User, correspondent: User) -> None:
    person = PersonFactory(phone="13800001111")
    url = reverse("directory:person", args=[person.pk])
    shown = ["13800001111" in as_user(user).get(url).content.decode() for user in (manager, correspondent)]
    assert shown == [True, False]
