from __future__ import annotations

import datetime

import pytest
from django.utils import translation

from rongmei.base.directory import actions
from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Unit, User
from rongmei.base.directory.tests.factories import UnitFactory, UserFactory
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.presenters import sentence_of
from rongmei.base.history.queries import events_of


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.mark.django_db
def test_changes_are_told_with_the_names_on_screen() -> None:
    unit = actions.add_unit(actor=SYSTEM, name="文学院", kind="college")
    actions.change_unit(actor=SYSTEM, unit=unit, kind="party", code="01")
    told = [sentence_of(event) for event in events_of("unit", unit.pk)]
    assert told == [
        "System added the unit “文学院”：kind：college or school；name：文学院",
        "System changed the unit “文学院”：code：01；kind：college or school → Party department",
    ]


@pytest.mark.django_db
def test_role_is_told_by_its_name(administrator: User) -> None:
    user = UserFactory()
    actions.grant_role(actor=administrator, user=user, role=Role.EDITOR, from_on=datetime.date(2026, 1, 1))
    assert sentence_of(events_of("user", user.pk).get()) == (f"{administrator} granted a role “{user}”：since：2026-01-01；role：editor")


@pytest.mark.django_db
def test_merger_is_told_with_both_units(office: Unit) -> None:
    other = UnitFactory(name="新闻中心")
    actions.merge_units(actor=SYSTEM, units=[other], successor=office, on=datetime.date(2026, 1, 1))
    assert sentence_of(events_of("unit", other.pk).get()) == ("System merged the unit “新闻中心” into “宣传部” from 2026-01-01")


@pytest.mark.django_db
def test_sign_ins_are_told_with_their_address(manager: User) -> None:
    actions.note_sign_in(actor=manager, address="10.0.0.1")
    actions.note_sign_in_failed(username="nobody", address="10.0.0.2")
    assert sentence_of(events_of("user", manager.pk).last()) == f"{manager} signed in from 10.0.0.1"
    assert sentence_of(events_of("username", "nobody").get()) == "“nobody” failed to sign in from 10.0.0.2"
