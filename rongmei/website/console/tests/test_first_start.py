"""The first start: once, with a good password, by one person only."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Person, RoleGrant, University, User
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.models import Event
from rongmei.website.console.actions import FirstPerson, set_up

PASSWORD = "Qing-feng-2026"
TYPED = {
    "name": " 云山大学 ",
    "short_name": "云大",
    "english_name": "Yunshan University",
    "office_name": "党委宣传部",
    "protected_names": "云山镇\r\n\r\n 明德楼 ",
    "campus_id": "20100001",
    "person": "林见月",
    "username": "Lin",
    "email": "lin@yunshan.example",
    "password": PASSWORD,
    "password_again": PASSWORD,
}


@pytest.fixture(autouse=True)
def _own_files(tmp_path: Path, settings: Any) -> None:
    settings.HISTORY_ANCHOR = tmp_path / "anchor"


def first(**changes: str) -> FirstPerson:
    return FirstPerson(**{"campus_id": "1", "name": "林见月", "username": "lin", "password": PASSWORD} | changes)


@pytest.mark.django_db
def test_bare_address_leads_to_setting_up_and_afterwards_to_the_console():
    front = Client().get("/")
    assert (front.status_code, front["Location"]) == (302, reverse("setup"))
    assert Client().get(reverse("setup")).status_code == 200
    set_up(actor=SYSTEM, name="云山大学", first=first())
    assert Client().get("/")["Location"] == reverse("wagtailadmin_home")
    assert Client().get(reverse("setup"))["Location"] == reverse("wagtailadmin_home")


@pytest.mark.django_db
def test_first_start_names_the_university_and_signs_the_first_person_in():
    client = Client()
    response = client.post(reverse("setup"), TYPED)
    assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_home"))
    university = University.objects.get()
    assert (university.name, university.short_name, university.office_name) == ("云山大学", "云大", "党委宣传部")
    assert university.protected_names == ["云山镇", "明德楼"]
    user = User.objects.get()
    assert (user.username, user.person.campus_id, user.person.name, user.password_is_initial) == ("lin", "20100001", "林见月", False)
    assert {(grant.role, grant.unit) for grant in user.grants()} == {(Role.ADMINISTRATOR, None), (Role.OFFICE_MANAGER, None)}
    assert Event.objects.filter(kind="setup.done").count() == 1
    home = client.get(reverse("wagtailadmin_home"))
    assert home.status_code == 200
    page = home.content.decode()
    for name in ("directory:units_import", "directory:people_import", "directory:accounts", "ledger:index", "summary:new"):
        assert f'href="{reverse(name)}"' in page


@pytest.mark.django_db
def test_first_start_happens_once():
    set_up(actor=SYSTEM, name="云山大学", first=first())
    with pytest.raises(Refused):
        set_up(actor=SYSTEM, name="别的大学", first=first(username="other", campus_id="2"))
    response = Client().post(reverse("setup"), {**TYPED, "username": "other", "campus_id": "2"})
    assert (response.status_code, User.objects.count(), University.objects.get().name) == (422, 1, "云山大学")


@pytest.mark.django_db
@pytest.mark.parametrize("made", ["university", "administrator"])
def test_first_start_is_shut_as_soon_as_somebody_administers_or_the_university_has_a_name(made: str):
    if made == "university":
        University.objects.create(name="云山大学")
    else:
        RoleGrant.objects.create(user=User.objects.create(username="a"), role=Role.ADMINISTRATOR, from_on="2020-01-01")
    with pytest.raises(Refused):
        set_up(actor=SYSTEM, name="别的大学", first=first())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"password": "short1A", "password_again": "short1A"},
        {"password": "onlysmallletters", "password_again": "onlysmallletters"},
        {"password": "Password123", "password_again": "Password123"},
        {"username": "yunshan2026", "password": "Yunshan2026", "password_again": "Yunshan2026"},
        {"password_again": "something-Else-1"},
        {"name": "   "},
        {"person": ""},
        {"campus_id": ""},
        {"username": "bad name!"},
        {"username": ""},
        {"name": "长" * 121},
        {"email": "不是邮箱"},
    ],
    ids=lambda changes: "-".join(f"{name}" for name in changes),
)
def test_first_start_refused_keeps_what_was_typed_and_makes_nothing(changes: dict[str, str]):
    response = Client().post(reverse("setup"), TYPED | changes)
    assert response.status_code == 422
    page = response.content.decode()
    for name in ("short_name", "english_name", "office_name"):
        assert f'value="{TYPED[name]}"' in page
    assert response.context["sentence"]
    assert PASSWORD not in page
    assert (University.objects.count(), User.objects.count(), Person.objects.count(), Event.objects.count()) == (0, 0, 0, 0)


@pytest.mark.django_db
def test_first_start_needs_the_forms_token():
    assert Client(enforce_csrf_checks=True).post(reverse("setup"), TYPED).status_code == 403


@pytest.mark.django_db
def test_user_name_is_kept_in_small_letters_and_no_password_stands_in_history():
    made = set_up(actor=SYSTEM, name="云山大学", first=first(username="LIN"))
    assert made.username == "lin"
    assert PASSWORD not in "".join(Event.objects.values_list("detail", flat=True))


@pytest.mark.django_db(transaction=True)
def test_of_two_first_starts_in_the_same_moment_one_wins():
    ready, results = threading.Barrier(2), []

    def begin(number: int) -> None:
        try:
            ready.wait(10)
            set_up(actor=SYSTEM, name=f"大学{number}", first=first(username=f"user{number}", campus_id=str(number)))
            results.append("done")
        except (Refused, Invalid) as refused:
            results.append(type(refused).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=begin, args=(number,)) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(results) == ["Refused", "done"]
    assert (University.objects.count(), User.objects.count(), RoleGrant.objects.filter(role=Role.ADMINISTRATOR).count()) == (1, 1, 1)


@pytest.mark.django_db
def test_second_factor_follows_without_the_password_again(settings):
    settings.REQUIRE_MFA = True
    client = Client()
    response = client.post(reverse("setup"), TYPED, follow=True)
    assert response.request["PATH_INFO"] == reverse("mfa_activate_totp")
    assert response.status_code == 200
