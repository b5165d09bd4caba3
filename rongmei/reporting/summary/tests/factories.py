"""Summaries that were never signed. Tests of signing go through the actions."""

from __future__ import annotations

import datetime as dt

import factory
from django.utils import timezone

from rongmei.reporting.summary.models import Summary, SummarySlot


class SummaryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Summary

    title = factory.Sequence(lambda n: f"云山大学2025年宣传思想工作总结（{n + 1}）")
    year = 2025
    start = dt.date(2025, 1, 1)
    end = dt.date(2025, 12, 31)
    made_at = factory.LazyFunction(timezone.now)
    changed_at = factory.LazyFunction(timezone.now)


class SummarySlotFactory(factory.django.DjangoModelFactory):
    """A slot nobody has bound yet."""

    class Meta:
        model = SummarySlot

    summary = factory.SubFactory(SummaryFactory)
    ref = factory.Sequence(lambda n: f"s{n}")
    text = "130余"
