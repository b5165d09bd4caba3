"""The doors: first password, second factor, guessing, sessions, the screens kept shut."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse

from rongmei.base.directory import actions
from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import User
from rongmei.base.directory.tests.factories import PASSWORD, PersonFactory
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.models import Event

LOGIN = "/accounts/login/"
CONSOLE = "/console/"
INSIDE = "/console/directory/units/"  # the home page belongs to a storey above


def sign_in(client: Client, user: User, password: str = PASSWORD, address: str = "10.0.0.1"):
    return client.post(LOGIN, {"login": user.username, "password": password}, REMOTE_ADDR=address)


@pytest.mark.django_db
def test_sign_in_leads_to_the_console_and_is_recorded(manager: User, client: Client) -> None:
    page = client.get(LOGIN)
    assert page.status_code == 200
    response = sign_in(client, manager)
    assert (response.status_code, response.headers["Location"]) == (302, CONSOLE)
    event = Event.objects.get(kind="signin.succeeded")
    assert (event.actor_id, event.data) == (manager.pk, {"address": "10.0.0.1"})


@pytest.mark.django_db
def test_user_name_is_read_in_any_case(manager: User, client: Client) -> None:
    manager.username = manager.username.upper()
    assert sign_in(client, manager).status_code == 302


@pytest.mark.django_db
def test_initial_password_must_be_replaced_before_anything_else(client: Client) -> None:
    new = actions.create_account(actor=SYSTEM, username="neu", person=PersonFactory(), roles=[(Role.OFFICE_MANAGER, None)])
    sign_in(client, new.user, new.initial_password)
    change = reverse("account_change_password")
    assert client.get(INSIDE).headers["Location"] == change
    assert client.get(change).status_code == 200
    same = {"oldpassword": new.initial_password, "password1": new.initial_password, "password2": new.initial_password}
    assert client.post(change, same).status_code == 200
    assert client.get(INSIDE).headers["Location"] == change
    chosen = {"oldpassword": new.initial_password, "password1": "Yunshan-9-lake", "password2": "Yunshan-9-lake"}
    assert client.post(change, chosen).status_code == 302
    assert client.get(INSIDE).status_code == 200
    assert Event.objects.filter(kind="account.password_changed", actor_id=new.user.pk).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("weak", ["short-1A", "onlysmallletters", "password123"])
def test_weak_password_is_not_taken(client: Client, manager: User, weak: str) -> None:
    sign_in(client, manager)
    typed = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    assert client.post(reverse("account_change_password"), typed).status_code == 200
    assert User.objects.get(pk=manager.pk).check_password(PASSWORD) is True


@pytest.mark.django_db
def test_guessing_locks_one_person_at_one_address_only(manager: User, correspondent: User) -> None:
    codes = [sign_in(Client(), manager, "wrong").status_code for _n in range(5)]
    assert codes == [200, 200, 200, 200, 429]
    assert sign_in(Client(), manager).status_code == 429
    assert sign_in(Client(), correspondent).status_code == 302
    assert sign_in(Client(), manager, address="10.0.0.2").status_code == 302
    kinds = list(Event.objects.filter(kind__startswith="signin.").values_list("kind", flat=True))
    assert kinds.count("signin.failed") >= 4
    assert kinds.count("signin.locked") == 2


@pytest.mark.django_db
def test_other_spelling_of_a_name_is_no_fresh_try(manager: User) -> None:
    for name in (manager.username, manager.username.upper(), f" {manager.username} ", manager.username.title(), "x"):
        Client().post(LOGIN, {"login": name, "password": "wrong"}, REMOTE_ADDR="10.0.0.1")
    assert sign_in(Client(), manager, "wrong").status_code == 429


@pytest.mark.django_db
def test_address_behind_one_proxy_is_the_one_the_proxy_saw(settings, manager: User) -> None:
    settings.PROXY_HOPS = 1
    client = Client()
    client.post(LOGIN, {"login": manager.username, "password": PASSWORD}, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 10.1.1.1")
    assert Event.objects.get(kind="signin.succeeded").data == {"address": "10.1.1.1"}


@pytest.mark.django_db
def test_disabled_account_is_out_at_once_and_stays_out(administrator: User, manager: User, client: Client) -> None:
    sign_in(client, manager)
    assert client.get(INSIDE).status_code == 200
    actions.disable_account(actor=administrator, user=manager)
    assert client.get(INSIDE).status_code == 302
    actions.enable_account(actor=administrator, user=User.objects.get(pk=manager.pk))
    assert client.get(INSIDE).status_code == 302
    actions.disable_account(actor=administrator, user=User.objects.get(pk=manager.pk))
    sign_in(client, manager)
    assert client.get(INSIDE).status_code == 302


@pytest.mark.django_db
def test_new_password_ends_other_sessions_but_not_this_one(manager: User) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here, manager)
    sign_in(elsewhere, manager)
    typed = {"oldpassword": PASSWORD, "password1": "Yunshan-9-lake", "password2": "Yunshan-9-lake"}
    here.post(reverse("account_change_password"), typed)
    assert (here.get(INSIDE).status_code, elsewhere.get(INSIDE).status_code) == (200, 302)


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.mark.django_db
def test_privileged_role_needs_a_second_factor(settings, manager: User, correspondent: User) -> None:
    settings.REQUIRE_MFA = True
    client, other = Client(), Client()
    sign_in(client, manager)
    sign_in(other, correspondent)
    assert other.get(INSIDE).status_code == 200
    activate = reverse("mfa_activate_totp")
    assert client.get(INSIDE).headers["Location"] == activate
    again = reverse("account_reauthenticate")
    assert client.get(activate).headers["Location"].startswith(again)
    client.post(again, {"password": PASSWORD})
    page = client.get(activate)
    assert page.status_code == 200
    client.post(activate, {"code": code_for(page.context["form"].secret)})
    assert client.get(INSIDE).status_code == 200
    later = Client()
    assert sign_in(later, manager).headers["Location"].startswith(reverse("mfa_authenticate"))
    assert later.get(INSIDE).status_code == 302
    assert later.get(reverse("mfa_authenticate")).status_code == 200


@pytest.mark.django_db
def test_lost_second_factor_is_removed_by_an_administrator(administrator: User, manager: User, client: Client) -> None:
    TOTP.activate(manager, generate_totp_secret())
    assert sign_in(client, manager).headers["Location"].startswith(reverse("mfa_authenticate"))
    actions.reset_second_factor(actor=administrator, user=manager)
    assert sign_in(Client(), manager).headers["Location"] == CONSOLE


@pytest.mark.django_db
def test_session_ends_after_idling_and_after_its_life(settings, manager: User, client: Client) -> None:
    for key, age in (("seen_at", settings.SESSION_IDLE_MINUTES * 60 + 400), ("begun_at", settings.SESSION_LIFE_HOURS * 3600 + 1)):
        sign_in(client, manager)
        assert client.get(INSIDE).status_code == 200
        session = client.session
        session[key] = int(time.time()) - age
        session.save()
        assert client.get(INSIDE).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/console/users/", "/console/users/new/", "/console/groups/", "/console/groups/new/", "/console/password_reset/",
        "/accounts/signup/", "/accounts/email/", "/accounts/password/reset/", "/accounts/password/set/",
    ],
)  # fmt: skip
def test_stock_screen_stays_shut_even_for_an_administrator(administrator: User, path: str) -> None:
    client = Client()
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404


@pytest.mark.django_db
def test_wagtails_own_sign_in_takes_no_password(manager: User, client: Client) -> None:
    typed = {"username": manager.username, "password": PASSWORD}
    assert client.post("/console/login/", typed).headers["Location"] == LOGIN
    assert client.get(INSIDE).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["mfa_index", "usersessions_list", "account_logout", "account_change_password", "account_reauthenticate"])
def test_own_account_page_answers(manager: User, client: Client, name: str) -> None:
    sign_in(client, manager)
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.django_db
def test_sign_in_page_runs_no_inline_script(client: Client) -> None:
    response = client.get(LOGIN)
    policy = response.headers["Content-Security-Policy"].split("; ")
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
