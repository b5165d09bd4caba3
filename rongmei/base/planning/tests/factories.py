"""Rows of the annual plan by themselves."""

from __future__ import annotations

import datetime as dt

import factory
from django.utils import timezone

from rongmei.base.directory.tests.factories import UnitFactory
from rongmei.base.ledger.enums import RowState

from ..models import AssistingUnit, PlanPoint, PlanTask, TaskEvidence


class RowFactory(factory.django.DjangoModelFactory):
    """A confirmed row."""

    class Meta:
        abstract = True

    unit = factory.SubFactory(UnitFactory)
    state = RowState.CONFIRMED
    key_hash = factory.Sequence(lambda n: f"{n:032x}")
    recorded_at = factory.LazyFunction(timezone.now)
    confirmed_at = factory.LazyAttribute(lambda row: timezone.now() if row.state == RowState.CONFIRMED else None)


class PlanPointFactory(RowFactory):
    class Meta:
        model = PlanPoint

    year = 2026
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    title = "做强校园新闻宣传"
    issued_on = dt.date(2026, 1, 20)


class PlanTaskFactory(RowFactory):
    class Meta:
        model = PlanTask

    point = factory.SubFactory(PlanPointFactory)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    title = "推出教学名师系列报道"
    due_on = dt.date(2026, 6, 30)


class AssistingUnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AssistingUnit

    entry = factory.SubFactory(PlanTaskFactory)
    unit = factory.SubFactory(UnitFactory)


class TaskEvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TaskEvidence

    task = factory.SubFactory(PlanTaskFactory)
    source_kind = "manuscript"
    source_id = factory.Sequence(lambda n: n + 1)
    title = "一位老教授的备课笔记"
    shown_on = dt.date(2026, 3, 5)
