"""Factories of this room, and clippings to count."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factory
from django.utils import timezone

from rongmei.base.directory.enums import Role, UnitKind
from rongmei.base.directory.models import RoleGrant, Unit, User
from rongmei.base.ledger import registry
from rongmei.base.ledger.enums import Basis, RowState
from rongmei.base.ledger.tests.app.models import Clip, ClipReprint, ClipUnit, Medium
from rongmei.reporting.figures.enums import FigureState
from rongmei.reporting.figures.models import Figure, FigureVersion, ManualValue, PublishedValue, Reading, Target


class UnitFactory(factory.django.DjangoModelFactory[Unit]):
    class Meta:
        model = Unit

    name = factory.Sequence(lambda n: f"院系{n + 1}")
    kind = UnitKind.COLLEGE
    path = factory.Sequence(lambda n: f"/f{n:04d}/")


class UserFactory(factory.django.DjangoModelFactory[User]):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"figures{n}")


def user(*roles: Role, unit: Unit | None = None, **values: Any) -> User:
    """An account holding the roles since long ago."""
    made = UserFactory(**values)
    for role in roles:
        RoleGrant.objects.create(user=made, role=role, unit=unit, from_on=dt.date(2000, 1, 1))
    return made


class MediumFactory(factory.django.DjangoModelFactory[Medium]):
    class Meta:
        model = Medium
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda n: f"晨光日报{n}")


class ClipFactory(factory.django.DjangoModelFactory[Clip]):
    class Meta:
        model = Clip

    unit = factory.SubFactory(UnitFactory)
    state = RowState.CONFIRMED
    published_on = dt.date(2022, 3, 5)
    medium = factory.SubFactory(MediumFactory)
    title = factory.Sequence(lambda n: f"我校举行第{n}场志愿服务")
    level = Clip.Level.NATIONAL
    reads = 100
    key_hash = factory.Sequence(lambda n: f"{n:032x}")
    search_text = factory.SelfAttribute("title")
    recorded_at = factory.LazyFunction(timezone.now)
    confirmed_at = factory.LazyAttribute(lambda row: timezone.now() if row.state == RowState.CONFIRMED else None)


def clip(*, covered: list[tuple[Unit, int | None]] | None = None, reprints: list[str] | None = None, **values: Any) -> Clip:
    row = ClipFactory(**values)
    for unit, heads in covered or []:
        ClipUnit.objects.create(entry=row, unit=unit, heads=heads)
    for medium in reprints or []:
        ClipReprint.objects.create(entry=row, medium=medium)
    return row


class FigureFactory(factory.django.DjangoModelFactory[Figure]):
    """An approved count of clippings, with its version."""

    class Meta:
        model = Figure

    key = factory.Sequence(lambda n: f"clip.f{n}")
    label = factory.Sequence(lambda n: f"外媒报道{n}")
    kind = "ledger"
    ledger = "test-clips"
    measure = "count"
    unit_word = "篇"
    basis = Basis.PIECES
    state = FigureState.APPROVED
    approved_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def version_row(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create:
            FigureVersion.objects.create(figure=self, number=self.version, definition=self.snapshot(), made_at=timezone.now())


class FigureVersionFactory(factory.django.DjangoModelFactory[FigureVersion]):
    """A second version; the first comes with the figure."""

    class Meta:
        model = FigureVersion

    figure = factory.SubFactory(FigureFactory)
    number = 2
    definition = factory.LazyAttribute(lambda made: made.figure.snapshot())
    made_at = factory.LazyFunction(timezone.now)


def formula(key: str, expr: str, **values: Any) -> Figure:
    return FigureFactory(key=key, kind="formula", ledger="", measure="", expr=expr, **{"basis": Basis.OTHER, **values})


def manual(key: str, **values: Any) -> Figure:
    return FigureFactory(key=key, kind="manual", ledger="", measure="", **{"basis": Basis.PERSONS, **values})


class ManualValueFactory(factory.django.DjangoModelFactory[ManualValue]):
    class Meta:
        model = ManualValue

    figure = factory.LazyFunction(lambda: manual(f"hand.f{Figure.objects.count()}"))
    start = dt.date(2022, 1, 1)
    end = dt.date(2022, 12, 31)
    value = 20_000
    source = "校统〔2022〕1号"
    entered_at = factory.LazyFunction(timezone.now)


class TargetFactory(factory.django.DjangoModelFactory[Target]):
    class Meta:
        model = Target

    figure = factory.SubFactory(FigureFactory)
    start = dt.date(2022, 1, 1)
    end = dt.date(2022, 12, 31)
    value = 50
    source = "2022年工作要点"
    entered_at = factory.LazyFunction(timezone.now)


class PublishedValueFactory(TargetFactory):
    class Meta:
        model = PublishedValue

    source = "2021年工作总结"


class ReadingFactory(factory.django.DjangoModelFactory[Reading]):
    class Meta:
        model = Reading

    figure = factory.SubFactory(FigureFactory)
    figure_key = factory.SelfAttribute("figure.key")
    figure_version = factory.SelfAttribute("figure.version")
    label = factory.SelfAttribute("figure.label")
    definition = factory.LazyAttribute(lambda one: one.figure.snapshot())
    ledger = factory.SelfAttribute("figure.ledger")
    start = dt.date(2022, 1, 1)
    end = dt.date(2022, 12, 31)
    value = 0
    digest = "0" * 64
    taken_at = factory.LazyFunction(timezone.now)


def clips() -> Any:
    """The ledger of clippings."""
    return registry.get("test-clips")
