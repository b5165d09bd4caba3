"""One factory for every model of the room."""

from __future__ import annotations

import datetime as dt

import factory

from rongmei.base.ledger.tests.factories import EntryFactory

from ..enums import AwardCategory, Level, MediaHonourKind
from ..models import EducationAward, MediaHonour, Recipient


class HonourFactory(EntryFactory):
    class Meta:
        abstract = True

    awarded_on = dt.date(2025, 6, 20)
    level = Level.PROVINCIAL


class EducationAwardFactory(HonourFactory):
    class Meta:
        model = EducationAward

    title = factory.Sequence(lambda n: f"思政课教学改革研究{n + 1}")
    category = AwardCategory.PROJECT


class RecipientFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Recipient

    entry = factory.SubFactory(EducationAwardFactory)
    name = factory.Sequence(lambda n: f"林见月{n}")


class MediaHonourFactory(HonourFactory):
    class Meta:
        model = MediaHonour

    title = factory.Sequence(lambda n: f"高校校报好新闻奖{n + 1}")
    kind = MediaHonourKind.WORK
    work_title = factory.Sequence(lambda n: f"云山下的守灯人{n + 1}")
