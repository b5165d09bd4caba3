from __future__ import annotations

from pathlib import Path

import pytest
from django.core.cache import cache

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Unit, User
from rongmei.base.directory.tests.factories import UnitFactory, user_with


@pytest.fixture(autouse=True)
def quick_and_apart(settings, tmp_path: Path) -> None:
    """Each test its own anchor file, cheap password hashes, no rate limits left over from the test before."""
    cache.clear()
    settings.HISTORY_ANCHOR = tmp_path / "history.anchor"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def office(db) -> Unit:
    """宣传部, with one section below it."""
    unit = UnitFactory(name="宣传部", short_name="宣", kind="party")
    UnitFactory(name="新闻科", parent=unit, kind="party")
    return unit


@pytest.fixture
def administrator(db) -> User:
    return user_with(Role.ADMINISTRATOR)


@pytest.fixture
def auditor(db) -> User:
    return user_with(Role.AUDITOR)


@pytest.fixture
def manager(db) -> User:
    return user_with(Role.OFFICE_MANAGER)


@pytest.fixture
def correspondent(office: Unit) -> User:
    return user_with(Role.CORRESPONDENT, office)
