from __future__ import annotations

from pathlib import Path

import pytest

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Unit, User
from rongmei.base.directory.tests.factories import UnitFactory, user_with
from rongmei.base.history.actors import SYSTEM

from ..actions import lay_standards


@pytest.fixture(autouse=True)
def apart(settings, tmp_path: Path) -> None:
    settings.HISTORY_ANCHOR = tmp_path / "history.anchor"


@pytest.fixture
def standards(db) -> None:
    """What the migration puts in; a transactional test before may have taken it out."""
    lay_standards(actor=SYSTEM)


@pytest.fixture
def literature(db) -> Unit:
    return UnitFactory(name="文学院", short_name="文院", aliases=["文学院党委"])


@pytest.fixture
def law(db) -> Unit:
    return UnitFactory(name="法学院")


@pytest.fixture
def office(db) -> Unit:
    return UnitFactory(name="党委宣传部", short_name="宣传部", kind="party")


@pytest.fixture
def manager(db) -> User:
    return user_with(Role.OFFICE_MANAGER)


@pytest.fixture
def chief(db) -> User:
    return user_with(Role.SECTION_CHIEF)


@pytest.fixture
def correspondent(literature: Unit) -> User:
    return user_with(Role.CORRESPONDENT, literature)
