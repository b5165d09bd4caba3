"""Rows of the annual plan by themselves."""

from __future__ import annotations

import datetime as dt

import factory

from rongmei.base.directory.tests.factories import UnitFactory
from rongmei.base.ledger.tests.factories import EntryFactory

from ..models import AssistingUnit, PlanPoint, PlanTask, TaskEvidence


class PlanPointFactory(EntryFactory):
    class Meta:
        model = PlanPoint

    year = 2026
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    title = "做强校园新闻宣传"
    issued_on = dt.date(2026, 1, 20)


class PlanTaskFactory(EntryFactory):
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
