from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from rongmei.base.directory import actions, rules
from rongmei.base.directory.actions.roles import MEDIA_GROUP
from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import RoleGrant, Unit, User
from rongmei.base.directory.queries import roles_of, units_of, users_with_role
from rongmei.base.directory.tests.factories import PersonFactory, RoleGrantFactory, UnitFactory, UserFactory, user_with
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.queries import events_of

DAY = datetime.date


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.mark.django_db
def test_roles_count_from_the_first_day_until_before_the_last() -> None:
    user = UserFactory()
    RoleGrantFactory(user=user, role=Role.EDITOR, from_on=DAY(2025, 1, 1), to_on=DAY(2025, 7, 1))
    days = (DAY(2024, 12, 31), DAY(2025, 1, 1), DAY(2025, 6, 30), DAY(2025, 7, 1))
    assert [roles_of(user, day) for day in days] == [frozenset(), {Role.EDITOR}, {Role.EDITOR}, frozenset()]


@pytest.mark.django_db
def test_units_of_a_grant_are_the_unit_and_all_below(office: Unit) -> None:
    UnitFactory(name="理学院")
    user = user_with(Role.CORRESPONDENT, office)
    assert units_of(user) == {office.pk, office.children.get().pk}
    assert user.unit_ids_for(Role.CHANNEL_OWNER) == set()
    assert user.acts_everywhere() is False


@pytest.mark.django_db
def test_units_of_a_university_wide_role_are_all(office: Unit, manager: User) -> None:
    assert units_of(manager) == set(Unit.objects.values_list("pk", flat=True))
    assert manager.acts_everywhere(Role.OFFICE_MANAGER) is True


@pytest.mark.django_db
def test_roles_and_units_of_a_user_are_asked_once(office: Unit, correspondent: User, django_assert_num_queries) -> None:
    user = User.objects.get(pk=correspondent.pk)
    with django_assert_num_queries(2):
        for _n in range(3):
            units_of(user)
            user.has_role(Role.EDITOR, Role.CORRESPONDENT)


@pytest.mark.django_db
def test_disabled_account_holds_no_role(administrator: User, correspondent: User) -> None:
    actions.disable_account(actor=administrator, user=correspondent)
    assert (roles_of(correspondent), units_of(correspondent)) == (frozenset(), set())
    assert list(users_with_role(Role.CORRESPONDENT)) == []


@pytest.mark.django_db
def test_users_with_role_for_a_unit_are_those_at_it_or_above(office: Unit, correspondent: User) -> None:
    section = office.children.get()
    elsewhere = user_with(Role.CORRESPONDENT, UnitFactory())
    assert list(users_with_role(Role.CORRESPONDENT, unit=section)) == [correspondent]
    assert set(users_with_role(Role.CORRESPONDENT)) == {correspondent, elsewhere}


@pytest.mark.django_db
def test_nobody_grants_himself(administrator: User) -> None:
    with pytest.raises(Refused) as refused:
        actions.grant_role(actor=administrator, user=administrator, role=Role.HEAD)
    assert refused.value.reason == "Nobody grants a role to himself. Ask another administrator."


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "second"), [(Role.ADMINISTRATOR, Role.AUDITOR), (Role.AUDITOR, Role.ADMINISTRATOR)])
def test_administrator_and_auditor_are_two_people(administrator: User, first: Role, second: Role) -> None:
    user = user_with(first)
    with pytest.raises(Refused) as refused:
        actions.grant_role(actor=administrator, user=user, role=second)
    expected = f"{user} is {first.label}. Who administers must not be who audits: choose another person."
    assert refused.value.reason == expected


@pytest.mark.django_db
def test_auditor_to_come_is_not_made_administrator_today(administrator: User) -> None:
    user = UserFactory()
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    actions.grant_role(actor=administrator, user=user, role=Role.AUDITOR, from_on=tomorrow)
    with pytest.raises(Refused):
        actions.grant_role(actor=administrator, user=user, role=Role.ADMINISTRATOR)


@pytest.mark.django_db
def test_last_administrator_stays(administrator: User) -> None:
    grant = RoleGrant.objects.get(user=administrator)
    with pytest.raises(Refused) as refused:
        actions.end_role(actor=administrator, grant=grant)
    assert refused.value.reason == "This is the last system administrator. Make another one first."
    with pytest.raises(Refused):
        actions.disable_account(actor=SYSTEM, user=administrator)
    other = user_with(Role.ADMINISTRATOR)
    actions.end_role(actor=other, grant=grant)
    assert roles_of(User.objects.get(pk=administrator.pk)) == frozenset()


@pytest.mark.django_db
def test_disabled_administrator_does_not_count_as_another(administrator: User) -> None:
    other = user_with(Role.ADMINISTRATOR)
    actions.disable_account(actor=administrator, user=other)
    with pytest.raises(Refused):
        actions.end_role(actor=administrator, grant=RoleGrant.objects.get(user=administrator))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "with_unit", "reason"),
    [
        (Role.CORRESPONDENT, False, "The role “unit correspondent” is held for a unit. Choose one."),
        (Role.AUDITOR, True, "The role “auditor” is held for the whole university, not for one unit."),
    ],
)
def test_role_for_the_wrong_extent_is_refused(administrator: User, role: Role, with_unit: bool, reason: str) -> None:
    unit = UnitFactory() if with_unit else None
    with pytest.raises(Refused) as refused:
        actions.grant_role(actor=administrator, user=UserFactory(), role=role, unit=unit)
    assert refused.value.reason == reason


@pytest.mark.django_db
@pytest.mark.parametrize("unit_given", [True, False])
def test_same_role_is_not_held_twice_at_once(administrator: User, unit_given: bool) -> None:
    user, unit = UserFactory(), UnitFactory() if unit_given else None
    actions.grant_role(actor=administrator, user=user, role=Role.EDITOR, unit=unit)
    with pytest.raises(Invalid):
        actions.grant_role(actor=administrator, user=user, role=Role.EDITOR, unit=unit)


@pytest.mark.django_db
def test_ended_role_is_gone_today_and_may_be_granted_again(administrator: User) -> None:
    user = UserFactory()
    grant = actions.grant_role(actor=administrator, user=user, role=Role.EDITOR)
    assert user.has_perm("wagtailadmin.access_admin") is True
    actions.end_role(actor=administrator, grant=grant)
    fresh = User.objects.get(pk=user.pk)
    assert (roles_of(fresh), fresh.has_perm("wagtailadmin.access_admin")) == (frozenset(), False)
    actions.grant_role(actor=administrator, user=user, role=Role.EDITOR)
    assert roles_of(User.objects.get(pk=user.pk)) == {Role.EDITOR}
    kinds = [event.kind for event in events_of("user", user.pk)]
    assert kinds == ["role.granted", "role.ended", "role.granted"]


@pytest.mark.django_db
def test_console_group_gives_no_other_permission(administrator: User, manager: User) -> None:
    assert manager.get_all_permissions() == {"wagtailadmin.access_admin"}
    assert administrator.get_all_permissions() == {"wagtailadmin.access_admin"}
    media = administrator.groups.get(name=MEDIA_GROUP)
    assert sorted(media.collection_permissions.values_list("permission__codename", flat=True)) == [
        "add_document",
        "add_image",
        "change_document",
        "change_image",
        "choose_document",
        "choose_image",
    ]
    assert list(manager.groups.values_list("name", flat=True)) == ["console"]


@pytest.mark.django_db
def test_nobody_becomes_superuser_even_by_hand(administrator: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=administrator.pk).update(is_superuser=True)


MAY = {
    # rule: who may
    rules.may_see_directory: {"administrator", "auditor", "office_manager", "correspondent", "editor"},
    rules.may_keep_directory: {"administrator", "office_manager"},
    rules.may_set_university: {"administrator", "office_manager"},
    rules.may_keep_outlets: {"administrator", "office_manager"},
    rules.may_manage_accounts: {"administrator"},
    rules.may_see_accounts: {"administrator", "auditor"},
    rules.may_see_history: {"auditor"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("rule", MAY, ids=lambda rule: rule.__name__)
def test_rule_allows_exactly_these_roles(rule, office: Unit) -> None:
    cast = {
        role.value: user_with(role, None if role != Role.CORRESPONDENT else office)
        for role in (Role.ADMINISTRATOR, Role.AUDITOR, Role.OFFICE_MANAGER, Role.CORRESPONDENT, Role.EDITOR)
    }
    cast["outsider"] = UserFactory()
    decisions = {name: rule(user) for name, user in cast.items()}
    assert {name for name, decision in decisions.items() if decision.allowed} == MAY[rule]
    assert all(d.reason for d in decisions.values() if not d.allowed)
    assert rule(SYSTEM).allowed is True


@pytest.mark.django_db
def test_channel_owner_keeps_outlets_of_the_own_unit_only(office: Unit) -> None:
    owner = user_with(Role.CHANNEL_OWNER, office)
    outlet = actions.register_outlet(actor=owner, name="云山新闻", kind="wechat", unit=office)
    with pytest.raises(Refused):
        actions.register_outlet(actor=owner, name="别家", kind="wechat", unit=UnitFactory())
    with pytest.raises(Refused):
        actions.change_outlet(actor=owner, outlet=outlet, unit=UnitFactory())


@pytest.mark.django_db
def test_account_of_a_person_is_opened_once(administrator: User) -> None:
    person = PersonFactory()
    new = actions.create_account(actor=administrator, username=" Lin.JY ", person=person)
    assert (new.user.username, new.user.password_is_initial) == ("lin.jy", True)
    assert new.user.check_password(new.initial_password) is True
    with pytest.raises(Invalid):
        actions.create_account(actor=administrator, username="lin2", person=person)
