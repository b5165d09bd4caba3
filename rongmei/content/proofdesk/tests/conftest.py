"""What the room's tests share: people of the office, and a proofreader that remembers nothing of other tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from rongmei.base.directory.actions import add_person, add_unit, create_account, hold_post, set_university
from rongmei.base.directory.enums import Role, UnitKind
from rongmei.base.directory.models import User
from rongmei.base.history.actors import SYSTEM

from .. import engine

ROLES: dict[str, Role | None] = {
    "editor": Role.EDITOR,
    "chief": Role.SECTION_CHIEF,
    "manager": Role.OFFICE_MANAGER,
    "correspondent": Role.CORRESPONDENT,
    "auditor": Role.AUDITOR,
    "outsider": None,
}


@pytest.fixture(autouse=True)
def fresh_proofreader() -> Iterator[None]:
    engine.forget()
    yield
    engine.forget()


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """云岭大学: 党委宣传部 and 材料科学与工程学院, an account for each role, 张伟民 a vice-president since 2023."""
    set_university(actor=SYSTEM, name="云岭大学", short_name="云大", office_name="党委宣传部")
    office = add_unit(actor=SYSTEM, name="党委宣传部", kind=UnitKind.PARTY)
    college = add_unit(actor=SYSTEM, name="材料科学与工程学院", kind=UnitKind.COLLEGE, short_name="材料学院")
    leader = add_person(actor=SYSTEM, campus_id="19990001", name="张伟民", unit=office)
    hold_post(actor=SYSTEM, person=leader, title="副校长", unit=None, from_on=dt.date(2023, 5, 1))
    found = {}
    for number, (name, role) in enumerate(ROLES.items(), 1):
        home = college if role == Role.CORRESPONDENT else office
        person = add_person(actor=SYSTEM, campus_id=f"2020{number:04d}", name=f"林见月{number}", unit=home)
        roles = [(role, home if role == Role.CORRESPONDENT else None)] if role else []
        found[name] = create_account(actor=SYSTEM, username=name, person=person, roles=roles, must_change_password=False).user
    return found


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def post_json(user: User, url: str, body: Any) -> Any:
    """(status, answer) of a JSON request."""
    response = client_of(user).post(url, body, content_type="application/json")
    return response.status_code, response.json() if response["Content-Type"].startswith("application/json") else None
