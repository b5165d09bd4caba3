"""People of a fictional university. Tests that need rules and history use the actions instead."""

from __future__ import annotations

import datetime

import factory
from django.contrib.auth.hashers import make_password

from rongmei.base.directory.actions import create_account
from rongmei.base.directory.enums import OutletKind, Role, UnitChangeKind, UnitKind
from rongmei.base.directory.models import Outlet, Person, Post, RoleGrant, Unit, UnitChange, University, User
from rongmei.base.history.actors import SYSTEM

PASSWORD = "Yun-shan-2026"


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"第{n + 1}学院")
    kind = UnitKind.COLLEGE
    parent = None

    @factory.post_generation
    def path(self, create: bool, extracted: object, **kwargs: object) -> None:
        self.path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        self.save(update_fields=["path"])


class UnitChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = UnitChange

    unit = factory.SubFactory(UnitFactory)
    kind = UnitChangeKind.RENAME
    on = datetime.date(2024, 9, 1)
    old_name = "旧名学院"


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    campus_id = factory.Sequence(lambda n: f"2020{n:04d}")
    name = factory.Sequence(lambda n: f"林见月{n}")
    unit = factory.SubFactory(UnitFactory)


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Post

    person = factory.SubFactory(PersonFactory)
    unit = factory.SelfAttribute("person.unit")
    title = "副教授"
    from_on = datetime.date(2020, 1, 1)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    person = factory.SubFactory(PersonFactory)
    password = factory.LazyFunction(lambda: make_password(PASSWORD))


class RoleGrantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleGrant

    user = factory.SubFactory(UserFactory)
    role = Role.EDITOR
    unit = None
    from_on = datetime.date(2020, 1, 1)


class OutletFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Outlet

    name = factory.Sequence(lambda n: f"云山大学公众号{n}")
    kind = OutletKind.WECHAT
    unit = factory.SubFactory(UnitFactory)


class UniversityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = University
        django_get_or_create = ("id",)

    id = 1
    name = "云山大学"
    short_name = "云大"
    english_name = "Yunshan University"


def user_with(role: Role, unit: Unit | None = None) -> User:
    """An account that may enter the console with this role."""
    person = PersonFactory(unit=unit) if unit is not None else PersonFactory()
    return create_account(
        actor=SYSTEM,
        username=f"{role.value}{person.pk}",
        person=person,
        roles=[(role, unit)],
        password=PASSWORD,
        must_change_password=False,
    ).user
