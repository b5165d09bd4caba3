"""A small university for the import tests: units, media, people, and one account per role."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from rongmei.base.directory.actions import grant_role
from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Person, Unit, User
from rongmei.base.history.actors import SYSTEM

from .app.models import Medium

UNITS = (("文学院", "文学"), ("法学院", ""), ("数学与统计学院", "数统学院"), ("马克思主义学院", "马院"), ("宣传部", ""))
MEDIA = ("新华网", "人民网", "光明日报", "中国教育报", "江城日报", "江城晚报")


@dataclass
class World:
    units: dict[str, Unit] = field(default_factory=dict)
    media: dict[str, Medium] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def user(self, name: str) -> User:
        """The account afresh, as a request would have it."""
        return User.objects.get(pk=self.users[name].pk)


def make_world() -> World:
    world = World()
    for name, short in UNITS:
        unit = Unit.objects.create(name=name, short_name=short, path="/")
        unit.path = f"/{unit.pk}/"
        unit.save()
        world.units[name] = unit
    world.media = {name: Medium.objects.create(name=name) for name in MEDIA}
    for number, name in enumerate(("王敏", "李玥", "张喆"), 1):
        world.people[name] = Person.objects.create(campus_id=f"20100{number}", name=name)
    roles = {
        "manager": (Role.OFFICE_MANAGER, None),
        "chief": (Role.SECTION_CHIEF, None),
        "editor": (Role.EDITOR, None),
        "correspondent": (Role.CORRESPONDENT, world.units["文学院"]),
        "other": (Role.CORRESPONDENT, world.units["法学院"]),
        "auditor": (Role.AUDITOR, None),
        "administrator": (Role.ADMINISTRATOR, None),
        "outsider": (None, None),
    }
    for name, (role, unit) in roles.items():
        user = User.objects.create_user(username=name, password="a-Long-password-1")
        if role:
            grant_role(actor=SYSTEM, user=user, role=role, unit=unit, from_on=dt.date(2020, 1, 1))
        world.users[name] = user
    return world
