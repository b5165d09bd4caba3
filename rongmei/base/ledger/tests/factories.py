"""What the machine itself remembers, and what rows of all ledgers share. Imports are made by the actions."""

from __future__ import annotations

import factory
from django.utils import timezone

from rongmei.base.directory.tests.factories import UnitFactory, UserFactory
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.models import (
    ApiToken,
    Evidence,
    ImportBatch,
    ImportProfile,
    LedgerClock,
    SavedView,
    StagedChunk,
    StagedRow,
)


class EntryFactory(factory.django.DjangoModelFactory):
    """A confirmed row of whichever ledger: the rooms' factories of rows begin here."""

    class Meta:
        abstract = True

    unit = factory.SubFactory(UnitFactory)
    state = RowState.CONFIRMED
    key_hash = factory.Sequence(lambda n: f"{n:032x}")
    recorded_at = factory.LazyFunction(timezone.now)
    confirmed_at = factory.LazyAttribute(lambda row: timezone.now() if row.state == RowState.CONFIRMED else None)


class LedgerClockFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LedgerClock

    ledger = factory.Sequence(lambda n: f"ledger-{n}")
    tick = 1


class EvidenceFactory(factory.django.DjangoModelFactory):
    """A link: needs no file on disk."""

    class Meta:
        model = Evidence

    ledger = "lecture"
    row_id = 1
    kind = Evidence.Kind.LINK
    title = "新闻稿"
    url = "https://news.yunshan.example/2025/0918"
    added_at = factory.LazyFunction(timezone.now)
    added_by = factory.SubFactory(UserFactory)


class SavedViewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SavedView

    ledger = "lecture"
    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"本学期{n}")
    query = "held_on__gte=2025-09-01"


class ImportProfileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ImportProfile

    ledger = "lecture"
    fingerprint = factory.Sequence(lambda n: f"{n:064x}")
    mapping = factory.LazyFunction(lambda: {"0": "title"})


class ImportBatchFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ImportBatch

    ledger = "lecture"
    file = factory.django.FileField(filename="lectures.csv", data="日期,题目\n2025-09-18,新时代青年的使命担当\n".encode())
    file_name = "讲座台账.csv"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    sheet = "Sheet1"
    received_at = factory.LazyFunction(timezone.now)
    received_by = factory.SubFactory(UserFactory)
    touched_at = factory.LazyFunction(timezone.now)


class StagedChunkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StagedChunk

    batch = factory.SubFactory(ImportBatchFactory)
    position = factory.Sequence(lambda n: n)
    rows = b""


class StagedRowFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StagedRow

    batch = factory.SubFactory(ImportBatchFactory)
    row_no = factory.Sequence(lambda n: n + 2)
    raw = factory.LazyFunction(lambda: {"title": "新时代青年的使命担当"})


class ApiTokenFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ApiToken

    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"数据中心{n}")
    digest = factory.Sequence(lambda n: f"{n:064x}")
    made_at = factory.LazyFunction(timezone.now)
